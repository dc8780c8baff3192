"""How numbers and dates are compared with the values of a filter.

What is unknown is neither less nor more than anything, but it is not X: IS_NOT and CONTAINS_NOT
find all that IS and CONTAINS do not. A date known in part is before (after) a day only if it
certainly is; it is "in the next days" if it may be.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation

from sqlalchemy import and_, or_

from tracker.domain.dates import PartialDate
from tracker.domain.filters import Condition, Operator
from tracker.i18n import tr
from tracker.services.list_declarations.base import Asked, Expression, Sql
from tracker.services.list_declarations.comparing_parts import (
    none_of,
    one_of,
    some_of,
    two_of,
    unfit,
)
from tracker.services.states import in_days
from tracker.storage.sql_forms import SCALE

TODAY = "today"
"""As the value of a date: the day the list is asked for."""

_LARGEST = 10**18
_NEARLY = Decimal("0.005")


@dataclass(frozen=True)
class NumberComparison:
    """Exact: `sql` gives whole numbers, `scale` times the value."""

    sql: Sql
    needs: frozenset[str]
    scale: int = SCALE
    keen: bool = False
    of_others: bool = False

    def where(self, condition: Condition, asked: Asked) -> Expression:
        number = self.sql(asked)
        match condition.operator:
            case Operator.EMPTY:
                return number.is_(None)
            case Operator.FILLED:
                return number.is_not(None)
            case Operator.IS:
                return self._is(number, condition)
            case Operator.IS_NOT:
                return none_of(self._is(number, condition))
            case Operator.BETWEEN:
                low, high = map(self._scaled, two_of(condition))
                return and_(number >= _up(low), number <= _down(high))
            case Operator.LESS:
                return number < _up(self._scaled(one_of(condition)))
            case Operator.MORE:
                return number > _down(self._scaled(one_of(condition)))
            case Operator.AT_MOST:
                return number <= _down(self._scaled(one_of(condition)))
            case Operator.AT_LEAST:
                return number >= _up(self._scaled(one_of(condition)))
            case _:
                raise unfit()

    def _is(self, number: Expression, condition: Condition) -> Expression:
        scaled = [self._scaled(value) for value in some_of(condition)]
        return number.in_([int(value) for value in scaled if value == int(value)])

    def _scaled(self, text: str) -> Decimal:
        try:
            value = Decimal(text.strip())
        except InvalidOperation:
            raise ValueError(tr("“{text}” is not a number.", text=text[:40])) from None
        if not value.is_finite():
            raise ValueError(tr("“{text}” is not a number.", text=text[:40]))
        # No number that is stored is larger; so large ones need not be written out.
        if value.adjusted() > 14:
            return Decimal(_LARGEST if value > 0 else -_LARGEST)
        scaled = value * self.scale
        if self.scale % 3 == 0:
            # Ten days are 0.333… months: no decimal says that exactly, so whole ones are meant.
            whole = scaled.to_integral_value()
            return whole if abs(scaled - whole) < _NEARLY else scaled
        return scaled


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def _down(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))


@dataclass(frozen=True)
class DateComparison:
    """By the first and last possible days."""

    first: Sql
    last: Sql
    needs: frozenset[str]
    keen: bool = False
    of_others: bool = False

    def where(self, condition: Condition, asked: Asked) -> Expression:
        first, last = self.first(asked), self.last(asked)
        match condition.operator:
            case Operator.EMPTY:
                return last.is_(None)
            case Operator.FILLED:
                return last.is_not(None)
            case Operator.IS:
                return self._is(condition, asked)
            case Operator.IS_NOT:
                return none_of(self._is(condition, asked))
            case Operator.BETWEEN:
                start, end = (_date(text, asked) for text in two_of(condition))
                return and_(first >= start.earliest, last <= end.latest)
            case Operator.LESS:
                return last < _date(one_of(condition), asked).earliest
            case Operator.MORE:
                return first > _date(one_of(condition), asked).latest
            case Operator.AT_MOST:
                return last <= _date(one_of(condition), asked).latest
            case Operator.AT_LEAST:
                return first >= _date(one_of(condition), asked).earliest
            case Operator.NEXT_DAYS:
                until = in_days(asked.today, _days(one_of(condition)))
                return and_(last >= asked.today, first <= until)
            case Operator.LAST_DAYS:
                back = min(_days(one_of(condition)), asked.today.toordinal() - 1)
                return and_(first <= asked.today, last >= asked.today - timedelta(days=back))
            case _:
                raise unfit()

    def _is(self, condition: Condition, asked: Asked) -> Expression:
        """Surely within: "is 2024" finds 2024-06-04, but "is 2024-06-04" does not find 2024."""
        first, last = self.first(asked), self.last(asked)
        known = [_date(text, asked) for text in some_of(condition)]
        return or_(*(and_(first >= one.earliest, last <= one.latest) for one in known))


def _date(text: str, asked: Asked) -> PartialDate:
    if text.strip() == TODAY:
        return PartialDate.of(asked.today)
    return PartialDate.parse(text)


def _days(text: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 7:
        raise ValueError(tr("“{text}” is not a number of days.", text=text[:40]))
    return int(text)
