"""The one signal by which a change reaches every open view."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """`changed(change_set, origin)`: what was touched, and who did it (a view, or None).

    Every view decides for itself whether it cares; the origin has usually shown it already.
    """

    changed = Signal(object, object)

    def announce(self, change_set: object, origin: object = None) -> None:
        """Tell everybody about a change that has been committed."""
        self.changed.emit(change_set, origin)
