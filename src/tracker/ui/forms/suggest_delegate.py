"""Paints one suggestion: its name, and quietly what tells it apart."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.icons import Icons

_HEIGHT = 30
_GAP = 10


class SuggestionDelegate(QStyledItemDelegate):
    """Name left, detail right of it in muted text; an action has an icon and the accent."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(option.rect.width(), self._icons.theme.px(_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._icons.theme
        item = cast("Suggestion", index.data(Qt.ItemDataRole.UserRole))
        rect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = bool(state & QStyle.StateFlag.State_Selected)
        if marked or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accent_ground" if marked else "hover"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
        room = rect.adjusted(9, 0, -9, 0)
        if item.icon:
            size = 16
            picture = self._icons.pixmap(
                item.icon, "accent", size, painter.device().devicePixelRatio()
            )
            painter.drawPixmap(room.left(), room.center().y() - size // 2 + 1, picture)
            room.setLeft(room.left() + size + 7)
        self._words(painter, room, item)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, item: Suggestion) -> None:
        theme = self._icons.theme
        font = theme.font("strong" if item.icon else "base")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.color("accent" if item.icon else "text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        # A long detail may take up to half of the line; the name is never cut for its sake.
        wanted = metrics.horizontalAdvance(item.label)
        quiet = QFontMetrics(theme.font("small"))
        detail = min(
            quiet.horizontalAdvance(item.detail),
            max(room.width() // 2, room.width() - wanted - _GAP),
        )
        share = room.width() - (detail + _GAP if item.detail else 0)
        label = metrics.elidedText(
            item.label, Qt.TextElideMode.ElideRight, max(share, room.width() // 2)
        )
        painter.drawText(room, int(middle), label)
        used = metrics.horizontalAdvance(label) + _GAP
        if item.detail:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("muted"))
            rest = room.adjusted(used, 0, 0, 0)
            text = quiet.elidedText(item.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(middle), text)
