"""Paints the cells of a card's table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from tracker.domain.shortening import in_one_line, shortened
from tracker.i18n import tr
from tracker.ui.icons import SIZE, Icons
from tracker.ui.record_page.table_parts import PAD, Moved, TableColumn
from tracker.ui.record_page.two_lines import draw_lines
from tracker.ui.status import StatusLook, look_of
from tracker.ui.theme import Theme
from tracker.ui.widgets.badge import paint_status
from tracker.ui.widgets.labels import plain_tip
from tracker.ui.widgets.meter import paint_meter

_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def words_of(kind: str, cell: Any) -> str:
    """What a cell says, for screen readers and tooltips."""
    if cell is None:
        return ""
    if kind == "status":
        return look_of(str(cell)).word
    if isinstance(cell, StatusLook):
        return cell.word
    if isinstance(cell, tuple):  # percent, status
        return tr("{percent} %", percent=cell[0]) if cell[0] is not None else ""
    if isinstance(cell, Moved):
        if cell.before:
            return tr("{now}, moved from {before}", now=cell.now, before=cell.before)
        return cell.now or cell.missing
    return shortened(str(cell))


def cell_width(theme: Theme, kind: str, cell: Any) -> int:
    """The width in px that shows a cell whole."""
    strong = kind in {"strong", "status", "look"}
    metrics = QFontMetrics(theme.font("strong" if strong else "base"))
    if isinstance(cell, tuple):
        return theme.px(96) if cell[0] is not None else 0
    if isinstance(cell, Moved):
        width = metrics.horizontalAdvance(cell.now or cell.missing)
        small = QFontMetrics(theme.font("small"))
        return width + (small.horizontalAdvance(cell.before) + 8 if cell.before else 0)
    icon = SIZE + 6 if kind in {"status", "look"} else 0
    return metrics.horizontalAdvance(words_of(kind, cell)) + icon


def stacked_width(theme: Theme, cell: Any) -> int:
    """The width in px of a target with the one before it on a line below."""
    if not isinstance(cell, Moved):
        return cell_width(theme, "target", cell)
    now = QFontMetrics(theme.font("base")).horizontalAdvance(cell.now or cell.missing)
    return max(now, QFontMetrics(theme.font("small")).horizontalAdvance(cell.before))


class CellDelegate(QStyledItemDelegate):
    """For a CardTable; cells come by UserRole."""

    def __init__(
        self, icons: Icons, columns: Sequence[TableColumn], view: QAbstractItemView
    ) -> None:
        super().__init__(view)
        self._icons, self._columns, self._view = icons, columns, view
        self.hovered_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._icons.theme
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and self._view.hasFocus()
        last = index.row() == index.model().rowCount() - 1
        if index.row() == self.hovered_row or focused:
            painter.fillRect(rect, theme.color("selection" if focused else "hover"))
        if not last:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        if focused and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("accent"))
        room = rect.adjusted(PAD, 0, -PAD, -1)
        kind = self._columns[index.column()].kind
        cell = index.data(Qt.ItemDataRole.UserRole)
        if cell is None or cell == "":
            return
        if kind == "status":
            paint_status(painter, room, self._icons, look_of(str(cell)))
        elif isinstance(cell, StatusLook):
            paint_status(painter, room, self._icons, cell)
        elif kind == "percent":
            paint_meter(painter, room, theme, cell[0], cell[1])
        elif isinstance(cell, Moved):
            self._target(painter, room, cell)
        else:
            role = "muted" if kind == "muted" else "text"
            painter.setPen(theme.color(role))
            if self._columns[index.column()].stretch:
                font = theme.font("strong" if kind == "strong" else "base")
                draw_lines(painter, room, in_one_line(str(cell)), font)
            else:
                self._write(painter, room, str(cell), kind == "strong", right=kind == "number")

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        kind = self._columns[index.column()].kind
        text = words_of(kind, index.data(Qt.ItemDataRole.UserRole))
        strong = kind in {"strong", "status", "look"}
        width = QFontMetrics(self._icons.theme.font("strong" if strong else "base"))
        icon = SIZE + 6 if kind in {"status", "look"} else 0
        rect: QRect = option.rect
        room = rect.width() - 2 * PAD
        cut = width.horizontalAdvance(text) + icon > room
        QToolTip.showText(event.globalPos(), plain_tip(text) if cut else "", view)
        return True

    def _target(self, painter: QPainter, room: QRect, cell: Moved) -> None:
        theme = self._icons.theme
        painter.setPen(theme.color("text" if cell.now else "muted"))
        stacked = bool(cell.before) and cell_width(theme, "target", cell) > room.width()
        now = room.adjusted(0, 0, 0, -room.height() // 2 + 2) if stacked else room
        used = self._write(painter, now, cell.now or cell.missing)
        if not cell.before:
            return
        font = QFont(theme.font("small"))
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(theme.color("muted"))
        if stacked:
            before = room.adjusted(0, room.height() // 2 - 2, 0, 0)
        else:
            before = room.adjusted(used + 8, 0, 0, 0)
        words = painter.fontMetrics().elidedText(
            cell.before, Qt.TextElideMode.ElideRight, before.width()
        )
        painter.drawText(before, _LEFT, words)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        strong: bool = False,
        *,
        right: bool = False,
    ) -> int:
        painter.setFont(self._icons.theme.font("strong" if strong else "base"))
        shown = painter.fontMetrics().elidedText(
            in_one_line(text), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _RIGHT if right else _LEFT, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


def focus_ring(painter: QPainter, rect: QRect, icons: Icons) -> None:
    """The accent's ring inside a cell."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(icons.theme.color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -2.5, -2.5), 5, 5)
    painter.restore()
