"""A deliverable's facts: what every one has, then the own fields of its type."""

from __future__ import annotations

from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.deliverable_types.computing import days_between
from tracker.domain.deliverable_values import read_details
from tracker.domain.fields import Kind
from tracker.domain.former_fields import is_former_role, role_label
from tracker.domain.reading import plain_label
from tracker.domain.record import RecordRef, specs
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.series import AHEAD_MONTHS
from tracker.i18n import tr, trn
from tracker.ui.deliverables.reading import DeliverableView
from tracker.ui.deliverables.targets_part import moves_in_words, moves_of
from tracker.ui.record_page.facts import Fact, computed_facts, facts_of

# Shown by the head, by the state of the log, or in the columns beside.
_ELSEWHERE = (
    "type", "agreement_id", "organisation_id", "event_id", "series_id", "target",
    "opening_status", "commitment_id", "recurrence", "recurs_from", "at_least", "instance_title",
    "ahead", "instance", "made_until", "occurrence",
)  # fmt: skip


def common_facts(view: DeliverableView, language: str) -> list[Fact]:
    """Target and what became of it, then what every deliverable can have."""
    state = view.data.state
    found = _of_the_series(view) if state.is_series else [_target(view)]
    if state.started is not None:
        found.append(Fact(tr("Started"), write_date(state.started)))
    if state.delivered is not None:
        found.append(Fact(tr("Delivered"), write_date(state.delivered), field="delivered"))
    if (took := days_between(state.started, state.delivered)) is not None:
        words = trn("{n} day", "{n} days", took)
        working = tr("from the day it was started to the day it was delivered")
        found.append(Fact(tr("Took"), words, working=f"{working} = {words}"))
    fulfilled = _commitment(view)
    found += facts_of(view.record, view.names, language, skip=_ELSEWHERE)
    if fulfilled:
        found.append(Fact(tr("Fulfils"), fulfilled))
    return found


def type_facts(view: DeliverableView, language: str) -> list[Fact]:
    """The own fields of its type that have a value, and what the type computes from them."""
    declared = view.types.of(view.record.type)
    values = read_details(declared, view.record.details)
    found = facts_of(_nothing(declared), view.names, language, values=values)
    return found + computed_facts(view.record, declared)


def participants_by_role(
    deliverable: Deliverable, types: TypeCatalogue
) -> list[tuple[str, list[DeliverableParticipant]]]:
    """Who takes part, by role in the order the type declares them; other roles come last."""
    labels = {
        spec.name: plain_label(spec)
        for spec in specs(types.of(deliverable.type))
        if spec.kind is Kind.PARTICIPANTS
    }
    found: dict[str, list[DeliverableParticipant]] = {name: [] for name in labels}
    for one in deliverable.participants:
        if is_former_role(types, deliverable.type, one.role):
            continue  # see `former`
        found.setdefault(one.role, []).append(one)
    return [
        (labels.get(role) or role_label(types, deliverable.type, role), rows)
        for role, rows in found.items()
        if rows
    ]


def _of_the_series(view: DeliverableView) -> list[Fact]:
    """How often it comes and how far ahead its instances are made."""
    ahead = AHEAD_MONTHS if view.record.ahead is None else view.record.ahead
    return [
        Fact(tr("Repeats"), view.series.rule, field="recurrence"),
        Fact(tr("Made ahead"), trn("{n} month", "{n} months", ahead), field="ahead"),
    ]


def _target(view: DeliverableView) -> Fact:
    state = view.data.state
    note = moves_in_words(moves_of(view.record, view.data.log))
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
