"""What a card's table is made of: columns, rows, and a target that was moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

# Room beside the words of a cell, in px.
PAD = 10
Kind = Literal["text", "strong", "muted", "status", "look", "percent", "target", "number"]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. `rank` tells which go first when there is no room: the highest; 0 never."""

    label: str
    kind: Kind = "text"
    width: int = 120
    rank: int = 0
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells, one for each column, and what the row leads to."""

    cells: tuple[Any, ...]
    payload: object = None


@dataclass(frozen=True, slots=True)
class TableContent:
    """All that a table shows; `name` is what a screen reader calls it."""

    name: str
    columns: Sequence[TableColumn]
    rows: Sequence[TableRow]


@dataclass(frozen=True, slots=True)
class Moved:
    """A target, and the one it was moved from if it was. An empty `now` is shown as `missing`."""

    now: str
    before: str = ""
    missing: str = ""
