"""The list of agreements: status and end as at a day, and what is still open."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, Text, and_, case, cast, func, or_, select

from tracker.domain.lifecycle import EXPIRING_DAYS, IN_FORCE, AgreementStatus
from tracker.domain.progress import OPEN
from tracker.domain.records import Agreement
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    Expression,
    ListColumn,
    ListDeclaration,
    ListView,
    Shown,
    always,
    by_place,
    declared_columns,
    folded,
    names_of,
)
from tracker.services.states import in_days
from tracker.storage import tables
from tracker.storage.tables import TABLES

_agreement = TABLES["agreement"]
_party = TABLES["party"]
_agreement_span = tables.agreement_span
_deliverable = TABLES["deliverable"]
_deliverable_span = tables.deliverable_span


def _agreement_joins(statement: Select[Any], today: date) -> Select[Any]:
    span = _agreement_span.c
    return statement.join(
        _agreement_span,
        and_(span.agreement_id == _agreement.c.id, span.from_day <= today, span.to_day >= today),
        isouter=True,
    )


def _ends(_today: date) -> Expression:
    """The last day on which it can be in force, where it runs out or ran out."""
    span = _agreement_span.alias("in_force")
    last = func.max(span.c.to_day)
    return (
        select(case((last < date.max, last)))
        .where(span.c.agreement_id == _agreement.c.id, span.c.status.in_(_BOUND))
        .correlate(_agreement)
        .scalar_subquery()
    )


def _in_doubt(today: date) -> Expression:
    """The day from which it may have run out already, where its end is not known to the day."""
    span, before = _agreement_span.alias("in_doubt"), _agreement_span.alias("before_doubt")
    sure = select(before.c.from_day).where(
        before.c.agreement_id == span.c.agreement_id,
        before.c.to_day < span.c.from_day,
        before.c.status.in_(_BOUND),
        before.c.certain.is_(True),
    )
    return (
        select(span.c.from_day)
        .where(
            span.c.agreement_id == _agreement.c.id,
            span.c.status.in_(_BOUND),
            span.c.certain.is_(False),
            span.c.to_day == _ends(today),
            sure.exists(),
        )
        .correlate(_agreement)
        .scalar_subquery()
    )


def _shown_end(today: date) -> Expression:
    """The day, or the days among which it is: nothing is said more exactly than it is known."""
    last = cast(_ends(today), Text)
    doubt = _in_doubt(today)
    return case((doubt.is_(None), last), else_=func.date(doubt, "-1 day") + "/" + last)


def _expiring(today: date) -> Expression:
    """In force, and over within 90 days if nothing is done (the flag of `domain.lifecycle`)."""
    until = in_days(today, EXPIRING_DAYS)
    return and_(
        _agreement_span.c.status.in_(sorted(IN_FORCE)),
        or_(_ends(today) <= until, _in_doubt(today) <= in_days(until, 1)),
    )


def _open_count(today: date) -> Expression:
    span = _deliverable_span.alias("open_span")
    mine = _deliverable.alias("mine")
    return (
        select(func.count())
        .select_from(
            mine.join(
                span,
                and_(
                    span.c.deliverable_id == mine.c.id,
                    span.c.from_day <= today,
                    span.c.to_day >= today,
                ),
            )
        )
        .where(
            mine.c.agreement_id == _agreement.c.id,
            mine.c.trashed_at.is_(None),
            span.c.status.in_(sorted(OPEN)),
        )
        .correlate(_agreement)
        .scalar_subquery()
    )


def _signed(column: str) -> Expression:
    """Of the first signature, where a date is stated."""
    event = TABLES["lifecycle_event"].alias("signature")
    return (
        select(event.c[column])
        .where(
            event.c.parent_id == _agreement.c.id, event.c.kind == "signed", event.c.on.isnot(None)
        )
        .order_by(event.c.on_first == date.min, event.c.on_first, event.c.position)
        .limit(1)
        .correlate(_agreement)
        .scalar_subquery()
    )


def _newest_first(_today: date) -> tuple[Expression, ...]:
    begun = func.coalesce(_signed("on_first"), _agreement.c.announced_first)
    return (begun.is_(None), begun.desc(), _agreement.c.sort_name)


# Signed is bound already, if not yet in effect.
_BOUND = (*sorted(IN_FORCE), AgreementStatus.SIGNED)
_status = always(_agreement_span.c.status)
_DECLARED = declared_columns(Agreement)

AGREEMENTS = ListDeclaration(
    "agreement",
    _agreement,
    (
        ListColumn(
            "name",
            mark("Agreement"),
            Shown.NAME,
            always(_agreement.c.shown_name),
            320,
            always(_agreement.c.sort_name),
        ),
        ListColumn(
            "parties",
            mark("Parties"),
            Shown.MUTED,
            always(names_of(_party, _agreement)),
            220,
            folded(names_of(_party, _agreement)),
        ),
        ListColumn(
            "status",
            mark("Status"),
            Shown.STATUS,
            _status,
            134,
            by_place(_status, tuple(AgreementStatus)),
        ),
        *(replace(column, width=112) for column in _DECLARED if column.shown_as is Shown.DATE),
        ListColumn(
            "signed",
            mark("Signed"),
            Shown.DATE,
            always(_signed("on")),
            112,
            always(_signed("on_first")),
        ),
        ListColumn("ends", mark("Ends"), Shown.DATE, _shown_end, 112),
        ListColumn("open", mark("Open"), Shown.NUMBER, _open_count, 64),
        *(column for column in _DECLARED if column.shown_as is not Shown.DATE),
    ),
    _newest_first,
    _agreement_joins,
    {
        "expiring": ListView(mark("Expiring"), _expiring),
    },
)
