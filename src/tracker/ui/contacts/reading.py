"""All that a contact's page shows, read in one go on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.record import RecordRef
from tracker.domain.records import Contact, Event, Source
from tracker.services import Services
from tracker.services.pages import Page
from tracker.ui.record_page.agreement_table import StandingAgreement, standing_agreements
from tracker.ui.record_page.change_texts import refs_in


@dataclass(frozen=True, slots=True)
class ContactView:
    """What the page is made from."""

    page: Page[Contact]
    today: date
    agreements: tuple[StandingAgreement, ...]
    events: tuple[Event, ...]
    names: dict[RecordRef, str]
    sources: dict[int, Source]


def read_contact(services: Services, id: int, today: date) -> ContactView:
    """Read the page. Raises NotFound."""
    page = services.pages.contact(id, today)
    agreements = standing_agreements(services, page.agreements, page.names, today)
    events = services.records.several(Event, [ref.id for ref in page.events], ("people",))
    people = [*(row for one in agreements for row in one.record.people)]
    people += [row for event in events.values() for row in event.people]
    wanted = refs_in(page.history) | {
        RecordRef("organisation", row.organisation_id) for row in people if row.organisation_id
    }
    unnamed = wanted - set(page.names)
    return ContactView(
        page=page,
        today=today,
        agreements=agreements,
        events=tuple(one for one in events.values() if one.trashed_at is None),
        names=page.names | (services.records.names(unnamed) if unnamed else {}),
        sources={source.id: source for source in page.sources if source.id is not None},
    )
