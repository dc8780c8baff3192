"""The list of agreements: status and end as at a day, and what is still open."""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Subquery, Text, and_, case, cast, func, or_, select

from tracker.domain.filters import YES, Condition, FieldKind, FilterField, Operator
from tracker.domain.lifecycle import (
    EXPIRING_DAYS,
    IN_FORCE,
    STATUS_LABELS,
    AgreementStatus,
)
from tracker.domain.list_views import ListArrangement
from tracker.domain.progress import OPEN
from tracker.domain.record import spec_of
from tracker.domain.records import Agreement
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    KEY,
    OPEN_COUNT,
    ROW,
    SPAN,
    Asked,
    BuiltInView,
    Expression,
    ListColumn,
    ListDeclaration,
    ListField,
    Order,
    Shown,
    Source,
    Value,
    always,
    by_place,
    kept,
    source,
    value,
)
from tracker.services.list_declarations.columns import arranged, changed, declared_fields
from tracker.services.list_declarations.comparing import DateComparison, NumberComparison
from tracker.services.list_declarations.comparing_choices import ChoiceComparison, FlagComparison
from tracker.services.list_declarations.comparing_texts import TextComparison
from tracker.services.list_declarations.field_parts import read_date
from tracker.services.list_declarations.names import child_filter
from tracker.services.states import in_days
from tracker.storage import tables
from tracker.storage.list_key_values import names_of, signed
from tracker.storage.sql_forms import unindexed
from tracker.storage.tables import KEYS, TABLES

_agreement = TABLES["agreement"]
_key = KEYS["agreement"]
_span = tables.agreement_span
_deliverable = TABLES["deliverable"]


def _ends(_asked: Asked) -> Expression:
    """The day, or the days among which it is: nothing is said more exactly than it is known."""
    last, doubt = cast(_key.c.ends, Text), _key.c.doubt
    return case((doubt.is_(None), last), else_=func.date(doubt, "-1 day") + "/" + last)


def in_force(_asked: Asked) -> Expression:
    """Whether it is in force on the day."""
    return _span.c.status.in_(sorted(IN_FORCE))


def expiring(asked: Asked) -> Expression:
    """In force, and over within 90 days if nothing is done (the flag of `domain.lifecycle`)."""
    until = in_days(asked.today, EXPIRING_DAYS)
    return and_(in_force(asked), or_(_key.c.ends <= until, _key.c.doubt <= in_days(until, 1)))


def _open_count(asked: Asked) -> Expression:
    span, mine = tables.deliverable_span.alias("open_span"), _deliverable.alias("mine")
    on_day = and_(
        span.c.deliverable_id == mine.c.id,
        span.c.from_day <= asked.today,
        span.c.to_day >= asked.today,
    )
    return (
        select(func.count())
        .select_from(mine.join(span, on_day))
        .where(
            mine.c.agreement_id == _agreement.c.id,
            mine.c.trashed_at.is_(None),
            span.c.status.in_(sorted(OPEN)),
        )
        .correlate(_agreement)
        .scalar_subquery()
    )


@lru_cache(maxsize=8)
def _open_counts(today: date) -> Subquery:
    """The same of all agreements at once, for sorting and comparing."""
    span, mine = tables.deliverable_span.alias("open_span"), _deliverable.alias("mine")
    return (
        select(mine.c.agreement_id, func.count().label("count"))
        .select_from(span.join(mine, mine.c.id == unindexed(span.c.deliverable_id)))
        .where(
            span.c.from_day <= today,
            span.c.to_day >= today,
            span.c.status.in_(sorted(OPEN)),
            mine.c.trashed_at.is_(None),
            unindexed(mine.c.agreement_id).is_not(None),
        )
        .group_by(mine.c.agreement_id)
        .subquery("open_counts")
    )


def _open_of_all(asked: Asked) -> Expression:
    return func.coalesce(_open_counts(asked.today).c.count, 0)


def _status(_asked: Asked) -> Expression:
    return _span.c.status


_SPAN, _KEY, _ROW = frozenset({SPAN}), frozenset({KEY}), frozenset({ROW})
_STATUSES = {str(status): label for status, label in STATUS_LABELS.items()}
_signed_last = signed("on_last")

_COMPUTED = [
    ListField(
        ListColumn(
            "name",
            mark("Agreement"),
            Shown.NAME,
            320,
            at_first=True,
            spec=spec_of(Agreement, "title"),
            editable=True,
        ),
        FilterField("name", mark("Agreement"), FieldKind.TEXT, aliases=("agreement",)),
        value(_agreement.c.shown_name, ROW),
        value(_agreement.c.sort_name, ROW, indexed=True),
        TextComparison(always(_agreement.c.shown_name), _ROW, always(_agreement.c.sort_name)),
    ),
    ListField(
        ListColumn("parties", mark("Parties"), Shown.MUTED, 220, at_first=True, groupable=True),
        None,
        value(names_of(TABLES["party"], _agreement), ROW),
        kept(_key.c.parties),
    ),
    ListField(
        ListColumn(
            "status", mark("Status"), Shown.STATUS, 134, _STATUSES, at_first=True, groupable=True
        ),
        FilterField("status", mark("Status"), FieldKind.CHOICE, _STATUSES),
        Value(_status, _SPAN),
        Value(by_place(_status, tuple(AgreementStatus)), _SPAN),
        ChoiceComparison(_status, _SPAN, _STATUSES),
    ),
    ListField(
        ListColumn("signed", mark("Signed"), Shown.DATE, 112, at_first=True),
        FilterField("signed", mark("Signed"), FieldKind.DATE),
        value(signed("on"), ROW),
        kept(_key.c.signed),
        DateComparison(always(_key.c.signed), always(_signed_last), frozenset({KEY, ROW})),
        read_date,
    ),
    ListField(
        ListColumn("ends", mark("Ends"), Shown.DATE, 112, at_first=True),
        FilterField("ends", mark("Ends"), FieldKind.DATE, aliases=("end", "expires")),
        Value(_ends, _KEY),
        kept(_key.c.ends),
        DateComparison(
            always(func.coalesce(func.date(_key.c.doubt, "-1 day"), _key.c.ends)),
            always(_key.c.ends),
            _KEY,
        ),
        read_date,
    ),
    ListField(
        ListColumn("open", mark("Open"), Shown.NUMBER, 64, at_first=True, summed=True),
        FilterField("open", mark("Open deliverables"), FieldKind.NUMBER),
        Value(_open_count, _ROW),
        Value(_open_of_all, frozenset({OPEN_COUNT})),
        NumberComparison(_open_of_all, frozenset({OPEN_COUNT}), scale=1),
    ),
]
_FILTERS = [
    child_filter(
        "party", mark("Party"), _agreement.c.id, TABLES["party"], "organisation",
        aliases=("parties", "partner"),
    ),
    child_filter(
        "person", mark("Person"), _agreement.c.id, TABLES["participant"], "contact",
        parent_kind="agreement", aliases=("people",),
    ),
    ListField(
        filter=FilterField("in_force", mark("In force"), FieldKind.FLAG),
        compare=FlagComparison(in_force, _SPAN),
    ),
    ListField(
        filter=FilterField("expiring", mark("Expiring"), FieldKind.FLAG),
        compare=FlagComparison(expiring, _SPAN | _KEY),
    ),
]  # fmt: skip


# The kind is not shown at first, so that names fit a common screen.
_DRESSED: dict[str, dict[str, Any]] = {"announced": {"width": 112}, "kind": {"at_first": False}}


def _declared() -> list[ListField]:
    return [
        changed(one, **_DRESSED.get(one.column.key, {})) if one.column else one
        for one in declared_fields(Agreement)
    ]


AGREEMENTS = ListDeclaration(
    "agreement",
    _agreement,
    {
        ROW: source(_agreement, _agreement.c.id),
        KEY: source(_key, _key.c.id),
        SPAN: source(_span, _span.c.agreement_id, _span.c.from_day, _span.c.to_day),
        OPEN_COUNT: lambda today: Source(
            _open_counts(today), _open_counts(today).c.agreement_id, outer=True
        ),
    },
    arranged(
        [*_COMPUTED, *_declared(), *_FILTERS],
        *("name", "parties", "status", "announced", "signed", "ends", "open"),
    ),
    (Order(kept(_key.c.begun), descending=True),),
    (
        BuiltInView(
            "expiring",
            mark("Expiring"),
            ListArrangement(Condition("expiring", Operator.IS, (YES,))),
        ),
    ),
)
