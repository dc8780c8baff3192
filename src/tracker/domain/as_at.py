"""A list as at another day: the condition "asat:2026-03-31", which stands for the whole list.

It is a part of the filter, so that chips, typed text, saved views, exports and the command line
have it without more. It is no test of a record: it says for which day the list is asked.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tracker.domain.filters import EVERYTHING, Condition, FieldKind, Filter, FilterField, Group
from tracker.domain.filters import Operator as Op
from tracker.domain.list_views import ListQuery
from tracker.errors import FilterValueError
from tracker.i18n import mark, tr

AS_AT = "asat"
AS_AT_FIELD = FilterField(AS_AT, mark("As at"), FieldKind.DAY, aliases=("as_at",))
"""For lists whose records stand differently on different days."""


def on(day: date) -> Condition:
    """The condition that shows a list as at a day."""
    return Condition(AS_AT, Op.IS, (day.isoformat(),))


def as_at(filter: Filter) -> date | None:
    """The day that a filter shows its list as at; None for the day it is asked on."""
    for part in _top(filter):
        if _is_day(part):
            return _day(part)
    return None


def without(filter: Filter) -> Filter:
    """The filter without the day, which then finds what it finds on the day it is asked."""
    if _is_day(filter):
        return EVERYTHING
    if not isinstance(filter, Group) or filter.either or filter.negated:
        return filter
    parts = tuple(part for part in filter.parts if not _is_day(part))
    return filter if len(parts) == len(filter.parts) else replace(filter, parts=parts)


def with_day(filter: Filter, day: date | None) -> Group:
    """The filter as at another day; None for the day it is asked on."""
    rest = without(filter)
    parts = rest.parts if isinstance(rest, Group) and not (rest.either or rest.negated) else (rest,)
    return Group((*parts, on(day)) if day is not None else parts)


def settled(query: ListQuery) -> ListQuery:
    """The question as it is asked of the records: on the day that its filter names.

    Raises FilterValueError if the day is none, or stands where it cannot stand for all.
    """
    if not any(True for _ in days_in(query.filter)):
        return query
    if problem := misplaced(query.filter):
        raise FilterValueError(AS_AT, problem)
    try:
        day = as_at(query.filter)
    except ValueError as error:
        raise FilterValueError(AS_AT, tr("There is no such day.")) from error
    return replace(query, filter=without(query.filter), today=day or query.today)


def misplaced(filter: Filter) -> str:
    """What is wrong with where days stand in a filter, in words; empty if nothing is."""
    found = list(days_in(filter))
    if len(found) > len([part for part in _top(filter) if _is_day(part)]):
        return tr("“As at” stands for the whole list: not within “or”, “-” or parentheses.")
    if len({part.values for part in found}) > 1 or any(len(part.values) != 1 for part in found):
        return tr("A list is shown as at one day only.")
    if any(part.operator is not Op.IS for part in found):
        return tr("“As at” takes a day: as at 31 March 2026.")
    return ""


def without_any(filter: Filter) -> Filter:
    """The filter without any day, wherever it stands."""
    if _is_day(filter):
        return EVERYTHING
    if isinstance(filter, Group):
        parts = tuple(without_any(part) for part in filter.parts if not _is_day(part))
        return replace(filter, parts=parts)
    return filter


def days_in(filter: Filter) -> Iterator[Condition]:
    """Every condition that names a day, wherever it stands."""
    if isinstance(filter, Condition):
        if filter.field == AS_AT:
            yield filter
    else:
        for part in filter.parts:
            yield from days_in(part)


def _top(filter: Filter) -> tuple[Filter, ...]:
    if isinstance(filter, Condition):
        return (filter,)
    return () if (filter.either and len(filter.parts) > 1) or filter.negated else filter.parts


def _is_day(part: Filter) -> bool:
    return isinstance(part, Condition) and part.field == AS_AT


def _day(part: Filter) -> date:
    assert isinstance(part, Condition)
    return date.fromisoformat(part.values[0]) if part.values else date.fromisoformat("")
