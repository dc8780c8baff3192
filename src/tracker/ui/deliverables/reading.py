"""All that a deliverable's page shows, read in one go on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, Source
from tracker.services import Services
from tracker.services.pages import AgreementPage, DeliverablePage
from tracker.services.states import DeliverableState
from tracker.ui.record_page.change_texts import refs_in


@dataclass(frozen=True, slots=True)
class DeliverableView:
    """What the page is made from. `kin` are other deliverables of the same agreement."""

    data: DeliverablePage
    today: date
    agreement: AgreementPage | None
    names: dict[RecordRef, str]
    sources: dict[int, Source]
    kin: tuple[DeliverableState, ...]

    @property
    def record(self) -> Deliverable:
        """The deliverable."""
        return self.data.page.record


def read_deliverable(services: Services, id: int, today: date) -> DeliverableView:
    """Read the page. Raises NotFound."""
    data = services.pages.deliverable(id, today)
    page, record = data.page, data.page.record
    agreement = (
        services.pages.agreement(record.agreement_id, today) if record.agreement_id else None
    )
    wanted = refs_in(page.history) | {
        RecordRef("source", entry.source_id) for entry in data.log if entry.source_id
    }
    unnamed = wanted - set(page.names)
    names = page.names | (services.records.names(unnamed) if unnamed else {})
    kin = agreement.page.deliverables if agreement else ()
    return DeliverableView(
        data=data,
        today=today,
        agreement=agreement,
        names=names,
        sources={source.id: source for source in page.sources if source.id is not None},
        kin=tuple(one for one in kin if one.record.id != id),
    )
