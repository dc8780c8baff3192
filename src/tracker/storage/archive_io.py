"""Every table of a database into an archive's JSON and back (`archive_format.py` says its form).

What follows from records (shown names, spans, search) is not in an archive; it is made anew.
"""

import base64
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from tracker.domain.record import (
    ChildRecord,
    Record,
    RecordRef,
    RootRecord,
    child_lists,
)
from tracker.domain.records import LOOSE, ROOTS
from tracker.storage import derived, list_keys, tables
from tracker.storage.archive_format import (
    ABOUT,
    FORMAT,
    POSITION,
    SCHEMA,
    Archive,
    ArchivedAction,
    ArchivedChange,
    plain,
    plain_action,
    ref_of,
)
from tracker.storage.rows import from_row, to_row
from tracker.storage.search_places import NOTE_KINDS
from tracker.storage.written import Written

_COUNTED = (*tables.TABLES, "change_set", "change")
# Rows of a table that are sent at once.
_BATCH = 500


def everything(connection: Connection) -> dict[str, Any]:
    """The whole database as an archive, always in the same order."""
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "about": ABOUT,
        "records": {kind.key: _records(connection, kind) for kind in (*ROOTS, *LOOSE)},
        "contents": _contents(connection),
        "actions": [plain_action(action) for action in _actions(connection)],
        "last_ids": _last_ids(connection),
    }


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever written into the database."""
    tables_written = (*tables.TABLES.values(), tables.change_set, tables.attachment_content)
    return not _last_ids(connection) and all(
        connection.execute(select(table).limit(1)).first() is None for table in tables_written
    )


def restore(connection: Connection, archive: Archive) -> None:
    """Write a checked archive into an empty database, every row under its own id."""
    if connection.dialect.name == "sqlite":
        # Records may name each other in circles; this is checked at the commit.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    names = _shown_names(archive)
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record, root, position in archive.rows():
        rows[record.key].append(_row(record, root, position, names))
    for key, found in rows.items():
        _insert(connection, tables.TABLES[key], found)
    contents = (
        {"sha256": sha256, "content": content} for sha256, content in archive.contents.items()
    )
    _insert(connection, tables.attachment_content, contents)
    _insert(connection, tables.change_set, (_action_row(action) for action in archive.actions))
    changes = (
        {**change.model_dump(), "change_set_id": action.id}
        for action in archive.actions
        for change in action.changes
    )
    _insert(connection, tables.change, changes)
    derived.renew(connection, Written(stale=_with_documents(archive), whole=True))
    list_keys.rebuild(connection)
    _set_last_ids(connection, archive.last_ids)


def _records(connection: Connection, kind: type[Record]) -> list[dict[str, Any]]:
    table = tables.TABLES[kind.key]
    lists = {
        children.spec.name: _children(connection, children.record, kind.key)
        for children in child_lists(kind)
    }
    found = []
    for row in connection.execute(select(table).order_by(table.c.id)).mappings():
        record = plain(from_row(kind, dict(row)))
        for name, children_of in lists.items():
            if row["id"] in children_of:
                record[name] = children_of[row["id"]]
        found.append(record)
    return found


def _children(
    connection: Connection, kind: type[ChildRecord], root_kind: str
) -> dict[int, list[dict[str, Any]]]:
    table = tables.TABLES[kind.key]
    query = select(table).order_by(table.c.parent_id, table.c.position, table.c.id)
    if not kind.parent:
        query = query.where(table.c.parent_kind == root_kind)
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        siblings = found[row["parent_id"]]
        child = plain(from_row(kind, dict(row)))
        if row["position"] != len(siblings):
            child[POSITION] = row["position"]
        siblings.append(child)
    return found


def _contents(connection: Connection) -> dict[str, str]:
    table = tables.attachment_content
    rows = connection.execute(select(table).order_by(table.c.sha256))
    return {row.sha256: base64.b64encode(row.content).decode("ascii") for row in rows}


def _actions(connection: Connection) -> Iterable[ArchivedAction]:
    changes: defaultdict[int, list[ArchivedChange]] = defaultdict(list)
    for row in connection.execute(select(tables.change).order_by(tables.change.c.id)).mappings():
        values = {str(name): value for name, value in row.items()}
        changes[values.pop("change_set_id")].append(ArchivedChange.model_validate(values))
    actions = select(tables.change_set).order_by(tables.change_set.c.id)
    for row in connection.execute(actions).mappings():
        yield ArchivedAction.model_validate({**row, "changes": tuple(changes[row["id"]])})


def _last_ids(connection: Connection) -> dict[str, int]:
    counted = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
    found = {row.name: int(row.seq) for row in counted}
    return {name: found[name] for name in _COUNTED if found.get(name)}


def _set_last_ids(connection: Connection, last_ids: dict[str, int]) -> None:
    now = _last_ids(connection)
    for name in _COUNTED:
        last = max(last_ids.get(name, 0), now.get(name, 0))
        if last:
            # The table of counters has no key, so there is nothing to update by.
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, last))


def _shown_names(archive: Archive) -> dict[RecordRef, str]:
    """What each root record is called; each kind is named after those before it at most."""
    names: dict[RecordRef, str] = {}
    for kind in ROOTS:
        for record in archive.records[kind.key]:
            if isinstance(record, RootRecord):
                names[ref_of(record)] = derived.shown_name(record, names)
    return names


def _row(
    record: Record, root: Record | None, position: int, names: dict[RecordRef, str]
) -> dict[str, Any]:
    row = {"id": record.id, "version": record.version, **to_row(record)}
    if isinstance(record, RootRecord):
        name = names[ref_of(record)]
        row |= {"shown_name": name, "sort_name": name.casefold()}
    elif isinstance(record, ChildRecord) and root is not None:
        row |= {"parent_id": root.id, "position": position}
        if not record.parent:
            row["parent_kind"] = root.key
    return row


def _action_row(action: ArchivedAction) -> dict[str, Any]:
    return action.model_dump(exclude={"changes"})


def _with_documents(archive: Archive) -> set[RecordRef]:
    """Every record that has spans or is found by search."""
    kinds = [*(kind.key for kind in ROOTS), *NOTE_KINDS]
    return {ref_of(record) for kind in kinds for record in archive.records[kind]}


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:  # an empty list would insert one row of defaults
        connection.execute(insert(table), batch)
