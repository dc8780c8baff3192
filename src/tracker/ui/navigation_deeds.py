"""What the navigator does with records: forms, dialogs, trash, undo; pages are its heir's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.ui.desk import Desk, LogStart
from tracker.ui.navigation_parts import Dialogs
from tracker.ui.trashing import bring_back, move_to_trash

if TYPE_CHECKING:
    from tracker.domain.list_views import ShownList


class NavigatorDeeds(QObject):
    """Does nothing before `_desk` and `_dialogs` are there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._dialogs: Dialogs | None = None

    def _leave(self, refs: Sequence[RecordRef]) -> None:
        raise NotImplementedError

    def create(self, kind: str, prefill: Mapping[str, Any] | None = None) -> None:
        if self._dialogs is not None:
            self._dialogs.create(kind, prefill)

    def edit(self, ref: RecordRef, field: str = "") -> None:
        if self._dialogs is not None:
            self._dialogs.edit(ref, field)

    def trash(self, ref: RecordRef) -> None:
        self.trash_all([ref])

    def trash_all(self, refs: Sequence[RecordRef]) -> None:
        """Move several records to the trash; one undo brings them all back."""
        if self._desk is not None:
            move_to_trash(self._desk, self, refs, partial(self._leave, tuple(refs)))

    def restore(self, ref: RecordRef) -> None:
        if self._desk is not None:
            bring_back(self._desk, self, [ref])

    def log_progress(
        self, deliverable_id: int | None = None, start: LogStart | None = None
    ) -> None:
        if self._dialogs is not None:
            self._dialogs.log(deliverable_id, start)

    def export_summary(self, agreement_id: int) -> None:
        if self._dialogs is not None:
            self._dialogs.summary(agreement_id)

    def bulk_edit(self, kind: str, ids: Sequence[int]) -> None:
        if self._dialogs is not None and len(ids):
            self._dialogs.bulk_edit(kind, ids)

    def bulk_log(self, ids: Sequence[int]) -> None:
        if self._dialogs is not None and len(ids):
            self._dialogs.bulk_log(ids)

    def export_list(self, shown: ShownList) -> None:
        if self._dialogs is not None:
            self._dialogs.export_list(shown)

    def paste_rows(self, kind: str) -> None:
        if self._dialogs is not None:
            self._dialogs.paste_rows(kind)

    def edit_usual_steps(self, type_key: str = "") -> None:
        if self._dialogs is not None:
            self._dialogs.edit_usual_steps(type_key)

    def move_steps(self, *, deliverable_id: int | None = None, event_id: int | None = None) -> None:
        if self._dialogs is not None:
            self._dialogs.move_steps(deliverable_id, event_id)

    def undo(self, change_set_id: int | None = None) -> None:
        if self._desk is not None:
            call = partial(self._desk.services.undo.undo, change_set_id)
            self._desk.runner.write(self, call, self._undone)

    def redo(self, change_set_id: int | None = None) -> None:
        """Repeat what was undone last; if a change set is named, only what that one undid."""
        if self._desk is not None:
            call = partial(self._desk.services.undo.redo, change_set_id)
            self._desk.runner.write(self, call, self._redone)

    def _undone(self, change_set: ChangeSet) -> None:
        if self._desk is not None:
            self._desk.bus.announce(change_set, self)
            text = tr("Undone: {action}", action=change_set.action)
            self._desk.messages.toast(text, tr("Redo"), partial(self.redo, change_set.id))

    def _redone(self, change_set: ChangeSet) -> None:
        if self._desk is not None:
            self._desk.bus.announce(change_set, self)
            text = tr("Done again: {action}", action=change_set.action)
            self._desk.messages.toast(text, tr("Undo"), partial(self.undo, change_set.id))
