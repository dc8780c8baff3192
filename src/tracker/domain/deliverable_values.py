"""What a deliverable comes to by its type: its fields as far as they can be read, the values that
are computed from them, and what is odd about them."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import ComputedValue, Given, computed_values
from tracker.domain.reading import plain_label
from tracker.domain.record import specs
from tracker.domain.records.deliverables import Deliverable
from tracker.errors import Problem
from tracker.i18n import tr


def read_details(declared: type[TypeDetails], stored: Mapping[str, Any]) -> dict[str, Any]:
    """The stored fields of a type as it declares them; what does not fit is left out, and the
    form says so."""
    found: dict[str, Any] = {}
    for name, adapter in _adapters(declared).items():
        if name in stored:
            try:
                found[name] = adapter.validate_python(stored[name])
            except ValidationError:
                continue
    return found


@cache
def _adapters(declared: type[TypeDetails]) -> dict[str, TypeAdapter[Any]]:
    annotations: dict[str, Any] = {
        name: info.annotation for name, info in declared.model_fields.items()
    }
    return {name: TypeAdapter(annotation) for name, annotation in annotations.items()}


def computed_of(record: Deliverable, declared: type[TypeDetails]) -> tuple[ComputedValue, ...]:
    """The values that the type computes, as far as what they need is known."""
    if not declared.computed:
        return ()
    named = Counter(
        one.role
        for one in record.participants
        if (one.organisation_id or one.contact_id) and one.until is None
    )
    given = Given(
        fields=read_details(declared, record.details),
        labels={spec.name: plain_label(spec) for spec in specs(declared)},
        cost=record.cost,
        named=named,
    )
    return computed_values(declared.computed, given)


def problems_of_type(record: Deliverable, declared: type[TypeDetails]) -> list[Problem]:
    """What the type's rules across its fields refuse, and rows that name and describe nobody."""
    details = declared.model_construct(**read_details(declared, record.details))
    found = [Problem(("details", name), words) for name, words in details.problems()]
    targets = {spec.name: spec.target for spec in specs(declared) if spec.target}
    for place, one in enumerate(record.participants):
        if not (one.organisation_id or one.contact_id or one.described_as.strip()):
            field = f"{targets.get(one.role, 'organisation')}_id"
            words = tr("Choose who takes part, or describe them.")
            found.append(Problem(("participants", place, field), words))
    return found


def hints_of_type(
    record: Deliverable, declared: type[TypeDetails], event: PartialDate | None = None
) -> list[Problem]:
    """What is odd about the fields of the type and may yet be so; nothing of it stops a save."""
    details = declared.model_construct(**read_details(declared, record.details))
    return [Problem(("details", name), words) for name, words in details.hints(event)]
