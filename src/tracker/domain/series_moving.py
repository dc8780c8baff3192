"""A series whose first date moves, as when its event is postponed: each instance keeps its place.

The third occurrence stays the third one, whoever has worked on its instance: so none is made twice
and none is lost. (To change the first date in the form is another thing: it may mean other days.)
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.series import AHEAD_MONTHS, Existing
from tracker.domain.series_days import first_days, occurrences, problem_with_first
from tracker.domain.series_rule import SeriesRule


def can_begin(rule: SeriesRule | None, first: PartialDate) -> bool:
    """Whether the first of the rule would be just that date; a series "every March" cannot begin
    in June."""
    if rule is None or problem_with_first(first):
        return False
    found = first_days(rule, first, first.earliest, 1)
    return bool(found) and found[0].target == first


def carried(
    rule: SeriesRule, before: PartialDate, after: PartialDate, existing: Iterable[Existing]
) -> list[Existing]:
    """The instances with the occurrences they are for when the rule counts from `after` and not
    from `before`. One without an occurrence there counts as added by hand."""
    there = list(existing)
    days = {one.occurrence for one in there if one.occurrence is not None}
    if not days:
        return there
    numbers = {one.day: one.number for one in occurrences(rule, before, max(days))}
    last = max((numbers.get(day, 0) for day in days), default=0)
    to = {one.number: one.day for one in first_days(rule, after, after.earliest, last)}
    return [
        replace(one, occurrence=to.get(numbers[one.occurrence]))
        if one.occurrence in numbers
        else one
        for one in there
    ]


def reach(ahead: int | None, today: date, first: PartialDate) -> int:
    """How many months ahead are looked at so that the first one is among them."""
    months = (first.earliest.year - today.year) * 12 + first.earliest.month - today.month
    return max(AHEAD_MONTHS if ahead is None else ahead, months + 1)
