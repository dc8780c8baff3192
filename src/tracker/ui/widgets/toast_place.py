"""Where a toast may stand in a window: never on the field that is typed into, nor on the buttons of
a dialog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from shiboken6 import isValid

from tracker.ui.widgets.focus_keeper import in_toast

_MARGIN = 20
# A field that is higher than this part of the window is not kept clear as a whole: where the
# cursor is will do.
_HIGH = 0.35
_AROUND = 6
# Small ones among the fields of a row are many; those that act have words.
_SMALL_KINDS = frozenset({"icon", "link", "pill"})


class ToastPlace(QObject):
    """`moved` when what must be seen is elsewhere: another field has the focus, or it was
    scrolled. `foot` is the height of a dialog's buttons, in px."""

    moved = Signal()

    def __init__(self, window: QWidget, foot: int, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._is_dialog = isinstance(window, QDialog)
        self._foot = foot if self._is_dialog else 0
        self._watched: list[QWidget] = []
        # After the layout and the scrolling that a move of the focus brings about.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.moved)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self._watch(window.focusWidget())

    def of(self, size: QSize) -> QPoint:
        """The top left corner of a block of so many px: at the foot of the window, in a dialog
        above its buttons, if nothing that must be seen is there; else where it covers least."""
        clear = list(self._kept_clear())
        best = min(
            enumerate(self._places(size)),
            key=lambda numbered: (_covered(QRect(numbered[1], size), clear), numbered[0]),
        )
        return best[1]

    def is_needed(self, room: QRect) -> bool:
        """Whether a toast there covers something that must be seen."""
        return _covered(room, list(self._kept_clear())) > 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._later.start()
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self._window:
            self._watch(new)
            self._later.start()

    def _watch(self, focused: QWidget | None) -> None:
        """Hear when the field, or what it stands in, is moved."""
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._watched = []
        while focused is not None and focused is not self._window:
            focused.installEventFilter(self)
            self._watched.append(focused)
            focused = focused.parentWidget()

    def _places(self, size: QSize) -> Sequence[QPoint]:
        """The places to try, the best first."""
        room = self._window.rect()
        middle = (room.width() - size.width()) // 2
        left, right = _MARGIN, room.width() - size.width() - _MARGIN
        low = room.height() - size.height() - _MARGIN - self._foot
        high = _MARGIN + self._foot
        # Between foot and head in steps: also a dialog full of buttons has a gap.
        step = max(8, size.height() // 2)
        heights = [low, high, *range(low - step, high, -step)]
        return [QPoint(max(0, x), max(0, y)) for y in heights for x in (middle, left, right)]

    def _kept_clear(self) -> Iterator[QRect]:
        window = self._window
        focused: QWidget | None = window.focusWidget()
        if focused is not None and focused.isVisible():
            yield self._seen_of(focused)
        if self._is_dialog:
            for one in window.findChildren(QPushButton):
                if one.isVisible() and one.property("kind") not in _SMALL_KINDS:
                    yield self._in(one, one.visibleRegion().boundingRect())

    def _seen_of(self, focused: QWidget) -> QRect:
        """The field, or where the cursor is in a long one."""
        seen = focused.visibleRegion().boundingRect()
        if seen.height() > self._window.height() * _HIGH:
            cursor = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            seen = cursor if isinstance(cursor, QRect) else QRect()
        return self._in(focused, seen)

    def _in(self, widget: QWidget, rect: QRect) -> QRect:
        """A part of a widget as a part of the window, with a little around it."""
        if rect.isEmpty() or in_toast(widget):
            return QRect()
        found = QRect(widget.mapTo(self._window, rect.topLeft()), rect.size())
        return found.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


def _covered(block: QRect, clear: Sequence[QRect]) -> int:
    """How much of what must be seen a block would cover, in px."""
    parts = (block.intersected(one) for one in clear)
    return sum(one.width() * one.height() for one in parts if not one.isEmpty())
