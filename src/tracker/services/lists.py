"""What lists ask: the ids that answer a question, in order, and the rows of a few of them.

Ids first and rows by page, so that a list of 200,000 opens as quickly as one of 20; everything
is sorted, filtered and counted by the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, false, func, select

from tracker.domain.dates import PartialDate
from tracker.domain.records import ROOTS
from tracker.i18n import mark
from tracker.services.list_declarations import LISTS, ListColumn, ListDeclaration, Shown
from tracker.storage import search_index
from tracker.storage.database import Database

TRASH = "trash"
"""The view of what is in the trash; every list has it."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows: records that hold every word of `text`, in the view `view` ("" is all),
    shown with the status `status` ("" is any). In the view TRASH are those in the trash, which no
    other view has; there only names are looked at for words."""

    text: str = ""
    view: str = ""
    today: date = date.min
    status: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """One column to sort by."""

    key: str
    descending: bool = False


class ListService:
    """Answers the questions of every list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def columns(self, kind: str) -> tuple[ListColumn, ...]:
        """The columns a list of that kind can show, from the record's declaration."""
        return LISTS[kind].columns

    def views(self, kind: str) -> dict[str, str]:
        """The built-in views of a list: key to label; the trash comes last."""
        views = {key: view.label for key, view in LISTS[kind].views.items()}
        return views | {TRASH: mark("In the trash")}

    def ids(self, kind: str, query: ListQuery, sort: Sequence[Sort] = ()) -> list[int]:
        """The ids of all records in the list, in order."""
        declared = LISTS[kind]
        statement = self._ordered(declared, query, select(declared.id), sort)
        with self._database.read() as connection:
            return list(connection.execute(statement).scalars())

    def first(
        self, kind: str, query: ListQuery, sort: Sequence[Sort], most: int
    ) -> tuple[list[int], int]:
        """The first ids of a list and how many there are in all."""
        declared = LISTS[kind]
        counted: Any = select(declared.id, func.count().over())
        statement = self._ordered(declared, query, counted, sort).limit(most)
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        return [row[0] for row in rows], rows[0][1] if rows else 0

    def rows(self, kind: str, ids: Sequence[int], today: date) -> list[tuple[Any, ...]]:
        """The values of all columns for the ids given, in their order; gone ones are left out."""
        declared = LISTS[kind]
        columns = [column.shown(today).label(column.key) for column in declared.columns]
        with self._database.read() as connection:
            statement = declared.joined(select(declared.id, *columns), today).where(
                declared.id.in_(ids)
            )
            found = {
                row[0]: tuple(
                    _typed(column, value)
                    for column, value in zip(declared.columns, row[1:], strict=True)
                )
                for row in connection.execute(statement)
            }
        return [found[id] for id in ids if id in found]

    def total(self, kind: str) -> int:
        """How many records of a kind there are, the trash not counted."""
        declared = LISTS[kind]
        with self._database.read() as connection:
            return int(
                connection.execute(
                    select(func.count()).where(declared.table.c.trashed_at.is_(None))
                ).scalar()
                or 0
            )

    def counts(self, today: date) -> dict[str, int]:
        """The numbers in the navigation: of every list, and of every view as "kind:view" but the
        trash."""
        found: dict[str, int] = {}
        for record in ROOTS:
            found[record.key] = self.total(record.key)
        with self._database.read() as connection:
            for kind, declared in LISTS.items():
                for view in declared.views:
                    inner = self._narrowed(
                        declared, ListQuery(view=view, today=today), select(declared.id)
                    )
                    found[f"{kind}:{view}"] = int(
                        connection.execute(
                            select(func.count()).select_from(inner.subquery())
                        ).scalar()
                        or 0
                    )
        return found

    def _ordered(
        self,
        declared: ListDeclaration,
        query: ListQuery,
        statement: Select[Any],
        sort: Sequence[Sort],
    ) -> Select[Any]:
        order = []
        for key in sort:
            by = declared.column(key.key).sorted_by(query.today)
            # What is unknown comes last, whichever way is sorted.
            order.append((by.desc() if key.descending else by.asc()).nulls_last())
        return self._narrowed(declared, query, statement).order_by(
            *order, *declared.default_order(query.today), declared.id
        )

    def _narrowed(
        self, declared: ListDeclaration, query: ListQuery, statement: Select[Any]
    ) -> Select[Any]:
        statement = declared.joined(statement, query.today)
        if query.view == TRASH:
            # What is in the trash is not in the search index.
            return statement.where(
                declared.table.c.trashed_at.is_not(None),
                *(
                    declared.table.c.sort_name.contains(word, autoescape=True)
                    for word in search_index.words(query.text)
                ),
            )
        statement = statement.where(declared.table.c.trashed_at.is_(None))
        if query.view:
            statement = statement.where(declared.views[query.view].where(query.today))
        if query.status:
            shown = declared.column("status").shown(query.today)
            statement = statement.where(shown == query.status)
        if query.text.strip():
            found = search_index.matching_ids(declared.kind, query.text)
            statement = statement.where(false() if found is None else declared.id.in_(found))
        return statement


def _typed(column: ListColumn, value: Any) -> Any:
    if value is not None and column.shown_as is Shown.DATE:
        return PartialDate.of(value) if isinstance(value, date) else PartialDate.parse(value)
    return value
