"""Who owes what: the parties of an agreement against its deliverables, and each one's balance.

A pure function over how the deliverables stand. What happened before the agreement is history and
does not appear. A party that only receives owes nothing. What was cancelled or not pursued is no
longer owed (domain.md, Who owes what).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.progress import OPEN, DeliverableStatus
from tracker.domain.records.deliverables import Responsibility
from tracker.domain.summary import CellState
from tracker.i18n import mark

__all__ = [
    "OWING",
    "STATE_LABELS",
    "Balance",
    "Cell",
    "Matrix",
    "Promised",
    "Row",
    "owing",
    "state_of",
]

OWING = frozenset({Responsibility.LEADS, Responsibility.CONTRIBUTES, Responsibility.HOSTS})
"""The roles in which a party has something to do."""

STATE_LABELS: dict[CellState, str] = {
    "done": mark("Done"),
    "due": mark("Due later"),
    "overdue": mark("Overdue"),
    "open": mark("No date"),
    "dropped": mark("No longer owed"),
}
"""The words of the states, in the order of a legend: the same in the window and all reports."""

_DONE = frozenset({DeliverableStatus.DELIVERED, DeliverableStatus.PARTLY_DELIVERED})


@dataclass(frozen=True, slots=True)
class Promised:
    """A deliverable as it stands, with who has which role in it (ids of organisations)."""

    id: int
    title: str
    status: DeliverableStatus
    overdue: bool = False
    has_target: bool = False
    is_history: bool = False
    is_series: bool = False
    parts: tuple[tuple[int, Responsibility], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One party's part in one deliverable. Without an owing role the state is empty."""

    roles: tuple[Responsibility, ...] = ()
    state: CellState = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One deliverable; the cells stand in the order of the matrix's parties. `named`: somebody is
    named for it, perhaps one that is no party."""

    id: int
    title: str
    cells: tuple[Cell, ...]
    named: bool = True

    @property
    def has_part(self) -> bool:
        """Whether any of the parties has a part in it."""
        return any(cell.roles for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands to one party's account, in numbers of deliverables."""

    done: int = 0
    due: int = 0
    overdue: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parties (ids) across, deliverables down; one balance for each party, in the same order."""

    parties: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    balances: tuple[Balance, ...] = ()


def state_of(status: DeliverableStatus, *, overdue: bool, has_target: bool) -> CellState:
    """What a status means to those who owe it."""
    if status in _DONE:
        return "done"
    if status not in OPEN:
        return "dropped"
    if overdue:
        return "overdue"
    return "due" if has_target else "open"


def owing(deliverables: Iterable[Promised], parties: Sequence[int]) -> Matrix:
    """The matrix. A party named twice is one column; others than the parties have none."""
    columns = tuple(dict.fromkeys(parties))
    rows = tuple(_row(one, columns) for one in deliverables if _is_counted(one))
    balances = tuple(_balance(row.cells[at] for row in rows) for at in range(len(columns)))
    return Matrix(columns, rows, balances)


def _is_counted(one: Promised) -> bool:
    """Instances are owed, not the series over them."""
    return not (one.is_history or one.is_series)


def _row(promised: Promised, columns: Sequence[int]) -> Row:
    state = state_of(promised.status, overdue=promised.overdue, has_target=promised.has_target)
    cells = tuple(_cell(promised, id, state) for id in columns)
    return Row(promised.id, promised.title, cells, named=bool(promised.parts))


def _cell(promised: Promised, party: int, state: CellState) -> Cell:
    has = {role for id, role in promised.parts if id == party}
    roles = tuple(role for role in Responsibility if role in has)
    return Cell(roles, state if OWING & has else "")


def _balance(cells: Iterable[Cell]) -> Balance:
    states = [cell.state for cell in cells]
    return Balance(
        done=states.count("done"),
        due=states.count("due"),
        overdue=states.count("overdue"),
        open=states.count("open"),
    )
