"""A selection between ids, which last, and rows, which move."""

from __future__ import annotations

from array import array
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QTableView

from tracker.ui.lists.finding import Held, Places, Ranges, locate
from tracker.ui.lists.model import WindowedTableModel

_FLAG = QItemSelectionModel.SelectionFlag
_ROWS = _FLAG.Rows
ONLY = _FLAG.ClearAndSelect | _ROWS
STAY = _FLAG.NoUpdate


class Selecting(QObject):
    """What is selected in a table, kept by id while its rows are renewed.

    `changed` when other records are selected, `current_changed(id)` when another row has the
    focus (0: none, or a heading); neither while rows are renewed and the same stays in hand.
    """

    changed = Signal()
    current_changed = Signal(int)

    def __init__(self, table: QTableView, model: WindowedTableModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._version = 0
        self._offset = 0
        self._renewing = False
        self._said = 0
        self.lost = 0  # so many were selected and could not be marked again
        self._key = ""
        self._rows: tuple[Ranges, int, str, int] | None = None
        chosen = table.selectionModel()
        chosen.selectionChanged.connect(self._selection_changed)
        chosen.currentChanged.connect(self._current_moved)
        model.about_to_ask.connect(self.hold)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)

    def ranges(self) -> Ranges:
        """The selected rows as (first, last), from the top; headings may lie within."""
        selection = self._table.selectionModel().selection()
        parts = (selection.at(at) for at in range(selection.size()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def places(self) -> Ranges:
        """The selected records as places among all."""
        return [found for part in self.ranges() for found in self._model.places(*part)]

    def ids(self) -> array[int]:
        """The ids of the selected records, from the top."""
        found = array("q")
        for part in self.ranges():
            found.extend(self._model.ids(*part))
        return found

    def count(self) -> int:
        """How many records are selected; counted by ranges, so that 200,000 take no time."""
        return sum(last - first + 1 for first, last in self.places())

    def current(self) -> int:
        """The id of the row that has the focus, or 0."""
        index = self._table.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else 0

    def hold(self) -> None:
        """Tell the model what is in hand, before it asks."""
        index = self._table.currentIndex()
        if index.isValid():
            self._key = self._model.columns[index.column()].key
        row = max(0, self._table.rowAt(0))
        top = self._model.id_at(row) if row < self._model.rowCount() else 0
        self._offset = self._table.rowViewportPosition(row) if top else 0
        self._model.hold(Held(self.ids(), self.current(), top, self._version))

    def take(self, places: Places | None) -> None:
        """Select again what was held and give the current cell the focus."""
        if places is None:
            self._say()
            return
        if places.version != self._version:
            # Something else has been selected meanwhile: where that is now is looked up apart.
            self._look_up()
            return
        chosen = self._table.selectionModel()
        if places.lost or places.selected:
            self.lost = places.lost
        self._renewing = True
        places_to_rows = self._model.row_ranges
        ranges = [part for low, high in places.selected for part in places_to_rows(low, high)]
        self._select(ranges)
        row = self._model.row_of_place(places.current)
        if row >= 0:
            chosen.setCurrentIndex(self._model.index(row, self._column()), STAY)
        self._renewing = False
        self._say()

    def renewed(self) -> None:
        """Rows went without a question: what is in hand is what is left."""
        self._version += 1
        self._say()

    def offset(self) -> int:
        """How far the first visible row was scrolled when it was held, in px."""
        return self._offset

    def _look_up(self) -> None:
        held = Held(self.ids(), self.current(), 0, self._version)
        call = partial(locate, self._model.all_ids(), held)
        self._model.runner.read(self, call, self._take_late, key="places")

    def _take_late(self, places: Places) -> None:
        if places.version == self._version:
            self.take(places)

    def _select(self, ranges: Ranges) -> None:
        last = self._model.columnCount() - 1
        selection = QItemSelection()
        for top, bottom in ranges:
            selection.select(self._model.index(top, 0), self._model.index(bottom, last))
        self._table.selectionModel().select(selection, _FLAG.ClearAndSelect)

    def _before_reset(self) -> None:
        self._renewing = True
        if self._model.rows_stay:
            index = self._table.currentIndex()
            row = index.row() if index.isValid() else -1
            key = self._model.columns[index.column()].key if index.isValid() else ""
            scrolled = self._table.verticalScrollBar().value()
            self._rows = self.ranges(), row, key, scrolled

    def _after_reset(self) -> None:
        if self._rows is not None:
            (ranges, row, self._key, scrolled), self._rows = self._rows, None
            self._select(ranges)
            if row >= 0:
                index = self._model.index(row, self._column())
                self._table.selectionModel().setCurrentIndex(index, STAY)
            self._table.verticalScrollBar().setValue(scrolled)
        self._renewing = False

    def _column(self) -> int:
        """Where the column is that had the focus; else the first one from the left."""
        keys = self._model.keys
        if self._key in keys:
            return keys.index(self._key)
        return max(0, self._table.horizontalHeader().logicalIndex(0))

    def _selection_changed(self) -> None:
        if not self._renewing:
            self._version += 1
            self.lost = 0
            self.changed.emit()

    def _current_moved(self) -> None:
        if not self._renewing:
            self._version += 1
            self._say_current()

    def _say(self) -> None:
        self.changed.emit()
        self._say_current()

    def _say_current(self) -> None:
        current = self.current()
        if current != self._said:
            self._said = current
            self.current_changed.emit(current)
