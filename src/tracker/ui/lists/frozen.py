"""The first column stays where it is while the others are scrolled below it.

There is no second table: where the first column's cells stand, are painted and are hit is answered
by the table itself, so that selection, editing and menus need to know nothing of it.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from tracker.ui.widgets.row_table import RowTable

# With more of the room taken, too little would be left of what is scrolled to.
_MOST = 0.6
_SHADOW = 8
_Index = QModelIndex | QPersistentModelIndex
_HINT = QAbstractItemView.ScrollHint.EnsureVisible


def frozen_width(head: QHeaderView) -> int:
    """How wide the first column is while it stands over others, in px; 0 while it does not."""
    first = head.logicalIndex(0)
    if first < 0 or not head.offset():
        return 0
    width = head.sectionSize(first)
    return width if width <= head.viewport().width() * _MOST else 0


def paint_edge(painter: QPainter, left: int, height: int, line: QColor) -> None:
    """Where the columns below begin: a line, and a shadow on them."""
    painter.fillRect(left, 0, 1, height, line)
    shadow = QLinearGradient(left + 1, 0, left + 1 + _SHADOW, 0)
    shadow.setColorAt(0, QColor(0, 0, 0, 26))
    shadow.setColorAt(1, QColor(0, 0, 0, 0))
    painter.fillRect(left + 1, 0, _SHADOW, height, shadow)


class FrozenTable(RowTable):
    """Says where cells are; what is seen of them is painted by its heir."""

    def frozen(self) -> int:
        """How wide the first column is while it stands over others, in px; 0 while it does not."""
        return frozen_width(self.horizontalHeader())

    def indexAt(self, pos: QPoint) -> QModelIndex:
        if 0 <= pos.x() < self.frozen():
            row = self.rowAt(pos.y())
            first = self.horizontalHeader().logicalIndex(0)
            return self.model().index(row, first) if row >= 0 else QModelIndex()
        return super().indexAt(pos)

    def visualRect(self, index: _Index) -> QRect:
        rect = super().visualRect(index)
        if self._is_first(index) and self.frozen():
            rect.moveLeft(0)
        return rect

    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = _HINT) -> None:
        across = self.horizontalScrollBar()
        before = across.value()
        frozen = self.frozen()
        super().scrollTo(index, hint)
        if frozen and self._is_first(index):
            across.setValue(before)  # it is in sight anyway
        elif width := self.frozen():
            hidden = width - self.horizontalHeader().sectionViewportPosition(index.column())
            if hidden > 0:
                across.setValue(across.value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            # What stands still is not moved along with the rest.
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def _is_first(self, index: _Index) -> bool:
        return index.isValid() and self.horizontalHeader().visualIndex(index.column()) == 0
