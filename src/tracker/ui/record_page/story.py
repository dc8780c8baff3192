"""The story of a record: what happened, newest first, each with its day as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.i18n import tr
from tracker.ui.icons import SIZE, Icons
from tracker.ui.record_page.evidence_chip import Chip
from tracker.ui.record_page.story_row import StoryRow
from tracker.ui.status import StatusLook
from tracker.ui.widgets.card import Card, Column

_IN_A_BOX = 20


@dataclass(frozen=True, slots=True)
class LineLink:
    """Leads to another line of the same story."""

    line: int


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One line of a story.

    `stated` means that `on` is only the day by which a source states it. `details` are smaller
    words (a moved target, a measure), `links` are (text, icon, payload) and lead on, and `by`
    says where it comes from and who recorded it.
    """

    on: PartialDate | None
    look: StatusLook
    text: str
    word: str = ""
    details: tuple[str, ...] = ()
    links: tuple[tuple[str, str, object], ...] = ()
    by: str = ""
    stated: bool = False
    faded: bool = False
    order: int = 0
    """Among entries of one day, the later has the higher number."""
    chips: tuple[Chip, ...] = ()
    """What shows it."""
    struck: bool = False
    """It no longer counts: a later one says it right."""
    line: int | None = None
    """The line of a log that it tells of."""

    @property
    def when(self) -> str:
        """The day in words."""
        if self.on is None:
            return tr("no date")
        written = write_date(self.on)
        return tr("by {date}", date=written) if self.stated else written


def newest_first(entries: Sequence[StoryEntry]) -> list[StoryEntry]:
    """By the latest day each can have been on; those without a day come last."""

    def place(entry: StoryEntry) -> tuple[bool, date, date, int]:
        on = entry.on
        known = on is not None and on.earliest > date.min
        if on is None:
            return known, date.min, date.min, entry.order
        return known, on.earliest, on.latest, entry.order

    return sorted(entries, key=place, reverse=True)


class StoryCard(Card):
    """The entries on a card; `activated(payload)` for their links.

    `steps` makes a row with each step, so that those below the fold can wait.
    """

    activated = Signal(object)

    def __init__(
        self, icons: Icons, entries: Sequence[StoryEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, margin=1)
        self._icons = icons
        self.entries = tuple(entries)
        self.body.setSpacing(0)
        self._box: Column | None = None
        metrics = QFontMetrics(icons.theme.font("strong"))
        words = {one.word or one.look.word for one in entries}
        widest = max((SIZE + 8 + metrics.horizontalAdvance(word) for word in words), default=0)
        self._badge = min(icons.theme.px(160), max(icons.theme.px(104), widest))

    def steps(self) -> Iterator[None]:
        """Make the rows from the top."""
        for at, entry in enumerate(self.entries):
            row = StoryRow(self._icons, entry, self._badge, lined=bool(at), parent=self._box)
            row.activated.connect(self._activate)
            self.add_row(at, row)
            self.updateGeometry()
            yield

    def add_row(self, _at: int, row: StoryRow) -> None:
        """Put the row of an entry at the end."""
        self._put(row)

    def sizeHint(self) -> QSize:
        return self.body.sizeHint()

    def _put(self, widget: QWidget) -> None:
        """At the end, in boxes of some few: a full one knows its height, and its rows are not asked
        again for each one that comes later."""
        if self._box is None or self._box.body.count() >= _IN_A_BOX:
            self._box = Column(parent=self)
            self.body.addWidget(self._box)
        self._box.body.addWidget(widget)
        self._box.updateGeometry()

    def _activate(self, payload: object) -> None:
        self.activated.emit(payload)
