"""What happened before its agreement, as SQL: the same as `services.states` works out of records,
which a test proves.

Something is history if it is over and was before the agreement stood. On a day on which it was
still open, it is none.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.sql.selectable import FromClause

from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.progress import OPEN, DeliverableStatus
from tracker.storage import tables
from tracker.storage.sql_forms import unindexed
from tracker.storage.tables import TABLES

BEGINNINGS = frozenset({LifecycleKind.SIGNED, LifecycleKind.TOOK_EFFECT})
"""With these an agreement begins to stand."""

Expression = ColumnElement[bool]
_entry = TABLES["progress_entry"]
_over = TABLES["deliverable"].alias("over")
_OVER = sorted(str(status) for status in DeliverableStatus if status not in OPEN)
_DONE = (str(DeliverableStatus.DELIVERED), str(DeliverableStatus.PARTLY_DELIVERED))


def is_before(of: FromClause) -> ColumnElement[int]:
    """Of a deliverable by its id, by all of its log: 1 or 0."""
    last = tables.deliverable_span.alias("last")
    found = _found(last, None).where(
        last.c.deliverable_id == _over.c.id,
        # By the deliverable: through the days SQLite would go through all that are over.
        unindexed(last.c.to_day) == date.max,
        unindexed(last.c.status).in_(_OVER),
        _over.c.id == of.c.id,
    )
    return case((found.correlate(of).exists(), 1), else_=0)


def is_over(span: FromClause) -> Expression:
    """Whether a row of spans says that nothing is to come any more."""
    return span.c.status.in_(_OVER)


def was_before(span: FromClause, today: date) -> Expression:
    """Of a row of spans of what is over, as at the day that it is of; never null."""
    found = _found(span, today).where(_over.c.id == span.c.deliverable_id)
    return found.correlate(span).exists()


def stood_from(agreement_id: ColumnElement[int | None]) -> ColumnElement[date | None]:
    """The first day on which an agreement can have stood (`services.states.first_day`)."""
    event = TABLES["lifecycle_event"].alias("beginning")
    agreement = TABLES["agreement"].alias("under")
    outer = agreement_id.table
    mine = event.c.parent_id == agreement_id
    begins = and_(mine, event.c.kind.in_(sorted(BEGINNINGS)))
    dated = select(func.min(event.c.on_first)).where(begins, event.c.on_first > date.min)
    anything = select(event.c.id).where(begins)
    known = select(event.c.id).where(mine, event.c.kind == str(LifecycleKind.KNOWN_ACTIVE))
    stated = select(func.min(event.c.stated_on_first)).where(
        begins, event.c.stated_on_first > date.min
    )
    announced = select(agreement.c.announced_first).where(
        agreement.c.id == agreement_id, agreement.c.announced_first > date.min
    )
    said = [one.correlate(outer).scalar_subquery() for one in (stated, announced)]
    # Where one is unknown, so is the lesser of both.
    first_said = func.coalesce(func.min(*said), *said)
    since_ever = and_(~anything.correlate(outer).exists(), known.correlate(outer).exists())
    return func.coalesce(
        dated.correlate(outer).scalar_subquery(), case((since_ever, None), else_=first_said)
    )


def standing_after(day: date) -> Select[tuple[int]]:
    """Selects the agreements that are known to stand only from a later day on."""
    agreement = TABLES["agreement"].alias("later")
    event = TABLES["lifecycle_event"].alias("said_later")
    # Whatever it stands from is one of these days; few agreements have one so late.
    said = select(event.c.parent_id).where(
        or_(event.c.on_first > day, event.c.stated_on_first > day)
    )
    any_later = or_(agreement.c.announced_first > day, agreement.c.id.in_(said))
    return select(agreement.c.id).where(any_later, stood_from(agreement.c.id) > day)


def _found(span: FromClause, today: date | None) -> Select[tuple[int]]:
    """Deliverables that were before their agreement; which, is still to be said."""
    event = TABLES["event"].alias("happening")
    held = select(event.c.dates_last).where(event.c.id == _over.c.event_id)
    when = func.coalesce(
        _delivered_last(span, today),
        span.c.target_last,
        held.correlate(_over).scalar_subquery(),
    )
    return select(_over.c.id).where(
        _over.c.agreement_id.is_not(None), when < stood_from(_over.c.agreement_id)
    )


def _delivered_last(span: FromClause, today: date | None) -> ColumnElement[date | None]:
    """The last possible day of the line of the log with which it came to be delivered, or partly:
    the first after the last line that said otherwise. None if it was first recorded so."""
    line, other = _entry.alias("delivering"), _entry.alias("otherwise")
    otherwise = and_(_stands(other, today), other.c.status != span.c.status)
    later = or_(
        other.c.on_first > line.c.on_first,
        and_(other.c.on_first == line.c.on_first, other.c.id > line.c.id),
    )
    found = (
        select(line.c.on_last)
        .where(
            _stands(line, today),
            line.c.status == span.c.status,
            ~select(other.c.id).where(otherwise, later).correlate(line, _over, span).exists(),
        )
        .order_by(line.c.on_first, line.c.id)
        .limit(1)
        .correlate(_over, span)
        .scalar_subquery()
    )
    always = and_(
        _over.c.opening_status == span.c.status,
        ~select(other.c.id).where(otherwise).correlate(_over, span).exists(),
    )
    return case((span.c.status.not_in(_DONE), None), (always, None), else_=found)


def _stands(line: FromClause, today: date | None) -> Expression:
    """Whether a line of the log counts, on the day or on any, and says a status."""
    later = _entry.alias("put_right")
    corrected = select(later.c.id).where(later.c.corrects_id == line.c.id, later.c.id != line.c.id)
    tests = [
        line.c.deliverable_id == _over.c.id,
        line.c.status.is_not(None),
        line.c.status != "",
        line.c.withdraws.is_not(True),
        ~corrected.correlate(line).exists(),
    ]
    return and_(*tests, *([line.c.on_first <= today] if today is not None else []))
