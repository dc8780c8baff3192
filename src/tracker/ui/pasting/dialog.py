"""Pasting rows: from the clipboard, seen with what they would do, then written in one step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.errors import TrackerError
from tracker.i18n import tr, trn
from tracker.services.pasting import Outcome, PasteOptions, PastePlan, read_rows
from tracker.services.pasting_fields import Guess
from tracker.services.pasting_table import NothingToPaste, Rows
from tracker.ui.desk import Desk
from tracker.ui.pasting.view import PasteRowsView
from tracker.ui.trashing import say_done

_SAMPLES = 20


class PasteRowsDialog(PasteRowsView):
    """Pastes rows into the list of a kind. It begins with what is on the clipboard; nothing is
    written before the button is pressed, and long work can be stopped."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, kind, parent)
        self._kind = kind
        self._rows: Rows = ()
        self._plan: PastePlan | None = None
        self.again.clicked.connect(self.paste)
        self.head.toggled.connect(self._head_changed)
        self.match.toggled.connect(self.look)
        self.make_missing.toggled.connect(self.look)
        self.mapping.changed.connect(self.look)
        self.filter.changed.connect(self._show_rows)
        self.copy.clicked.connect(self.copy_problems)
        self.apply_button.clicked.connect(self._apply)

    def first_shown(self) -> None:
        self.again.setFocus(Qt.FocusReason.TabFocusReason)
        self._take(QGuiApplication.clipboard().text(), quiet=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Take what is on the clipboard now, in place of what was there."""
        self._take(QGuiApplication.clipboard().text())

    def copy_problems(self) -> None:
        """Put the rows with problems on the clipboard, with the reasons."""
        if self._plan is not None:
            text = self._desk.services.pasting.problem_rows(self._plan)
            QGuiApplication.clipboard().setText(text)
            count = self._plan.count(Outcome.PROBLEM)
            self._desk.messages.toast(
                trn("{n} row copied with its problem", "{n} rows copied with their problems", count)
            )

    # What is pasted.

    def _take(self, text: str, *, quiet: bool = False) -> None:
        if self.is_doing:
            return
        try:
            rows = read_rows(text)
        except TrackerError as error:
            if not (quiet and isinstance(error, NothingToPaste)):
                self.banner.show_error(error)
            return
        # What was shown is of other rows.
        self.forget()
        self.apply_button.setEnabled(False)
        self._rows = rows
        services, kind, today = self._desk.services, self._kind, self._desk.today()
        self._desk.runner.read(
            self, lambda: services.pasting.guess(kind, rows, today), self._guessed, key="guess"
        )

    def _guessed(self, guess: Guess) -> None:
        self.head.blockSignals(True)
        self.head.setChecked(guess.has_head)
        self.head.blockSignals(False)
        self._put(guess.mapping)
        self.look()

    def _put(self, mapping: tuple[str, ...]) -> None:
        has_head = self.head.isChecked()
        fields = self._desk.services.pasting.fields(self._kind)
        heads = self._rows[0] if has_head else ("",) * len(mapping)
        self.mapping.put(fields, heads, self._rows[int(has_head) :][:_SAMPLES], mapping)

    def _head_changed(self) -> None:
        if self._rows:
            self._put(self.mapping.mapping())
            self.look()

    # What it would do.

    def _options(self) -> PasteOptions:
        return PasteOptions(
            self.head.isChecked(),
            self.mapping.mapping(),
            self.match.isChecked(),
            self.make_missing.isChecked(),
        )

    def look(self) -> None:
        if not self._rows:
            return
        self.apply_button.setEnabled(False)
        pasting, kind, rows = self._desk.services.pasting, self._kind, self._rows
        options, today = self._options(), self._desk.today()
        language = self._desk.language
        self.ask(
            tr("Looking what becomes of the rows…"),
            lambda progress: pasting.plan(kind, rows, options, today, progress.report, language),
            self._seen,
        )

    def _seen(self, plan: PastePlan) -> None:
        self._plan = plan
        self.show_plan(plan)

    def _show_rows(self) -> None:
        if self._plan is not None:
            self.show_rows(self._plan)

    # Doing it.

    def _apply(self) -> None:
        plan = self._plan
        if plan is None or self.is_looking:
            return
        pasting = self._desk.services.pasting
        self.do(
            tr("Pasting…"),
            lambda progress: pasting.apply(plan, progress.report),
            partial(_applied, self._desk, plan),
        )

    def allow(self, allowed: bool) -> None:
        for part in (
            self.again, self.head, self.match, self.make_missing, self.mapping, self.apply_button,
        ):  # fmt: skip
            part.setEnabled(allowed)

    def not_done(self, error: Exception) -> None:
        # Looking again clears what is said.
        self.look()
        super().not_done(error)


def _applied(
    desk: Desk, plan: PastePlan, dialog: PasteRowsDialog | None, change_set: ChangeSet | None
) -> None:
    if dialog is not None:
        dialog.accept()
    new, changed = plan.count(Outcome.NEW), plan.count(Outcome.CHANGED)
    parts = [
        trn("{n} record added", "{n} records added", new) if new else "",
        trn("{n} record changed", "{n} records changed", changed) if changed else "",
    ]
    left = plan.count(Outcome.PROBLEM)
    if left:
        parts.append(trn("{n} row left out", "{n} rows left out", left))
    say_done(desk, desk.runner, " · ".join(part for part in parts if part), change_set)
