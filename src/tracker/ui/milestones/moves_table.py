"""Steps with the day they have and the day they would have, each with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.plain_table import CellLook, LookModel, PlainTable

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One step in words; without a `step_id` the target of the deliverable."""

    deliverable_id: int
    step_id: int | None
    title: str
    deliverable: str
    before: str
    after: str
    by_hand: bool


class _MovesModel(LookModel):
    """Its first column has boxes."""

    ticked = Signal()

    def __init__(self, icons: Icons, rows: Sequence[MoveRow], several: bool) -> None:
        super().__init__(icons)
        self.rows = tuple(rows)
        self.chosen = [not row.by_hand for row in rows]
        self._several = several
        heads = [tr("Step"), tr("Now"), tr("Then")]
        if several:
            heads.insert(1, tr("Deliverable"))
        self.put(heads, len(self.rows), self._look_at)

    def _look_at(self, row: int, column: int) -> CellLook:
        one = self.rows[row]
        note = tr("set by hand") if one.by_hand else ""
        cells = [CellLook(one.title, note=note), CellLook(one.before, "muted", note=note)]
        cells.append(CellLook(one.after, "" if self.chosen[row] else "muted"))
        if self._several:
            cells.insert(1, CellLook(one.deliverable, "muted"))
        return cells[column]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else found

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == 0:
            on = self.chosen[index.row()]
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.set_chosen([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def set_chosen(self, rows: Sequence[int], on: bool) -> None:
        """Tick rows, or untick them."""
        for row in rows:
            self.chosen[row] = on
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()


class MovesTable(PlainTable):
    """Space ticks the selected rows."""

    chosen_changed = Signal()

    def __init__(
        self, icons: Icons, rows: Sequence[MoveRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(icons, tr("Dates that would move"), parent)
        several = len({row.deliverable_id for row in rows}) > 1
        self.model_ = _MovesModel(icons, rows, several)
        self.model_.setParent(self)
        self.setModel(self.model_)
        self.shown = self.model_
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._shares = (0.36, 0.26, 0.19) if several else (0.54, 0.23)
        self.model_.ticked.connect(self.chosen_changed)

    def chosen(self) -> list[MoveRow]:
        """The rows that are ticked."""
        model = self.model_
        return [row for row, on in zip(model.rows, model.chosen, strict=True) if on]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            rows = sorted({index.row() for index in self.selectedIndexes()})
            if not rows and self.currentIndex().isValid():
                rows = [self.currentIndex().row()]
            if rows:
                on = not all(self.model_.chosen[row] for row in rows)
                self.model_.set_chosen(rows, on)
            return
        super().keyPressEvent(event)
