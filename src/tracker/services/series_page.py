"""What a deliverable's page shows of its series: the instances over which it stands, or those
beside which it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, func, select

from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.domain.series import first_of
from tracker.domain.series_standing import AfterEnd, SeriesStanding, standing_of
from tracker.domain.series_writing import write_recurrence
from tracker.services.series_ending import after_end
from tracker.services.states import DeliverableState, deliverable_states
from tracker.storage.tables import TABLES

_deliverable = TABLES[Deliverable.key]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an instance stands in its series: the `place`th of `count`, between two others."""

    series: RecordRef
    name: str
    place: int
    count: int
    before: RecordRef | None = None
    after: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """`rule` in words if it has one; `is_made` once instances are made by it; `past` is how many
    occurrences up to today have no instance."""

    rule: str = ""
    is_made: bool = False
    instances: tuple[DeliverableState, ...] = ()
    standing: SeriesStanding = field(default_factory=SeriesStanding)
    past: int = 0
    beside: Neighbours | None = None
    after_end: AfterEnd | None = None
    """The instances that are open and due when the agreement is over."""

    @property
    def is_shown(self) -> bool:
        """Whether there is anything of a series to show."""
        return bool(self.rule or self.instances)


def ids_in_order(connection: Connection, series_id: int) -> list[int]:
    """The instances that are not in the trash, in the order they are due."""
    c = _deliverable.c
    due = func.coalesce(c.occurrence_first, c.target_last, date.max)
    query = select(c.id).where(c.series_id == series_id, c.trashed_at.is_(None))
    return list(connection.execute(query.order_by(due, c.instance, c.id)).scalars())


def states_in_order(
    connection: Connection, series_id: int, today: date
) -> tuple[DeliverableState, ...]:
    """How these instances stand."""
    return tuple(deliverable_states(connection, ids_in_order(connection, series_id), today))


def to_log(instances: Sequence[DeliverableState]) -> Sequence[DeliverableState]:
    """The instances that progress may be logged on now: those that are open, else the last."""
    return [one for one in instances if one.is_open] or instances[-1:]


def page_of(connection: Connection, record: Deliverable, today: date, past: int) -> SeriesPage:
    """What the page of a deliverable shows of its series."""
    rule = ""
    if record.recurrence.strip():
        rule = write_recurrence(record.recurrence, at_least=record.at_least, first=first_of(record))
    states = states_in_order(connection, record.id or 0, today)
    return SeriesPage(
        rule=rule,
        is_made=record.is_series,
        instances=states,
        standing=standing_of(states),
        past=past,
        beside=_neighbours(connection, record),
        after_end=after_end(
            connection, record.agreement_id, (one.target for one in states if one.is_open)
        ),
    )


def _neighbours(connection: Connection, record: Deliverable) -> Neighbours | None:
    if record.series_id is None:
        return None
    c = _deliverable.c
    name = connection.execute(select(c.title).where(c.id == record.series_id)).scalar()
    ids = ids_in_order(connection, record.series_id)
    if name is None or record.id not in ids:
        return None
    at = ids.index(record.id)
    return Neighbours(
        RecordRef(Deliverable.key, record.series_id),
        name,
        at + 1,
        len(ids),
        RecordRef(Deliverable.key, ids[at - 1]) if at else None,
        RecordRef(Deliverable.key, ids[at + 1]) if at + 1 < len(ids) else None,
    )
