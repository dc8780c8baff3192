"""A piece of long work: how it reports, how it is cancelled, how the window watches it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

_REPORT_EVERY_S = 0.05


class Cancelled(Exception):
    """The person at the screen stopped the work."""


class Progress:
    """Handed to long work; may be used from its thread only, save for `cancel`."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._last = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the work should stop soon."""
        return self._stop.is_set()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is; total 0 means nobody knows. Raises Cancelled when stopped."""
        self.check()
        now = time.monotonic()
        if done >= total or now - self._last >= _REPORT_EVERY_S:
            self._last = now
            self._tell(done, total, text)

    def check(self) -> None:
        """Raise Cancelled when the work should stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread."""
        self._stop.set()


class Operation(QObject):
    """The window's side of long work.

    `progressed(done, total, text)` while it runs; then `ended(how)`, how being "done", "failed"
    or "cancelled", exactly once.
    """

    progressed = Signal(int, int, str)
    ended = Signal(str)
    _told = Signal(int, int, str)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.running = True
        # Through the GUI thread's queue: whoever connects right after the start misses nothing,
        # and no slot ever runs on the worker.
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self.progress = Progress(self._told.emit)

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next step."""
        self.progress.cancel()

    def end(self, how: str) -> None:
        """Called by the runner, on the GUI thread."""
        if self.running:
            self.running = False
            self.ended.emit(how)

    def _pass_on(self, done: int, total: int, text: str) -> None:
        if self.running:
            self.progressed.emit(done, total, text)
