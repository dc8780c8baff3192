"""Paints the lines of the palette."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tracker.domain.shortening import in_one_line
from tracker.ui.icons import SIZE, Icons
from tracker.ui.search.entries import Entry, EntryModel

ROW, TALL, HEADING = 34, 52, 30
_PAD = 10
_SELECTED = QStyle.StateFlag.State_Selected
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ELIDE = Qt.TextElideMode.ElideRight
_Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """For a view whose model is an EntryModel."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons

    def height(self, entry: Entry) -> int:
        """The height of a line in px."""
        px = HEADING if entry.is_heading else TALL if entry.context else ROW
        return self._icons.theme.px(px)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        if not isinstance(model, EntryModel):
            return QSize(80, ROW)
        return QSize(80, self.height(model.entries[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, EntryModel):
            return
        entry = model.entries[index.row()]
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.is_heading:
            self._heading(painter, rect, entry)
        else:
            if option.state & _SELECTED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._icons.theme.color("accent_ground"))
                painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 6, 6)
            self._line(painter, rect.adjusted(_PAD, 0, -_PAD, 0), entry)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        theme = self._icons.theme
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.color("muted"))
        painter.drawText(rect.adjusted(_PAD, 6, -_PAD, 0), _LEFT, entry.title)

    def _line(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        theme = self._icons.theme
        dpr = painter.device().devicePixelRatio()
        first = QRect(room)
        if entry.context:
            first.setHeight(room.height() // 2 + 4)
            first.translate(0, 2)
        top = first.top() + (first.height() - SIZE) // 2
        icon = self._icons.pixmap(entry.icon, "muted", SIZE, dpr)
        painter.drawPixmap(QPoint(room.left(), top), icon)
        words = first.adjusted(SIZE + 10, 0, 0, 0)
        if entry.keys:
            words.setRight(self._keys(painter, first, entry.keys) - 10)
        painter.setFont(theme.font("strong" if entry.detail else "base"))
        painter.setPen(theme.color("text"))
        # The detail keeps at least a third of the line.
        detail_width = 0
        if entry.detail:
            small = painter.fontMetrics().horizontalAdvance(entry.detail)
            detail_width = min(small, words.width() // 3)
        title = painter.fontMetrics().elidedText(
            entry.title, _ELIDE, words.width() - detail_width - (10 if detail_width else 0)
        )
        painter.drawText(words, _LEFT, title)
        if entry.detail:
            rest = words.adjusted(painter.fontMetrics().horizontalAdvance(title) + 10, 0, 0, 0)
            self._quiet(painter, rest, entry.detail)
        if entry.context:
            second = QRect(room.left() + SIZE + 10, first.bottom() - 2, 0, 0)
            second.setBottomRight(room.bottomRight() - QPoint(0, 5))
            self._quiet(painter, second, entry.context)

    def _quiet(self, painter: QPainter, room: QRect, text: str) -> None:
        theme = self._icons.theme
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        shown = painter.fontMetrics().elidedText(in_one_line(text), _ELIDE, room.width())
        painter.drawText(room, _LEFT, shown)

    def _keys(self, painter: QPainter, room: QRect, keys: str) -> int:
        """A shortcut as a small key at the right; gives its left edge."""
        theme = self._icons.theme
        text = keys.replace("+", " ")
        painter.setFont(theme.font("small"))
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        height = theme.px(19)
        box = QRectF(room.right() - width, room.top() + (room.height() - height) / 2, width, height)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("muted"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return round(box.left())
