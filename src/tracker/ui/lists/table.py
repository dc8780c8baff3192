"""A table as lists need it: rows of one height, and the row below the mouse marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tracker.ui.icons import Icons
from tracker.ui.lists.delegate import RowDelegate
from tracker.ui.lists.header import ListHeader
from tracker.ui.lists.model import WindowedTableModel

ROW, COMPACT_ROW = 34, 26
_Index = QModelIndex | QPersistentModelIndex


class ListTable(QTableView):
    """The look of a list; what it does is its heir's. `is_arranging` while the program, and not
    the person, moves and sizes columns."""

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icons = icons
        self.is_compact = False
        self.is_arranging = False
        self.setAccessibleName(name)
        self.delegate = RowDelegate(icons, self)
        self.setItemDelegate(self.delegate)
        self.head = ListHeader(icons, self)
        self.setHorizontalHeader(self.head)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
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
        columns = [
            (at, left, width)
            for at, left, width in self._sections()
            if width and left <= area.right() and left + width > area.left()
        ]
        if not columns:
            return
        painter = QPainter(self.viewport())
        height = self.verticalHeader().defaultSectionSize()
        top = self.rowViewportPosition(first)
        chosen = self.selectionModel()
        rows = [
            (row, top + (row - first) * height, chosen.isSelected(model.index(row, 0)))
            for row in range(first, last + 1)
        ]
        self.delegate.paint_rows(painter, model, columns, rows, height)
        if self.hasFocus() and self.currentIndex().isValid():
            self.delegate.paint_focus(painter, self.visualRect(self.currentIndex()))
        painter.end()

    def _sections(self) -> list[tuple[int, int, int]]:
        """The columns from the left, with their places and widths in px."""
        head = self.head
        order = (head.logicalIndex(at) for at in range(head.count()))
        return [(at, head.sectionViewportPosition(at), head.sectionSize(at)) for at in order]

    def set_compact(self, compact: bool) -> None:
        """Lower rows, for those who want to see more."""
        self.is_compact = compact
        height = self.icons.theme.px(COMPACT_ROW if compact else ROW)
        side = self.verticalHeader()
        side.setMinimumSectionSize(height)
        side.setDefaultSectionSize(height)

    def order_sections(self) -> None:
        """The columns stand in the order of the model's; only dragging makes it another."""
        was, self.is_arranging = self.is_arranging, True
        for at in range(self.head.count()):
            self.head.moveSection(self.head.visualIndex(at), at)
        self.is_arranging = was

    def keyboardSearch(self, search: str) -> None:
        """Not here: it would fetch every row. Searching is the filter's work."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

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
