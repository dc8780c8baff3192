"""Undo and redo: the inverse of an action's changes, through the same writer, from the change log.

The log is in the database, so both survive a restart. A change is only taken back while what it
wrote still stands; otherwise the later action is named and nothing happens.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, false, func, or_, select, update

from tracker.domain.changes import MADE_AHEAD, Action, ChangeSetKind
from tracker.domain.record import ChildRecord, RecordRef, value_specs
from tracker.domain.records import BY_KEY, ROOT_BY_KEY, OwnType, ProgressEntry
from tracker.errors import UndoRefused
from tracker.i18n import tr
from tracker.storage import tables
from tracker.storage.derived import referring
from tracker.storage.own_types import is_used
from tracker.storage.reader import load_row
from tracker.storage.rows import from_row, to_json, values_of
from tracker.storage.writer import Writer
from tracker.storage.written import POSITION

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

_SETS = tables.change_set.c
_CHANGES = tables.change.c
# Enough to find the action in the way by.
_MOST_NAMED = 50


def next_undo(connection: Connection) -> AnyRow | None:
    """The newest action that is not undone; its columns id, template, name."""
    query = (
        select(_SETS.id, _SETS.template, _SETS.name)
        .where(_SETS.kind == ChangeSetKind.ACTION, _SETS.undone.is_(False))
        .order_by(_SETS.id.desc())
        .limit(1)
    )
    return connection.execute(query).first()


def next_redo(connection: Connection) -> AnyRow | None:
    """The action undone last, as long as nobody did anything new since it was undone."""
    newest_action = select(func.coalesce(func.max(_SETS.id), 0)).where(
        _SETS.kind == ChangeSetKind.ACTION, _SETS.template != MADE_AHEAD
    )
    undos = tables.change_set.alias("undos")
    query = (
        select(_SETS.id, _SETS.template, _SETS.name)
        .join(undos, (undos.c.of_id == _SETS.id) & (undos.c.kind == ChangeSetKind.UNDO))
        .where(_SETS.undone.is_(True), undos.c.id > newest_action.scalar_subquery())
        .order_by(undos.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).first()


def action_of(connection: Connection, change_set_id: int) -> int | None:
    """The action that a change set did, undid or did again; None if there is no such set."""
    query = select(func.coalesce(_SETS.of_id, _SETS.id)).where(_SETS.id == change_set_id)
    return connection.execute(query).scalar()


def take_back(writer: Writer, change_set_id: int) -> None:
    """Undo one action by writing the inverse of its changes, newest first.

    Raises UndoRefused naming the later action that stands in the way.
    """
    asked = select(_SETS.kind, _SETS.undone).where(_SETS.id == change_set_id)
    row = writer.connection.execute(asked).first()
    if row is None or row.kind != ChangeSetKind.ACTION or row.undone:
        raise UndoRefused(tr("There is nothing to undo."))
    _defer_references(writer.connection)
    owned = _Owned(writer.connection, change_set_id)
    for change in reversed(_changes_of(writer.connection, change_set_id)):
        _invert(writer, change, owned)
    _mark(writer, change_set_id, undone=True)


def bring_back(writer: Writer, change_set_id: int) -> None:
    """Redo one action by writing its changes again. Raises UndoRefused."""
    _defer_references(writer.connection)
    owned = _Owned(writer.connection, change_set_id)
    for change in _changes_of(writer.connection, change_set_id):
        _repeat(writer, change, owned)
    _mark(writer, change_set_id, undone=False)


def _changes_of(connection: Connection, change_set_id: int) -> Sequence[AnyRow]:
    c = tables.change.c
    query = select(tables.change).where(c.change_set_id == change_set_id).order_by(c.id)
    return connection.execute(query).all()


def _defer_references(connection: Connection) -> None:
    """Records may name each other in circles; SQLite then checks at the commit."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def _mark(writer: Writer, change_set_id: int, *, undone: bool) -> None:
    sets = tables.change_set
    writer.connection.execute(update(sets).where(_SETS.id == change_set_id).values(undone=undone))
    row = writer.connection.execute(select(sets).where(_SETS.id == change_set_id)).one()
    writer.rename_action(Action(row.template, row.name))
    if row.subject_id is not None:
        writer.subject = RecordRef(row.subject_kind, row.subject_id)


def _invert(writer: Writer, change: AnyRow, owned: "_Owned") -> None:
    if change.operation == "insert":
        _remove(writer, change, change.after, owned)
    elif change.operation == "delete":
        _insert(writer, change, change.before)
    else:
        _set(writer, change, now=change.after, then=change.before)


def _repeat(writer: Writer, change: AnyRow, owned: "_Owned") -> None:
    if change.operation == "insert":
        _insert(writer, change, change.after)
    elif change.operation == "delete":
        _remove(writer, change, change.before, owned)
    else:
        _set(writer, change, now=change.before, then=change.after)


def _insert(writer: Writer, change: AnyRow, values: dict[str, Any]) -> None:
    kind = BY_KEY[change.kind]
    own = {name: value for name, value in values.items() if name != POSITION}
    if load_row(writer.connection, kind, change.record_id) is not None:
        raise _refused(writer, change)
    writer.create(
        kind.model_validate(own),
        root=_root(change) if change.kind != change.root_kind else None,
        position=values.get(POSITION, 0),
        id=change.record_id,
    )


def _remove(writer: Writer, change: AnyRow, expected: dict[str, Any], owned: "_Owned") -> None:
    current = _stored(writer.connection, change)
    if current is None or current != expected or owned.by(change):
        raise _refused(writer, change)
    writer.remove(RecordRef(change.kind, change.record_id), _root(change), current)


class _Owned:
    """Which records of an action have rows of other actions that no foreign key holds: citations,
    tasks. Looked up for all of a kind at once, for an action may have made thousands."""

    def __init__(self, connection: Connection, change_set_id: int) -> None:
        self._connection = connection
        self._change_set_id = change_set_id
        self._found: dict[str, set[int]] = {}

    def by(self, change: AnyRow) -> bool:
        """Whether the record of a change has such rows."""
        if change.kind == OwnType.key:
            return is_used(self._connection, (change.after or change.before)["type_key"])
        if change.kind not in ROOT_BY_KEY and change.kind != ProgressEntry.key:
            return False
        if change.kind not in self._found:
            self._found[change.kind] = self._look(change.kind)
        return change.record_id in self._found[change.kind]

    def _look(self, kind: str) -> set[int]:
        together = select(_CHANGES.record_id).where(_CHANGES.change_set_id == self._change_set_id)
        found: set[int] = set()
        for table in tables.TABLES.values():
            for owner in ("parent", "subject"):
                if f"{owner}_kind" not in table.c:
                    continue
                rows = select(table.c[f"{owner}_id"]).where(
                    table.c[f"{owner}_kind"] == kind,
                    table.c[f"{owner}_id"].in_(together.where(_CHANGES.kind == kind)),
                    table.c.id.not_in(together.where(_CHANGES.kind == table.name)),
                )
                found.update(self._connection.execute(rows).scalars())
        return found


def _set(writer: Writer, change: AnyRow, now: Any, then: Any) -> None:
    current = _stored(writer.connection, change, every_field=True)
    if current is None or current.get(change.field) != now:
        raise _refused(writer, change)
    writer.change(
        RecordRef(change.kind, change.record_id),
        _root(change),
        {change.field: now},
        {change.field: then},
    )


def _root(change: AnyRow) -> RecordRef:
    return RecordRef(change.root_kind, change.root_id)


def _stored(
    connection: Connection, change: AnyRow, *, every_field: bool = False
) -> dict[str, Any] | None:
    """The row as the change log would write it now; None if there is none."""
    kind = BY_KEY[change.kind]
    row = load_row(connection, kind, change.record_id)
    if row is None:
        return None
    record = from_row(kind, row)
    position = {POSITION: row["position"] if issubclass(kind, ChildRecord) else 0}
    if every_field:
        found = {
            spec.name: to_json(kind, spec.name, getattr(record, spec.name))
            for spec in value_specs(kind)
        }
        return found | position
    return values_of(record) | position


def _refused(writer: Writer, change: AnyRow) -> UndoRefused:
    same = (_CHANGES.kind == change.kind) & (_CHANGES.record_id == change.record_id)
    of_it = (_CHANGES.root_kind == change.kind) & (_CHANGES.root_id == change.record_id)
    again = writer.kind is ChangeSetKind.REDO
    return _refusal(writer.connection, change.change_set_id, same | of_it, again=again)


def named_elsewhere(connection: Connection, change_set_id: int) -> UndoRefused:
    """Why an action cannot be taken back after which others came to name what it made."""
    naming = {
        one
        for change in _changes_of(connection, change_set_id)
        if change.operation == "insert" and change.kind in ROOT_BY_KEY
        for one in referring(connection, RecordRef(change.kind, change.record_id))
    }
    in_the_way = or_(
        false(),
        *(
            (_CHANGES.root_kind == one.kind) & (_CHANGES.root_id == one.id)
            | (_CHANGES.kind == one.kind) & (_CHANGES.record_id == one.id)
            for one in sorted(naming)[:_MOST_NAMED]
        ),
    )
    return _refusal(connection, change_set_id, in_the_way, again=False)


def _refusal(
    connection: Connection, change_set_id: int, in_the_way: ColumnElement[bool], *, again: bool
) -> UndoRefused:
    """Names the newest later action, first of those with a change that stands in the way."""
    query = (
        select(_SETS.template, _SETS.name)
        .join(tables.change, _CHANGES.change_set_id == _SETS.id)
        .where(
            _SETS.id > change_set_id, _SETS.kind == ChangeSetKind.ACTION, _SETS.undone.is_(False)
        )
        .order_by(in_the_way.desc(), _SETS.id.desc())
        .limit(1)
    )
    later = connection.execute(query).first()
    why = (
        tr(
            "A later change stands in the way: {action}.",
            action=str(Action(later.template, later.name)),
        )
        if later
        else tr("The records it wrote have changed since.")
    )
    what = tr("This cannot be redone.") if again else tr("This cannot be undone.")
    return UndoRefused(what, why, tr("Undo the later change first."))
