"""A table model that holds the ids of all rows and the values of those near the screen."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Signal

from tracker.domain.list_views import Sort
from tracker.ui.lists.columns import GroupLine, RowSource
from tracker.ui.lists.finding import (
    PAGE,
    Asked,
    Figures,
    Found,
    Head,
    Held,
    News,
    Pages,
    figures,
    find,
)
from tracker.ui.lists.grouping import Groups
from tracker.ui.lists.rows_model import ID_ROLE, VALUE_ROLE, RowsModel
from tracker.ui.tasks import TaskRunner

__all__ = ["ID_ROLE", "PAGE", "VALUE_ROLE", "WindowedTableModel"]


class WindowedTableModel(RowsModel):
    """Asks its source in the background and drops late answers.

    A row is a record or, in a grouped list, the heading of a group (id 0). A new question shows
    its first rows (`answered`) before all ids are there (`completed`); what the foot says follows
    (`figures_changed`). Before it asks, `about_to_ask` lets the view say through `hold` what the
    person has in hand; `placed(places, how)` tells where that is now, how being "start" (another
    list), "more" (the rest of it) or "again" (the same list, renewed).
    """

    asked = Signal()
    about_to_ask = Signal()
    answered = Signal()
    completed = Signal()
    figures_changed = Signal()
    placed = Signal(object, str)
    failed = Signal(object)
    sort_changed = Signal()
    group_changed = Signal()
    columns_changed = Signal()

    def __init__(
        self, source: RowSource, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(source, runner, parent)
        self.query: Any = None
        self.sort_keys: tuple[Sort, ...] = ()
        self.total: int | None = None
        self.sums: dict[str, Any] = {}
        self.has_answer = False
        self.is_complete = False
        self.rows_stay = False  # while it is reset for other columns only
        self._held = Held()
        self._question = 0
        self._pages.failed.connect(self.failed)

    # --- what the page and the view ask -----------------------------------------------------

    def ask(self, query: Any) -> None:
        """Show what another query finds."""
        if query != self.query:
            self.total, self.sums = None, {}
        self.query = query
        self._ask()

    def refresh(self) -> None:
        """Ask the same again, as after a change; nothing flickers meanwhile."""
        if self.query is not None or self.has_answer:
            self._ask(again=self.is_complete)

    def set_sort(self, keys: Iterable[Sort]) -> None:
        """Sort by these columns."""
        self.set_order(keys, self.group)

    def set_group(self, key: str) -> None:
        """Group the rows by a column; "" for none."""
        self.set_order(self.sort_keys, key)

    def set_order(self, sort: Iterable[Sort], group: str, *, ask: bool = True) -> None:
        """Sort and group; without `ask` the caller does so."""
        sort = tuple(sort)
        sorted_else, grouped_else = sort != self.sort_keys, group != self.group
        self.sort_keys, self.group = sort, group
        if sorted_else:
            self.sort_changed.emit()
        if grouped_else:
            self._closed.clear()
            self.group_changed.emit()
        if ask and (sorted_else or grouped_else) and (self.query is not None or self.has_answer):
            self._ask()

    def set_columns(self, keys: Iterable[str]) -> None:
        """Show these columns, in this order; unknown ones are left out."""
        known = {column.key: column for column in self.all_columns}
        columns = tuple(known[key] for key in dict.fromkeys(keys) if key in known)
        if not columns or columns == self.columns:
            return
        self.rows_stay = True
        self.beginResetModel()
        self.columns = columns
        self._pages.turn(self.keys)
        self.endResetModel()
        self.rows_stay = False
        self.columns_changed.emit()
        if self.is_complete:
            self._ask_figures()

    def renew_columns(self) -> None:
        """There may be other columns now, or called otherwise; those shown stay where they are."""
        self.all_columns = tuple(self.source.columns)
        known = {column.key for column in self.all_columns}
        if known.isdisjoint(self.keys):
            self.set_columns(column.key for column in self.all_columns if column.shown)
        else:
            self.set_columns(self.keys)
        sort = [one for one in self.sort_keys if one.key in known]
        self.set_order(sort, self.group if self.group in known else "", ask=False)

    def hold(self, held: Held) -> None:
        """What the person has in hand."""
        self._held = held

    # --- questions and answers ----------------------------------------------------------------

    def _ask(self, *, again: bool = False) -> None:
        self.about_to_ask.emit()
        # What is told of the question before is not told of this one.
        self._question += 1
        asked = Asked(
            self.query,
            self.sort_keys,
            self.group,
            self.keys,
            self._summed(),
            self._held,
            self._ids if again else None,
            self._groups.lines if again and self._groups is not None else None,
            self._pages.top,
        )
        self.asked.emit()
        self.runner.read_in_parts(
            self,
            partial(find, self.source, asked),
            partial(self._take_part, asked),
            partial(self._take, asked),
            self._fail,
            key="ids",
        )

    def _summed(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.summed)

    def _take_part(self, asked: Asked, part: Head | News | None) -> None:
        if isinstance(part, News):
            if asked.keys == self.keys:
                self._pages.merge(part.pages)
        elif part is not None:
            self.is_complete = False
            self._show(asked, part.ids, None, part.pages)
            self.placed.emit(part.places, "start")
            self.answered.emit()

    def _take(self, asked: Asked, found: Found | None) -> None:
        if found is None:
            return
        if found.total is not None:
            self.total = found.total
        if asked.known is None and found.groups is None and found.ids and self._is_head(found.ids):
            self._grow(found.ids, self._fitting(asked, found.pages))
            self.is_complete = True
            self.placed.emit(found.places, "more")
        else:
            self._renew(asked, found)
        self.completed.emit()
        self._ask_figures()

    def _is_head(self, ids: array[int]) -> bool:
        """Whether the first of the ids are shown already."""
        known = len(self._ids)
        return not self.is_complete and self._groups is None and ids[:known] == self._ids

    def _grow(self, ids: array[int], pages: Pages) -> None:
        known = len(self._ids)
        if len(ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids = ids
            self._pages.grow(ids, pages)
            self.endInsertRows()

    def _renew(self, asked: Asked, found: Found) -> None:
        self.is_complete = True
        if found.same:
            self._keep_rows(asked, found.pages)
            if self.rowCount():
                self._changed(0, self.rowCount() - 1)
        else:
            self._show(asked, found.ids, found.groups, found.pages)
            self.placed.emit(found.places, "start" if asked.known is None else "again")
        self.answered.emit()

    def _show(
        self,
        asked: Asked,
        ids: array[int],
        lines: Sequence[GroupLine] | None,
        pages: Pages,
    ) -> None:
        self.beginResetModel()
        self._ids = ids
        self._groups = Groups(asked.group, lines, len(ids), self._closed) if lines else None
        self._keep_rows(asked, pages)
        self.has_answer = True
        self.endResetModel()

    def _keep_rows(self, asked: Asked, pages: Pages) -> None:
        self._pages.start(self._ids, self.keys, self._fitting(asked, pages))

    def _fitting(self, asked: Asked, pages: Pages) -> Pages:
        """None if other columns have been chosen meanwhile: then rows are asked for anew."""
        return pages if asked.keys == self.keys else {}

    def _ask_figures(self) -> None:
        call = partial(figures, self.source, self.query, self._summed())
        take = partial(self._take_figures, self._question)
        self.runner.read(self, call, take, self._fail, key="figures")

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    def _take_figures(self, question: int, found: Figures) -> None:
        if question != self._question:
            return
        self.total = found.total
        self.sums = dict(found.sums)
        self.figures_changed.emit()
