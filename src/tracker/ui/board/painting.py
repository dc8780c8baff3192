"""Paints cards once and keeps the pictures: to scroll is to copy them."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.board import BoardCard
from tracker.ui.board.arranging import Lane
from tracker.ui.icons import SIZE, Icons
from tracker.ui.status import look_of
from tracker.ui.widgets.meter import paint_meter

PAD, RADIUS = 12, 8
_BYTES = 48_000_000
_TITLE_LINES = 2
_SMALL = 14
# How wide the bar and its number are, and what is kept free before them.
_METER, _APART = 78, 6
_MOST_TITLE = 400
_STRONG = ("L", "R", "AL")


class CardPainter:
    """Paints cards; `forget` when the theme, the language or the words of the cards are new."""

    def __init__(self, icons: Icons) -> None:
        self._icons = icons
        self._kept: dict[tuple[BoardCard, str, str, int, float], QPixmap] = {}

    def forget(self) -> None:
        """Colours or fonts are new."""
        self._kept.clear()

    def height(self) -> int:
        """How high every card is."""
        theme = self._icons.theme
        strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
        return PAD + 2 * strong.lineSpacing() + 4 + small.lineSpacing() + 8 + _foot(small) + PAD

    def paint(
        self, painter: QPainter, rect: QRect, card: BoardCard, about: str, target: str
    ) -> None:
        """Paint a card: `about` is the line below its title, `target` its target in words."""
        dpr = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), self.picture(rect.size(), card, about, target, dpr))

    def picture(self, size: QSize, card: BoardCard, about: str, target: str, dpr: float) -> QPixmap:
        """The picture of a card."""
        key = (card, about, target, size.width(), dpr)
        found = self._kept.get(key)
        if found is None:
            each = round(size.width() * size.height() * 4 * dpr * dpr) or 1
            if len(self._kept) >= max(64, _BYTES // each):
                # The oldest half goes: what is on the screen was painted last.
                for old in list(self._kept)[: len(self._kept) // 2]:
                    del self._kept[old]
            found = self._kept[key] = self._draw(size, card, about, target, dpr)
        return found

    def _draw(self, size: QSize, card: BoardCard, about: str, target: str, dpr: float) -> QPixmap:
        theme = self._icons.theme
        picture = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
        picture.setDevicePixelRatio(dpr)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
        if card.overdue:
            edge = QPainterPath()
            edge.addRoundedRect(whole, RADIUS, RADIUS)
            painter.setClipPath(edge)
            painter.fillRect(QRectF(0, 0, 3.5, size.height()), theme.color("overdue"))
            painter.setClipping(False)
        room = QRect(PAD, PAD - 1, size.width() - 2 * PAD, size.height() - 2 * PAD + 2)
        strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
        painter.setPen(theme.color("text"))
        below = self._title(painter, room, card.title, strong)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        line = QRect(room.left(), below + 4, room.width(), small.lineSpacing())
        _one_line(painter, line, about, small)
        foot = QRect(room.left(), room.bottom() - _foot(small) + 1, room.width(), _foot(small))
        self._foot(painter, foot, card, target, small)
        painter.end()
        return picture

    def _title(self, painter: QPainter, room: QRect, title: str, metrics: QFontMetrics) -> int:
        """Paint the title on one line or two; gives where it ends."""
        text = in_one_line(title, _MOST_TITLE) or tr("Without a title")
        layout = QTextLayout(text, self._icons.theme.font("strong"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        ends: list[int] = []
        top = float(room.top())
        for _ in range(_TITLE_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, 0))
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        painter.setFont(self._icons.theme.font("strong"))
        start = 0
        for number, end in enumerate(ends):
            last = number == len(ends) - 1
            part = text[start:] if last else text[start:end].rstrip()
            start = end
            place = QRect(room.left(), round(top), room.width(), metrics.lineSpacing())
            _one_line(painter, place, part, metrics)
            top += metrics.lineSpacing()
        return round(top)

    def _foot(
        self, painter: QPainter, rect: QRect, card: BoardCard, target: str, metrics: QFontMetrics
    ) -> None:
        theme, dpr = self._icons.theme, painter.device().devicePixelRatio()
        left = rect.left()
        # Where the badge says something else than the column does, it is said on the card.
        look = look_of(card.shown) if card.shown != card.status else None
        room = rect.width()
        if card.percent is not None:
            needed = metrics.horizontalAdvance(target) + (_SMALL + 5 if look is not None else 0)
            room -= self._percent(painter, rect, card, metrics, room - needed)
        words, role = target, "muted"
        if look is not None:
            role = look.role
            picture = self._icons.pixmap(look.icon, look.role, _SMALL, dpr)
            painter.drawPixmap(left, rect.top() + (rect.height() - _SMALL) // 2, picture)
            left += _SMALL + 5
            room -= _SMALL + 5
            full = f"{look.word} · {target}" if target else look.word
            fits = metrics.horizontalAdvance(full) <= room
            words = full if fits or not target or not card.overdue else target
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color(role))
        _one_line(painter, QRect(left, rect.top(), room, rect.height()), words, metrics)

    def _percent(
        self, painter: QPainter, rect: QRect, card: BoardCard, metrics: QFontMetrics, free: int
    ) -> int:
        """How much is done, at the right of the foot; the number alone where the bar would take
        the room of the target. Gives the room it took."""
        theme = self._icons.theme
        assert card.percent is not None
        painter.save()
        if free >= _METER + _APART:
            taken = _METER
            meter = QRect(rect.right() - taken + 1, rect.top(), taken, rect.height())
            paint_meter(painter, meter, theme, card.percent, card.status)
        else:
            words = tr("{percent} %", percent=card.percent)
            taken = metrics.horizontalAdvance(words)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text"))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(rect, flags, words)
        painter.restore()
        return taken + _APART

    def frame(self, painter: QPainter, rect: QRect, role: str, width: float) -> None:
        """A line round a card: that it is chosen, or has the focus."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._icons.theme.color(role), width))
        half = width / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), RADIUS, RADIUS)
        painter.restore()

    def lane(self, painter: QPainter, rect: QRect, left: int, lane: Lane, *, focused: bool) -> None:
        """The header of a lane: whether it is open, its name, how many it has. `left` is where
        the board's left edge is seen, so that the name stays there when columns scroll."""
        theme, dpr = self._icons.theme, painter.device().devicePixelRatio()
        painter.fillRect(rect, theme.color("window"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        icon = "chevron-right" if lane.closed else "chevron-down"
        top = rect.top() + (rect.height() - SIZE) // 2
        painter.drawPixmap(left, top, self._icons.pixmap(icon, "muted", SIZE, dpr))
        font = theme.font("strong")
        metrics = QFontMetrics(font)
        count = f"{lane.count:,}"
        wide = max(60, rect.right() - left - 80)
        name = metrics.elidedText(
            in_one_line(lane.name), Qt.TextElideMode.ElideRight, min(520, wide)
        )
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        words = QRect(
            left + SIZE + 8, rect.top(), metrics.horizontalAdvance(name) + 2, rect.height()
        )
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, flags, name)
        painter.setFont(theme.font("base"))
        painter.setPen(theme.color("muted"))
        painter.drawText(words.adjusted(words.width() + 8, 0, 200, 0), flags, count)
        if focused:
            around = QRect(left - 4, rect.top() + 3, words.width() + SIZE + 70, rect.height() - 6)
            self.frame(painter, around, "accent", 1.5)


def _foot(metrics: QFontMetrics) -> int:
    return max(_SMALL + 2, metrics.lineSpacing())


def _one_line(painter: QPainter, rect: QRect, text: str, metrics: QFontMetrics) -> None:
    """Words cut to their room; those that are written from the right stand at the right."""
    whole = in_one_line(text, _MOST_TITLE)
    shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignLeft
    # The first letter that has a direction decides, as in any paragraph.
    strong = (unicodedata.bidirectional(letter) for letter in whole)
    if next((one for one in strong if one in _STRONG), "L") != "L":
        side = Qt.AlignmentFlag.AlignRight
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, int(flags), shown)
