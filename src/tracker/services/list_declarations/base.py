"""What a list is made of: fields, each a column, a filter or both, with their SQL for a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Table, case, func
from sqlalchemy.sql.selectable import FromClause

from tracker.domain.fields import FieldSpec
from tracker.domain.filters import Condition, FilterField
from tracker.domain.list_views import ListArrangement
from tracker.errors import UnknownField
from tracker.i18n import tr
from tracker.storage.sql_forms import unindexed

Expression = ColumnElement[Any]

ROW, KEY, SPAN, OPEN_COUNT = "row", "key", "span", "open count"
"""What a value is read from: the record's own row, its kept sort keys, its status on the day, the
number of its deliverables that are open on the day."""


class Shown(StrEnum):
    """How a column is painted, and what its values are: FLAG a bool, MONEY a `Money`, DURATION a
    `Duration`, DATE a `PartialDate`, NUMBER an int or Decimal, TEXTS a list of texts."""

    TEXT = "text"
    NAME = "strong"
    MUTED = "muted"
    STATUS = "status"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    COUNTRY = "country"
    CHOICE = "choice"
    TEXTS = "texts"
    FLAG = "flag"
    MONEY = "money"
    DURATION = "duration"


@dataclass(frozen=True)
class ListColumn:
    """One column. `label` is marked for translation and may hold a mnemonic; `of` is the label of
    the type whose own field it is. `at_first`: shown unless arranged otherwise. `spec` is the
    declaration it is read from, if it is one field; `editable`: safe to edit in its cell.
    `summed`: its values can be added up; `groupable`: rows can be grouped by it. `computed`: its
    values follow from other fields, which its title says."""

    key: str
    label: str
    shown_as: Shown
    width: int = 150
    choices: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    at_first: bool = False
    spec: FieldSpec | None = None
    editable: bool = False
    summed: bool = False
    groupable: bool = False
    unit: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class BuiltInView:
    """An arrangement that the program comes with."""

    key: str
    label: str
    arrangement: ListArrangement


@dataclass(frozen=True, slots=True)
class Asked:
    """For which day a question is asked, and by whom: `me` are the contacts so called. `as_kept`:
    no entry of a log is dated after that day, so that the kept last days of the logs hold.
    `settled`: nor does any status end after it, so that the last of a record is that of the day.
    `by_row`: each record is looked at by itself, since the first ones that fit are enough."""

    today: date
    me: tuple[int, ...] = ()
    as_kept: bool = True
    settled: bool = False
    by_row: bool = False


Sql = Callable[[Asked], Expression]
Steps = Callable[[Asked], Sequence[Expression]]


@dataclass(frozen=True)
class Value:
    """SQL for a day, and what it is read from. `indexed`: it has an index to be sorted by.
    `steps`: conditions, each found through an index, of the records of each value in order."""

    sql: Sql
    needs: frozenset[str]
    indexed: bool = False
    steps: Steps | None = None


class Comparison(Protocol):
    """Turns a condition into SQL. ValueError, in words, for a value that is none of the field."""

    @property
    def needs(self) -> frozenset[str]: ...

    @property
    def keen(self) -> bool:
        """Whether the records are found through an index, without looking at the others."""

    @property
    def of_others(self) -> bool:
        """Whether it can be asked in two ways: others looked at first, or `Asked.by_row`."""

    def where(self, condition: Condition, asked: Asked) -> Expression: ...


def as_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class ListField:
    """One field of a list. `shown` is what a row holds, made into a value by `read`; `by` is what
    it sorts and groups by, null where nothing is known; `amount` is what is summed."""

    column: ListColumn | None = None
    filter: FilterField | None = None
    shown: Value | None = None
    by: Value | None = None
    compare: Comparison | None = None
    read: Callable[[Any], Any] = as_is


@dataclass(frozen=True)
class Order:
    """One part of the order of a list."""

    value: Value
    descending: bool = False


@dataclass(frozen=True)
class Source:
    """A table of one row a record, with `days` one row on a day from the one to the other, that
    values are read from. `outer`: of some records it has none."""

    table: FromClause
    id: Expression
    days: tuple[Expression, Expression] | None = None
    outer: bool = False

    def on_day(self, asked: Asked, hidden: bool) -> tuple[Expression, ...]:
        """Which of its rows hold on a day; `hidden`: not found through an index of days."""
        if self.days is None:
            return ()
        start, last = self.days
        end = unindexed(last) if hidden else last
        if asked.settled:
            # One value and no range, so that an index leads on to what stands behind it.
            return (start <= asked.today, end == date.max)
        return (start <= asked.today, end >= asked.today)


SourceOn = Callable[[date], Source]


def source(table: FromClause, id: Expression, *days: Expression) -> SourceOn:
    """A source that is the same table on every day."""
    found = Source(table, id, (days[0], days[1]) if days else None)
    return lambda _today: found


@dataclass(frozen=True)
class ListDeclaration:
    """Everything a list of one kind of record is made from."""

    kind: str
    table: Table
    sources: Mapping[str, SourceOn]
    fields: tuple[ListField, ...]
    default_order: tuple[Order, ...]
    views: tuple[BuiltInView, ...] = ()

    @cached_property
    def columns(self) -> tuple[ListColumn, ...]:
        return tuple(one.column for one in self.fields if one.column)

    @cached_property
    def filters(self) -> tuple[FilterField, ...]:
        return tuple(one.filter for one in self.fields if one.filter)

    @cached_property
    def _columns(self) -> dict[str, ListField]:
        return {one.column.key: one for one in self.fields if one.column}

    @cached_property
    def _filters(self) -> dict[str, ListField]:
        named = [one for one in self.fields if one.filter]
        found: dict[str, ListField] = {}
        for one in named:
            for alias in one.filter.aliases if one.filter else ():
                found.setdefault(alias, one)
        return found | {one.filter.key: one for one in named if one.filter}

    def column(self, key: str) -> ListField:
        """The field of a column; UnknownField if there is none."""
        try:
            return self._columns[key]
        except KeyError:
            raise UnknownField(key) from None

    def filtered(self, key: str) -> ListField:
        """The field a filter names, by its key or an alias; UnknownField if there is none."""
        try:
            return self._filters[key]
        except KeyError:
            raise UnknownField(key) from None


def always(expression: Expression) -> Sql:
    return lambda _asked: expression


def value(expression: Expression, *needs: str, indexed: bool = False) -> Value:
    """A value that is the same on every day."""
    return Value(always(expression), frozenset(needs), indexed)


def kept(column: Expression) -> Value:
    """A kept sort key."""
    return value(column, KEY, indexed=True)


def _by_words(choices: Mapping[str, str]) -> list[str]:
    return sorted(choices, key=lambda stored: tr(choices[stored]).casefold())


def by_label(column: Expression, choices: Mapping[str, str]) -> Sql:
    """Sorts stored values by the words they are shown with, in the language of the program."""

    def order(_asked: Asked) -> Expression:
        places = {stored: place for place, stored in enumerate(_by_words(choices))}
        return case(places, value=column)

    return order


def label_steps(column: Expression, choices: Mapping[str, str]) -> Steps:
    """The steps of `by_label` where the column has an index."""
    return lambda _asked: [column == stored for stored in _by_words(choices)]


def by_place(shown: Sql, values: Sequence[str]) -> Sql:
    """Sorts values in the order given, such as that of a life."""
    places = {str(value): place for place, value in enumerate(values)}
    return lambda asked: case(places, value=shown(asked))


def folded(expression: Expression) -> Expression:
    """A text without regard to case; an empty one is unknown."""
    return func.nullif(func.lower(expression), "")
