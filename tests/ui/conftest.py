"""What the window's tests share: the theme, icons, recorded messages and a task runner."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from tests.ui.opened import program, sample, sample_file, second_services  # noqa: F401
from tests.ui.recording import RecordedMessages
from tracker.resources import resource_path
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme


@pytest.fixture(autouse=True)
def _garbage_dies_here() -> Iterator[None]:
    """Nothing is collected on a worker's thread, where Qt objects must not die (app.collecting)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _pointer_is_away(qapp: QApplication) -> None:
    """Where a test before left the mouse, something would be under it."""
    QCursor.setPos(-100, -100)


@pytest.fixture(scope="session", autouse=True)
def _clipboard_is_left_empty(qapp: QApplication) -> Iterator[None]:
    """What Python put on the clipboard of no screen would be freed after Python: a crash."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session", autouse=True)
def _letters_belong_together(qapp: QApplication) -> Iterator[None]:
    """On a busy machine a word's letters come far apart; `choose_by_letters` begins a word anew."""
    usual = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(20_000)
    yield
    qapp.setKeyboardInputInterval(usual)


@pytest.fixture(scope="session")
def _theme(qapp: QApplication) -> Theme:
    return Theme(qapp, resource_path(), "light")


@pytest.fixture(scope="session")
def _icons(_theme: Theme) -> Icons:
    return Icons(_theme, resource_path("icons"))


@pytest.fixture
def theme(_theme: Theme) -> Iterator[Theme]:
    """The theme, light at the start of each test."""
    yield _theme
    _theme.set_mode("light")
    _theme.set_text_px(13)


@pytest.fixture
def icons(_icons: Icons, theme: Theme) -> Icons:
    """The icons of the theme."""
    return _icons


@pytest.fixture
def messages() -> RecordedMessages:
    """What the window would have said."""
    return RecordedMessages()


@pytest.fixture
def runner(qapp: QApplication, messages: RecordedMessages) -> Iterator[TaskRunner]:
    """A runner with real threads; they have ended when the test has."""
    made = TaskRunner(messages)
    yield made
    made.shutdown()
    made.deleteLater()
