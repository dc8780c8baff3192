"""The wheel scrolls the page; it never changes a field that has not been clicked into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QWidget


class WheelGuard(QObject):
    """Guards one field (combo, spin box, date, slider) and is freed with it.

    Not one filter for the whole application: that would pass every event through Python.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        if field.focusPolicy() == Qt.FocusPolicy.WheelFocus:
            # Otherwise the wheel itself gives the focus.
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if watched.hasFocus():
            return False
        event.ignore()
        return True


def guard_wheel(root: QWidget) -> None:
    """Guard `root` and every field inside it that a wheel could change."""
    for field in (root, *root.findChildren(QWidget)):
        if isinstance(field, QComboBox | QAbstractSpinBox | QAbstractSlider) and not (
            isinstance(field, QScrollBar) or field.findChild(WheelGuard) is not None
        ):
            WheelGuard(field)
