"""One entry of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tracker.domain.shortening import MOST, in_one_line
from tracker.ui.icons import SIZE, Icons
from tracker.ui.record_page.day_column import day_width
from tracker.ui.record_page.evidence_chip import EvidenceChip
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.painted import Painted, Words, of_widget
from tracker.ui.widgets.badge import paint_status
from tracker.ui.widgets.labels import LabelRole
from tracker.ui.widgets.passage import passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.ui.record_page.story import StoryEntry

_SIDE, _TOP, _GAP = 14, 10, 3


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
            last = at == len(entry.links) - 1 and not self._by_apart
            rest = f"· {entry.by}" if entry.by and last else ""
            link = RecordLine(
                icons, name, rest, icon=icon, payload=payload, small=True, parent=self
            )
            link.activated.connect(self.activated)
            self._links.append(link)
        self.chips: list[EvidenceChip] = []
        for chip in entry.chips:
            made = EvidenceChip(icons, chip, self)
            made.activated.connect(self.activated)
            self.chips.append(made)
        self.setAccessibleName(self.words())
        if len(entry.text) > MOST:
            self.make_selectable()

    @property
    def _by_apart(self) -> bool:
        """Who recorded a line of a log stands by itself, not behind what leads elsewhere."""
        return self.entry.line is not None

    def unline(self) -> None:
        """Something else stands above it: no line is needed there."""
        self._lined = False
        self.measure_anew()

    def words(self) -> str:
        """Everything it says but its links."""
        entry = self.entry
        said = (entry.when, self._said, in_one_line(entry.text), *entry.details)
        by = () if entry.links and not self._by_apart else (entry.by,)
        chips = (one.words() for one in self.chips)
        return " · ".join(part for part in (*said, *chips, *by) if part)

    def sizeHint(self) -> QSize:
        # A guess without laying it out: what counts is the height for the width there is.
        px, entry = self._icons.theme.px, self.entry
        lines = bool(entry.text) + bool(entry.details) + max(len(self._links), bool(entry.by))
        lines += (bool(entry.chips) * 3) // 2
        width = 2 * _SIDE + day_width(self._icons.theme) + px(24 + 320) + self._badge
        return QSize(width, max(1, lines) * px(20) + 2 * _TOP)

    def minimumSizeHint(self) -> QSize:
        px = self._icons.theme.px
        width = 2 * _SIDE + day_width(self._icons.theme) + px(24 + 48) + self._badge
        return QSize(width, px(SIZE) + 2 * _TOP)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._lined:
            painter.fillRect(0, 0, self.width(), 1, self._icons.theme.color("line"))
        paint_status(painter, self._badge_place(), self._icons, self.entry.look, self._said)
        if self.entry.struck:
            self._strike(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._icons.theme.color("accent"), 1.5))
            frame = QRectF(self.rect()).adjusted(3, 3 + self._lined, -3, -3)
            painter.drawRoundedRect(frame, 5, 5)

    def _strike(self, painter: QPainter) -> None:
        """Through every line of what it said, and through its status."""
        theme = self._icons.theme
        painter.setPen(QPen(theme.color("muted"), 1))
        words = self._words(self.width())
        for one in words[1:2]:
            if one.layout is not None:
                for at in range(one.layout.lineCount()):
                    line = one.layout.lineAt(at)
                    y = one.place.top() + line.y() + line.height() * 0.56
                    left = one.place.left() + line.x()
                    painter.drawLine(QPointF(left, y), QPointF(left + line.naturalTextWidth(), y))
        badge = self._badge_place()
        wide = QFontMetrics(theme.font("strong")).horizontalAdvance(self._said)
        left = badge.left() + SIZE + 6
        y = badge.top() + badge.height() * 0.56
        painter.drawLine(QPointF(left, y), QPointF(min(left + wide, badge.right()), y))

    def _select(self) -> None:
        entry = self.entry
        if entry.text and not entry.struck:
            role: LabelRole = "muted" if entry.faded else ""
            name = f"{entry.when} · {self._said}"
            self._label = passage(self._icons, name, entry.text, role)
            self._label.setParent(self)
            self._label.show()

    def _lay_out(self, width: int) -> list[Words]:
        entry, px = self.entry, self._icons.theme.px
        top = _TOP + self._lined
        days = day_width(self._icons.theme)
        when = self._text(entry.when, "base", "muted", QRect(_SIDE, top, days, 0))
        left = _SIDE + days + px(12) + self._badge + px(12)
        room = QRect(left, top, max(1, width - left - _SIDE), 0)
        made: list[Words] = []
        if self._label is not None:
            made.append(of_widget(self._label, room))
        elif entry.text:
            color = "muted" if entry.faded else "text"
            made.append(self._text(entry.text, "base", color, room))
        if entry.details:
            made.append(self._text(" · ".join(entry.details), "small", "muted", room))
        chips = self._chips_in_rows(room)
        if chips:
            # A picture is higher than what stands after it in its row.
            below = max(chip.place.bottom() for chip in chips) + 1
            made.append(Words(QRect(room.left(), 0, room.width(), below)))
        at_chips = len(made) - 1
        made += [of_widget(link, room) for link in self._links]
        if entry.by and (self._by_apart or not self._links):
            made.append(self._text(entry.by, "small", "muted", room))
        for place, one in enumerate(made):
            one.place.moveTop(top)
            if chips and place == at_chips:
                for chip in chips:
                    chip.place.translate(0, top)
            top = one.place.bottom() + 1 + _GAP
        return [when, *made, *chips]

    def _chips_in_rows(self, room: QRect) -> list[Words]:
        """The chips beside each other, in as many rows as they need; from 0 downward."""
        found: list[Words] = []
        left, top, below = room.left(), 2, 0
        gap = self._icons.theme.px(6)
        for chip in self.chips:
            size = chip.sizeHint()
            width = min(size.width(), room.width())
            if found and left + width > room.right() + 1:
                left, top = room.left(), below + gap
            found.append(Words(QRect(left, top, width, size.height()), widget=chip))
            left += width + gap
            below = max(below, top + size.height())
        return found

    def _bottom(self, words: Sequence[Words]) -> int:
        return max(super()._bottom(words), self._badge_place().bottom() + 1) + _TOP

    def _badge_place(self) -> QRect:
        px = self._icons.theme.px
        metrics = QFontMetrics(self._icons.theme.font("strong"))
        left = _SIDE + day_width(self._icons.theme) + px(12)
        return QRect(left, _TOP + self._lined, self._badge, max(SIZE, metrics.height()))
