"""Paints a list's cells straight from the row: no data() calls, no style sheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from tracker.domain.shortening import in_one_line, shortened
from tracker.ui.icons import SIZE, Icons
from tracker.ui.lists.columns import Column
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.status import look_of
from tracker.ui.widgets.badge import paint_status
from tracker.ui.widgets.labels import plain_tip
from tracker.ui.widgets.meter import paint_meter

PAD = 10
_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowDelegate(QStyledItemDelegate):
    """For a view whose model is a WindowedTableModel."""

    def __init__(self, icons: Icons, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._icons = icons
        self._view = view
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, WindowedTableModel):
            return
        theme = self._icons.theme
        rect: QRect = option.rect
        number, at = index.row(), index.column()
        if option.state & _SELECTED:
            painter.fillRect(rect, theme.color("selection"))
        elif number == self.hovered_row:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        row = model.row_at(number)
        room = rect.adjusted(PAD, 0, -PAD, -1)
        if not row:
            if row is None and at == 0:
                self._placeholder(painter, room)
            return
        value = row[at]
        column = model.columns[at]
        if column.kind == "status" and column.text is None:
            if value is not None:
                paint_status(painter, room, self._icons, look_of(str(value)))
        elif column.kind == "percent":
            paint_meter(painter, room, theme, value, _status_in(model, row))
        else:
            self._write(painter, room, column, value)

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
        font = "strong" if column.kind in {"status", "strong"} else "base"
        width = QFontMetrics(self._icons.theme.font(font)).horizontalAdvance(text)  # type: ignore[arg-type]
        if column.kind == "status":
            width += SIZE + 6
        rect: QRect = option.rect
        cut = width > rect.width() - 2 * PAD
        QToolTip.showText(event.globalPos(), plain_tip(text) if cut else "", view)
        return True

    def _write(self, painter: QPainter, room: QRect, column: Column, value: Any) -> None:
        theme = self._icons.theme
        text = in_one_line(column.words(value))
        if not text:
            return
        muted = column.kind == "muted" or value is None
        painter.setFont(theme.font("strong" if column.kind == "strong" else "base"))
        painter.setPen(theme.color("muted" if muted else "text"))
        elided = painter.fontMetrics().elidedText(text, _ELIDE, room.width())
        painter.drawText(room, _RIGHT if column.right else _LEFT, elided)

    def _placeholder(self, painter: QPainter, room: QRect) -> None:
        bar = QRect(room.left(), room.center().y() - 3, min(160, room.width()), 7)
        painter.fillRect(bar, self._icons.theme.color("track"))


def _status_in(model: WindowedTableModel, row: tuple[Any, ...]) -> str:
    for at, column in enumerate(model.columns):
        if column.kind == "status":
            return str(row[at] or "")
    return ""
