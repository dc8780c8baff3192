"""All that an organisation's page shows, read in one go on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.record import RecordRef
from tracker.domain.records import Contact, Organisation, Source
from tracker.services import Services
from tracker.services.pages import Page
from tracker.ui.record_page.agreement_table import StandingAgreement, standing_agreements
from tracker.ui.record_page.change_texts import refs_in


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """What the page is made from. `linking` are organisations that name this one in a link."""

    page: Page[Organisation]
    today: date
    agreements: tuple[StandingAgreement, ...]
    contacts: tuple[Contact, ...]
    linking: tuple[Organisation, ...]
    names: dict[RecordRef, str]
    sources: dict[int, Source]


def read_organisation(services: Services, id: int, today: date) -> OrganisationView:
    """Read the page. Raises NotFound."""
    page = services.pages.organisation(id, today)
    agreements = standing_agreements(services, page.agreements, page.names, today)
    contacts = services.records.several(
        Contact, [ref.id for ref in page.contacts], ("affiliations",)
    )
    linking = services.records.several(
        Organisation, [ref.id for ref in page.organisations], ("links",)
    )
    wanted = refs_in(page.history) | {
        RecordRef("organisation", party.organisation_id)
        for one in agreements
        for party in one.record.parties
        if party.organisation_id
    }
    unnamed = wanted - set(page.names)
    return OrganisationView(
        page=page,
        today=today,
        agreements=agreements,
        contacts=tuple(one for one in contacts.values() if one.trashed_at is None),
        linking=tuple(one for one in linking.values() if one.trashed_at is None),
        names=page.names | (services.records.names(unnamed) if unnamed else {}),
        sources={source.id: source for source in page.sources if source.id is not None},
    )
