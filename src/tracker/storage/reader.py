"""Reading whole records: few, for a page or a form. Lists read rows (services/lists.py)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, select

from tracker.domain.record import ChildRecord, Record, RecordRef, RootRecord, child_lists
from tracker.domain.records import ROOT_BY_KEY, ProgressEntry
from tracker.errors import NotFound
from tracker.i18n import tr
from tracker.storage import tables
from tracker.storage.rows import from_row

R = TypeVar("R", bound=RootRecord)
C = TypeVar("C", bound=ChildRecord)


def load(connection: Connection, record: type[R], id: int) -> R:
    """One root record with its children; NotFound if there is none."""
    found = load_many(connection, record, [id])
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
    table = tables.TABLES[record.key]
    wanted = None if ids is None else list(ids)
    query = select(table).order_by(table.c.id)
    if wanted is not None:
        query = query.where(table.c.id.in_(wanted))
    rows = connection.execute(query).mappings().all()
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
    table = tables.TABLES[child.key]
    query = select(table).order_by(table.c.parent_id, table.c.position, table.c.id)
    if not child.parent:
        query = query.where(table.c.parent_kind == root_kind)
    if ids is not None:
        query = query.where(table.c.parent_id.in_(ids))
    found: defaultdict[int, list[C]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["parent_id"]].append(from_row(child, row))
    return {parent: tuple(children) for parent, children in found.items()}


def load_row(connection: Connection, record: type[Record], id: int) -> RowMapping | None:
    """The bare row of any record; None if there is none."""
    table = tables.TABLES[record.key]
    return connection.execute(select(table).where(table.c.id == id)).mappings().first()


def log_of(connection: Connection, deliverable_id: int) -> list[ProgressEntry]:
    """The log of one deliverable in the order it was written."""
    table = tables.TABLES[ProgressEntry.key]
    query = select(table).where(table.c.deliverable_id == deliverable_id).order_by(table.c.id)
    return [from_row(ProgressEntry, row) for row in connection.execute(query).mappings()]


def shown_names(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """What each record is called in few words; a record that is gone is left out."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in ROOT_BY_KEY:
            wanted[ref.kind].add(ref.id)
    found: dict[RecordRef, str] = {}
    for kind, ids in wanted.items():
        table = tables.TABLES[kind]
        for row in connection.execute(
            select(table.c.id, table.c.shown_name).where(table.c.id.in_(ids))
        ):
            found[RecordRef(kind, row.id)] = row.shown_name
    return found


def every_name(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """All names of each record in one text, as it is sought by; a record that is gone is left
    out."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for ref in refs:
        wanted[ref.kind].add(ref.id)
    found: defaultdict[RecordRef, list[str]] = defaultdict(list)
    for kind, ids in wanted.items():
        if kind not in ROOT_BY_KEY:
            continue
        table, further = tables.TABLES[kind], tables.TABLES.get(f"{kind}_name")
        named = [table.c[name] for name in ROOT_BY_KEY[kind].name_fields]
        for row in connection.execute(
            select(table.c.id, table.c.shown_name, *named).where(table.c.id.in_(ids))
        ):
            found[RecordRef(kind, row[0])] += row[1:]
        if further is not None:
            query = select(further.c.parent_id, further.c.name).where(further.c.parent_id.in_(ids))
            for id, name in connection.execute(query.order_by(further.c.position)):
                found[RecordRef(kind, id)].append(name)
    return {ref: " ".join(dict.fromkeys(filter(None, names))) for ref, names in found.items()}


def all_names(connection: Connection, kind: str) -> list[tuple[int, str]]:
    """Every name of every record of a kind that is not in the trash, with the record's id."""
    table = tables.TABLES[kind]
    record = ROOT_BY_KEY[kind]
    live = table.c.trashed_at.is_(None)
    found: list[tuple[int, str]] = []
    for name in record.name_fields:
        column = table.c[name]
        found += [
            (id, text)
            for id, text in connection.execute(select(table.c.id, column).where(live, column != ""))
        ]
    further = tables.TABLES.get(f"{kind}_name")
    if further is not None:
        query = (
            select(further.c.parent_id, further.c.name)
            .join(table, table.c.id == further.c.parent_id)
            .where(live)
        )
        found += [(id, text) for id, text in connection.execute(query)]
    return found
