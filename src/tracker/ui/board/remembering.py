"""What a person's board looks like between starts: lanes, folded columns, limits."""

from __future__ import annotations

from tracker.services.board import COLUMNS, LANES, RARE
from tracker.ui.board.arranging import BoardStanding
from tracker.ui.memory import Memory

_NAME = "board:deliverable"


class BoardMemory:
    """Settings of a person and a computer, not data: a limit on work in progress is one's own
    way to work. What a saved view remembers of a board, its lanes, is in the view."""

    def __init__(self, memory: Memory | None) -> None:
        self._memory = memory
        self._state = memory.layout(_NAME) if memory is not None else {}

    def standing(self) -> BoardStanding:
        """The board as it was left last; whatever cannot be understood is as at first."""
        lanes, folded = self._state.get("lanes"), self._state.get("folded")
        known = frozenset(str(key) for key in folded) if isinstance(folded, list) else RARE
        return BoardStanding(
            lanes=lanes if isinstance(lanes, str) and lanes in LANES else "",
            folded=known & frozenset(COLUMNS),
        )

    def keep(self, standing: BoardStanding) -> None:
        """Remember lanes and folded columns."""
        self._state |= {"lanes": standing.lanes, "folded": sorted(standing.folded)}
        self._write()

    @property
    def limits(self) -> dict[str, int]:
        """How many cards a column may hold at most, where that is said."""
        found = self._state.get("limits")
        if not isinstance(found, dict):
            return {}
        return {str(key): n for key, n in found.items() if isinstance(n, int) and n > 0}

    def set_limit(self, key: str, limit: int) -> None:
        """Say how many a column may hold; 0 for any number."""
        self._state["limits"] = self.limits | {key: limit}
        self._write()

    def _write(self) -> None:
        if self._memory is not None:
            self._memory.keep_layout(_NAME, self._state)
