"""Deliverables of every type, and their logs in the order they were written."""

from array import array
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

from benchmarks.big import days, parties
from benchmarks.big import words as w
from benchmarks.big.details import details_of, participants_of
from benchmarks.big.filling import Filling
from benchmarks.big.series import AllSeries
from benchmarks.big.sizes import Size
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types import types
from tracker.domain.money import Money
from tracker.domain.offsets import Offset
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import (
    Measure,
    Milestone,
    Responsibility,
    ResponsibleParty,
)
from tracker.i18n import mark

_S = DeliverableStatus
_ON_THE_WAY = (_S.PLANNED, _S.IN_PROGRESS, _S.IN_PROGRESS, _S.AT_RISK, _S.ON_HOLD)
_ENDS = (
    _S.DELIVERED,
    _S.DELIVERED,
    _S.DELIVERED,
    _S.PARTLY_DELIVERED,
    _S.CANCELLED,
    _S.NOT_PURSUED,
)
# Only the newest lines are in the change log, as if the older ones came with another program.
_AUDITED = 20
# One line in so many puts right the one before it.
_CORRECTED = 300
# ... and one of these in so many takes it out.
_WITHDRAWN = 10
# A few have as many steps as somebody plans who plans for all.
_MANY_STEPS, _EVERY_LONG = 30, 500
_OFFSET = Offset.parse("-P42D")


def add_deliverables(
    random: Random,
    filling: Filling,
    size: Size,
    commitments: list[int],
    begun: list[date],
) -> None:
    """All deliverables with their logs. `commitments` and `begun` are of the agreements."""
    lengths = _log_lengths(random, size)
    keys = tuple(types())
    weights = [
        4 if key in ("forum", "pavilion", "joint_publication", "other") else 1 for key in keys
    ]
    written: list[ProgressEntry] = []
    logs: list[tuple[Deliverable, int]] = []
    series = AllSeries()
    for length in lengths:
        number = filling.next_id("deliverable")
        of = _agreement_of(random, number, size)
        type_key = random.choices(keys, weights)[0]
        start = (
            days.after(begun[of - 1], random.randint(0, 500)) if of else days.at(random, 0.5, 3000)
        )
        target = days.after(start, random.randint(60, 700))
        given: dict[str, Any] = {
            "id": number,
            "type": type_key,
            "title": _title(random, type_key, start, number),
            "agreement_id": of or None,
            "organisation_id": None if of else random.randint(1, size.organisations),
            "event_id": random.randint(1, size.events) if random.random() < 0.25 else None,
            "target": days.stated(random, target) if random.random() < 0.9 else None,
            "opening_status": random.choice((_S.PLANNED, _S.PLANNED, _S.IDEA, _S.IN_PROGRESS)),
            "responsible": tuple(
                ResponsibleParty(
                    organisation_id=random.randint(1, size.organisations),
                    role=random.choice(tuple(Responsibility)),
                )
                for _ in range(random.choices((0, 1, 2, 3), (15, 50, 30, 5))[0])
            ),
            "details": details_of(random, type_key, target),
            "participants": participants_of(random, type_key, size),
            "description": random.choice(w.PURPOSES).format(topic=random.choice(w.TOPICS))
            if number % 3 == 0
            else "",
            "commitment_id": (commitments[of - 1] or None) if of and number % 4 == 0 else None,
            "owner_id": parties.popular(random, min(40, size.contacts)) if number % 3 else None,
            "cost": Money(amount=random.randint(1, 500) * 1000, currency="USD")
            if number % 8 == 0
            else None,
            "milestones": _steps(random, number, start),
            "measures": (Measure(metric="attendance", planned=number % 300),)
            if number % 5 == 0
            else (),
            "trashed_at": parties.trashed(number),
        }
        deliverable = Deliverable(**given | series.fields_of(number, start))
        filling.add(deliverable)
        _audit(filling, deliverable, start)
        log = _log(random, deliverable, start, target, length, size)
        written += log
        kept = ("opening_status", "target", "recurrence", "made_until")
        slim = {name: getattr(deliverable, name) for name in kept}
        logs.append((Deliverable(id=number, **slim), len(log)))
    _write_logs(filling, written, size)
    first = 0
    for deliverable, length in logs:
        filling.add_log(deliverable, written[first : first + length])
        first += length


def _log_lengths(random: Random, size: Size) -> "array[int]":
    """How many lines each log has: one in twelve none, a few several hundred."""
    lengths = array("i", (0 if place % 12 == 5 else 2 for place in range(size.deliverables)))
    left = size.entries - sum(lengths)
    for _ in range(left):
        if random.random() < 0.3:
            place = int(size.deliverables * random.random() ** 2)
        else:
            place = random.randrange(size.deliverables)
        lengths[place - 1 if place % 12 == 5 else place] += 1
    for place in range(size.deliverables):
        if AllSeries.is_one(place + 1):
            lengths[place - 1] += lengths[place]
            lengths[place] = 0
    return lengths


def _steps(random: Random, number: int, start: date) -> tuple[Milestone, ...]:
    """What is past of them is mostly done; some are reckoned from the event."""
    count = _MANY_STEPS if number % _EVERY_LONG == 1 else number % 3 and 2
    titles = random.sample(w.MILESTONES, count) if count < _MANY_STEPS else w.MILESTONES * 3
    found = []
    for place, title in enumerate(titles[:count]):
        target = days.after(start, 90 * place if count < _MANY_STEPS else 20 * place)
        done = target < days.TODAY and random.random() < 0.9
        found.append(
            Milestone(
                title=title,
                target=PartialDate.of(target),
                offset=_OFFSET if number % 5 == 0 and place == 0 else None,
                done=PartialDate.of(target) if done else None,
            )
        )
    return tuple(found)


def _agreement_of(random: Random, number: int, size: Size) -> int:
    if number % 25 == 0:
        return 0
    if random.random() < 0.05:
        return parties.popular(random, size.agreements)
    near = number * size.agreements // size.deliverables + random.randint(-20, 20)
    return min(max(near, 1), size.agreements)


def _title(random: Random, type_key: str, start: date, number: int) -> str:
    label = types()[type_key].label
    if type_key in ("pavilion", "forum", "conference"):
        return (
            f"{random.choice(('Korea', 'Japan', 'Joint', '한국'))} {label} {start.year} ({number})"
        )
    topic = random.choice(w.TOPICS)
    return f"{label} on {topic} {start.year}" if number % 3 else f"{topic}: {label} {number}"


def _audit(filling: Filling, deliverable: Deliverable, start: date) -> None:
    assert deliverable.id is not None
    ref = RecordRef("deliverable", deliverable.id)
    at = datetime.combine(min(start, days.TODAY), time(10, deliverable.id % 60), UTC)
    said = {"template": mark("New: {name}"), "name": deliverable.title, "at": at}
    filling.audit(deliverable, ref, said | {"subject_kind": ref.kind, "subject_id": ref.id})


def _log(
    random: Random, deliverable: Deliverable, start: date, target: date, length: int, size: Size
) -> list[ProgressEntry]:
    """The lines of one log, without their ids. What is long past has mostly come to an end."""
    if not length:
        return []
    last = min(days.after(target, random.randint(-60, 120)), days.TODAY)
    start = min(start, last)
    ended = target < days.TODAY and random.random() < 0.93
    found: list[ProgressEntry] = []
    for place in range(1, length + 1):
        day = days.after(start, (last - start).days * place // length)
        status: DeliverableStatus | None = None
        if place == length and ended:
            status = random.choice(_ENDS)
        elif random.random() < 0.25:
            status = random.choice(_ON_THE_WAY)
        moved = status is None and random.random() < 0.06
        found.append(
            ProgressEntry(
                deliverable_id=deliverable.id,
                on=days.stated(random, day) if place % 9 == 0 else PartialDate.of(day),
                note=_note(random),
                status=status,
                percent=min(99, 100 * place // length)
                if random.random() < 0.4 and status not in _ENDS
                else None,
                target=PartialDate.of(days.after(target, random.randint(10, 300)))
                if moved
                else None,
                target_reason=random.choice(w.REASONS) if moved else "",
                evidence_url=f"https://example.org/e/{place}" if place % 30 == 0 else "",
                source_id=random.randint(1, size.sources) if random.random() < 0.03 else None,
                recorded_at=datetime.combine(day, time(8 + place % 10, place % 60), UTC),
                recorded_by="bench",
            )
        )
    return found


def _note(random: Random) -> str:
    return random.choice(w.NOTES).format(
        topic=random.choice(w.TOPICS),
        place=random.choice(("Seoul", "Tokyo", "Boston", "서울", "오송", "大阪", "Basel")),
        person=random.choice(w.LATIN_GIVEN) + " " + random.choice(w.LATIN_FAMILIES),
        n=random.randint(2, 400),
    )


def _write_logs(filling: Filling, written: list[ProgressEntry], size: Size) -> None:
    """Ids are given in the order of writing, so that the lines of a log lie apart, as in life."""
    days_of = [entry.recorded_at.date() for entry in written if entry.recorded_at]
    order = sorted(range(len(written)), key=lambda place: (days_of[place], place))
    for number, place in enumerate(order):
        entry = written[place]
        given: dict[str, Any] = {"id": filling.next_id("progress_entry")}
        before = written[place - 1] if place else entry
        if place % _CORRECTED == 0 and before.deliverable_id == entry.deliverable_id:
            given["corrects_id"] = before.id
            if place % (_CORRECTED * _WITHDRAWN) == 0:
                given |= {"withdraws": True, "status": None, "percent": None, "target": None}
        entry = written[place] = entry.model_copy(update=given)
        filling.add_loose(entry)
        if number >= size.entries - size.entries // _AUDITED:
            ref = RecordRef("deliverable", entry.deliverable_id or 0)
            said = {"template": mark("Log progress on {name}"), "name": filling.names[ref]}
            about = {"subject_kind": ref.kind, "subject_id": ref.id, "at": entry.recorded_at}
            filling.audit(entry, ref, said | about)
