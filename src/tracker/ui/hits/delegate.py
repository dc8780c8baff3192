"""Paints the lines of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tracker.ui.hits.entry import Entry, EntryModel, EntrySpans, Index
from tracker.ui.hits.marking import draw
from tracker.ui.icons import SIZE, Icons

if TYPE_CHECKING:
    from tracker.ui.theme import FontRole

ROW, TALL, HEADING = 34, 52, 30
_PAD, _GAP = 10, 10
_SELECTED = QStyle.StateFlag.State_Selected
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Pen = tuple[QFont, QFontMetrics, QColor]


class EntryDelegate(QStyledItemDelegate):
    """For a view whose model is an EntryModel."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._pens: dict[tuple[str, str], _Pen] = {}
        icons.theme.changed.connect(self._pens_changed)

    def height(self, entry: Entry) -> int:
        """The height of a line in px."""
        px = HEADING if entry.is_heading else TALL if entry.context else ROW
        return self._icons.theme.px(px)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        if not isinstance(model, EntryModel):
            return QSize(80, ROW)
        return QSize(80, self.height(model.entries[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, EntryModel):
            return
        entry = model.entries[index.row()]
        rect: QRect = option.rect
        if entry.is_heading:
            self._heading(painter, rect, entry)
            return
        if option.state & _SELECTED:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._icons.theme.color("accent_ground"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 6, 6)
            painter.restore()
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        self._line(painter, room, entry, model.spans(index.row()))

    def _heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        font, _, color = self._pen("small_strong", "muted")
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(rect.adjusted(_PAD, 6, -_PAD, 0), _LEFT, entry.title)

    def _line(self, painter: QPainter, room: QRect, entry: Entry, spans: EntrySpans) -> None:
        icons = self._icons
        first = QRect(room)
        if entry.context:
            first.setHeight(room.height() // 2 + 4)
            first.translate(0, 2)
        size = icons.theme.px(SIZE)
        icon = icons.pixmap(entry.icon, "muted", size, painter.device().devicePixelRatio())
        top = first.top() + (first.height() - size) // 2
        painter.drawPixmap(QPoint(room.left(), top), icon)
        words = first.adjusted(size + _GAP, 0, 0, 0)
        if entry.keys:
            words.setRight(self._keys(painter, first, entry.keys) - _GAP)
        elif entry.reason:
            words.setRight(self._reason(painter, first, entry.reason) - _GAP)
        named = self._pen("strong" if entry.detail or entry.context else "base", "text")
        sought = (named[0], named[1], icons.theme.color("accent"))
        # The detail keeps at least a third of the line.
        kept = 0
        if entry.detail:
            kept = named[1].horizontalAdvance(entry.detail)
            kept = min(kept, words.width() // 3) + _GAP
        title = words.adjusted(0, 0, -kept, 0)
        used = draw(painter, title, entry.title, spans.title, named, sought)
        quiet, strong = self._pen("small", "muted"), self._pen("small_strong", "text")
        if entry.detail:
            rest = words.adjusted(used + _GAP, 0, 0, 0)
            draw(painter, rest, entry.detail, spans.detail, quiet, strong)
        if entry.context:
            second = QRect(room.left() + size + _GAP, first.bottom() - 2, 0, 0)
            second.setBottomRight(room.bottomRight() - QPoint(0, 5))
            draw(painter, second, entry.context, spans.context, quiet, strong)

    def _reason(self, painter: QPainter, room: QRect, reason: str) -> int:
        """Why it was found, at the right; gives its left edge."""
        quiet = self._pen("small", "muted")
        width = min(quiet[1].horizontalAdvance(reason) + 2, room.width() // 3)
        box = room.adjusted(room.width() - width, 0, 0, 0)
        draw(painter, box, reason, (), quiet, quiet)
        return box.left()

    def _keys(self, painter: QPainter, room: QRect, keys: str) -> int:
        """A shortcut as a small key at the right; gives its left edge."""
        theme = self._icons.theme
        text = keys.replace("+", " ")
        font, metrics, muted = self._pen("small", "muted")
        width = metrics.horizontalAdvance(text) + 12
        height = theme.px(19)
        box = QRectF(room.right() - width, room.top() + (room.height() - height) / 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(muted)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()
        return round(box.left())

    def _pen(self, role: FontRole, color: str) -> _Pen:
        found = self._pens.get((role, color))
        if found is None:
            theme = self._icons.theme
            font = theme.font(role)
            found = self._pens[role, color] = (font, QFontMetrics(font), theme.color(color))
        return found

    def _pens_changed(self) -> None:
        self._pens.clear()
