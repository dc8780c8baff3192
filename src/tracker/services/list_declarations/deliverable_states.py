"""How a deliverable stands as at a day, in SQL: open, overdue, silent, shown by which badge."""

from datetime import date, timedelta

from sqlalchemy import and_, case, false, func, literal, not_, or_, select

from tracker.domain.evidence_health import DONE
from tracker.domain.progress import OPEN, SERIES, STATUS_LABELS, DeliverableStatus
from tracker.i18n import mark
from tracker.services.list_declarations.base import Asked, Expression
from tracker.services.list_declarations.before_agreement import (
    before_agreement,
    shown_before_agreement,
)
from tracker.services.states import SILENT_DAYS
from tracker.storage import tables
from tracker.storage.list_key_values import last_entry
from tracker.storage.tables import KEYS

_key = KEYS["deliverable"]
_span = tables.deliverable_span
OVERDUE, HISTORY = "overdue", "history"
STATUSES = {
    OVERDUE: mark("Overdue"),
    **{str(status): label for status, label in STATUS_LABELS.items()},
    HISTORY: mark("History"),
    SERIES: mark("Series"),
}


def is_open(_asked: Asked) -> Expression:
    """Whether something is still to come."""
    return _span.c.status.in_(sorted(OPEN))


def is_series(_asked: Asked) -> Expression:
    """Whether it is the heading over its instances, and nothing to be done itself."""
    return _span.c.status == SERIES


def overdue(asked: Asked) -> Expression:
    """Open, and its target has surely passed."""
    return and_(is_open(asked), _span.c.target_last < asked.today)


def shown_status(asked: Asked) -> Expression:
    """The status as a badge shows it: overdue goes before the logged one, and so does that it was
    before its agreement, under which it is not counted as delivered."""
    return case(
        (overdue(asked), literal(OVERDUE)),
        (shown_before_agreement(asked), literal(HISTORY)),
        else_=_span.c.status,
    )


def status_place(asked: Asked) -> Expression:
    """What is overdue goes before what is at a status, in the order of a life, and that before
    what was before its agreement."""
    places = {str(status): place for place, status in enumerate(DeliverableStatus, 1)}
    return case(
        (overdue(asked), 0),
        (before_agreement(asked), len(places) + 1),
        (_span.c.status == SERIES, len(places) + 2),
        else_=case(places, value=_span.c.status),
    )


def status_steps(asked: Asked) -> list[Expression]:
    """The same as conditions. Only what an index can find: not on days before later changes."""
    if not asked.settled:
        return []
    in_time = or_(_span.c.target_last.is_(None), _span.c.target_last >= asked.today)
    before = before_agreement(asked)
    return [
        overdue(asked),
        *(
            and_(_span.c.status == str(status), in_time if status in OPEN else not_(before))
            for status in DeliverableStatus
        ),
        before,
        _span.c.status == SERIES,
    ]


def _last_logged(asked: Asked, kept: str, column: str) -> Expression:
    """Of the last entry by the day: as kept, unless that is of a later day."""
    if asked.as_kept:
        return _key.c[kept]
    later = last_entry(column, asked.today, of=_key)
    return case((_key.c.logged_first > asked.today, later), else_=_key.c[kept])


def first_logged(asked: Asked) -> Expression:
    """The first possible day of the last entry."""
    return _last_logged(asked, "logged_first", "on_first")


def logged_last(asked: Asked) -> Expression:
    """The last possible day of the last entry."""
    return _last_logged(asked, "logged_last", "on_last")


def silent(asked: Asked) -> Expression:
    """Open, and nothing is logged for 90 days (`domain.progress.is_silent`). Where nothing ever
    was, the day the deliverable was entered counts instead."""
    if (asked.today - date.min).days <= SILENT_DAYS:
        return false()
    since = asked.today - timedelta(days=SILENT_DAYS)
    last = func.coalesce(logged_last(asked), _key.c.entered, date.min)
    return and_(is_open(asked), last <= since)


def without_evidence(_asked: Asked) -> Expression:
    """Delivered, and nothing shows it (`domain.evidence_health`)."""
    # The keys are wide: read once in their order, and not again for each that is delivered.
    shown = select(_key.c.id).where(_key.c.evidence == 1)
    return and_(_span.c.status.in_(sorted(DONE)), _span.c.deliverable_id.not_in(shown))


def without_evidence_by_row(_asked: Asked) -> Expression:
    """The same for each record by itself."""
    mine = select(_key.c.id).where(_key.c.id == _span.c.deliverable_id, _key.c.evidence == 0)
    return and_(_span.c.status.in_(sorted(DONE)), mine.correlate(_span).exists())
