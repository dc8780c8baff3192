"""Series: which instances a rule wants, and what becomes of those that are there.

An instance is known by its `occurrence`, the day of the rule it was made for (what iCalendar calls
RECURRENCE-ID); it stays when its target moves. The plan is a pure function:

- What somebody has touched (a log entry, a file, any change by hand, also into the trash) is never
  changed, and its occurrence is taken.
- Of what is untouched and still to come, instances that fit the rule stay; the others are given
  the new days in order, so that they stay the same records; what is left over is removed.
- Every occurrence through the horizon whose time is not over is made once. Past ones are made only
  if asked for.
- At most `MOST` are made at once; then the horizon is that of the last one, and the plan says so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tracker.domain.dates import PartialDate
from tracker.domain.records.deliverables import Deliverable
from tracker.domain.series_days import EARLIEST, MOST, Occurrence, occurrences, problem_with_first
from tracker.domain.series_rule import SeriesRule

RULE_FIELDS = frozenset({"recurrence", "recurs_from", "ahead", "at_least", "instance_title"})
"""What instances follow from: changed in the form, which says what becomes of them."""
AHEAD_MONTHS = 12
"""So far ahead instances are made unless a series says otherwise."""
MOST_AHEAD = 120
NOTHING_MADE = PartialDate.of(EARLIEST - timedelta(days=1))
"""A draft made through this day asks for all from its first on, also of the time before today."""


@dataclass(frozen=True, slots=True)
class Existing:
    """An instance that is there, also in the trash. Without an `occurrence` it was added by hand
    and only counts on."""

    id: int
    occurrence: date | None
    touched: bool = False
    trashed: bool = False
    number: int | None = None
    target: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """An occurrence with the number its instance is given in the series."""

    day: date
    number: int
    target: PartialDate


@dataclass(frozen=True, slots=True)
class Moved:
    """An untouched instance and the occurrence it is for from now on."""

    id: int
    to: Numbered
    was: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """What is to be done: new occurrences, ids that stay (those of `held` because somebody touched
    them), instances that get another day or number, ids to be removed. `until`: through which day
    everything is made then; `cut`: nearer than asked, since there are too many."""

    make: tuple[Numbered, ...] = ()
    keep: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    move: tuple[Moved, ...] = ()
    remove: tuple[int, ...] = ()
    until: date | None = None
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.make or self.move or self.remove)


def first_of(series: Deliverable) -> PartialDate | None:
    """What its rule counts from: the day stated for that, else its target."""
    return series.recurs_from or series.target


def asks_for_past(series: Deliverable) -> bool:
    """Whether a draft is made through `NOTHING_MADE`. Of a series that begins beyond what is made
    ahead the same is true, and means the same."""
    first, made = first_of(series), series.made_until
    return first is not None and made is not None and made.latest < first.earliest


def number_at(
    rule: SeriesRule | None,
    first: PartialDate | None,
    target: PartialDate | None,
    existing: Iterable[Existing],
) -> int | None:
    """The number of a further instance by its date: the one the rule gives to that time, else the
    one after the last before it; None if another has it. Without a date it comes last."""
    known = [one for one in existing if not one.trashed]
    used = {one.number or 0 for one in known}
    if target is None:
        return max(used, default=0) + 1
    if rule is not None and first is not None and not problem_with_first(first):
        for one in occurrences(rule, first, target.latest):
            if one.target.earliest <= target.latest and target.earliest <= one.target.latest:
                return one.number if one.number not in used else None
    before = [
        one.number or 0
        for one in known
        if (one.target.earliest if one.target else one.occurrence or date.max) < target.earliest
    ]
    number = max(before, default=0) + 1
    return number if number not in used else None


def horizon(today: date, ahead: int | None) -> date:
    """The last day for which instances are made."""
    months = AHEAD_MONTHS if ahead is None else max(0, min(ahead, MOST_AHEAD))
    return today + relativedelta(months=months) if today.year < 9980 else date.max


def plan(
    rule: SeriesRule | None,
    first: PartialDate | None,
    ahead: int | None,
    today: date,
    existing: Iterable[Existing],
    *,
    since: date | None = None,
    declined: Collection[date] = (),
    most: int = MOST,
) -> SeriesPlan:
    """What to do so that the instances follow the rule; without a rule or a first date the
    untouched ones to come are removed.

    `since`: make also what is past, from that day on (made late, or asked for). `declined`:
    occurrences that are not made, because somebody took their making back.
    """
    instances = [one for one in existing if one.occurrence is not None]
    free = sorted(
        (one for one in instances if not one.touched and not one.trashed and _to_come(one, today)),
        key=_day,
    )
    fixed = [one for one in instances if one not in free]
    taken = {one.occurrence for one in fixed}
    end = horizon(today, ahead)
    wanted, end, cut = _wanted(rule, first, today, since, end, taken | set(declined), most)
    days = {one.day: one for one in wanted}
    stay = {one.id: days.pop(_day(one)) for one in free if _day(one) in days}
    left = [one for one in free if one.id not in stay]
    waiting = list(days.values())
    pairs = list(zip(left, waiting, strict=False))
    numbers = _numbers(fixed, wanted)
    moved = [Moved(one.id, _given(to, numbers), one.target) for one, to in pairs]
    moved += [
        Moved(one.id, _given(stay[one.id], numbers), one.target)
        for one in free
        if one.id in stay
        and (numbers[stay[one.id].day], stay[one.id].target) != (one.number, one.target)
    ]
    again = {one.id for one in moved}
    live = [one for one in fixed if not one.trashed]
    return SeriesPlan(
        make=tuple(_given(one, numbers) for one in waiting[len(pairs) :]),
        keep=tuple(id for id in stay if id not in again),
        held=tuple(one.id for one in live if one.touched),
        move=tuple(sorted(moved, key=lambda one: one.to.day)),
        remove=tuple(one.id for one in left[len(pairs) :]),
        until=end,
        cut=cut,
    )


def wants_more(
    rule: SeriesRule | None,
    first: PartialDate | None,
    ahead: int | None,
    today: date,
    since: date | None,
    taken: Collection[date],
) -> bool:
    """Whether a plan would make anything where nothing that is there may be moved. `taken` are the
    occurrences that are there; nothing else need be known of them."""
    end = horizon(today, ahead)
    return bool(_wanted(rule, first, today, since, end, set(taken), 1)[0])


def _to_come(one: Existing, today: date) -> bool:
    return (one.target.latest if one.target else _day(one)) >= today


def _day(one: Existing) -> date:
    assert one.occurrence is not None
    return one.occurrence


def _wanted(
    rule: SeriesRule | None,
    first: PartialDate | None,
    today: date,
    since: date | None,
    end: date,
    not_these: set[date | None],
    most: int,
) -> tuple[list[Occurrence], date, bool]:
    """The occurrences to have an instance, through which day that is all of them, and whether
    that is nearer than asked."""
    found: list[Occurrence] = []
    if rule is None or first is None or problem_with_first(first):
        return found, end, False
    for one in occurrences(rule, first, end):
        coming = one.target.latest >= today or (since is not None and one.day >= since)
        if not coming or one.day in not_these:
            continue
        if len(found) >= most:
            # All through the day before it are there, also where none of them may be made.
            return found, one.day - timedelta(days=1), True
        found.append(one)
    return found, end, False


def _numbers(fixed: Sequence[Existing], wanted: Sequence[Occurrence]) -> dict[date, int]:
    """The numbers of the wanted: counted on from the instance before, none given twice."""
    used = {one.number for one in fixed if one.number is not None}
    known = sorted((_day(one), one.number) for one in fixed if one.number is not None)
    numbers: dict[date, int] = {}
    last = 0
    for one in wanted:
        while known and known[0][0] < one.day:
            last = max(last, known.pop(0)[1] or 0)
        last = (last or one.number - 1) + 1
        while last in used:
            last += 1
        numbers[one.day] = last
    return numbers


def _given(one: Occurrence, numbers: dict[date, int]) -> Numbered:
    return Numbered(one.day, numbers[one.day], one.target)
