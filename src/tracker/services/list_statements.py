"""Questions of lists as statements: only what a question needs is read, in an order that we and
not the database choose, which knows nothing of how many records a condition finds.

A list can be read in two ways. In its order, through an index, its first rows come at once; but
with a filter that finds few, all records are looked at one by one. Or what the filter finds is
read first and sorted then.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, or_, select

from tracker.domain.list_views import ListQuery, Sort
from tracker.services.list_declarations import ListDeclaration
from tracker.services.list_declarations.base import (
    KEY,
    ROW,
    SPAN,
    Asked,
    Expression,
    Order,
)
from tracker.services.list_declarations.comparing_parts import none_of
from tracker.services.list_filters import Narrowing
from tracker.storage.sql_forms import unindexed

# What is read first is the narrowest of what has a row of every record.
_PLACES = {SPAN: 0, KEY: 1, ROW: 2}


def trashed(declared: ListDeclaration) -> Select[tuple[int]]:
    """Selects the ids of what is in the trash, of which there are few."""
    return _trashed(declared.table)


@cache
def _trashed(of: Table) -> Select[tuple[int]]:
    table = of.alias("trashed")
    return select(table.c.id).where(table.c.trashed_at.is_not(None))


def live(connection: Connection, declared: ListDeclaration) -> int:
    """How many records there are that are not in the trash, without looking at each."""
    every = connection.execute(select(func.count()).select_from(declared.table)).scalar() or 0
    away = select(func.count()).select_from(trashed(declared).subquery())
    return int(every) - int(connection.execute(away).scalar() or 0)


@dataclass
class Question:
    """What one list is asked. Raises UnknownField or FilterValueError when it is made."""

    declared: ListDeclaration
    query: ListQuery
    asked: Asked
    connection: Connection | None = None

    def __post_init__(self) -> None:
        narrowing = Narrowing(self.declared, self.asked, self.query.trash, self.connection)
        self.condition = narrowing.where(self.query.filter)
        self.narrowing = narrowing

    @property
    def _condition_by_row(self) -> Expression:
        """The same for each record by itself: where many fit, the first are found the sooner."""
        if not self.narrowing.of_others:
            return self.condition
        asked = replace(self.asked, by_row=True)
        narrowing = Narrowing(self.declared, asked, self.query.trash, self.connection)
        return narrowing.where(self.query.filter)

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter leaves anything out."""
        return self.narrowing.count > 0 or self.query.trash

    def orders(self, sort: Sequence[Sort], group: str = "") -> list[Order]:
        """The order asked for, the list's own if none is. Raises UnknownField."""
        orders = []
        for one in ([Sort(group)] if group else []) + list(sort):
            by = self.declared.column(one.key).by
            assert by is not None
            orders.append(Order(by, one.descending))
        return orders if sort else [*orders, *self.declared.default_order]

    def is_indexed(self, orders: Sequence[Order]) -> bool:
        """Whether an index gives the records in that order."""
        return orders[0].value.indexed and self.asked.as_kept

    def has_steps(self, orders: Sequence[Order]) -> bool:
        """Whether the values of that order can be read one after the other."""
        steps = orders[0].value.steps
        return steps is not None and bool(steps(self.asked))

    def in_order(self, orders: Sequence[Order]) -> Select[tuple[int]]:
        """Selects the ids through the index of their order, the first ones at once."""
        anchor = _narrowest(orders[0].value.needs)
        return self._ids(orders, self._condition_by_row, anchor=anchor, hidden=False)

    def sorted(self, orders: Sequence[Order]) -> Select[tuple[int]]:
        """Selects the ids: first what the filter finds, then their order."""
        anchor = self._anchor or _narrowest(orders[0].value.needs)
        return self._ids(orders, self.condition, anchor=anchor, hidden=True)

    def steps(self, orders: Sequence[Order]) -> Iterator[Select[tuple[int]]]:
        """Selects the ids of each value of the first order in turn, then those that have none."""
        first = orders[0]
        assert first.value.steps is not None
        values = first.value.steps(self.asked)
        anchor = _narrowest(first.value.needs)
        none = none_of(or_(*values))
        for value in [*(reversed(values) if first.descending else values), none]:
            yield self._ids(
                orders[1:],
                and_(self.condition, value),
                anchor=anchor,
                hidden=True,
                needs=first.value.needs,
                descending=first.descending,
            )

    def _ids(
        self,
        orders: Sequence[Order],
        condition: Expression,
        *,
        anchor: str,
        hidden: bool,
        needs: Iterable[str] = (),
        descending: bool | None = None,
    ) -> Select[tuple[int]]:
        """What is unknown comes last, whichever way is sorted; what is alike as it was entered, so
        that an index alone can give the order."""
        terms: list[Expression] = []
        every = set(needs)
        for one in orders:
            every |= one.value.needs
            by = one.value.sql(self.asked)
            by = unindexed(by) if hidden else by
            terms.append((by.desc() if one.descending else by.asc()).nulls_last())
        id = self.declared.sources[anchor](self.asked.today).id
        backwards = orders[0].descending if descending is None else descending
        terms.append(id.desc() if backwards else id.asc())
        return self._select((id,), every, anchor, condition, in_order=not hidden).order_by(*terms)

    def select(self, *columns: Any, needs: Iterable[str] = ()) -> Select[Any]:
        """Selects columns of all records that the question finds, in no order. A function
        among the columns is called with the column of the id."""
        every = set(needs)
        anchor = self._anchor or _narrowest(every)
        id = self.declared.sources[anchor](self.asked.today).id
        found = tuple(column(id) if callable(column) else column for column in columns)
        return self._select(found, every, anchor, self.condition)

    @property
    def _anchor(self) -> str:
        """What is read first where there is a filter: where its conditions leave least."""
        if self.query.trash or self.narrowing.keen:
            return ROW
        return _narrowest(self.narrowing.needs) if self.narrowing.needs else ""

    def _select(
        self,
        columns: Sequence[Any],
        needs: Iterable[str],
        anchor: str,
        condition: Expression,
        *,
        in_order: bool = False,
    ) -> Select[Any]:
        statement = joined(
            self.declared,
            select(*columns),
            {*needs, *self.narrowing.needs},
            self.asked,
            anchor,
            in_order=in_order,
        )
        id = self.declared.sources[anchor](self.asked.today).id
        inside = id.in_(trashed(self.declared))
        return statement.where(condition, inside if self.query.trash else ~inside)


def _narrowest(needs: AbstractSet[str]) -> str:
    """What is read first of all that is needed."""
    return min(needs & _PLACES.keys(), key=_PLACES.__getitem__, default=ROW)


def joined(
    declared: ListDeclaration,
    statement: Select[Any],
    needs: Iterable[str],
    asked: Asked,
    anchor: str,
    *,
    in_order: bool = False,
) -> Select[Any]:
    """The statement with all sources needed; each has exactly one row a record. `anchor` is read
    first, and with `in_order` not through the index of its days."""
    first = declared.sources[anchor](asked.today)
    statement = statement.select_from(first.table).where(*first.on_day(asked, in_order))
    for name in sorted(set(needs) - {anchor}):
        source = declared.sources[name](asked.today)
        # Not the other way round: the id of the first is no way into it.
        statement = statement.join(
            source.table, source.id == unindexed(first.id), isouter=source.outer
        ).where(*source.on_day(asked, True))
    return statement
