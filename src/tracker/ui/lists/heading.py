"""The heading of a group across all columns, with the sums of its rows in theirs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from tracker.ui.icons import SIZE, Icons
from tracker.ui.lists.columns import GroupLine
from tracker.ui.lists.fitting import EDGE
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.status import look_of
from tracker.ui.widgets.badge import paint_status

_PAD = 10
_GAP = 8
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def paint_heading(
    painter: QPainter,
    rect: QRect,
    icons: Icons,
    view: QTableView,
    model: WindowedTableModel,
    line: GroupLine,
    row: int,
    at: int,
) -> None:
    """Paint what falls into the cell `rect` of the heading in a row."""
    theme = icons.theme
    painter.fillRect(rect, theme.color("window"))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
    key = model.columns[at].key
    if key in line.sums and line.sums[key] is not None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        words, cell = model.columns[at].words(line.sums[key]), rect.adjusted(_PAD, 0, -_PAD, -1)
        words = painter.fontMetrics().elidedText(words, _ELIDE, cell.width())
        painter.drawText(cell, _RIGHT, words)
    room = _room(view, model, line, rect)
    if not rect.intersects(room):
        return
    painter.save()
    painter.setClipRect(rect.intersected(room))
    _paint_words(painter, room, icons, model, line, is_open=model.is_open(row))
    painter.restore()


def _room(view: QTableView, model: WindowedTableModel, line: GroupLine, rect: QRect) -> QRect:
    """From the first column to the first sum, in the height of the row."""
    head = view.horizontalHeader()
    begin = head.sectionViewportPosition(head.logicalIndex(0))
    right = begin + head.length()
    for at in range(1, head.count()):
        section = head.logicalIndex(at)
        if line.sums.get(model.columns[section].key) is not None:
            right = head.sectionViewportPosition(section)
            break
    # Its words stay in sight when the columns are scrolled.
    left = max(0, begin)
    return QRect(left, rect.top(), right - left, rect.height() - 1)


def _paint_words(
    painter: QPainter,
    room: QRect,
    icons: Icons,
    model: WindowedTableModel,
    line: GroupLine,
    *,
    is_open: bool,
) -> None:
    theme = icons.theme
    dpr = painter.device().devicePixelRatio()
    sign = icons.pixmap("chevron-down" if is_open else "chevron-right", "muted", SIZE, dpr)
    painter.drawPixmap(QPoint(room.left() + 2, room.center().y() - SIZE // 2 + 1), sign)
    room = room.adjusted(EDGE + _PAD, 0, -_PAD, 0)
    column = model.group_column
    words = model.words_of(line)
    metrics = QFontMetrics(theme.font("strong"))
    width = metrics.horizontalAdvance(words)
    if column is not None and column.kind == "status" and line.label_value is not None:
        look = look_of(str(line.label_value))
        paint_status(painter, room, icons, look, words)
        width += SIZE + 6
    else:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        count_room = metrics.horizontalAdvance(f"{line.count:,}") + _GAP
        shown = metrics.elidedText(words, _ELIDE, max(0, room.width() - count_room))
        width = metrics.horizontalAdvance(shown)
        painter.drawText(room, _LEFT, shown)
    painter.setFont(theme.font("base"))
    painter.setPen(theme.color("muted"))
    painter.drawText(room.adjusted(width + _GAP, 0, 0, 0), _LEFT, f"{line.count:,}")
