"""The mouse's back and forward buttons, wherever in the window they are pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget


class SideButtons(QObject):
    """Looks at a window's events before its widgets do: a list would take the press for its own."""

    back = Signal()
    forward = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.winId()
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.button() in _SIGNALS:
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                (self.back if event.button() == _BACK else self.forward).emit()
            return True
        return False


_BACK, _FORWARD = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
_SIGNALS = (_BACK, _FORWARD)
