"""Agreements with their parties, people, lifecycle, term and commitments."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from random import Random

from benchmarks.big import days, parties
from benchmarks.big import words as w
from benchmarks.big.filling import Filling
from benchmarks.big.sizes import Size
from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.money import Money
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.records.agreements import (
    AgreementKind,
    AgreementLink,
    AgreementLinkKind,
    Commitment,
    LifecycleEvent,
    Party,
)
from tracker.domain.records.evidence import Capacity, Citation, Participant
from tracker.domain.terms import TermKind, TermStart
from tracker.i18n import mark

_LENGTHS = tuple(Duration(years=years) for years in (1, 2, 3, 3, 5, 10))
# Kinds of lifecycle events after the signing, with days from the signing.
_LATER = (
    (),
    (),
    (),
    (("paused", 400),),
    (("paused", 300), ("resumed", 520)),
    (("extended", 700),),
    (("amended", 350),),
    (("notice_given", 600), ("terminated", 690)),
    (("terminated", 800),),
    (("completed", 1100),),
    (("known_active", 1500),),
    (("party_left", 900),),
)


def add_agreements(random: Random, filling: Filling, size: Size) -> tuple[list[int], list[date]]:
    """All agreements, the oldest first. Returns the id of a commitment of each (0: it has none)
    and the day each began."""
    commitments: list[int] = []
    begun: list[date] = []
    for _ in range(size.agreements):
        number = filling.next_id("agreement")
        day = days.at(random, number / size.agreements)
        agreement = _agreement(random, size, number, day)
        children = filling.add(agreement)
        ref = RecordRef("agreement", number)
        at = datetime.combine(day, time(9, number % 60), UTC)
        said = {"template": mark("New: {name}"), "name": filling.names[ref], "at": at}
        filling.audit(agreement, ref, said | {"subject_kind": ref.kind, "subject_id": ref.id})
        commitments.append(children["commitments"][0] if children["commitments"] else 0)
        begun.append(day)
    return commitments, begun


def _agreement(random: Random, size: Size, number: int, day: date) -> Agreement:
    who = _parties(random, size, number)
    topic = random.choice(w.TOPICS)
    title = ""
    if random.random() < 0.6:
        sort = random.choice(("MoU on", "Cooperation in", "Framework for", "업무협약:", "覚書:"))
        title = f"{sort} {topic} {day.year}-{number}"
    term_kind = random.choices(tuple(TermKind), (40, 15, 15, 5, 5, 20))[0]
    long = term_kind not in (TermKind.OPEN_ENDED, TermKind.UNKNOWN)
    return Agreement(
        id=number,
        title=title,
        kind=random.choices(tuple(AgreementKind), (50, 8, 2, 4, 6, 8, 4, 6, 2, 2, 2, 4, 2))[0],
        reference=f"{day.year}/{number:05}" if number % 2 else "",
        announced=days.stated(random, day),
        purpose=random.choice(w.PURPOSES).format(topic=topic),
        parties=who,
        people=_people(random, size, who),
        places=(random.choice(("Seoul", "Tokyo", "Boston", "서울")),) if number % 2 else (),
        event_id=random.randint(1, size.events) if random.random() < 0.2 else None,
        lifecycle=_lifecycle(random, day),
        term_kind=term_kind,
        term_length=random.choice(_LENGTHS) if long else None,
        term_start=random.choice((TermStart.SIGNING, None)) if long else None,
        term_notice=random.choice((None, Duration(months=3), Duration(days=30))) if long else None,
        commitments=tuple(
            Commitment(text=_filled(random, text), area=random.choice(("events", "research", "")))
            for text in random.sample(w.COMMITMENTS, random.choices((0, 1, 2, 4), (3, 4, 2, 1))[0])
        ),
        binding=random.choice((None, None, True, False)),
        funding=Money(amount=random.randint(1, 900) * 1000, currency=random.choice(("KRW", "USD")))
        if number % 12 == 0
        else None,
        owner_id=parties.popular(random, min(40, size.contacts)) if number % 3 else None,
        links=_links(random, number),
        citations=(Citation(source_id=random.randint(1, size.sources), stated=topic),)
        if number % 2
        else (),
        tags=(random.choice(("strategic", "renewal", "중점")),) if number % 7 == 0 else (),
        trashed_at=parties.trashed(number),
    )


def _parties(random: Random, size: Size, number: int) -> tuple[Party, ...]:
    count = random.choices((2, 3, 5, 9), (70, 24, 5, 1))[0]
    ids: dict[int, None] = {}
    if number % 3 == 0:
        ids[random.randint(1, parties.OURS)] = None
    while len(ids) < count:
        popular = random.random() < 0.4
        draw = parties.popular(random, size.organisations)
        ids[draw if popular else random.randint(1, size.organisations)] = None
    found = [Party(organisation_id=id) for id in ids]
    if number % 40 == 0:
        found.append(Party(described_as="a partner in the region"))
    return tuple(found)


def _people(random: Random, size: Size, who: Sequence[Party]) -> tuple[Participant, ...]:
    return tuple(
        Participant(
            contact_id=random.randint(1, size.contacts),
            title=random.choice(w.JOBS),
            organisation_id=party.organisation_id,
            capacity=Capacity.SIGNATORY
            if random.random() < 0.6
            else random.choice(tuple(Capacity)),
        )
        for party in who[:2]
        if random.random() < 0.9
    )


def _lifecycle(random: Random, day: date) -> tuple[LifecycleEvent, ...]:
    draw = random.random()
    if draw < 0.08:
        return ()
    found: list[LifecycleEvent] = []
    if draw < 0.3:
        kind = random.choice(("proposed", "drafting", "negotiating", "intent_announced"))
        found.append(_event(random, kind, days.after(day, -random.randint(30, 300))))
    if draw < 0.14:
        return tuple(found)
    undated = random.random() < 0.06
    found.append(
        LifecycleEvent(
            kind="signed",
            on=None if undated else days.stated(random, day),
            stated_on=PartialDate.of(day) if undated else None,
        )
    )
    for kind, later in random.choice(_LATER):
        when = days.after(day, later + random.randint(-90, 90))
        if when <= days.TODAY:
            found.append(_event(random, kind, when))
    return tuple(found)


def _event(random: Random, kind: str, when: date) -> LifecycleEvent:
    given: dict[str, object] = {"kind": kind, "on": days.stated(random, when)}
    if kind == "extended":
        given["until"] = PartialDate.of(days.after(when, 1000))
    if kind in ("terminated", "paused"):
        given["reason"] = random.choice(w.REASONS)
    return LifecycleEvent.model_validate(given)


def _links(random: Random, number: int) -> tuple[AgreementLink, ...]:
    if number < 3 or random.random() > 0.15:
        return ()
    earlier = random.randint(max(1, number - 3000), number - 1)
    return (AgreementLink(kind=random.choice(tuple(AgreementLinkKind)), other_id=earlier),)


def _filled(random: Random, text: str) -> str:
    return text.format(topic=random.choice(w.TOPICS), place=random.choice(("Korea", "Japan", "EU")))
