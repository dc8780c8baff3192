"""What a list is made of: columns, group lines, and where its rows come from."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date, write_day
from tracker.domain.fields import FieldSpec
from tracker.domain.list_views import Sort
from tracker.domain.money import write_decimal
from tracker.i18n import tr
from tracker.ui.status import look_of

Kind = Literal["text", "strong", "muted", "status", "percent", "number", "date"]
_RIGHT = frozenset({"percent", "number"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `label` is marked for translation; `width` is in px at the normal text size.

    Values by kind: text, strong, muted: a string; status: a status value; percent: 0 to 100;
    number: int, float or Decimal; date: PartialDate or date. None is an empty cell in every kind.
    `text` turns another value into words, and a sum too. A stretching column takes the free width.

    `shown` is whether it is shown until the person arranges the list; `of` names the kind of
    record that alone has it (a deliverable's type). Where `editable`, `spec` is the declaration
    that a cell is edited by. Of a `summed` column the foot shows the sum; rows can be grouped by
    a `groupable` one.
    """

    key: str
    label: str
    width: int = 160
    kind: Kind = "text"
    text: Callable[[Any], str] | None = None
    sortable: bool = True
    shown: bool = True
    stretch: bool = False
    of: str = ""
    spec: FieldSpec | None = None
    editable: bool = False
    summed: bool = False
    groupable: bool = False

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
        if isinstance(value, Decimal):
            return write_decimal(value)
        if isinstance(value, int) and self.kind == "number":
            return f"{value:,}"
        return str(value)


class GroupLine(Protocol):
    """The heading of rows that have the same value in the column they are grouped by."""

    @property
    def value(self) -> Any:
        """What tells the group from others."""

    @property
    def label_value(self) -> Any:
        """The value as that column shows it; None where it is unknown."""

    @property
    def count(self) -> int:
        """How many rows it has."""

    @property
    def sums(self) -> Mapping[str, Any]:
        """The sums of its rows, by the key of the column."""


class RowSource(Protocol):
    """Answers a list's questions, on a background thread; it must not touch Qt objects.

    A query is whatever the page and its service agree upon; the list only hands it on.
    """

    @property
    def columns(self) -> Sequence[Column]:
        """All that can be shown, in their first order."""

    def stream(self, query: Any, sort: tuple[Sort, ...], group: str) -> Iterator[array[int]]:
        """The ids of all rows that the query finds, sorted; without sort keys as it thinks best,
        with a group by that column first. The first piece is small and early, others are large."""

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        """One tuple for each id, in the order of `ids`, one value for each of the columns `keys`;
        an id that has gone meanwhile gives an empty tuple."""

    def total(self, query: Any) -> int:
        """How many there would be without the query's filters."""

    def sums(self, query: Any, keys: Sequence[str]) -> Mapping[str, Any]:
        """The sums of these columns over all rows that the query finds."""

    def groups(self, query: Any, key: str, keys: Sequence[str]) -> Sequence[GroupLine]:
        """The groups by the column `key`, in the order of `stream`, with the sums of `keys`."""
