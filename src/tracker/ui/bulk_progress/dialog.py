"""Logging one line on many deliverables: say it, see what it does to each, log it. One undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.errors import InvalidDraft
from tracker.i18n import tr, trn
from tracker.services.bulk_progress import BulkLog, BulkLogPreview, BulkLogResult
from tracker.ui.bulk_progress.view import BulkLogView
from tracker.ui.desk import Desk
from tracker.ui.forms.drafts import FolderDrafts, drafts_folder
from tracker.ui.forms.long_text import LongTextEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.operation import Operation
from tracker.ui.trashing import say_done
from tracker.ui.widgets.dialog_frame import commit_input
from tracker.ui.widgets.failures import tell_failure

_PAUSE_MS, _KEEP_MS = 250, 600
_DRAFT = "log-for-many"


class BulkLogDialog(BulkLogView):
    """Esc and the window's cross keep what was written; it is back the next time. Enter in the
    sentence logs it once what it does has been shown; in the other fields, which are typed last,
    it waits for that and then logs, unless something is wrong or left out. Long work can be
    stopped, and then nothing is logged."""

    def __init__(
        self, desk: Desk, parts: FormParts, ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        self._ids = tuple(dict.fromkeys(ids))
        super().__init__(parts, len(self._ids), parent)
        self._desk = desk
        self._drafts = FolderDrafts(drafts_folder(desk.paths, desk.services.database_path))
        self._looking: Operation | None = None
        self._working: Operation | None = None
        self._seen: tuple[BulkLog, BulkLogPreview] | None = None
        self._asked = 0
        self._log_next = False  # once it has been looked at
        self._was_shown = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self.flush)
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
        self._bring_back()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
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
        if self._working is not None:
            self._working.cancel()
            return
        commit_input()
        self.flush()
        super().reject()

    def done(self, result: int) -> None:
        self._forget()
        super().done(result)

    # --- what is written --------------------------------------------------------------------------

    def flush(self) -> bool:
        """Keep what is written and not logged."""
        self._keep.stop()
        if self._working is not None:
            return True
        if self.fields.is_empty:
            self._drafts.discard(_DRAFT)
            return True
        return self._drafts.save(_DRAFT, self.fields.raw(), 0)

    def _bring_back(self) -> None:
        kept = self._drafts.load(_DRAFT)
        if kept is None:
            self._say_hint()
            return
        self.fields.set_raw({str(name): raw for name, raw in kept.values.items()})
        if not self.fields.is_empty:
            self.fresh.show()
            self.set_hint(tr("Your text from last time is back · Esc keeps it again"))
            self._pause.start(0)

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
        self._forget()
        self.log_button.setEnabled(False)
        self._pause.start()
        self._keep.start()

    def _forget(self) -> None:
        # What was asked before is answered to nobody, also if it cannot be stopped any more.
        self._asked += 1
        self._log_next = False
        self._seen = None
        self._pause.stop()
        self.banner.clear()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    # --- what it would do -------------------------------------------------------------------------

    def _look(self, *, say: bool = False) -> None:
        self._pause.stop()
        log = self.fields.log(say=say)
        if log is None or (self.fields.is_empty and not say):
            self.say_waiting()
            if say:
                self._go_to_problem()
            return
        service, ids = self._desk.services.bulk_progress, self._ids
        self._looking = self._desk.runner.run_operation(
            self,
            tr("Looking what it does…"),
            lambda progress: service.preview(ids, log, progress.report),
            partial(self._looked, self._asked, log),
            partial(self._failed, self._asked, say),
        )
        self.progress.follow(self._looking)

    def _looked(self, asked: int, log: BulkLog, preview: BulkLogPreview) -> None:
        if asked == self._asked:
            self._looking = None
            self._seen = (log, preview)
            self.show_preview(preview)
            log_next, self._log_next = self._log_next, False
            if log_next and preview.refused_lines:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            elif log_next:
                self.log()

    def _failed(self, asked: int, say: bool, error: Exception) -> None:
        if asked != self._asked:
            return
        self._looking = None
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
        if event.isAutoRepeat() or self._working is not None:
            return
        commit_input()
        if self._seen is not None:
            self.log()
            return
        self._log_next = True
        if self._looking is None:
            self._look(say=True)

    def log(self) -> None:
        """Log what was shown; if it was not shown yet, show it first."""
        commit_input()
        if self._working is not None:
            return
        if self._seen is None or self._seen[0] != self.fields.log(say=True):
            if self._looking is None:
                self._look(say=True)
            return
        log, preview = self._seen
        if not preview.logged:
            return
        service, ids = self._desk.services.bulk_progress, self._ids
        me = ref(self)
        drafts = self._drafts
        self._keep.stop()

        def call(progress: object) -> BulkLogResult:
            report = getattr(progress, "report")  # noqa: B009
            done = service.apply(ids, log, report, preview.seen)
            if done.logged:
                drafts.discard(_DRAFT)
            return done

        # The runner lives as long as the window: what was logged is told in any case.
        self._working = self._desk.runner.run_operation(
            self._desk.runner,
            tr("Logging…"),
            call,
            partial(_logged, self._desk, me),
            partial(tell_failure, self._desk.messages, me),
            writes=True,
        )
        self._working.ended.connect(self._ended)
        self.progress.follow(self._working)
        self.allow(False)

    def _ended(self, how: str) -> None:
        self._working = None
        if how == "done":
            self.allow(True)
        else:
            self._go_on()
            self.flush()
        if how == "cancelled":
            self.banner.say(tr("Stopped: nothing was logged."))

    def _go_on(self) -> None:
        """It can be edited again, and the keys are back in it: what is not allowed loses them."""
        self.allow(True)
        self.fields["note"].field().setFocus(Qt.FocusReason.OtherFocusReason)

    def nothing_logged(self, result: BulkLogResult) -> None:
        """None of them could take it any more: say why, keep the text, look again."""
        self._working = None
        self._go_on()
        self.flush()
        why = " ".join(dict.fromkeys(line.reason for line in result.refused_lines))
        nothing = tr("Nothing was logged.")
        self.banner.say(f"{nothing} {why}".strip())
        self._look()

    def not_applied(self, error: Exception) -> None:
        """Nothing was logged: say why."""
        self.banner.show_error(error)


def _is_enter(event: QKeyEvent) -> bool:
    plain = not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return plain and enter and event.type() == QEvent.Type.KeyPress


def _logged(desk: Desk, me: ref[BulkLogDialog], result: BulkLogResult) -> None:
    dialog = me()
    if dialog is not None and isValid(dialog):
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
