"""What a type computes from its fields: declared once as a formula, which is worked out here for a
record and written as SQL for lists (`services/list_declarations/derived_fields`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from tracker.domain.dates import PartialDate
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import LARGEST, Money, write_decimal
from tracker.i18n import mark, tr, trn, without_mnemonic

Amount = Decimal | Money


@dataclass(frozen=True, slots=True)
class Given:
    """What a formula reads: the fields of the type that could be read, their labels, the cost of
    the deliverable, and how many are named and have not left in each role."""

    fields: Mapping[str, Any]
    labels: Mapping[str, str]
    cost: Money | None = None
    named: Mapping[str, int] | None = None


class Term(Protocol):
    """A part of a formula."""

    def of(self, given: Given) -> Amount | None:
        """Its value; None where it is not known."""

    def words(self, given: Given) -> str:
        """What it is called in a working."""


@dataclass(frozen=True, slots=True)
class Own:
    """A number or an amount of money of the type."""

    name: str

    def of(self, given: Given) -> Amount | None:
        value = given.fields.get(self.name)
        return Decimal(value) if isinstance(value, int) else value

    def words(self, given: Given) -> str:
        return given.labels[self.name]


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of the deliverable."""

    def of(self, given: Given) -> Amount | None:
        return given.cost

    def words(self, given: Given) -> str:
        return tr("Cost")


@dataclass(frozen=True, slots=True)
class Heads:
    """How many take part in a role: the number stated, else those who are named and not gone."""

    role: str
    stated: str = ""

    def of(self, given: Given) -> Amount | None:
        told = given.fields.get(self.stated) if self.stated else None
        number = told if told is not None else (given.named or {}).get(self.role, 0)
        return Decimal(number) if number else None

    def words(self, given: Given) -> str:
        return given.labels[self.role]


@dataclass(frozen=True, slots=True)
class Quotient:
    """One value divided by another; `percent` of it. Money divided stays money."""

    top: Term
    bottom: Term
    percent: bool = False

    def of(self, given: Given) -> Amount | None:
        top, bottom = self.top.of(given), self.bottom.of(given)
        if top is None or not isinstance(bottom, Decimal) or bottom <= 0:
            return None
        if isinstance(top, Money):
            each = _rounded(top.amount / bottom, PLACES)
            return None if abs(each) > LARGEST else Money(amount=each, currency=top.currency)
        factor = 100 if self.percent else 1
        return _rounded(top * factor / bottom, 1 if self.percent else PLACES)

    def working(self, given: Given) -> str:
        return _working("÷", self.top, self.bottom, given)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more one amount of money is than another of the same currency."""

    actual: Term
    planned: Term

    def of(self, given: Given) -> Amount | None:
        actual, planned = self.actual.of(given), self.planned.of(given)
        if not isinstance(actual, Money) or not isinstance(planned, Money):
            return None
        more = actual.amount - planned.amount
        if actual.currency != planned.currency or abs(more) > LARGEST:
            return None
        return Money(amount=more, currency=actual.currency)

    def working(self, given: Given) -> str:
        return _working("−", self.actual, self.planned, given)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a period whose first and last day are known, both counted."""

    name: str

    def of(self, given: Given) -> Amount | None:
        period = given.fields.get(self.name)
        if not isinstance(period, PartialDate) or not period.is_interval:
            return None
        first, last = period.start, period.end
        if first is None or last is None or not (first.is_day and last.is_day):
            return None
        return Decimal((last.earliest - first.earliest).days + 1)

    def working(self, given: Given) -> str:
        label = given.labels[self.name]
        return tr("{field}: the first and the last day are both counted", field=label)


@dataclass(frozen=True, slots=True)
class Between:
    """The days from one day to another, each known to the day."""

    first: str
    last: str

    def of(self, given: Given) -> Amount | None:
        days = days_between(given.fields.get(self.first), given.fields.get(self.last))
        return None if days is None else Decimal(days)

    def working(self, given: Given) -> str:
        first, last = given.labels[self.first], given.labels[self.last]
        return tr("days from “{first}” to “{last}”", first=first, last=last)


def days_between(first: PartialDate | None, last: PartialDate | None) -> int | None:
    """How many days there are from one day to another; None unless each is known to the day and
    they are in order."""
    if first is None or last is None or not (first.is_day and last.is_day):
        return None
    days = (last.earliest - first.earliest).days
    return days if days >= 0 else None


Formula = Quotient | Difference | Days | Between

# Money per head and the like is shown to the hundredth.
PLACES = 2


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that nobody types: its name and label, and how it follows from the fields."""

    key: str
    label: str
    formula: Formula
    unit: str = ""

    @property
    def spec(self) -> FieldSpec:
        """The declaration of a field that would hold it."""
        formula = self.formula
        if isinstance(formula, Days | Between):
            return FieldSpec(Kind.INTEGER, self.label, unit=mark("days"), name=self.key)
        if isinstance(formula, Difference) or self.unit == MONEY:
            return FieldSpec(Kind.MONEY, self.label, name=self.key)
        unit = "%" if formula.percent else self.unit
        return FieldSpec(Kind.DECIMAL, self.label, unit=unit, name=self.key)

    def of(self, given: Given) -> "ComputedValue | None":
        """The value for a record; None where something that it needs is not known."""
        value = self.formula.of(given)
        if value is None:
            return None
        words = _written(self, value)
        working = f"{self.formula.working(given)} = {words}"
        return ComputedValue(self, value, words, working)


MONEY = "money"
"""The unit of a quotient of money."""


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """`words` is how it is shown, `working` how it came about: "Responses 20 ÷ Invited 80"."""

    computed: Computed
    value: Amount
    words: str
    working: str

    @property
    def label(self) -> str:
        """Its translated label, without a shortcut."""
        return without_mnemonic(tr(self.computed.label))

    @property
    def marked(self) -> str:
        """The label where nothing but words can say that nobody typed it."""
        return marked(self.computed.label)


def marked(label: str) -> str:
    """A translated label that says its values are computed."""
    return tr("{label} (computed)", label=without_mnemonic(tr(label)))


def computed_values(declared: Sequence[Computed], given: Given) -> tuple[ComputedValue, ...]:
    """All that can be computed, in the order declared."""
    found = (one.of(given) for one in declared)
    return tuple(one for one in found if one is not None)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _written(computed: Computed, value: Amount) -> str:
    if isinstance(value, Money):
        sign = "+" if isinstance(computed.formula, Difference) and value.amount > 0 else ""
        return f"{value.currency} {sign}{write_decimal(value.amount)}"
    if isinstance(computed.formula, Days | Between):
        return trn("{n} day", "{n} days", int(value))
    unit = computed.spec.unit
    return f"{write_decimal(value)} {tr(unit) if unit else ''}".strip()


def _working(sign: str, left: Term, right: Term, given: Given) -> str:
    parts = [f"{term.words(given)} {_plain(term.of(given))}" for term in (left, right)]
    return f" {sign} ".join(parts)


def _plain(value: Amount | None) -> str:
    return write_decimal(value) if isinstance(value, Decimal) else str(value)
