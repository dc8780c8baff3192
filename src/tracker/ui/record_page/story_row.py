"""One entry of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.shortening import MOST, in_one_line
from tracker.ui.icons import SIZE, Icons
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.painted import Painted, Words, of_widget
from tracker.ui.widgets.badge import paint_status
from tracker.ui.widgets.labels import LabelRole
from tracker.ui.widgets.passage import passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.ui.record_page.story import StoryEntry

_SIDE, _TOP, _GAP = 14, 10, 3
_WHEN = 92


class StoryRow(Painted):
    """The day, a badge, and what happened; its links are lines: `activated(payload)`."""

    activated = Signal(object)

    def __init__(
        self,
        icons: Icons,
        entry: StoryEntry,
        badge: int,
        *,
        lined: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icons, parent)
        self.entry, self._badge, self._lined = entry, badge, lined
        self._said = entry.word or entry.look.word
        self._label: QWidget | None = None
        self._links: list[RecordLine] = []
        for at, (name, icon, payload) in enumerate(entry.links):
            rest = f"· {entry.by}" if entry.by and at == len(entry.links) - 1 else ""
            link = RecordLine(
                icons, name, rest, icon=icon, payload=payload, small=True, parent=self
            )
            link.activated.connect(self.activated)
            self._links.append(link)
        self.setAccessibleName(self.words())
        if len(entry.text) > MOST:
            self.make_selectable()

    def words(self) -> str:
        """Everything it says but its links."""
        entry = self.entry
        said = (entry.when, self._said, in_one_line(entry.text), *entry.details)
        by = () if entry.links else (entry.by,)
        return " · ".join(part for part in (*said, *by) if part)

    def sizeHint(self) -> QSize:
        # A guess without laying it out: what counts is the height for the width there is.
        px, entry = self._icons.theme.px, self.entry
        lines = bool(entry.text) + bool(entry.details) + max(len(self._links), bool(entry.by))
        width = 2 * _SIDE + px(_WHEN + 24 + 320) + self._badge
        return QSize(width, max(1, lines) * px(20) + 2 * _TOP)

    def minimumSizeHint(self) -> QSize:
        px = self._icons.theme.px
        return QSize(2 * _SIDE + px(_WHEN + 24 + 48) + self._badge, px(SIZE) + 2 * _TOP)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._lined:
            painter.fillRect(0, 0, self.width(), 1, self._icons.theme.color("line"))
        paint_status(painter, self._badge_place(), self._icons, self.entry.look, self._said)

    def _select(self) -> None:
        entry = self.entry
        if entry.text:
            role: LabelRole = "muted" if entry.faded else ""
            name = f"{entry.when} · {self._said}"
            self._label = passage(self._icons, name, entry.text, role)
            self._label.setParent(self)
            self._label.show()

    def _lay_out(self, width: int) -> list[Words]:
        entry, px = self.entry, self._icons.theme.px
        top = _TOP + self._lined
        when = self._text(entry.when, "base", "muted", QRect(_SIDE, top, px(_WHEN), 0))
        left = _SIDE + px(_WHEN) + px(12) + self._badge + px(12)
        room = QRect(left, top, max(1, width - left - _SIDE), 0)
        made: list[Words] = []
        if self._label is not None:
            made.append(of_widget(self._label, room))
        elif entry.text:
            color = "muted" if entry.faded else "text"
            made.append(self._text(entry.text, "base", color, room))
        if entry.details:
            made.append(self._text(" · ".join(entry.details), "small", "muted", room))
        made += [of_widget(link, room) for link in self._links]
        if entry.by and not self._links:
            made.append(self._text(entry.by, "small", "muted", room))
        for one in made:
            one.place.moveTop(top)
            top = one.place.bottom() + 1 + _GAP
        return [when, *made]

    def _bottom(self, words: Sequence[Words]) -> int:
        return max(super()._bottom(words), self._badge_place().bottom() + 1) + _TOP

    def _badge_place(self) -> QRect:
        px = self._icons.theme.px
        metrics = QFontMetrics(self._icons.theme.font("strong"))
        left = _SIDE + px(_WHEN) + px(12)
        return QRect(left, _TOP + self._lined, self._badge, max(SIZE, metrics.height()))
