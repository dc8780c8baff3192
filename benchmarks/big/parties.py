"""Organisations, people, sources and events."""

from datetime import UTC, datetime
from random import Random

from benchmarks.big import days, names
from benchmarks.big import words as w
from benchmarks.big.filling import Filling
from benchmarks.big.sizes import Size
from tracker.domain.dates import PartialDate
from tracker.domain.records import Contact, Event, Organisation, Source
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.evidence import Observation
from tracker.domain.records.organisations import OrganisationKind, OrganisationLink
from tracker.domain.records.sources import Reliability, SourceKind

# One record in so many lies in the trash.
TRASHED = 60
OURS = 6
_KINDS = tuple(w.SORTS)
_KIND_WEIGHTS = (14, 8, 6, 2, 3, 4, 10, 9, 8, 30, 4, 2)
_TRASHED_AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def trashed(number: int) -> datetime | None:
    """When a record was put into the trash, if it was."""
    return _TRASHED_AT if number % TRASHED == TRASHED - 1 else None


def popular(random: Random, count: int) -> int:
    """An id, the first ones far more often than the last."""
    return 1 + int(count * random.random() ** 3)


def add_organisations(random: Random, filling: Filling, size: Size) -> None:
    """All organisations; the first few are ours."""
    for _ in range(size.organisations):
        number = filling.next_id("organisation")
        ours = number <= OURS
        of = "KR" if ours else names.country(random)
        kind = random.choices(_KINDS, _KIND_WEIGHTS)[0] if not ours else "association"
        name, acronym, further = names.organisation(random, of, kind, number)
        links: tuple[OrganisationLink, ...] = ()
        figures: tuple[Observation, ...] = ()
        if number > OURS and random.random() < 0.3:
            sort = random.choice(("member_of", "member_of", "part_of", "branch_of"))
            other = popular(random, min(number - 1, size.organisations // 20 + 1))
            links = (OrganisationLink.model_validate({"kind": sort, "other_id": other}),)
        if random.random() < 0.15:
            as_of = PartialDate.parse(str(random.randint(2008, 2026)))
            figures = (Observation(metric="members", value=random.randint(5, 900), as_of=as_of),)
        filling.add(
            Organisation(
                id=number,
                name=name,
                acronym=acronym,
                kind=OrganisationKind(kind),
                country=of,
                city=names.city(random, of) if random.random() < 0.7 else "",
                website=f"https://www.example{number}.org" if number % 3 == 0 else "",
                founded=PartialDate.parse(str(random.randint(1950, 2024)))
                if number % 4 == 0
                else None,
                description=_about(random, random.choice(w.PURPOSES)) if number % 5 == 0 else "",
                ours=True if ours else None,
                names=further,
                links=links,
                observations=figures,
                tags=(random.choice(("priority", "member", "회원사")),) if number % 9 == 0 else (),
                trashed_at=None if ours else trashed(number),
            )
        )


def add_contacts(random: Random, filling: Filling, size: Size) -> None:
    """All people, most at one organisation."""
    for _ in range(size.contacts):
        number = filling.next_id("contact")
        name, given, family, further = names.person(random)
        since = days.at(random, random.random())
        positions = []
        for place in range(random.choices((0, 1, 2), (10, 65, 25))[0]):
            ended = (
                days.after(since, random.randint(200, 2000)) if place or number % 5 == 0 else None
            )
            positions.append(
                Affiliation(
                    organisation_id=random.randint(1, size.organisations),
                    title=random.choice(w.JOBS),
                    since=days.stated(random, since) if number % 2 else None,
                    until=PartialDate.of(ended) if ended and number % 2 else None,
                )
            )
        filling.add(
            Contact(
                id=number,
                name=name,
                honorific=random.choice(("Dr", "Prof", "박사")) if number % 6 == 0 else "",
                given_name=given,
                family_name=family,
                emails=(f"person{number}@example{number % 9973}.org",) if number % 3 else (),
                phones=(f"+82 2 {number % 9000 + 1000} {number % 7919 + 1000}",)
                if number % 4 == 0
                else (),
                affiliations=tuple(positions),
                names=further,
                trashed_at=trashed(number),
            )
        )


def add_sources(random: Random, filling: Filling, size: Size) -> None:
    """Announcements and articles."""
    for _ in range(size.sources):
        number = filling.next_id("source")
        day = days.at(random, number / size.sources)
        topic = random.choice(w.TOPICS)
        filling.add(
            Source(
                id=number,
                title=f"{random.choice(w.FIELDS)}: an agreement on {topic} ({number})",
                kind=random.choice(tuple(SourceKind)),
                publisher=random.choice(("newsroom", "Bio Daily", "바이오타임즈", "Official site")),
                url=f"https://news.example/{day.year}/{number}",
                published=PartialDate.of(day),
                reliability=random.choice(tuple(Reliability)),
                language=random.choice(("en", "ko", "ja")),
            )
        )


def add_events(random: Random, filling: Filling, size: Size) -> None:
    """Congresses and forums, editions of a few series."""
    for _ in range(size.events):
        number = filling.next_id("event")
        day = days.at(random, number / size.events)
        of, series = names.country(random), random.choice(w.SERIES)
        end = days.after(day, random.randint(0, 3))
        filling.add(
            Event(
                id=number,
                name=f"{series} {day.year} {names.city(random, of)}"[:80],
                dates=PartialDate.between(PartialDate.of(day), PartialDate.of(end)),
                city=names.city(random, of),
                country=of,
                venue=f"Hall {number % 9 + 1}",
                format=random.choice(("in_person", "in_person", "online", "hybrid")),
                series=series,
                edition=str(number % 30 + 1),
                organiser_id=random.randint(1, size.organisations),
            )
        )


def _about(random: Random, text: str) -> str:
    return text.format(topic=random.choice(w.TOPICS))
