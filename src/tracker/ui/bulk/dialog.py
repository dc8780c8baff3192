"""Changing one field of many records: choose it, enter the value, see what it does, do it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.records import ROOT_BY_KEY
from tracker.errors import InvalidDraft
from tracker.i18n import tr, trn
from tracker.services.bulk import BulkResult, FieldChange, How
from tracker.ui.bulk.view import BulkEditView
from tracker.ui.desk import Desk
from tracker.ui.forms.catalogue import make_editor
from tracker.ui.forms.choices import ChoiceEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.suggest import SuggestLine
from tracker.ui.trashing import say_done
from tracker.ui.widgets.dialog_frame import commit_input


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
        super().__init__(desk, kind, len(set(ids)), fields, parent)
        self._parts, self._kind, self._ids = parts, kind, tuple(ids)
        self.picker.picked.connect(self._field_picked)
        self.how.changed.connect(self._edited)
        self.empty.clicked.connect(self._make_empty)
        self.apply_button.clicked.connect(self._apply)

    def first_shown(self) -> None:
        self.picker.setFocus(Qt.FocusReason.TabFocusReason)

    # What is entered.

    def _field_picked(self, spec: FieldSpec) -> None:
        editor = make_editor(ROOT_BY_KEY[self._kind], spec, self._parts, parent=self)
        editor.name_field(tr("New value"))
        editor.edited.connect(self._edited)
        self.forget()
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
        self.apply_button.setEnabled(False)
        self.look_soon()

    def _change(self, *, say: bool = True) -> FieldChange | None:
        """What is entered; None if it cannot be read, which is then said beside it."""
        if self.editor is None:
            return None
        found = self.editor.collect()
        if found.problems or not found.readable:
            message = found.problems[0].message if found.problems else ""
            if say:
                self.editor.show_problem((), message)
            return None
        how = How(self.how.current()) if self.editor.spec.kind is Kind.TEXTS else How.SET
        if how is not How.SET and not found.value:
            return None
        return FieldChange(self.editor.spec.name, found.value, how)

    # What it would do.

    def look(self) -> None:
        field = self.editor.field() if self.editor is not None else None
        # Letters of a name are no mistake while one may still be chosen.
        choosing = isinstance(field, SuggestLine) and field.hasFocus()
        change = self._change(say=not choosing)
        if change is None:
            self.say_waiting()
            return
        bulk, kind, ids = self._desk.services.bulk, self._kind, self._ids
        self.ask(
            tr("Looking what changes…"),
            lambda progress: bulk.preview(kind, ids, [change], progress.report),
            self.show_preview,
            self._not_seen,
        )

    def _not_seen(self, error: Exception) -> None:
        self.say_waiting()
        if isinstance(error, InvalidDraft) and self.editor is not None:
            self.editor.show_problem((), "; ".join(one.message for one in error.problems))
        else:
            self.banner.show_error(error)

    # Doing it.

    def _apply(self) -> None:
        commit_input()
        change = self._change()
        if change is None:
            return
        bulk, kind, ids = self._desk.services.bulk, self._kind, self._ids
        self.do(
            tr("Changing…"),
            lambda progress: bulk.apply(kind, ids, [change], progress.report),
            partial(_applied, self._desk),
        )

    def allow(self, allowed: bool) -> None:
        for part in (self.picker, self.how, self.empty, self.apply_button, self.editor):
            if part is not None:
                part.setEnabled(allowed)


def _applied(desk: Desk, dialog: BulkEditDialog | None, result: BulkResult) -> None:
    if dialog is not None:
        dialog.accept()
    text = trn("{n} record changed", "{n} records changed", result.changed)
    if result.refused:
        text += " · " + trn("{n} left as it was", "{n} left as they were", result.refused)
    say_done(desk, desk.runner, text, result.change_set)
