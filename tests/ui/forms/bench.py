"""What the tests of forms share: real services on a temporary database, and keys as one types."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from shiboken6 import isValid

from tests.ui.recording import RecordedMessages
from tests.ui.waiting import KEEP_MS, at_rest, choose_by_letters, drain
from tracker.domain.changes import ChangeSet
from tracker.services import Services
from tracker.ui.bus import Bus
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.drafts import FolderDrafts
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.opening import Forms
from tracker.ui.forms.suggest import SuggestLine
from tracker.ui.tasks import TaskRunner

TODAY = date(2026, 11, 21)
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def now() -> datetime:
    """The time at which drafts are written."""
    return datetime(2026, 11, 21, 14, 2, tzinfo=UTC)


@dataclass
class Bench:
    """The window's part in a test."""

    services: Services
    runner: TaskRunner
    bus: Bus
    messages: RecordedMessages
    forms: Forms
    drafts: FolderDrafts
    folder: Path
    changes: list[ChangeSet] = field(default_factory=list)

    def opened(self) -> RecordFormDialog:
        """The form on top."""
        dialogs = [
            one for one in QApplication.topLevelWidgets()
            if isinstance(one, RecordFormDialog) and one.isVisible()
        ]  # fmt: skip
        assert dialogs
        return max(dialogs, key=_depth)

    def create(self, kind: str, **prefill: object) -> RecordFormDialog:
        dialog = self.forms.create(kind, None, prefill)
        dialog.resize(1080, 780)
        self.settle()
        return dialog

    def settle(self) -> None:
        """Until everything is answered and shown and no pause is running."""
        at_rest(self.runner)

    def settle_drafts(self) -> None:
        """Until also what was typed is kept for a crash."""
        at_rest(self.runner, longest=KEEP_MS)

    def type(self, text: str) -> None:
        """Type into whatever has the focus, as Qt would deliver it."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(_focused(), letter)
            else:
                # As an input method does: in composition first, then committed.
                QApplication.sendEvent(_focused(), QInputMethodEvent(letter, []))
                done = QInputMethodEvent("", [])
                done.setCommitString(letter)
                QApplication.sendEvent(_focused(), done)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(_focused(), key, modifiers)
        drain()

    def offered(self, text: str) -> SuggestLine:
        """Type into a picker and wait for its list."""
        line = _focused()
        assert isinstance(line, SuggestLine)
        self.type(text)
        self.settle()
        assert line.is_open, f"no list for {text}"
        assert not line.pending
        return line

    def pick(self, text: str) -> None:
        """Take the marked line of the list with Enter."""
        self.offered(text)
        self.press(Key.Key_Return)

    def pick_last(self, text: str) -> None:
        """Take the last line of the list: create it."""
        line = self.offered(text)
        current = line.current()
        if current is None or current.payload != "create":
            while line.suggestions[-1] != current:
                self.press(Key.Key_Down)
                current = line.current()
        assert current is not None
        assert current.payload == "create", current
        self.press(Key.Key_Return)
        self.settle()

    def choose(self, word: str) -> None:
        """Letters jump to an entry of a combo box."""
        combo = _focused()
        assert isinstance(combo, QComboBox)
        choose_by_letters(combo, word)
        assert combo.currentText().startswith(word), (combo.currentText(), word)

    def is_open(self, dialog: RecordFormDialog) -> bool:
        """Whether the form is still there."""
        return isValid(dialog) and dialog.isVisible()

    def go(self, dialog: RecordFormDialog, name: str) -> None:
        """Put the cursor into a field."""
        dialog.form.go_to((name,))

    def shot(self, widget: QWidget, name: str) -> None:
        """A picture, when the one who runs the tests wants to look."""
        if folder := os.environ.get("FORM_SHOTS"):
            widget.grab().save(f"{folder}/{name}.png")


def _depth(widget: QWidget) -> int:
    depth, above = 0, widget.parentWidget()
    while above is not None:
        depth, above = depth + 1, above.parentWidget()
    return depth


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def children(dialog: RecordFormDialog, name: str) -> ChildrenEditor:
    """The list editor of a field."""
    found = dialog.form.editor(name)
    assert isinstance(found, ChildrenEditor)
    return found


Make = Callable[[], Bench]
