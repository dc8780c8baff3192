"""Columns that follow from others of the record or from its log: days, names, done steps.

The days of a partial date stand beside it, so that lists sort by them; the name by which a record
is shown stands in its row; a step that a line of the log names is done on the day of that line.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from tracker.domain.dates import PartialDate
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.milestones import reached_on
from tracker.domain.record import ChildRecord, Record, RecordRef, RootRecord, spec_of, value_specs
from tracker.domain.records import BY_KEY, ROOT_BY_KEY, Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.storage import derived
from tracker.storage.reader import load_many, logs_of
from tracker.storage.rows import to_columns
from tracker.storage.search_documents import BATCH, batches
from tracker.storage.tables import TABLES

_OF = "_of"


class Column(NamedTuple):
    """A column that is not what it must be: the row it stands in, the record this belongs to, in
    short what is meant, and what the row must hold."""

    row: RecordRef
    owner: RecordRef
    said: str
    right: dict[str, Any]


def wrong_days(connection: Connection) -> Iterator[Column]:
    """Partial dates whose first and last day are others than their text says."""
    for kind in BY_KEY.values():
        for spec in value_specs(kind):
            if spec.kind is Kind.DATE:
                yield from _wrong_days(connection, kind, spec)


def _wrong_days(connection: Connection, kind: type[Record], spec: FieldSpec) -> Iterator[Column]:
    table = TABLES[kind.key]
    columns = [table.c[name] for name in to_columns(spec, None)]
    # A date is written in many rows, and read once.
    for stored in connection.execute(select(*columns).distinct()).all():
        text = stored[0]
        right = to_columns(spec, PartialDate.parse(text) if text is not None else None)
        if tuple(right.values()) == tuple(stored):
            continue
        pairs = zip(columns, stored, strict=True)
        same = (column.is_not_distinct_from(value) for column, value in pairs)
        rows = connection.execute(select(table).where(*same).order_by(table.c.id)).mappings()
        for row in rows:
            yield Column(RecordRef(kind.key, row["id"]), _owner(kind, row), spec.name, right)


def _owner(kind: type[Record], row: Any) -> RecordRef:
    if issubclass(kind, ChildRecord):
        return RecordRef(kind.parent or row["parent_kind"], row["parent_id"])
    if kind is ProgressEntry:
        return RecordRef(Deliverable.key, row["deliverable_id"])
    return RecordRef(kind.key, row["id"])


def wrong_names(connection: Connection) -> Iterator[Column]:
    """Records that are shown or sorted under another name than they have. What others are named
    after comes first."""
    for kind in ROOT_BY_KEY.values():
        for ids in batches(connection, kind.key):
            yield from _wrong_names(connection, kind, ids)


def _wrong_names(
    connection: Connection, kind: type[RootRecord], ids: list[int]
) -> Iterator[Column]:
    c = TABLES[kind.key].c
    own = [c[name] for name in kind.name_fields]
    query = select(c.id, c.shown_name, c.sort_name, *own).where(c.id.between(ids[0], ids[-1]))
    stored = {row[0]: row for row in connection.execute(query)}
    names = {id: next((text for text in row[3:] if text), "") for id, row in stored.items()}
    unnamed = [id for id, name in names.items() if not name]
    records = {one.id or 0: one for one in load_many(connection, kind, unnamed)} if unnamed else {}
    names |= derived.titles_of(connection, records)
    for id, name in names.items():
        right = {"shown_name": name, "sort_name": name.casefold()}
        if tuple(stored[id][1:3]) != tuple(right.values()):
            ref = RecordRef(kind.key, id)
            yield Column(ref, ref, name, right)


def wrong_steps(connection: Connection) -> Iterator[Column]:
    """Steps that the log says were reached, and that are not done on that day."""
    line, step = TABLES[ProgressEntry.key].c, TABLES[Milestone.key].c
    naming = select(line.deliverable_id).where(line.milestone_id.is_not(None)).distinct()
    ids = list(connection.execute(naming.order_by(line.deliverable_id)).scalars())
    for at in range(0, len(ids), BATCH):
        some = ids[at : at + BATCH]
        logs = logs_of(connection, some)
        query = select(step.id, step.parent_id, step.title, step.done)
        reached = {id: reached_on(logs.get(id, ())) for id in some}
        for row in connection.execute(query.where(step.parent_id.in_(some)).order_by(step.id)):
            day = reached[row.parent_id].get(row.id)
            if day is not None and row.done != day.edtf:
                owner = RecordRef(Deliverable.key, row.parent_id)
                right = to_columns(spec_of(Milestone, "done"), day)
                yield Column(RecordRef(Milestone.key, row.id), owner, row.title, right)


def repair_columns(connection: Connection) -> None:
    """Write what they must hold. Days come first, since others are worked out from them."""
    for look in (wrong_days, wrong_names, wrong_steps):
        for found in list(look(connection)):
            table = TABLES[found.row.kind]
            row = update(table).where(table.c.id == bindparam(_OF)).values(found.right)
            connection.execute(row, {_OF: found.row.id})
