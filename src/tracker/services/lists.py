"""What lists ask: the ids that answer a question, in order, and the rows of a few of them.

Ids first and rows by page, so that a list of 200,000 opens as quickly as one of 20; everything
is sorted, filtered and counted by the database.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func

from tracker.domain.as_at import settled
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.filters import FilterField
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.records import Deliverable
from tracker.services import list_ids
from tracker.services.list_asking import asked_on, called
from tracker.services.list_counts import ListCounts
from tracker.services.list_declarations import (
    LISTS,
    BuiltInView,
    ListColumn,
    ListDeclaration,
    list_of,
)
from tracker.services.list_declarations.base import Asked, ListField
from tracker.services.list_filters import speaks_of_me
from tracker.services.list_rows import page_question
from tracker.services.list_statements import Question
from tracker.services.remembered import Remembered
from tracker.storage.database import Database
from tracker.storage.engine import much_read

# So many rows are read at a time where all are.
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of rows: `value` is what it sorts by (None: unknown), `label_value` the column's
    value as rows have it, with how many rows and the sums of the columns asked for."""

    value: Any
    label_value: Any
    count: int
    sums: dict[str, Decimal]


class ListService:
    """Answers the questions of every list.

    UnknownField is raised for a column or field that a list does not have, FilterValueError for
    a filter with a value that is none.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.remembered = Remembered(database)
        """What is worked out from many records, until one of them changes."""
        self._counts = ListCounts(self.remembered)

    @property
    def types(self) -> TypeCatalogue:
        """The types of deliverables, whose fields are in their list; this asks nothing."""
        return self._database.types

    def columns(self, kind: str) -> tuple[ListColumn, ...]:
        """Every column that a list of that kind can show, those it begins with first."""
        return list_of(kind, self.types).columns

    def filter_fields(self, kind: str) -> tuple[FilterField, ...]:
        """Every field that a list of that kind can be filtered by."""
        return list_of(kind, self.types).filters

    def built_in(self, kind: str) -> tuple[BuiltInView, ...]:
        """The views that the program comes with."""
        return LISTS[kind].views

    def stream_ids(
        self, kind: str, query: ListQuery, sort: Sequence[Sort] = (), group: str = ""
    ) -> Iterator["array[int]"]:
        """The ids of all records in the list, in order: the first hundred as soon as the database
        has them, then in large pieces. With `group` those of a group stand together, as `groups`
        has them. All are read in one transaction, which ends when the last is taken."""
        with self._database.read() as connection:
            question = self._question(connection, kind, query)
            yield from list_ids.in_order(connection, question, question.orders(sort, group))

    def ids(
        self, kind: str, query: ListQuery, sort: Sequence[Sort] = (), group: str = ""
    ) -> "array[int]":
        """The ids of all records in the list, in order."""
        found = array("q")
        for chunk in self.stream_ids(kind, query, sort, group):
            found.extend(chunk)
        return found

    def top(self, kind: str, query: ListQuery, sort: Sequence[Sort], most: int) -> list[int]:
        """The first ids of a list."""
        with self._database.read() as connection:
            question = self._question(connection, kind, query)
            return list(list_ids.top(connection, question, question.orders(sort), most))

    def rows(
        self, kind: str, ids: Sequence[int], today: date, columns: Sequence[str] | None = None
    ) -> list[tuple[Any, ...]]:
        """The values of the columns (all if none are named) for the ids given, in their order; an
        empty tuple for a record that is gone."""
        keys = tuple(column.key for column in self.columns(kind)) if columns is None else columns
        with self._database.read() as connection:
            types = self._types_on(connection, kind)
            question = page_question(kind, tuple(keys), today, types)
            many = much_read(connection) if len(ids) > _AT_ONCE else nullcontext()
            with many:
                found = question.found(connection, ids)
        return [found.get(id, ()) for id in ids]

    def stream_rows(
        self,
        kind: str,
        query: ListQuery,
        sort: Sequence[Sort],
        columns: Sequence[str],
        only: Collection[int] = (),
    ) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
        """The whole list, or those `only`, some thousand rows at a time, all of one transaction:
        how many there are in all, and rows as the database holds them, which `readers` makes
        values of. Rows of Core would take as long again as the query."""
        with self._database.read() as connection, much_read(connection):
            types = self._types_on(connection, kind)
            page = page_question(kind, tuple(columns), settled(query).today, types)
            question = self._question(connection, kind, query)
            ids = array("q")
            for chunk in list_ids.in_order(connection, question, question.orders(sort)):
                ids.extend(chunk)
            if only:
                wanted = set(only)
                ids = array("q", (id for id in ids if id in wanted))
            for at in range(0, max(len(ids), 1), _AT_ONCE):
                some = ids[at : at + _AT_ONCE]
                found = {row[0]: row[1:] for row in page.stored(connection, some)}
                yield len(ids), [found[id] for id in some]

    def readers(self, kind: str, columns: Sequence[str]) -> list[Callable[[Any], Any]]:
        """For each column what makes a value of what `stream_rows` gives."""
        declared = list_of(kind, self.types)
        return [declared.column(key).read for key in columns]

    def count(self, kind: str, query: ListQuery) -> int:
        """How many records a list has."""
        with self._database.read() as connection:
            question = self._question(connection, kind, query)
            return int(connection.execute(question.select(func.count())).scalar() or 0)

    def total(self, kind: str) -> int:
        """How many records of a kind there are, the trash not counted."""
        with self._database.read() as connection:
            return self._counts.total(connection, kind)

    def counts(self, today: date, me: str = "") -> dict[str, int]:
        """The numbers in the navigation: of every list, and of every view as "kind:view"."""
        with self._database.read() as connection:
            return self._counts.of_all(connection, today, me)

    def view_counts(self, connection: Connection, kind: str, today: date) -> dict[str, int]:
        """Those of the views of one list, by "kind:view", and of the list itself."""
        return self._counts.of_kind(connection, kind, today, ())

    def sums(self, kind: str, query: ListQuery, columns: Sequence[str]) -> dict[str, Decimal]:
        """The sums of those of the columns that can be added up; of nothing known there is none."""
        fields = _summed(list_of(kind, self.types), columns)
        if not fields:
            return {}
        with self._database.read() as connection:
            question = self._question(connection, kind, query)
            needs, sums = _summing(question.asked, fields)
            row = connection.execute(question.select(*sums, needs=needs)).one()
        return _sums(fields, row)

    def groups(
        self, kind: str, query: ListQuery, key: str, columns: Sequence[str] = ()
    ) -> list[GroupLine]:
        """The groups of a list by a column, in the order of `stream_ids(group=key)`."""
        declared = list_of(kind, self.types)
        fields = _summed(declared, columns)
        by = declared.column(key).by
        assert by is not None
        with self._database.read() as connection:
            question = self._question(connection, kind, query)
            group = by.sql(question.asked).label("group_by")
            needs, sums = _summing(question.asked, fields)
            statement = question.select(
                group, func.count(), func.min, *sums, needs=needs | by.needs
            )
            rows = connection.execute(
                statement.group_by(group).order_by(group.asc().nulls_last())
            ).all()
        shown = self.rows(kind, [row[2] for row in rows], settled(query).today, [key])
        return [
            GroupLine(row[0], label[0] if label else None, row[1], _sums(fields, row[3:]))
            for row, label in zip(rows, shown, strict=True)
        ]

    def question(self, connection: Connection, kind: str, query: ListQuery) -> Question:
        """The question of a list, for what shows the same records in another way."""
        return self._question(connection, kind, query)

    def _question(self, connection: Connection, kind: str, query: ListQuery) -> Question:
        query = settled(query)
        me: tuple[int, ...] = ()
        if query.me and speaks_of_me(query.filter):
            me = called(connection, query.me)
        asked = asked_on(connection, kind, query.today, me)
        declared = list_of(kind, self._types_on(connection, kind))
        return Question(declared, query, asked, connection)

    def _types_on(self, connection: Connection, kind: str) -> TypeCatalogue:
        """Another program may have written types since."""
        return self._database.types_on(connection) if kind == Deliverable.key else self.types


def _summed(declared: ListDeclaration, columns: Sequence[str]) -> dict[str, ListField]:
    found = {key: declared.column(key) for key in columns}
    return {key: one for key, one in found.items() if one.column and one.column.summed}


def _summing(asked: Asked, fields: dict[str, ListField]) -> tuple[frozenset[str], list[Any]]:
    shown = [one.shown for one in fields.values() if one.shown]
    needs = frozenset().union(*(one.needs for one in shown))
    return needs, [func.sum(one.sql(asked)) for one in shown]


def _sums(fields: dict[str, ListField], row: Any) -> dict[str, Decimal]:
    """Summed as stored, then read as one value is."""
    return {
        key: Decimal(one.read(value))
        for (key, one), value in zip(fields.items(), row, strict=True)
        if value is not None
    }
