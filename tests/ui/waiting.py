"""Waiting until the window is at rest, however busy or quick the machine is.

A fixed wait is too short on a slow machine and lost time on a quick one. `at_rest` waits for what
is really under way: questions to the database, events, painting, and the short pauses after the
last key, which are ended at once instead of sat out.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QObject,
    QTimer,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from shiboken6 import isValid

from tracker.ui.tasks import TaskRunner

# Longer ones keep drafts, take messages away or say that something takes long.
_PAUSE_MS = 300
# Until what was typed is kept.
KEEP_MS = 1000
_PATIENCE_S = 60


def drain() -> None:
    """Until no event is waiting, what should be painted is painted and what should die is dead."""
    until = monotonic() + _PATIENCE_S
    while _events() or _paint():
        assert monotonic() < until, "events without end"


def at_rest(runner: TaskRunner, *parts: QObject, longest: int = _PAUSE_MS) -> None:
    """Until everything asked for has been answered and shown, and no pause is running.

    `parts` are those that have pauses of their own and belong to no window; pauses of more than
    `longest` milliseconds go on.
    """
    until = monotonic() + _PATIENCE_S
    drain()
    while runner.is_busy or _hurry(parts, longest):
        assert runner.wait_idle(), "a question without an answer"
        drain()
        assert monotonic() < until, "one question leads to the next without end"


def until(there: Callable[[], object]) -> None:
    """Until it is so, where the window cannot come to rest: a question is being held."""
    end = monotonic() + _PATIENCE_S
    drain()
    while not there():
        assert monotonic() < end, "it never is so"
        QTest.qWait(5)
        drain()


def choose_by_letters(combo: QComboBox, word: str) -> None:
    """Type a word at a list; what was typed for another choice a moment ago does not count."""
    combo.view().keyboardSearch("")
    QTest.keyClicks(combo, word)


def _events() -> bool:
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    worked = dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return worked


def _paint() -> bool:
    """Painting waits some milliseconds for more of it, and what is painted asks for its rows."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    return _events()


def _hurry(parts: tuple[QObject, ...], longest: int) -> bool:
    """End the pauses; whether there were any."""
    pauses = [
        timer
        for owner in (*QApplication.topLevelWidgets(), *parts)
        for timer in owner.findChildren(QTimer)
        if timer.isActive() and timer.isSingleShot() and timer.interval() <= longest
    ]
    for timer in pauses:
        # One may have ended another, or its dialog.
        if isValid(timer) and timer.isActive():
            timer.stop()
            timer.timeout.emit()
    return bool(pauses)
