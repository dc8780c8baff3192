"""What follows from records and is stored with them: shown names, spans, search documents.

Renewed for every root that a transaction touched, before it commits.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Update, bindparam, select, update

from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import (
    ChildRecord,
    Record,
    RecordRef,
    RootRecord,
    child_lists,
    value_specs,
)
from tracker.domain.records import (
    BY_KEY,
    ROOT_BY_KEY,
    Agreement,
    Attachment,
    Deliverable,
    ProgressEntry,
)
from tracker.domain.search_text import Words, words_of
from tracker.storage import tables
from tracker.storage.own_types import catalogue_for, whose_words_changed
from tracker.storage.reader import load_many, names_of, shown_names
from tracker.storage.search_documents import notes, row_of
from tracker.storage.search_index import (
    forget_documents,
    forget_notes,
    index_documents,
    index_notes,
)
from tracker.storage.search_places import NOTE_KINDS, place_of
from tracker.storage.spans import add_to_spans, renew_agreement_spans, renew_deliverable_spans
from tracker.storage.written import AGREEMENT_SPANS, DELIVERABLE_SPANS, Written

Watch = Callable[[int, int], None]
"""Told how many records are done, of how many."""

_ORDER = {kind: place for place, kind in enumerate(ROOT_BY_KEY)}
# So many records are read at once: one by one they cost three times as much.
_TOGETHER = 400


def renew(connection: Connection, written: Written, watch: Watch | None = None) -> set[RecordRef]:
    """Renew what follows from what was written.

    Returns these records and the further ones this concerns. `watch` is told how many are done of
    how many; what it raises ends the transaction.
    """
    waiting: defaultdict[str, set[int]] = defaultdict(set)
    for ref in written.stale:
        waiting[ref.kind].add(ref.id)
    if others := whose_words_changed(connection, written):
        waiting[Deliverable.key].update(others)
    # New records that name each other are indexed under all these names; none older names them.
    _name_new(connection, written)
    done: set[RecordRef] = set()
    while waiting:
        # What others are named after comes first: an agreement after the organisations it names.
        kind = min(waiting, key=_place_of)
        ids = sorted(waiting.pop(kind))
        now, later = ids[:_TOGETHER], ids[_TOGETHER:]
        if later:
            waiting[kind].update(later)
        refs = [RecordRef(kind, id) for id in now]
        done.update(refs)
        if kind in ROOT_BY_KEY:
            for renamed in _renew_roots(connection, ROOT_BY_KEY[kind], now, written):
                written.renamed.add(renamed)
                if renamed not in written.new:
                    followers = referring(connection, renamed)
                    done.difference_update(followers)
                    for follower in followers:
                        waiting[follower.kind].add(follower.id)
                    if files := _files_of(connection, renamed):
                        waiting[Attachment.key].update(files)
        elif kind in NOTE_KINDS:
            _index_notes(connection, kind, now)
        if watch is not None:
            watch(len(done), len(done) + sum(map(len, waiting.values())))
    _renew_logs(connection, written)
    return done


def _renew_logs(connection: Connection, written: Written) -> None:
    """Renew the spans of deliverables of which something changed that these follow from."""
    anew = {id for id, entry in written.logs.items() if entry is None}
    if written.touches(DELIVERABLE_SPANS):
        anew.update(ref.id for ref in written.stale if ref.kind == Deliverable.key)
    for id, entry in written.logs.items():
        if entry is not None and id not in anew and not add_to_spans(connection, id, entry):
            anew.add(id)
    for portion in _portions(sorted(anew)):
        renew_deliverable_spans(connection, portion)


def _place_of(kind: str) -> int:
    return _ORDER.get(kind, len(_ORDER))


def _name_new(connection: Connection, written: Written) -> None:
    """Give new records their shown names before any is indexed."""
    new: defaultdict[str, set[int]] = defaultdict(set)
    for ref in written.new & written.stale:
        new[ref.kind].add(ref.id)
    for kind in sorted((kind for kind in new if kind in ROOT_BY_KEY), key=_place_of):
        for ids in _portions(sorted(new[kind])):
            records = _records(connection, ROOT_BY_KEY[kind], ids, written)
            _set_names(connection, kind, titles_of(connection, records))


def _records(
    connection: Connection, kind: type[RootRecord], ids: Sequence[int], written: Written
) -> dict[int, RootRecord]:
    """Records by id, read only if they were not just written; without those that are gone."""
    found: dict[int, RootRecord] = {}
    unknown = []
    for id in ids:
        record = written.records.get(RecordRef(kind.key, id))
        if record is None:
            unknown.append(id)
        else:
            found[id] = record
    if unknown:
        found |= {record.id or 0: record for record in load_many(connection, kind, unknown)}
    return found


def titles_of(connection: Connection, records: Mapping[int, RootRecord]) -> dict[int, str]:
    """What records must be called, by id."""
    # Only one without a name of its own is named after others.
    unnamed = [record for record in records.values() if not _has_name(record)]
    named = {ref for record in unnamed for ref in references_of(record)}
    names = shown_names(connection, named)
    return {id: shown_name(record, names) for id, record in records.items()}


def _set_names(connection: Connection, kind: str, titles: Mapping[int, str]) -> None:
    rows = [{"of": id, "shown": title, "sorted": title.casefold()} for id, title in titles.items()]
    if rows:
        connection.execute(_naming(kind), rows)


@cache
def _naming(kind: str) -> Update:
    table = tables.TABLES[kind]
    return (
        update(table)
        .where(table.c.id == bindparam("of"))
        .values(shown_name=bindparam("shown"), sort_name=bindparam("sorted"))
    )


def _renew_roots(
    connection: Connection, kind: type[RootRecord], ids: Sequence[int], written: Written
) -> list[RecordRef]:
    """Renew root records of one kind; gives those that have other names now than they had."""
    records = _records(connection, kind, ids, written)
    references = {id: references_of(record) for id, record in records.items()}
    own = [RecordRef(kind.key, id) for id in records]
    shown, names = names_of(connection, set(own).union(*references.values()))
    titles = {id: shown_name(record, shown) for id, record in records.items()}
    other = {id: titles[id] for id in records if shown[RecordRef(kind.key, id)] != titles[id]}
    _set_names(connection, kind.key, other)
    if kind is Agreement and written.touches(AGREEMENT_SPANS):
        renew_agreement_spans(
            connection, [one for one in records.values() if isinstance(one, Agreement)]
        )
    types = catalogue_for(
        connection, (one.type for one in records.values() if isinstance(one, Deliverable))
    )
    documents = []
    for id, record in records.items():
        if record.trashed_at is None:
            cited = {ref: names[ref] for ref in references[id] if ref in names}
            words = document_of(record, titles[id], cited, types)
            documents.append(row_of(place_of(RecordRef(kind.key, id)), words))
    indexed = {row.id for row in documents}
    places = {id: place_of(RecordRef(kind.key, id)) for id in ids}
    forget_documents(connection, [place for place in places.values() if place not in indexed])
    renamed = index_documents(connection, documents)
    return [RecordRef(kind.key, id) for id in records if id in other or places[id] in renamed]


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _TOGETHER):
        yield ids[start : start + _TOGETHER]


def _has_name(record: RootRecord) -> bool:
    return any(getattr(record, name) for name in record.name_fields)


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


def document_of(
    record: RootRecord,
    title: str,
    names: Mapping[RecordRef, str],
    types: TypeCatalogue = BUILT_IN,
) -> Words:
    """The words under which a record is found; `names` are all those it refers to have."""
    type_class = types.of(record.type) if isinstance(record, Deliverable) else None
    return words_of(record, title, names, type_class)


def _index_notes(connection: Connection, kind: str, ids: Sequence[int]) -> None:
    found = notes(connection, kind, ids)
    indexed = {note.id for note in found}
    places = [place_of(RecordRef(kind, id)) for id in ids]
    forget_notes(connection, [place for place in places if place not in indexed])
    index_notes(connection, found)


def _files_of(connection: Connection, ref: RecordRef) -> list[int]:
    """The attachments of a record and of the lines of its log, which are found under its name."""
    c = tables.TABLES[Attachment.key].c
    query = select(c.id).where(c.subject_kind == ref.kind, c.subject_id == ref.id)
    found = list(connection.execute(query).scalars())
    if ref.kind == Deliverable.key:
        line = tables.TABLES[ProgressEntry.key].c
        lines = select(line.id).where(line.deliverable_id == ref.id)
        of_lines = c.subject_id.in_(lines) & (c.subject_kind == ProgressEntry.key)
        found += connection.execute(select(c.id).where(of_lines)).scalars()
    return found


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
