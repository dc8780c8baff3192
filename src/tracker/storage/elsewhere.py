"""What other programs have written into the file, by its change log."""

from collections.abc import Container

from sqlalchemy import Connection, func, select

from tracker.domain.changes import Action, ChangeSet, ChangeSetKind
from tracker.domain.record import RecordRef
from tracker.domain.records import LOOSE
from tracker.storage import tables

_LATEST = select(func.max(tables.change_set.c.id))
_LOOSE = {record.key for record in LOOSE}


def newest(connection: Connection) -> int:
    """The id of the last action; 0 if there is none."""
    return int(connection.execute(_LATEST).scalar() or 0)


def written_since(connection: Connection, since: int, own: Container[int]) -> ChangeSet | None:
    """All actions after one of id `since` that are not of `own`, as if they were one, under the
    name of the last; None if there are none."""
    sets, change = tables.change_set.c, tables.change.c
    rows = connection.execute(
        select(sets.id, sets.template, sets.name, sets.at, sets.kind)
        .where(sets.id > since)
        .order_by(sets.id)
    ).all()
    others = [row for row in rows if row.id not in own]
    if not others:
        return None
    touched: set[RecordRef] = set()
    for row in others:
        found = select(change.kind, change.record_id, change.root_kind, change.root_id)
        for one in connection.execute(found.where(change.change_set_id == row.id).distinct()):
            touched.add(RecordRef(one.root_kind, one.root_id))
            if one.kind in _LOOSE:
                touched.add(RecordRef(one.kind, one.record_id))
    last = others[-1]
    action = Action(last.template, last.name)
    return ChangeSet(last.id, action, last.at, frozenset(touched), ChangeSetKind(last.kind))
