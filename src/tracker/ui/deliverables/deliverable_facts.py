"""A deliverable's facts: what every one has, then the own fields of its type."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types import type_of
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.fields import Kind
from tracker.domain.reading import plain_label
from tracker.domain.record import RecordRef, specs
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.i18n import tr
from tracker.ui.deliverables.reading import DeliverableView
from tracker.ui.record_page.facts import Fact, facts_of

# Shown by the head, by the state of the log, or in the columns beside.
_ELSEWHERE = (
    "type", "agreement_id", "organisation_id", "event_id", "series_id", "target",
    "opening_status", "commitment_id",
)  # fmt: skip


def common_facts(view: DeliverableView, language: str) -> list[Fact]:
    """Target and what became of it, then what every deliverable can have."""
    state = view.data.state
    found = [_target(view)]
    if state.started is not None:
        found.append(Fact(tr("Started"), write_date(state.started)))
    if state.delivered is not None:
        found.append(Fact(tr("Delivered"), write_date(state.delivered), field="delivered"))
    fulfilled = _commitment(view)
    found += facts_of(view.record, view.names, language, skip=_ELSEWHERE)
    if fulfilled:
        found.append(Fact(tr("Fulfils"), fulfilled))
    return found


def type_facts(view: DeliverableView, language: str) -> list[Fact]:
    """The own fields of its type that have a value, and what the type computes from them."""
    declared = type_of(view.record.type)
    values = typed_details(view.record)
    found = facts_of(_nothing(declared), view.names, language, values=values)
    try:
        derived = declared.model_validate(view.record.details).derived()
    except ValidationError:
        derived = {}
    return found + [Fact(tr(label), str(value)) for label, value in derived.items()]


def typed_details(deliverable: Deliverable) -> dict[str, Any]:
    """The values of the type's fields, as the type declares them; one that does not fit is left
    to the form, which says what is wrong with it."""
    declared = type_of(deliverable.type)
    found: dict[str, Any] = {}
    for name, value in deliverable.details.items():
        info = declared.model_fields.get(name)
        if info is None:
            continue
        annotation: Any = info.annotation
        adapter: TypeAdapter[Any] = TypeAdapter(annotation)
        try:
            found[name] = adapter.validate_python(value)
        except ValidationError:
            continue
    return found


def participants_by_role(
    deliverable: Deliverable,
) -> list[tuple[str, list[DeliverableParticipant]]]:
    """Who takes part, by role in the order the type declares them; other roles come last."""
    labels = {
        spec.name: plain_label(spec)
        for spec in specs(type_of(deliverable.type))
        if spec.kind is Kind.PARTICIPANTS
    }
    found: dict[str, list[DeliverableParticipant]] = {name: [] for name in labels}
    for one in deliverable.participants:
        found.setdefault(one.role, []).append(one)
    return [
        (labels.get(role, role.replace("_", " ").capitalize()), rows)
        for role, rows in found.items()
        if rows
    ]


def _target(view: DeliverableView) -> Fact:
    state = view.data.state
    moved = state.original_target is not None and state.original_target != state.target
    note = tr("moved from {date}", date=write_date(state.original_target)) if moved else ""
    return Fact(tr("Target"), write_date(state.target), note, field="target")


def _commitment(view: DeliverableView) -> str:
    if view.agreement is None or view.record.commitment_id is None:
        return ""
    commitments = view.agreement.commitments
    return next((one.text for one in commitments if one.id == view.record.commitment_id), "")


def _nothing(declared: type[TypeDetails]) -> TypeDetails:
    return declared.model_construct()


def agreement_ref(view: DeliverableView) -> RecordRef | None:
    """The agreement it stands under."""
    id = view.record.agreement_id
    return RecordRef("agreement", id) if id else None
