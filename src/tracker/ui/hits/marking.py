"""Text with the words sought set off, painted: never as rich text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from tracker.domain.search_marks import marks
from tracker.domain.shortening import in_one_line

Spans = Sequence[tuple[int, int]]
# Nobody reads further in one line.
_MOST = 400


def marked(typed: str, shown: str) -> Spans:
    """Where the words typed stand in what is shown; whole characters, in order, none twice.

    Nothing in scripts written from the right or with letters that join, which cannot be painted
    piece by piece.
    """
    shown = in_one_line(shown)[:_MOST]
    if not shown or not _is_simple(shown):
        return ()
    found: list[tuple[int, int]] = []
    for start, end in sorted(marks(typed, shown)):
        begin = max(start, found[-1][1] if found else 0)
        while end < len(shown) and _joins(shown[end]):
            end += 1
        if begin < end:
            found.append((begin, end))
    return tuple(found)


def draw(
    painter: QPainter,
    room: QRect,
    text: str,
    spans: Spans,
    plain: tuple[QFont, QFontMetrics, QColor],
    strong: tuple[QFont, QFontMetrics, QColor],
) -> int:
    """Paint `text` in one line, cut at the end of `room`; gives the width it took."""
    font, metrics, color = plain
    shown = metrics.elidedText(in_one_line(text), Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(color)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    # The ellipsis is no part of what was found.
    kept = len(shown) - 1 if shown.endswith("…") and len(shown) < len(text) else len(shown)
    pieces = _pieces(spans, kept)
    if not pieces:
        painter.drawText(room, flags, shown)
        return metrics.horizontalAdvance(shown)
    x = float(room.left())
    base = room.top() + (room.height() + metrics.ascent() - metrics.descent()) / 2
    at = 0
    for start, end in [*pieces, (len(shown), len(shown))]:
        for piece, (face, measure, ink) in (
            (shown[at:start], plain),
            (shown[start:end], strong),
        ):
            if piece:
                painter.setFont(face)
                painter.setPen(ink)
                painter.drawText(QPointF(x, base), piece)
                x += measure.horizontalAdvance(piece)
        at = end
    return round(x) - room.left()


def _pieces(spans: Spans, length: int) -> list[tuple[int, int]]:
    return [(start, min(end, length)) for start, end in spans if start < length]


def _is_simple(text: str) -> bool:
    return text.isascii() or not any(
        unicodedata.bidirectional(letter) in {"R", "AL"} or "\u0900" <= letter < "\u1100"
        for letter in text
    )


def _joins(letter: str) -> bool:
    """Whether a character belongs to the one before: an accent, or the rest of a syllable."""
    return unicodedata.combining(letter) != 0 or "\u1160" <= letter <= "\u11ff"
