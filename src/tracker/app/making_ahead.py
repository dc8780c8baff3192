"""Makes the instances of series that have come within reach: when a database has been opened and
when the day has turned, in the background, as an action like any other."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QObject, QTimer

from tracker.domain.changes import ChangeSet
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.trashing import say_done

# After the first page and its figures have been asked for: it may wait, they may not.
_AFTER_MS = 1_500
_log = logging.getLogger(__name__)


class MakingAhead(QObject):
    """Belongs to the session of a database."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.now)
        self.start()

    def start(self) -> None:
        """Do so in a moment."""
        self._timer.start()

    def stop(self) -> None:
        """The database is closed."""
        self._timer.stop()

    def now(self) -> None:
        """Do so."""
        call = partial(self._desk.services.series.make_ahead, self._desk.today())
        self._desk.runner.write(self, call, self._done, self._failed)

    def _done(self, change_set: ChangeSet | None) -> None:
        if change_set is not None:
            name = change_set.action.name
            say_done(self._desk, self, tr("Made ahead: {name}", name=name), change_set)

    def _failed(self, error: Exception) -> None:
        """Nobody asked for it: the next time will do."""
        _log.warning("instances of series could not be made ahead", exc_info=error)
