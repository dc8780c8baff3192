"""Agreements: who agreed what with whom, and what became of it."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.lifecycle import LIFECYCLE_LABELS, LifecycleKind
from tracker.domain.money import Money
from tracker.domain.record import ChildRecord, RootRecord
from tracker.domain.records.evidence import Citation, Observation, Participant
from tracker.domain.terms import TERM_KIND_LABELS, TERM_START_LABELS, Term, TermKind, TermStart
from tracker.i18n import mark


class AgreementKind(f.Choice):
    """What sort of instrument it is."""

    MOU = "mou", mark("MoU")
    LOI = "loi", mark("Letter of intent")
    LOU = "lou", mark("Letter of understanding")
    NDA = "nda", mark("Confidentiality agreement")
    FRAMEWORK = "framework", mark("Framework agreement")
    COLLABORATION = "collaboration", mark("Collaboration")
    CO_DEVELOPMENT = "co_development", mark("Co-development")
    RESEARCH = "research", mark("Research collaboration")
    LICENCE = "licence", mark("Licence")
    CONSORTIUM = "consortium_membership", mark("Consortium membership")
    RECIPROCAL = "reciprocal_membership", mark("Reciprocal membership")
    JOINT_STATEMENT = "joint_statement", mark("Joint statement")
    OTHER = "other", mark("Other")


class PartyRole(f.Choice):
    """What a party is in the agreement."""

    PARTY = "party", mark("Party")
    LEAD = "lead", mark("Lead")
    HOST = "host", mark("Host")
    SUPPORTING = "supporting", mark("Supporting")
    FUNDER = "funder", mark("Funder")
    OBSERVER = "observer", mark("Observer")
    SECRETARIAT = "secretariat", mark("Secretariat")
    BROKER = "broker", mark("Broker")
    DEPOSITARY = "depositary", mark("Depositary")
    PRINCIPAL = "principal", mark("Principal")
    COORDINATOR = "coordinating_agency", mark("Coordinating agency")


class Party(ChildRecord):
    """An organisation in an agreement. A partner nobody named is `described_as`."""

    key: ClassVar[str] = "party"
    label: ClassVar[str] = mark("Party")
    plural: ClassVar[str] = mark("Parties")
    parent: ClassVar[str] = "agreement"

    organisation_id: Annotated[int | None, f.reference(mark("Organisation"), "organisation")] = None
    role: Annotated[PartyRole, f.choice(mark("Role"), PartyRole)] = PartyRole.PARTY
    on_behalf_of: Annotated[str, f.text(mark("On behalf of"), search=True)] = ""
    unit_id: Annotated[
        int | None,
        f.reference(
            mark("Unit"), "organisation", folded=True, help=mark("The part of it that takes part")
        ),
    ] = None
    membership_class: Annotated[str, f.text(mark("Class"), folded=True)] = ""
    side: Annotated[
        str, f.text(mark("Side"), folded=True, help=mark("The bloc it stands in, such as Korea"))
    ] = ""
    joined: Annotated[PartialDate | None, f.date(mark("Joined"), folded=True)] = None
    left: Annotated[PartialDate | None, f.date(mark("Left"), folded=True)] = None
    described_as: Annotated[
        str,
        f.text(
            mark("Described as"),
            search=True,
            folded=True,
            help=mark("For a partner that nobody named"),
        ),
    ] = ""


class LifecycleEvent(ChildRecord):
    """A dated fact about an agreement; its status is derived from these and never typed in."""

    key: ClassVar[str] = "lifecycle_event"
    label: ClassVar[str] = mark("Lifecycle event")
    plural: ClassVar[str] = mark("Lifecycle")
    parent: ClassVar[str] = "agreement"

    kind: Annotated[
        LifecycleKind, f.choice(mark("What happened"), LifecycleKind, LIFECYCLE_LABELS)
    ] = LifecycleKind.SIGNED
    on: Annotated[
        PartialDate | None, f.date(mark("On"), help=mark("Leave empty if nobody states it"))
    ] = None
    by_id: Annotated[int | None, f.reference(mark("By"), "organisation")] = None
    reason: Annotated[str, f.text(mark("Reason"), search=True)] = ""
    stated_on: Annotated[
        PartialDate | None,
        f.date(mark("Stated on"), folded=True, help=mark("The day by which a source states it")),
    ] = None
    until: Annotated[
        PartialDate | None, f.date(mark("New end"), folded=True, help=mark("For an extension"))
    ] = None
    effective_on: Annotated[
        PartialDate | None,
        f.date(mark("Effective"), folded=True, help=mark("For a notice or termination")),
    ] = None


class Commitment(ChildRecord):
    """An agreed area or promise with nothing to tick off. Nobody named: all the parties."""

    key: ClassVar[str] = "commitment"
    label: ClassVar[str] = mark("Commitment")
    plural: ClassVar[str] = mark("Commitments")
    parent: ClassVar[str] = "agreement"

    text: Annotated[str, f.text(mark("Commitment"), required=True, search=True)] = ""
    area: Annotated[
        str,
        f.text(
            mark("Area"),
            search=True,
            suggestions=(
                "trends",
                "regulation",
                "standards",
                "member support",
                "publications",
                "events",
                "training",
                "research",
            ),
        ),
    ] = ""
    owed_by_id: Annotated[int | None, f.reference(mark("Owed by"), "organisation")] = None
    owed_to_id: Annotated[int | None, f.reference(mark("Owed to"), "organisation")] = None
    condition: Annotated[str, f.text(mark("Condition"), search=True, folded=True)] = ""


class AgreementLinkKind(f.Choice):
    """What this agreement does to another one."""

    RENEWS = "renews", mark("Renews")
    REAFFIRMS = "reaffirms", mark("Reaffirms")
    EXTENDS = "extends", mark("Extends")
    AMENDS = "amends", mark("Amends")
    RESTATES = "restates", mark("Restates")
    SUPERSEDES = "supersedes", mark("Supersedes")
    REVIVES = "revives", mark("Revives")
    IMPLEMENTS = "implements", mark("Implements")
    CONTINUES = "continues_with_successor", mark("Continues with a successor")
    RELATED = "related", mark("Related to")


class AgreementLink(ChildRecord):
    """This agreement renews, extends, implements ... an earlier one."""

    key: ClassVar[str] = "agreement_link"
    label: ClassVar[str] = mark("Link")
    plural: ClassVar[str] = mark("Links to agreements")
    parent: ClassVar[str] = "agreement"

    kind: Annotated[AgreementLinkKind, f.choice(mark("Relation"), AgreementLinkKind)] = (
        AgreementLinkKind.RENEWS
    )
    other_id: Annotated[int | None, f.reference(mark("Agreement"), "agreement", required=True)] = (
        None
    )
    note: Annotated[str, f.text(mark("Note"), search=True)] = ""


class Agreement(RootRecord):
    """An MoU, letter of intent, licence ... It may be nearly empty: a title or two parties."""

    key: ClassVar[str] = "agreement"
    label: ClassVar[str] = mark("Agreement")
    plural: ClassVar[str] = mark("Agreements")
    name_fields: ClassVar[tuple[str, ...]] = ("title",)

    title: Annotated[
        str, f.text(mark("&Title"), search=True, help=mark("Empty: named after its parties"))
    ] = ""
    kind: Annotated[AgreementKind, f.choice(mark("&Kind"), AgreementKind, listed=True)] = (
        AgreementKind.MOU
    )
    reference: Annotated[
        str, f.text(mark("&Reference"), search=True, help=mark("A register or file number"))
    ] = ""
    announced: Annotated[PartialDate | None, f.date(mark("&Announced"), listed=True)] = None
    purpose: Annotated[str, f.long_text(mark("P&urpose"), search=True)] = ""
    parties: Annotated[tuple[Party, ...], f.children(mark("Parties"))] = ()
    people: Annotated[tuple[Participant, ...], f.children(mark("People"))] = ()
    places: Annotated[
        tuple[str, ...],
        f.texts(
            mark("P&laces of signing"),
            section=mark("Signing and lifecycle"),
            search=True,
            help=mark("Several in a ceremony held in two places"),
        ),
    ] = ()
    event_id: Annotated[
        int | None, f.reference(mark("At e&vent"), "event", section=mark("Signing and lifecycle"))
    ] = None
    lifecycle: Annotated[
        tuple[LifecycleEvent, ...],
        f.children(mark("Lifecycle"), section=mark("Signing and lifecycle")),
    ] = ()
    term_kind: Annotated[
        TermKind, f.choice(mark("Ter&m"), TermKind, TERM_KIND_LABELS, section=mark("Term"))
    ] = TermKind.UNKNOWN
    term_length: Annotated[Duration | None, f.duration(mark("Len&gth"), section=mark("Term"))] = (
        None
    )
    term_start: Annotated[
        TermStart | None,
        f.choice(mark("Counted &from"), TermStart, TERM_START_LABELS, section=mark("Term")),
    ] = None
    term_start_on: Annotated[
        PartialDate | None,
        f.date(
            mark("Stated start"),
            section=mark("Term"),
            help=mark("Where the term counts from a stated date"),
        ),
    ] = None
    term_until: Annotated[PartialDate | None, f.date(mark("Until"), section=mark("Term"))] = None
    term_renewal: Annotated[
        Duration | None, f.duration(mark("Renewed for"), section=mark("Term"))
    ] = None
    term_notice: Annotated[
        Duration | None,
        f.duration(mark("&Notice period"), section=mark("Term"), example=mark("such as 3 months")),
    ] = None
    term_review: Annotated[
        Duration | None, f.duration(mark("Review every"), section=mark("Term"))
    ] = None
    commitments: Annotated[tuple[Commitment, ...], f.children(mark("Commitments"))] = ()
    binding: Annotated[bool | None, f.flag(mark("&Binding"), folded=True)] = None
    funding: Annotated[Money | None, f.money(mark("&Money of the agreement"), folded=True)] = None
    product: Annotated[str, f.text(mark("Pr&oduct or asset"), search=True, folded=True)] = ""
    territory: Annotated[str, f.text(mark("Territory"), search=True, folded=True)] = ""
    languages: Annotated[tuple[str, ...], f.texts(mark("Languages"), folded=True)] = ()
    confidentiality: Annotated[str, f.text(mark("&Confidentiality"), search=True, folded=True)] = ""
    owner_id: Annotated[int | None, f.reference(mark("O&wner"), "contact")] = None
    links: Annotated[tuple[AgreementLink, ...], f.children(mark("Links to agreements"))] = ()
    observations: Annotated[tuple[Observation, ...], f.children(mark("Figures"))] = ()
    citations: Annotated[tuple[Citation, ...], f.children(mark("Sources"))] = ()

    def term(self) -> Term:
        """The term clause, for the arithmetic of `tracker.domain.terms`."""
        return Term(
            kind=self.term_kind,
            length=self.term_length,
            starts=self.term_start,
            until=self.term_until,
            notice=self.term_notice,
            renewal=self.term_renewal,
            review_every=self.term_review,
            start_on=self.term_start_on,
        )
