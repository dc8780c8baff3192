"""All that an event's page shows, read in one go on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.record import RecordRef
from tracker.domain.records import Event, Source
from tracker.services import Services
from tracker.services.milestone_moves import StepsOffer
from tracker.services.pages import Page
from tracker.ui.record_page.agreement_table import StandingAgreement, standing_agreements
from tracker.ui.record_page.change_texts import refs_in


@dataclass(frozen=True, slots=True)
class EventView:
    """What the page is made from."""

    page: Page[Event]
    today: date
    agreements: tuple[StandingAgreement, ...]
    names: dict[RecordRef, str]
    sources: dict[int, Source]
    offers: tuple[StepsOffer, ...] = ()


def read_event(services: Services, id: int, today: date) -> EventView:
    """Read the page. Raises NotFound."""
    page = services.pages.event(id, today)
    agreements = standing_agreements(services, page.agreements, page.names, today)
    unnamed = (
        refs_in(page.history)
        | {
            RecordRef("source", entry.source_id)
            for log in page.logs.values()
            for entry in log
            if entry.source_id
        }
        | {
            RecordRef("organisation", party.organisation_id)
            for one in agreements
            for party in one.record.parties
            if party.organisation_id
        }
    ) - set(page.names)
    return EventView(
        page=page,
        today=today,
        agreements=agreements,
        names=page.names | (services.records.names(unnamed) if unnamed else {}),
        sources={source.id: source for source in page.sources if source.id is not None},
        offers=services.milestones.left_behind(event_id=id),
    )
