"""All that a deliverable's page shows, read in one go on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Source
from tracker.services import Services
from tracker.services.milestone_page import StepsPage
from tracker.services.pages import DeliverablePage
from tracker.services.series_page import SeriesPage
from tracker.services.states import DeliverableState
from tracker.ui.record_page.change_texts import refs_in


@dataclass(frozen=True, slots=True)
class DeliverableView:
    """What the page is made from. `agreement` comes with its commitments, without other children;
    `kin` are its other deliverables."""

    data: DeliverablePage
    today: date
    agreement: Agreement | None
    names: dict[RecordRef, str]
    sources: dict[int, Source]
    kin: tuple[DeliverableState, ...]
    steps: StepsPage
    series: SeriesPage

    @property
    def record(self) -> Deliverable:
        """The deliverable."""
        return self.data.page.record

    @property
    def types(self) -> TypeCatalogue:
        """The types there were when it was read."""
        return self.data.page.types


def read_deliverable(services: Services, id: int, today: date) -> DeliverableView:
    """Read the page. Raises NotFound."""
    data = services.pages.deliverable(id, today)
    page, record = data.page, data.page.record
    under = record.agreement_id
    agreements = services.records.several(Agreement, [under] if under else [], ("commitments",))
    wanted = refs_in(page.history) | {
        RecordRef("source", entry.source_id) for entry in data.log if entry.source_id
    }
    unnamed = wanted - set(page.names)
    names = page.names | (services.records.names(unnamed) if unnamed else {})
    kin = services.pages.deliverables_of(under, today) if under else ()
    return DeliverableView(
        data=data,
        today=today,
        agreement=agreements.get(under or 0),
        names=names,
        sources={source.id: source for source in page.sources if source.id is not None},
        kin=tuple(one for one in kin if one.record.id != id),
        steps=services.milestones.page(id),
        series=services.series.page(id, today),
    )
