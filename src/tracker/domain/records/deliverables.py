"""Deliverables: what was promised that can be done, whoever does it."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import Field

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.money import Money
from tracker.domain.offsets import Offset
from tracker.domain.progress import STATUS_LABELS, DeliverableStatus
from tracker.domain.record import ChildRecord, RootRecord
from tracker.domain.records.evidence import Citation, Observation
from tracker.i18n import mark


class Responsibility(f.Choice):
    """What a party does for a deliverable."""

    LEADS = "leads", mark("Leads")
    CONTRIBUTES = "contributes", mark("Contributes")
    HOSTS = "hosts", mark("Hosts")
    RECEIVES = "receives", mark("Receives")


class ResponsibleParty(ChildRecord):
    """An organisation and what it does for the deliverable."""

    key: ClassVar[str] = "responsible_party"
    label: ClassVar[str] = mark("Responsible party")
    plural: ClassVar[str] = mark("Responsible parties")
    parent: ClassVar[str] = "deliverable"

    organisation_id: Annotated[
        int | None, f.reference(mark("Organisation"), "organisation", required=True)
    ] = None
    role: Annotated[Responsibility, f.choice(mark("Role"), Responsibility)] = Responsibility.LEADS


class DeliverableParticipant(ChildRecord):
    """An organisation or person taking part in the role `role`, a field of the type."""

    key: ClassVar[str] = "deliverable_participant"
    label: ClassVar[str] = mark("Participant")
    plural: ClassVar[str] = mark("Participants")
    parent: ClassVar[str] = "deliverable"

    role: Annotated[str, f.text(mark("As"))] = ""
    organisation_id: Annotated[int | None, f.reference(mark("Organisation"), "organisation")] = None
    contact_id: Annotated[int | None, f.reference(mark("Person"), "contact")] = None
    described_as: Annotated[
        str,
        f.text(
            mark("Described as"),
            search=True,
            help=mark("Where nobody is named, such as “14 member companies”"),
        ),
    ] = ""
    title: Annotated[str, f.text(mark("Title at the time"), search=True)] = ""
    since: Annotated[PartialDate | None, f.date(mark("From"))] = None
    until: Annotated[PartialDate | None, f.date(mark("Until"))] = None
    note: Annotated[str, f.text(mark("Note"), search=True)] = ""


class Milestone(ChildRecord):
    """A step of a deliverable.

    `offset` says how far its target lies from the first day of the deliverable's event; without an
    event, from the deliverable's target. The target stays what it is until somebody agrees to move
    it.
    """

    key: ClassVar[str] = "milestone"
    label: ClassVar[str] = mark("Milestone")
    plural: ClassVar[str] = mark("Milestones")
    parent: ClassVar[str] = "deliverable"

    title: Annotated[str, f.text(mark("Step"), required=True, search=True)] = ""
    target: Annotated[PartialDate | None, f.date(mark("Target"))] = None
    offset: Annotated[
        Offset | None,
        f.offset(mark("From the event"), help=mark("Such as 6 weeks before; it moves with it")),
    ] = None
    done: Annotated[PartialDate | None, f.date(mark("Done"), folded=True)] = None


class Measure(ChildRecord):
    """What is to be counted and how much was planned; what came of it is logged."""

    key: ClassVar[str] = "measure"
    label: ClassVar[str] = mark("Measure")
    plural: ClassVar[str] = mark("Measures")
    parent: ClassVar[str] = "deliverable"

    metric: Annotated[str, f.text(mark("Measure"), required=True, search=True)] = ""
    planned: Annotated[Decimal | None, f.decimal(mark("Planned"))] = None
    unit: Annotated[str, f.text(mark("Unit"))] = ""


class Deliverable(RootRecord):
    """Something nameable that can be done: a pavilion, a report, a seat on a committee.

    It may stand under an organisation or programme without an agreement. Status, percent and
    target change only by logging progress; `opening_status` and `target` are what was first
    recorded. `details` are the own fields of its type.
    """

    key: ClassVar[str] = "deliverable"
    label: ClassVar[str] = mark("Deliverable")
    plural: ClassVar[str] = mark("Deliverables")
    name_fields: ClassVar[tuple[str, ...]] = ("title",)

    type: Annotated[str, f.text(mark("T&ype"), required=True, listed=True)] = "other"
    title: Annotated[str, f.text(mark("&Title"), required=True, search=True, listed=True)] = ""
    agreement_id: Annotated[
        int | None, f.reference(mark("&Agreement"), "agreement", listed=True)
    ] = None
    organisation_id: Annotated[
        int | None,
        f.reference(
            mark("&Under"),
            "organisation",
            help=mark("The organisation or programme, where there is no agreement"),
        ),
    ] = None
    event_id: Annotated[int | None, f.reference(mark("At e&vent"), "event", listed=True)] = None
    target: Annotated[
        PartialDate | None,
        f.date(mark("Tar&get"), help=mark("As first agreed; log progress to move it")),
    ] = None
    opening_status: Annotated[
        DeliverableStatus,
        f.choice(
            mark("&Status"),
            DeliverableStatus,
            STATUS_LABELS,
            help=mark("As first recorded; log progress to change it"),
        ),
    ] = DeliverableStatus.PLANNED
    responsible: Annotated[
        tuple[ResponsibleParty, ...], f.children(mark("Responsible parties"))
    ] = ()
    details: Annotated[dict[str, Any], f.details(mark("Details"))] = Field(default_factory=dict)
    participants: Annotated[
        tuple[DeliverableParticipant, ...], f.children(mark("Participants"))
    ] = ()
    description: Annotated[str, f.long_text(mark("&Description"), search=True)] = ""
    commitment_id: Annotated[
        int | None, f.reference(mark("F&ulfils"), "commitment", folded=True)
    ] = None
    owner_id: Annotated[int | None, f.reference(mark("O&wner"), "contact", folded=True)] = None
    places: Annotated[
        tuple[str, ...],
        f.texts(mark("P&laces"), search=True, folded=True, help=mark("Where it takes place")),
    ] = ()
    cost: Annotated[Money | None, f.money(mark("&Cost"), folded=True)] = None
    recurrence: Annotated[
        str,
        f.text(mark("Re&peats"), help=mark("How often, such as twice a year or every quarter")),
    ] = ""
    at_least: Annotated[
        bool | None,
        f.flag(
            mark("At least so often"),
            folded=True,
            help=mark("The rule is a minimum; further ones may be added by hand"),
        ),
    ] = None
    recurs_from: Annotated[
        PartialDate | None,
        f.date(mark("First due"), folded=True, help=mark("The day the rule counts from")),
    ] = None
    ahead: Annotated[
        int | None,
        f.integer(
            mark("Made ahead"),
            folded=True,
            unit=mark("months"),
            help=mark("How far ahead instances are made; 12 months unless said"),
        ),
    ] = None
    instance_title: Annotated[
        str,
        f.text(
            mark("Each is called"),
            folded=True,
            help=mark("{title}, {period} and {number} stand for what they say"),
        ),
    ] = ""
    series_id: Annotated[
        int | None, f.reference(mark("Instance of"), "deliverable", folded=True)
    ] = None
    instance: Annotated[int | None, f.integer(mark("Instance number"), folded=True)] = None
    # Which day of the rule an instance was made for: it stays when its target moves.
    occurrence: Annotated[PartialDate | None, f.date(mark("Made for"), managed=True)] = None
    # Through which day the instances of its rule are made; none while the rule is only stated.
    made_until: Annotated[PartialDate | None, f.date(mark("Made through"), managed=True)] = None
    milestones: Annotated[tuple[Milestone, ...], f.children(mark("Milestones"))] = ()
    measures: Annotated[tuple[Measure, ...], f.children(mark("Measures"))] = ()
    observations: Annotated[tuple[Observation, ...], f.children(mark("Figures"))] = ()
    citations: Annotated[tuple[Citation, ...], f.children(mark("Sources"))] = ()

    @property
    def is_series(self) -> bool:
        """Whether it is the heading over the instances made by its rule, and counts for nothing
        itself. A rule that is only stated, and by which nothing was made, does not make it one."""
        return bool(self.recurrence) and self.made_until is not None
