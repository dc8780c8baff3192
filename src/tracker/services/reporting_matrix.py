"""Who owes what, as the summary shows it: parties by deliverables, and each one's balance."""

from tracker.domain.owing import Balance, Cell, Matrix, owing
from tracker.domain.summary import OwesBalance, OwesCell, OwesMatrix, OwesRow
from tracker.services.matrix import promised
from tracker.services.reporting_material import Material
from tracker.services.reporting_people import party_ids, short_name, small

_WIDE = 6
"""Of more parties than this, the matrix shows only those that have a part in something."""


def matrix(material: Material) -> OwesMatrix:
    """Parties by deliverables. Rows in which no party has a part are left out; so are, of many
    parties, those that have a part in none."""
    found = owing([promised(state) for state in material.states], party_ids(material))
    rows = [row for row in found.rows if any(cell.roles for cell in row.cells)]
    if not rows:
        return OwesMatrix()
    shown = _shown(found)
    return OwesMatrix(
        columns=tuple(short_name(material, found.parties[at]) for at in shown),
        rows=tuple(
            OwesRow(deliverable=row.title, cells=tuple(_cell(row.cells[at]) for at in shown))
            for row in rows
        ),
        balances=_balances(material, found, shown),
    )


def _balances(material: Material, found: Matrix, shown: list[int]) -> tuple[OwesBalance, ...]:
    """None at all if nobody owes or did anything."""
    if not any(found.balances[at] != Balance() for at in shown):
        return ()
    return tuple(
        OwesBalance(
            party=short_name(material, found.parties[at]),
            done=found.balances[at].done,
            due=found.balances[at].due,
            overdue=found.balances[at].overdue,
            open=found.balances[at].open,
        )
        for at in shown
    )


def _shown(found: Matrix) -> list[int]:
    columns = range(len(found.parties))
    if len(columns) <= _WIDE:
        return list(columns)
    return [at for at in columns if any(row.cells[at].roles for row in found.rows)]


def _cell(cell: Cell) -> OwesCell:
    return OwesCell(role_label=", ".join(small(role) for role in cell.roles), state=cell.state)
