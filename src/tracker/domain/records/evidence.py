"""Rows that may belong to any record: a source's statement, a dated figure, a person."""

from decimal import Decimal
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.record import ChildRecord
from tracker.i18n import mark


class Citation(ChildRecord):
    """A record, or one field of it, as one source states it.

    Sources may disagree; each statement stays, and the record shows that they differ.
    """

    key: ClassVar[str] = "citation"
    label: ClassVar[str] = mark("Source statement")
    plural: ClassVar[str] = mark("Source statements")

    source_id: Annotated[int | None, f.reference(mark("Source"), "source", required=True)] = None
    field: Annotated[
        str, f.text(mark("About"), help=mark("The field it speaks of; empty: the whole record"))
    ] = ""
    stated: Annotated[str, f.long_text(mark("As stated"), search=True)] = ""
    verified: Annotated[
        str, f.text(mark("Checked"), help=mark("Who confirmed it elsewhere; empty: unverified"))
    ] = ""


class Qualifier(f.Choice):
    """How a figure is meant: "50+" and "over 1500" are not 50 and 1500."""

    EXACTLY = "exactly", mark("exactly")
    OVER = "over", mark("over")
    ABOUT = "about", mark("about")
    UNDER = "under", mark("under")


class Observation(ChildRecord):
    """A dated figure. 27, 31, 50+, 115 members are five observations and never one number."""

    key: ClassVar[str] = "observation"
    label: ClassVar[str] = mark("Figure")
    plural: ClassVar[str] = mark("Figures")

    metric: Annotated[
        str,
        f.text(
            mark("Figure"),
            required=True,
            search=True,
            suggestions=(
                "members",
                "full members",
                "associate members",
                "member companies",
                "countries",
                "regions",
                "exhibitors",
                "meetings",
                "attendance",
            ),
        ),
    ] = ""
    qualifier: Annotated[Qualifier, f.choice(mark("Meant"), Qualifier)] = Qualifier.EXACTLY
    value: Annotated[Decimal | None, f.decimal(mark("Value"), required=True, search=True)] = None
    unit: Annotated[str, f.text(mark("Unit"), search=True)] = ""
    as_of: Annotated[PartialDate | None, f.date(mark("As of"))] = None
    source_id: Annotated[int | None, f.reference(mark("Source"), "source")] = None


class Capacity(f.Choice):
    """In which capacity a person appears. Attendance is not signature."""

    SIGNATORY = "signatory", mark("Signatory")
    WITNESS = "witness", mark("Witness")
    ATTENDEE = "attendee", mark("Attendee")
    QUOTED = "quoted", mark("Quoted")
    CONTACT = "point_of_contact", mark("Point of contact")
    OWNER = "relationship_owner", mark("Relationship owner")
    BROKER = "broker", mark("Broker")
    PICTURED = "pictured", mark("Pictured")
    HEAD = "head", mark("Head of the body")


class Participant(ChildRecord):
    """A person in an agreement, event or meeting, with the title held at that time."""

    key: ClassVar[str] = "participant"
    label: ClassVar[str] = mark("Person")
    plural: ClassVar[str] = mark("People")

    contact_id: Annotated[int | None, f.reference(mark("Person"), "contact")] = None
    described_as: Annotated[
        str,
        f.text(
            mark("Described as"),
            search=True,
            folded=True,
            help=mark("Where the person is not named or known"),
        ),
    ] = ""
    title: Annotated[str, f.text(mark("Title at the time"), search=True)] = ""
    organisation_id: Annotated[int | None, f.reference(mark("For"), "organisation")] = None
    on_behalf_of_id: Annotated[
        int | None,
        f.reference(
            mark("On behalf of"),
            "organisation",
            folded=True,
            help=mark("Where the person stands in for another body than the own"),
        ),
    ] = None
    capacity: Annotated[Capacity, f.choice(mark("Capacity"), Capacity)] = Capacity.ATTENDEE
    signed_on: Annotated[PartialDate | None, f.date(mark("Signed on"))] = None
    basis: Annotated[
        str,
        f.text(
            mark("Known from"),
            search=True,
            folded=True,
            help=mark("How it is known, such as the caption of a photograph"),
        ),
    ] = ""
