"""What all comparisons share: how many values they take, and what does not fit."""

from sqlalchemy import literal_column

from tracker.domain.filters import Condition
from tracker.i18n import tr
from tracker.services.list_declarations.base import Expression

_TRUE: Expression = literal_column("TRUE")


def none_of(expression: Expression) -> Expression:
    """True also where it cannot be told. So said, SQLite leaves off as soon as one part decides;
    of an expression within a function it works out all parts of each row."""
    return expression.is_not(_TRUE)


def one_of(condition: Condition) -> str:
    """The only value of a condition."""
    if len(condition.values) != 1:
        raise ValueError(tr("This comparison takes one value."))
    return condition.values[0]


def two_of(condition: Condition) -> tuple[str, str]:
    """The two values of a condition."""
    if len(condition.values) != 2:
        raise ValueError(tr("“Between” takes two values."))
    return condition.values[0], condition.values[1]


def some_of(condition: Condition) -> tuple[str, ...]:
    """The values of a condition that needs any."""
    if not condition.values:
        raise ValueError(tr("A value is missing."))
    return condition.values


def unfit() -> ValueError:
    """A comparison that a field does not know."""
    return ValueError(tr("This field cannot be compared so."))
