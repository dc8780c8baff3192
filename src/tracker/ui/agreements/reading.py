"""All that an agreement's page shows, read in one go on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import StatusOn, StatusSpan, spans, status_on
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Organisation, Source
from tracker.domain.records.agreements import AgreementLinkKind
from tracker.services import Services
from tracker.services.matrix import AgreementMatrix
from tracker.services.pages import AgreementPage
from tracker.ui.record_page.agreement_table import begun
from tracker.ui.record_page.change_texts import refs_in

# Of a long chain of renewals so many are followed.
_LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Kin:
    """An agreement of the same line. `kind` is its link with this one, if there is one between
    the two; `outgoing` ones came before."""

    ref: RecordRef
    name: str
    when: PartialDate | None
    status: StatusOn
    kind: AgreementLinkKind | None = None
    outgoing: bool = False
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What the page is made from."""

    data: AgreementPage
    today: date
    parties: dict[int, Organisation]
    names: dict[RecordRef, str]
    sources: dict[int, Source]
    spans: tuple[StatusSpan, ...]
    owes: AgreementMatrix
    lineage: tuple[Kin, ...]
    others: tuple[tuple[RecordRef, StatusOn, PartialDate | None], ...]

    @property
    def record(self) -> Agreement:
        """The agreement."""
        return self.data.page.record


def read_agreement(services: Services, id: int, today: date) -> AgreementView:
    """Read the page. Raises NotFound."""
    data = services.pages.agreement(id, today)
    page = data.page
    record = page.record
    ids = [party.organisation_id for party in record.parties if party.organisation_id]
    unnamed = (refs_in(page.history) | _log_sources(data)) - set(page.names)
    names = page.names | (services.records.names(unnamed) if unnamed else {})
    lineage = _lineage(services, data, today)
    own = {kin.ref for kin in lineage}
    others = [ref for ref in page.agreements if ref not in own]
    records = services.records.several(Agreement, [ref.id for ref in others], ("lifecycle",))
    return AgreementView(
        data=data,
        today=today,
        parties=services.records.several(Organisation, ids, ("names",)),
        names=names,
        sources={source.id: source for source in page.sources if source.id is not None},
        spans=tuple(spans(record.lifecycle, record.term())),
        owes=services.matrix.of(record, page.deliverables, today),
        lineage=lineage,
        others=tuple(
            (ref, status_on(today, records[ref.id].lifecycle, records[ref.id].term()),
             begun(records[ref.id]))
            for ref in others
            if ref.id in records
        ),
    )  # fmt: skip


def _log_sources(data: AgreementPage) -> set[RecordRef]:
    return {
        RecordRef("source", entry.source_id)
        for log in data.page.logs.values()
        for entry in log
        if entry.source_id
    }


def _lineage(services: Services, data: AgreementPage, today: date) -> tuple[Kin, ...]:
    """The agreements before and after this one, through several renewals, the oldest first."""
    if not data.links:
        return ()
    this, record = data.page.ref, data.page.record
    found: dict[RecordRef, Kin] = {
        this: Kin(this, data.page.name, begun(record), data.standing.status, is_this=True)
    }
    waiting = [(link, True) for link in data.links]
    while waiting and len(found) < _LONGEST_CHAIN:
        link, direct = waiting.pop(0)
        if link.ref in found:
            continue
        other = services.pages.relative(link.ref.id, today)
        if other.record.trashed_at is not None:
            continue
        kind = AgreementLinkKind(link.kind)
        found[link.ref] = Kin(
            link.ref,
            other.name,
            begun(other.record),
            other.status,
            kind if direct else None,
            link.outgoing,
        )
        # From a predecessor only on to its predecessors, or the whole portfolio would come.
        if kind is not AgreementLinkKind.RELATED:
            waiting += [(one, False) for one in other.links if one.outgoing == link.outgoing]
    before = [kin for kin in found.values() if kin.outgoing]
    after = [kin for kin in found.values() if not kin.outgoing and not kin.is_this]
    return (*reversed(before), found[this], *after)
