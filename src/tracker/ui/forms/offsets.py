"""The editor of a distance from the event: what it comes to stands behind what is typed."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import tr
from tracker.ui.forms.lines import LineEditor
from tracker.ui.icons import Icons
from tracker.ui.widgets.labels import plain_tip

_INSET, _GAP = 9, 10


class OffsetLine(QLineEdit):
    """A line that shows, where there is room, the day its text comes to."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.gives = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.gives or not self.text():
            return
        metrics = QFontMetrics(self.font())
        room = QRect(self.rect().adjusted(_INSET, 2, -_INSET, -2))
        typed = metrics.horizontalAdvance(self.text())
        if typed + _GAP + metrics.horizontalAdvance(self.gives) > room.width():
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._icons.theme.color("muted"))
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(room, where, self.gives)


class OffsetEditor(LineEditor):
    """ "6 weeks before", "3 days after", "on the day"."""

    line: OffsetLine

    def show_given(self, words: str) -> None:
        """Say the day it comes to; nothing if that is not known."""
        if words == self.line.gives:
            return
        self.line.gives = words
        said = tr("comes to {date}", date=words) if words else self.described()
        self.line.setToolTip(plain_tip(said))
        if not self.problem:
            self.line.setAccessibleDescription(said)
        self.line.update()

    def _made_line(self) -> QLineEdit:
        return OffsetLine(self.parts.icons, self)
