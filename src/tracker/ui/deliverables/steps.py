"""Milestones, and measures planned against what was logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tracker.domain.dates_writing import write_date
from tracker.domain.money import write_decimal
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.i18n import mark, tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.table import CardTable
from tracker.ui.record_page.table_parts import Moved, TableColumn, TableRow
from tracker.ui.status import StatusLook, look_of

_MILESTONES = (
    TableColumn(mark("Milestone"), "text", 180, stretch=True),
    TableColumn(mark("State"), "look", 118),
    TableColumn(mark("Target"), "target", 130),
    TableColumn(mark("Done"), "text", 110, rank=1),
)
_MEASURES = (
    TableColumn(mark("Measure"), "text", 170, stretch=True),
    TableColumn(mark("Planned"), "number", 90),
    TableColumn(mark("Actual"), "number", 90),
    TableColumn(mark("Reached"), "percent", 116),
)


def milestone_table(icons: Icons, deliverable: Deliverable, today: date) -> CardTable:
    """The steps, in the order planned."""
    rows = []
    for one in deliverable.milestones:
        look: StatusLook = look_of("open")
        if one.done is not None:
            look = look_of("done")
        elif one.target is not None and one.target.latest < today:
            look = look_of("overdue")
        target = Moved(write_date(one.target), missing=tr("not set"))
        rows.append(TableRow((one.title, look, target, write_date(one.done))))
    return CardTable(icons, tr("Milestones"), _MILESTONES, rows)


def measures(
    deliverable: Deliverable, log: Sequence[ProgressEntry]
) -> list[tuple[str, Decimal | None, Decimal | None, str]]:
    """(measure, planned, last logged, unit); measures that are only logged come last.

    What was logged last stands, not the sum: an entry says how many there have been by its day.
    """
    corrected = {entry.corrects_id for entry in log}
    logged: dict[str, Decimal] = {}
    for entry in sorted(log, key=lambda one: (one.on.earliest, one.id or 0)):
        if entry.metric and entry.value is not None and entry.id not in corrected:
            logged[entry.metric.casefold()] = entry.value
    names = {entry.metric.casefold(): entry.metric for entry in log if entry.metric}
    found = [
        (one.metric, one.planned, logged.pop(one.metric.casefold(), None), one.unit)
        for one in deliverable.measures
    ]
    return found + [(names[key], None, value, "") for key, value in logged.items()]


def measure_table(
    icons: Icons, rows: Sequence[tuple[str, Decimal | None, Decimal | None, str]]
) -> CardTable:
    """Planned against actual."""
    made = [
        TableRow(
            (metric, _number(planned, unit), _number(actual, unit), (_share(planned, actual), ""))
        )
        for metric, planned, actual, unit in rows
    ]
    if all(planned is None for _, planned, _, _ in rows):
        made = [TableRow((row.cells[0], row.cells[2])) for row in made]
        return CardTable(icons, tr("Measures"), (_MEASURES[0], _MEASURES[2]), made)
    return CardTable(icons, tr("Measures"), _MEASURES, made)


def _number(value: Decimal | None, unit: str) -> str:
    return f"{write_decimal(value)} {unit}".strip() if value is not None else "–"


def _share(planned: Decimal | None, actual: Decimal | None) -> int | None:
    if not planned or actual is None:
        return None
    return min(999, round(100 * actual / planned))
