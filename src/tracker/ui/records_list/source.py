"""Where the rows of a list page come from: the list service, asked on a background thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from tracker.domain.countries import write_country
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.deliverable_types.computing import marked
from tracker.domain.durations import Duration, write_duration
from tracker.domain.filters import EVERYTHING, Filter
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.money import write_decimal
from tracker.i18n import tr, without_mnemonic
from tracker.services.list_declarations import ListColumn, Shown
from tracker.services.lists import GroupLine, ListService
from tracker.ui.lists.columns import Column

_KINDS = {
    Shown.NAME: "strong",
    Shown.MUTED: "muted",
    Shown.STATUS: "status",
    Shown.PERCENT: "percent",
    Shown.NUMBER: "number",
    Shown.MONEY: "number",
    Shown.DATE: "date",
}
# Columns that are at least so wide share the room that is left over.
_GROWING = 200


@dataclass(frozen=True, slots=True)
class PageQuery:
    """What the page asks the list for; `base` is the filter of the view it shows."""

    query: ListQuery
    base: Filter = EVERYTHING


class ServiceRows:
    """Implements `RowSource` for one kind of record; the query is a `PageQuery`."""

    def __init__(
        self, lists: ListService, kind: str, today: Callable[[], date], language: str
    ) -> None:
        self._lists = lists
        self._kind = kind
        self._today = today
        self._language = language
        self._of: TypeCatalogue | None = None
        self._columns: tuple[Column, ...] = ()

    @property
    def columns(self) -> Sequence[Column]:
        """All columns, in their first order; others only once there are other types."""
        if self._of is not self._lists.types:
            self._of = self._lists.types
            own = self._lists.columns(self._kind)
            self._columns = tuple(_column(column, self._language) for column in own)
        return self._columns

    def stream(self, query: PageQuery, sort: tuple[Sort, ...], group: str) -> Iterator[array[int]]:
        """The ids of all rows, sorted; the first ones early."""
        return self._lists.stream_ids(self._kind, query.query, sort, group)

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        """One tuple for each id; an empty one for a record that has gone meanwhile."""
        return self._lists.rows(self._kind, ids, self._today(), keys)

    def total(self, query: PageQuery) -> int:
        """How many records of the kind there are; none if the view itself has none, so that an
        empty view does not read as a filter that hides everything. The trash is counted apart."""
        plain = query.query
        if plain.trash:
            return self._lists.count(self._kind, replace(plain, filter=EVERYTHING))
        if query.base != EVERYTHING and not self._lists.count(
            self._kind, replace(plain, filter=query.base)
        ):
            return 0
        return self._lists.total(self._kind)

    def sums(self, query: PageQuery, keys: Sequence[str]) -> Mapping[str, Any]:
        """The sums of those of the columns that can be added up."""
        return self._lists.sums(self._kind, query.query, keys)

    def groups(self, query: PageQuery, key: str, keys: Sequence[str]) -> Sequence[GroupLine]:
        """The groups by a column, in the order of the rows."""
        return self._lists.groups(self._kind, query.query, key, keys)


def _column(column: ListColumn, language: str) -> Column:
    return Column(
        column.key,
        marked(column.label) if column.computed else without_mnemonic(tr(column.label)),
        column.width,
        _KINDS.get(column.shown_as, "text"),  # type: ignore[arg-type]
        _words(column, language),
        shown=column.at_first,
        stretch=column.width >= _GROWING,
        of=without_mnemonic(tr(column.of)) if column.of else "",
        spec=column.spec,
        editable=column.editable,
        summed=column.summed,
        groupable=column.groupable,
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
        case Shown.FLAG:
            return _flag
        case Shown.DURATION:
            return _duration
        case Shown.MONEY:
            return _money
        case Shown.NUMBER if column.unit:
            return partial(_measured, tr(column.unit))
        case _:
            return None


def _choice(choices: Mapping[str, str], value: Any) -> str:
    return tr(choices.get(str(value), str(value))) if value else ""


def _country(language: str, value: Any) -> str:
    return write_country(str(value), language) if value else ""


def _texts(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def _flag(value: Any) -> str:
    return "" if value is None else tr("Yes") if value else tr("No")


def _duration(value: Any) -> str:
    return write_duration(value) if isinstance(value, Duration) else str(value or "")


def _money(value: Any) -> str:
    return "" if value is None else str(value)


def _measured(unit: str, value: Any) -> str:
    return "" if value is None else f"{write_decimal(Decimal(value))} {tr(unit)}"
