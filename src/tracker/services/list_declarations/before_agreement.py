"""What happened before its agreement, and whether that stood, on the day a list is asked for."""

from collections.abc import Callable

from sqlalchemy import and_, func, or_, select

from tracker.services.list_declarations.base import Asked, Expression
from tracker.storage import tables
from tracker.storage.before_agreement import (
    is_over,
    standing_after,
    stood_from,
    was_before,
)
from tracker.storage.tables import KEYS, TABLES

_deliverable = TABLES["deliverable"]
_key = KEYS["deliverable"]
_span = tables.deliverable_span


def before_agreement(asked: Asked) -> Expression:
    """Whether it is over, and was before the agreement stood (domain.md, Deliverables): it is not
    counted as delivered under it. Read from its span alone; never null.

    As it is kept, unless something was logged after the day that is asked for.
    """
    id = _span.c.deliverable_id
    return _before(asked, lambda test: id.in_(select(_key.c.id).where(test)))


def shown_before_agreement(asked: Asked) -> Expression:
    """The same for some few rows that are shown: all that is history is not looked through first.
    As a condition of a list `before_agreement` is quicker."""
    mine = select(_key.c.id).where(_key.c.id == _span.c.deliverable_id)
    return _before(asked, lambda test: mine.where(test).correlate(_span).exists())


def _before(asked: Asked, any_key: Callable[[Expression], Expression]) -> Expression:
    """`any_key`: whether a test holds of the kept keys of the record."""
    kept = any_key(_key.c.history == 1)
    if asked.as_kept and asked.settled:
        return kept
    later = any_key(_key.c.logged_first > asked.today)
    # What is still open, on most days the half, is left out at once.
    return and_(
        is_over(_span), or_(and_(kept, ~later), and_(later, was_before(_span, asked.today)))
    )


def begun(asked: Asked) -> Expression:
    """Whether the agreement of a row stood on the day, as far as anybody says since when."""
    later = _deliverable.c.agreement_id.in_(standing_after(asked.today))
    return ~func.coalesce(later, False)


def begun_by_row(asked: Asked) -> Expression:
    """The same without looking at the agreements first."""
    return func.coalesce(stood_from(_deliverable.c.agreement_id) <= asked.today, True)
