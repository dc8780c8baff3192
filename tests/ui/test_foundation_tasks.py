"""Background work: order, threads, late answers, failures, progress and cancelling."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.recording import RecordedMessages
from tracker.errors import DiskFull, TrackerError
from tracker.ui.bus import Bus
from tracker.ui.operation import Operation, Progress
from tracker.ui.tasks import TaskRunner


class Page(QWidget):
    """Something that asks."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[threading.Thread] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(threading.current_thread())

    def fail(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    return made


def raises(error: Exception) -> Callable[[], None]:
    def call() -> None:
        raise error

    return call


def waits(gate: threading.Event, answer: object) -> object:
    assert gate.wait(60)
    return answer


def test_an_answer_comes_on_the_gui_thread(runner: TaskRunner, page: Page) -> None:
    runner.read(page, threading.current_thread, page.take)
    assert runner.is_busy
    assert runner.wait_idle()
    assert page.answers[0] is not threading.main_thread()
    assert page.threads == [threading.main_thread()]


def test_changes_are_made_in_order_on_one_thread(runner: TaskRunner, page: Page) -> None:
    made: list[tuple[int, threading.Thread]] = []

    def change(number: int) -> int:
        made.append((number, threading.current_thread()))
        return number

    for number in range(20):
        runner.write(page, partial(change, number), page.take)
    assert runner.wait_idle()
    assert [number for number, _ in made] == list(range(20))
    assert len({thread for _, thread in made}) == 1
    assert page.answers == list(range(20))


def test_two_questions_are_answered_at_a_time(runner: TaskRunner, page: Page) -> None:
    both = threading.Barrier(2)

    def meet() -> int:
        return both.wait(60)

    runner.read(page, meet, page.take)
    runner.read(page, meet, page.take)
    assert runner.wait_idle()
    assert sorted(map(str, page.answers)) == ["0", "1"]


def test_the_answer_to_an_older_question_is_dropped(runner: TaskRunner, page: Page) -> None:
    gate = threading.Event()
    runner.read(page, partial(waits, gate, "old"), page.take, key="list")
    runner.read(page, partial(waits, gate, "new"), page.take, key="list")
    runner.read(page, partial(waits, gate, "other"), page.take, key="facts")
    gate.set()
    assert runner.wait_idle()
    assert sorted(map(str, page.answers)) == ["new", "other"]


def test_a_question_replaced_before_it_began_is_not_asked(runner: TaskRunner, page: Page) -> None:
    gate = threading.Event()
    asked: list[int] = []
    for _ in range(2):
        runner.read(page, partial(waits, gate, None), page.take)
    for number in range(5):
        runner.read(page, partial(asked.append, number), page.take, key="list")
    gate.set()
    assert runner.wait_idle()
    assert asked == [4]


def test_without_a_key_nothing_is_replaced(runner: TaskRunner, page: Page) -> None:
    for number in range(3):
        runner.read(page, partial(int, number), page.take)
    assert runner.wait_idle()
    assert sorted(map(str, page.answers)) == ["0", "1", "2"]


def test_nothing_reaches_an_owner_that_is_gone(runner: TaskRunner, qtbot: QtBot) -> None:
    gate = threading.Event()
    page = Page()
    answers = page.answers
    gone = weakref.ref(page)
    runner.read(page, partial(waits, gate, 1), page.take)
    runner.write(page, partial(waits, gate, 2), page.take)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del page
    gc.collect()
    assert gone() is None, "a waiting answer does not keep its page alive"
    gate.set()
    assert runner.wait_idle()
    assert answers == []


def test_a_failure_goes_to_its_handler(
    runner: TaskRunner, page: Page, messages: RecordedMessages
) -> None:
    error = DiskFull("It was not saved.")
    runner.write(page, raises(error), page.take, page.fail)
    assert runner.wait_idle()
    assert page.errors == [error]
    assert messages.errors == []
    assert page.answers == []


def test_a_failure_without_handler_is_shown(
    runner: TaskRunner, page: Page, messages: RecordedMessages
) -> None:
    error = TrackerError("It was not found.")
    runner.read(page, raises(error), page.take)
    assert runner.wait_idle()
    assert messages.errors == [error]


def test_a_lost_change_is_told_even_when_its_page_is_gone(
    runner: TaskRunner, messages: RecordedMessages, qtbot: QtBot
) -> None:
    owner = QObject()
    error = DiskFull("It was not saved.")
    runner.write(owner, raises(error), None, None)
    runner.read(owner, raises(ValueError("nobody cares")), print)
    del owner
    gc.collect()
    assert runner.wait_idle()
    assert messages.errors == [error]


def test_busy_is_told_once_each_way(runner: TaskRunner, page: Page) -> None:
    told: list[bool] = []
    runner.busy.connect(told.append)
    for number in range(3):
        runner.read(page, partial(int, number), page.take)
    assert runner.wait_idle()
    assert told == [True, False]


def test_an_answer_may_ask_again(runner: TaskRunner, page: Page) -> None:
    def again(answer: int) -> None:
        page.take(answer)
        if answer < 3:
            runner.read(page, partial(int, answer + 1), again, key="chain")

    runner.read(page, partial(int, 0), again, key="chain")
    assert runner.wait_idle()
    while runner.is_busy:
        assert runner.wait_idle()
    assert page.answers == [0, 1, 2, 3]


def test_shutdown_finishes_the_changes(messages: RecordedMessages, page: Page) -> None:
    runner = TaskRunner(messages)
    gate = threading.Event()
    saved: list[int] = []
    runner.write(page, partial(waits, gate, None))
    for number in range(5):
        runner.write(page, partial(saved.append, number), page.take)
    gate.set()
    runner.shutdown()
    assert saved == [0, 1, 2, 3, 4]
    assert not any(thread.is_alive() for thread in runner._threads)
    runner.write(page, partial(saved.append, 9))
    assert saved == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("writes", [False, True])
def test_long_work_tells_how_far_it_is(runner: TaskRunner, page: Page, writes: bool) -> None:
    told: list[tuple[int, int, str]] = []
    ended: list[str] = []

    def work(progress: Progress) -> str:
        for done in range(3):
            progress.report(done + 1, 3, "rows")
        return "ready"

    operation = runner.run_operation(page, "Import", work, page.take, writes=writes)
    operation.progressed.connect(lambda *what: told.append(what))
    operation.ended.connect(ended.append)
    assert runner.wait_idle()
    assert told[-1] == (3, 3, "rows")
    assert ended == ["done"]
    assert page.answers == ["ready"]


def test_long_work_can_be_cancelled(
    runner: TaskRunner, page: Page, messages: RecordedMessages
) -> None:
    ended: list[str] = []
    running = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            running.set()
            progress.report(1, 0)

    operation = runner.run_operation(page, "Export", work, page.take)
    operation.ended.connect(ended.append)
    assert running.wait(60)
    operation.cancel()
    assert runner.wait_idle()
    assert ended == ["cancelled"]
    assert page.answers == []
    assert messages.errors == []


def test_long_work_that_fails_says_so(
    runner: TaskRunner, page: Page, messages: RecordedMessages
) -> None:
    ended: list[str] = []
    error = DiskFull("The file was not written.")

    def work(_progress: Progress) -> None:
        raise error

    operation: Operation = runner.run_operation(page, "Export", work)
    operation.ended.connect(ended.append)
    assert runner.wait_idle()
    assert ended == ["failed"]
    assert messages.errors == [error]


def test_lists_stay_quick_during_long_work(runner: TaskRunner, page: Page) -> None:
    gate = threading.Event()
    for _ in range(3):
        runner.run_operation(page, "Report", lambda _progress: waits(gate, None))
    runner.read(page, partial(int, 7), page.take)
    runner.read(page, gate.set, page.take)
    assert runner.wait_idle()
    assert 7 in page.answers


def test_the_bus_brings_a_change_to_everybody() -> None:
    bus = Bus()
    heard: list[tuple[object, object]] = []
    bus.changed.connect(lambda what, who: heard.append((what, who)))
    bus.announce({"agreement": [1]}, bus)
    assert heard == [({"agreement": [1]}, bus)]
