"""What pasting rows would do, row by row: shown before anything is written, and then written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.record import RootRecord
from tracker.services.pasting_fields import PasteField
from tracker.services.pasting_table import Rows

ROW = -1
"""The place of a problem that concerns a whole row and none of its cells."""


@dataclass(frozen=True, slots=True)
class PasteOptions:
    """How rows are understood. `mapping` has the key of a field for every column, "" for one that
    is left out. With `match_names` a row changes the record that is called so; with
    `create_missing` organisations, people and events that are named and not there are made."""

    has_head: bool
    mapping: tuple[str, ...]
    match_names: bool = True
    create_missing: bool = False


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class PasteRow:
    """One row: its number as in the spreadsheet, what becomes of it, the record it makes or
    changes (`before`: as it is now), and by column what is wrong, or to be known."""

    line: int
    outcome: Outcome
    name: str = ""
    draft: RootRecord | None = None
    before: RootRecord | None = None
    problems: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    was: Mapping[int, str] = field(default_factory=dict)
    """By column what stood there before, where the row changes a record."""


@dataclass(frozen=True, slots=True)
class NewName:
    """A record to be made because rows name it. Drafts refer to it by a number below nought."""

    kind: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What is pasted and what it would do."""

    kind: str
    options: PasteOptions
    columns: tuple[PasteField | None, ...]
    texts: Rows
    rows: tuple[PasteRow, ...]
    missing: tuple[NewName, ...]
    """Named and not there; made only with `create_missing`."""
    same_names: int = 0
    """How many rows are called as a record that is there, whatever becomes of them."""
    today: date = date.min
    """The day on which it was planned: instances of series follow their rules from it on."""

    def count(self, outcome: Outcome) -> int:
        """How many rows come to that."""
        return sum(row.outcome is outcome for row in self.rows)

    def cells(self, row: PasteRow) -> tuple[str, ...]:
        """The texts of a row as they were pasted."""
        return self.texts[row.line - 1]

    @property
    def head(self) -> tuple[str, ...]:
        """The heads as they were pasted; empty ones if there are none."""
        return self.texts[0] if self.options.has_head else ("",) * len(self.columns)
