"""The rows of a page: the question made and compiled once for each day and set of columns.

A page is asked for at every turn of the wheel; to put its statement together, and to make rows of
Core of what comes, takes as long again as the database does.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.services.list_declarations import ListDeclaration, list_of
from tracker.services.list_declarations.base import ROW, Asked, as_is
from tracker.services.list_statements import joined
from tracker.storage.quick import Plain, ask, plain
from tracker.storage.sql_forms import listed

_GIVEN = "ids"
Read = Callable[[Any], Any]


class PageQuestion:
    """Asks for columns of records of one kind, by their ids. UnknownField for no such column."""

    def __init__(self, declared: ListDeclaration, keys: Sequence[str], today: date) -> None:
        self.reads: list[Read] = [declared.column(key).read for key in keys]
        # Entries of later days are looked for row by row: it is only a page.
        statement = values_of(declared, keys, Asked(today, as_kept=False))
        given = listed(bindparam(_GIVEN, None))
        self._plain: Plain = plain(statement.where(declared.table.c.id.in_(given)))
        # Most values are shown as they are stored.
        self._changed = [
            (place, read) for place, read in enumerate(self.reads, 1) if read is not as_is
        ]

    def stored(self, connection: Connection, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """The id and the values as the database holds them, in no order."""
        given = {_GIVEN: json.dumps(list(ids))}
        with closing(ask(connection, self._plain, given)) as cursor:
            yield from cursor

    def found(self, connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """The values by id."""
        found: dict[int, tuple[Any, ...]] = {}
        for row in self.stored(connection, ids):
            values = list(row)
            for place, read in self._changed:
                values[place] = read(values[place])
            found[row[0]] = tuple(values[1:])
        return found


def values_of(declared: ListDeclaration, keys: Sequence[str], asked: Asked) -> Select[Any]:
    """Selects the id and the columns, of all records."""
    shown = [one for one in (declared.column(key).shown for key in keys) if one]
    assert len(shown) == len(keys)
    columns = [one.sql(asked).label(f"c{place}") for place, one in enumerate(shown)]
    needs = {ROW}.union(*(one.needs for one in shown))
    return joined(declared, select(declared.table.c.id, *columns), needs, asked, ROW)


@lru_cache(maxsize=64)
def page_question(
    kind: str, keys: tuple[str, ...], today: date, types: TypeCatalogue
) -> PageQuestion:
    """The question of a page, made once."""
    return PageQuestion(list_of(kind, types), keys, today)
