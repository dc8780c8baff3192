"""Who owes what: parties across, deliverables down, each one's balance below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from tracker.domain.owing import Matrix
from tracker.domain.record import RecordRef
from tracker.i18n import tr
from tracker.services.matrix_words import columns_with_a_part
from tracker.ui.agreements.matrix_model import MatrixModel
from tracker.ui.agreements.matrix_paint import HEAD, MatrixCells, MatrixHead, MatrixSide
from tracker.ui.icons import Icons

ROW, TOTAL = 46, 28
# The least width of a party's column; the titles' width, which gives way first, and its least.
COLUMN, SIDE, SIDE_LEAST = 92, 220, 140
LONG = 9
"""With more deliverables than so many the rows scroll by themselves, below a head that stays."""
# So many rows are seen at once where no page says how many it has room for, and at least.
_SEEN, _LEAST = 12, 4
_Index = QModelIndex | QPersistentModelIndex


class MatrixView(QTableView):
    """`activated_ref(ref)`: a deliverable by a click or Enter on its row or a cell of it, a party
    by a click on its column's head. `figure_chosen(party, state)`: a figure of a party's balance.
    `naming_chosen(ref)`: the place of a deliverable's row where it says that nobody is named.

    Of a long one `part` is the "rows", which scroll, or the "totals" that stand below them.
    """

    activated_ref = Signal(object)
    figure_chosen = Signal(object, str)
    naming_chosen = Signal(object)
    left_below = Signal()
    left_above = Signal()

    def __init__(
        self,
        icons: Icons,
        matrix: Matrix,
        names: Mapping[RecordRef, str],
        parent: QWidget | None = None,
        *,
        part: str = "all",
    ) -> None:
        super().__init__(parent)
        self._icons, self._part = icons, part
        self._matrix = MatrixModel(matrix, names, columns_with_a_part(matrix), self)
        self.setAccessibleName(tr("Who owes what"))
        self.setModel(self._matrix)
        self.setItemDelegate(MatrixCells(icons, self))
        self.setHorizontalHeader(MatrixHead(icons, self))
        self.setVerticalHeader(MatrixSide(icons, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._most = 0
        never, always = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        # Both parts are as wide, and the columns of one stand above those of the other.
        self.setVerticalScrollBarPolicy(never if part == "all" else always)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setVisible(part != "totals")
        # Its own would stand below all the rows, where nobody sees it; the block has one above.
        self.setHorizontalScrollBarPolicy(never)
        for row in range(self._matrix.rowCount()):
            self.setRowHidden(row, part != "all" and self._matrix.is_total(row) is (part == "rows"))
            if self._matrix.nobody(row) and self._matrix.columnCount() > 1:
                self.setSpan(row, 0, 1, self._matrix.columnCount())
        self.horizontalHeader().sectionClicked.connect(self._open_party)
        self.verticalHeader().sectionClicked.connect(self._open_row)
        icons.theme.changed.connect(self._size)
        self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() == before and self._part != "all":
            if event.key() == Qt.Key.Key_Down:
                self.left_below.emit()
            elif event.key() == Qt.Key.Key_Up:
                self.left_above.emit()

    def go_to(self, row: int, column: int) -> None:
        """The keys go to a cell."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.setCurrentIndex(self._matrix.index(row, column))

    def keep_within(self, height: int) -> None:
        """The rows, with their head, are no higher than so many px, or four rows."""
        if height != self._most:
            self._most = height
            self._fit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are the page's shortcuts."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = len(self._matrix.matrix.rows) if self._part == "totals" else 0
            self.setCurrentIndex(self._matrix.index(first, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def _open(self, index: _Index) -> None:
        if not index.isValid():
            return
        row, column = index.row(), index.column()
        if (ref := self._matrix.deliverable(row)) is not None:
            chosen = self.naming_chosen if self._matrix.nobody(row) else self.activated_ref
            chosen.emit(ref)
        elif self._matrix.cell(row, column):
            state = self._matrix.state_of_total(row)
            self.figure_chosen.emit(self._matrix.party(column), state)

    def _open_party(self, section: int) -> None:
        self.activated_ref.emit(self._matrix.party(section))

    def _open_row(self, section: int) -> None:
        if (ref := self._matrix.deliverable(section)) is not None:
            self.activated_ref.emit(ref)

    def _size(self) -> None:
        if not hasattr(self, "_matrix"):
            return
        px = self._icons.theme.px
        for row in range(self._matrix.rowCount()):
            self.setRowHeight(row, px(TOTAL if self._matrix.is_total(row) else ROW))
        self._fit()

    def _fit(self) -> None:
        """Share the room: the titles give way before the parties do, and when those are as narrow
        as can be, they scroll sideways."""
        px = self._icons.theme.px
        count = self._matrix.columnCount()
        bar = self.verticalScrollBar().sizeHint().width() if self._part != "all" else 0
        room = self.width() - bar
        least = min(px(SIDE_LEAST), room // 3)
        side = max(least, min(px(SIDE), room - count * px(COLUMN)))
        self.verticalHeader().setFixedWidth(side)
        width = max(px(COLUMN), (room - side) // count if count else 0)
        for column in range(count):
            self.setColumnWidth(column, width)
        # Qt does not move the cells and their head by itself when the titles' width changes.
        self.updateGeometries()
        shown = (row for row in range(self._matrix.rowCount()) if not self.isRowHidden(row))
        total = sum(self.rowHeight(row) for row in shown)
        head = 0 if self._part == "totals" else px(HEAD)
        most = head + total
        if self._part == "rows":
            least = px(HEAD) + _LEAST * px(ROW)
            most = max(least, self._most) if self._most else px(HEAD) + _SEEN * px(ROW)
        self.setFixedHeight(min(head + total, most))
