"""Changing one field of a record in its list, or of thousands at once: seen first, one undo."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from tracker.domain.changes import Action
from tracker.domain.fields import FieldSpec
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY
from tracker.errors import InvalidDraft, Problem, StaleRecord
from tracker.i18n import mark, tr
from tracker.services.bulk_fields import bulk_fields, single_fields
from tracker.services.bulk_plan import (
    MOST_LINES,
    BulkLine,
    BulkPreview,
    BulkResult,
    FieldChange,
    How,
)
from tracker.services.bulk_working import (
    Worked,
    check,
    differences,
    known_problems,
    line_of,
    named_in,
    with_change,
    with_detail,
    work_out,
)
from tracker.services.records import RecordService, Saved, counted
from tracker.storage.database import Database
from tracker.storage.reader import load_many, shown_names

__all__ = [
    "MOST_LINES",
    "BulkLine",
    "BulkPreview",
    "BulkResult",
    "BulkService",
    "FieldChange",
    "How",
]

Report = Callable[[int, int], None]
"""Told how far long work is (done, of); whatever it raises ends the work, and nothing is kept."""

_TOGETHER = 400


def _quiet(_done: int, _total: int) -> None:
    return None


class BulkService:
    """Sets fields of records by their declaration."""

    def __init__(self, database: Database, records: RecordService) -> None:
        self._database = database
        self._records = records

    def editable(self, kind: str) -> tuple[FieldSpec, ...]:
        """The fields that many records may be given at once."""
        return bulk_fields(kind)

    def set_field(self, ref: RecordRef, name: str, value: Any, version: int | None = None) -> Saved:
        """Set one own value of one record; "pavilion.area" is a field of a deliverable's type.

        Raises what `RecordService.save` raises; StaleRecord if the record is not of `version` any
        more, where one is given.
        """
        kind = ROOT_BY_KEY[ref.kind]
        record = self._records.open(kind, ref.id).record
        if version is not None and record.version != version:
            raise StaleRecord(
                tr("This record was changed elsewhere."),
                tr("Somebody saved it after it was shown here."),
                tr("Look at it again and enter your change once more; nothing was overwritten."),
            )
        types = self._database.types_for(record)
        of, _, own = name.rpartition(".")
        known = known_problems(record, types, [("details", own) if of else (name,)])
        if "." in name:
            return self._records.save(with_detail(record, name, value, types), known)
        if name not in {spec.name for spec in single_fields(ref.kind)}:
            raise InvalidDraft([Problem((name,), tr("This field is not changed in the list."))])
        return self._records.save(with_change(record, FieldChange(name, value)), known)

    def preview(
        self,
        kind: str,
        ids: Sequence[int],
        changes: Sequence[FieldChange],
        report: Report = _quiet,
    ) -> BulkPreview:
        """What `apply` would do now; nothing is written. Raises InvalidDraft if no record at all
        could be given such a value."""
        changed = unchanged = refused = 0
        lines: list[Worked] = []
        left: list[Worked] = []
        with self._database.read() as connection:
            for worked in self._worked(connection, kind, ids, changes, report):
                if worked.reason:
                    refused += 1
                    if len(left) < MOST_LINES:
                        left.append(worked)
                elif worked.is_changed:
                    changed += 1
                    if len(lines) < MOST_LINES:
                        lines.append(worked)
                else:
                    unchanged += 1
            names = shown_names(connection, named_in(kind, [*lines, *left], changes))
        return BulkPreview(
            len(set(ids)),
            changed,
            unchanged,
            refused,
            tuple(line_of(worked, changes, names) for worked in lines),
            tuple(line_of(worked, changes, names) for worked in left),
        )

    def apply(
        self,
        kind: str,
        ids: Sequence[int],
        changes: Sequence[FieldChange],
        report: Report = _quiet,
    ) -> BulkResult:
        """Change all records that can be changed, in one action with one undo.

        What `report` raises, and any error, leaves every record as it was.
        """
        changed = refused = 0
        total = len(set(ids))
        with self._database.write(Action(_ACTION)) as work:
            writer = work.writer
            writer.watch = lambda done, of: report(total + done, total + max(of, total))
            record_class = ROOT_BY_KEY[kind]
            last = None
            worked_out = self._worked(
                writer.connection, kind, ids, changes, lambda done, _of: report(done, 2 * total)
            )
            for worked in worked_out:
                if worked.reason:
                    refused += 1
                elif worked.is_changed and worked.after is not None:
                    changed += 1
                    last = worked.ref
                    before, after = differences(record_class, worked, changes)
                    writer.change(last, last, before, after)
                    writer.written.keep(last, worked.after)
            if last is not None and changed == 1:
                writer.subject = last
                name = shown_names(writer.connection, [last]).get(last, "")
            else:
                name = counted([RecordRef(kind, 0)] * changed)
            writer.rename_action(Action(_ACTION, name))
        return BulkResult(work.change_set, changed, refused)

    def _worked(
        self,
        connection: Connection,
        kind: str,
        ids: Sequence[int],
        changes: Sequence[FieldChange],
        report: Report,
    ) -> Iterator[Worked]:
        """Every record as it is and as it would be, in the order of `ids`."""
        check(connection, kind, changes)
        wanted = list(dict.fromkeys(ids))
        types = self._database.types_on(connection)
        for start in range(0, len(wanted), _TOGETHER):
            report(start, len(wanted))
            portion = wanted[start : start + _TOGETHER]
            found = {one.id: one for one in load_many(connection, ROOT_BY_KEY[kind], portion)}
            for id in portion:
                yield work_out(RecordRef(kind, id), found.get(id), changes, types)


_ACTION = mark("Change {name}")
