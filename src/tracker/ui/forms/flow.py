"""A layout that fills lines from left to right and begins a new one when there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

from tracker.ui.widgets.flow import Flow


class FlowLayout(Flow):
    """Like words in a text. The last item gets what is left of its line."""

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        x, y, line = room.x(), room.y(), 0
        for item in self._items:
            last = item is self._items[-1]
            size = item.sizeHint()
            wanted = item.minimumSize().width() if last else min(size.width(), room.width())
            if x + wanted > room.right() + 1 and line:
                x, y, line = room.x(), y + line + self._gap, 0
            width = room.right() + 1 - x if last else wanted
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self._gap
            line = max(line, size.height())
        return y + line - rect.y() + margins.bottom()
