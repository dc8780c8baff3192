"""Own types as classes of declared fields, like those of the program."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, ClassVar

from pydantic import create_model

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.durations import Duration
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import Money
from tracker.domain.own_types import WITH_UNIT, OwnField, OwnTypeDefinition
from tracker.i18n import OwnWords


class OwnTypeDetails(TypeDetails):
    """The base of all classes made here; never a type by itself."""

    own: ClassVar[bool] = True


_Declare = Callable[..., FieldSpec]
# The type of the values, the one of nothing known, and the declaration.
_MADE: dict[Kind, tuple[Any, Any, _Declare]] = {
    Kind.TEXT: (str, "", f.text),
    Kind.LONG_TEXT: (str, "", f.long_text),
    Kind.TEXTS: (tuple[str, ...], (), f.texts),
    Kind.INTEGER: (int | None, None, f.integer),
    Kind.DECIMAL: (Decimal | None, None, f.decimal),
    Kind.PERCENT: (int | None, None, f.percent),
    Kind.MONEY: (Money | None, None, f.money),
    Kind.FLAG: (bool | None, None, f.flag),
    Kind.DATE: (PartialDate | None, None, f.date),
    Kind.DURATION: (Duration | None, None, f.duration),
    Kind.COUNTRY: (str, "", f.country),
    Kind.URL: (str, "", f.url),
}
_SEARCHED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS, Kind.URL})
# A type of one's own may count below nothing, such as a loss.
_UNBOUNDED = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})


@lru_cache(maxsize=512)
def type_class(definition: OwnTypeDefinition) -> type[TypeDetails]:
    """The class of a type; the same one for an equal definition."""
    made = _class_of(definition, definition.current)
    if definition.removed:
        made.former = _class_of(definition, definition.removed)
    return made


def _class_of(definition: OwnTypeDefinition, fields: Sequence[OwnField]) -> type[TypeDetails]:
    declared: dict[str, Any] = {field.name: _declared(field) for field in fields}
    made = create_model(f"Own_{definition.key}", __base__=OwnTypeDetails, **declared)
    made.key = definition.key
    made.label = OwnWords(definition.name)
    made.icon = definition.icon
    made.retired = definition.retired
    return made


def _declared(field: OwnField) -> tuple[Any, Any]:
    spec = spec_of_own(field)
    if field.kind is Kind.PARTICIPANTS:
        return Annotated[tuple[int, ...], spec], ()
    if field.kind is Kind.CHOICE:
        return Annotated[str | None, spec], None
    value, nothing, _ = _MADE[field.kind]
    return Annotated[value, spec], nothing


def spec_of_own(field: OwnField) -> FieldSpec:
    """The declaration of a field, in the words of who made it."""
    label = OwnWords(field.label)
    more: dict[str, Any] = {"help": OwnWords(field.help), "required": field.required}
    if field.kind is Kind.PARTICIPANTS:
        return f.participants(label, field.target, **more).named(field.name)
    if field.kind is Kind.CHOICE:
        # Those no longer offered come last: where one was chosen, its words are still known.
        inside = sorted(field.choices, key=lambda one: one.removed)
        return FieldSpec(
            Kind.CHOICE,
            label,
            choices={one.key: OwnWords(one.label) for one in inside},
            withdrawn=tuple(one.key for one in inside if one.removed),
            name=field.name,
            **more,
        )
    if field.kind in WITH_UNIT:
        more["unit"] = OwnWords(field.unit)
    if field.kind in _SEARCHED:
        more["search"] = True
    if field.kind in _UNBOUNDED:
        more["minimum"] = None
    return _MADE[field.kind][2](label, **more).named(field.name)
