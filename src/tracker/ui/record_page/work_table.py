"""Deliverables as a table on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.dates_writing import write_date
from tracker.domain.progress import DeliverableStatus
from tracker.domain.series_writing import write_recurrence
from tracker.i18n import mark, tr
from tracker.services.states import DeliverableState
from tracker.ui.icons import Icons
from tracker.ui.record_page.table import CardTable
from tracker.ui.record_page.table_parts import Moved, TableColumn, TableRow
from tracker.ui.widgets.card import Card

_COLUMNS = (
    TableColumn(mark("Deliverable"), "text", 150, stretch=True),
    TableColumn(mark("Status"), "status", 118),
    TableColumn(mark("Target"), "target", 146),
    TableColumn(mark("By"), "text", 96, rank=2),
    TableColumn(mark("Progress"), "percent", 104, rank=1),
)
_PLACED = (
    TableColumn(mark("Deliverable"), "text", 158, stretch=True),
    TableColumn(mark("Agreement"), "muted", 112, rank=2),
    TableColumn(mark("Role"), "text", 104, rank=1),
    TableColumn(mark("Status"), "status", 122),
    TableColumn(mark("Target"), "target", 146, rank=3),
)


def work_table(icons: Icons, name: str, states: Iterable[DeliverableState]) -> CardTable:
    """The deliverables of one agreement: who does them, until when, how far they are."""
    rows = [
        TableRow((one.name, one.shown_status, target_of(one), by_whom(one), _meter(one)), one.ref)
        for one in in_order(states)
    ]
    return CardTable(icons, name, _COLUMNS, rows)


def placed_table(
    icons: Icons,
    name: str,
    states: Iterable[DeliverableState],
    part: Callable[[DeliverableState], str],
    part_label: str = mark("Role"),
) -> CardTable:
    """Deliverables of several agreements, each with the part (`part`) somebody has in it."""
    columns = [*_PLACED]
    columns[2] = replace(columns[2], label=part_label)
    rows = [
        TableRow((one.name, one.agreement, part(one), one.shown_status, target_of(one)), one.ref)
        for one in in_order(states)
    ]
    return CardTable(icons, name, columns, rows)


def on_card(table: CardTable) -> Card:
    """The table on a card of its own."""
    card = Card(margin=1)
    card.body.addWidget(table)
    return card


def in_order(states: Iterable[DeliverableState]) -> list[DeliverableState]:
    """What is still to come first, by its target; then what is done, the newest first."""

    def place(one: DeliverableState) -> tuple[bool, int]:
        if one.is_open:
            return False, (one.target.latest if one.target else date.max).toordinal()
        done = one.delivered or one.target
        return True, -done.latest.toordinal() if done else 0

    return sorted(states, key=place)


def target_of(one: DeliverableState) -> Moved:
    """The target as a cell; what was done without one shows when, and a series how often."""
    if one.is_series:
        record = one.record
        return Moved("", missing=write_recurrence(record.recurrence, at_least=record.at_least))
    if one.target is None and one.delivered is not None:
        return Moved("", missing=tr("done {date}", date=write_date(one.delivered)))
    moved = one.original_target is not None and one.original_target != one.target
    before = write_date(one.original_target) if moved else ""
    return Moved(write_date(one.target), before, tr("not set"))


def by_whom(one: DeliverableState) -> str:
    """Who has something to do for it; who only receives it is not named."""
    owing = [name for _, name, role in one.responsible if role != "receives"]
    return ", ".join(dict.fromkeys(owing or [name for _, name, _ in one.responsible]))


def _meter(one: DeliverableState) -> tuple[int | None, str]:
    """A full bar beside the word "Delivered" says nothing more."""
    told = one.status is DeliverableStatus.DELIVERED and one.percent == 100
    return None if told else one.percent, str(one.status)


def parted(
    states: Sequence[DeliverableState],
) -> tuple[list[DeliverableState], list[DeliverableState]]:
    """What counts, and what happened before the agreement."""
    return [one for one in states if not one.is_history], [one for one in states if one.is_history]
