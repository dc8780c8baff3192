"""What a list is made of: columns, sort keys, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date, write_day
from tracker.i18n import tr
from tracker.ui.status import look_of

Kind = Literal["text", "strong", "muted", "status", "percent", "number", "date"]
_RIGHT = frozenset({"percent", "number"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `label` is marked for translation; `width` is in px at the normal text size.

    Values by kind: text, strong, muted: a string; status: a status value; percent: 0 to 100;
    number: int or float; date: PartialDate or date. None is an empty cell in every kind.
    `text` turns another value into words. A stretching column takes the free width.
    """

    key: str
    label: str
    width: int = 160
    kind: Kind = "text"
    text: Callable[[Any], str] | None = None
    sortable: bool = True
    shown: bool = True
    stretch: bool = False

    @property
    def right(self) -> bool:
        """Whether its values stand at the right, as numbers do."""
        return self.kind in _RIGHT

    def words(self, value: Any) -> str:
        """A value of this column as a person reads it."""
        if self.text is not None:
            return self.text(value)
        if value is None:
            return ""
        if self.kind == "status":
            return look_of(str(value)).word
        if self.kind == "percent":
            return tr("{percent} %", percent=value)
        if isinstance(value, PartialDate):
            return write_date(value)
        if isinstance(value, date):
            return write_day(value)
        return str(value)


@dataclass(frozen=True, slots=True)
class SortKey:
    """Sort by a column."""

    key: str
    descending: bool = False


class RowSource(Protocol):
    """Answers a list's questions, on a background thread; it must not touch Qt objects.

    A query is whatever the page and its service agree upon; the list only hands it on.
    """

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in their first order."""

    def ids(self, query: Any, sort: tuple[SortKey, ...]) -> Sequence[int]:
        """The ids of all rows that the query finds, sorted; without sort keys as it thinks best."""

    def rows(self, ids: Sequence[int]) -> Sequence[tuple[Any, ...]]:
        """One tuple for each id, in the order of `ids`, one value for each column; an id that
        has gone meanwhile gives an empty tuple."""

    def total(self, query: Any) -> int:
        """How many there would be without the query's filters."""
