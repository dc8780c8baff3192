"""The frame of a record page: facts left, activity in the middle, related right.

On a narrow window the right column goes below the facts, and then everything into one column.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tracker.ui.icons import Icons
from tracker.ui.record_page.head import RecordHead
from tracker.ui.widgets.card import Panel, ScrollColumn, clear
from tracker.ui.widgets.states import EmptyState

Shape = Literal["wide", "two", "one"]
LEFT, RIGHT, MIDDLE = 300, 252, 570
# A part of a part knows its height only when the one around it knows its width, and the column
# its own after both: so many turns of the event loop.
_PASSES = 3


class Part(QWidget):
    """A block that can stand in any column; add to `body`."""

    def __init__(self, gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(gap)


class RecordFrame(QWidget):
    """`facts.body`, `middle.body` and `related.body` are filled anew for each record."""

    def __init__(self, icons: Icons, head: RecordHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.head = head
        self.bar = Part()
        self.facts, self.middle, self.related = Part(), Part(), Part()
        self._shape: Shape | None = None
        self._places = [0, 0, 0]
        self._passes = 0
        self._left = Panel("left", LEFT)
        self._center = ScrollColumn(margin=20)
        self._right = Panel("right", RIGHT)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._center, 1)
        row.addWidget(self._right)
        columns = QWidget()
        columns.setLayout(row)
        self.message = EmptyState(icons, "file-text", "")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(columns)
        self._stack.addWidget(self.message)
        self.reshape("wide")
        icons.theme.changed.connect(self._text_resized)

    @property
    def shape(self) -> Shape:
        """How many columns there are now."""
        return self._shape or "wide"

    @contextmanager
    def rebuilding(self, *, same_record: bool) -> Iterator[None]:
        """Empty the parts, let the caller fill them, and show the result in one step."""
        self._places = [bar.value() if same_record else 0 for bar in self._bars()]
        with self._unseen():
            for part in (self.facts, self.middle, self.related):
                clear(part.body)
            yield
            self._stack.setCurrentIndex(0)

    @contextmanager
    def refilling_middle(self) -> Iterator[None]:
        """Empty the middle and let the caller fill it anew."""
        self._places = [bar.value() for bar in self._bars()]
        with self._unseen():
            clear(self.middle.body)
            yield

    @contextmanager
    def _unseen(self) -> Iterator[None]:
        """Nothing is painted until the columns have been laid out: no half-made page is seen."""
        self.setUpdatesEnabled(False)
        try:
            yield
        finally:
            self._passes = _PASSES
            QTimer.singleShot(0, self._reveal)

    def say(self, icon: str, title: str, text: str, action: str = "") -> None:
        """Show a message instead of a record."""
        self.message.say(icon, title, text, action)
        self._stack.setCurrentIndex(1)

    @property
    def says(self) -> bool:
        """Whether a message stands where the record would."""
        return self._stack.currentIndex() == 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reshape(self._wanted(event.size().width()))

    def reshape(self, shape: Shape) -> None:
        """Put the parts into as many columns as there is room for."""
        if shape == self._shape:
            return
        self._shape = shape
        left, center, right = self._left.body, self._center.body, self._right.body
        parts = (self.head, self.bar, self.middle, self.facts, self.related)
        # Not takeAt: an item that outlives its place would keep the sizes it once measured.
        for layout in (left, center, right):
            for part in parts:
                layout.removeWidget(part)
        if shape == "one":
            for part in parts:
                center.addWidget(part)
        else:
            left.addWidget(self.head)
            left.addWidget(self.facts)
            for part in (self.bar, self.middle):
                center.addWidget(part)
            if shape == "wide":
                right.addWidget(self.related)
            else:
                left.addWidget(self.related)
        for part in (self.head, self.facts, self.middle, self.related):
            part.show()
        self.bar.setVisible(bool(self.bar.body.count()))
        self._left.setVisible(shape != "one")
        self._right.setVisible(shape == "wide")

    def _wanted(self, width: int) -> Shape:
        px = self._icons.theme.px
        if width >= px(LEFT + MIDDLE + RIGHT):
            return "wide"
        return "two" if width >= px(LEFT + MIDDLE) else "one"

    def _bars(self) -> list[QScrollBar]:
        columns = (self._left.column, self._center, self._right.column)
        return [column.verticalScrollBar() for column in columns]

    def _reveal(self) -> None:
        if not isValid(self) or not isValid(self._center):
            return  # the window was closed meanwhile
        self._passes -= 1
        if self._passes > 0:
            QTimer.singleShot(0, self._reveal)
            return
        for bar, place in zip(self._bars(), self._places, strict=True):
            bar.setValue(place)
        self.setUpdatesEnabled(True)

    def _text_resized(self) -> None:
        self.reshape(self._wanted(self.width()))
