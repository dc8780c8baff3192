"""A small table on a card: as high as its rows, opened by click or Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.table_cells import (
    CellDelegate,
    cell_width,
    stacked_width,
    words_of,
)
from tracker.ui.record_page.table_head import CardTableHead
from tracker.ui.record_page.table_parts import PAD, Moved, TableColumn, TableContent, TableRow
from tracker.ui.widgets.card import Card
from tracker.ui.widgets.row_table import RowTable

ROW, TALL, HEAD = 34, 50, 30
# A name gets so much before another column gives way, and more before another gets all it needs;
# a column that says something in fewer of its rows than this is the first to go.
_NAME, _ENOUGH, _SPARSE = 230, 280, 0.4
_Index = QModelIndex | QPersistentModelIndex


class CardTable(RowTable):
    """`activated(payload)` when a row is clicked or opened by Enter."""

    activated_payload = Signal(object)

    def __init__(
        self,
        icons: Icons,
        content: TableContent,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(content.name, parent)
        self._icons = icons
        self._columns = tuple(content.columns)
        self._rows = tuple(content.rows)
        self.setHorizontalHeader(CardTableHead(icons, self._columns, self))
        self.setModel(_Rows(self._columns, self._rows, self))
        self._cells = CellDelegate(icons, self._columns, self)
        self.setItemDelegate(self._cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if any(row.payload is not None for row in self._rows):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        icons.theme.changed.connect(self._text_resized)
        # What columns need, and the least of it; measured when the table first has a width.
        self._needs: tuple[list[int], list[int]] | None = None
        self._size()

    def current_payload(self) -> object:
        """What the row with the keyboard leads to, while the table has the keyboard."""
        index = self.currentIndex()
        return self._rows[index.row()].payload if index.isValid() and self.hasFocus() else None

    def rows(self) -> tuple[TableRow, ...]:
        """The rows shown."""
        return self._rows

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows:
            self.setCurrentIndex(self.model().index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered_row:
            self._cells.hovered_row = row
            self.viewport().update()

    def _open(self, index: _Index) -> None:
        if index.isValid() and (payload := self._rows[index.row()].payload) is not None:
            self.activated_payload.emit(payload)

    def _size(self) -> None:
        px = self._icons.theme.px
        self.set_row_height(px(ROW))
        self.setFixedHeight(px(HEAD) + px(ROW) * len(self._rows))

    def _text_resized(self) -> None:
        self._needs = None
        self._size()
        self._fit()

    def _fit(self) -> None:
        """Hide what says nothing and what has no room. A date is never cut; the name gets what is
        free, and wraps where that is too little."""
        room = self.viewport().width()
        if self._needs is None:
            columns = range(len(self._columns))
            needed = [self._needed(at) for at in columns]
            self._needs = needed, [self._least(at, needed[at]) for at in columns]
        needs, least = self._needs
        shown = [at for at in range(len(needs)) if self._share(at) or not self._columns[at].rank]
        for at in sorted(shown, key=self._place, reverse=True):
            if not self._columns[at].rank or sum(least[n] for n in shown) <= room:
                break
            shown.remove(at)
        widths = {at: least[at] for at in shown}
        free = room - sum(widths.values())
        name = [at for at in shown if self._columns[at].stretch]
        enough = self._icons.theme.px(_ENOUGH)
        for at, wanted in [
            *((at, min(needs[at], enough)) for at in name),
            *((at, needs[at]) for at in shown if at not in name),
            *((at, needs[at]) for at in name),
        ]:
            more = max(0, min(wanted - widths[at], free))
            widths[at] += more
            free -= more
        for at, column in enumerate(self._columns):
            self.setColumnHidden(at, at not in widths)
            if at in widths:
                self.setColumnWidth(at, widths[at] + (free if column.stretch else 0))
        self._fit_rows()

    def _fit_rows(self) -> None:
        px = self._icons.theme.px
        for row, one in enumerate(self._rows):
            height = px(TALL if any(map(self._wraps, self._columns, range(99), one.cells)) else ROW)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        total = sum(self.rowHeight(row) for row in range(len(self._rows)))
        self.setFixedHeight(px(HEAD) + total)

    def _wraps(self, column: TableColumn, at: int, cell: Any) -> bool:
        """Whether a cell needs a second line: a name that is too long, a target and the one
        before it."""
        if self.isColumnHidden(at) or not (column.stretch or isinstance(cell, Moved)):
            return False
        width = cell_width(self._icons.theme, column.kind, cell)
        return width > self.columnWidth(at) - 2 * PAD

    def _needed(self, at: int) -> int:
        """The width that shows every cell of a column whole."""
        column, theme = self._columns[at], self._icons.theme
        head = QFontMetrics(theme.font("head")).horizontalAdvance(tr(column.label))
        cells = (cell_width(theme, column.kind, row.cells[at]) for row in self._rows)
        return max(head, *cells, 0) + 2 * PAD + 4

    def _least(self, at: int, needed: int) -> int:
        column, theme = self._columns[at], self._icons.theme
        if column.kind == "target":
            return self._needed_stacked(at)
        if column.kind in {"status", "look"}:
            return needed
        declared = theme.px(column.width)
        if not column.stretch:
            return min(declared, needed)
        # On two lines it needs half, and some for words that do not break evenly.
        return max(min(declared, needed), min(needed // 2 + theme.px(30), theme.px(_NAME)))

    def _needed_stacked(self, at: int) -> int:
        """The width of a column of targets with the earlier ones below the present ones."""
        column, theme = self._columns[at], self._icons.theme
        head = QFontMetrics(theme.font("head")).horizontalAdvance(tr(column.label))
        cells = (stacked_width(theme, row.cells[at]) for row in self._rows)
        return max(head, *cells, 0) + 2 * PAD + 4

    def _share(self, at: int) -> float:
        """The share of the rows in which a column says something."""
        kind = self._columns[at].kind
        return sum(bool(words_of(kind, row.cells[at])) for row in self._rows) / (
            len(self._rows) or 1
        )

    def _place(self, at: int) -> tuple[bool, int]:
        """What goes first when there is no room stands last."""
        rank = self._columns[at].rank
        return bool(rank) and self._share(at) < _SPARSE, rank


class TableCard(Card):
    """A table on a card of its own."""

    def __init__(self, icons: Icons, content: TableContent, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=1)
        self.table = CardTable(icons, content, self)
        self.body.addWidget(self.table)


class _Rows(QAbstractTableModel):
    def __init__(
        self, columns: Sequence[TableColumn], rows: Sequence[TableRow], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._columns, self._rows = columns, rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words_of(self._columns[index.column()].kind, cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self._columns[section].label)
        return None
