"""The instances of a series that goes to the trash, or comes back from it.

Those that nobody has touched go along and come back with it. Those somebody has worked on stay.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.i18n import trn
from tracker.services.series_existing import existing_of
from tracker.storage.tables import TABLES

_deliverable = TABLES[Deliverable.key]


@dataclass(frozen=True, slots=True)
class Along:
    """Instances that go with their series, and how many stay where they are."""

    refs: tuple[RecordRef, ...] = ()
    staying: int = 0


def with_instances(connection: Connection, refs: Iterable[RecordRef]) -> list[RecordRef]:
    """Those records that have instances, asked for all at once: few have any."""
    series = _deliverable.c.series_id
    every = select(series).distinct().where(series.is_not(None))
    known = set(connection.execute(every).scalars())
    return [ref for ref in refs if ref.kind == Deliverable.key and ref.id in known]


def going_along(connection: Connection, ref: RecordRef, without: Collection[RecordRef]) -> Along:
    """What goes to the trash with a series. `without` go anyhow."""
    there = [one for one in existing_of(connection, ref.id) if not one.trashed]
    there = [one for one in there if RecordRef(Deliverable.key, one.id) not in without]
    going = [RecordRef(Deliverable.key, one.id) for one in there if not one.touched]
    return Along(tuple(going), len(there) - len(going))


def coming_back(connection: Connection, ref: RecordRef, away_since: datetime) -> Along:
    """What comes back with a series: the instances that went at the same moment."""
    c = _deliverable.c
    query = select(c.id).where(c.series_id == ref.id, c.trashed_at == away_since)
    ids = connection.execute(query.order_by(c.id)).scalars()
    return Along(tuple(RecordRef(Deliverable.key, id) for id in ids))


def said_of(going: int, staying: int, *, into: bool) -> str:
    """What happened to instances, in words; empty if nothing did."""
    said = []
    if going and into:
        said.append(trn("{n} instance went along", "{n} instances went along", going))
    elif going:
        said.append(trn("{n} instance came back with it", "{n} instances came back with it", going))
    if staying:
        said.append(
            trn(
                "{n} instance that somebody worked on stays",
                "{n} instances that somebody worked on stay",
                staying,
            )
        )
    return ", ".join(said)
