"""Agreements as a table on the page of one of their parties or people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.lifecycle import IN_FORCE, AgreementStatus, StatusOn, status_on
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.i18n import mark, tr
from tracker.services import Services
from tracker.ui.record_page.table_parts import TableColumn, TableContent, TableRow
from tracker.ui.status import StatusLook, look_of


@dataclass(frozen=True, slots=True)
class StandingAgreement:
    """An agreement with how it stands and since when it is known."""

    record: Agreement
    name: str
    status: StatusOn
    begun: PartialDate | None

    @property
    def ref(self) -> RecordRef:
        """Names it."""
        return RecordRef("agreement", self.record.id or 0)


def begun(agreement: Agreement) -> PartialDate | None:
    """The date by which an agreement is placed among others: stated, never computed."""
    if agreement.announced is not None:
        return agreement.announced
    dates = [event.on or event.stated_on for event in agreement.lifecycle]
    return next((on for on in dates if on is not None and on.earliest > date.min), None)


def standing_agreements(
    services: Services, refs: Iterable[RecordRef], names: Mapping[RecordRef, str], today: date
) -> tuple[StandingAgreement, ...]:
    """Read agreements: those in force first, then the newest. For a reader thread."""
    # What their tables show, and nothing else.
    needed = ("lifecycle", "parties", "people")
    records = services.records.several(Agreement, [ref.id for ref in refs], needed)
    found = [
        StandingAgreement(
            record,
            names.get(RecordRef("agreement", id), record.title),
            status_on(today, record.lifecycle, record.term()),
            begun(record),
        )
        for id, record in records.items()
        if record.trashed_at is None
    ]

    def place(one: StandingAgreement) -> tuple[bool, int]:
        when = one.begun.latest.toordinal() if one.begun else 0
        return one.status.status not in IN_FORCE, -when

    return tuple(sorted(found, key=place))


def agreement_look(status: StatusOn) -> StatusLook:
    """The look of a derived status; doubt is said."""
    look = look_of(str(status.status))
    if status.certain or status.status is AgreementStatus.UNKNOWN:
        return look
    word = tr("Probably {status}", status=look.word.lower())
    return StatusLook(look.key, look.icon, look.role, word)


def agreement_table(
    agreements: Iterable[StandingAgreement],
    part_label: str,
    part: Callable[[StandingAgreement], str],
    others: Callable[[StandingAgreement], str] | None = None,
) -> TableContent:
    """`part` says what the page's record is in each; `others` who else is in it."""
    columns = [
        TableColumn(mark("Agreement"), "text", 160, stretch=True),
        TableColumn(part_label, "text", 170, rank=1),
        TableColumn(mark("With"), "muted", 150, rank=3),
        TableColumn(mark("Status"), "look", 150),
        TableColumn(mark("Date"), "text", 130, rank=2),
    ]
    if others is None:
        del columns[2]
    rows = []
    for one in agreements:
        cells = [one.name, part(one), agreement_look(one.status), write_date(one.begun)]
        if others is not None:
            cells.insert(2, others(one))
        rows.append(TableRow(tuple(cells), one.ref))
    return TableContent(tr("Agreements"), columns, rows)
