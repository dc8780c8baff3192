"""Signals that ask the program to end (SIGTERM, SIGHUP, Ctrl+C): it ends in order."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
from functools import partial
from types import FrameType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")
_log = logging.getLogger(__name__)


class Endings(QObject):
    """While installed, such a signal leaves the event loop, and what comes after it is done.

    Python hears of a signal only when it runs, and while nothing happens Qt waits elsewhere: so
    the signal also writes into a socket on which Qt waits.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._before: dict[int, Any] = {}
        self._before_fd = -1
        self._here, self._there = socket.socketpair()
        self._here.setblocking(False)
        self._there.setblocking(False)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)

    def install(self) -> None:
        """Take over; on the main thread only."""
        self._before_fd = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._end)

    def uninstall(self) -> None:
        """Put things back as they were."""
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before.clear()
        signal.set_wakeup_fd(self._before_fd)
        self._notifier.setEnabled(False)
        self._here.close()
        self._there.close()

    def _heard(self) -> None:
        # That this runs is enough: Python calls the handler of the signal meanwhile.
        with contextlib.suppress(BlockingIOError):
            self._here.recv(64)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        _log.info("asked to end by signal %d", number)
        # Not quit(), which any window may refuse; and once the event loop runs, if it does not yet.
        QTimer.singleShot(0, self._application, partial(self._application.exit, 0))
