"""Reading whole records: few, for a page or a form. Lists read rows (services/lists.py)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from tracker.domain.record import ChildRecord, Record, RecordRef, RootRecord, child_lists
from tracker.domain.records import ROOT_BY_KEY, ProgressEntry
from tracker.errors import NotFound
from tracker.i18n import tr
from tracker.storage import tables
from tracker.storage.rows import from_row

# Databases take only so many values in one question, and each name asks for its own.
_NAMED_AT_ONCE = 2_000

R = TypeVar("R", bound=RootRecord)
C = TypeVar("C", bound=ChildRecord)


def load(
    connection: Connection, record: type[R], id: int, only: Collection[str] | None = None
) -> R:
    """One root record with its children (see `load_many`); NotFound if there is none."""
    found = load_many(connection, record, [id], only)
    if not found:
        raise NotFound(
            tr("There is no {kind} {id}.", kind=tr(record.label).lower(), id=id),
            tr("It may have been undone or removed."),
        )
    return found[0]


def load_many(
    connection: Connection,
    record: type[R],
    ids: Iterable[int] | None = None,
    only: Collection[str] | None = None,
) -> list[R]:
    """Root records with their children, in order of id; all of them if `ids` is None.

    `only` names the lists of children that are needed; the others are then empty.
    """
    wanted = None if ids is None else list(ids)
    query = _roots(record.key, _how_many(wanted))
    rows = connection.execute(query, _given(wanted)).mappings().all()
    lists: dict[str, dict[int, tuple[ChildRecord, ...]]] = {
        children.spec.name: _children(connection, children.record, record.key, wanted)
        for children in child_lists(record)
        if only is None or children.spec.name in only
    }
    return [
        from_row(record, row, **{name: found.get(row["id"], ()) for name, found in lists.items()})
        for row in rows
    ]


def _children(
    connection: Connection, child: type[C], root_kind: str, ids: list[int] | None
) -> dict[int, tuple[C, ...]]:
    query = _children_of(child, root_kind, _how_many(ids))
    found: defaultdict[int, list[C]] = defaultdict(list)
    for row in connection.execute(query, _given(ids)).mappings().all():
        found[row["parent_id"]].append(from_row(child, row))
    return {parent: tuple(children) for parent, children in found.items()}


# Statements are made once: to put one together takes three times as long as to run it. That for
# one record alone is quicker still, since it needs no list of values to be written into it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _how_many(ids: Sequence[int] | None) -> int | None:
    """One, several (2) or all (None)."""
    if ids is None:
        return None
    return 1 if len(ids) == 1 else 2


def _given(ids: Sequence[int] | None) -> dict[str, Any]:
    if ids is None:
        return {}
    return {"id": ids[0]} if len(ids) == 1 else {"ids": ids}


def _among(column: Column[Any], query: Select[Any], count: int | None) -> Select[Any]:
    if count is None:
        return query
    return query.where(column == bindparam("id") if count == 1 else column.in_(_IDS))


@cache
def _roots(kind: str, count: int | None) -> Select[Any]:
    table = tables.TABLES[kind]
    return _among(table.c.id, select(table).order_by(table.c.id), count)


@cache
def _children_of(child: type[ChildRecord], root_kind: str, count: int | None) -> Select[Any]:
    table = tables.TABLES[child.key]
    query = select(table).order_by(table.c.parent_id, table.c.position, table.c.id)
    if not child.parent:
        query = query.where(table.c.parent_kind == root_kind)
    return _among(table.c.parent_id, query, count)


def load_row(connection: Connection, record: type[Record], id: int) -> RowMapping | None:
    """The bare row of any record; None if there is none."""
    return connection.execute(_roots(record.key, 1), {"id": id}).mappings().first()


def log_of(connection: Connection, deliverable_id: int) -> list[ProgressEntry]:
    """The log of one deliverable in the order it was written."""
    return logs_of(connection, [deliverable_id]).get(deliverable_id, [])


def logs_of(connection: Connection, ids: Collection[int]) -> dict[int, list[ProgressEntry]]:
    """The logs of deliverables, each in the order it was written; none of one without a log."""
    found: defaultdict[int, list[ProgressEntry]] = defaultdict(list)
    for row in connection.execute(_logs(), {"ids": list(ids)}).mappings().all():
        found[row["deliverable_id"]].append(from_row(ProgressEntry, row))
    return found


@cache
def _logs() -> Select[Any]:
    table = tables.TABLES[ProgressEntry.key]
    return select(table).where(table.c.deliverable_id.in_(_IDS)).order_by(table.c.id)


def shown_names(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """What each record is called in few words; a record that is gone is left out."""
    found: dict[RecordRef, str] = {}
    for kind, ids in _by_kind(refs).items():
        for id, name in connection.execute(_shown(kind, _how_many(ids)), _given(ids)):
            found[RecordRef(kind, id)] = name
    return found


def names_of(
    connection: Connection, refs: Iterable[RecordRef]
) -> tuple[dict[RecordRef, str], dict[RecordRef, str]]:
    """What each record is called in few words, and all its names in one text, as it is sought by.

    A record that is gone is left out.
    """
    every = list(refs)
    rows: list[Any] = []
    for start in range(0, len(every), _NAMED_AT_ONCE):
        wanted = _by_kind(every[start : start + _NAMED_AT_ONCE])
        given = {f"{kind}_ids": ids for kind, ids in wanted.items()}
        if wanted:
            rows += connection.execute(_every_name(frozenset(wanted)), given).all()
    found: defaultdict[RecordRef, list[str]] = defaultdict(list)
    # The name it is shown by, its own names, further ones in their order.
    for kind, id, _, name in sorted(rows, key=lambda row: row[2]):
        found[RecordRef(kind, id)].append(name)
    shown = {ref: names[0] for ref, names in found.items()}
    return shown, {
        ref: " ".join(dict.fromkeys(filter(None, names))) for ref, names in found.items()
    }


def every_name(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """All names of each record in one text, as it is sought by; a record that is gone is left
    out."""
    return names_of(connection, refs)[1]


def _by_kind(refs: Iterable[RecordRef]) -> dict[str, list[int]]:
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in ROOT_BY_KEY:
            wanted[ref.kind].add(ref.id)
    return {kind: list(ids) for kind, ids in wanted.items()}


@cache
def _shown(kind: str, count: int | None) -> Select[Any]:
    table = tables.TABLES[kind]
    return _among(table.c.id, select(table.c.id, table.c.shown_name), count)


@cache
def _every_name(kinds: frozenset[str]) -> CompoundSelect[Any]:
    """One question for all kinds: kind, id, place of the name, name."""
    parts: list[Select[Any]] = []
    for kind in sorted(kinds):
        table, further = tables.TABLES[kind], tables.TABLES.get(f"{kind}_name")
        ids: BindParameter[Any] = bindparam(f"{kind}_ids", expanding=True)
        # Both are ours, and no values to be handed over.
        said: ColumnElement[Any] = literal_column(f"'{kind}'")
        own = ["shown_name", *ROOT_BY_KEY[kind].name_fields]
        parts += [
            select(said, table.c.id, literal_column(str(place - len(own))), table.c[name]).where(
                table.c.id.in_(ids)
            )
            for place, name in enumerate(own)
        ]
        if further is not None:
            c = further.c
            parts.append(select(said, c.parent_id, c.position, c.name).where(c.parent_id.in_(ids)))
    return union_all(*parts)
