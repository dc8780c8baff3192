"""The own fields of each type of deliverable, filled from their declarations."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.big import days
from benchmarks.big import words as w
from benchmarks.big.sizes import Size
from tracker.domain.deliverable_types import type_of
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import specs, value_specs
from tracker.domain.records.deliverables import DeliverableParticipant

_REGIONS = ("Asia-Pacific", "Europe", "North America", "Korea", "Japan", "동남아", "중동")


def details_of(random: Random, type_key: str, day: date) -> dict[str, Any]:
    """The values of a type's own fields, as they are stored; about half are filled."""
    declared = type_of(type_key)
    values = {
        spec.name: _value(random, spec, day)
        for spec in value_specs(declared)
        if random.random() < (0.8 if spec.listed else 0.4)
    }
    while problems := list(declared.model_validate(values).problems()):
        for name, _words in problems:
            values.pop(name, None)
    return declared.model_validate(values).model_dump(mode="json", exclude_defaults=True)


def participants_of(
    random: Random, type_key: str, size: Size
) -> tuple[DeliverableParticipant, ...]:
    """Those who take part in the roles the type names; now and then very many."""
    found: list[DeliverableParticipant] = []
    for spec in specs(type_of(type_key)):
        if spec.kind is not Kind.PARTICIPANTS or random.random() < 0.4:
            continue
        count = random.choices((1, 2, 4, 30), (60, 28, 11, 0.4))[0]
        for _ in range(count):
            who: dict[str, Any]
            if random.random() < 0.03:
                who = {"described_as": f"{random.randint(2, 40)} member companies"}
            elif spec.target == "contact":
                who = {"contact_id": random.randint(1, size.contacts)}
            else:
                who = {"organisation_id": random.randint(1, size.organisations)}
            found.append(DeliverableParticipant.model_validate({"role": spec.name, **who}))
    return tuple(found)


def _value(random: Random, spec: FieldSpec, day: date) -> Any:
    match spec.kind:
        case Kind.CHOICE:
            return random.choice(tuple(spec.choices))
        case Kind.INTEGER:
            return random.choice((3, 8, 12, 25, 40, 120, 350, 1500))
        case Kind.DECIMAL:
            return Decimal(random.randint(36, 4800)) / 4
        case Kind.MONEY:
            amount = random.randint(1, 400) * 500
            return {"amount": amount, "currency": random.choice(("USD", "EUR", "KRW"))}
        case Kind.DATE:
            return days.stated(random, days.after(day, random.randint(-60, 200)))
        case Kind.URL:
            return f"https://example.org/{random.randint(1, 99999)}"
        case Kind.TEXTS:
            return (f"Edition: {random.randint(1, 9)}", _text(random, spec))
        case _:
            return _text(random, spec)


def _text(random: Random, spec: FieldSpec) -> str:
    if spec.pattern:  # of the types only a DOI has one
        return f"10.1016/j.jcyt.{random.randint(2006, 2026)}.{random.randint(1, 99999):05}"
    if spec.suggestions:
        return random.choice(spec.suggestions)
    if "region" in spec.name:
        return random.choice(_REGIONS)
    if spec.name == "stage":
        return random.choice(("Preclinical", "Phase 1", "Phase 2", "Draft", "Committee draft"))
    return random.choice(w.TOPICS).capitalize()
