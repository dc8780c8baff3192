"""What a term asks for next, and for how long that stays so: kept, to be looked up on the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle_facts import LifecycleFact
from tracker.domain.lifecycle_order import place
from tracker.domain.terms_computing import compute_term
from tracker.domain.terms_kinds import Term, TermKind


@dataclass(frozen=True, slots=True)
class Watch:
    """The last day for notice, where silence has a consequence, and the next review, as they are
    on every day from `from_day` to `to_day`."""

    from_day: date
    to_day: date
    notice_by: PartialDate | None
    next_review: PartialDate | None


def watch_on(day: date, facts: Sequence[LifecycleFact], term: Term) -> Watch:
    """What is to be watched on `day` and after it, as `lifecycle.flags_on` sees it while the
    agreement is in force."""
    placed = place(facts, term)
    found = compute_term(day, term, placed)
    changes = [fact.from_day - timedelta(days=1) for fact in placed if fact.from_day > day]
    # With the end of a term or the day of a review the next one counts.
    passing = (found.end, found.next_review)
    changes += [when.latest for when in passing if when and when.latest >= day]
    matters = term.kind is TermKind.REVIEW_GATES or found.expires_on is None
    return Watch(
        day,
        min(changes, default=date.max),
        found.notice_by if matters else None,
        found.next_review,
    )
