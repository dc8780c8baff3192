"""What a term comes to on a day: its end, the last day for notice, the next review, renewals.

The rules are in `terms_computing`.
"""

from collections.abc import Sequence
from datetime import date

from tracker.domain.lifecycle_facts import LifecycleFact
from tracker.domain.lifecycle_order import place
from tracker.domain.terms_computing import compute_term
from tracker.domain.terms_kinds import (
    TERM_KIND_LABELS,
    TERM_START_LABELS,
    Term,
    TermKind,
    TermStart,
    TermState,
    meant_by,
)
from tracker.domain.terms_working import working

__all__ = [
    "TERM_KIND_LABELS",
    "TERM_START_LABELS",
    "Term",
    "TermKind",
    "TermStart",
    "TermState",
    "meant_by",
    "term_on",
]


def term_on(day: date, term: Term, facts: Sequence[LifecycleFact]) -> TermState:
    """The term on `day`, given the facts in the user's order."""
    found = compute_term(day, term, place(facts, term))
    return TermState(
        end=found.end,
        notice_by=found.notice_by,
        next_review=found.next_review,
        renewals=found.renewals,
        working=working(term, found),
        expires_on=found.expires_on,
        start=found.start,
    )
