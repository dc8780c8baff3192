"""Which records refer to one, and which sources it rests on: what record pages list."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from tracker.domain.record import ChildRecord, RootRecord
from tracker.domain.records import BY_KEY, Agreement, ProgressEntry, Source
from tracker.services.states import DeliverableState
from tracker.storage.reader import load_many
from tracker.storage.tables import TABLES


def ids_where(connection: Connection, kind: str, **where: int) -> list[int]:
    """The ids of records (not in the trash) of which a field holds a value, newest first."""
    return list(connection.execute(_ids_where(kind, tuple(where)), where).scalars())


@cache
def _ids_where(kind: str, fields: tuple[str, ...]) -> Select[Any]:
    """Made once: to put a statement together takes longer than to run it."""
    table = TABLES[kind]
    query = select(table.c.id).where(table.c.trashed_at.is_(None)).order_by(table.c.id.desc())
    return query.where(*(table.c[name] == bindparam(name) for name in fields))


def parents_where(
    connection: Connection, child: str, parent_kind: str = "", **where: int
) -> list[int]:
    """The ids of the roots (not in the trash) that have a child row of which a field holds a
    value, newest first."""
    query = _parents_where(child, parent_kind, tuple(where))
    return list(connection.execute(query, where).scalars())


@cache
def _parents_where(child: str, parent_kind: str, fields: tuple[str, ...]) -> Select[Any]:
    table = TABLES[child]
    record = BY_KEY[child]
    assert issubclass(record, ChildRecord)
    parent = TABLES[record.parent or parent_kind]
    query = (
        select(parent.c.id)
        .join(table, table.c.parent_id == parent.c.id)
        .where(parent.c.trashed_at.is_(None))
        .distinct()
        .order_by(parent.c.id.desc())
    )
    if not record.parent:
        query = query.where(table.c.parent_kind == parent_kind)
    return query.where(*(table.c[name] == bindparam(name) for name in fields))


def of_the_same_parties(connection: Connection, agreement: Agreement) -> list[int]:
    """Other agreements of its parties, those with most of them first, then the newest."""
    ours = {party.organisation_id for party in agreement.parties if party.organisation_id}
    party, table = TABLES["party"], TABLES["agreement"]
    shared = func.count(party.c.organisation_id.distinct())
    query = (
        select(table.c.id)
        .join(party, party.c.parent_id == table.c.id)
        .where(party.c.organisation_id.in_(ours), table.c.id != agreement.id)
        .where(table.c.trashed_at.is_(None))
        .group_by(table.c.id)
        .order_by(shared.desc(), table.c.announced_first.desc(), table.c.id.desc())
    )
    return list(connection.execute(query).scalars())


def sources_of(
    connection: Connection,
    record: RootRecord,
    states: Iterable[DeliverableState],
    logs: dict[int, list[ProgressEntry]],
) -> tuple[Source, ...]:
    """The sources of statements, figures and log lines."""
    cited = [
        *getattr(record, "citations", ()),
        *getattr(record, "observations", ()),
        *(row for state in states for row in state.record.citations),
        *(row for state in states for row in state.record.observations),
        *(entry for log in logs.values() for entry in log),
    ]
    ids = dict.fromkeys(row.source_id for row in cited if row.source_id)
    return tuple(load_many(connection, Source, ids)) if ids else ()
