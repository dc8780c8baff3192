"""The story of a record: what happened, newest first, each with its day as far as it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import LookBadge
from tracker.ui.status import StatusLook
from tracker.ui.widgets.card import Card, hairline
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.passage import passage


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
    """The entries on a card; `activated(payload)` for their links."""

    activated = Signal(object)

    def __init__(
        self, icons: Icons, entries: Sequence[StoryEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, margin=1)
        self._icons = icons
        self.entries = tuple(entries)
        self.body.setSpacing(0)
        badges = [LookBadge(icons, one.look, one.word).sizeHint().width() for one in entries]
        self._badge = min(icons.theme.px(160), max([icons.theme.px(104), *badges]))
        for at, entry in enumerate(self.entries):
            if at:
                self.body.addWidget(hairline())
            self.body.addWidget(self._row(entry))

    def _row(self, entry: StoryEntry) -> QWidget:
        px = self._icons.theme.px
        row = QWidget()
        said = entry.word or entry.look.word
        row.setAccessibleName(" ".join((entry.when, said, in_one_line(entry.text))))
        line = QHBoxLayout(row)
        line.setContentsMargins(14, 10, 14, 10)
        line.setSpacing(px(12))
        when = label(entry.when, "muted", wrap=True)
        when.setFixedWidth(px(92))
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        badge = LookBadge(self._icons, entry.look, entry.word)
        badge.setFixedWidth(self._badge)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        if entry.text:
            name = f"{entry.when} · {said}"
            words.addWidget(passage(self._icons, name, entry.text, "muted" if entry.faded else ""))
        if entry.details:
            words.addWidget(label(" · ".join(entry.details), "small", wrap=True))
        for at, (name, icon, payload) in enumerate(entry.links):
            last = at == len(entry.links) - 1
            rest = f"· {entry.by}" if last and entry.by else ""
            link = RecordLine(self._icons, name, rest, icon=icon, payload=payload, small=True)
            link.activated.connect(self.activated)
            words.addWidget(link)
        if entry.by and not entry.links:
            words.addWidget(label(entry.by, "small", wrap=True))
        line.addLayout(words, 1)
        return row
