"""Cells and header of the first list, as `tracker.ui.lists` paints them, without importing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.ui.icons import SIZE, Icons

_PAD, _GAP = 10, 6
_BAR, _BAR_WIDTH, _BAR_GAP = 5.0, 48, 8
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT, _RIGHT = 0x81, 0x82
_Index = QModelIndex | QPersistentModelIndex


class FirstCells(QStyledItemDelegate):
    """Paints straight from the words of a row."""

    def __init__(
        self,
        icons: Icons,
        kept: dict[str, Any],
        view: QTableView,
        rows: Callable[[], Sequence[tuple[str, ...]]],
    ) -> None:
        super().__init__(view)
        self._rows = rows
        self._view = view
        self._icons = icons
        self._columns = kept["columns"]
        self._looks = kept["looks"]
        self._edge = kept["edge"]
        status = (at for at, column in enumerate(self._columns) if column["kind"] == "status")
        self._status_at = next(status, -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._icons.theme
        rect: QRect = option.rect
        at = index.column()
        # Not by the state in the option: PySide6 takes 5 ms to make the class that it is of.
        if self._view.selectionModel().isRowSelected(index.row()):
            painter.fillRect(rect, theme.color("selection"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        row = self._rows()[index.row()]
        if not (text := row[at]):
            return
        room = rect.adjusted(_PAD + (self._edge if at == 0 else 0), 0, -_PAD, -1)
        column = self._columns[at]
        kind = column["kind"]
        if kind == "status":
            self._paint_status(painter, room, text)
            return
        if kind == "percent":
            self._paint_meter(painter, room, int(text), row)
            return
        painter.setFont(theme.font("strong" if kind == "strong" else "base"))
        painter.setPen(theme.color("muted" if kind == "muted" else "text"))
        self._write(painter, room, text, right=column["right"])

    def _paint_status(self, painter: QPainter, room: QRect, status: str) -> None:
        icon, role, word = self._looks.get(status, ("circle-question-mark", "cancelled", status))
        dpr = painter.device().devicePixelRatio()
        top = room.top() + (room.height() - SIZE) // 2
        painter.drawPixmap(QPoint(room.left(), top), self._icons.pixmap(icon, role, SIZE, dpr))
        painter.setFont(self._icons.theme.font("strong"))
        painter.setPen(self._icons.theme.color(role))
        self._write(painter, room.adjusted(SIZE + _GAP, 0, 0, 0), word)

    def _paint_meter(
        self, painter: QPainter, room: QRect, percent: int, row: tuple[str, ...]
    ) -> None:
        theme = self._icons.theme
        painter.setFont(theme.font("base"))
        painter.setPen(theme.color("text"))
        painter.drawText(room, _RIGHT, f"{percent} %")
        widest = painter.fontMetrics().horizontalAdvance("100 %")
        width = min(_BAR_WIDTH, room.width() - widest - _BAR_GAP)
        if width < 16:
            return
        left = room.right() - widest - _BAR_GAP - width
        bar = QRectF(left, room.top() + (room.height() - _BAR) / 2, width, _BAR)
        status = row[self._status_at] if self._status_at >= 0 else ""
        role = (
            "delivered"
            if percent >= 100
            else "cancelled"
            if status in {"cancelled", "not_pursued"}
            else "in_progress"
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if percent > 0:
            bar.setWidth(max(_BAR, width * min(percent, 100) / 100))
            painter.setBrush(theme.color(role))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str, *, right: bool = False) -> None:
        text = " ".join(text[:500].split())
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > room.width():
            text = metrics.elidedText(text, _ELIDE, room.width())
        painter.drawText(room, _RIGHT if right else _LEFT, text)


class FirstHeader(QHeaderView):
    """The names of the columns, and by what they are sorted."""

    def __init__(self, icons: Icons, kept: dict[str, Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._icons = icons
        self._columns = kept["columns"]
        self._edge = kept["edge"]
        self._height = kept["head"]
        self.setMinimumSectionSize(44)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        theme = self._icons.theme
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        column = self._columns[logicalIndex]
        edge = self._edge if logicalIndex == 0 else 0
        room = rect.adjusted(_PAD + edge, 0, -_PAD, -1)
        painter.setFont(theme.font("head"))
        painter.setPen(theme.color("muted"))
        text = painter.fontMetrics().elidedText(column["label"], _ELIDE, room.width())
        painter.drawText(room, _RIGHT if column["right"] else _LEFT, text)
