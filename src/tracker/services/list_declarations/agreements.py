"""The list of agreements: status and end as at a day, and what is still open."""

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select

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
    declared_columns,
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


def _ends(today: date) -> Expression:
    """The last day in force, where the agreement runs out."""
    later = _agreement_span.alias("later")
    last = func.max(later.c.to_day)
    return (
        select(case((last < date.max, last)))
        .where(
            later.c.agreement_id == _agreement.c.id,
            later.c.status.in_(_IN_FORCE),
            later.c.to_day >= today,
        )
        .correlate(_agreement)
        .scalar_subquery()
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
        .order_by(event.c.position)
        .limit(1)
        .correlate(_agreement)
        .scalar_subquery()
    )


def _newest_first(_today: date) -> tuple[Expression, ...]:
    begun = func.coalesce(_signed("on_first"), _agreement.c.announced_first)
    return (begun.is_(None), begun.desc(), _agreement.c.sort_name)


_IN_FORCE = ("active", "signed", "paused", "ending")
_status = always(_agreement_span.c.status)

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
            "parties", mark("Parties"), Shown.MUTED, always(names_of(_party, _agreement)), 220
        ),
        ListColumn("status", mark("Status"), Shown.STATUS, _status, 150),
        *declared_columns(Agreement),
        ListColumn(
            "signed",
            mark("Signed"),
            Shown.DATE,
            always(_signed("on")),
            110,
            always(_signed("on_first")),
        ),
        ListColumn("ends", mark("Ends"), Shown.DATE, _ends, 110),
        ListColumn("open", mark("Open"), Shown.NUMBER, _open_count, 70),
    ),
    _newest_first,
    _agreement_joins,
    {
        "expiring": ListView(
            mark("Expiring"),
            lambda today: and_(
                _agreement_span.c.status.in_(_IN_FORCE), _ends(today) <= in_days(today, 90)
            ),
        ),
    },
)
