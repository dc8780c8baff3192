"""The filter that a cell of a list stands for: "only those with this value"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.filters import NO, YES, Condition, FieldKind, Filter, FilterField, Operator
from tracker.domain.money import Money

# A longer text is no value that many records share, and too long to be shown as a filter.
_LONGEST = 200
# Of a part of a month, as finely as a number is typed; comparing rounds it to whole days.
_LENGTH = Decimal("0.0001")


def filter_of(field: FilterField, value: Any, *, exclude: bool) -> Filter | None:
    """The records whose field has that value, or the others; None if a filter cannot say it."""
    if value in (None, "", [], ()):
        return Condition(field.key, Operator.FILLED if exclude else Operator.EMPTY)
    values = _values(field, value)
    if not values:
        return None
    return Condition(field.key, Operator.IS_NOT if exclude else Operator.IS, values)


def is_span(value: Any) -> bool:
    """Whether a value is a date known in part: its filter finds every date within it."""
    return isinstance(value, PartialDate) and value.earliest != value.latest


def field_of(fields: Sequence[FilterField], key: str) -> FilterField | None:
    """The field that a column shows; it may be called by another name there."""
    for field in fields:
        if field.key == key:
            return field
    return next((field for field in fields if key in field.aliases), None)


def _values(field: FilterField, value: Any) -> tuple[str, ...]:
    match field.kind:
        case FieldKind.FLAG:
            return (YES if value else NO,)
        case FieldKind.DATE:
            if isinstance(value, PartialDate):
                return (value.edtf,)
            return (value.isoformat(),) if isinstance(value, date) else ()
        case FieldKind.NUMBER:
            if isinstance(value, Money):
                value = value.amount
            if isinstance(value, Duration):
                # Lengths are compared in months of 30 days.
                days = value.years * 360 + value.months * 30 + value.days
                value = (Decimal(days) / 30).quantize(_LENGTH)
            number = isinstance(value, int | float | Decimal)
            return (f"{Decimal(str(value)).normalize():f}",) if number else ()
        case FieldKind.CHOICE:
            return (str(value),) if str(value) in field.choices else ()
        case FieldKind.DAY:
            return ()  # of the whole list, not of a record
        case FieldKind.TEXT:
            texts = [str(text) for text in (value if isinstance(value, list | tuple) else [value])]
            return () if max(map(len, texts)) > _LONGEST else tuple(texts)
