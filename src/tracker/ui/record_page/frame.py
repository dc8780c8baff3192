"""The frame of a record page: facts left, activity in the middle, related right.

On a narrow window the right column goes below the facts, and then everything into one column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from time import perf_counter
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QStackedLayout, QWidget

from tracker.ui.icons import Icons
from tracker.ui.record_page.head import RecordHead
from tracker.ui.widgets.card import Column, Panel, ScrollColumn, clear
from tracker.ui.widgets.states import EmptyState

Shape = Literal["wide", "two", "one"]
LEFT, RIGHT, MIDDLE = 300, 252, 570
# A part of a part knows its height only when the one around it knows its width, and the column
# its own after both.
_PASSES = 3
# What is below the fold is made in pieces of so many ms, so that the page answers meanwhile.
_PIECE_MS = 8
_MARGIN = 80
Steps = Iterator[None]


class Part(Column):
    """A block that can stand in any column; add to `body`.

    What is made step by step (`steps`) need not be made before it can be seen.
    """

    def __init__(self, gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(gap, parent)
        self._steps: Steps | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything has been made."""
        return self._steps is None

    def begin(self, steps: Steps) -> None:
        """Make these, after those there are already; nothing is made yet."""
        self._steps = steps if self._steps is None else chain(self._steps, steps)

    def empty(self) -> None:
        """Remove everything, and what was still to be made."""
        self._steps = None
        clear(self.body)

    def grow(self, height: int | None = None, until: float | None = None) -> None:
        """Make steps: all of them, or until it is that high or that moment has come."""
        while self._steps is not None:
            if height is not None and self.body.sizeHint().height() >= height:
                return
            if until is not None and perf_counter() >= until:
                return
            if next(self._steps, self) is self:
                self._steps = None


class RecordFrame(QWidget):
    """`facts`, `middle` and `related` are filled anew for each record."""

    def __init__(self, icons: Icons, head: RecordHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.head = head
        self.bar = Part()
        self.facts, self.middle, self.related = Part(), Part(), Part()
        self._shape: Shape | None = None
        self._parts = (self.facts, self.middle, self.related)
        self._places = [0, 0, 0]
        self._awaits_paint = False
        self._is_whole = True
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._make_more)
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
        """Empty the parts, let the caller fill them, and show the result in one step.

        Of another record the parts' first steps are made, as far down as can be seen, and the
        others after that has been painted.
        """
        self._places = [bar.value() if same_record else 0 for bar in self._bars()]
        with self._refilling(self._parts, whole=same_record):
            yield
            self._stack.setCurrentIndex(0)

    @contextmanager
    def refilling_middle(self) -> Iterator[None]:
        """Empty the middle and let the caller fill it anew."""
        self._places = [bar.value() for bar in self._bars()]
        with self._refilling((self.middle,), whole=True):
            yield

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be made."""
        return self._is_whole

    @contextmanager
    def _refilling(self, parts: tuple[Part, ...], *, whole: bool) -> Iterator[None]:
        """Nothing is painted until the columns have been laid out: no half-made page is seen."""
        whole = whole or not self.isVisible()
        self.setUpdatesEnabled(False)
        try:
            for part in parts:
                # Hidden: else each widget would be shown, and laid out, in a turn of its own.
                part.hide()
                part.empty()
            yield
            # From the top, in whatever column they are.
            for part in (self.middle, self.facts, self.related):
                part.grow(None if whole else self._room(part))
        finally:
            for part in parts:
                part.show()
            self._settle()
            for bar, place in zip(self._bars(), self._places, strict=True):
                bar.setValue(place)
            self._is_whole = all(part.is_whole for part in self._parts)
            self._awaits_paint = not self._is_whole
            self.setUpdatesEnabled(True)

    def _room(self, part: Part) -> int:
        """How high a part can be before it is cut off at the bottom of the page; rather too much,
        for its height is guessed before it has its width."""
        above: dict[Part, list[QWidget]] = {self.middle: [self.bar], self.facts: [self.head]}
        if self.shape == "one":
            above[self.middle] = [self.head, self.bar]
            above[self.facts] = [self.head, self.bar, self.middle]
        if self.shape != "wide":
            above[self.related] = [*above[self.facts], self.facts]
        used = sum(one.sizeHint().height() for one in above.get(part, ()))
        return self.height() - used + self._icons.theme.px(_MARGIN)

    @staticmethod
    def _settle() -> None:
        """Let everything find its size now."""
        for _ in range(_PASSES):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._awaits_paint:
            self._awaits_paint = False
            self._rest.start()

    def _make_more(self) -> None:
        """A piece of what is below the fold; when all is there, it is put in order."""
        if all(part.is_whole for part in self._parts):
            self._is_whole = True
            self._settle()
            in_tab_order(self._parts)
            return
        until = perf_counter() + _PIECE_MS / 1000
        for part in self._parts:
            part.grow(until=until)
        self._rest.start()

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

    def _text_resized(self) -> None:
        self.reshape(self._wanted(self.width()))


def in_tab_order(parts: Sequence[QWidget]) -> None:
    """Let Tab go through one part after the other, from the top of each: what was made late would
    else come last."""
    before: QWidget | None = None
    for part in parts:
        for widget in part.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
