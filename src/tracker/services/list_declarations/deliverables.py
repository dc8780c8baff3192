"""The list of deliverables: status, target and percent as at a day, and the last entry."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, literal, or_, select

from tracker.domain.deliverable_types import types
from tracker.domain.progress import OPEN
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    Expression,
    ListColumn,
    ListDeclaration,
    ListView,
    Shown,
    always,
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


def _last_entry(column: str) -> Expression:
    """Of the latest entry of the log, by the day it happened."""
    return (
        select(_entry.c[column])
        .where(_entry.c.deliverable_id == _deliverable.c.id)
        .order_by(_entry.c.on_first.desc(), _entry.c.id.desc())
        .limit(1)
        .correlate(_deliverable)
        .scalar_subquery()
    )


def _silent(today: date) -> Expression:
    since = today - timedelta(days=SILENT_DAYS) if today > date(1, 6, 1) else today
    return and_(_is_open(), or_(_last_entry("on_last").is_(None), _last_entry("on_last") < since))


def _shown_status(today: date) -> Expression:
    return case((_overdue(today), literal("overdue")), else_=_deliverable_span.c.status)


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
            150,
            None,
            {key: declared.label for key, declared in types().items()},
        ),
        ListColumn("status", mark("Status"), Shown.STATUS, _shown_status, 140),
        ListColumn(
            "target",
            mark("Target"),
            Shown.DATE,
            always(_deliverable_span.c.target),
            150,
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
            150,
        ),
        ListColumn(
            "last_logged",
            mark("Last logged"),
            Shown.DATE,
            always(_last_entry("on")),
            120,
            always(_last_entry("on_first")),
        ),
        ListColumn(
            "percent", mark("Progress"), Shown.PERCENT, always(_deliverable_span.c.percent), 130
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
