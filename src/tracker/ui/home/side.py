"""The right column of the first page: deliverables by status, and what was logged lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import tr, trn
from tracker.ui.home import words
from tracker.ui.home.shown import LoggedLine
from tracker.ui.icons import Icons
from tracker.ui.status import DELIVERABLE, look_of
from tracker.ui.theme import set_property
from tracker.ui.widgets.badge import StatusBadge
from tracker.ui.widgets.card import SectionTitle, clear
from tracker.ui.widgets.labels import ElidedLabel, label
from tracker.ui.widgets.meter import Bar
from tracker.ui.widgets.states import IconLabel

_ORDER = (
    "delivered",
    "partly_delivered",
    "in_progress",
    "planned",
    "at_risk",
    "overdue",
    "on_hold",
    "idea",
    "cancelled",
    "not_pursued",
    "history",
)
# These are shown even when there are none of them.
_ALWAYS = frozenset({"delivered", "in_progress", "planned", "at_risk", "overdue", "on_hold"})
INSET = 6
_BADGE_WIDTH = 116
_MOST_LOGGED = 6


class PressableRow(QWidget):
    """A line of the column that can be opened by click or key: `activated(payload)`."""

    activated = Signal(object)

    def __init__(self, payload: object, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.payload = payload
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("part", "row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.activated.emit(self.payload)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self.payload)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: object) -> None:
        set_property(self, "hovered", True)

    def leaveEvent(self, event: object) -> None:
        set_property(self, "hovered", False)


class HomeSide(QWidget):
    """`status_chosen(status)` and `record_chosen(ref)`."""

    status_chosen = Signal(object)
    record_chosen = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.bars = QVBoxLayout()
        self.bars.setSpacing(1)
        self.logged = QVBoxLayout()
        self.logged.setSpacing(2)
        titles = [SectionTitle(tr("Deliverables by status")), SectionTitle(tr("Recently logged"))]
        for title in titles:
            # As far in as the words of the rows, which keep room for their hover.
            title.setContentsMargins(INSET, 0, INSET, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(titles[0])
        column.addLayout(self.bars)
        column.addSpacing(14)
        column.addWidget(titles[1])
        column.addLayout(self.logged)

    def show_statuses(self, counts: Mapping[str, int]) -> None:
        """A bar for each status; their lengths compare with the longest."""
        clear(self.bars)
        most = max(counts.values(), default=0) or 1
        for status in _ORDER:
            count = counts.get(status, 0)
            if count or status in _ALWAYS:
                self.bars.addWidget(self._bar(status, count, count / most))

    def show_logged(self, lines: Sequence[LoggedLine], today: date) -> None:
        """The entries logged lately."""
        clear(self.logged)
        for line in lines[:_MOST_LOGGED]:
            self.logged.addWidget(self._line(line, today))
        if not lines:
            none = label(tr("Nothing has been logged yet."), "muted", wrap=True)
            none.setContentsMargins(INSET, 0, INSET, 0)
            self.logged.addWidget(none)

    def _bar(self, status: str, count: int, share: float) -> QWidget:
        look = look_of(status)
        name = trn(
            "{status}: {n} deliverable", "{status}: {n} deliverables", count, status=look.word
        )
        made = PressableRow(status, name)
        made.activated.connect(self.status_chosen)
        row = QHBoxLayout(made)
        row.setContentsMargins(INSET, 3, INSET, 3)
        row.setSpacing(12)
        badge = StatusBadge(self._icons, status)
        holder = QWidget()
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(badge)
        box.addStretch(1)
        holder.setMinimumWidth(self._icons.theme.px(_BADGE_WIDTH))
        row.addWidget(holder)
        row.addWidget(Bar(self._icons, share, look.role), 1)
        number = label(str(count), "" if count else "muted")
        number.setMinimumWidth(self._icons.theme.px(26))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(number)
        return made

    def _line(self, line: LoggedLine, today: date) -> QWidget:
        under = words.joined(words.ago(line.on, today), line.note)
        made = PressableRow(line.ref, words.joined(line.name, under))
        made.activated.connect(self.record_chosen)
        column = QVBoxLayout(made)
        column.setContentsMargins(INSET, 5, INSET, 6)
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        # What is written ahead does not count yet: no badge says that it does.
        if line.status in DELIVERABLE and line.on.earliest <= today:
            first.addWidget(StatusBadge(self._icons, line.status))
        else:
            first.addWidget(IconLabel(self._icons, "pen-line", "muted"))
        first.addWidget(ElidedLabel(line.name), 1)
        column.addLayout(first)
        column.addWidget(ElidedLabel(under, "small"))
        return made
