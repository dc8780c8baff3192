"""A list's table with rows in hand: selected, and the one that has the focus."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.ui.icons import Icons
from tracker.ui.lists.finding import Places, Ranges
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.selecting import ONLY, STAY, Selecting
from tracker.ui.lists.table import ListTable


class SelectingTable(ListTable):
    """Keeps by id what is selected, `current_id_changed(id)` with 0 for none."""

    current_id_changed = Signal(int)
    selection_ids_changed = Signal()

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(icons, name, parent)
        self.list: WindowedTableModel | None = None
        self._selecting: Selecting | None = None

    def use(self, model: WindowedTableModel) -> None:
        """Show a model, once."""
        self.list = model
        self.setModel(model)
        self._selecting = Selecting(self, model)
        self._selecting.changed.connect(self.selection_ids_changed)
        self._selecting.current_changed.connect(self.current_id_changed)
        model.placed.connect(self._placed)

    def selected_ids(self) -> array[int]:
        """The ids of the selected records, from the top."""
        return self._selecting.ids() if self._selecting is not None else array("q")

    def selected_count(self) -> int:
        """How many records are selected."""
        return self._selecting.count() if self._selecting is not None else 0

    def selected_ranges(self) -> Ranges:
        """The selected rows as (first, last), from the top; headings may lie within."""
        return self._selecting.ranges() if self._selecting is not None else []

    def lost_count(self) -> int:
        """How many records were selected that could not be marked in another order."""
        return self._selecting.lost if self._selecting is not None else 0

    def current_id(self) -> int | None:
        """The id of the row that has the focus."""
        return (self._selecting.current() or None) if self._selecting is not None else None

    def select_id(self, id: int) -> bool:
        """Select a row and bring it into view; says whether it is in the list."""
        row = self.list.find_row(id) if self.list is not None else -1
        return row >= 0 and self.select_row(row)

    def select_row(self, row: int) -> bool:
        """Select a row by its number; says whether there is such a row."""
        if self.list is None or not 0 <= row < self.list.rowCount():
            return False
        index = self.list.index(row, self.cell())
        self.selectionModel().setCurrentIndex(index, ONLY)
        self.scrollTo(index)
        return True

    def go_to_cell(self, row: int, column: int, *, only: bool = False) -> None:
        """Give a cell the focus; with `only` its row alone is selected, else nothing changes."""
        if self.list is not None:
            flag = ONLY if only else STAY
            self.selectionModel().setCurrentIndex(self.list.index(row, column), flag)

    def select_next(self, step: int) -> int | None:
        """Go `step` records on from the current row; gives the id there, None at the end."""
        row = self.currentIndex().row() + step
        while self.list is not None and 0 <= row < self.list.rowCount():
            if id := self.list.id_at(row):
                self.select_row(row)
                return id
            row += 1 if step > 0 else -1
        return None

    def cell(self) -> int:
        """The column of the current cell; the first one shown if there is none."""
        index = self.currentIndex()
        return index.column() if index.isValid() else max(0, self.head.logicalIndex(0))

    def _placed(self, places: Places | None, how: str) -> None:
        """Other rows are there: what was in hand is in hand again, and stays where it was."""
        if self._selecting is None or self.list is None:
            return
        self.setAutoScroll(False)
        self._selecting.take(places)
        self.setAutoScroll(True)
        bar = self.verticalScrollBar()
        if how == "start":
            self.scrollToTop()
        elif how == "again" and places is not None and places.top >= 0:
            self.executeDelayedItemsLayout()
            row = self.list.row_of_place(places.top)
            place = self.verticalHeader().sectionPosition(row)
            bar.setValue(place - self._selecting.offset())

    def rows_went(self) -> None:
        """Rows went without a question: what is in hand is what is left."""
        if self._selecting is not None:
            self._selecting.renewed()
