"""What was found for a text in a picker, and which of it is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.best_match import best_match, is_called

if TYPE_CHECKING:
    from tracker.services.search import Pick

Find = Callable[[str], "Sequence[Pick]"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The records found for a text; `best` is the place of the one that is likeliest meant."""

    text: str
    picks: Sequence[Pick]
    best: int | None

    def called(self, text: str) -> list[Pick]:
        """Those whose name or acronym this is."""
        return [
            pick
            for pick in self.picks
            if any(is_called(text, name) for name in (pick.label, *pick.names))
        ]

    def detail(self, pick: Pick) -> str:
        """What tells a record apart; before it the name by which it was found, if that is not the
        one shown: of GC Cell 지씨셀, where that was typed."""
        if not self.text or best_match(self.text, [(pick.label,)]) is not None:
            return pick.detail
        at = best_match(self.text, [(name,) for name in pick.names])
        return " · ".join(filter(None, ("" if at is None else pick.names[at], pick.detail)))


def answered(find: Find, text: str) -> Answer:
    """Look for a text; in the background."""
    picks = find(text)
    names = [(pick.label, *pick.names) for pick in picks]
    return Answer(text, picks, best_match(text, names) if text else None)
