"""The days of a rule: computed by python-dateutil with plain days, never without end.

What a day stands for is only as exact as the rule and the first date are: "every quarter, first in
Q1 2027" comes in whole quarters, "twice a year, first in March 2025" in months.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from dateutil.relativedelta import relativedelta

from tracker.domain.dates import PartialDate, days_in, point
from tracker.domain.series_rule import WEEKDAYS, Frequency, SeriesRule
from tracker.i18n import tr

MOST = 100
"""So many instances of a series are made at once, whatever the rule says."""
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
# The calendar repeats every 400 years, which are whole weeks. A rule that never comes is looked
# for to the end of the calendar: as near to it as the same days stand, that takes no time.
_CYCLE = 400
_OF_TIMES = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day of a rule, its number counted from 1, and the date it stands for."""

    day: date
    number: int
    target: PartialDate


def problem_with_first(first: PartialDate | None) -> str:
    """Why a series cannot begin then; empty if it can."""
    if first is None:
        return tr("Say when the first is due, such as March 2027, Q1 2027 or 2027.")
    if not EARLIEST <= first.earliest <= LATEST:
        return tr("A series begins between 1900 and 2200; say at least the year.")
    return ""


def occurrences(rule: SeriesRule, first: PartialDate, until: date) -> Iterator[Occurrence]:
    """All from the first up to `until`, in order. ValueError if the series cannot begin then."""
    if problem := problem_with_first(first):
        raise ValueError(problem)
    for number, day in enumerate(_days(rule, first.earliest, min(until, LATEST)), 1):
        yield Occurrence(day, number, target_of(rule, first, day))


def first_days(rule: SeriesRule, first: PartialDate, since: date, most: int) -> list[Occurrence]:
    """The next `most` whose time is not over on `since`."""
    coming = (one for one in occurrences(rule, first, LATEST) if one.target.latest >= since)
    return list(islice(coming, most))


def target_of(rule: SeriesRule, first: PartialDate, day: date) -> PartialDate:
    """The date a day of the rule stands for, as exact as rule and first date are."""
    if first.end is None and first.start is not None:
        # "Since March 2020" says when it began, not how long one of them takes.
        first = first.start
    months, days = _stated(rule, first)
    if day == first.earliest and (months, days) == _length(first):
        return first  # also what is doubtful about it
    if months:
        return _months(day, months)
    return _between(day, day + timedelta(days=days - 1))


def _stated(rule: SeriesRule, first: PartialDate) -> tuple[int, int]:
    """How long one is due, as (months, 0) or (0, days)."""
    length = _length(first)
    if rule.states_days:
        return (0, length[1] or 1)
    if rule.months and length[0]:
        return (1, 0)
    if length[0] and rule.period_months:
        return (min(length[0], rule.period_months), 0)
    if length[0]:
        return (0, rule.period_days)
    return length


def _length(first: PartialDate) -> tuple[int, int]:
    start, end = first.start, first.end
    if start is None or end is None:
        return (0, 1)
    begun, ended = point(start), point(end)
    if begun.day is not None and begun.exact:
        days = (first.latest - first.earliest).days + 1 if ended.day and first.is_interval else 1
        return (0, max(1, min(days, 366)))
    months = (first.latest.year - first.earliest.year) * 12
    months += first.latest.month - first.earliest.month + 1
    return (max(1, min(months, 120)), 0)


def _months(day: date, months: int) -> PartialDate:
    last = day.replace(day=1) + relativedelta(months=months - 1)
    if months == 1:
        return PartialDate.parse(f"{day:%Y-%m}")
    if months == 12 and day.month == 1:
        return PartialDate.parse(f"{day:%Y}")
    return PartialDate.parse(f"{day:%Y-%m}/{last:%Y-%m}")


def _between(start: date, end: date) -> PartialDate:
    if start == end:
        return PartialDate.of(start)
    return PartialDate.between(PartialDate.of(start), PartialDate.of(end))


def _days(rule: SeriesRule, first: date, until: date) -> Iterator[date]:
    if rule.until is not None:
        until = min(until, rule.until)
    if until < first:
        return
    # A month without the 31st (or 30th, or 29th) has its last day instead: none is lost.
    held = first.day > 28 and bool(rule.period_months) and not rule.states_days
    start = first.replace(day=1) if held else first
    end = until.replace(day=days_in(until.year, until.month)) if held else until
    shift = (date.max.year - end.year) // _CYCLE * _CYCLE
    for moment in _rrule(rule, _moved(start, shift), _moved(end, shift)):
        day = _moved(moment.date(), -shift)
        if held:
            day = day.replace(day=min(first.day, days_in(day.year, day.month)))
        if day > until:
            return
        yield day


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _rrule(rule: SeriesRule, start: date, end: date) -> Iterator[datetime]:
    # Imported here: lists of deliverables need no rules.
    from dateutil import rrule as lib

    names: dict[Frequency, Any] = {
        Frequency.YEARLY: lib.YEARLY,
        Frequency.MONTHLY: lib.MONTHLY,
        Frequency.WEEKLY: lib.WEEKLY,
        Frequency.DAILY: lib.DAILY,
    }
    known = [lib.MO, lib.TU, lib.WE, lib.TH, lib.FR, lib.SA, lib.SU]
    by: dict[str, Any] = {}
    numbers = {
        "bymonth": rule.months,
        "bymonthday": rule.month_days,
        "bysetpos": rule.positions,
    }
    by |= {name: value for name, value in numbers.items() if value}
    if rule.weekdays:
        by["byweekday"] = [
            known[WEEKDAYS.index(day)](which) if which else known[WEEKDAYS.index(day)]
            for which, day in rule.weekdays
        ]
    for name, value in rule.rest:
        if name == "WKST":
            by["wkst"] = known[WEEKDAYS.index(value)]
        elif name not in _OF_TIMES:
            by[name.lower()] = [int(part) for part in value.split(",")]
    ends = {"count": rule.count} if rule.count else {"until": _midnight(end)}
    made = lib.rrule(
        names[rule.frequency],
        dtstart=_midnight(start),
        interval=rule.interval,
        **ends,
        **by,
    )
    return iter(made)


def _midnight(day: date) -> datetime:
    """As python-dateutil wants a day: without a zone, so that no clock is ever put forward."""
    return datetime.combine(day, datetime.min.time())
