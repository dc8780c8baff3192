"""Pasting rows: from the clipboard, seen with what they would do, then written in one step."""

from __future__ import annotations

from functools import partial
from weakref import ref

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.changes import ChangeSet
from tracker.errors import TrackerError
from tracker.i18n import tr, trn
from tracker.services.pasting import Outcome, PasteOptions, PastePlan, read_rows
from tracker.services.pasting_fields import Guess
from tracker.services.pasting_table import NothingToPaste, Rows
from tracker.ui.desk import Desk
from tracker.ui.operation import Operation
from tracker.ui.pasting.view import PasteRowsView
from tracker.ui.trashing import say_done
from tracker.ui.widgets.failures import tell_failure

_SAMPLES = 20


class PasteRowsDialog(PasteRowsView):
    """Pastes rows into the list of a kind. It begins with what is on the clipboard; nothing is
    written before the button is pressed, and long work can be stopped."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk.icons, kind, parent)
        self._desk, self._kind = desk, kind
        self._rows: Rows = ()
        self._plan: PastePlan | None = None
        self._asked = 0
        self._looking: Operation | None = None
        self._working: Operation | None = None
        self._was_shown = False
        self.again.clicked.connect(self.paste)
        self.head.toggled.connect(self._head_changed)
        self.match.toggled.connect(self._look)
        self.make_missing.toggled.connect(self._look)
        self.mapping.changed.connect(self._look)
        self.filter.changed.connect(self._show_rows)
        self.copy.clicked.connect(self.copy_problems)
        self.apply_button.clicked.connect(self._apply)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
            self._take(QGuiApplication.clipboard().text(), quiet=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc: first it stops what is being written."""
        if self._working is not None:
            self._working.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        if self._looking is not None:
            self._looking.cancel()
        super().done(result)

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
        self._forget()
        try:
            rows = read_rows(text)
        except TrackerError as error:
            if not (quiet and isinstance(error, NothingToPaste)):
                self.banner.show_error(error)
            return
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
        self._look()

    def _put(self, mapping: tuple[str, ...]) -> None:
        has_head = self.head.isChecked()
        fields = self._desk.services.pasting.fields(self._kind)
        heads = self._rows[0] if has_head else ("",) * len(mapping)
        self.mapping.put(fields, heads, self._rows[int(has_head) :][:_SAMPLES], mapping)

    def _head_changed(self) -> None:
        if self._rows:
            self._put(self.mapping.mapping())
            self._look()

    # What it would do.

    def _options(self) -> PasteOptions:
        return PasteOptions(
            self.head.isChecked(),
            self.mapping.mapping(),
            self.match.isChecked(),
            self.make_missing.isChecked(),
        )

    def _forget(self) -> None:
        # What was asked before is answered to nobody, also if it cannot be stopped any more.
        self._asked += 1
        self.banner.clear()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _look(self) -> None:
        if not self._rows:
            return
        self._forget()
        self.apply_button.setEnabled(False)
        pasting, kind, rows = self._desk.services.pasting, self._kind, self._rows
        options, today = self._options(), self._desk.today()
        language = self._desk.language
        self._looking = self._desk.runner.run_operation(
            self,
            tr("Looking what becomes of the rows…"),
            lambda progress: pasting.plan(kind, rows, options, today, progress.report, language),
            partial(self._seen, self._asked),
            partial(self._failed, self._asked),
        )
        self.progress.follow(self._looking)

    def _seen(self, asked: int, plan: PastePlan) -> None:
        if asked == self._asked:
            self._looking = None
            self._plan = plan
            self.show_plan(plan)

    def _failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._looking = None
            self.banner.show_error(error)

    def _show_rows(self) -> None:
        if self._plan is not None:
            self.show_rows(self._plan)

    # Doing it.

    def _apply(self) -> None:
        plan = self._plan
        if plan is None or self._working is not None or self._looking is not None:
            return
        pasting = self._desk.services.pasting
        me = ref(self)
        # The runner lives as long as the window: what was changed is told in any case.
        self._working = self._desk.runner.run_operation(
            self._desk.runner,
            tr("Pasting…"),
            lambda progress: pasting.apply(plan, progress.report),
            partial(_applied, self._desk, me, plan),
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
        for part in (
            self.again, self.head, self.match, self.make_missing, self.mapping, self.apply_button,
        ):  # fmt: skip
            part.setEnabled(allowed)

    def not_applied(self, error: Exception) -> None:
        """Nothing was changed: say why."""
        self.banner.show_error(error)
        self._look()


def _applied(
    desk: Desk, me: ref[PasteRowsDialog], plan: PastePlan, change_set: ChangeSet | None
) -> None:
    dialog = me()
    if dialog is not None and isValid(dialog):
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
