"""A table as lists need it: rows of one height, and the row below the mouse marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tracker.ui.icons import Icons
from tracker.ui.lists.delegate import RowDelegate
from tracker.ui.lists.frozen import FrozenTable, paint_edge
from tracker.ui.lists.header import ListHeader
from tracker.ui.lists.model import WindowedTableModel

ROW, COMPACT_ROW = 34, 26
_Index = QModelIndex | QPersistentModelIndex


class ListTable(FrozenTable):
    """The look of a list; what it does is its heir's. `is_arranging` while the program, and not
    the person, moves and sizes columns."""

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.icons = icons
        self.is_compact = False
        self.is_arranging = False
        self.delegate = RowDelegate(icons, self)
        self.setItemDelegate(self.delegate)
        self.head = ListHeader(icons, self)
        self.setHorizontalHeader(self.head)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        ListTable.set_compact(self, False)

    def dataChanged(
        self,
        topLeft: _Index,  # noqa: N803 - Qt's names
        bottomRight: _Index,  # noqa: N803
        roles: Sequence[int] = (),
    ) -> None:
        """Rows that are fetched ahead are no reason to paint."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if bottomRight.row() >= top and (bottom < 0 or topLeft.row() <= bottom):
            super().dataChanged(topLeft, bottomRight, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        """All cells at one go. Left to Qt, each would call Python by itself, and wait for its turn
        each time while another thread is at work."""
        model = self.model()
        if not isinstance(model, WindowedTableModel):
            return
        area = event.rect()
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return
        if last < 0:
            last = model.rowCount() - 1
        frozen = self.frozen()
        columns = [
            (at, left, width)
            for at, left, width in self._sections()
            if width and left <= area.right() and left + width > max(area.left(), frozen)
        ]
        if not (columns or frozen):
            return
        painter = QPainter(self.viewport())
        height = self.verticalHeader().defaultSectionSize()
        top = self.rowViewportPosition(first)
        chosen = self.selectionModel()
        rows = [
            (row, top + (row - first) * height, chosen.isSelected(model.index(row, 0)))
            for row in range(first, last + 1)
        ]
        focus = self.visualRect(self.currentIndex()) if self.hasFocus() else QRect()
        room = self.viewport().rect()
        painter.setClipRect(room.adjusted(frozen, 0, 0, 0))
        if columns:
            self.delegate.paint_rows(painter, model, columns, rows, height)
        if frozen:
            paint_edge(painter, frozen, rows[-1][1] + height, self.icons.theme.color("line"))
            if focus.left() > 0:
                self.delegate.paint_focus(painter, focus)
            painter.setClipRect(0, 0, frozen, room.height())
            stays = [(self.head.logicalIndex(0), 0, frozen)]
            self.delegate.paint_rows(painter, model, stays, rows, height)
        if not focus.isEmpty() and not (frozen and focus.left() > 0):
            self.delegate.paint_focus(painter, focus)
        painter.end()

    def _sections(self) -> list[tuple[int, int, int]]:
        """The columns from the left, with their places and widths in px."""
        head = self.head
        order = (head.logicalIndex(at) for at in range(head.count()))
        return [(at, head.sectionViewportPosition(at), head.sectionSize(at)) for at in order]

    def set_compact(self, compact: bool) -> None:
        """Lower rows, for those who want to see more."""
        self.is_compact = compact
        self.set_row_height(self.icons.theme.px(COMPACT_ROW if compact else ROW))

    def order_sections(self) -> None:
        """The columns stand in the order of the model's; only dragging makes it another."""
        was, self.is_arranging = self.is_arranging, True
        for at in range(self.head.count()):
            self.head.moveSection(self.head.visualIndex(at), at)
        self.is_arranging = was

    def hover_again(self) -> None:
        """Another row is below the mouse, which has not moved."""
        if self.underMouse():
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def _hover(self, row: int) -> None:
        before, self.delegate.hovered_row = self.delegate.hovered_row, row
        for one in {before, row}:
            if one >= 0 and before != row:
                self.viewport().update(
                    0, self.rowViewportPosition(one), self.viewport().width(), self.rowHeight(one)
                )
