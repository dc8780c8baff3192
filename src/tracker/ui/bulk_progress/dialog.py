"""Logging one line on many deliverables: say it, see what it does to each, log it. One undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tracker.errors import InvalidDraft
from tracker.i18n import tr, trn
from tracker.services.bulk_progress import BulkLog, BulkLogPreview, BulkLogResult
from tracker.ui.bulk_progress.kept import KeptLog
from tracker.ui.bulk_progress.view import BulkLogView
from tracker.ui.desk import Desk
from tracker.ui.forms.long_text import LongTextEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.operation import Progress
from tracker.ui.trashing import say_done
from tracker.ui.widgets.dialog_frame import commit_input


class BulkLogDialog(BulkLogView):
    """Esc and the window's cross keep what was written; it is back the next time. Enter in the
    sentence logs it once what it does has been shown; in the other fields, which are typed last,
    it waits for that and then logs, unless something is wrong or left out. Long work can be
    stopped, and then nothing is logged."""

    def __init__(
        self, desk: Desk, parts: FormParts, ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        self._ids = tuple(dict.fromkeys(ids))
        super().__init__(desk, parts, len(self._ids), parent)
        self._kept = KeptLog(desk, self.fields, self)
        self._seen: tuple[BulkLog, BulkLogPreview] | None = None
        self._log_next = False  # once it has been looked at
        for editor in self.fields.all.values():
            editor.edited.connect(self._edited)
        self.log_button.clicked.connect(self.log)
        self.fresh.clicked.connect(self._start_afresh)
        note = self.fields["note"]
        assert isinstance(note, LongTextEditor)
        note.area.installEventFilter(self)
        for chip in self.chips:
            chip.installEventFilter(self)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.log)
        self._say_hint()
        if self._kept.bring_back():
            self.fresh.show()
            self.set_hint(tr("Your text from last time is back · Esc keeps it again"))
            self.look_soon(0)

    def first_shown(self) -> None:
        self.fields["note"].field().setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _is_enter(event):
            if watched is self.fields["note"].field():
                self.log()
                return True
            # The chip sets its value; where it is set already, Enter goes on as in its field.
            if watched in self.chips and self.fields["shift"].raw() == watched.property("shift"):
                self._enter(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The default button is no help: it cannot be pressed until what it does is shown.
        if _is_enter(event):
            self._enter(event)
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc: first it stops what is being done; what is written stays for the next time."""
        if not self.is_doing:
            commit_input()
            self.flush()
        super().reject()

    # --- what is written --------------------------------------------------------------------------

    def flush(self) -> None:
        """Keep what is written and not logged; the program may end."""
        if not self.is_doing:
            self._kept.keep()

    def _say_hint(self) -> None:
        self.set_hint(tr("Enter logs what is shown below · Esc keeps the text for later"))

    def _start_afresh(self) -> None:
        for editor in self.fields.all.values():
            editor.set_value(None if editor.spec.name != "note" else "")
        self.fields.set_today()
        self.fresh.hide()
        self._say_hint()
        self._edited()
        self.fields["note"].field().setFocus(Qt.FocusReason.TabFocusReason)

    def _edited(self) -> None:
        self.log_button.setEnabled(False)
        self.look_soon()
        self._kept.keep_soon()

    # --- what it would do -------------------------------------------------------------------------

    def forget(self) -> None:
        super().forget()
        self._seen, self._log_next = None, False

    def look(self) -> None:
        self._look()

    def _look(self, *, say: bool = False) -> None:
        """`say` what is wrong: it is meant to be logged."""
        log = self.fields.log(say=say)
        if log is None or (self.fields.is_empty and not say):
            self.say_waiting()
            if say:
                self._go_to_problem()
            return
        service, ids = self._desk.services.bulk_progress, self._ids
        self.ask(
            tr("Looking what it does…"),
            lambda progress: service.preview(ids, log, progress.report),
            partial(self._looked, log),
            partial(self._not_seen, say),
        )

    def _looked(self, log: BulkLog, preview: BulkLogPreview) -> None:
        self._seen = (log, preview)
        self.show_preview(preview)
        log_next, self._log_next = self._log_next, False
        if log_next and preview.refused_lines:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif log_next:
            self.log()

    def _not_seen(self, say: bool, error: Exception) -> None:
        say, self._log_next = say or self._log_next, False
        self.say_waiting()
        if not isinstance(error, InvalidDraft):
            self.banner.show_error(error)
            return
        for problem in error.problems:
            name = str(problem.path[0]) if problem.path else "note"
            # That nothing is said yet is said when it is meant to be logged.
            if say or name != "note":
                self.fields.all.get(name, self.fields["note"]).show_problem((), problem.message)
        if say:
            self._go_to_problem()

    def _go_to_problem(self) -> None:
        for editor in self.fields.all.values():
            if editor.problem:
                editor.field().setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # --- doing it ---------------------------------------------------------------------------------

    def _enter(self, event: QKeyEvent) -> None:
        """Enter in a field of one line: log, after a look at what it does if there was none."""
        event.accept()
        # Held down, it would log what nobody has seen.
        if event.isAutoRepeat() or self.is_doing:
            return
        commit_input()
        if self._seen is not None:
            self.log()
            return
        if not self.is_looking:
            self._look(say=True)
        self._log_next = self.is_looking

    def log(self) -> None:
        """Log what was shown; if it was not shown yet, show it first."""
        commit_input()
        if self.is_doing:
            return
        if self._seen is None or self._seen[0] != self.fields.log(say=True):
            if not self.is_looking:
                self._look(say=True)
            return
        log, preview = self._seen
        if not preview.logged:
            return
        service, ids, drop = self._desk.services.bulk_progress, self._ids, self._kept.dropping()
        self._kept.hold()

        def call(progress: Progress) -> BulkLogResult:
            done = service.apply(ids, log, progress.report, preview.seen)
            if done.logged:
                drop()
            return done

        self.do(tr("Logging…"), call, partial(_logged, self._desk))

    def ended(self, how: str) -> None:
        if how != "done":
            self._kept.keep()

    def stopped(self) -> str:
        return tr("Stopped: nothing was logged.")

    def nothing_logged(self, result: BulkLogResult) -> None:
        """None of them could take it any more: say why, keep the text, look again."""
        self.give_keys_back()
        self._kept.keep()
        self.look()
        why = " ".join(dict.fromkeys(line.reason for line in result.refused_lines))
        self.banner.say(f"{tr('Nothing was logged.')} {why}".strip())


def _is_enter(event: QKeyEvent) -> bool:
    plain = not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return plain and enter and event.type() == QEvent.Type.KeyPress


def _logged(desk: Desk, dialog: BulkLogDialog | None, result: BulkLogResult) -> None:
    if dialog is not None:
        if not result.logged:
            dialog.nothing_logged(result)
            return
        dialog.accept()
    text = trn("Logged on {n} deliverable", "Logged on {n} deliverables", result.logged)
    if result.moved:
        text += " · " + trn("{n} target moved", "{n} targets moved", result.moved)
    if result.refused:
        text += " · " + trn("{n} left out", "{n} left out", result.refused)
    if result.change_set is None:
        desk.messages.toast(text)
    say_done(desk, desk.runner, text, result.change_set)
