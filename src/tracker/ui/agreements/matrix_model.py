"""Who owes what, as rows of deliverables, columns of parties, and the balances below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.owing import Balance, Cell, Matrix
from tracker.domain.record import RecordRef
from tracker.domain.summary import CellState
from tracker.i18n import tr
from tracker.services.matrix_words import FIGURES, nobody_of
from tracker.ui.record_page.looks import CELLS
from tracker.ui.widgets.labels import plain_tip

BALANCE: tuple[CellState, ...] = FIGURES
_Index = QModelIndex | QPersistentModelIndex


def balance_of(balance: Balance, state: CellState) -> int:
    """The number of one state in a balance."""
    return int(getattr(balance, state))


class MatrixModel(QAbstractTableModel):
    """Cells are `Cell`, and numbers in the rows of the balance."""

    def __init__(
        self,
        matrix: Matrix,
        names: Mapping[RecordRef, str],
        columns: Sequence[int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.matrix, self._names, self._columns = matrix, names, tuple(columns)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.matrix.rows) + len(BALANCE)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def is_total(self, row: int) -> bool:
        """Whether a row is one of the balance."""
        return row >= len(self.matrix.rows)

    def state_of_total(self, row: int) -> CellState:
        """Which state a row of the balance counts."""
        return BALANCE[row - len(self.matrix.rows)]

    def cell(self, row: int, column: int) -> Cell | int:
        """A party's part, or a number of its balance."""
        at = self._columns[column]
        if self.is_total(row):
            return balance_of(self.matrix.balances[at], self.state_of_total(row))
        return self.matrix.rows[row].cells[at]

    def party(self, column: int) -> RecordRef:
        """The party of a column."""
        return RecordRef("organisation", self.matrix.parties[self._columns[column]])

    def nobody(self, row: int) -> str:
        """What is said of a row in which no party has a part; empty for any other."""
        return "" if self.is_total(row) else nobody_of(self.matrix.rows[row])

    def deliverable(self, row: int) -> RecordRef | None:
        """The deliverable of a row; None for the balance."""
        return None if self.is_total(row) else RecordRef("deliverable", self.matrix.rows[row].id)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            if nobody := self.nobody(index.row()):
                return plain_tip(f"{nobody}: {tr('click to name who does it')}")
            row = self.headerData(index.row(), Qt.Orientation.Vertical)
            words = self._words(index.row(), index.column()) or tr("no part in it")
            return plain_tip(f"{self._names.get(self.party(index.column()), '')}, {row}: {words}")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(str(self.headerData(section, orientation)))
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._names.get(self.party(section), "")
        if self.is_total(section):
            return CELLS[self.state_of_total(section)].word
        return self.matrix.rows[section].title

    def _words(self, row: int, column: int) -> str:
        if nobody := self.nobody(row):
            # Said once, over the whole row.
            return f"{nobody} – {tr('name who does it')}" if column == 0 else ""
        cell = self.cell(row, column)
        if not isinstance(cell, Cell):
            return str(cell)
        roles = ", ".join(tr(role.label) for role in cell.roles)
        return f"{roles}, {CELLS[cell.state].word.lower()}" if cell.state else roles
