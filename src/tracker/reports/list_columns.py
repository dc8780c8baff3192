"""The columns of a list as a file has them, and what may stand in their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tracker.reports.texts import CELL_LIMIT, clean, shorten


class Amount(NamedTuple):
    """Money, with its currency (ISO 4217)."""

    amount: Decimal
    currency: str


Cell: TypeAlias = str | int | float | Decimal | date | Amount | None
"""A text in words, a number, a whole day, money; None where nothing is known."""

Chunks: TypeAlias = Iterable[Sequence[Sequence[Cell]]]
"""Rows some thousands at a time, one cell for every column."""


class CellKind(StrEnum):
    """What most cells of a column hold; a text may stand anywhere, such as a partial date."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: its head in words, the unit of its numbers, its width in characters."""

    title: str
    kind: CellKind = CellKind.TEXT
    unit: str = ""
    width: float = 18


def safe_text(text: str) -> str:
    """The text without what no file may hold, and no longer than a cell takes."""
    if not text.isprintable():
        text = clean(text)
    return text if len(text) <= CELL_LIMIT else shorten(text, CELL_LIMIT)
