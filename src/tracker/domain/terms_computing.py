"""What a term comes to on a day: its end, the last day for notice, the next review, renewals.

Renewals are counted from the first start each time (start + length + n renewals), so that an end
of 31 January does not wander to the 28th. A term is in force through its last day, and where the
start is partial, through the latest possible one; the day for notice is the earliest possible.
A pause does not move the end: only an extension that says so does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.lifecycle_facts import LifecycleKind
from tracker.domain.lifecycle_order import Placed, first_signatures
from tracker.domain.terms_kinds import Term, TermKind, TermStart

_WITHDRAWS_NOTICE = (
    LifecycleKind.EXTENDED,
    LifecycleKind.RESUMED,
    LifecycleKind.KNOWN_ACTIVE,
)


@dataclass(slots=True)
class Computed:
    """A term on a day with what it was computed from, for the working."""

    start: PartialDate | None = None
    start_kind: TermStart | None = None
    first_end: PartialDate | None = None
    """The end before any renewal, extension or notice."""
    extension: Placed | None = None
    notice: Placed | None = None
    pauses: tuple[tuple[PartialDate | None, PartialDate | None], ...] = ()
    renewals: int = 0
    end: PartialDate | None = None
    expires_on: PartialDate | None = None
    ended_by_notice: bool = False
    notice_by: PartialDate | None = None
    next_review: PartialDate | None = None


def compute_term(day: date, term: Term, placed: Sequence[Placed]) -> Computed:
    """The term on `day`, of facts that are in order already."""
    counted = [fact for fact in placed if fact.from_day <= day]
    found = Computed(extension=_extension(counted), notice=_notice(counted))
    found.start, found.start_kind = _start(term, placed)
    found.pauses = _pauses(counted)
    found.first_end = _first_end(term, found.start)
    base = found.extension.fact.until if found.extension else found.first_end
    if term.meant is TermKind.AUTOMATIC_RENEWAL:
        _renew(day, term, found, base)
    else:
        _run_out(day, term, found, base)
    _review(day, term, found)
    _give_notice(term, found)
    return found


# --- what the facts say ------------------------------------------------------------------------


def _start(term: Term, placed: Sequence[Placed]) -> tuple[PartialDate | None, TermStart | None]:
    """The day the term counts from and what happened on it."""
    signed = first_signatures(placed)
    effect = next((f for f in placed if f.kind is LifecycleKind.TOOK_EFFECT), None)
    last = signed[-1] if signed else None
    if term.starts is TermStart.SIGNING:
        return _day_of(signed[0] if signed else None), TermStart.SIGNING
    if term.starts is TermStart.LAST_SIGNATURE:
        return _day_of(last), TermStart.LAST_SIGNATURE
    if term.starts is TermStart.EFFECT:
        return _day_of(effect), TermStart.EFFECT
    if term.starts is TermStart.ACCEPTANCE:
        return _day_of(effect or acceptance(placed)), TermStart.ACCEPTANCE
    if term.starts is TermStart.STATED_DATE or term.start_on is not None:
        return term.start_on or _day_of(effect), TermStart.STATED_DATE
    if effect is not None:
        return _day_of(effect), TermStart.EFFECT
    return _day_of(last), TermStart.SIGNING if len(signed) == 1 else TermStart.LAST_SIGNATURE


def acceptance(placed: Sequence[Placed]) -> Placed | None:
    """The approval that follows the signatures, such as a ministry's."""
    signed = first_signatures(placed)
    after = placed[placed.index(signed[-1]) + 1 :] if signed else ()
    return next((fact for fact in after if fact.kind is LifecycleKind.APPROVED), None)


def _day_of(fact: Placed | None) -> PartialDate | None:
    """Its date; of an undated fact, that it was by the day on which a source states it."""
    if fact is None:
        return None
    if fact.on is not None:
        return fact.on if fact.on.end or not fact.on.start else fact.on.start
    stated = fact.fact.stated_on
    if stated is None or stated.latest == date.max:
        return None
    return PartialDate.between(None, PartialDate.of(stated.latest))


def _extension(counted: Sequence[Placed]) -> Placed | None:
    return next((f for f in reversed(counted) if f.kind is LifecycleKind.EXTENDED), None)


def _notice(counted: Sequence[Placed]) -> Placed | None:
    """The notice that stands: none if the agreement was extended or taken up again after it."""
    for fact in reversed(counted):
        if fact.kind in _WITHDRAWS_NOTICE:
            return None
        if fact.kind is LifecycleKind.NOTICE_GIVEN:
            return fact
    return None


def _pauses(
    counted: Sequence[Placed],
) -> tuple[tuple[PartialDate | None, PartialDate | None], ...]:
    pauses: list[tuple[PartialDate | None, PartialDate | None]] = []
    paused: Placed | None = None
    for fact in counted:
        if fact.kind is LifecycleKind.PAUSED:
            paused = paused or fact
        elif fact.kind is LifecycleKind.RESUMED and paused is not None:
            pauses.append((paused.on, fact.on))
            paused = None
    return (*pauses, (paused.on, None)) if paused else tuple(pauses)


# --- what follows from them ----------------------------------------------------------------------


def _first_end(term: Term, start: PartialDate | None) -> PartialDate | None:
    if term.kind is TermKind.OPEN_ENDED:
        return None
    if term.until is not None:
        return term.until
    return term.length.after(start) if term.length and start else None


def _renew(day: date, term: Term, found: Computed, base: PartialDate | None) -> None:
    """Automatic renewal: in force until notice; the current term is the one that holds `day`."""
    period = term.renewal or term.length
    if base is None or not period:
        found.end = base
        found.expires_on = _notice_effective(found)
        found.ended_by_notice = found.expires_on is not None
        return
    end_of = _ends(term, found, base, period)
    found.renewals = _smallest(lambda n: end_of(n).latest >= day)
    if found.notice is not None:
        given = found.notice.from_day
        last = _smallest(
            lambda n: end_of(n).latest >= given and _in_time(term.notice, end_of(n), given)
        )
        found.renewals = min(found.renewals, last)
        effective = _notice_effective(found)
        found.expires_on = effective or end_of(last)
        found.ended_by_notice = effective is not None
    found.end = end_of(found.renewals)
    if found.ended_by_notice and found.expires_on and found.expires_on < found.end:
        found.end = found.expires_on


def _ends(
    term: Term, found: Computed, base: PartialDate, period: Duration
) -> Callable[[int], PartialDate]:
    """The end of the n-th renewal, from the first start where that is what is known."""
    start, length = found.start, term.length
    if base is not found.first_end or term.until is not None or start is None or length is None:
        return lambda n: (period * n).after(base)
    return lambda n: (length + period * n).after(start)


def _in_time(notice: Duration | None, end: PartialDate, given: date) -> bool:
    by = _before_end(notice, end)
    return by is None or given <= by.earliest or end.latest == date.max


def _smallest(holds: Callable[[int], bool]) -> int:
    """The smallest n >= 0 for which a condition holds that, once it holds, holds on."""
    if holds(0):
        return 0
    high = 1
    while not holds(high):
        high *= 2
    low = high // 2  # does not hold
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _run_out(day: date, term: Term, found: Computed, base: PartialDate | None) -> None:
    """Every other term: it runs out, or (open-ended, minimum) goes on until notice."""
    goes_on = term.kind is TermKind.MINIMUM and found.extension is None
    natural = None if goes_on else base
    by_notice = _notice_effective(found)
    if by_notice is None and found.notice is not None and term.notice:
        given = _day_of(found.notice)
        by_notice = term.notice.after(given) if given else None
    if by_notice is not None and goes_on and base is not None:
        by_notice = max(by_notice, base)
    found.ended_by_notice = by_notice is not None and (natural is None or by_notice < natural)
    found.expires_on = by_notice if found.ended_by_notice else natural
    over = goes_on and base is not None and base.latest < day
    found.end = found.expires_on or (None if over else base)


def _notice_effective(found: Computed) -> PartialDate | None:
    return found.notice.fact.effective_on if found.notice else None


def _review(day: date, term: Term, found: Computed) -> None:
    every, start = term.review_every, found.start
    if not every or start is None or start.earliest == date.min:
        return
    n = _smallest(lambda n: n > 0 and (every * n).after(start).latest >= day)
    review = (every * n).after(start)
    over = found.expires_on is not None and review.earliest > found.expires_on.latest
    found.next_review = None if over or review.latest == date.max else review


def _give_notice(term: Term, found: Computed) -> None:
    if found.notice is not None:
        return
    gate = found.next_review if term.kind is TermKind.REVIEW_GATES else None
    target = min((day for day in (gate, found.end) if day), default=None)
    found.notice_by = _before_end(term.notice, target) if target else None


def _before_end(notice: Duration | None, end: PartialDate) -> PartialDate | None:
    """The last day for notice, from the earliest possible end."""
    if not notice or end.earliest in (date.min, date.max):
        return None
    return PartialDate.of(notice.before(end.earliest))
