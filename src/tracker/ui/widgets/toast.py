"""Things said in passing, at the foot of the window, with an offer to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label

_SHOWN_MS = 7000
_MOST = 3
_GAP = 8
_MARGIN = 20
_DIALOG_FOOT = 48


class Toast(QFrame):
    """One of them; it waits while the mouse is on it or its button has the focus."""

    gone = Signal(object)

    def __init__(
        self,
        icons: Icons,
        text: str,
        action: str,
        on_action: Callable[[], None] | None,
        parent: QWidget,
        *,
        lasting: bool = False,
    ) -> None:
        super().__init__(parent)
        self.lasting = lasting
        self.setProperty("frame", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(text)
        self._on_action = on_action
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._time_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(6)
        words = label(text, wrap=len(text) > 70)
        words.setMaximumWidth(520)
        row.addWidget(words)
        self.action: QPushButton | None = None
        if action:
            self.action = button(icons, action)
            self.action.clicked.connect(self._act)
            row.addWidget(self.action)
        cross = button(icons, tr("Close this message"))
        cross.setText("")
        icons.apply(cross, "x", "on_tooltip", size=14)
        cross.clicked.connect(self.dismiss)
        row.addWidget(cross)
        self.adjustSize()
        self._timer.start()

    def dismiss(self) -> None:
        """Take it away."""
        self._timer.stop()
        self.hide()
        self.gone.emit(self)
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()

    def _time_out(self) -> None:
        if self.action is not None and self.action.hasFocus():
            self._timer.start()
        else:
            self.dismiss()

    def _act(self) -> None:
        act, self._on_action = self._on_action, None
        self.dismiss()
        if act is not None:
            act()


class ToastStack(QObject):
    """Keeps the toasts of one window above each other, centred at its foot.

    When the window is closed they go on where `heir` says: what was saved from a dialog is said
    while the dialog closes.
    """

    def __init__(
        self, icons: Icons, window: QWidget, heir: Callable[[], ToastStack | None] | None = None
    ) -> None:
        super().__init__(window)
        self._icons = icons
        self.window = window
        self._heir = heir
        self._toasts: list[Toast] = []
        window.installEventFilter(self)

    def show(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
    ) -> Toast:
        """Show another one; the oldest give way."""
        toast = Toast(self._icons, text, action, on_action, self.window, lasting=lasting)
        self.take(toast)
        return toast

    def take(self, toast: Toast) -> None:
        """Show one that was made or shown elsewhere."""
        if toast.parentWidget() is not self.window:
            toast.setParent(self.window)
        self._toasts.append(toast)
        toast.gone.connect(self._drop)
        for old in self._toasts[:-_MOST]:
            old.dismiss()
        toast.show()
        toast.raise_()
        self._place()

    def drop(self) -> None:
        """Take away all that are not lasting."""
        for toast in self.toasts():
            if not toast.lasting:
                toast.dismiss()

    def toasts(self) -> list[Toast]:
        """Those on screen, the oldest first."""
        return list(self._toasts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._hand_over()
        return super().eventFilter(watched, event)

    def _hand_over(self) -> None:
        heir = self._heir() if self._heir is not None and self._toasts else None
        if heir is None:
            return
        for toast in self.toasts():
            toast.gone.disconnect(self._drop)
            self._toasts.remove(toast)
            heir.take(toast)

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._place()

    def _place(self) -> None:
        # In a dialog above its buttons.
        foot = self._icons.theme.px(_DIALOG_FOOT) if isinstance(self.window, QDialog) else 0
        bottom = self.window.height() - foot - _MARGIN
        for toast in reversed(self._toasts):
            size = toast.sizeHint()
            width = min(size.width(), self.window.width() - _MARGIN)
            bottom -= size.height()
            toast.setGeometry((self.window.width() - width) // 2, bottom, width, size.height())
            bottom -= _GAP
