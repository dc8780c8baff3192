"""What stands in the records that pasted rows change: the old value of every changed cell."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from tracker.domain.fields import Kind
from tracker.domain.reading import write_value
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import Deliverable
from tracker.i18n import tr
from tracker.services.pasting_fields import PasteField
from tracker.services.pasting_plan import Outcome, PasteRow
from tracker.storage.reader import shown_names


def with_old_values(
    connection: Connection,
    columns: Sequence[PasteField | None],
    rows: Sequence[PasteRow],
    language: str,
) -> list[PasteRow]:
    """The rows, those that change a record with what its changed cells said before."""
    old = [_old(columns, row) for row in rows]
    refs = {value for cells in old for value in cells.values() if isinstance(value, RecordRef)}
    names = shown_names(connection, refs) if refs else {}
    found = []
    for row, cells in zip(rows, old, strict=True):
        was: dict[int, str] = {}
        for at, value in cells.items():
            column = columns[at]
            assert column is not None
            assert column.spec is not None
            if isinstance(value, RecordRef):
                text = names.get(value, "")
            else:
                text = write_value(column.spec, value, language)
            was[at] = text or tr("nothing")
        found.append(replace(row, was=was) if was else row)
    return found


def _old(columns: Sequence[PasteField | None], row: PasteRow) -> dict[int, Any]:
    """By column the value before, a reference as the record it names."""
    before, draft = row.before, row.draft
    if row.outcome is not Outcome.CHANGED or before is None or draft is None:
        return {}
    found: dict[int, Any] = {}
    for at, column in enumerate(columns):
        if column is None or column.spec is None:
            continue
        was, now = _value(before, column), _value(draft, column)
        if was != now:
            named = column.spec.kind is Kind.REFERENCE and was is not None
            found[at] = RecordRef(column.spec.target, was) if named else was
    return found


def _value(record: RootRecord, column: PasteField) -> Any:
    assert column.spec is not None
    if column.owner is not None and isinstance(record, Deliverable):
        kept = {key: value for key, value in record.details.items() if key == column.spec.name}
        return getattr(column.owner.model_validate(kept), column.spec.name, None)
    return getattr(record, column.key, None)
