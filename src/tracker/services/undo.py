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
        """Take back one action, by default the newest. Raises UndoRefused with the reason."""
        if change_set_id is None:
            with self._database.read() as connection:
                found = undo.next_undo(connection)
            if found is None:
                raise UndoRefused(tr("There is nothing to undo."))
            change_set_id = int(found.id)
        return self._run(ChangeSetKind.UNDO, change_set_id)

    def redo(self) -> ChangeSet:
        """Do again what was undone last. Raises UndoRefused with the reason."""
        with self._database.read() as connection:
            found = undo.next_redo(connection)
        if found is None:
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
