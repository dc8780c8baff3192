"""A whole program on a database of its own, as the window's tests drive it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.recording import RecordedMessages
from tests.ui.waiting import at_rest
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.app.session import Session
from tracker.config import Paths
from tracker.services import Services, open_services
from tracker.ui.icons import Icons
from tracker.ui.memory import Memory

TODAY = date(2026, 11, 21)


def today() -> date:
    """The day on which the tests happen."""
    return TODAY


@pytest.fixture(scope="session")
def sample_file(_sample_file: Path) -> Path:
    """A database with the sample partnerships, made once; copy it."""
    return _sample_file


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample partnerships that a test may change."""
    return Path(shutil.copy(sample_file, tmp_path / "sample.tracker"))


@pytest.fixture
def second_services(sample: Path) -> Iterator[Services]:
    """A second look at the same database, to see what was really written."""
    found = open_services(sample, "onlooker", today)
    yield found
    found.close()


@contextmanager
def running(icons: Icons, messages: RecordedMessages, home: Path) -> Iterator[Program]:
    """A program with its window, nothing opened yet; it is shut down at the end."""
    paths = Paths.below(home)
    program = Program(icons, messages, Memory(paths.settings), paths, today, language="en")
    program.window.resize(1280, 820)
    program.window.show()
    program.window.activateWindow()
    # A window that is not active gets no shortcuts.
    assert QTest.qWaitForWindowActive(program.window)
    try:
        yield program
    finally:
        program.window.close()
        program.shutdown()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(
    icons: Icons, messages: RecordedMessages, tmp_path: Path, sample: Path, qtbot: QtBot
) -> Iterator[Program]:
    """A program with the sample partnerships open, on its first page."""
    with running(icons, messages, tmp_path / "home") as made:
        made.open(Target(sample))
        settle(made)
        assert made.session is not None
        yield made


def settle(program: Program) -> None:
    """Wait until everything is answered and shown and no pause is running."""
    at_rest(program.runner, program)


def session(program: Program) -> Session:
    """The open session."""
    assert program.session is not None
    return program.session


def page(program: Program) -> QWidget:
    """The page that is shown."""
    return program.window.stack.currentWidget()


def press(widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key with modifiers."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(widget, key, held)


def dialog() -> QDialog:
    """The dialog that is open."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def type_text(field: QLineEdit, text: str) -> None:
    """Type into a field; what has no key of its own comes as from an input method."""
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)
