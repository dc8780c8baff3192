"""The head of a card's table: words only, since a handful of rows needs no sorting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.table_parts import PAD, TableColumn

_RIGHT = frozenset({"percent", "number"})


class CardTableHead(QHeaderView):
    """Muted words above the columns."""

    def __init__(self, icons: Icons, columns: Sequence[TableColumn], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._icons, self._columns = icons, columns
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(tr("Columns"))

    def sizeHint(self) -> QSize:
        # Only its height is asked for; Qt's own hint measures every word, again and again.
        return QSize(0, self._icons.theme.px(30))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        theme = self._icons.theme
        column = self._columns[logicalIndex]
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        room = rect.adjusted(PAD, 0, -PAD, -1)
        painter.setFont(theme.font("head"))
        painter.setPen(theme.color("muted"))
        words = painter.fontMetrics().elidedText(
            tr(column.label), Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if column.kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
