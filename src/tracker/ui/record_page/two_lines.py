"""Words on at most two lines: wrapped where they need it, cut at the end of the second."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption


def lines_of(text: str, font: QFont, width: int) -> list[str]:
    """The one or two lines; the second holds all that is left, however long it is."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        layout.endLayout()
        return [text]
    line.setLineWidth(max(1, width))
    end = line.textLength()
    layout.endLayout()
    # Positions count UTF-16 units, as Qt does.
    units = text.encode("utf-16-le")
    first = units[: end * 2].decode("utf-16-le", "ignore").rstrip()
    rest = units[end * 2 :].decode("utf-16-le", "ignore").strip()
    return [first, rest] if rest else [first]


def draw_lines(
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    *,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Draw them in the middle of `room`'s height, with the pen that is set."""
    painter.setFont(font)
    metrics = painter.fontMetrics()
    two = room.height() >= 2 * metrics.height() - 2
    lines = lines_of(text, font, room.width()) if two else [text]
    top = room.center().y() + 1 - len(lines) * metrics.lineSpacing() / 2
    for at, line in enumerate(lines):
        shown = metrics.elidedText(line, elide, room.width())
        base = top + at * metrics.lineSpacing() + metrics.ascent()
        painter.drawText(QPointF(room.left(), round(base)), shown)
