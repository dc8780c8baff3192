"""Background work: questions to reader threads, changes to the one writer thread.

Lifetimes, because Qt objects must never die on a worker thread: a worker holds the bare call
only while it runs it; owner, call and handlers stay in a table of the GUI thread, and bound
methods of Qt objects are held weakly.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from inspect import ismethod
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.ui.messages import Messages
from tracker.ui.operation import Cancelled, Operation, Progress

T = TypeVar("T")
_READERS = 2
_log = logging.getLogger(__name__)

_Handler = Callable[[], Callable[[Any], None] | None]
_Queue = SimpleQueue["int | None"]


def _nothing() -> None:
    return None


def _held(handler: Callable[[Any], None] | None) -> _Handler:
    """A handler as something to ask for later; a Qt object's method is held weakly."""
    if handler is None:
        return _nothing
    if ismethod(handler) and isinstance(handler.__self__, QObject):
        return weakref.WeakMethod(handler)
    return lambda: handler


@dataclass(slots=True)
class _Question:
    owner: weakref.ref[QObject]
    slot: tuple[int, str]
    call: Callable[[], Any] | None
    done: _Handler
    failed: _Handler
    changes: bool
    operation: Operation | None
    part: _Handler = _nothing
    alive: bool = True

    def wanted(self) -> bool:
        owner = self.owner()
        return self.alive and owner is not None and isValid(owner)


class TaskRunner(QObject):
    """Runs calls in the background and brings their answers to the GUI thread.

    An answer is dropped when its owner is gone, or when the same owner has asked again with the
    same key (an empty key never replaces anything). Failures without a handler are shown.
    Use it from the GUI thread only.
    """

    busy = Signal(bool)
    _answered = Signal(int, object, object)
    _told = Signal(int, object)
    _idle = Signal()

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._next = 0
        self._questions: dict[int, _Question] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._deliver_part, Qt.ConnectionType.QueuedConnection)
        self._reads: _Queue = SimpleQueue()
        self._writes: _Queue = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._is_started = False

    def read(
        self,
        owner: QObject,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> None:
        """Ask a question on a reader thread; `done` gets the answer on the GUI thread."""
        self._ask(self._reads, owner, call, done, failed, key=key)

    def read_in_parts(
        self,
        owner: QObject,
        call: Callable[[Callable[[object], bool]], T],
        part: Callable[[Any], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> None:
        """As `read`, but what the call hands to the function it is given goes to `part` at once;
        that function says whether anybody still waits; if not, the call should end."""
        told = partial(self._tell, self._next + 1)
        self._ask(self._reads, owner, partial(call, told), done, failed, key=key, part=_held(part))

    def write(
        self,
        owner: QObject,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> None:
        """Make a change on the one writer thread, in the order asked. It is never skipped."""
        self._ask(self._writes, owner, call, done, failed, key=key)

    def run_operation(
        self,
        owner: QObject,
        title: str,
        call: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        writes: bool = False,
    ) -> Operation:
        """Long work with progress and cancel; `writes` puts it on the writer thread.

        Other long work gets a thread of its own, so that lists stay quick meanwhile.
        """
        operation = Operation(title, self)
        progress = operation.progress
        queue: _Queue = self._writes if writes else SimpleQueue()
        self._ask(queue, owner, lambda: call(progress), done, failed, key="", operation=operation)
        if not writes:
            queue.put(None)
            self._threads.append(self._start("tracker-long", queue))
        return operation

    @property
    def is_busy(self) -> bool:
        """Whether anything has been asked and not yet been answered."""
        return bool(self._questions)

    def wait_idle(self, timeout_ms: int = 20_000) -> bool:
        """For tests: run the event loop until nothing is left to answer; False on time-out."""
        deadline = QDeadlineTimer(timeout_ms)
        # Between the last answer and the end of the loop something new may have been asked.
        while self.is_busy and not deadline.hasExpired():
            loop = QEventLoop()
            self._idle.connect(loop.quit)
            QTimer.singleShot(deadline.remainingTime(), loop, loop.quit)
            loop.exec()
        return not self.is_busy

    def shutdown(self, timeout_s: float = 10.0) -> None:
        """Finish the changes that were asked for, forget the questions, end the threads."""
        if self._closed:
            return
        self._closed = True
        for question in self._questions.values():
            question.alive = False
            if question.operation is not None:
                question.operation.cancel()
        self._writes.put(None)
        for _ in range(_READERS):
            self._reads.put(None)
        for thread in self._threads:
            thread.join(timeout_s)
        self._questions.clear()
        self._newest.clear()

    def _ask(
        self,
        queue: _Queue,
        owner: QObject,
        call: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        *,
        key: str,
        operation: Operation | None = None,
        part: _Handler = _nothing,
    ) -> None:
        if self._closed:
            _log.info("asked after shutdown: ignored")
            return
        if not self._is_started:
            self._start_threads()
        self._next += 1
        number = self._next
        slot = (id(owner), key)
        if key:
            older = self._questions.get(self._newest.get(slot, 0))
            if older is not None:
                older.alive = False
            self._newest[slot] = number
        self._questions[number] = _Question(
            owner=weakref.ref(owner),
            slot=slot,
            call=call,
            done=_held(done),
            failed=_held(failed),
            changes=queue is self._writes,
            operation=operation,
            part=part,
        )
        if len(self._questions) == 1:
            self.busy.emit(True)
        queue.put(number)

    def _start_threads(self) -> None:
        """With the first question: the window is on the screen by then."""
        self._is_started = True
        self._threads.append(self._start("tracker-writer", self._writes))
        for number in range(_READERS):
            self._threads.append(self._start(f"tracker-reader-{number}", self._reads))

    def _start(self, name: str, queue: _Queue) -> threading.Thread:
        thread = threading.Thread(target=self._work, args=(queue,), name=name, daemon=True)
        thread.start()
        return thread

    def _work(self, queue: _Queue) -> None:
        while (number := queue.get()) is not None:
            question = self._questions.get(number)
            call = question.call if question is not None else None
            # A change is made even when nobody waits for it any more; a question is not asked.
            skip = question is None or not (question.alive or question.changes)
            del question
            answer: object = None
            error: Exception | None = None
            if call is not None and not skip:
                try:
                    answer = call()
                except Exception as caught:  # noqa: BLE001 - it goes to the GUI thread
                    error = caught
            del call
            self._answered.emit(number, answer, error)
            del answer, error

    def _tell(self, number: int, part: object) -> bool:
        """Called by a worker."""
        wanted = bool(getattr(self._questions.get(number), "alive", False))
        if wanted and part is not None:
            self._told.emit(number, part)
        return wanted

    def _deliver_part(self, number: int, part: object) -> None:
        question = self._questions.get(number)
        if question is not None and question.wanted() and (take := question.part()) is not None:
            take(part)

    def _deliver(self, number: int, answer: object, error: Exception | None) -> None:
        question = self._questions.pop(number, None)
        if question is None:
            return
        if self._newest.get(question.slot) == number:
            del self._newest[question.slot]
        try:
            self._hand_over(question, answer, error)
        finally:
            question.call = None
            if not self._questions:
                self.busy.emit(False)
                self._idle.emit()
            self._threads = [thread for thread in self._threads if thread.is_alive()]

    def _hand_over(self, question: _Question, answer: object, error: Exception | None) -> None:
        operation = question.operation
        if operation is not None:
            stopped = isinstance(error, Cancelled)
            operation.end("cancelled" if stopped else "failed" if error else "done")
            operation.deleteLater()
            if stopped:
                return
        wanted = question.wanted()
        if error is not None and wanted and question.failed is not _nothing:
            if (failed := question.failed()) is not None:
                failed(error)
        elif error is not None and (wanted or question.changes):
            # A change that was not made is told even when its view has gone.
            owner = question.owner() if wanted else None
            parent = owner if isinstance(owner, QWidget) else None
            self._messages.show_error(parent, error)
        elif error is not None:
            _log.info("dropped a failure nobody waits for", exc_info=error)
        elif wanted and (done := question.done()) is not None:
            done(answer)
