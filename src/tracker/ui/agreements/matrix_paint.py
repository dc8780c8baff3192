"""How the matrix of who owes what is painted: role in words, state by shape, colour and word."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from tracker.domain.owing import Cell
from tracker.i18n import tr
from tracker.ui.agreements.matrix_model import MatrixModel
from tracker.ui.icons import SIZE, Icons
from tracker.ui.record_page.looks import CELLS
from tracker.ui.record_page.table_cells import focus_ring
from tracker.ui.record_page.two_lines import draw_lines

# The head has room for two lines, as the rows have.
PAD, HEAD = 10, 46
_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _model(view: QTableView) -> MatrixModel:
    return cast("MatrixModel", view.model())


class MatrixCells(QStyledItemDelegate):
    """The cells."""

    def __init__(self, icons: Icons, view: QTableView) -> None:
        super().__init__(view)
        self._icons, self._view = icons, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._icons.theme
        rect: QRect = option.rect
        model = _model(self._view)
        row = index.row()
        if option.state & QStyle.StateFlag.State_MouseOver and not model.is_total(row):
            painter.fillRect(rect, theme.color("hover"))
        cell = model.cell(row, index.column())
        room = rect.adjusted(PAD, 0, -PAD, 0)
        if model.nobody(row):
            _lines(painter, rect, row, self._icons)
            # Over the whole row: its beginning stays in sight when the parties scroll.
            room.setLeft(max(room.left(), PAD))
            picture = self._icons.pixmap("user-plus", "accent", SIZE, _dpr(painter))
            painter.drawPixmap(QPoint(room.left(), room.center().y() - SIZE // 2 + 1), picture)
            painter.setPen(theme.color("accent"))
            words = room.adjusted(SIZE + 6, 0, 0, 0)
            _write(painter, theme.font("base"), words, str(index.data()))
        elif isinstance(cell, Cell):
            _lines(painter, rect, row, self._icons)
            self._part(painter, room, cell)
        else:
            look = CELLS[model.state_of_total(row)]
            painter.setFont(theme.font("strong" if cell else "base"))
            painter.setPen(theme.color(look.role if cell else "disabled"))
            painter.drawText(room.adjusted(SIZE + 6, 0, 0, 0), _LEFT, str(cell) if cell else "–")
        if self._view.hasFocus() and self._view.currentIndex() == index:
            focus_ring(painter, rect, self._icons)

    def _part(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        theme = self._icons.theme
        roles = ", ".join(tr(role.label) for role in cell.roles)
        if not roles:
            return
        words = room.adjusted(SIZE + 6, 0, 0, 0)
        if not cell.state:
            painter.setPen(theme.color("muted"))
            _write(painter, theme.font("base"), words, roles)
            return
        look = CELLS[cell.state]
        # Measured with the font it is written in, whatever the last cell was.
        painter.setFont(theme.font("base"))
        height = painter.fontMetrics().height()
        upper = QRect(words.left(), words.center().y() - height + 1, words.width(), height)
        lower = QRect(words.left(), words.center().y() + 1, words.width(), height)
        picture = self._icons.pixmap(look.icon, look.role, SIZE, _dpr(painter))
        painter.drawPixmap(QPoint(room.left(), upper.center().y() - SIZE // 2 + 1), picture)
        painter.setPen(theme.color("text"))
        _write(painter, theme.font("base"), upper, roles)
        painter.setPen(theme.color(look.role))
        _write(painter, theme.font("small"), lower, look.word)


class MatrixHead(QHeaderView):
    """The parties' names; a click opens the party."""

    def __init__(self, icons: Icons, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._icons, self._view = icons, view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(tr("Parties"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._icons.theme.px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        theme = self._icons.theme
        text = _model(self._view).headerData(logicalIndex, Qt.Orientation.Horizontal)
        painter.setPen(theme.color("text"))
        room = rect.adjusted(PAD + SIZE + 6, 0, -PAD, -1)
        middle = Qt.TextElideMode.ElideMiddle
        draw_lines(painter, room, str(text), theme.font("strong"), elide=middle)


class MatrixSide(QHeaderView):
    """The deliverables' titles, which stay when the parties scroll; a click opens one."""

    def __init__(self, icons: Icons, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._icons, self._view = icons, view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(tr("Deliverables"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        theme = self._icons.theme
        model = _model(self._view)
        text = str(model.headerData(logicalIndex, Qt.Orientation.Vertical))
        room = rect.adjusted(14, 0, -PAD, -1)
        if model.is_total(logicalIndex):
            painter.setPen(theme.color("muted"))
            _write(painter, theme.font("small"), room, text)
            return
        _lines(painter, rect, logicalIndex, self._icons)
        painter.setPen(theme.color("text"))
        draw_lines(painter, room, text, theme.font("base"))


def _dpr(painter: QPainter) -> float:
    return painter.device().devicePixelRatio()


def _lines(painter: QPainter, rect: QRect, row: int, icons: Icons) -> None:
    """The line below a row, and above the first one."""
    color = icons.theme.color("line")
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color)
    if row == 0:
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, color)


def _write(painter: QPainter, font: QFont, room: QRect, text: str) -> None:
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)
