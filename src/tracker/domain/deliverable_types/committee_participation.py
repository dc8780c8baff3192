"""Committee participation: a seat on another body's committee."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.i18n import mark


class Seat(f.Choice):
    MEMBER = "member", mark("Member")
    CHAIR = "chair", mark("Chair")
    CO_CHAIR = "co_chair", mark("Co-chair")
    OBSERVER = "observer", mark("Observer")


class CommitteeParticipation(TypeDetails):
    key: ClassVar[str] = "committee_participation"
    label: ClassVar[str] = mark("Committee participation")
    icon: ClassVar[str] = "users"

    committee: Annotated[str, f.text(mark("&Committee"), search=True, listed=True)] = ""
    parent: Annotated[tuple[int, ...], f.participants(mark("Committee &of"), "organisation")] = ()
    members: Annotated[
        tuple[int, ...], f.participants(mark("Represented &bodies"), "organisation")
    ] = ()
    seat: Annotated[Seat | None, f.choice(mark("Sea&t"), Seat, listed=True)] = None
    representative: Annotated[
        tuple[int, ...], f.participants(mark("&Representative"), "contact")
    ] = ()
    alternate: Annotated[tuple[int, ...], f.participants(mark("A&lternate"), "contact")] = ()
    term: Annotated[
        PartialDate | None, f.date(mark("Ter&m"), help=mark("From and until, such as 2019/2021"))
    ] = None
    cadence: Annotated[
        str, f.text(mark("Meets"), suggestions=("monthly", "quarterly", "twice a year", "yearly"))
    ] = ""
    meetings_attended: Annotated[int | None, f.integer(mark("Meetings attended"))] = None
    outputs: Annotated[str, f.long_text(mark("Outputs"), search=True)] = ""
