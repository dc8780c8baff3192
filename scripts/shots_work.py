"""A deliverable at work, for the pictures: steps, evidence, measures, a series, an own type.

The samples hold what was announced and nothing else; what is added here are the words that a person
would type in the months after.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tracker.domain.dates import PartialDate
from tracker.domain.own_types import OwnField, OwnTypeDefinition
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, Event, ProgressEntry
from tracker.domain.records.deliverables import Measure, ResponsibleParty
from tracker.services import Services
from tracker.services.attachments import Prepared

PAVILION = "Korea Pavilion at the congress of 2027"
SERIES = "Report on trends in cell therapy"
_DAY = PartialDate.parse

# Day, sentence, status, percent, how many companies by then.
_LOG = (
    (
        "2026-06-10",
        "The organiser keeps the corner of hall 2 until September",
        "planned",
        None,
        None,
    ),
    ("2026-08-21", "Call for exhibitors sent to all member companies", "in_progress", 20, 3),
    ("2026-09-15", "Seven companies signed; contract for the stand returned", None, 35, 7),
    ("2026-10-29", "Two more, one of them after a visit", None, 45, 9),
    ("2026-11-12", "Freight offers are late, the design is approved", "at_risk", 50, 11),
)


def prepare(services: Services, records: dict[RecordRef, str], today: date) -> None:
    """Enter all of it and name the new records in `records`."""
    carm = _ref(records, "organisation", "CARM")
    scrm = _ref(records, "organisation", "SCRM")
    mou = _ref(records, "agreement", "MoU of ISCT, SCRM and CARM")
    congress = Event(name="Congress of 2027", dates=_DAY("2027-05-26/2027-05-29"), city="Tokyo")
    event = services.records.save(congress).ref
    pavilion = Deliverable(
        type="pavilion",
        title=PAVILION,
        agreement_id=mou.id,
        event_id=event.id,
        target=_DAY("2027-05-26/2027-05-29"),
        responsible=(
            ResponsibleParty(organisation_id=scrm.id),
            ResponsibleParty(organisation_id=carm.id),
        ),
        details={"area": "72", "booths": 12},
        measures=(Measure(metric="exhibitors", planned=Decimal(15)),),
    )
    made = services.records.save(pavilion).ref
    services.milestones.apply_template(made.id)
    _log(services, made.id)
    series = Deliverable(
        type="trend_report",
        title=SERIES,
        agreement_id=mou.id,
        recurrence="FREQ=MONTHLY;INTERVAL=3",
        recurs_from=_DAY("2026-09-30"),
        responsible=(ResponsibleParty(organisation_id=scrm.id),),
    )
    heading = services.series.save(series, today).ref
    fields = (
        OwnField(label="Teams", kind="integer", required=True),
        OwnField(label="상금", kind="money"),
        OwnField(label="Prototype shown", kind="flag"),
    )
    services.own_types.save(OwnTypeDefinition(name="Hackathon", icon="lightbulb", fields=fields))
    records[event], records[made] = congress.name, PAVILION
    records[heading] = SERIES


def _log(services: Services, id: int) -> None:
    for on, note, status, percent, count in _LOG:
        entry = ProgressEntry(
            deliverable_id=id,
            on=_DAY(on),
            note=note,
            status=DeliverableStatus(status) if status else None,
            percent=percent,
            metric="exhibitors" if count else "",
            value=Decimal(count) if count else None,
        )
        files: list[Prepared] = []
        if on == "2026-09-15":
            content = b"Contract for the stand, signed"
            files.append(services.attachments.prepare_bytes("Contract of the stand.txt", content))
        services.progress.log(entry, files)


def _ref(records: dict[RecordRef, str], kind: str, name: str) -> RecordRef:
    return min(
        (ref for ref, shown in records.items() if ref.kind == kind and name in shown),
        key=lambda ref: (records[ref] != name, ref.id),
    )
