"""Values that a type computes, as columns: "survey.response_rate". They sort and filter like any
number, are never edited, and their SQL is written from the same formula as the record's page."""

from collections.abc import Iterator
from dataclasses import replace
from math import gcd

from sqlalchemy import Text, and_, case, cast, func, select, type_coerce
from sqlalchemy.types import BigInteger

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.deliverable_types.computing import (
    PLACES,
    Between,
    Computed,
    Cost,
    Days,
    Difference,
    Formula,
    Heads,
    Own,
    Quotient,
    Term,
)
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import spec_of
from tracker.services.list_declarations.base import ROW, Asked, Expression, ListField, Value
from tracker.services.list_declarations.columns import field_of
from tracker.services.list_declarations.comparing_texts import OwnComparison
from tracker.services.list_declarations.field_parts import Held
from tracker.storage import sql_forms
from tracker.storage.sql_forms import SCALE
from tracker.storage.tables import TABLES

_deliverable = TABLES["deliverable"]
_participant = TABLES["deliverable_participant"]
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_NEEDS = frozenset({ROW})
_WIDTH = 170


def derived_fields(types: TypeCatalogue) -> Iterator[ListField]:
    """Of every type, in the order declared."""
    for type_key, type_class in types.all().items():
        for computed in type_class.computed:
            yield _derived(type_key, type_class, computed)


def _derived(type_key: str, type_class: type[TypeDetails], computed: Computed) -> ListField:
    is_type = _deliverable.c.type == type_key
    held = _held(computed.formula, type_class)
    made = field_of(computed.spec, held, key=f"{type_key}.{computed.key}", of=type_class.label)
    assert made.column is not None
    assert made.compare is not None
    # What follows from other fields is neither edited nor added up.
    column = replace(
        made.column, spec=None, editable=False, summed=False, computed=True, width=_WIDTH
    )
    return replace(
        made,
        column=column,
        shown=_of_type(made.shown, is_type),
        by=_of_type(made.by, is_type),
        compare=OwnComparison(is_type, made.compare),
    )


def _of_type(value: Value | None, is_type: Expression) -> Value | None:
    if value is None:
        return None
    sql = value.sql

    def guarded(asked: Asked) -> Expression:
        return case((is_type, sql(asked)))

    return Value(guarded, value.needs | _NEEDS)


def _held(formula: Formula, declared: type[TypeDetails]) -> Held:
    match formula:
        case Quotient():
            return _quotient(formula, declared)
        case Difference(actual, planned):
            more, less = _number(actual, declared), _number(planned, declared)
            assert more.currency is not None
            number = case(
                (more.currency == less.currency, _whole(more.stored) - _whole(less.stored))
            )
            return Held(number, number=number, scale=SCALE, currency=more.currency)
        case Days(name):
            return _days(name)
        case Between(first, last):
            days = _between(_detail(first), _detail(last))
            number = case((days >= 0, days))
            return Held(number, number=number)


def _quotient(formula: Quotient, declared: type[TypeDetails]) -> Held:
    """Rounded half up with whole numbers, as the record's page does it."""
    top, bottom = _number(formula.top, declared), _number(formula.bottom, declared)
    places = 1 if formula.percent else PLACES
    factor = bottom.scale * 10**places * (100 if formula.percent else 1)
    common = gcd(factor, top.scale)
    dividend = _whole(top.stored) * (factor // common)
    divisor = _whole(bottom.stored) * (top.scale // common)
    rounded = (2 * dividend + divisor) // (2 * divisor)
    number = _whole(case((bottom.stored > 0, rounded * (SCALE // 10**places))))
    return Held(number, number=number, scale=SCALE, currency=top.currency)


def _number(term: Term, declared: type[TypeDetails]) -> Held:
    match term:
        case Cost():
            stored = type_coerce(_deliverable.c.cost, BigInteger)
            return Held(stored, scale=SCALE, currency=_deliverable.c.cost_currency)
        case Heads(role, stated):
            return Held(_heads(role, stated))
        case Own(name):
            return _own(spec_of(declared, name))
        case _:
            raise TypeError(f"{term} is no part of a formula")


def _own(spec: FieldSpec) -> Held:
    details = _deliverable.c.details
    if spec.kind is Kind.MONEY:
        amount = sql_forms.detail_number(details, f"{spec.name}.amount")
        return Held(
            amount, scale=SCALE, currency=sql_forms.detail(details, f"{spec.name}.currency")
        )
    if spec.kind is Kind.DECIMAL:
        return Held(sql_forms.detail_number(details, spec.name), scale=SCALE)
    return Held(sql_forms.detail(details, spec.name))


def _heads(role: str, stated: str) -> Expression:
    named = (
        select(func.nullif(func.count(), 0))
        .select_from(_participant)
        .where(
            _participant.c.parent_id == _deliverable.c.id,
            _participant.c.role == role,
            _participant.c.until.is_(None),
            func.coalesce(_participant.c.organisation_id, _participant.c.contact_id).is_not(None),
        )
        .correlate(_deliverable)
        .scalar_subquery()
    )
    return func.coalesce(_detail(stated), named) if stated else named


def _days(name: str) -> Held:
    period = type_coerce(_detail(name), Text)
    known = period.op("GLOB")(f"{_DAY}/{_DAY}")
    first, last = func.substr(period, 1, 10), func.substr(period, 12, 10)
    number = _whole(case((known, _between(first, last) + 1)))
    return Held(number, number=number)


def _between(first: Expression, last: Expression) -> Expression:
    known = and_(first.op("GLOB")(_DAY), last.op("GLOB")(_DAY))
    days = func.julianday(last) - func.julianday(first)
    return _whole(case((known, cast(func.round(days), BigInteger))))


def _detail(name: str) -> Expression:
    return sql_forms.detail(_deliverable.c.details, name)


def _whole(expression: Expression) -> Expression:
    return type_coerce(expression, BigInteger)
