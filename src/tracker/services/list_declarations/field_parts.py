"""How each kind of field is shown, sorted, read and compared in a list."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Text, and_, case, cast, func

from tracker.domain.countries import countries
from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.filters import FieldKind
from tracker.domain.money import Money
from tracker.i18n import spoken_language
from tracker.services.list_declarations.base import (
    ROW,
    Asked,
    Comparison,
    Expression,
    Shown,
    Sql,
    always,
    as_is,
    by_label,
    folded,
)
from tracker.services.list_declarations.comparing import DateComparison, NumberComparison
from tracker.services.list_declarations.comparing_choices import (
    ChoiceComparison,
    CountryComparison,
    FlagComparison,
)
from tracker.services.list_declarations.comparing_texts import (
    AnyComparison,
    Tested,
    TextComparison,
)
from tracker.services.list_declarations.names import reference_comparison
from tracker.storage import sql_forms
from tracker.storage.list_key_values import name_of
from tracker.storage.sql_forms import SCALE

_ROW = frozenset({ROW})


@dataclass(frozen=True)
class Held:
    """Where the value of a field is: `stored` as it is, `first` and `last` day of a date,
    `number` as a whole number of `scale` parts, `currency` of money."""

    stored: Expression
    first: Expression | None = None
    last: Expression | None = None
    number: Expression | None = None
    scale: int = 1
    currency: Expression | None = None


@dataclass(frozen=True)
class Parts:
    shown_as: Shown
    width: int
    shown: Expression
    by: Sql
    kind: FieldKind
    compare: Comparison
    read: Callable[[Any], Any] = as_is
    choices: Mapping[str, str] = field(default_factory=dict)


def _text(_spec: FieldSpec, held: Held) -> Parts:
    text = held.stored
    compare = TextComparison(always(text), _ROW)
    return Parts(Shown.TEXT, 140, text, always(folded(text)), FieldKind.TEXT, compare)


def _texts(_spec: FieldSpec, held: Held) -> Parts:
    stored = held.stored

    def holds(test: Tested) -> Expression:
        # Most have none: these are told by their text alone.
        return and_(filled, sql_forms.any_of(stored, test.of))

    filled = func.coalesce(stored, "[]") != "[]"
    compare = AnyComparison(holds, filled, _ROW, keen=False)
    by = always(func.nullif(stored, "[]"))
    return Parts(Shown.TEXTS, 180, stored, by, FieldKind.TEXT, compare, _read_texts)


def _choice(spec: FieldSpec, held: Held) -> Parts:
    by, compare = (
        by_label(held.stored, spec.choices),
        ChoiceComparison(always(held.stored), _ROW, spec.choices),
    )
    return Parts(
        Shown.CHOICE, 128, held.stored, by, FieldKind.CHOICE, compare, choices=spec.choices
    )


def _country(_spec: FieldSpec, held: Held) -> Parts:
    def by(_asked: Asked) -> Expression:
        # By their place in a list of all: a hundred times quicker than telling each place.
        named = ",".join(countries(spoken_language()))
        return func.nullif(func.instr(named, func.nullif(held.stored, "")), 0)

    compare = CountryComparison(always(held.stored), _ROW)
    choices = Countries()
    return Parts(Shown.COUNTRY, 120, held.stored, by, FieldKind.CHOICE, compare, choices=choices)


class Countries(Mapping[str, str]):
    """The countries by code, as they are called in the language spoken; read when asked for."""

    def __getitem__(self, code: str) -> str:
        return countries(spoken_language())[code]

    def __iter__(self) -> Iterator[str]:
        return iter(countries(spoken_language()))

    def __len__(self) -> int:
        return len(countries(spoken_language()))


def _date(_spec: FieldSpec, held: Held) -> Parts:
    assert held.first is not None
    assert held.last is not None
    compare = DateComparison(always(held.first), always(held.last), _ROW)
    return Parts(
        Shown.DATE, 120, held.stored, always(held.first), FieldKind.DATE, compare, read_date
    )


def _number(spec: FieldSpec, held: Held) -> Parts:
    assert held.number is not None
    shown_as = Shown.PERCENT if spec.kind is Kind.PERCENT else Shown.NUMBER
    compare = NumberComparison(always(held.number), _ROW, held.scale)
    read = _read_scaled if held.scale > 1 else as_is
    return Parts(shown_as, 100, held.number, always(held.number), FieldKind.NUMBER, compare, read)


def _money(_spec: FieldSpec, held: Held) -> Parts:
    assert held.number is not None
    assert held.currency is not None
    shown = cast(held.number, Text) + " " + held.currency
    compare = NumberComparison(always(held.number), _ROW, held.scale)
    return Parts(
        Shown.MONEY, 120, shown, always(held.number), FieldKind.NUMBER, compare, _read_money
    )


def _flag(_spec: FieldSpec, held: Held) -> Parts:
    compare = FlagComparison(always(held.stored), _ROW, stated=True)
    by = always(case((held.stored.is_(True), 0), (held.stored.is_(False), 1)))
    return Parts(Shown.FLAG, 90, held.stored, by, FieldKind.FLAG, compare, _read_flag)


def _duration(_spec: FieldSpec, held: Held) -> Parts:
    assert held.number is not None
    compare = NumberComparison(always(held.number), _ROW, held.scale)
    return Parts(
        Shown.DURATION,
        100,
        held.stored,
        always(held.number),
        FieldKind.NUMBER,
        compare,
        _read_duration,
    )


def _reference(spec: FieldSpec, held: Held) -> Parts:
    return Parts(
        Shown.MUTED,
        200,
        name_of(spec.target, held.stored),
        always(name_of(spec.target, held.stored, folded=True)),
        FieldKind.TEXT,
        reference_comparison(held.stored, spec.target),
    )


_OF_KIND = {
    Kind.TEXTS: _texts,
    Kind.CHOICE: _choice,
    Kind.COUNTRY: _country,
    Kind.DATE: _date,
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.PERCENT: _number,
    Kind.MONEY: _money,
    Kind.FLAG: _flag,
    Kind.DURATION: _duration,
    Kind.REFERENCE: _reference,
}


def parts_of(spec: FieldSpec, held: Held) -> Parts:
    """What makes a column and a filter of a field that is held so."""
    return _OF_KIND.get(spec.kind, _text)(spec, held)


def read_date(stored: Any) -> PartialDate | None:
    return None if stored is None else PartialDate.parse(str(stored))


def _read_texts(stored: Any) -> list[str]:
    return list(json.loads(stored)) if stored else []


def _read_scaled(stored: Any) -> Decimal | None:
    return None if stored is None else (Decimal(stored) / SCALE).normalize() + 0


def _read_money(stored: Any) -> Money | None:
    if stored is None:
        return None
    amount, _, currency = str(stored).partition(" ")
    return Money(amount=(Decimal(amount) / SCALE).normalize() + 0, currency=currency)


def _read_flag(stored: Any) -> bool | None:
    return None if stored is None else bool(stored)


def _read_duration(stored: Any) -> Duration | None:
    return Duration.parse(stored) if stored else None
