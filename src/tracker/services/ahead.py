"""What comes up beside the deliverables: events, meetings, tasks, and steps of deliverables."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, select

from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.services.details import details_of
from tracker.services.late_steps import of_open
from tracker.services.remembered import Remembered
from tracker.services.states import in_days
from tracker.storage.reader import shown_names
from tracker.storage.tables import TABLES


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something on a coming day; `ref` is the record to open, `detail` its second line."""

    ref: RecordRef
    name: str
    on: PartialDate
    detail: str


def ahead_of(
    connection: Connection, remembered: Remembered, today: date, within: int, most: int
) -> tuple[Ahead, ...]:
    """What is not over by `today` and begins in the next `within` days, the soonest first."""
    until = in_days(today, within)
    found: list[tuple[RecordRef, str, PartialDate]] = []
    for kind, query in _queries(today, until).items():
        asked = partial(_first, connection, kind, query.limit(most))
        found += remembered.of(connection, ("ahead", kind, today, until, most), {kind}, asked)
    found = sorted(found, key=lambda one: (one[2], one[1]))[:most]
    refs = {ref for ref, _, _ in found}
    details = details_of(connection, refs)
    # A step is named with what it is a step of.
    details |= shown_names(connection, {ref for ref in refs if ref.kind == Deliverable.key})
    return tuple(Ahead(ref, name, on, details.get(ref, "")) for ref, name, on in found)


def _first(
    connection: Connection, kind: str, query: Select[Any]
) -> list[tuple[RecordRef, str, PartialDate]]:
    rows = connection.execute(query).all()
    return [(RecordRef(kind, row.id), row.name, PartialDate.parse(row.on)) for row in rows]


def _queries(today: date, until: date) -> dict[str, Select[Any]]:
    """By the kind of record that is opened, of which alone what is found follows."""
    event, meeting, task = TABLES["event"], TABLES["meeting"], TABLES["task"]
    step, deliverable = TABLES["milestone"], TABLES[Deliverable.key]
    steps = (
        of_open(
            select(deliverable.c.id, step.c.title.label("name"), step.c.target.label("on")), today
        )
        .where(step.c.target_last >= today, step.c.target_first <= until)
        .order_by(step.c.target_first)
    )
    return {
        "event": _dated(event, "dates", today, until),
        "meeting": _dated(meeting, "on", today, until),
        "task": _dated(task, "due", today, until).where(task.c.done.is_(None)),
        "deliverable": steps,
    }


def _dated(table: Any, name: str, today: date, until: date) -> Select[Any]:
    first, last = table.c[f"{name}_first"], table.c[f"{name}_last"]
    return (
        select(table.c.id, table.c.shown_name.label("name"), table.c[name].label("on"))
        .where(table.c.trashed_at.is_(None), last >= today, first <= until)
        .order_by(first)
    )
