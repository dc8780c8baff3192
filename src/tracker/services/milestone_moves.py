"""What the steps of deliverables are counted from, and which of them a new day left behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tracker.domain.dates import PartialDate
from tracker.domain.milestone_templates import day_field
from tracker.domain.milestones import (
    Anchor,
    AnchorKind,
    Move,
    Moves,
    anchor_of,
    first_day,
    moves,
)
from tracker.domain.progress import OPEN, fold
from tracker.domain.records import Deliverable, Event, ProgressEntry
from tracker.services.target_moves import EventDates, TargetMove
from tracker.storage import tables
from tracker.storage.reader import load_many, logs_of

_change = tables.change.c
_event = tables.TABLES[Event.key].c
_deliverable = tables.TABLES[Deliverable.key].c
_ANCHORING = ("event_id", "target", "details", "type")
# Of so many deliverables at one event the steps are looked at in one go.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class StepsOffer:
    """The steps of one deliverable that no longer fit the day they are counted from."""

    deliverable_id: int
    name: str
    anchor: Anchor
    anchor_name: str
    """The event; empty if they are counted from the deliverable's own day."""
    moving: tuple[Move, ...]
    by_hand: tuple[Move, ...]
    target: TargetMove | None = None
    """The target goes with the event, whose dates it was; None: it stays."""
    target_stays: bool = False
    """The event moved, and the target was set otherwise."""
    following: int | None = None
    """Of a series: how many untouched instances go with its first date, which is `target`."""


@dataclass(frozen=True, slots=True)
class SeriesMove:
    """The first date of a series and the one it would have, with the ids of the untouched
    instances that go with it."""

    first: TargetMove
    following: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Anchored:
    """A deliverable with the day its steps are counted from, and the days they may have been."""

    record: Deliverable
    anchor: Anchor | None
    event_name: str
    is_open: bool
    former: tuple[PartialDate, ...]
    target: PartialDate | None
    event_dates: EventDates
    series: SeriesMove | None = None
    """Of a series that its event left behind (`services.series_moves`)."""

    @property
    def target_move(self) -> TargetMove | None:
        """What the event's new dates mean for the target; of a series for its first date."""
        if not self.is_open or self.record.trashed_at is not None:
            return None
        if self.record.is_series:
            return self.series.first if self.series is not None else None
        return self.event_dates.move_of(self.target)

    @property
    def moves(self) -> Moves:
        """What the day means for its steps; nothing of one that is not open any more."""
        if self.anchor is None or not self.is_open or self.record.trashed_at is not None:
            return Moves()
        return moves(self.record.milestones, self.former, self.anchor.day)

    @property
    def offer(self) -> StepsOffer | None:
        """The same as an offer; None if nothing would move."""
        found, target = self.moves, self.target_move
        if self.anchor is None or not (found or target):
            return None
        at_event = self.anchor.kind is AnchorKind.EVENT
        return StepsOffer(
            self.record.id or 0,
            self.record.title,
            self.anchor,
            self.event_name if at_event else "",
            found.moving,
            found.by_hand,
            target,
            self.event_dates.leaves(self.target) and not self.record.is_series,
            len(self.series.following) if self.series is not None else None,
        )


def anchored(
    connection: Connection,
    ids: Sequence[int],
    event_dates: tuple[int, PartialDate | None] | None = None,
) -> list[Anchored]:
    """Deliverables with their anchors. `event_dates` are dates that an event is only thought to
    have: what it has then counts among the former ones."""
    records = load_many(connection, Deliverable, ids, only=("milestones",))
    logs = logs_of(connection, [record.id or 0 for record in records])
    events = _events(connection, {record.event_id for record in records})
    dated = {id: _dated(connection, id, found[1], event_dates) for id, found in events.items()}
    return [
        _anchored(connection, record, logs.get(record.id or 0, []), events, dated, event_dates)
        for record in records
    ]


def _anchored(
    connection: Connection,
    record: Deliverable,
    log: Sequence[ProgressEntry],
    events: dict[int, tuple[str, PartialDate | None]],
    dated: dict[int, EventDates],
    thought: tuple[int, PartialDate | None] | None,
) -> Anchored:
    state = fold(record.opening_status, record.target, log)
    name, dates = events.get(record.event_id or 0, ("", None))
    seen = [dates]
    if thought is not None and thought[0] == record.event_id:
        dates = thought[1]
    anchor = anchor_of(record.type, record.details, dates, state.target)
    former: tuple[PartialDate, ...] = ()
    if any(step.offset is not None and step.done is None for step in record.milestones):
        known = [*seen, *_former(connection, record, log)]
        days = {day for when in known if (day := first_day(when)) is not None}
        former = tuple(sorted(days))
    return Anchored(
        record, anchor, name, state.status in OPEN, former,
        state.target, dated.get(record.event_id or 0, EventDates()),
    )  # fmt: skip


def dates_of_event(connection: Connection, event_id: int | None) -> EventDates:
    """The dates of an event and those it had; none without an event."""
    found = _events(connection, [event_id])
    if event_id is None or event_id not in found:
        return EventDates()
    return _dated(connection, event_id, found[event_id][1], None)


def _dated(
    connection: Connection,
    event_id: int,
    dates: PartialDate | None,
    thought: tuple[int, PartialDate | None] | None,
) -> EventDates:
    seen = [_parsed(before) for _, before in _earlier(connection, Event.key, event_id, ("dates",))]
    if thought is not None and thought[0] == event_id:
        seen.append(dates)
        dates = thought[1]
    return EventDates(dates, tuple(one for one in seen if one is not None and one != dates))


def _events(
    connection: Connection, ids: Iterable[int | None]
) -> dict[int, tuple[str, PartialDate | None]]:
    wanted = [id for id in ids if id is not None]
    query = select(_event.id, _event.shown_name, _event.dates).where(_event.id.in_(wanted))
    return {row.id: (row.shown_name, _parsed(row.dates)) for row in connection.execute(query)}


def _former(
    connection: Connection, record: Deliverable, log: Iterable[ProgressEntry]
) -> list[PartialDate | None]:
    """Every day that the steps may have been counted from, as the change log knows them."""
    name = day_field(record.type)
    found: list[PartialDate | None] = [record.target, *(line.target for line in log)]
    found.append(_parsed(record.details.get(name)))
    events = {record.event_id} if record.event_id else set()
    for field, before in _earlier(connection, Deliverable.key, record.id or 0, _ANCHORING):
        if field == "event_id" and isinstance(before, int):
            events.add(before)
        elif field == "details" and isinstance(before, dict):
            found.append(_parsed(before.get(name)))
        elif field == "target":
            found.append(_parsed(before))
    for _, dates in _events(connection, events).values():
        found.append(dates)
    for id in sorted(events):
        found += [_parsed(one) for _, one in _earlier(connection, Event.key, id, ("dates",))]
    return found


def _earlier(
    connection: Connection, kind: str, id: int, fields: Sequence[str]
) -> list[tuple[str, Any]]:
    query = select(_change.field, _change.before).where(
        _change.kind == kind,
        _change.record_id == id,
        _change.operation == "update",
        _change.field.in_(fields),
    )
    return [(row.field, row.before) for row in connection.execute(query)]


def _parsed(text: object) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if isinstance(text, str) and text.strip() else None
    except ValueError:
        return None


def at_event(connection: Connection, event_id: int) -> list[int]:
    """The deliverables at an event, without those in the trash."""
    query = (
        select(_deliverable.id)
        .where(_deliverable.event_id == event_id, _deliverable.trashed_at.is_(None))
        .order_by(_deliverable.id)
        .limit(MOST)
    )
    return list(connection.execute(query).scalars())


def concerned(connection: Connection, change_set_id: int) -> list[int]:
    """The deliverables of which an action changed the day that steps are counted from."""
    query = select(
        _change.kind, _change.record_id, _change.root_id, _change.operation, _change.field,
        _change.after,
    ).where(
        _change.change_set_id == change_set_id,
        _change.kind.in_((Event.key, Deliverable.key, ProgressEntry.key)),
    )  # fmt: skip
    found: dict[int, None] = {}
    for row in connection.execute(query):
        if row.kind == Event.key and row.operation == "update" and row.field == "dates":
            found.update(dict.fromkeys(at_event(connection, row.record_id)))
        elif row.kind == Deliverable.key and row.operation == "update" and row.field in _ANCHORING:
            found[row.record_id] = None
        elif row.kind == ProgressEntry.key and _moves_target(row.after):
            found[row.root_id] = None
        if len(found) >= MOST:
            break
    return list(found)


def _moves_target(entry: object) -> bool:
    return isinstance(entry, dict) and bool(entry.get("target") or entry.get("corrects_id"))
