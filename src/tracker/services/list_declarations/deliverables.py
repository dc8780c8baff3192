"""The list of deliverables: status, target and percent as at a day, and the last entry."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, false, func, literal, select

from tracker.domain.deliverable_types import types
from tracker.domain.progress import OPEN, DeliverableStatus
from tracker.domain.records import Deliverable
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    Expression,
    ListColumn,
    ListDeclaration,
    ListView,
    Shown,
    always,
    by_label,
    by_place,
    folded,
    names_of,
)
from tracker.services.states import SILENT_DAYS, in_days
from tracker.storage import tables
from tracker.storage.tables import TABLES

_agreement = TABLES["agreement"]
_deliverable = TABLES["deliverable"]
_deliverable_span = tables.deliverable_span
_entry = TABLES["progress_entry"]
_responsible = TABLES["responsible_party"]


_of_agreement = _agreement.alias("of_agreement")
_of_event = TABLES["event"].alias("of_event")


def _deliverable_joins(statement: Select[Any], today: date) -> Select[Any]:
    span = _deliverable_span.c
    return (
        statement.join(
            _deliverable_span,
            and_(
                span.deliverable_id == _deliverable.c.id,
                span.from_day <= today,
                span.to_day >= today,
            ),
            isouter=True,
        )
        .join(_of_agreement, _of_agreement.c.id == _deliverable.c.agreement_id, isouter=True)
        .join(_of_event, _of_event.c.id == _deliverable.c.event_id, isouter=True)
    )


def _is_open() -> Expression:
    return _deliverable_span.c.status.in_(sorted(OPEN))


def _overdue(today: date) -> Expression:
    return and_(_is_open(), _deliverable_span.c.target_last < today)


def _due_within(days: int) -> Callable[[date], Expression]:
    return lambda today: and_(
        _is_open(),
        _deliverable_span.c.target_last >= today,
        _deliverable_span.c.target_first <= in_days(today, days),
    )


def _last_entry(today: date, column: str) -> Expression:
    """Of the latest entry of the log by `today`, by the day it happened; what was put right later
    does not count."""
    later = _entry.alias("correction").c
    corrected = select(later.corrects_id).where(
        later.corrects_id.isnot(None), later.corrects_id != later.id
    )
    return (
        select(_entry.c[column])
        .where(_entry.c.deliverable_id == _deliverable.c.id, _entry.c.on_first <= today)
        .where(_entry.c.id.not_in(corrected))
        .order_by(_entry.c.on_first.desc(), _entry.c.id.desc())
        .limit(1)
        .correlate(_deliverable)
        .scalar_subquery()
    )


def _silent(today: date) -> Expression:
    """Open, and nothing is logged for 90 days (`domain.progress.is_silent`). Where nothing ever
    was, the day the deliverable was entered counts instead."""
    if (today - date.min).days <= SILENT_DAYS:
        return false()
    since = today - timedelta(days=SILENT_DAYS)
    change, sets = tables.change.c, tables.change_set.c
    entered_later = (
        select(change.id)
        .join(tables.change_set, sets.id == change.change_set_id)
        .where(
            change.kind == Deliverable.key,
            change.record_id == _deliverable.c.id,
            change.operation == "insert",
            sets.at >= datetime.combine(since + timedelta(days=1), time(), UTC),
        )
        .correlate(_deliverable)
    )
    # One comparison and not one for each case, for the last entry takes time to look up.
    never = case((entered_later.exists(), date.max), else_=date.min)
    return and_(_is_open(), func.coalesce(_last_entry(today, "on_last"), never) <= since)


def _shown_status(today: date) -> Expression:
    return case((_overdue(today), literal("overdue")), else_=_deliverable_span.c.status)


_TYPES = {key: declared.label for key, declared in types().items()}

DELIVERABLES = ListDeclaration(
    "deliverable",
    _deliverable,
    (
        ListColumn(
            "title",
            mark("Deliverable"),
            Shown.NAME,
            always(_deliverable.c.title),
            320,
            always(_deliverable.c.sort_name),
        ),
        ListColumn(
            "agreement",
            mark("Agreement"),
            Shown.MUTED,
            always(_of_agreement.c.shown_name),
            210,
            always(_of_agreement.c.sort_name),
        ),
        ListColumn(
            "type",
            mark("Type"),
            Shown.CHOICE,
            always(_deliverable.c.type),
            134,
            by_label(_deliverable.c.type, _TYPES),
            _TYPES,
        ),
        ListColumn(
            "status",
            mark("Status"),
            Shown.STATUS,
            _shown_status,
            140,
            by_place(_shown_status, ("overdue", *DeliverableStatus)),
        ),
        ListColumn(
            "target",
            mark("Target"),
            Shown.DATE,
            always(_deliverable_span.c.target),
            142,
            always(_deliverable_span.c.target_last),
        ),
        ListColumn(
            "event",
            mark("Event"),
            Shown.MUTED,
            always(_of_event.c.shown_name),
            150,
            always(_of_event.c.sort_name),
        ),
        ListColumn(
            "responsible",
            mark("By"),
            Shown.TEXT,
            always(names_of(_responsible, _deliverable)),
            136,
            folded(names_of(_responsible, _deliverable)),
        ),
        ListColumn(
            "last_logged",
            mark("Last logged"),
            Shown.DATE,
            lambda today: _last_entry(today, "on"),
            120,
            lambda today: _last_entry(today, "on_first"),
        ),
        ListColumn(
            "percent", mark("Progress"), Shown.PERCENT, always(_deliverable_span.c.percent), 116
        ),
    ),
    lambda _today: (
        _deliverable_span.c.target_last.is_(None),
        _deliverable_span.c.target_last.desc(),
        _deliverable.c.sort_name,
    ),
    _deliverable_joins,
    {
        "overdue": ListView(mark("Overdue"), _overdue),
        "due": ListView(mark("Due in 30 days"), _due_within(30)),
        "silent": ListView(mark("Silent 90 days"), _silent),
    },
)
