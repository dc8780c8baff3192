"""The rows near the screen, fetched page by page and forgotten when they are far away."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.ui.lists.columns import RowSource
from tracker.ui.lists.finding import PAGE, Pages, Rows, cut, fetch
from tracker.ui.tasks import TaskRunner

_KEPT = 40
_MOST_AT_ONCE = 3


class PageStore(QObject):
    """`arrived(first, last)`: the rows at these places are there, or hold something new."""

    arrived = Signal(int, int)
    failed = Signal(object)

    def __init__(self, source: RowSource, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._runner = runner
        self._ids: array[int] = array("q")
        self._keys: tuple[str, ...] = ()
        self._pages: OrderedDict[int, Rows] = OrderedDict()
        self._page, self._rows = -1, ()  # type: int, Rows
        self._wanted: set[int] = set()
        self._fetching: frozenset[int] = frozenset()
        self._refused: set[int] = set()
        self._begun = -1  # a page of which only the first rows are here
        self._generation = 0
        self._top = 0
        self._ahead = 1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def top(self) -> int:
        """The first place on the screen."""
        return self._top

    def start(self, ids: array[int], keys: tuple[str, ...], pages: Pages) -> None:
        """Other ids, with the rows that are there already; what is on its way is dropped."""
        self._ids = ids
        self._keys = keys
        self._pages = OrderedDict(pages)
        self._renew()

    def grow(self, ids: array[int], first: Pages) -> None:
        """More ids behind those that are known. `first` are the first pages, of which one may have
        been begun only."""
        begun = len(self._ids) // PAGE if len(self._ids) % PAGE else -1
        self._ids = ids
        if begun in self._pages:
            self._begun = -1 if begun in first else begun
            self._pages.update(first)
            self._page = -1
            # What is on its way of that page is only its beginning.
            self._generation += 1
            self._fetching = frozenset()
            if self._begun >= 0:
                self._want(begun)

    def turn(self, keys: tuple[str, ...]) -> None:
        """Other columns: rows keep what they have until the rest is here."""
        places = [self._keys.index(key) if key in self._keys else -1 for key in keys]
        near = {self._top // PAGE, (self._top + PAGE - 1) // PAGE}
        self._keys = keys
        self._pages = OrderedDict(
            (page, [row and tuple(row[at] if at >= 0 else None for at in places) for row in rows])
            for page, rows in self._pages.items()
            if page in near
        )
        self._renew()
        if -1 in places:
            self._wanted.update(self._pages)
            self._soon.start(0)

    def merge(self, pages: Pages) -> None:
        """News of some rows; one that has gone stays as it was until the list itself is new."""
        for page, rows in pages.items():
            old = self._pages.get(page, ())
            new = [row or (old[at] if at < len(old) else row) for at, row in enumerate(rows)]
            self._pages[page] = new
            self._page = -1
            self._tell(page)

    def row(self, place: int) -> tuple[Any, ...] | None:
        """The values at a place; None while they are on their way, () for what has gone."""
        page = place // PAGE
        if page != self._page:
            found = self._pages.get(page)
            if found is None:
                self._want(page)
                return None
            self._pages.move_to_end(page)
            self._page, self._rows = page, found
        at = place - page * PAGE
        if at < len(self._rows):
            return self._rows[at]
        if page == self._begun:
            self._want(page)
            return None
        return ()

    def peek(self, place: int) -> tuple[Any, ...] | None:
        """As `row`, but nothing is asked for."""
        rows = self._pages.get(place // PAGE, ())
        at = place % PAGE
        return rows[at] if at < len(rows) else None

    def loaded(self, most: int) -> list[tuple[Any, ...]]:
        """Up to so many rows of those that are here already."""
        rows = (row for page in self._pages.values() for row in page if row)
        return list(islice(rows, most))

    def look_at(self, place: int) -> None:
        """The first place on the screen; the page that comes next is fetched ahead."""
        self._ahead = 1 if place >= self._top else -1
        self._top = max(0, place)
        ahead = self._top // PAGE + self._ahead
        if self._pages and 0 <= ahead * PAGE < len(self._ids) and ahead not in self._pages:
            self._want(ahead)

    def _renew(self) -> None:
        self._generation += 1
        self._page = -1
        self._wanted.clear()
        self._refused.clear()
        self._begun = -1
        self._fetching = frozenset()

    def _want(self, page: int) -> None:
        if page in self._refused:
            return
        self._wanted.add(page)
        if not self._fetching and not self._soon.isActive():
            self._soon.start(0)

    def _ask(self) -> None:
        """One question at a time; what has scrolled past meanwhile is not asked for."""
        if self._fetching:
            return
        near = sorted(self._wanted, key=self._distance)[:_MOST_AT_ONCE]
        self._wanted.clear()
        parts = cut(self._ids, near)
        if parts:
            self._fetching = frozenset(near)
            call = partial(fetch, self._source, parts, self._keys)
            self._runner.read(
                self, call, partial(self._take, self._generation), self._fail, key="rows"
            )

    def _distance(self, page: int) -> int:
        return abs(page * PAGE + PAGE // 2 - self._top)

    def _take(self, generation: int, pages: Pages) -> None:
        if generation != self._generation:
            return
        self._fetching = frozenset()
        for page, rows in pages.items():
            self._pages[page] = rows
            self._pages.move_to_end(page)
            self._begun = -1 if page == self._begun else self._begun
            self._page = -1
            self._tell(page)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
            self._page = -1
        self._wanted.difference_update(pages)
        if self._wanted:
            self._soon.start(0)

    def _tell(self, page: int) -> None:
        first = page * PAGE
        last = min(first + PAGE, len(self._ids)) - 1
        if last >= first:
            self.arrived.emit(first, last)

    def _fail(self, error: Exception) -> None:
        # Asked again at each repaint, it would fail again at each.
        self._refused |= self._fetching
        self._fetching = frozenset()
        self.failed.emit(error)
