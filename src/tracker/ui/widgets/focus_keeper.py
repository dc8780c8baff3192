"""Where the keyboard focus goes when the widget that has it is switched off or taken away.

Qt hands it to the next widget of the window, whatever that is: after "Save" it was the toast's
"Undo", and the next press of the space bar took back what had just been saved.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

_OTHER = Qt.FocusReason.OtherFocusReason


class FocusKeeper(QObject):
    """Belongs to the program. What loses the focus against the person's will leaves it beside
    itself, where no key does anything, and has it back when it can be used again. A toast has it
    only if the person goes there, and gives it back to where they came from."""

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before_toast: QWidget | None = None
        self._waiting: QWidget | None = None
        self._beside: QWidget | None = None
        application.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._waiting and event.type() == QEvent.Type.EnabledChange:
            beside = self._beside
            if _is_usable(watched):
                self._forget()
                if beside is not None and isValid(beside) and beside.hasFocus():
                    watched.setFocus(_OTHER)
        return super().eventFilter(watched, event)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new is self._beside:
            return
        if self._waiting is not None:
            self._forget()
        pushed = old is None or not _is_usable(old)
        stays = old is not None and isValid(old) and old.window() is new.window()
        if in_toast(new):
            if pushed or not stays:
                self._leave(old if stays else None, new.window())
        elif pushed and stays and (_is_switched_off(old) or isinstance(new, QAbstractButton)):
            self._leave(old, new.window())
        if (now := QApplication.focusWidget()) is not None and not in_toast(now):
            self._before_toast = now

    def _leave(self, old: QWidget | None, window: QWidget) -> None:
        """Put the focus to the nearest place where a key does nothing by itself."""
        before = self._before_toast if old is None or in_toast(old) else None
        if before is not None and _is_usable(before) and before.window() is window:
            before.setFocus(_OTHER)
            return
        above = old.parentWidget() if old is not None and not in_toast(old) else None
        while above is not None and above is not window and not _is_harmless(above):
            above = above.parentWidget()
        self._beside = above or window
        if _is_switched_off(old) and old is not None and not in_toast(old):
            self._waiting = old
            old.installEventFilter(self)
        self._beside.setFocus(_OTHER)

    def _forget(self) -> None:
        if self._waiting is not None and isValid(self._waiting):
            self._waiting.removeEventFilter(self)
        self._waiting = self._beside = None


def _is_usable(widget: QWidget) -> bool:
    return isValid(widget) and widget.isEnabled() and widget.isVisible()


def _is_switched_off(widget: QWidget | None) -> bool:
    """A button that is seen and cannot be pressed at present, such as "Save" while it saves."""
    if widget is None or not isValid(widget):
        return False
    return isinstance(widget, QAbstractButton) and widget.isVisible() and not widget.isEnabled()


def _is_harmless(widget: QWidget) -> bool:
    return _is_usable(widget) and not isinstance(widget, QAbstractButton)


def in_toast(widget: QWidget) -> bool:
    """Whether it is a toast, or stands in one."""
    # By what it says of itself: toasts are imported when there is the first.
    above: QWidget | None = widget
    while above is not None and above.property("frame") != "toast":
        above = above.parentWidget()
    return above is not None
