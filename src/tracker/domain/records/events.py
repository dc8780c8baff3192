"""Events: the congresses, forums and receptions at which things happen."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.record import RootRecord
from tracker.domain.records.evidence import Citation, Observation, Participant
from tracker.i18n import mark


class EventFormat(f.Choice):
    """Where people met."""

    IN_PERSON = "in_person", mark("In person")
    ONLINE = "online", mark("Online")
    HYBRID = "hybrid", mark("Hybrid")


class Event(RootRecord):
    """A congress, convention, forum, reception or ceremony."""

    key: ClassVar[str] = "event"
    label: ClassVar[str] = mark("Event")
    plural: ClassVar[str] = mark("Events")

    name: Annotated[str, f.text(mark("&Name"), required=True, search=True, listed=True)] = ""
    dates: Annotated[PartialDate | None, f.date(mark("&Dates"), listed=True)] = None
    city: Annotated[str, f.text(mark("C&ity"), search=True, listed=True)] = ""
    country: Annotated[str, f.country(mark("&Country"), listed=True)] = ""
    venue: Annotated[str, f.text(mark("&Venue"), search=True)] = ""
    format: Annotated[EventFormat | None, f.choice(mark("&Format"), EventFormat, listed=True)] = (
        None
    )
    series: Annotated[str, f.text(mark("&Series"), search=True)] = ""
    edition: Annotated[str, f.text(mark("Editi&on"))] = ""
    organiser_id: Annotated[
        int | None, f.reference(mark("Or&ganiser"), "organisation", listed=True)
    ] = None
    part_of_id: Annotated[int | None, f.reference(mark("&Part of"), "event", folded=True)] = None
    website: Annotated[str, f.url(mark("&Website"))] = ""
    people: Annotated[tuple[Participant, ...], f.children(mark("People"))] = ()
    observations: Annotated[tuple[Observation, ...], f.children(mark("Figures"))] = ()
    citations: Annotated[tuple[Citation, ...], f.children(mark("Sources"))] = ()
