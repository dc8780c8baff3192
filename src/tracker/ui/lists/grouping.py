"""Which row of a grouped list shows which record: headings, and groups that are closed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tracker.ui.lists.columns import GroupLine
from tracker.ui.lists.finding import Ranges


class Groups:
    """Rows and places: a place is where a record stands among all ids, a row where it is shown.

    `key` is the column they are grouped by. The records of the groups follow each other in the
    order of the groups; `records` is how many there are, and the last group has those that a
    change meanwhile has added or taken away.
    """

    def __init__(
        self, key: str, lines: Sequence[GroupLine], records: int, closed: set[str]
    ) -> None:
        self.key = key
        self.lines = lines
        self._closed = closed
        starts = accumulate((line.count for line in lines), initial=0)
        self._places = array("q", (min(start, records) for start in starts))
        self._places[-1] = records
        self._open = bytearray(str(line.value) not in closed for line in lines)
        self._rows = array("q")
        self._count_rows()

    @property
    def rows(self) -> int:
        """How many rows there are, headings and all."""
        return self._rows[-1]

    def size(self, group: int) -> int:
        """How many records a group has."""
        return self._places[group + 1] - self._places[group]

    def is_open(self, group: int) -> bool:
        """Whether its records are shown."""
        return bool(self._open[group])

    def group_of(self, row: int) -> int:
        """The group that a row belongs to."""
        return bisect_right(self._rows, row, 0, len(self.lines)) - 1

    def heading(self, group: int) -> int:
        """The row of its heading."""
        return self._rows[group]

    def place(self, row: int) -> int:
        """The place of the record in a row; -1 for a heading."""
        group = self.group_of(row)
        inside = row - self._rows[group] - 1
        return self._places[group] + inside if inside >= 0 else -1

    def group_at_place(self, place: int) -> int:
        """The group of the record at a place."""
        # The last one that begins there or before: empty ones share their beginning.
        return bisect_right(self._places, place, 0, len(self.lines)) - 1

    def row(self, place: int) -> int:
        """The row of the record at a place; -1 in a closed group."""
        group = self.group_at_place(place)
        if not self._open[group]:
            return -1
        return self._rows[group] + 1 + place - self._places[group]

    def places(self, first: int, last: int) -> Ranges:
        """The places of the records in the rows `first` to `last`."""
        found: Ranges = []
        for group in range(self.group_of(first), self.group_of(last) + 1):
            if not self._open[group]:
                continue
            start, begin = self._rows[group] + 1, self._places[group]
            low = max(first, start) - start + begin
            high = min(last, self._rows[group + 1] - 1) - start + begin
            if low > high:
                continue
            if found and found[-1][1] == low - 1:
                found[-1] = (found[-1][0], high)
            else:
                found.append((low, high))
        return found

    def row_ranges(self, first: int, last: int) -> Ranges:
        """The rows of the records at the places `first` to `last`; what is closed is left out."""
        found: Ranges = []
        for group in range(self.group_at_place(first), self.group_at_place(last) + 1):
            if self._open[group] and self.size(group):
                begin, start = self._places[group], self._rows[group] + 1
                low = max(first, begin)
                high = min(last, self._places[group + 1] - 1)
                if low <= high:
                    found.append((low - begin + start, high - begin + start))
        return found

    def set_open(self, group: int, is_open: bool) -> None:
        """Show or hide the records of a group."""
        value = str(self.lines[group].value)
        if is_open:
            self._closed.discard(value)
        else:
            self._closed.add(value)
        self._open[group] = is_open
        self._count_rows()

    def set_all_open(self, is_open: bool) -> None:
        """Show or hide the records of all groups."""
        self._closed.clear()
        if not is_open:
            self._closed.update(str(line.value) for line in self.lines)
        self._open = bytearray([is_open]) * len(self.lines)
        self._count_rows()

    def _count_rows(self) -> None:
        sizes = (
            1 + (self._places[group + 1] - self._places[group] if self._open[group] else 0)
            for group in range(len(self.lines))
        )
        self._rows = array("q", accumulate(sizes, initial=0))
