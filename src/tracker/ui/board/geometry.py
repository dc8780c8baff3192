"""Where everything on a board lies, in px of the whole board: by arithmetic, never card by card."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from tracker.ui.board.arranging import HEADER, Arrangement, Entry

MARGIN, GAP = 16, 8
_INSET = 6


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths that grow with the text: a card, a lane's header, a column open and folded."""

    card: int
    header: int
    narrowest: int
    widest: int
    strip: int


class Geometry:
    """Places of an arrangement in a viewport so wide."""

    def __init__(self, arrangement: Arrangement, sizes: Sizes, room: QSize) -> None:
        self.arrangement, self.sizes = arrangement, sizes
        self.lefts: list[int] = []
        self.widths: list[int] = []
        folded = sum(column.folded for column in arrangement.columns)
        opened = max(1, len(arrangement.columns) - folded)
        free = room.width() - 2 * MARGIN - folded * (sizes.strip + GAP) - (opened - 1) * GAP
        wide = max(sizes.narrowest, min(sizes.widest, free // opened))
        left = MARGIN
        for column in arrangement.columns:
            width = sizes.strip if column.folded else wide
            self.lefts.append(left)
            self.widths.append(width)
            left += width + GAP
        self.width = left - GAP + MARGIN
        self.tops: list[int] = []
        top = 0
        for lane in arrangement.lanes:
            self.tops.append(top)
            top += self.head_height
            if not lane.closed:
                most = max(
                    (len(cell) for cell, column in zip(lane.cells, arrangement.columns, strict=True)
                     if not column.folded), default=0,
                )  # fmt: skip
                top += self.cell_height(most)
        self.height = max(top + GAP, room.height())

    @property
    def head_height(self) -> int:
        """Of the header of each lane; 0 where there is one lane without a name."""
        return self.sizes.header if self.arrangement.has_headers else 0

    def cell_height(self, cards: int) -> int:
        """How high a cell of so many cards is."""
        return max(1, cards) * (self.sizes.card + GAP) + GAP

    def header(self, lane: int) -> QRect:
        """The header of a lane."""
        return QRect(0, self.tops[lane], self.width, self.head_height)

    def card(self, lane: int, column: int, place: int) -> QRect:
        """A card."""
        top = self.tops[lane] + self.head_height + GAP + place * (self.sizes.card + GAP)
        return QRect(
            self.lefts[column] + _INSET, top, self.widths[column] - 2 * _INSET, self.sizes.card
        )

    def rect(self, entry: Entry) -> QRect:
        """What a key can go to."""
        if entry.column == HEADER:
            return self.header(entry.lane)
        return self.card(entry.lane, entry.column, entry.place)

    def column_at(self, x: int) -> int:
        """The column over which a point lies; -1 for none."""
        for at, (left, width) in enumerate(zip(self.lefts, self.widths, strict=True)):
            if left - GAP // 2 <= x < left + width + GAP // 2:
                return at
        return -1

    def lane_at(self, y: int) -> int:
        """The lane in which a point lies; -1 below the last."""
        for at, top in enumerate(self.tops):
            below = self.tops[at + 1] if at + 1 < len(self.tops) else self.height
            if top <= y < below:
                return at
        return -1

    def lanes_in(self, top: int, bottom: int) -> range:
        """The lanes that are seen between two heights."""
        first = max(0, self.lane_at(max(0, top)))
        last = first
        while last + 1 < len(self.tops) and self.tops[last + 1] <= bottom:
            last += 1
        return range(first, last + 1 if self.tops else 0)

    def places_in(self, lane: int, column: int, top: int, bottom: int) -> range:
        """The cards of a cell that are seen between two heights."""
        begin = self.tops[lane] + self.head_height + GAP
        step = self.sizes.card + GAP
        count = len(self.arrangement.cell(lane, column))
        first = max(0, (top - begin - self.sizes.card) // step)
        return range(
            min(first, count), max(min(first, count), min(count, (bottom - begin) // step + 1))
        )

    def entry_at(self, x: int, y: int) -> int:
        """The row of what lies at a point; -1 for nothing."""
        lane, column = self.lane_at(y), self.column_at(x)
        found = self.arrangement
        if lane < 0:
            return -1
        if found.has_headers and y < self.tops[lane] + self.head_height:
            return found.headers[lane]
        if column < 0 or found.columns[column].folded or found.lanes[lane].closed:
            return -1
        begin = self.tops[lane] + self.head_height + GAP
        place, within = divmod(y - begin, self.sizes.card + GAP)
        if not 0 <= place < len(found.cell(lane, column)) or within >= self.sizes.card:
            return -1
        return found.row(lane, column, place)
