"""Changing one field of many records: choose it, enter the value, see what it does, do it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from weakref import ref

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.records import ROOT_BY_KEY
from tracker.errors import InvalidDraft
from tracker.i18n import tr, trn
from tracker.services.bulk import BulkPreview, BulkResult, FieldChange, How
from tracker.ui.bulk.view import BulkEditView
from tracker.ui.desk import Desk
from tracker.ui.forms.catalogue import make_editor
from tracker.ui.forms.choices import ChoiceEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.operation import Operation
from tracker.ui.trashing import say_done
from tracker.ui.widgets.dialog_frame import commit_input
from tracker.ui.widgets.failures import tell_failure

_PAUSE_MS = 250


class BulkEditDialog(BulkEditView):
    """Changes records of one kind; what is typed stays when something goes wrong.

    `parts` make the editors, as in forms. Long work can be stopped, and then nothing is changed.
    """

    def __init__(
        self,
        desk: Desk,
        parts: FormParts,
        kind: str,
        ids: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        fields = desk.services.bulk.editable(kind)
        super().__init__(desk.icons, kind, len(set(ids)), fields, parent)
        self._desk, self._parts, self._kind = desk, parts, kind
        self._ids = tuple(ids)
        self._looking: Operation | None = None
        self._working: Operation | None = None
        self._asked = 0
        self._was_shown = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.picker.picked.connect(self._field_picked)
        self.how.changed.connect(self._edited)
        self.empty.clicked.connect(self._make_empty)
        self.apply_button.clicked.connect(self._apply)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.picker.setFocus(Qt.FocusReason.TabFocusReason)

    def reject(self) -> None:
        """Esc: first it stops what is being done."""
        if self._working is not None:
            self._working.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        if self._looking is not None:
            self._looking.cancel()
        super().done(result)

    # What is entered.

    def _field_picked(self, spec: FieldSpec) -> None:
        editor = make_editor(ROOT_BY_KEY[self._kind], spec, self._parts, parent=self)
        editor.name_field(tr("New value"))
        editor.edited.connect(self._edited)
        self._forget()
        self.show_editor(editor)
        self.say_waiting()
        editor.field().setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(editor, ChoiceEditor) and editor.value() is not None:
            # Its first entry stands there already and may be the one that is meant.
            self._edited()

    def _make_empty(self) -> None:
        if self.editor is not None:
            spec = self.editor.spec
            nothing: Any = "" if spec.kind in (Kind.TEXT, Kind.COUNTRY) else None
            self.editor.set_value(nothing)
            self._edited()

    def _edited(self) -> None:
        self._forget()
        self.apply_button.setEnabled(False)
        self._pause.start()

    def _forget(self) -> None:
        # What was asked before is answered to nobody, also if it cannot be stopped any more.
        self._asked += 1
        self._pause.stop()
        self.banner.clear()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _change(self) -> FieldChange | None:
        """What is entered; None if it cannot be read, which is then said beside it."""
        if self.editor is None:
            return None
        found = self.editor.collect()
        if found.problems or not found.readable:
            message = found.problems[0].message if found.problems else ""
            self.editor.show_problem((), message)
            return None
        how = How(self.how.current()) if self.editor.spec.kind is Kind.TEXTS else How.SET
        if how is not How.SET and not found.value:
            return None
        return FieldChange(self.editor.spec.name, found.value, how)

    # What it would do.

    def _look(self) -> None:
        change = self._change()
        if change is None:
            self.say_waiting()
            return
        bulk, kind, ids = self._desk.services.bulk, self._kind, self._ids
        self._looking = self._desk.runner.run_operation(
            self,
            tr("Looking what changes…"),
            lambda progress: bulk.preview(kind, ids, [change], progress.report),
            partial(self._seen, self._asked),
            partial(self._failed, self._asked),
        )
        self.progress.follow(self._looking)

    def _seen(self, asked: int, preview: BulkPreview) -> None:
        if asked == self._asked:
            self._looking = None
            self.show_preview(preview)

    def _failed(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        self._looking = None
        self.say_waiting()
        if isinstance(error, InvalidDraft) and self.editor is not None:
            self.editor.show_problem((), "; ".join(one.message for one in error.problems))
        else:
            self.banner.show_error(error)

    # Doing it.

    def _apply(self) -> None:
        commit_input()
        change = self._change()
        if change is None or self._working is not None:
            return
        bulk, kind, ids = self._desk.services.bulk, self._kind, self._ids
        me = ref(self)
        # The runner lives as long as the window: what was changed is told in any case.
        self._working = self._desk.runner.run_operation(
            self._desk.runner,
            tr("Changing…"),
            lambda progress: bulk.apply(kind, ids, [change], progress.report),
            partial(_applied, self._desk, me),
            partial(tell_failure, self._desk.messages, me),
            writes=True,
        )
        self._working.ended.connect(self._ended)
        self.progress.follow(self._working)
        self._allow(False)

    def _ended(self, how: str) -> None:
        self._working = None
        self._allow(True)
        if how == "cancelled":
            self.banner.say(tr("Stopped: nothing was changed."))

    def _allow(self, allowed: bool) -> None:
        for part in (self.picker, self.how, self.empty, self.apply_button, self.editor):
            if part is not None:
                part.setEnabled(allowed)

    def not_applied(self, error: Exception) -> None:
        """Nothing was changed: say why."""
        self.banner.show_error(error)


def _applied(desk: Desk, me: ref[BulkEditDialog], result: BulkResult) -> None:
    dialog = me()
    if dialog is not None and isValid(dialog):
        dialog.accept()
    text = trn("{n} record changed", "{n} records changed", result.changed)
    if result.refused:
        text += " · " + trn("{n} left as it was", "{n} left as they were", result.refused)
    say_done(desk, desk.runner, text, result.change_set)
