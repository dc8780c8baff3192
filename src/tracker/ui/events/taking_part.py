"""Who takes part in what happens at an event: the exhibitors of its pavilion, the speakers of a
forum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.former_fields import is_former_role, role_label
from tracker.domain.record import RecordRef
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.services.states import DeliverableState


def taking_part(
    states: Sequence[DeliverableState], types: TypeCatalogue
) -> dict[str, dict[RecordRef | str, str]]:
    """By role in words: records, or the words for those whom nobody names, each with its title."""
    found: dict[str, dict[RecordRef | str, str]] = {}
    for state in states:
        for one in state.record.participants:
            if not is_former_role(types, state.record.type, one.role):
                caption = role_label(types, state.record.type, one.role)
                for who in _who(one):
                    found.setdefault(caption, {}).setdefault(who, one.title)
    return found


def _who(one: DeliverableParticipant) -> Iterator[RecordRef | str]:
    if one.contact_id:
        yield RecordRef("contact", one.contact_id)
    elif one.described_as:
        yield one.described_as
    elif one.organisation_id:
        yield RecordRef("organisation", one.organisation_id)
