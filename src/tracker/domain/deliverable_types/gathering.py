"""Forum, conference, seminar, webinar, regional meeting: people who meet to speak of something."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import MONEY, Computed, Cost, Days, Own, Quotient
from tracker.domain.deliverable_types.rules import not_more
from tracker.domain.records.events import EventFormat
from tracker.i18n import mark


class Gathering(TypeDetails):
    key: ClassVar[str] = "forum"
    label: ClassVar[str] = mark("Forum")
    icon: ClassVar[str] = "users"

    series: Annotated[str, f.text(mark("&Series"), search=True)] = ""
    topic: Annotated[str, f.text(mark("T&opic"), search=True)] = ""
    format: Annotated[EventFormat | None, f.choice(mark("&Format"), EventFormat, listed=True)] = (
        None
    )
    venue: Annotated[str, f.text(mark("&Venue or link"), search=True)] = ""
    dates: Annotated[PartialDate | None, f.date(mark("&Dates"), listed=True)] = None
    former_dates: Annotated[
        PartialDate | None,
        f.date(mark("Former dates"), help=mark("Where it was postponed or rescheduled")),
    ] = None
    time_zone: Annotated[
        str,
        f.text(mark("Time &zone"), suggestions=("Asia/Seoul", "Europe/London", "America/New_York")),
    ] = ""
    language: Annotated[str, f.text(mark("&Language"))] = ""
    hosts: Annotated[tuple[int, ...], f.participants(mark("&Hosts"), "organisation")] = ()
    co_hosts: Annotated[tuple[int, ...], f.participants(mark("Co-hosts"), "organisation")] = ()
    speakers: Annotated[tuple[int, ...], f.participants(mark("Spea&kers"), "contact")] = ()
    sessions: Annotated[str, f.long_text(mark("Sessions"), search=True)] = ""
    registered: Annotated[int | None, f.integer(mark("Registered"))] = None
    attended: Annotated[int | None, f.integer(mark("Attended"), listed=True)] = None
    recording: Annotated[str, f.url(mark("Recording"))] = ""

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "attendance_rate",
            mark("Attendance rate"),
            Quotient(Own("attended"), Own("registered"), percent=True),
        ),
        Computed(
            "cost_per_head",
            mark("Cost per person attending"),
            Quotient(Cost(), Own("attended")),
            MONEY,
        ),
        Computed("duration", mark("Duration"), Days("dates")),
    )

    def hints(self, event: PartialDate | None = None) -> Iterator[tuple[str, str]]:
        yield from not_more(self, "attended", "registered")


class Conference(Gathering):
    key: ClassVar[str] = "conference"
    label: ClassVar[str] = mark("Conference")


class Seminar(Gathering):
    key: ClassVar[str] = "seminar"
    label: ClassVar[str] = mark("Seminar")


class Webinar(Gathering):
    key: ClassVar[str] = "webinar"
    label: ClassVar[str] = mark("Webinar")


class RegionalMeeting(Gathering):
    key: ClassVar[str] = "regional_meeting"
    label: ClassVar[str] = mark("Regional meeting")

    region: Annotated[str, f.text(mark("&Region"), search=True, listed=True)] = ""
