"""Committee participation: a seat on another body's committee."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import Computed, Own, Quotient
from tracker.domain.deliverable_types.rules import not_more
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
    seat: Annotated[Seat | None, f.choice(mark("Sea&t"), Seat, listed=True)] = None
    parent: Annotated[tuple[int, ...], f.participants(mark("Committee &of"), "organisation")] = ()
    members: Annotated[
        tuple[int, ...], f.participants(mark("Represented &bodies"), "organisation")
    ] = ()
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
    meetings_held: Annotated[int | None, f.integer(mark("Meetings &held"))] = None
    meetings_attended: Annotated[int | None, f.integer(mark("Meetings attended"))] = None
    outputs: Annotated[str, f.long_text(mark("Outputs"), search=True)] = ""

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "attendance_rate",
            mark("Attendance rate"),
            Quotient(Own("meetings_attended"), Own("meetings_held"), percent=True),
        ),
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from not_more(self, "meetings_attended", "meetings_held")
