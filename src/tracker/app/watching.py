"""Notices what another program writes into the open file: the command line, or a second window.

It is asked for on a reader's thread, every couple of seconds while the program is worked in, more
seldom while its window is only seen beside another, and not at all while it is not seen.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from tracker.domain.changes import ChangeSet
from tracker.ui.desk import Desk
from tracker.ui.main_window import MainWindow

AT_WORK_MS, BESIDE_MS = 2_000, 10_000
_SEEN = frozenset({QEvent.Type.WindowStateChange, QEvent.Type.Show, QEvent.Type.Hide})
_ACTIVE = Qt.ApplicationState.ApplicationActive
_log = logging.getLogger(__name__)


class Watching(QObject):
    """Belongs to the session of a database. What it finds is announced on the bus, with itself as
    the origin: nobody here did it, so there is nothing to offer an undo of."""

    def __init__(self, desk: Desk, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._elsewhere = desk.services.elsewhere()
        self._is_asked = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        window.installEventFilter(self)
        # Of the program and not of the window: a dialog is worked in, too.
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._turned)
        self._follow()

    @property
    def every_ms(self) -> int:
        """How often it asks now; 0 for not at all."""
        return self._timer.interval() if self._timer.isActive() else 0

    def stop(self) -> None:
        """The database is closed."""
        self._window.removeEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.disconnect(self._turned)
        self._timer.stop()

    def look(self) -> None:
        """Ask now, unless that is being done."""
        if not self._is_asked:
            self._is_asked = True
            self._desk.runner.read(self, self._elsewhere.look, self._found, self._failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._window and event.type() in _SEEN:
            self._follow()
        return super().eventFilter(watched, event)

    def _turned(self, state: Qt.ApplicationState) -> None:
        self._follow()
        if state == _ACTIVE and self._timer.isActive():
            self.look()

    def _follow(self) -> None:
        """As often as the window is looked at."""
        window = self._window
        if not window.isVisible() or window.isMinimized():
            self._timer.stop()
            return
        at_work = QGuiApplication.applicationState() == _ACTIVE
        wanted = AT_WORK_MS if at_work else BESIDE_MS
        if self.every_ms != wanted:
            self._timer.start(wanted)

    def _found(self, change_set: ChangeSet | None) -> None:
        self._is_asked = False
        if change_set is not None:
            _log.info("another program wrote: %s", change_set.action.template)
            self._desk.bus.announce(change_set, self)

    def _failed(self, error: Exception) -> None:
        """Nobody asked for it: the next time will do."""
        self._is_asked = False
        _log.warning("what others wrote could not be read", exc_info=error)
