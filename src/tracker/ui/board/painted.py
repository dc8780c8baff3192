"""What of the board is seen, painted: columns, cards, lanes, and the card that is dragged."""

from __future__ import annotations

from operator import itemgetter

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView

from tracker.services.board import BoardCard
from tracker.ui.board.geometry import GAP, MARGIN, Geometry
from tracker.ui.board.model import BoardModel
from tracker.ui.board.painting import RADIUS, CardPainter
from tracker.ui.icons import Icons

# How far below a header the name of a folded column begins, and what cut part of it is worth it.
_STRIP_TOP, _STRIP_LEAST = 14, 48


class PaintedBoard(QListView):
    """Paints; what lies where, and what is dragged, is said by `BoardView`."""

    _icons: Icons
    cards: CardPainter
    board: BoardModel
    geometry_: Geometry
    lanes: str
    hovered: int
    _drag_ids: tuple[int, ...]
    _drag_at: QPoint | None

    def drop_column(self, point: QPoint) -> str:
        """The column on which a card dragged to a point would be dropped; "" for none."""
        at = self.geometry_.column_at(point.x() + self.horizontalOffset())
        columns = self.board.arrangement.columns
        return columns[at].key if at >= 0 and columns[at].is_target else ""

    def card(self, id: int) -> BoardCard | None:
        """A card that is not folded away."""
        row = self.board.arrangement.rows.get(id)
        entry = self.board.entry(row) if row is not None else None
        return entry.card if entry is not None else None

    def seen(self, rect: QRect) -> QRect:
        """A part of the board as it lies in the viewport."""
        return rect.translated(-self.horizontalOffset(), -self.verticalOffset())

    def sticky(self) -> int:
        """The lane whose header stays at the top while its cards scroll below it; -1 for none."""
        if not self.board.arrangement.has_headers or not self.board.arrangement.lanes:
            return -1
        return self.geometry_.lane_at(self.verticalOffset())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme, found = self._icons.theme, self.geometry_
        x, y = self.horizontalOffset(), self.verticalOffset()
        room = self.viewport().rect()
        painter.fillRect(room, theme.color("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        over = self.drop_column(self._drag_at) if self._drag_at is not None else ""
        for at, column in enumerate(self.board.arrangement.columns):
            left, width = found.lefts[at] - x, found.widths[at]
            if left + width < 0 or left > room.width():
                continue
            target = bool(over) and column.key == over
            painter.setBrush(theme.color("accent_ground" if target else "window"))
            painter.drawRoundedRect(left, -RADIUS, width, room.height() + RADIUS * 2 - 10, 8, 8)
            if column.folded:
                self._paint_strip(painter, left, width, column.word)
        self._paint_cards(painter, x, y, room)
        sticky = self.sticky()
        if sticky >= 0:
            below = found.tops[sticky + 1] - y if sticky + 1 < len(found.tops) else room.height()
            top = min(0, below - found.head_height)
            self._paint_header(painter, sticky, top)
        if self._drag_at is not None:
            self._paint_ghost(painter)
        if self.hasFocus() and not self.currentIndex().isValid():
            # No card has the keyboard yet, the board itself does.
            self.cards.frame(painter, room.adjusted(1, 1, -1, -1), "accent", 1.5)

    def _paint_cards(self, painter: QPainter, x: int, y: int, room: QRect) -> None:
        found, arrangement = self.geometry_, self.board.arrangement
        current = self.currentIndex().row()
        chosen = {index.row() for index in self.selectionModel().selectedIndexes()}
        focus = self.hasFocus()
        for lane in found.lanes_in(y, y + room.height()):
            if arrangement.has_headers:
                self._paint_header(painter, lane, found.tops[lane] - y)
            if arrangement.lanes[lane].closed:
                continue
            for at, column in enumerate(arrangement.columns):
                left = found.lefts[at] - x
                if column.folded or left > room.width() or left + found.widths[at] < 0:
                    continue
                cell = arrangement.cell(lane, at)
                for place in found.places_in(lane, at, y, y + room.height()):
                    card = cell[place]
                    rect = self.seen(found.card(lane, at, place))
                    if card.id in self._drag_ids and self._drag_at is not None:
                        painter.setOpacity(0.35)
                    self._paint_card(painter, rect, card)
                    painter.setOpacity(1.0)
                    row = arrangement.rows[card.id]
                    if row == current and focus:
                        self.cards.frame(painter, rect, "accent", 2)
                    elif row in chosen:
                        self.cards.frame(painter, rect, "accent", 1.2)
                    elif row == self.hovered:
                        self.cards.frame(painter, rect, "border", 1.2)

    def _paint_card(self, painter: QPainter, rect: QRect, card: BoardCard) -> None:
        # What the lane says is not said again on each of its cards.
        told = {"agreement": (card.by, card.owner), "owner": (card.agreement, card.by)}
        words = told.get(self.lanes, (card.agreement, card.by, card.owner))
        about = next((one for one in words if one), "")
        self.cards.paint(painter, rect, card, about, self.board.target(card))

    def _paint_header(self, painter: QPainter, lane: int, top: int) -> None:
        found, arrangement = self.geometry_, self.board.arrangement
        rect = QRect(0, top, self.viewport().width(), found.head_height)
        focused = self.currentIndex().row() == arrangement.headers[lane] and self.hasFocus()
        self.cards.lane(painter, rect, MARGIN, arrangement.lanes[lane], focused=focused)

    def strip_room(self, wanted: int) -> tuple[int, int]:
        """Where down a folded column there are so many px for its name, as top and height: the
        first place between the lanes' headers, or the highest where none is so high."""
        below, room = self.verticalOffset(), self.viewport().height()
        found, lanes = self.geometry_, self.board.arrangement.lanes
        if not self.board.arrangement.has_headers or not lanes:
            return _STRIP_TOP, room - _STRIP_TOP
        best = (0, 0)
        for lane in found.lanes_in(below, below + room):
            end = found.tops[lane + 1] - below if lane + 1 < len(lanes) else room
            # The header that stays at the top covers what has scrolled below it.
            top = max(found.tops[lane] - below, 0) + found.head_height + _STRIP_TOP
            height = min(end, room) - top - GAP
            if height >= wanted:
                return top, height
            best = max(best, (top, height), key=itemgetter(1))
        return best

    def _paint_strip(self, painter: QPainter, left: int, width: int, word: str) -> None:
        """The name of a folded column, from the top down."""
        font = self._icons.theme.font("strong")
        metrics = QFontMetrics(font)
        wanted = metrics.horizontalAdvance(word) + 2
        top, height = self.strip_room(wanted)
        if height < min(wanted, _STRIP_LEAST):
            return  # its head says it, by its picture and its tip
        painter.save()
        painter.setPen(self._icons.theme.color("muted"))
        painter.setFont(font)
        painter.translate(left + width // 2, top)
        painter.rotate(90)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        words = metrics.elidedText(word, Qt.TextElideMode.ElideRight, height)
        painter.drawText(QRect(0, -14, height, 28), flags, words)
        painter.restore()
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_ghost(self, painter: QPainter) -> None:
        card = self.card(self._drag_ids[0]) if self._drag_ids else None
        if card is None or self._drag_at is None:
            return
        theme = self._icons.theme
        width = next((w for w in self.geometry_.widths if w > self.geometry_.sizes.strip), 200)
        rect = QRect(0, 0, width - 12, self.geometry_.sizes.card)
        rect.moveTopLeft(self._drag_at - QPoint(rect.width() // 3, rect.height() // 3))
        for more in range(min(2, len(self._drag_ids) - 1), 0, -1):
            painter.setBrush(theme.color("raised"))
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawRoundedRect(rect.translated(4 * more, 4 * more), RADIUS, RADIUS)
        painter.setOpacity(0.94)
        self._paint_card(painter, rect, card)
        painter.setOpacity(1.0)
        self.cards.frame(painter, rect, "accent", 1.5)
        if len(self._drag_ids) > 1:
            badge = QRect(rect.right() - 14, rect.top() - 10, 26, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(badge, 10, 10)
            painter.setPen(theme.color("on_accent"))
            painter.setFont(theme.font("small_strong"))
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(len(self._drag_ids)))
