"""The questions of a list as plain SQL, to be asked at the next start before the services are there
(`tracker.app.first_rows` asks them).

Only their words are kept, no rows. What depends on the day is found by asking for several days:
values that move with the day are kept as days from today. A question that moves otherwise, such
as by months, is not kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.dialects import sqlite

from tracker.domain.as_at import days_in
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.filters import ME, Filter, Group
from tracker.domain.list_views import ListQuery, Sort
from tracker.services.list_declarations import list_of
from tracker.services.list_declarations.base import Asked, ListDeclaration
from tracker.services.list_rows import values_of
from tracker.services.list_statements import Question
from tracker.storage.gates import APPLICATION_ID, SCHEMA
from tracker.storage.tables import KEYS

_DIALECT = sqlite.dialect(paramstyle="named")
# Days that no rounding to weeks, months or years treats alike.
_LATER = (1, 40, 400)
_READ = {"as_is": "text", "read_date": "date"}

Kept = dict[str, Any]


def kept_questions(
    kind: str,
    query: ListQuery,
    sort: Sequence[Sort],
    columns: Sequence[str],
    types: TypeCatalogue = BUILT_IN,
) -> Kept | None:
    """`first` (ids in order; with `sorted`, which is quicker where few are found, beside it),
    `rows` (of the ids that stand for `ids`), `count`, and `unless`, which must find nothing for
    the others to hold: each with its "sql", "values" and "days". `reads` says how a value of each
    column is stored, "later" where the services alone can tell. None if it cannot be kept."""
    if _is_personal(query.filter):
        return None  # whose contact "me" is stands in the database
    if any(True for _ in days_in(query.filter)):
        return None  # as at another day: seldom, and to be told above the list
    declared = list_of(kind, types)
    asked = _statements(declared, query, sort, columns)
    found: Kept = {"header": [APPLICATION_ID, SCHEMA], "ids": ":ids_1"}
    shifted = [
        _statements(
            declared, replace(query, today=query.today + timedelta(days=days)), sort, columns
        )
        for days in _LATER
    ]
    for name, statement in asked.items():
        question = _compiled(statement)
        later = [_compiled(one[name]) for one in shifted]
        if (kept := _follow(question, later, query.today)) is None:
            return None
        found[name] = kept
    fields = [declared.column(key) for key in columns]
    found["reads"] = [_READ.get(one.read.__name__, "later") for one in fields]
    return found


def _is_personal(filter: Filter) -> bool:
    if isinstance(filter, Group):
        return any(map(_is_personal, filter.parts))
    return ME in filter.values


def _statements(
    declared: ListDeclaration, query: ListQuery, sort: Sequence[Sort], columns: Sequence[str]
) -> dict[str, Select[Any]]:
    kind = declared.kind
    # As where no entry is of a later day; `unless` finds one.
    asked = Asked(query.today, as_kept=True)
    question = Question(declared, query, asked)
    orders = question.orders(sort)
    made: dict[str, Select[Any]] = {"count": question.select(func.count())}
    if question.is_indexed(orders):
        made["first"] = question.in_order(orders)
        if question.is_narrowed:
            made["sorted"] = question.sorted(orders)
    else:
        made["first"] = question.sorted(orders)
    if kind == "deliverable":
        logged = KEYS[kind].c.logged_first
        made["unless"] = select(logged).where(logged > query.today)
    ids: Any = bindparam("ids", expanding=True)
    made["rows"] = values_of(declared, columns, asked).where(declared.table.c.id.in_(ids))
    return made


def _compiled(statement: Select[Any]) -> tuple[str, dict[str, Any]]:
    """SQL with named values, these as the database stores them."""
    compiled = statement.compile(dialect=_DIALECT)
    # Lists of values are written out one by one; that of the ids will be another each time.
    state = compiled.construct_expanded_state({"ids": [0]} if "ids" in compiled.binds else None)
    values = {}
    for name, value in state.parameters.items():
        stored = state.processors[name](value) if name in state.processors else value
        values[name] = stored.isoformat() if isinstance(stored, date) else stored
    values.pop("ids_1", None)
    return state.statement, values


def _follow(
    now: tuple[str, dict[str, Any]], later: list[tuple[str, dict[str, Any]]], today: date
) -> Kept | None:
    sql, values = now
    same: dict[str, Any] = {}
    days: dict[str, int] = {}
    for name, value in values.items():
        moved = [other.get(name) for _, other in later]
        if all(other == value for other in moved):
            same[name] = value
            continue
        try:
            offset = (date.fromisoformat(value) - today).days
            expected = [(today + timedelta(days=by + offset)).isoformat() for by in _LATER]
        except (TypeError, ValueError):
            return None
        if moved != expected:
            return None
        days[name] = offset
    plain = all(isinstance(value, str | int | float | None) for value in same.values())
    if not plain or any(other != sql for other, _ in later):
        return None
    return {"sql": sql, "values": same, "days": days}
