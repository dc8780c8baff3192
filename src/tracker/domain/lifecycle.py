"""The status of an agreement on any day, derived from its lifecycle events and its term.

Nothing here is ever typed in or stored by hand: `status_on` is a pure function of the facts, and
`spans` is the same function over all days at once, for lists to filter by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.lifecycle_facts import (
    IN_FORCE,
    LIFECYCLE_LABELS,
    STATUS_LABELS,
    AgreementStatus,
    Fact,
    LifecycleFact,
    LifecycleKind,
)
from tracker.domain.lifecycle_fold import Folded, fold_facts
from tracker.domain.lifecycle_order import Placed, place
from tracker.domain.terms import Term, TermKind, TermState, term_on
from tracker.domain.terms_computing import compute_term
from tracker.i18n import tr

__all__ = [
    "EXPIRING_DAYS",
    "IN_FORCE",
    "LIFECYCLE_LABELS",
    "NOTHING_DUE",
    "STATUS_LABELS",
    "AgreementStatus",
    "Fact",
    "Flags",
    "LifecycleFact",
    "LifecycleKind",
    "StatusOn",
    "StatusSpan",
    "expiring_soon",
    "flags_on",
    "notice_due",
    "review_due",
    "spans",
    "status_on",
]

# What is due within so many days deserves attention.
EXPIRING_DAYS = 90


@dataclass(frozen=True, slots=True)
class StatusOn:
    """The status on one day."""

    status: AgreementStatus
    certain: bool
    since: PartialDate | None
    """When it began, as far as known."""
    working: str
    """From what it was derived, in words."""


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """Days, both included, on which status and certainty stay the same."""

    status: AgreementStatus
    certain: bool
    from_day: date
    to_day: date


@dataclass(frozen=True, slots=True)
class Flags:
    """What deserves attention; derived like the status, but no status."""

    expiring_soon: bool
    notice_due: bool
    review_due: bool


NOTHING_DUE = Flags(expiring_soon=False, notice_due=False, review_due=False)


def status_on(day: date, facts: Sequence[LifecycleFact], term: Term) -> StatusOn:
    """The status on `day`. `facts` are in the user's order (see `lifecycle_order`)."""
    placed = place(facts, term)
    folded = fold_facts(day, placed, term)
    return StatusOn(folded.status, folded.certain, folded.since, _working(folded, day, facts, term))


def spans(facts: Sequence[LifecycleFact], term: Term) -> list[StatusSpan]:
    """The status of every day from `date.min` to `date.max`, without gap or overlap."""
    placed = place(facts, term)
    found: list[StatusSpan] = []
    days = sorted(_days_of_change(placed, term))
    for index, day in enumerate(days):
        to_day = days[index + 1] - timedelta(days=1) if index + 1 < len(days) else date.max
        folded = fold_facts(day, placed, term)
        if found and (found[-1].status, found[-1].certain) == (folded.status, folded.certain):
            day = found.pop().from_day
        found.append(StatusSpan(folded.status, folded.certain, day, to_day))
    return found


def _days_of_change(placed: Sequence[Placed], term: Term) -> set[date]:
    """Every day on which the fold may differ from the day before."""
    counting = {date.min} | {fact.from_day for fact in placed}
    days = counting | {fact.sure_day for fact in placed if fact.sure_day is not None}
    for day in counting:
        expiry = compute_term(day, term, placed).expires_on
        for bound in (expiry.earliest, expiry.latest) if expiry else ():
            if bound < date.max:
                days.add(bound + timedelta(days=1))
    return days


def _working(folded: Folded, day: date, facts: Sequence[LifecycleFact], term: Term) -> str:
    if folded.by_term:
        return tr("the term is over: {working}", working=term_on(day, term, facts).working)
    steps = []
    if folded.because is not None:
        steps.append(_event(folded.because))
    else:
        steps.append(tr("nothing is recorded by this day") if facts else tr("nothing is recorded"))
    if folded.end_in_doubt:
        steps.append(term_on(day, term, facts).working)
    if not folded.certain and (folded.because or folded.end_in_doubt):
        steps.append(tr("the exact day is not known"))
    return "; ".join(steps)


def _event(placed: Placed) -> str:
    event = tr(LIFECYCLE_LABELS[placed.kind])
    if placed.announces:
        return tr(
            "{event} {date}, effective {effective}",
            event=event,
            date=write_date(placed.on, full=True),
            effective=write_date(placed.fact.effective_on, full=True),
        )
    if placed.on is not None:
        return tr("{event} {date}", event=event, date=write_date(placed.on, full=True))
    if placed.fact.stated_on is not None:
        stated = write_date(placed.fact.stated_on, full=True)
        return tr("{event}, date unknown, as stated {date}", event=event, date=stated)
    return tr("{event}, date unknown", event=event)


def flags_on(
    day: date, facts: Sequence[LifecycleFact], term: Term, within_days: int = EXPIRING_DAYS
) -> Flags:
    """What deserves attention on `day`: due on it or within so many days after it."""
    status = fold_facts(day, place(facts, term), term).status
    if status not in IN_FORCE:
        return NOTHING_DUE
    state = term_on(day, term, facts)
    until = date.max if (date.max - day).days <= within_days else day + timedelta(days=within_days)
    return Flags(
        expiring_soon=state.expires_on is not None and _first_end(state.expires_on) <= until,
        notice_due=_notice_matters(term, state) and _due(state.notice_by, day, until),
        review_due=_due(state.next_review, day, until),
    )


def _notice_matters(term: Term, state: TermState) -> bool:
    """Silence has a consequence unless the agreement just runs out."""
    return term.kind is TermKind.REVIEW_GATES or state.expires_on is None


def _first_end(end: PartialDate) -> date:
    """The first day on which it may run out; the last one where nothing bounds the first."""
    return end.earliest if end.earliest > date.min else end.latest


def _due(when: PartialDate | None, day: date, until: date) -> bool:
    return when is not None and day <= when.latest and when.earliest <= until


def expiring_soon(
    day: date, facts: Sequence[LifecycleFact], term: Term, within_days: int = EXPIRING_DAYS
) -> bool:
    """Whether it is in force and runs out, if nothing is done, within so many days."""
    return flags_on(day, facts, term, within_days).expiring_soon


def notice_due(
    day: date, facts: Sequence[LifecycleFact], term: Term, within_days: int = EXPIRING_DAYS
) -> bool:
    """Whether the last day to stop it from going on is within so many days."""
    return flags_on(day, facts, term, within_days).notice_due


def review_due(
    day: date, facts: Sequence[LifecycleFact], term: Term, within_days: int = EXPIRING_DAYS
) -> bool:
    """Whether a review falls within so many days."""
    return flags_on(day, facts, term, within_days).review_due
