"""Python's cycle collector on the window's thread only.

Left to itself it runs on whichever thread allocates, and a Qt object that dies on a worker's
thread takes the program with it: its timers cannot be stopped from there, and go off in freed
memory.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2_000


class Collector(QObject):
    """Switches automatic collection off, and collects from the event loop, as often as is due."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def leave_out(self) -> None:
        """What is there now stays to the end and is not looked through again: all that was
        imported takes 40 to 100 ms, at a stretch."""
        gc.freeze()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
