"""Saves for the forms: in the background, told to everybody, with an undo to hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref as weak

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from tracker.domain.changes import ChangeSet
from tracker.domain.record import RootRecord
from tracker.i18n import tr
from tracker.ui.bus import Bus
from tracker.ui.forms.draft_queue import DraftQueue
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.parts import FormServices
from tracker.ui.forms.rules import FormRules
from tracker.ui.messages import Messages
from tracker.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from tracker.services.records import Saved

_Dialog = Callable[[], "RecordFormDialog | None"]


class FormSaves(QObject):
    """Outlives the dialogs: what one wrote is announced also when it was closed meanwhile.

    `saved(ref)` after every save, `created(ref)` after the full form of a new record, `undone()`
    after a save was taken back. Changes are announced as those of `origin`.
    """

    saved = Signal(object)
    created = Signal(object)
    undone = Signal()

    def __init__(
        self,
        services: FormServices,
        runner: TaskRunner,
        bus: Bus,
        messages: Messages,
        today: Callable[[], date],
        drafts: DraftQueue,
        rules: Mapping[str, FormRules],
        origin: QObject,
    ) -> None:
        super().__init__(origin)
        self._services, self._runner, self._bus, self._messages = services, runner, bus, messages
        self._today, self._drafts, self._rules, self._origin = today, drafts, rules, weak(origin)

    def save(self, dialog: RecordFormDialog, record: RootRecord) -> None:
        """Write a record; the dialog is told what came of it, if it is still there."""
        shown = weak(dialog)
        new = record.id is None and not dialog.in_place and not dialog.goes_on
        self._runner.write(
            self,
            partial(self._save_and_name, dialog.key, record),
            done=partial(self._saved, shown, new),
            failed=partial(self._failed, shown),
        )

    def announce(self, change_set: ChangeSet, words: str) -> None:
        """Tell everybody of a change, and the person, with an undo to hand."""
        self._bus.announce(change_set, self._origin())
        self._messages.toast(words, tr("Undo"), partial(_undo, weak(self), change_set.id))

    def undo(self, change_set_id: int) -> None:
        """Take a save back."""
        self._runner.write(
            self, partial(self._services.undo.undo, change_set_id), done=self._undone
        )

    def _save_and_name(self, key: str, record: RootRecord) -> tuple[Saved, str]:
        """On the thread that writes."""
        services = self._services
        rules = self._rules.get(record.key) or FormRules()
        saved = rules.save(services, record, self._today())
        # Here and not when the window hears of it: it may have been closed by then.
        self._drafts.discard(key)
        return saved, services.records.names({saved.ref}).get(saved.ref, "")

    def _saved(self, shown: _Dialog, new: bool, answer: tuple[Saved, str]) -> None:
        saved, name = answer
        if saved.change_set is not None:
            self.announce(saved.change_set, _said(name, saved.further))
        if (dialog := shown()) is not None and isValid(dialog):
            dialog.name_of_saved = name
            dialog.was_saved(saved.ref)
        self.saved.emit(saved.ref)
        if new:
            self.created.emit(saved.ref)

    def _failed(self, shown: _Dialog, error: Exception) -> None:
        dialog = shown()
        if dialog is not None and isValid(dialog) and dialog.isVisible():
            dialog.was_not_saved(error)
        else:
            self._messages.show_error(None, error)

    def _undone(self, change_set: ChangeSet) -> None:
        self._bus.announce(change_set, self._origin())
        self.undone.emit()


def _said(name: str, further: str) -> str:
    if not name:
        return tr("Saved")
    if further:
        return tr("Saved “{name}”: {further}", name=name, further=further)
    return tr("Saved “{name}”", name=name)


def _undo(saves: Callable[[], FormSaves | None], change_set_id: int) -> None:
    found = saves()
    if found is not None and isValid(found):
        found.undo(change_set_id)
