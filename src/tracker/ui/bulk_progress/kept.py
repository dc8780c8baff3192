"""What was written for many deliverables and not logged yet: it outlives Esc and a crash."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from tracker.ui.bulk_progress.fields import LogFields
from tracker.ui.desk import Desk
from tracker.ui.forms.drafts import FolderDrafts, drafts_folder

_PAUSE_MS = 600
_KEY = "log-for-many"


class KeptLog(QObject):
    """Keeps what stands in the fields, a moment after the last change or at once."""

    def __init__(self, desk: Desk, fields: LogFields, parent: QObject) -> None:
        super().__init__(parent)
        self._fields = fields
        self._drafts = FolderDrafts(drafts_folder(desk.paths, desk.services.database_path))
        # As long as this lives: another window keeps its own.
        self._key = self._drafts.claim(_KEY).key
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def keep_soon(self) -> None:
        """Keep it when nothing more is written for a moment."""
        self._pause.start()

    def hold(self) -> None:
        """Keep nothing from now on: it is being logged."""
        self._pause.stop()

    def keep(self) -> None:
        """Keep it now; nothing is kept of empty fields."""
        self._pause.stop()
        if self._fields.is_empty:
            self._drafts.discard(self._key)
        else:
            self._drafts.save(self._key, self._fields.raw(), 0)

    def bring_back(self) -> bool:
        """Put into the fields what was kept; whether there was anything."""
        kept = self._drafts.load(self._key)
        if kept is None:
            return False
        self._fields.set_raw({str(name): raw for name, raw in kept.values.items()})
        return not self._fields.is_empty

    def dropping(self) -> Callable[[], None]:
        """What drops it once it is logged; for any thread, and it holds nothing of the window."""
        return partial(self._drafts.discard, self._key)
