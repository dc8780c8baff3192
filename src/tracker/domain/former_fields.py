"""What a deliverable holds and its type does not have (any more): kept, shown apart, never lost."""

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.fields import FieldSpec, Kind, text
from tracker.domain.reading import plain_label
from tracker.domain.record import specs
from tracker.domain.records import Deliverable
from tracker.i18n import OwnWords


@dataclass(frozen=True, slots=True)
class FormerValue:
    """A value under a field that the type of the record does not have. `spec` is how it was
    declared, and writes it; `of` the label (to be translated) of the other type it was entered
    for, empty for a field that this type had."""

    spec: FieldSpec
    value: Any
    of: str = ""


def former_values(types: TypeCatalogue, record: Deliverable) -> tuple[FormerValue, ...]:
    """Those of a deliverable, in the order entered."""
    declared = types.of(record.type)
    known = {spec.name for spec in specs(declared)}
    return tuple(
        _former(types, declared, name, raw)
        for name, raw in record.details.items()
        if name not in known and raw not in (None, "", [], {})
    )


def _former(types: TypeCatalogue, declared: type[TypeDetails], name: str, raw: Any) -> FormerValue:
    others = [one for one in types.all().values() if one is not declared]
    places = [(declared.former, ""), *((one, one.label) for one in others)]
    places += [(one.former, one.label) for one in others]
    for place, label in places:
        spec = _spec(place, name)
        if place is not None and spec is not None:
            annotation: Any = place.model_fields[name].annotation
            adapter: TypeAdapter[Any] = TypeAdapter(annotation)
            try:
                return FormerValue(spec, adapter.validate_python(raw), label)
            except ValidationError:
                continue
    written = raw if isinstance(raw, str) else _plain(raw)
    return FormerValue(text(OwnWords(_as_words(name))).named(name), written)


def _plain(raw: Any) -> str:
    if isinstance(raw, dict):
        return ", ".join(f"{name}: {_plain(value)}" for name, value in raw.items())
    return "; ".join(map(_plain, raw)) if isinstance(raw, list) else str(raw)


def role_label(types: TypeCatalogue, type_key: str, role: str) -> str:
    """What a role is called, in words to show: as the type says, or said, or any type does."""
    declared = types.of(type_key)
    others = [one for one in types.all().values() if one is not declared]
    every = [declared, declared.former, *others, *(one.former for one in others)]
    for place in every:
        spec = _spec(place, role)
        if spec is not None and spec.kind is Kind.PARTICIPANTS:
            return plain_label(spec)
    return _as_words(role)


def is_former_role(types: TypeCatalogue, type_key: str, role: str) -> bool:
    """Whether the type had such a role and has it no longer."""
    spec = _spec(types.of(type_key).former, role)
    return spec is not None and spec.kind is Kind.PARTICIPANTS


def _spec(declared: type[TypeDetails] | None, name: str) -> FieldSpec | None:
    if declared is None:
        return None
    return next((spec for spec in specs(declared) if spec.name == name), None)


def _as_words(name: str) -> str:
    return name.replace("_", " ").strip().capitalize()
