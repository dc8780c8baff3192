"""The words of cells, cut to their width and laid out once: to lay a text out takes longer than to
paint it, and most of what a list shows was there in the frame before."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QStaticText, QTransform

from tracker.domain.shortening import in_one_line
from tracker.ui.theme import FontRole, Theme

# Some screens full.
_KEPT = 1_000
_ELIDE = Qt.TextElideMode.ElideRight


class _Laid(NamedTuple):
    text: QStaticText
    width: float
    height: float


class Writing:
    """`write` paints a text in one line."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._laid: dict[tuple[str, int, FontRole], _Laid] = {}

    def forget(self) -> None:
        """Fonts are new: all is laid out again."""
        self._laid.clear()

    def write(
        self, painter: QPainter, room: QRect, text: str, role: FontRole, *, right: bool = False
    ) -> None:
        """Paint `text` in the middle of the height of `room`, cut where it ends. The painter has
        the font of that role, and a pen."""
        width = room.width()
        laid = self._laid.get((text, width, role))
        if laid is None:
            laid = self._lay_out(text, width, role)
            if len(text) < 2 * len(laid.text.text()) + 80:  # a long note is no key to keep
                if len(self._laid) >= _KEPT:
                    self._laid.clear()
                self._laid[text, width, role] = laid
        left = room.left() + (width - laid.width if right else 0)
        # Not rounded: Qt puts the line of the letters on a whole pixel, as for any other text.
        top = room.top() + (room.height() - laid.height) / 2
        painter.drawStaticText(QPointF(left, top), laid.text)

    def _lay_out(self, text: str, width: int, role: FontRole) -> _Laid:
        font = self._theme.font(role)
        shown = QFontMetrics(font).elidedText(in_one_line(text), _ELIDE, width)
        made = QStaticText(shown)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(QTransform(), font)
        size, height = made.size(), QFontMetricsF(font).height()
        if size.height() > ceil(height):  # letters of a taller font; Qt tells whole pixels only
            height = size.height() - 0.5
        return _Laid(made, size.width(), height)
