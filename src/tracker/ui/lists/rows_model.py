"""The rows of a list as Qt asks for them: records, and in a grouped list the headings."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tracker.domain.shortening import shortened
from tracker.i18n import tr
from tracker.ui.lists.columns import Column, GroupLine, RowSource
from tracker.ui.lists.finding import Ranges
from tracker.ui.lists.grouping import Groups
from tracker.ui.lists.pages import PageStore
from tracker.ui.tasks import TaskRunner

# Roles as plain ints: comparing with enum members costs a hundred times more.
_DISPLAY, _ALIGN, _ACCESSIBLE = 0, 7, 11
ID_ROLE, VALUE_ROLE = 256, 257
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_FLAGS = _HEADING | Qt.ItemFlag.ItemIsSelectable

_Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """What is known by now. A row is a record or the heading of a group (id 0); a place is where
    a record stands among all records, whether its group is open or not.

    `rows_arrived(first, last)`: the values at these places are there, or new."""

    rows_arrived = Signal(int, int)

    def __init__(
        self, source: RowSource, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.source = source
        self.runner = runner
        self.all_columns: tuple[Column, ...] = tuple(source.columns)
        self.columns = tuple(column for column in self.all_columns if column.shown)
        self._ids: array[int] = array("q")
        self.group = ""
        self._groups: Groups | None = None
        self._closed: set[str] = set()
        self._pages = PageStore(source, runner, self)
        self._pages.arrived.connect(self._arrived)
        self._pages.arrived.connect(self.rows_arrived)

    @property
    def count(self) -> int:
        """How many records are there by now; headings are not counted."""
        return len(self._ids)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns that are shown."""
        return tuple(column.key for column in self.columns)

    @property
    def status_at(self) -> int:
        """The first column that shows a status, or -1."""
        return next((at for at, one in enumerate(self.columns) if one.kind == "status"), -1)

    def set_top(self, row: int) -> None:
        """The view says which row is the first visible one."""
        self._pages.look_at(self._place_below(row))

    def id_at(self, row: int) -> int:
        """The id of a row; 0 for a heading."""
        place = self._place(row)
        return self._ids[place] if place >= 0 else 0

    def ids(self, first: int, last: int) -> array[int]:
        """The ids of the records in the rows `first` to `last`, both included."""
        found = array("q")
        for low, high in self.places(first, last):
            found.extend(self._ids[low : high + 1])
        return found

    def all_ids(self) -> array[int]:
        """The ids of all records that were found, closed groups included."""
        return self._ids[:]

    def places(self, first: int, last: int) -> Ranges:
        """The rows `first` to `last` as places among all records, headings left out."""
        if self._groups is None:
            return [(first, last)]
        return self._groups.places(first, last)

    def row_ranges(self, first: int, last: int) -> Ranges:
        """The rows of the records at the places `first` to `last`."""
        if self._groups is None:
            return [(first, last)]
        return self._groups.row_ranges(first, last)

    def row_of_place(self, place: int) -> int:
        """The row of a place; the heading if its group is closed, -1 for -1."""
        if self._groups is None or place < 0:
            return place
        row = self._groups.row(place)
        return row if row >= 0 else self._groups.heading(self._groups.group_at_place(place))

    def find_row(self, id: int) -> int:
        """The row of an id, or -1: unknown, or in a closed group."""
        try:
            place = self._ids.index(id)
        except ValueError:
            return -1
        return place if self._groups is None else self._groups.row(place)

    def row_at(self, row: int) -> tuple[Any, ...] | None:
        """The values of a row, None while they are on their way; () for what has gone."""
        if self._groups is not None:
            row = self._groups.place(row)
            if row < 0:
                return ()
        return self._pages.row(row)

    def peek(self, place: int) -> tuple[Any, ...] | None:
        """The values at a place if they are here."""
        return self._pages.peek(place)

    def loaded(self, most: int) -> list[tuple[Any, ...]]:
        """Up to so many rows of those that are here already; asks for none."""
        return self._pages.loaded(most)

    # --- groups -------------------------------------------------------------------------------

    @property
    def is_grouped(self) -> bool:
        """Whether there are headings."""
        return self._groups is not None

    def group_at(self, row: int) -> GroupLine | None:
        """The group whose heading a row is."""
        if self._groups is None:
            return None
        group = self._groups.group_of(row)
        return self._groups.lines[group] if self._groups.heading(group) == row else None

    @property
    def group_lines(self) -> Sequence[GroupLine]:
        """All groups, in their order."""
        return self._groups.lines if self._groups is not None else ()

    @property
    def group_column(self) -> Column | None:
        """The column by which the rows on the screen are grouped."""
        key = self._groups.key if self._groups is not None else ""
        return next((one for one in self.all_columns if one.key == key), None)

    def words_of(self, line: GroupLine) -> str:
        """The value that a group has in common, in words."""
        column = self.group_column
        words = column.words(line.label_value) if column is not None else str(line.label_value)
        return words or tr("not stated")

    def heading_of(self, row: int) -> int:
        """The row of the heading above a row; -1 in a list without groups."""
        groups = self._groups
        return -1 if groups is None else groups.heading(groups.group_of(row))

    def is_open(self, row: int) -> bool:
        """Whether the group with its heading in this row shows its records."""
        return self._groups is not None and self._groups.is_open(self._groups.group_of(row))

    def set_open(self, row: int, is_open: bool) -> None:
        """Show or hide the records below a heading."""
        groups = self._groups
        if groups is None or self.is_open(row) == is_open:
            return
        group = groups.group_of(row)
        size, head = groups.size(group), groups.heading(group)
        if not size:
            groups.set_open(group, is_open)
        elif is_open:
            self.beginInsertRows(QModelIndex(), head + 1, head + size)
            groups.set_open(group, True)
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), head + 1, head + size)
            groups.set_open(group, False)
            self.endRemoveRows()
        self._changed(head, head)

    def set_all_open(self, is_open: bool) -> None:
        """Show or hide the records of all groups."""
        if self._groups is not None:
            self.beginResetModel()
            self._groups.set_all_open(is_open)
            self.endResetModel()

    # --- Qt's questions -----------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return len(self._ids) if self._groups is None else self._groups.rows

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS if self._groups is None or self._place(index.row()) >= 0 else _HEADING

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self.id_at(index.row())
        if role in (_DISPLAY, _ACCESSIBLE, VALUE_ROLE):
            number, at = index.row(), index.column()
            if (line := self.group_at(number)) is not None:
                return None if role == VALUE_ROLE else self._in_heading(line, at)
            row = self.row_at(number)
            if not row:
                return None
            value = row[at]
            return value if role == VALUE_ROLE else shortened(self.columns[at].words(value))
        if role == _ALIGN:
            return _RIGHT if self.columns[index.column()].right else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (_DISPLAY, _ACCESSIBLE):
            return tr(column.label)
        if role == _ALIGN:
            return _RIGHT if column.right else _LEFT
        return None

    # --- within -------------------------------------------------------------------------------

    def _place(self, row: int) -> int:
        return row if self._groups is None else self._groups.place(row)

    def _place_below(self, row: int) -> int:
        """The place of a row, or of the first record below a heading."""
        if self._groups is None:
            return row
        return max(0, self._groups.place(row if self._groups.place(row) >= 0 else row + 1))

    def _in_heading(self, line: GroupLine, at: int) -> str:
        column = self.columns[at]
        if at == 0:
            return tr("{group}: {count}", group=self.words_of(line), count=f"{line.count:,}")
        return column.words(line.sums[column.key]) if column.key in line.sums else ""

    def _arrived(self, first: int, last: int) -> None:
        for top, bottom in self.row_ranges(first, min(last, len(self._ids) - 1)):
            self._changed(top, bottom)

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
