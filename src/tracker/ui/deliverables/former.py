"""What a deliverable holds in fields that its type does not have (any more): shown, never lost."""

from __future__ import annotations

from tracker.domain.former_fields import former_values, is_former_role, role_label
from tracker.domain.reading import plain_label
from tracker.domain.record import RecordRef
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.i18n import tr, without_mnemonic
from tracker.ui.deliverables.reading import DeliverableView
from tracker.ui.record_page.facts import Fact, fact_of


def former_facts(view: DeliverableView, language: str) -> list[Fact]:
    """The values, each under the label it was entered with, and who took part in such a role."""
    record, found = view.record, list[Fact]()
    for one in former_values(view.types, record):
        fact = fact_of(one.spec, one.value, view.names, language)
        label = plain_label(one.spec)
        if one.of:
            label = f"{label} ({without_mnemonic(tr(one.of))})"
        found.append(Fact(label, fact.value, payload=fact.payload, links=fact.links))
    people: dict[str, list[tuple[str, object]]] = {}
    for row in record.participants:
        if is_former_role(view.types, record.type, row.role):
            label = role_label(view.types, record.type, row.role)
            people.setdefault(label, []).append(_named(row, view))
    return found + [Fact(label, links=tuple(links)) for label, links in people.items()]


def _named(row: DeliverableParticipant, view: DeliverableView) -> tuple[str, object]:
    kind, id = ("contact", row.contact_id) if row.contact_id else (
        "organisation", row.organisation_id
    )  # fmt: skip
    ref = RecordRef(kind, id or 0)
    return (view.names.get(ref) or row.described_as or str(ref), ref if id else None)
