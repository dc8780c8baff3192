"""What the page of results asks for, on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.ui.hits.entry import Entry, entry_of

if TYPE_CHECKING:
    from tracker.services import Services

FIRST, STEP, MOST = 50, 100, 500


@dataclass(frozen=True, slots=True)
class Results:
    """The first `limit` hits for `text` (of `kind`, if it is named), and how many there are of
    each kind."""

    text: str
    kind: str
    limit: int
    entries: tuple[Entry, ...]
    counts: dict[str, int]

    @property
    def count(self) -> int:
        """How many there are of what is shown."""
        return self.counts.get(self.kind, 0) if self.kind else sum(self.counts.values())

    @property
    def is_whole(self) -> bool:
        """Whether further ones cannot be asked for."""
        return len(self.entries) < self.limit or self.limit >= MOST


def read_results(services: Services, text: str, kind: str, limit: int) -> Results:
    """Ask for the hits. Runs SQL."""
    kinds = (kind,) if kind else ()
    entries = tuple(map(entry_of, services.search.find(text, kinds, limit=limit)))
    return Results(text, kind, limit, entries, services.search.count_by_kind(text))
