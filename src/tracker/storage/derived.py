"""What follows from records and is stored with them: shown names, spans, search documents.

Renewed for every root that a transaction touched, before it commits.
"""

from collections import deque
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select, update

from tracker.domain.deliverable_types import type_of
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import (
    ChildRecord,
    Record,
    RecordRef,
    RootRecord,
    child_lists,
    value_specs,
)
from tracker.domain.records import BY_KEY, ROOT_BY_KEY, Agreement, Deliverable, ProgressEntry
from tracker.domain.search_text import words_of
from tracker.storage import tables
from tracker.storage.reader import every_name, load_many, load_row, shown_names
from tracker.storage.rows import from_row
from tracker.storage.search_index import forget_document, index_document
from tracker.storage.spans import renew_agreement_spans, renew_deliverable_spans


def renew(
    connection: Connection, stale: Iterable[RecordRef], logs: Iterable[int] = ()
) -> set[RecordRef]:
    """Renew what follows from changed records, and from the changed logs of deliverables.

    Returns these and the further records this concerns.
    """
    # What others are named after comes first: an agreement after the organisations it names.
    order = {kind: place for place, kind in enumerate(ROOT_BY_KEY)}
    waiting = deque(sorted(set(stale), key=lambda ref: (order.get(ref.kind, len(order)), ref.id)))
    # New records that name each other are indexed under all these names; none older names them.
    new = _name_new(connection, [ref for ref in waiting if ref.kind in ROOT_BY_KEY])
    done: set[RecordRef] = set()
    while waiting:
        ref = waiting.popleft()
        if ref in done:
            continue
        done.add(ref)
        if ref.kind in ROOT_BY_KEY:
            if _renew_root(connection, ref) and ref not in new:
                followers = referring(connection, ref)
                done.difference_update(followers)
                waiting += followers
        elif ref.kind == ProgressEntry.key:
            _index_loose(connection, ref)
    for deliverable in {*logs, *(ref.id for ref in done if ref.kind == Deliverable.key)}:
        renew_deliverable_spans(connection, deliverable)
    return done


def _name_new(connection: Connection, refs: Iterable[RecordRef]) -> set[RecordRef]:
    """Give records that have no shown name yet theirs, before any is indexed; returns these."""
    new: set[RecordRef] = set()
    for ref in refs:
        kind, table = ROOT_BY_KEY[ref.kind], tables.TABLES[ref.kind]
        unnamed = table.c.id == ref.id, table.c.shown_name == ""
        if connection.execute(select(table.c.id).where(*unnamed)).scalar() is None:
            continue
        new.add(ref)
        for record in load_many(connection, kind, [ref.id]):
            title = shown_name(record, shown_names(connection, references_of(record)))
            _set_name(connection, ref, title)
    return new


def _set_name(connection: Connection, ref: RecordRef, title: str) -> None:
    table = tables.TABLES[ref.kind]
    named = {"shown_name": title, "sort_name": title.casefold()}
    connection.execute(update(table).where(table.c.id == ref.id).values(**named))


def _renew_root(connection: Connection, ref: RecordRef) -> bool:
    """Renew one root record; says whether it has other names now than it had."""
    kind = ROOT_BY_KEY[ref.kind]
    found = load_many(connection, kind, [ref.id])
    if not found:
        forget_document(connection, ref)
        return False
    record = found[0]
    references = references_of(record)
    title = shown_name(record, shown_names(connection, references))
    table = tables.TABLES[ref.kind]
    before = connection.execute(select(table.c.shown_name).where(table.c.id == ref.id)).scalar()
    if before != title:
        _set_name(connection, ref, title)
    if isinstance(record, Agreement):
        renew_agreement_spans(connection, record)
    if record.trashed_at is not None:
        forget_document(connection, ref)
        return before != title
    document = document_of(record, title, every_name(connection, references))
    return index_document(connection, ref, *document) != document[0] or before != title


def shown_name(record: RootRecord, names: dict[RecordRef, str]) -> str:
    """What a record is called in few words; an agreement without a title after its parties."""
    for name in record.name_fields:
        if value := getattr(record, name):
            return str(value)
    if isinstance(record, Agreement):
        parties = [
            names.get(RecordRef("organisation", party.organisation_id), "")
            if party.organisation_id
            else party.described_as
            for party in record.parties
        ]
        return ", ".join(party for party in parties if party)
    return ""


def references_of(record: RootRecord) -> set[RecordRef]:
    """Every root record that a record and its children refer to."""
    rows: list[Record] = [record]
    for children in child_lists(type(record)):
        rows += getattr(record, children.spec.name)
    return {
        RecordRef(spec.target, value)
        for row in rows
        for spec in value_specs(type(row))
        if spec.kind is Kind.REFERENCE and (value := getattr(row, spec.name)) is not None
    }


def document_of(record: RootRecord, title: str, names: dict[RecordRef, str]) -> tuple[str, str]:
    """The title and body under which a record is found; `names` are all those it refers to have."""
    type_class = type_of(record.type) if isinstance(record, Deliverable) else None
    return words_of(record, title, names, type_class)


def _index_loose(connection: Connection, ref: RecordRef) -> None:
    row = load_row(connection, BY_KEY[ref.kind], ref.id)
    if row is None:
        forget_document(connection, ref)
        return
    entry = from_row(ProgressEntry, row)
    named = shown_names(connection, [RecordRef(Deliverable.key, row["deliverable_id"])])
    words: list[str] = [
        str(getattr(entry, spec.name)) for spec in value_specs(ProgressEntry) if spec.search
    ]
    index_document(
        connection, ref, " ".join(named.values()), " ".join(word for word in words if word)
    )


def referring(connection: Connection, ref: RecordRef) -> list[RecordRef]:
    """The records that name `ref`, in their own row or in a child's."""
    found: list[RecordRef] = []
    for kind, record in BY_KEY.items():
        for spec in _references_to(record, ref.kind):
            found += _roots_by(connection, kind, record, spec, ref.id)
    return found


def _references_to(record: type[Record], target: str) -> list[FieldSpec]:
    return [
        spec
        for spec in value_specs(record)
        if spec.kind is Kind.REFERENCE and spec.target == target
    ]


def _roots_by(
    connection: Connection, kind: str, record: type[Record], spec: FieldSpec, id: int
) -> list[RecordRef]:
    table = tables.TABLES[kind]
    where = table.c[spec.name] == id
    if not issubclass(record, ChildRecord):
        return [
            RecordRef(kind, row.id) for row in connection.execute(select(table.c.id).where(where))
        ]
    columns: list[Any] = (
        [table.c.parent_id] if record.parent else [table.c.parent_id, table.c.parent_kind]
    )
    rows = connection.execute(select(*columns).where(where)).all()
    return [RecordRef(record.parent or row.parent_kind, row.parent_id) for row in rows]
