"""The dialog around a record's form: saving, drafts, mistakes, likely doubles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.record import RecordRef, RootRecord
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import tr
from tracker.ui.forms.draft_keeper import DraftKeeper, Kept, elsewhere_words, words_for
from tracker.ui.forms.draft_queue import DraftQueue
from tracker.ui.forms.drafts import Draft
from tracker.ui.forms.form_body import FormBody
from tracker.ui.forms.form_foot import FormFoot, add_keys
from tracker.ui.forms.going_on import ask_names, next_record
from tracker.ui.forms.host import FormHost
from tracker.ui.forms.merging import merge, say_clashes
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.shown_problems import ShownProblems
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
        drafts: DraftQueue,
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
        self.key = self._draft.key
        self._similar = SimilarWatch(parts, in_place=self.in_place, parent=self)
        self._similar.chosen.connect(self._use_similar)
        self._similar.shown.connect(self._fit_soon)
        self.form_body = FormBody(parts.icons, self.form, with_index=not self.is_small)
        self.form_body.pressed.connect(self._pressed)
        self._problems = ShownProblems(self.form_body, self)
        self._problems.changed.connect(self._fit_soon)
        self._draft.kept.connect(self.form_body.count_parts)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.form_body, 1)
        self.form_body.error.activated.connect(self.lose)
        self._buttons = FormFoot(self, is_new=key.startswith(f"{record.key}-new"))
        add_keys(self)
        self._take_form()
        give_size(self, self.form_body, small=self.is_small)

    # What is shown.

    def begin(self, record: RootRecord, names: Mapping[RecordRef, str]) -> None:
        """Show a record, and over it the draft that was left of it, if there is one."""
        self._began = (record, names)
        self._set(record, names)
        if self._draft.elsewhere:
            self.form_body.notice.say(elsewhere_words(), [])
        if (draft := self._draft.load()) is not None:
            self._restore(draft)
        QTimer.singleShot(0, self.form, self.form.focus_first)
        self._similar.look()
        self._fit()
        self._fit_soon()  # rows have their height only then

    def begun_with(self, prefill: Mapping[str, Any]) -> None:
        """What it is prefilled with: a start that finds its draft opens it with that again."""
        self._draft.begun = dict(prefill)

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
        self.form_body.replace_form(self.form, with_index=True)
        self._set(*self._began)
        self.form.set_raw(raw)
        self._buttons.become_whole()
        give_size(self, self.form_body, small=self.is_small)
        self.form.focus_first()

    # Saving.

    def save(self) -> None:
        """Write what is entered, or say what has to be corrected first."""
        self._save(again=False)

    def save_and_new(self) -> None:
        """Write it and begin another one."""
        if self._buttons.again.isVisible():
            self._save(again=True)

    def was_saved(self, ref: RecordRef) -> None:
        """The host has written it."""
        self._set_saving(False)
        self.saved.emit(ref)
        if not self.goes_on:
            self._done = True
            self.accept()
            return
        self.form_body.error.hide()
        self.form_body.notice.hide()
        self._began = (next_record(self._parts, self.form, self._began[0]), self._began[1])
        self._set(*self._began)
        ask_names(self._parts, self)
        self.form_body.to_top()
        self.form.focus_first()

    def was_not_saved(self, error: Exception) -> None:
        """The host could not write it: everything typed is still here, and in the draft."""
        self._set_saving(False)
        self._draft.keep_soon()
        if isinstance(error, InvalidDraft):
            self.show_problems(error.problems)
            return
        self.form_body.say_not_saved(error)

    @property
    def ref(self) -> RecordRef | None:
        """The record that is edited; None for a new one."""
        id = self._began[0].id
        return RecordRef(self._record.key, id) if id is not None else None

    def stored_now(self, version: int, name: str) -> None:
        """The version that is stored now, which somebody else may have written."""
        if version != self._began[0].version and not self._saving and not self._done:
            self.form_body.say_changed(name)

    def rebase(self, record: RootRecord, names: Mapping[RecordRef, str]) -> None:
        """The record as it is stored now, with the fields on top that were changed here."""
        base, mine = self._draft.initial, self._draft.changed()
        self._began = (record, names)
        self._set(record, names)
        both = self._put_over(base, mine)
        self._draft.keep_soon()
        self.form_body.error.hide()
        words = tr("The newer record is shown, with your changes. Look it over and save.")
        self.form_body.notice.say(f"{words} {both}".strip(), [])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and list the mistakes above them; go to the first."""
        self._problems.show(problems)

    def reject(self) -> None:
        # Esc, Cancel and the window's cross all come here; none is a way to lose text.
        if not self._done and not self._saving:
            commit_input()
            kept = self._draft.keep()
            if kept is Kept.FAILED:
                self.form_body.say_not_kept()
                return
            self._done = True
            if kept is Kept.WRITTEN:
                words = tr("Your text is kept as a draft.")
                forget = partial(self._drafts.discard, self.key)
                self._parts.messages.toast(words, tr("Discard"), forget, lasting=True)
        super().reject()

    def lose(self) -> None:
        """Close although what was typed cannot be kept."""
        self._done = True
        self._draft.discard()
        super().reject()

    def keep_now(self) -> None:
        """The program ends: write the draft, if there is anything that is not stored."""
        # What is being saved waits in the queue, and goes from there when it is written.
        if not self._done and not self._saving:
            commit_input()
            if self.is_changed:
                self._draft.keep()

    def done(self, result: int) -> None:
        above = self.parentWidget()
        self._draft.release()
        super().done(result)
        if above is not None:
            # The form below goes on where it was left.
            above.window().activateWindow()

    # Parts.

    def _take_form(self) -> None:
        self._draft.watch(self.form)
        self._similar.attach(self.form)
        self._problems.attach(self.form)

    def _fit(self) -> None:
        fit_height(self, self.form_body)

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    # What happens.

    def _set(self, record: RootRecord, names: Mapping[RecordRef, str]) -> None:
        self.form.set_record(record, names)
        if record.id is None and not self.is_small:
            self.form.add_starting_rows()
        self._draft.begin()
        self.form_body.summary.say([])
        self._similar.clear()
        self.form_body.count_parts()

    def _restore(self, draft: Draft) -> None:
        if self.is_small and set(draft.values) - set(self.form.fields):
            self.expand()
        both = self._put_over(draft.base or self._draft.initial, draft.values)
        if not self.is_changed:
            return
        words = words_for(draft, self.form.base.version, self._parts.today())
        self.form_body.notice.say(f"{words} {both}".strip(), [("discard", tr("Discard the draft"))])

    def _put_over(self, base: Mapping[str, Any], mine: Mapping[str, Any]) -> str:
        """Show over what is stored now what was changed here; returns what both have changed."""
        merged = merge(base, mine, self._draft.initial)
        self.form.brought_back = frozenset(mine)
        self.form.set_raw(merged.values)
        self.form.draft()  # rows are numbered as they are collected
        return say_clashes(merged.clashes, self.form.words_for)

    def _save(self, *, again: bool) -> None:
        if self._saving:
            return
        commit_input()
        record, problems = self.form.draft()
        self.form_body.error.hide()
        self.show_problems(problems)
        if problems or record is None:
            return
        self.goes_on = again
        self._focused = self.focusWidget()
        # Until it is written the text is kept, whatever happens to the program.
        self._draft.keep_soon()
        self._set_saving(True)
        self._host.save(self, record)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.form.setEnabled(not saving)
        self._buttons.set_enabled(not saving)
        if not saving and self._focused is not None and isValid(self._focused):
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, key: str) -> None:
        if key == "discard":
            self._draft.discard()
            self.form_body.notice.hide()
            self._set(*self._began)
            self.form.focus_first()
        elif key == "rebase" and self.ref is not None:
            self._host.reload(self, self.ref)

    def _use_similar(self, pick: Pick) -> None:
        if self.in_place:
            self._done = True
            self._draft.discard()
            self.chosen_existing.emit(pick)
            self.accept()
            return
        self.reject()
        if self._done:
            self._host.show_existing(pick.ref)
