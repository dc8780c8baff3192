"""The history of a record: who changed which field when, from the change log."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from tracker.domain.changes import Action, ChangeSetKind
from tracker.domain.record import RecordRef
from tracker.storage import tables

# A page shows so many of the latest lines.
MOST = 60


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: of a field (`field`), or of a whole row (`field` empty)."""

    change_set_id: int
    at: datetime
    who: str
    action: Action
    kind: ChangeSetKind
    row: RecordRef
    operation: str
    field: str
    before: Any
    after: Any


def history_of(connection: Connection, root: RecordRef, most: int = MOST) -> list[HistoryLine]:
    """The latest changes of a record and its children, newest first."""
    asked = {"root_kind": root.kind, "root_id": root.id, "most": most}
    return [
        HistoryLine(
            row.change_set_id,
            row.at,
            row.who,
            Action(row.template, row.name),
            ChangeSetKind(row.set_kind),
            RecordRef(row.kind, row.record_id),
            row.operation,
            row.field,
            row.before,
            row.after,
        )
        for row in connection.execute(_latest(), asked).all()
    ]


@cache
def _latest() -> Select[Any]:
    change, sets = tables.change.c, tables.change_set.c
    return (
        select(
            tables.change, sets.at, sets.who, sets.template, sets.name, sets.kind.label("set_kind")
        )
        .join(tables.change_set, sets.id == change.change_set_id)
        .where(change.root_kind == bindparam("root_kind"), change.root_id == bindparam("root_id"))
        .order_by(change.id.desc())
        .limit(bindparam("most"))
    )
