"""A table model that holds the ids of all rows and the values of those near the screen."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from tracker.domain.shortening import shortened
from tracker.i18n import tr
from tracker.ui.lists.columns import Column, RowSource, SortKey
from tracker.ui.tasks import TaskRunner

PAGE = 100
_KEPT_PAGES = 40
_NEAR = 60  # rows fetched together with the ids, from the first visible one

# Roles as plain ints: comparing with enum members costs a hundred times more.
_DISPLAY, _TIP, _ALIGN, _ACCESSIBLE = 0, 3, 7, 11
ID_ROLE, VALUE_ROLE = 256, 257
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

_Rows = Sequence[tuple[Any, ...]]
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Found:
    ids: array[int]
    total: int
    pages: dict[int, _Rows]


def _find(source: RowSource, query: Any, sort: tuple[SortKey, ...], top: int) -> _Found:
    """Runs in the background: all ids, and the pages from the first visible row."""
    ids = array("q", source.ids(query, sort))
    top = min(top, max(0, len(ids) - _NEAR))
    wanted = sorted({top // PAGE, (top + _NEAR) // PAGE})
    return _Found(ids, source.total(query), _fetch(source, ids, wanted))


def _fetch(source: RowSource, ids: array[int], pages: Iterable[int]) -> dict[int, _Rows]:
    found = {}
    for page in pages:
        part = ids[page * PAGE : (page + 1) * PAGE]
        if part:
            found[page] = source.rows(part)
    return found


class WindowedTableModel(QAbstractTableModel):
    """Asks its source in the background and drops late answers.

    `answered` follows every new list of ids, `failed` an error; `asked` when a question starts.
    """

    asked = Signal()
    answered = Signal()
    failed = Signal(object)
    sort_changed = Signal()

    def __init__(
        self, source: RowSource, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._runner = runner
        self._columns = tuple(source.columns)
        self._query: Any = None
        self._sort: tuple[SortKey, ...] = ()
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, _Rows] = OrderedDict()
        self._page, self._page_rows = -1, ()  # type: int, _Rows
        self._wanted: set[int] = set()
        self._fetching: set[int] = set()
        self._generation = 0
        self._top = 0
        self.total = 0
        self.has_answer = False
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.timeout.connect(self._ask_pages)

    # --- what the page and the view ask -----------------------------------------------------

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in their first order."""
        return self._columns

    @property
    def source(self) -> RowSource:
        """Where the rows come from."""
        return self._source

    @property
    def runner(self) -> TaskRunner:
        """Who asks in the background."""
        return self._runner

    @property
    def count(self) -> int:
        """How many rows the query found."""
        return len(self._ids)

    @property
    def query(self) -> Any:
        """The question last asked."""
        return self._query

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        """What it is sorted by, the most important first; empty is the source's own order."""
        return self._sort

    def ask(self, query: Any) -> None:
        """Show what another query finds."""
        self._query = query
        self._ask()

    def refresh(self) -> None:
        """Ask the same again, as after a change; nothing flickers meanwhile."""
        if self._query is not None or self.has_answer:
            self._ask()

    def set_sort(self, keys: Iterable[SortKey]) -> None:
        """Sort by these columns."""
        keys = tuple(keys)
        if keys != self._sort:
            self._sort = keys
            self.sort_changed.emit()
            self.refresh()

    def set_top(self, row: int) -> None:
        """The view says which row is the first visible one."""
        self._top = max(0, row)

    def id_at(self, row: int) -> int:
        """The id of a row."""
        return self._ids[row]

    def ids(self, first: int, last: int) -> array[int]:
        """The ids of the rows `first` to `last`, both included."""
        return self._ids[first : last + 1]

    def find_row(self, id: int) -> int:
        """The row of an id, or -1."""
        try:
            return self._ids.index(id)
        except ValueError:
            return -1

    def row_at(self, row: int) -> tuple[Any, ...] | None:
        """The values of a row, or None while they are on their way."""
        page = row // PAGE
        if page != self._page:
            found = self._pages.get(page)
            if found is None:
                self._want(page)
                return None
            self._pages.move_to_end(page)
            self._page, self._page_rows = page, found
        at = row - page * PAGE
        return self._page_rows[at] if at < len(self._page_rows) else ()

    def loaded(self, most: int) -> list[tuple[Any, ...]]:
        """Up to so many rows of those that are here already; asks for none."""
        rows = (row for page in self._pages.values() for row in page if row)
        return list(islice(rows, most))

    # --- Qt's questions -----------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role in (_DISPLAY, _ACCESSIBLE, VALUE_ROLE):
            row = self.row_at(index.row())
            column = index.column()
            if not row:
                return None
            if role == VALUE_ROLE:
                return row[column]
            return shortened(self._columns[column].words(row[column]))
        if role == _ALIGN:
            return _RIGHT if self._columns[index.column()].right else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (_DISPLAY, _ACCESSIBLE):
            return tr(column.label)
        if role == _ALIGN:
            return _RIGHT if column.right else _LEFT
        return None

    # --- answers ------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._generation += 1
        self.asked.emit()
        call = partial(_find, self._source, self._query, self._sort, self._top)
        self._runner.read(self, call, self._take, self._fail, key="ids")

    def _take(self, found: _Found) -> None:
        self.total = found.total
        self._fetching.clear()
        self._wanted.clear()
        if self.has_answer and found.ids == self._ids:
            self._keep(found.pages)
            if self._ids:
                last = self.index(len(self._ids) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._ids = found.ids
            self._keep(found.pages)
            self.has_answer = True
            self.endResetModel()
        self.answered.emit()

    def _keep(self, pages: dict[int, _Rows]) -> None:
        self._pages = OrderedDict(pages)
        self._page = -1

    def _fail(self, error: Exception) -> None:
        self._fetching.clear()
        self.failed.emit(error)

    def _want(self, page: int) -> None:
        self._wanted.add(page)
        if not self._ask_soon.isActive() and not self._fetching:
            self._ask_soon.start(0)

    def _ask_pages(self) -> None:
        """One question at a time; what has scrolled past meanwhile is not asked for."""
        near = sorted(self._wanted, key=self._distance)[:3]
        self._wanted.clear()
        wanted = [page for page in near if page not in self._pages]
        if not wanted or self._fetching:
            return
        self._fetching.update(wanted)
        call = partial(_fetch, self._source, self._ids, wanted)
        done = partial(self._take_pages, self._generation)
        self._runner.read(self, call, done, self._fail, key="rows")

    def _distance(self, page: int) -> int:
        return abs(page * PAGE + PAGE // 2 - self._top)

    def _take_pages(self, generation: int, pages: dict[int, _Rows]) -> None:
        self._fetching.clear()
        if generation != self._generation:
            return
        for number, rows in pages.items():
            self._pages[number] = rows
            first = number * PAGE
            last = min(first + PAGE, len(self._ids)) - 1
            if last >= first:
                right = self.index(last, len(self._columns) - 1)
                self.dataChanged.emit(self.index(first, 0), right)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
            self._page = -1
        if self._wanted:
            self._ask_soon.start(0)
