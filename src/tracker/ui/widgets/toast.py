"""Things said in passing, at the foot of the window, with an offer to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from tracker.domain.shortening import in_one_line, shortened
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.tips import plain_tip
from tracker.ui.widgets.toast_place import ToastPlace

_SHOWN_MS = 7000
_MOST = 3
_GAP = 8
_MARGIN = 20
_DIALOG_FOOT = 48
_HIGHEST = 400
# About four lines. A title may have a thousand characters.
_LONGEST = 240


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
        shown = in_one_line(text, _LONGEST) if len(text) > _LONGEST else text
        words = label(shown, wrap=len(text) > 70)
        if shown != text:
            words.setToolTip(plain_tip(shortened(text)))
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
    """Keeps the toasts of one window above each other, centred at its foot unless they would cover
    what must be seen there.

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
        self._clear = ToastPlace(window, icons.theme.px(_DIALOG_FOOT), self)
        self._clear.moved.connect(self._give_way)
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

    def _give_way(self) -> None:
        """They stay where they are as long as nothing is below them: jumping disturbs."""
        if any(self._clear.is_needed(toast.geometry()) for toast in self._toasts):
            self._place()

    def _place(self) -> None:
        if not self._toasts:
            return
        most = self.window.width() - _MARGIN
        sizes = [toast.sizeHint().boundedTo(QSize(most, _HIGHEST)) for toast in self._toasts]
        width = max(size.width() for size in sizes)
        height = sum(size.height() for size in sizes) + _GAP * (len(sizes) - 1)
        block = self._clear.of(QSize(width, height))
        top = block.y()
        for toast, size in zip(self._toasts, sizes, strict=True):
            toast.setGeometry(
                block.x() + (width - size.width()) // 2, top, size.width(), size.height()
            )
            top += size.height() + _GAP
