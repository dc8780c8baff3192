"""The places of the window and the way through them, as in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.domain.refs import RecordRef

_MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where the window is: page "home", "list" (of a kind, in a view), "board" (likewise),
    "record" or "search" (for the text in `view`). `among` are the ids of the list a record was
    opened from."""

    page: str
    kind: str = ""
    view: str = ""
    id: int = 0
    among: Sequence[int] = field(default=(), compare=False, repr=False)
    at: int = field(default=0, compare=False, repr=False)
    """Where in `among` the record is likely to be."""
    standing: object = field(default=None, compare=False, repr=False)
    """How the page stood when it was left; known to the page alone."""

    @property
    def ref(self) -> RecordRef | None:
        """The record whose page it is."""
        return RecordRef(self.kind, self.id) if self.page == "record" else None

    def position(self) -> tuple[int, int] | None:
        """The record's place in its list, from 0, and how many these are; None without a list."""
        if 0 <= self.at < len(self.among) and self.among[self.at] == self.id:
            return self.at, len(self.among)
        try:
            return self.among.index(self.id), len(self.among)
        except ValueError:
            return None

    def stepped(self, by: int) -> Place | None:
        """The place of the record so many further on in the list; None beyond its ends."""
        found = self.position()
        at = found[0] + by if found is not None else -1
        return replace(self, id=self.among[at], at=at) if 0 <= at < len(self.among) else None


HOME = Place("home")


class History:
    """The places visited, as in a browser."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place shown now."""
        return self._places[self._at] if self._places else None

    @property
    def can_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at < len(self._places) - 1

    def go(self, place: Place) -> None:
        """Visit a place; what lay ahead is forgotten. The same once more is no further visit, but
        may come from another list."""
        if place == self.current:
            if len(place.among):
                self._places[self._at] = place
            return
        self._places = [*self._places[: self._at + 1], place][-_MOST_PLACES:]
        self._at = len(self._places) - 1

    def replace(self, place: Place) -> None:
        """Be at another place instead of this one: no further visit."""
        if self._at >= 0:
            self._places[self._at] = place

    def latest(self, *pages: str) -> Place | None:
        """The place shown now or the latest before it that is on one of these pages."""
        places = self._places[: self._at + 1]
        return next((place for place in reversed(places) if place.page in pages), None)

    def step(self, by: int) -> Place | None:
        """Go one back (-1) or forward (1); None if there is nothing there."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self.current

    def forget(self, place: Place) -> None:
        """Drop a place that is gone, and doubles that this leaves."""
        kept: list[Place] = []
        at = 0
        for number, each in enumerate(self._places):
            if each != place and (not kept or kept[-1] != each):
                kept.append(each)
            if number == self._at:
                at = max(0, len(kept) - 1)
        self._places, self._at = kept, at if kept else -1

    def records(self) -> list[RecordRef]:
        """The records visited, the latest first."""
        places = [place for place in reversed(self._places) if place.page == "record"]
        return list(dict.fromkeys(RecordRef(place.kind, place.id) for place in places))
