"""Undo and redo of any action, also of earlier sessions."""

from dataclasses import dataclass

from tracker.domain.changes import Action, ChangeSet, ChangeSetKind
from tracker.errors import BrokenReference, UndoRefused
from tracker.i18n import tr
from tracker.storage import undo
from tracker.storage.database import Database


@dataclass(frozen=True, slots=True)
class UndoState:
    """What the Edit menu offers; None where there is nothing to undo or redo."""

    undo: Action | None
    redo: Action | None


class UndoService:
    """Takes actions back and repeats them, newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self) -> UndoState:
        """The actions that undo and redo would concern now."""
        with self._database.read() as connection:
            back, again = undo.next_undo(connection), undo.next_redo(connection)
        return UndoState(
            Action(back.template, back.name) if back else None,
            Action(again.template, again.name) if again else None,
        )

    def undo(self, change_set_id: int | None = None) -> ChangeSet:
        """Take back one action, by default the newest: the action of the change set named, which
        may be one that did it again. Raises UndoRefused with the reason."""
        with self._database.read() as connection:
            if change_set_id is not None:
                action = undo.action_of(connection, change_set_id)
            else:
                found = undo.next_undo(connection)
                action = int(found.id) if found else None
        if action is None:
            raise UndoRefused(tr("There is nothing to undo."))
        return self._run(ChangeSetKind.UNDO, action)

    def redo(self, change_set_id: int | None = None) -> ChangeSet:
        """Do again what was undone last; if a change set is named, only what that one undid.
        Raises UndoRefused with the reason."""
        with self._database.read() as connection:
            found = undo.next_redo(connection)
            wanted = undo.action_of(connection, change_set_id) if change_set_id else None
        if found is None or (change_set_id and found.id != wanted):
            raise UndoRefused(tr("There is nothing to redo."))
        return self._run(ChangeSetKind.REDO, int(found.id))

    def _run(self, kind: ChangeSetKind, of_id: int) -> ChangeSet:
        try:
            with self._database.write(Action(""), kind=kind, of_id=of_id) as work:
                if kind is ChangeSetKind.UNDO:
                    undo.take_back(work.writer, of_id)
                else:
                    undo.bring_back(work.writer, of_id)
        except BrokenReference as error:
            with self._database.read() as connection:
                raise undo.named_elsewhere(connection, of_id) from error
        if work.change_set is None:
            raise UndoRefused(tr("There is nothing to undo."))
        return work.change_set
