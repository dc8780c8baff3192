"""A matrix of who owes what, already in words, as a workbook or the clipboard takes it."""

from dataclasses import dataclass

from tracker.domain.summary import CellState


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One party's part in a deliverable: its roles, and its state by value and by word."""

    roles: str = ""
    state: CellState = ""
    word: str = ""

    @property
    def words(self) -> str:
        """Both in one text."""
        return " · ".join(filter(None, (self.roles, self.word)))


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """Parties across, deliverables down; `balances` are (state, its word, a number a party)."""

    title: str
    as_at: str
    parties: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]
    balances: tuple[tuple[CellState, str, tuple[int, ...]], ...]
    legend: tuple[tuple[CellState, str], ...]
