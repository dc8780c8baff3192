"""Errors that nobody caught: they are logged and shown, and the program lives on."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal

from tracker.ui.messages import Messages

_log = logging.getLogger(__name__)
# The same error again within this time is only logged: a failing paint event comes every frame.
_QUIET_MS = 5_000


class Failures(QObject):
    """While installed, uncaught errors of any thread are shown by the messages."""

    _caught = Signal(object)

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._before = sys.excepthook
        self._before_threads = threading.excepthook
        self._last = ""
        self._since = QElapsedTimer()
        # Queued, so that it is shown on the window's thread and not in the middle of what failed.
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        self._before, self._before_threads = sys.excepthook, threading.excepthook
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def uninstall(self) -> None:
        """Give Python its hooks back."""
        sys.excepthook, threading.excepthook = self._before, self._before_threads

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            self._before(kind, error, trace)
            return
        _log.critical("uncaught", exc_info=(kind, error, trace))
        self._caught.emit(error)

    def _take_from_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self._take(hook.exc_type, hook.exc_value, hook.exc_traceback)

    def _show(self, error: Exception) -> None:
        said = repr(error)
        again = self._since.isValid() and self._since.elapsed() < _QUIET_MS
        if said == self._last and again:
            return
        self._last = said
        self._since.start()
        self._messages.show_error(None, error)
