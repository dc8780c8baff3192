"""What lists sort by and a record's own row does not hold: names of others, first and last days.

One narrow row a record, written in the transaction that changes what it follows from, always by
the same SQL; so `rebuild` and `renew` cannot disagree.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.sql.visitors import iterate

from tracker.domain.record import RecordRef, value_specs
from tracker.domain.records import BY_KEY, Agreement, Deliverable, ProgressEntry
from tracker.storage.before_agreement import is_before
from tracker.storage.list_key_values import EXPRESSIONS, has_evidence, last_entry
from tracker.storage.list_watches import renew_watches
from tracker.storage.tables import KEYS, TABLES, agreement_span, columns_of
from tracker.storage.written import AGREEMENT_SPANS, POSITION, Field, Written

# Databases take only so many values in one question.
_AT_ONCE = 5_000
# The name by which a record is shown, which may follow from others.
SHOWN = "shown_name"


def renew(connection: Connection, refs: Iterable[RecordRef], written: Written) -> None:
    """Renew the keys of the records and logs that a transaction touched, as far as they follow
    from what it changed. Called when all else is written, the audit rows too."""
    changed = {(one["kind"], one["field"]) for one in written.changes}
    if all(kind == ProgressEntry.key for kind, _ in changed):
        connection.execute(_logged(), {"ids": sorted(written.logs)})
        return
    changed |= {(ref.kind, SHOWN) for ref in written.renamed}
    concerned = {kind for kind in KEYS if not changed.isdisjoint(sources(kind))}
    stale: dict[str, set[int]] = {kind: set() for kind in KEYS}
    for ref in refs:
        if ref.kind in stale:
            stale[ref.kind].add(ref.id)
    stale["deliverable"].update(written.logs)
    stale["deliverable"] |= _dated_by_others(connection, written)
    if "organisation" in concerned:
        # A party that left an agreement stands in no row any more, but in the audit row.
        for change in written.changes:
            if change["kind"] == "party":
                stale["organisation"] |= _organisations_in(change)
        for some in _parts(stale["agreement"]):
            stale["organisation"].update(connection.execute(_parties(), {"ids": some}).scalars())
    for kind in KEYS:
        if kind in concerned:
            for some in _parts(stale[kind]):
                _write(connection, kind, some)


def rewrite(connection: Connection, kind: str, ids: Sequence[int]) -> None:
    """Make the keys of some records of a kind anew, whatever changed."""
    for some in _parts(ids):
        _write(connection, kind, some)


def rebuild(connection: Connection) -> None:
    """Make all keys anew."""
    for kind in KEYS:
        _write(connection, kind, None)


def differences(connection: Connection) -> list[str]:
    """The records whose keys are not what they must be, as "kind id"; empty if all is right."""
    found: list[str] = []
    with connection.begin_nested() as savepoint:
        for kind, table in KEYS.items():
            # Put aside and compared by the database: there are hundreds of thousands.
            aside = f"{table.name}_aside"
            # What is kept for some days only depends on the day it was written, too.
            names = ", ".join(f'"{name}"' for name in ("id", *EXPRESSIONS[kind]))
            connection.exec_driver_sql(
                f"CREATE TEMPORARY TABLE {aside} AS SELECT {names} FROM {table.name}"  # noqa: S608
            )
            _write(connection, kind, None)
            now, then = (f"SELECT {names} FROM {one}" for one in (table.name, aside))  # noqa: S608
            wrong: set[int] = set()
            for one, other in ((now, then), (then, now)):
                wrong.update(row[0] for row in connection.exec_driver_sql(f"{one} EXCEPT {other}"))
            found += [f"{kind} {id}" for id in sorted(wrong)]
        savepoint.rollback()
    return found


def _write(connection: Connection, kind: str, ids: Sequence[int] | None) -> None:
    remove, make = _statements(kind, some=ids is not None)
    given = {} if ids is None else {"ids": ids}
    connection.execute(remove, given)
    connection.execute(make, given)
    if kind == "agreement":
        renew_watches(connection, ids)


@cache
def _statements(kind: str, *, some: bool) -> tuple[Delete, Insert]:
    """Made once: to put them together takes longer than to run them."""
    table, root, columns = KEYS[kind], TABLES[kind], EXPRESSIONS[kind]
    remove, make = delete(table), select(root.c.id, *columns.values())
    if some:
        ids: BindParameter[Any] = bindparam("ids", expanding=True)
        remove, make = remove.where(table.c.id.in_(ids)), make.where(root.c.id.in_(ids))
    return remove, insert(table).from_select(["id", *columns], make)


@cache
def sources(kind: str) -> frozenset[Field]:
    """The fields from which the keys of a kind follow, read from their SQL."""
    columns = {
        element
        for expression in EXPRESSIONS[kind].values()
        for element in iterate(expression)
        if isinstance(element, Column)
    }
    found: set[Field] = set()
    for column in columns:
        found |= _fields_behind(column)
    if kind == Agreement.key:
        # What is to be watched of them is kept with them.
        found |= AGREEMENT_SPANS
    return frozenset(found)


def _fields_behind(column: Column[Any]) -> set[Field]:
    """The fields of records that a column holds or follows from; that a row is there at all is
    one of them."""
    table = getattr(column.table, "element", column.table)
    assert isinstance(table, Table)
    if table is agreement_span:
        return set(AGREEMENT_SPANS)
    if table.name not in BY_KEY:
        # The day of its entry follows from a deliverable being new.
        return set()
    found = {(table.name, "")}
    if column.name in ("shown_name", "sort_name"):
        found.add((table.name, SHOWN))
    elif column.name == "position":
        found.add((table.name, POSITION))
    else:
        for spec in value_specs(BY_KEY[table.name]):
            if column.name in {own.name for own in columns_of(spec)}:
                found.add((table.name, spec.name))
    return found


@cache
def _parties() -> Select[Any]:
    party = TABLES["party"].c
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return select(party.organisation_id).where(
        party.parent_id.in_(ids), party.organisation_id.is_not(None)
    )


@cache
def _logged() -> Update:
    """Of what is logged, only the last days of the logs, that there is evidence and that it was
    before the agreement follow."""
    table = KEYS[Deliverable.key]
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    days = {
        "logged_first": last_entry("on_first", of=table),
        "logged_last": last_entry("on_last", of=table),
        "evidence": has_evidence(of=table),
        "history": is_before(table),
    }
    return update(table).where(table.c.id.in_(ids)).values(days)


def _dated_by_others(connection: Connection, written: Written) -> set[int]:
    """Deliverables whose agreement may begin on another day than before, or whose event may take
    place on one."""
    changed: dict[str, set[int]] = {"agreement_id": set(), "event_id": set()}
    for one in written.changes:
        if one["kind"] == "lifecycle_event" or _is_one_of(one, "agreement", "announced"):
            changed["agreement_id"].add(one["root_id"])
        elif _is_one_of(one, "event", "dates"):
            changed["event_id"].add(one["root_id"])
    table = TABLES[Deliverable.key]
    found: set[int] = set()
    for name, ids in changed.items():
        for some in _parts(ids):
            of_these = select(table.c.id).where(table.c[name].in_(some))
            found.update(connection.execute(of_these).scalars())
    return found


def _is_one_of(change: Mapping[str, Any], kind: str, field: str) -> bool:
    return change["kind"] == kind and change["field"] in ("", field)


def _organisations_in(change: Mapping[str, Any]) -> set[int]:
    if change["field"]:
        found = [change["before"], change["after"]] if change["field"] == "organisation_id" else []
    else:
        found = [(row or {}).get("organisation_id") for row in (change["before"], change["after"])]
    return {id for id in found if id is not None}


def _parts(ids: Collection[int]) -> list[list[int]]:
    ordered = sorted(ids)
    return [ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE)]
