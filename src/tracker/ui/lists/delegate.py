"""Paints a list's cells straight from the row: no data() calls, no style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from tracker.domain.shortening import shortened
from tracker.ui.icons import SIZE, Icons
from tracker.ui.lists.fitting import EDGE
from tracker.ui.lists.heading import paint_heading
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.writing import Writing
from tracker.ui.status import StatusLook, look_of
from tracker.ui.theme import FontRole
from tracker.ui.widgets.badge import GAP
from tracker.ui.widgets.labels import plain_tip
from tracker.ui.widgets.meter import paint_meter

PAD = 10
_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus


class RowDelegate(QStyledItemDelegate):
    """For a table whose model is a WindowedTableModel."""

    def __init__(self, icons: Icons, view: QTableView) -> None:
        super().__init__(view)
        self._icons = icons
        self._view = view
        self._writing = Writing(icons.theme)
        self.hovered_row = -1

    def forget(self) -> None:
        """Fonts are new: what was cut to fit is measured again."""
        self._writing.forget()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if isinstance(model, WindowedTableModel):
            rect: QRect = option.rect
            chosen = bool(option.state & _SELECTED)
            columns = [(index.column(), rect.left(), rect.width())]
            self.paint_rows(
                painter, model, columns, [(index.row(), rect.top(), chosen)], rect.height()
            )
            if option.state & _FOCUSED:
                self.paint_focus(painter, rect)

    def paint_rows(
        self,
        painter: QPainter,
        model: WindowedTableModel,
        columns: Sequence[tuple[int, int, int]],
        rows: Sequence[tuple[int, int, bool]],
        height: int,
    ) -> None:
        """Paint these columns (number, left, width) of rows (number, top, whether chosen)."""
        below = []
        for number, top, chosen in rows:
            line = model.group_at(number) if model.is_grouped else None
            if line is None:
                self._ground(painter, columns, number, top, height, chosen=chosen)
                below.append((number, top))
                continue
            for at, left, width in columns:
                rect = QRect(left, top, width, height)
                paint_heading(painter, rect, self._icons, self._view, model, line, number, at)
        # By columns: another font for each cell costs more than to paint its words.
        for at, left, width in columns:
            room = self.room(QRect(left, 0, width, height), at)
            self._column(painter, model, at, room, below)

    def _ground(
        self,
        painter: QPainter,
        columns: Sequence[tuple[int, int, int]],
        number: int,
        top: int,
        height: int,
        *,
        chosen: bool,
    ) -> None:
        """What lies below the words of a row, and the line at its foot."""
        theme = self._icons.theme
        left = min(left for _, left, _ in columns)
        width = max(left + width for _, left, width in columns) - left
        if chosen or number == self.hovered_row:
            painter.fillRect(
                left, top, width, height, theme.color("selection" if chosen else "hover")
            )
        painter.fillRect(left, top + height - 1, width, 1, theme.color("line"))

    def room(self, rect: QRect, at: int) -> QRect:
        """Where a cell's words stand; the first column's below the title of the page."""
        left = PAD
        if self._view.horizontalHeader().visualIndex(at) == 0:
            left += EDGE
        return rect.adjusted(left, 0, -PAD, -1)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        model = index.model()
        if event.type() != QEvent.Type.ToolTip or not isinstance(model, WindowedTableModel):
            return False
        row = model.row_at(index.row())
        column = model.columns[index.column()]
        text = shortened(column.words(row[index.column()])) if row else ""
        font: FontRole = "strong" if column.kind in {"status", "strong"} else "base"
        width = QFontMetrics(self._icons.theme.font(font)).horizontalAdvance(text)
        if column.kind == "status":
            width += SIZE + GAP
        rect: QRect = option.rect
        cut = width > self.room(rect, index.column()).width()
        QToolTip.showText(event.globalPos(), plain_tip(text) if cut else "", view)
        return True

    def _column(
        self,
        painter: QPainter,
        model: WindowedTableModel,
        at: int,
        room: QRect,
        rows: Sequence[tuple[int, int]],
    ) -> None:
        """The cells of a column; `room` is where the words of one in a row at 0 stand."""
        theme = self._icons.theme
        column = model.columns[at]
        is_status = column.kind == "status" and column.text is None
        role: FontRole = "strong" if is_status or column.kind == "strong" else "base"
        pens = theme.color("text"), theme.color("muted")
        painter.setFont(theme.font(role))
        for number, top in rows:
            cell = room.translated(0, top)
            row = model.row_at(number)
            if not row:
                if row is None and at == 0:
                    bar = QRect(cell.left(), cell.center().y() - 3, min(160, cell.width()), 7)
                    painter.fillRect(bar, theme.color("track"))
                continue
            value = row[at]
            if is_status:
                if value is not None:
                    self._status(painter, cell, look_of(str(value)))
            elif column.kind == "percent":
                paint_meter(painter, cell, theme, value, _status_in(model, row))
            elif text := column.words(value):
                painter.setPen(pens[column.kind == "muted" or value is None])
                self._writing.write(painter, cell, text, role, right=column.right)

    def _status(self, painter: QPainter, cell: QRect, look: StatusLook) -> None:
        """As `paint_status` does, with words that are kept."""
        theme = self._icons.theme
        picture = self._icons.pixmap(
            look.icon, look.role, SIZE, painter.device().devicePixelRatio()
        )
        painter.drawPixmap(cell.left(), cell.top() + (cell.height() - SIZE) // 2, picture)
        painter.setPen(theme.color(look.role))
        self._writing.write(painter, cell.adjusted(SIZE + GAP, 0, 0, 0), look.word, "strong")

    def paint_focus(self, painter: QPainter, rect: QRect) -> None:
        """The cell that has the focus."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._icons.theme.color("accent"), 1.5))
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -2, -2.5), 4, 4)
        painter.restore()


def _status_in(model: WindowedTableModel, row: tuple[Any, ...]) -> str:
    at = model.status_at
    return str(row[at] or "") if at >= 0 else ""
