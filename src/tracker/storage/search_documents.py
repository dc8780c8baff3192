"""The documents that the index must have, derived from the records in batches.

Values are taken as the database holds them, without validation: a rebuild reads a million.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Column, Connection, func, select

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import Record, RecordRef, RootRecord, child_lists, value_specs
from tracker.domain.records import ROOT_BY_KEY, Deliverable
from tracker.domain.search_text import Words, words_of
from tracker.domain.search_words import apart
from tracker.storage.own_types import catalogue_for
from tracker.storage.reader import every_name
from tracker.storage.rows import from_columns
from tracker.storage.search_notes import note_documents
from tracker.storage.search_places import NOTE_KINDS, ROOT_KINDS, place_of
from tracker.storage.tables import TABLES

R = TypeVar("R", bound=Record)

# Records that are read at once: few enough to be nothing in memory.
BATCH = 1_000
_MOST_KNOWN = 20_000


class Row(NamedTuple):
    """A row of `search_document`."""

    id: int
    title: str
    also: str
    body: str
    cited: str


class Note(NamedTuple):
    """A row of `search_note`."""

    id: int
    title: str
    body: str


def how_many(connection: Connection) -> int:
    """How many records have a document, those in the trash counted too."""
    total = 0
    for kind in (*ROOT_KINDS, *NOTE_KINDS):
        query = select(func.count()).select_from(TABLES[kind])
        total += int(connection.execute(query).scalar() or 0)
    return total


def batches(connection: Connection, kind: str) -> Iterator[list[int]]:
    """The ids of all records of a kind, so many at once, in order."""
    table = TABLES[kind]
    last = 0
    while True:
        query = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(BATCH)
        ids = list(connection.execute(query).scalars())
        if not ids:
            return
        yield ids
        last = ids[-1]


def documents(
    connection: Connection,
    kind: str,
    ids: Sequence[int],
    known: dict[RecordRef, str] | None = None,
) -> list[Row]:
    """The documents of root records; those in the trash have none.

    `known` keeps the names of the records they refer to for the next call: many refer to the same.
    """
    record = ROOT_BY_KEY[kind]
    rows = _rows(connection, record, ids)
    refs = {ref for row, children in rows for ref in _references(record, row, children)}
    names = {} if known is None else known
    if len(names) > _MOST_KNOWN:
        names.clear()
    names.update(every_name(connection, refs - names.keys()))
    found = []
    keys = {row["type"] for row, _ in rows} if record is Deliverable else ()
    types = catalogue_for(connection, keys)
    for row, children in rows:
        built = _unchecked(record, {**row, **children})
        details = types.of(built.type) if isinstance(built, Deliverable) else None
        words = words_of(built, row["shown_name"], names, details)
        found.append(row_of(place_of(RecordRef(kind, row["id"])), words))
    return found


def row_of(place: int, words: Words) -> Row:
    """A document as it is indexed."""
    return Row(place, apart(words.title), words.also, apart(words.body), apart(words.cited))


def notes(connection: Connection, kind: str, ids: Sequence[int]) -> list[Note]:
    """The documents of lines of logs or of files."""
    return [
        Note(place_of(RecordRef(kind, id)), apart(title), apart(body))
        for id, (title, body) in note_documents(connection, kind, ids).items()
    ]


_Values = dict[str, Any]


def _rows(
    connection: Connection, record: type[RootRecord], ids: Sequence[int]
) -> list[tuple[_Values, _Values]]:
    table = TABLES[record.key]
    # A range is read quicker than a thousand numbers.
    query = (
        select(table.c.id, table.c.shown_name, *_columns(record))
        .where(table.c.id.between(min(ids), max(ids)), table.c.trashed_at.is_(None))
        .order_by(table.c.id)
    )
    wanted = set(ids)
    rows = [
        {"id": row[0], "shown_name": row[1], **_values(record, row[2:])}
        for row in connection.execute(query).all()
        if row[0] in wanted
    ]
    lists = {
        children.spec.name: _children(connection, children.record, record.key, ids)
        for children in child_lists(record)
    }
    return [(row, {name: of.get(row["id"], ()) for name, of in lists.items()}) for row in rows]


def _children(
    connection: Connection, child: type[Record], root_kind: str, ids: Sequence[int]
) -> dict[int, list[Record]]:
    table = TABLES[child.key]
    query = select(table.c.parent_id, *_columns(child)).where(
        table.c.parent_id.between(min(ids), max(ids))
    )
    if "parent_kind" in table.c:
        query = query.where(table.c.parent_kind == root_kind)
    query = query.order_by(table.c.parent_id, table.c.position, table.c.id)
    found: defaultdict[int, list[Record]] = defaultdict(list)
    for row in connection.execute(query).all():
        found[row[0]].append(_unchecked(child, _values(child, row[1:])))
    return found


def _unchecked(record: type[R], values: _Values) -> R:
    """A record of values just as the database holds them, dates as texts: good for reading its
    words and for nothing else, but made in a tenth of the time."""
    made = record.__new__(record)
    object.__setattr__(made, "__dict__", values)
    return made


def _values(record: type[Record], values: Sequence[Any]) -> _Values:
    """By the names of the fields, what `_columns` gave."""
    found = dict(zip(_names(record), values, strict=True))
    for spec in _paid(record):
        found[spec.name] = from_columns(spec, found)
    return found


@cache
def _names(record: type[Record]) -> tuple[str, ...]:
    # The first and last days of dates are left out: they take long to read and say no words.
    own = [spec.name for spec in value_specs(record)]
    return (*own, *(f"{spec.name}_currency" for spec in _paid(record)))


@cache
def _columns(record: type[Record]) -> tuple[Column[Any], ...]:
    return tuple(TABLES[record.key].c[name] for name in _names(record))


@cache
def _paid(record: type[Record]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in value_specs(record) if spec.kind is Kind.MONEY)


@cache
def _references_of(record: type[Record]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in value_specs(record) if spec.kind is Kind.REFERENCE)


def _references(record: type[Record], row: _Values, children: _Values) -> Iterator[RecordRef]:
    for spec in _references_of(record):
        if (value := row[spec.name]) is not None:
            yield RecordRef(spec.target, value)
    for items in children.values():
        for child in items:
            kind: type[Record] = type(child)
            for spec in _references_of(kind):
                if (value := getattr(child, spec.name)) is not None:
                    yield RecordRef(spec.target, value)
