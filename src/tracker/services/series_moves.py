"""Series whose first date was an event's dates, and that the event left behind when it moved.

The series follows as a whole, by its own mechanism: its first date moves, and the instances that
nobody has touched with it; they stay untouched, and every instance keeps its place in the series.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.records import Deliverable
from tracker.domain.series import Existing, first_of
from tracker.domain.series_moving import can_begin, carried, reach
from tracker.services.milestone_moves import Anchored, SeriesMove
from tracker.services.series import planned, save_series
from tracker.services.series_due import rule_of
from tracker.services.series_existing import FIRST_FIELDS, existing_of
from tracker.services.target_moves import TargetMove
from tracker.storage.reader import load, load_many
from tracker.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class _Carried:
    """A series as it would be, with its instances in their places."""

    series: Deliverable
    existing: list[Existing]
    ahead: int


def with_series(connection: Connection, found: Iterable[Anchored], today: date) -> list[Anchored]:
    """The same, the series with what the event's dates mean for them. Their untouched instances
    are left out: they go with their series."""
    there = [
        replace(one, series=_move_of(connection, one, today)) if one.record.is_series else one
        for one in found
    ]
    own = {one.record.series_id for one in there} - {None}
    moving = {id for one in there if one.series for id in one.series.following}
    absent = own - {one.record.id for one in there}
    # An instance looked at by itself waits for its series too.
    if absent:
        events = {one.record.series_id: one.event_dates for one in there}
        for series in load_many(connection, Deliverable, sorted(id or 0 for id in absent), only=()):
            move = events[series.id].move_of(first_of(series))
            at = {one.record.event_id for one in there if one.record.series_id == series.id}
            if series.event_id in at:
                moving |= _following(connection, series, move, today) or set()
    return [one for one in there if one.record.id not in moving]


def _move_of(connection: Connection, found: Anchored, today: date) -> SeriesMove | None:
    move = found.event_dates.move_of(first_of(found.record))
    following = _following(connection, found.record, move, today)
    if move is None or following is None:
        return None
    return SeriesMove(move, frozenset(following))


def _following(
    connection: Connection, series: Deliverable, move: TargetMove | None, today: date
) -> set[int] | None:
    """The untouched instances that would go with a series; None if it cannot begin then."""
    if move is None or not _can_move(series, move):
        return None
    if series.made_until is None:
        return set()
    then = _carried(connection, series, move, today)
    plan = planned(then.series, then.existing, today, then.ahead)
    free = {*plan.keep, *plan.remove, *(one.id for one in plan.move)}
    # What is to come is not moved to a time that is over.
    return None if free and move.after.latest < today else free


def _can_move(series: Deliverable, move: TargetMove) -> bool:
    try:
        return can_begin(rule_of(series), move.after)
    except ValueError:
        return False  # written by another program; the form says what is wrong


def _carried(
    connection: Connection, series: Deliverable, move: TargetMove, today: date
) -> _Carried:
    rule, first = rule_of(series), first_of(series)
    assert rule is not None
    assert first is not None
    dates = {name: move.after for name in FIRST_FIELDS if getattr(series, name) == move.before}
    return _Carried(
        series.model_copy(update=dates),
        carried(rule, first, move.after, existing_of(connection, series.id or 0)),
        reach(series.ahead, today, move.after),
    )


def move_series(
    writer: Writer, series_id: int, move: TargetMove, today: date, types: TypeCatalogue
) -> Deliverable:
    """Let a series begin at another date and its instances follow, within the action of `writer`;
    returns the series as it was."""
    series = load(writer.connection, Deliverable, series_id)
    then = _carried(writer.connection, series, move, today)
    if series.made_until is None:
        writer.save(then.series)
        return series
    days = {one.id: one.occurrence for one in then.existing}
    for there in load_many(writer.connection, Deliverable, list(days)) if days else ():
        day = days[there.id or 0]
        place = PartialDate.of(day) if day is not None else None
        if there.occurrence != place:
            writer.save(there.model_copy(update={"occurrence": place}))
    save_series(writer, then.series, today, types, then.existing, then.ahead)
    return series
