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
from tracker.ui.agreements.matrix_model import MatrixModel, columns_with_a_part
from tracker.ui.agreements.matrix_paint import HEAD, MatrixCells, MatrixHead, MatrixSide
from tracker.ui.icons import Icons

ROW, TOTAL, COLUMN, SIDE = 46, 28, 124, 220
_Index = QModelIndex | QPersistentModelIndex


class MatrixView(QTableView):
    """`activated_ref(ref)`: a deliverable by a click or Enter on its row or a cell of it, a party
    by a click on its column's head."""

    activated_ref = Signal(object)

    def __init__(
        self,
        icons: Icons,
        matrix: Matrix,
        names: Mapping[RecordRef, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().sectionClicked.connect(self._open_party)
        self.verticalHeader().sectionClicked.connect(self._open_row)
        icons.theme.changed.connect(self._size)
        self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the page's shortcuts."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._matrix.index(0, 0))

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
        target = self._matrix.deliverable(index.row()) or self._matrix.party(index.column())
        self.activated_ref.emit(target)

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
        """Share the room between the columns; scroll sideways when there are too many."""
        px = self._icons.theme.px
        count = self._matrix.columnCount()
        side = min(px(SIDE), max(px(110), self.width() // 3))
        self.verticalHeader().setFixedWidth(side)
        room = self.width() - side
        width = max(px(COLUMN), room // count if count else 0)
        for column in range(count):
            self.setColumnWidth(column, width)
        total = sum(self.rowHeight(row) for row in range(self._matrix.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if width * count > room else 0
        self.setFixedHeight(px(HEAD) + total + bar)
