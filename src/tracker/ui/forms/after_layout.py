"""Fields that go to other lines when their room changes do so after the layout, never within it:
Qt lays out anew while it shows a widget, and would come by a second time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


def after_layout(owner: QWidget, call: Callable[[], None]) -> QTimer:
    """Start it whenever `owner` is resized: `call` then comes once, before the next event."""
    made = QTimer(owner)
    made.setSingleShot(True)
    made.setInterval(0)
    made.timeout.connect(call)
    return made
