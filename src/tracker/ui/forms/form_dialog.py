"""The dialog around a record's form: saving, drafts, mistakes, likely doubles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.record import RecordRef, RootRecord
from tracker.errors import InvalidDraft, Problem, StaleRecord
from tracker.i18n import tr
from tracker.ui.forms.draft_keeper import DraftKeeper, words_for
from tracker.ui.forms.drafts import Draft, DraftStore
from tracker.ui.forms.form_body import FormBody
from tracker.ui.forms.host import FormHost
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.similar import SimilarWatch
from tracker.ui.forms.sizes import fit_height, give_size
from tracker.ui.kinds import KINDS
from tracker.ui.widgets.dialog_frame import DialogFrame, commit_input

if TYPE_CHECKING:
    from tracker.services.search import Pick


class RecordFormDialog(DialogFrame):
    """Edits one record. Closing it never loses text: it stays as a draft under `key`.

    `only` makes it the small form for creating in place; `expand` turns that into the whole one.
    """

    saved = Signal(object)
    chosen_existing = Signal(object)
    """In the small form: another record, with its label, is meant (a `Pick`)."""

    def __init__(
        self,
        host: FormHost,
        drafts: DraftStore,
        record: type[RootRecord],
        parts: FormParts,
        *,
        title: str,
        key: str,
        only: Collection[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parts.icons, title, KINDS[record.key].icon, parent=parent)
        self._host = host
        self._drafts = drafts
        self._parts = parts
        self._record = record
        self.key = key
        self.name_of_saved = ""
        self.is_small = only is not None
        self.in_place = only is not None
        self._focused: QWidget | None = None
        self._saving = False
        self._done = False
        self.goes_on = False  # whether another record is begun after this one
        self._began: tuple[RootRecord, Mapping[RecordRef, str]] = (record(), {})
        self.form = RecordForm(record, parts, only=only)
        self._draft = DraftKeeper(drafts, key, self)
        self._similar = SimilarWatch(parts, in_place=self.in_place, parent=self)
        self._similar.chosen.connect(self._use_similar)
        self._similar.shown.connect(self._fit_soon)
        self._body = FormBody(parts.icons, self.form, with_index=not self.is_small)
        self._body.pressed.connect(self._pressed)
        self._draft.kept.connect(self._body.count_parts)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._body, 1)
        self._make_foot()
        self._make_keys()
        self._take_form()
        give_size(self, self._body, small=self.is_small)

    # What is shown.

    def begin(self, record: RootRecord, names: Mapping[RecordRef, str]) -> None:
        """Show a record, and over it the draft that was left of it, if there is one."""
        self._began = (record, names)
        self._set(record, names)
        if (draft := self._draft.load()) is not None:
            self._restore(draft)
        QTimer.singleShot(0, self.form, self.form.focus_first)
        self._similar.look()
        self._fit()

    def learn_names(self, names: Mapping[RecordRef, str]) -> None:
        """Take over the names of records that are referred to."""
        self._began = (self._began[0], {**self._began[1], **names})
        self._draft.without_change(partial(self.form.learn_names, names))

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that would be lost."""
        return bool(self._draft.changed())

    def expand(self) -> None:
        """Show all fields of the record; what is entered stays."""
        if not self.is_small:
            return
        commit_input()
        raw = self.form.raw()
        self.is_small = False
        self.form = RecordForm(self._record, self._parts)
        self._take_form()
        self._body.replace_form(self.form, with_index=True)
        self._set(*self._began)
        self.form.set_raw(raw)
        self._more_button.hide()
        self._save_button.setDefault(False)
        give_size(self, self._body, small=self.is_small)
        self.form.focus_first()

    # Saving.

    def save(self) -> None:
        """Write what is entered, or say what has to be corrected first."""
        self._save(again=False)

    def save_and_new(self) -> None:
        """Write it and begin another one."""
        if self._again_button.isVisible():
            self._save(again=True)

    def was_saved(self, ref: RecordRef) -> None:
        """The host has written it."""
        self._set_saving(False)
        self.saved.emit(ref)
        if not self.goes_on:
            self._done = True
            self.accept()
            return
        self._body.error.hide()
        self._body.notice.hide()
        self._set(*self._began)
        self._body.to_top()
        self.form.focus_first()

    def was_not_saved(self, error: Exception) -> None:
        """The host could not write it: everything typed is still here, and in the draft."""
        self._set_saving(False)
        self._draft.keep()
        if isinstance(error, InvalidDraft):
            self.show_problems(error.problems)
            return
        self._body.error.show_error(error)
        self._body.to_top()
        if isinstance(error, StaleRecord):
            # The form knows a better way out than opening the record anew.
            self._body.error.say(error.what, error.why)
            words = tr("You can take over what was saved meanwhile and keep what you changed.")
            self._body.notice.say(words, [("rebase", tr("Take over the newer record"))])

    def rebase(self, record: RootRecord, names: Mapping[RecordRef, str]) -> None:
        """The record as it is stored now, with the fields on top that were changed here."""
        mine = self._draft.changed()
        self._began = (record, names)
        self._set(record, names)
        self.form.set_raw(mine)
        self._body.error.hide()
        words = tr("The newer record is shown, with your changes. Look it over and save.")
        self._body.notice.say(words, [])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and list the mistakes above them; go to the first."""
        self.form.show_problems(problems)
        self._body.summary.say([(self.form.words_for(one.path), one) for one in problems])
        self._fit_soon()
        if problems:
            self.form.go_to(problems[0].path)

    def reject(self) -> None:
        # Esc, Cancel and the window's cross all come here; none is a way to lose text.
        if not self._done and not self._saving:
            self._done = True
            commit_input()
            if self._draft.keep():
                words = tr("Your text is kept as a draft.")
                forget = partial(self._drafts.discard, self.key)
                self._parts.messages.toast(words, tr("Discard"), forget)
        super().reject()

    def done(self, result: int) -> None:
        above = self.parentWidget()
        super().done(result)
        if above is not None:
            # The form below goes on where it was left.
            above.window().activateWindow()

    # Parts.

    def _make_foot(self) -> None:
        self._more_button = self.add_button(tr("All fields"), "quiet")
        self._more_button.clicked.connect(self.expand)
        self._more_button.setVisible(self.is_small)
        cancel = self.add_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._again_button = self.add_button(tr("Save and new"))
        self._again_button.clicked.connect(self.save_and_new)
        new = self.key.startswith(f"{self._record.key}-new")
        self._again_button.setVisible(new and not self.is_small)
        words = tr("Create") if self.is_small else tr("Save")
        self._save_button = self.add_button(words, "primary", default=self.is_small)
        self._save_button.clicked.connect(self.save)
        self.set_hint(
            tr("Enter creates it · Esc goes back")
            if self.is_small
            else tr("Ctrl+S saves · Esc keeps the text for later · * needed")
        )

    def _make_keys(self) -> None:
        for keys, call in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence("Ctrl+Return"), self.save),
            (QKeySequence("Ctrl+Enter"), self.save),
            (QKeySequence("Ctrl+Shift+S"), self.save_and_new),
            (QKeySequence("Ctrl+PgDown"), self._body.next_part),
            (QKeySequence("Ctrl+PgUp"), self._body.part_before),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(call)

    def _take_form(self) -> None:
        self._draft.watch(self.form)
        self._similar.attach(self.form)

    def _fit(self) -> None:
        fit_height(self, self._body)

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    # What happens.

    def _set(self, record: RootRecord, names: Mapping[RecordRef, str]) -> None:
        self.form.set_record(record, names)
        if record.id is None and not self.is_small:
            self.form.add_starting_rows()
        self._draft.begin()
        self._body.summary.say([])
        self._similar.clear()
        self._body.count_parts()

    def _restore(self, draft: Draft) -> None:
        if self.is_small and set(draft.values) - set(self.form.fields):
            self.expand()
        self.form.set_raw(draft.values)
        if not self.is_changed:
            return
        words = words_for(draft, self.form.base.version, self._parts.today())
        self._body.notice.say(words, [("discard", tr("Discard the draft"))])

    def _save(self, *, again: bool) -> None:
        if self._saving:
            return
        commit_input()
        record, problems = self.form.draft()
        self._body.error.hide()
        self.show_problems(problems)
        if problems or record is None:
            return
        self.goes_on = again
        self._focused = self.focusWidget()
        # Until it is written the text is kept, whatever happens to the program.
        self._draft.keep()
        self._set_saving(True)
        self._host.save(self, record)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        for widget in (self.form, self._save_button, self._again_button, self._more_button):
            widget.setEnabled(not saving)
        if not saving and self._focused is not None and isValid(self._focused):
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, key: str) -> None:
        if key == "discard":
            self._draft.discard()
            self._body.notice.hide()
            self._set(*self._began)
            self.form.focus_first()
        elif key == "rebase" and self._began[0].id is not None:
            self._host.reload(self, RecordRef(self._record.key, self._began[0].id))

    def _use_similar(self, pick: Pick) -> None:
        if self.in_place:
            self._done = True
            self._draft.discard()
            self.chosen_existing.emit(pick)
            self.accept()
            return
        self.reject()
        self._host.show_existing(pick.ref)
