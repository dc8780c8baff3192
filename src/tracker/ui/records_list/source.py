"""Where the rows of a list page come from: the list service, asked on a background thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from tracker.domain.countries import write_country
from tracker.i18n import tr, without_mnemonic
from tracker.services.list_declarations import ListColumn, Shown
from tracker.services.lists import TRASH, ListQuery, ListService, Sort
from tracker.ui.lists.columns import Column, SortKey

_KINDS = {
    Shown.MUTED: "muted",
    Shown.STATUS: "status",
    Shown.PERCENT: "percent",
    Shown.NUMBER: "number",
    Shown.DATE: "date",
}
# A list begins without these, so that the others fit a common screen; a click brings them back.
_HIDDEN_AT_FIRST = {"deliverable": frozenset({"event", "last_logged"})}
# Columns that are at least so wide share the room that is left over.
_GROWING = 200


class ServiceRows:
    """Implements `RowSource` for one kind of record; the query is a `ListQuery`."""

    def __init__(
        self, lists: ListService, kind: str, today: Callable[[], date], language: str
    ) -> None:
        self._lists = lists
        self._kind = kind
        self._today = today
        hidden = _HIDDEN_AT_FIRST.get(kind, frozenset())
        self._columns = tuple(
            _column(column, language, shown=column.key not in hidden)
            for column in lists.columns(kind)
        )

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in their first order."""
        return self._columns

    def ids(self, query: ListQuery, sort: tuple[SortKey, ...]) -> Sequence[int]:
        """The ids of all rows, sorted."""
        return self._lists.ids(self._kind, query, [Sort(key.key, key.descending) for key in sort])

    def rows(self, ids: Sequence[int]) -> Sequence[tuple[Any, ...]]:
        """One tuple for each id; an empty one for a record that has gone meanwhile."""
        today = self._today()
        found = self._lists.rows(self._kind, list(ids), today)
        if len(found) == len(ids):
            return found
        one_by_one = (self._lists.rows(self._kind, [id], today) for id in ids)
        return [rows[0] if rows else () for rows in one_by_one]

    def total(self, query: ListQuery) -> int:
        """How many records of the kind there are; none if the view itself has none, so that an
        empty view does not read as a filter that hides everything. The trash is counted apart."""
        if query.view == TRASH:
            return len(self._lists.ids(self._kind, replace(query, text="")))
        narrowed = bool(query.view or query.status)
        if narrowed and not self._lists.ids(self._kind, replace(query, text="")):
            return 0
        return self._lists.total(self._kind)


def _column(column: ListColumn, language: str, *, shown: bool) -> Column:
    return Column(
        column.key,
        without_mnemonic(tr(column.label)),
        column.width,
        _KINDS.get(column.shown_as, "text"),  # type: ignore[arg-type]
        _words(column, language),
        shown=shown,
        stretch=column.width >= _GROWING,
    )


def _words(column: ListColumn, language: str) -> Callable[[Any], str] | None:
    """How a value is written where it is not its own words."""
    match column.shown_as:
        case Shown.CHOICE:
            return partial(_choice, column.choices)
        case Shown.COUNTRY:
            return partial(_country, language)
        case Shown.TEXTS:
            return _texts
        case _:
            return None


def _choice(choices: Mapping[str, str], value: Any) -> str:
    return tr(choices.get(str(value), str(value))) if value else ""


def _country(language: str, value: Any) -> str:
    return write_country(str(value), language) if value else ""


def _texts(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
