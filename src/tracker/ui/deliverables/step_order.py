"""The rows of a checklist below each other, put in order by dragging one of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.ui.deliverables.step_row import StepRow
from tracker.ui.icons import Icons


class StepOrder(QWidget):
    """`ordered(rows)` when one was dropped elsewhere; a line shows where it would go."""

    ordered = Signal(list)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._rows: list[StepRow] = []
        self._gap: int | None = None
        self._line = _Line(icons, self)
        self._line.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add(self, row: StepRow) -> None:
        """A further row, last."""
        self._rows.append(row)
        self._column.addWidget(row)
        row.dragged.connect(self._drag)
        row.dropped.connect(partial(self._drop, row))

    def insert_below(self, row: StepRow, panel: QWidget) -> None:
        """Open something below a row."""
        self._column.insertWidget(self._column.indexOf(row) + 1, panel)

    def _drag(self, y: int) -> None:
        middles = [row.geometry().center().y() for row in self._rows]
        self._gap = sum(middle < y for middle in middles)
        if self._gap < len(self._rows):
            top = self._rows[self._gap].geometry().top()
        else:
            top = self._rows[-1].geometry().bottom() + 1
        self._line.setGeometry(QRect(0, max(0, min(top - 1, self.height() - 3)), self.width(), 3))
        self._line.show()
        self._line.raise_()

    def _drop(self, row: StepRow) -> None:
        gap, self._gap = self._gap, None
        self._line.hide()
        if gap is None:
            return
        place = self._rows.index(row)
        rows = [one for one in self._rows if one is not row]
        rows.insert(gap - (gap > place), row)
        self.ordered.emit(rows)


class _Line(QWidget):
    """Where a dragged row would go."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._icons.theme.color("accent"))
