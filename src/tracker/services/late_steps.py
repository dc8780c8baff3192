"""Steps whose day has passed, of deliverables that are open and themselves in time: those that are
late themselves say so already."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from tracker.domain.dates import PartialDate
from tracker.domain.progress import OPEN
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.storage import tables
from tracker.storage.tables import TABLES

_step, _deliverable = TABLES["milestone"], TABLES[Deliverable.key]
_span = tables.deliverable_span


@dataclass(frozen=True, slots=True)
class LateStep:
    """A step that is overdue; `ref` is the deliverable, called `deliverable`."""

    ref: RecordRef
    name: str
    deliverable: str
    target: PartialDate
    days_late: int


def of_open(columns: Select[Any], today: date) -> Select[Any]:
    """Steps that are not done, of deliverables that are open on a day and not in the trash."""
    return (
        columns.select_from(_step)
        .join(_deliverable, _deliverable.c.id == _step.c.parent_id)
        .join(_span, _span.c.deliverable_id == _step.c.parent_id)
        .where(_step.c.done.is_(None), _deliverable.c.trashed_at.is_(None))
        .where(_span.c.from_day <= today, _span.c.to_day >= today)
        .where(_span.c.status.in_(sorted(OPEN)))
    )


def late_steps(
    connection: Connection, today: date, most: int | None = None
) -> tuple[tuple[LateStep, ...], int]:
    """What became late last, first, and how many there are at all; all of it without `most`."""
    named = (
        _deliverable.c.id, _deliverable.c.shown_name, _step.c.title, _step.c.target,
        _step.c.target_last,
    )  # fmt: skip
    found = _late(select(*named), today).order_by(_step.c.target_last.desc(), _step.c.id)
    rows = connection.execute(found.limit(most)).all()
    steps = tuple(
        LateStep(
            RecordRef(Deliverable.key, row.id),
            row.title,
            row.shown_name,
            PartialDate.parse(row.target),
            (today - row.target_last).days,
        )
        for row in rows
    )
    if most is None or len(steps) < most:
        return steps, len(steps)
    return steps, int(connection.execute(_late(select(func.count()), today)).scalar() or 0)


def _late(columns: Select[Any], today: date) -> Select[Any]:
    in_time = or_(_span.c.target_last.is_(None), _span.c.target_last >= today)
    return of_open(columns, today).where(_step.c.target_last < today, in_time)
