"""Questions that have something to show before all of their answer."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tracker.ui.tasks import TaskRunner


def test_parts_come_in_order_before_the_answer(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, heard = QObject(), list[object]()
    threads: set[str] = set()

    def part(said: object) -> None:
        threads.add(threading.current_thread().name)
        heard.append(said)

    def call(tell: Callable[[object], bool]) -> str:
        assert all(tell(number) for number in range(3))
        return "all"

    runner.read_in_parts(owner, call, part, heard.append)
    assert runner.wait_idle()
    assert heard == [0, 1, 2, "all"]
    assert threads == {"MainThread"}


def test_a_question_asked_anew_is_told_to_end(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, heard, wanted = QObject(), list[object](), list[bool]()
    begun, go_on = threading.Event(), threading.Event()

    def old(tell: Callable[[object], bool]) -> str:
        wanted.append(tell("early"))
        begun.set()
        assert go_on.wait(60)
        wanted.append(tell("late"))
        return "old"

    def new(tell: Callable[[object], bool]) -> str:
        return "new"

    runner.read_in_parts(owner, old, heard.append, heard.append, key="question")
    assert begun.wait(60)
    runner.read_in_parts(owner, new, heard.append, heard.append, key="question")
    go_on.set()
    assert runner.wait_idle()
    assert wanted == [True, False]
    assert heard == ["new"], "what was said before is late by now"
