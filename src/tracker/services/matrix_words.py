"""A matrix in words: roles, states, balances and a legend."""

from collections.abc import Callable
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.owing import STATE_LABELS, Cell, Matrix, Row
from tracker.domain.summary import CellState
from tracker.i18n import tr
from tracker.reports.matrix_sheet import MatrixCell, MatrixSheet

FIGURES: tuple[CellState, ...] = ("overdue", "due", "open", "done")
"""The states that a balance counts, the most urgent first."""


def nobody_of(row: Row) -> str:
    """What is said of a deliverable in which no party has a part; empty if one has."""
    if row.has_part:
        return ""
    return tr("No party has a part in it") if row.named else tr("Nobody named")


def columns_with_a_part(matrix: Matrix) -> list[int]:
    """The columns of parties that have a role in any deliverable; all of them if none has."""
    with_part = [
        at for at in range(len(matrix.parties)) if any(row.cells[at].roles for row in matrix.rows)
    ]
    return with_part or list(range(len(matrix.parties)))


def sheet_of(matrix: Matrix, title: str, name: Callable[[int], str], day: date) -> MatrixSheet:
    """All parties that have a part, all deliverables, as at a day."""
    shown = columns_with_a_part(matrix)
    return MatrixSheet(
        title=title,
        as_at=tr("As at {date}", date=write_date(PartialDate.of(day))),
        parties=tuple(name(matrix.parties[at]) for at in shown),
        rows=tuple((row.title, _cells(row, shown)) for row in matrix.rows),
        balances=tuple(
            (
                state,
                tr(STATE_LABELS[state]),
                tuple(int(getattr(matrix.balances[at], state)) for at in shown),
            )
            for state in FIGURES
        ),
        legend=tuple((state, tr(label)) for state, label in STATE_LABELS.items()),
    )


def _cells(row: Row, shown: list[int]) -> tuple[MatrixCell, ...]:
    if shown and (nobody := nobody_of(row)):
        return (MatrixCell(word=nobody), *(MatrixCell() for _ in shown[1:]))
    return tuple(_cell(row.cells[at]) for at in shown)


def _cell(cell: Cell) -> MatrixCell:
    roles = ", ".join(tr(role.label) for role in cell.roles)
    word = tr(STATE_LABELS[cell.state]) if cell.state else ""
    return MatrixCell(roles, cell.state, word)
