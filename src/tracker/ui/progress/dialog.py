"""Log progress: a few letters of the deliverable, a sentence, Enter."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from tracker.domain.records import ProgressEntry
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import tr
from tracker.services.meanwhile import LoggedMeanwhile
from tracker.services.progress import Logged
from tracker.ui.desk import Desk, LogStart
from tracker.ui.progress.collecting import collect_entry
from tracker.ui.progress.doubts import doubts_about
from tracker.ui.progress.drafts import Draft, ProgressDrafts
from tracker.ui.progress.picker import Picked
from tracker.ui.progress.saving import log_entry
from tracker.ui.progress.watching import WatchingForm
from tracker.ui.theme import set_property
from tracker.ui.widgets.dialog_frame import commit_input


class LogProgressDialog(WatchingForm):
    """Logs one entry for a deliverable, the given one or one found by typing.

    Enter saves and closes; Esc and the window's cross keep what was written as a draft, which
    comes back with the deliverable it was written for; where it cannot be kept, the dialog stays.
    `logged(ProgressEntry)` once it is saved.
    """

    logged = Signal(object)

    def __init__(
        self,
        desk: Desk,
        deliverable_id: int | None = None,
        parent: QWidget | None = None,
        start: LogStart | None = None,
    ) -> None:
        super().__init__(desk, deliverable_id, parent, start)
        self._save_wanted = False
        # Doubts that were shown already: who logs again means it.
        self._meant: list[Problem] = []
        self._start_at: QWidget = self.picker.line if deliverable_id is None else self.note.area
        if start is not None and start.groups == ("evidence",) and not start.paths:
            # What is asked for is a link or a file; the sentence may follow.
            self._start_at = self.fields["evidence_url"].field()
        self._connect()

    # Opening and closing.

    def first_shown(self) -> None:
        self._start_at.setFocus(Qt.FocusReason.TabFocusReason)
        if self._start_at is self.picker.line:
            # Another one is typed over it, also if the window becomes active only later.
            self.picker.line.selectAll()

    def reject(self) -> None:
        """Esc and the window's cross: what was written waits for the next time."""
        commit_input()
        self._keep()
        if self._drafts.flush() or self._draft() is None:
            super().reject()
        else:
            self.banner.say(
                tr("Your text could not be kept for the next time."),
                tr(
                    "The folder of the drafts cannot be written; the disk may be full."
                    " Log the text or copy it, or make room and close again."
                ),
                action=tr("Close and lose the te&xt"),
            )

    def lose(self) -> None:
        """Close although what was written cannot be kept."""
        self.done(QDialog.DialogCode.Rejected)

    def discard(self) -> None:
        """Close without keeping what was written; a toast can bring it back."""
        thrown = self._draft()
        self._drafts.drop(*self._kept_for)
        self._drafts.flush()
        self.done(QDialog.DialogCode.Rejected)
        if thrown is not None:
            back = partial(_bring_back, self._desk, thrown)
            self._desk.messages.toast(
                tr("What you had written was discarded"), tr("Bring back"), back, lasting=True
            )

    # The keys.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note.area and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
            if event.type() == QEvent.Type.KeyPress and enter and plain:
                self.save()
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.note.area.installEventFilter(self)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.log_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        self.banner.activated.connect(self.lose)
        self.picker.picked.connect(self._chosen)
        self.picker.settled.connect(self._go_to_sentence)
        self.picker.missed.connect(self._missed)
        self.evidence.changed.connect(self._evidence_read)

    def _evidence_read(self) -> None:
        if self._save_wanted and not self.picker.is_waiting:
            self.save()

    # The deliverable.

    def _chosen(self, picked: Picked) -> None:
        self.deliverable_row.say("")
        set_property(self.picker.line, "invalid", False)
        if self._page is None or self._page.state.ref.id != picked.id:
            self._change_draft(picked)
            self._read_page(picked.id)
        if self._save_wanted:
            self.save()

    def _missed(self, text: str) -> None:
        self._save_wanted = False
        self.deliverable_row.say(tr("No deliverable is called “{text}”.", text=text[:60]))

    def _go_to_sentence(self) -> None:
        self.note.area.setFocus(Qt.FocusReason.TabFocusReason)
        self.note.area.moveCursor(QTextCursor.MoveOperation.End)

    # Saving.

    def save(self) -> None:
        """Log it, or show beside the fields why it cannot be."""
        commit_input()
        if self._saving:
            return
        if self.picker.is_waiting:
            # Typed faster than the deliverable was found: it is saved as soon as it is.
            self._save_wanted = True
            return
        asks_for_files = self.more.is_open("evidence") and not self.correction.withdraws
        if asks_for_files and self.evidence.is_waiting:
            # Dropped a moment ago: it is saved as soon as the files are read.
            self._save_wanted = True
            return
        self._save_wanted = False
        chosen = self.picker.current
        files = self.evidence.files() if asks_for_files else []
        kept = self.evidence.kept() if asks_for_files else []
        entry, problems = collect_entry(
            self.fields,
            self._asked(),
            chosen.id if chosen else None,
            self._page.state if self._page and self._corrects is None else None,
            self._desk.today(),
            self._more_values(),
            has_files=bool(files or kept),
        )
        if not problems and self._page is not None:
            doubts = doubts_about(entry, self._page, self._desk.today(), self._desk.language)
            problems = [] if doubts == self._meant else doubts
            self._meant = doubts
        self._show_problems(problems)
        if problems or chosen is None or self.asks_again():
            return
        self._saving = True
        self.banner.clear()
        self.log_button.setEnabled(False)
        me = ref(self)
        log_entry(
            self._desk,
            entry,
            chosen.name,
            partial(_written, self._drafts.dropping(*self._kept_for), self.evidence.own_paths()),
            partial(_saved, me, entry),
            partial(_failed, me, self._desk),
            files,
            kept,
            seen=self.seen,
        )

    def _show_problems(self, problems: list[Problem]) -> None:
        for editor in self.fields.values():
            editor.clear_problems()
        no_deliverable = any(problem.path[0] == "deliverable_id" for problem in problems)
        set_property(self.picker.line, "invalid", no_deliverable)
        self.deliverable_row.say(tr("Choose the deliverable.") if no_deliverable else "")
        places: list[QWidget] = [self.picker.line] if no_deliverable else []
        for problem in problems:
            wrong = self.fields.get(str(problem.path[0]))
            if wrong is not None:
                wrong.show_problem(problem.path[1:], problem.message)
                places.append(wrong.field())
        if places:
            places[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, entry: ProgressEntry) -> None:
        """It is saved: close."""
        self.logged.emit(entry)
        self.done(QDialog.DialogCode.Accepted)

    def show_failure(self, error: Exception) -> None:
        """It was not saved: say why, beside the field where there is one, and keep the text."""
        self._saving = False
        self.log_button.setEnabled(True)
        if isinstance(error, InvalidDraft):
            self._show_problems(list(error.problems))
        elif isinstance(error, LoggedMeanwhile):
            self.banner.show_error(error)
            self.refused()
        else:
            self.banner.show_error(error)


def _written(drop_draft: Callable[[], None], pictures: Sequence[Path]) -> None:
    """Nothing that was kept for a crash is needed any more; on the writer's thread."""
    drop_draft()
    for path in pictures:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _saved(dialog: ref[LogProgressDialog], entry: ProgressEntry, _logged: Logged) -> None:
    found = dialog()
    if found is not None and isValid(found):
        found.finish(entry)


def _failed(dialog: ref[LogProgressDialog], desk: Desk, error: Exception) -> None:
    found = dialog()
    if found is not None and isValid(found) and found.isVisible():
        found.show_failure(error)
    else:
        desk.messages.show_error(None, error)


def _bring_back(desk: Desk, draft: Draft) -> None:
    drafts = ProgressDrafts(desk)
    drafts.keep(draft)
    drafts.flush()
    desk.navigator.log_progress(draft.deliverable.id if draft.deliverable else None)
