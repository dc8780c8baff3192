"""Deliverables as a table on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types.catalogue import BUILT_IN
from tracker.domain.fields import Kind
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef, specs
from tracker.domain.series_writing import write_recurrence
from tracker.domain.shortening import in_one_line
from tracker.i18n import mark, tr
from tracker.services.states import DeliverableState
from tracker.ui.record_page.table_parts import Moved, TableColumn, TableContent, TableRow

_SHORT = 60
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


def work_table(name: str, states: Iterable[DeliverableState]) -> TableContent:
    """The deliverables of one agreement: who does them, until when, how far they are. Those of the
    same title say what else tells them apart."""
    shown = in_order(states)
    names = told_apart(shown)
    rows = [
        TableRow(
            (names[one.ref], one.shown_status, target_of(one), by_whom(one), _meter(one)), one.ref
        )
        for one in shown
    ]
    return TableContent(name, _COLUMNS, rows)


def placed_table(
    name: str,
    states: Iterable[DeliverableState],
    part: Callable[[DeliverableState], str],
    part_label: str = mark("Role"),
) -> TableContent:
    """Deliverables of several agreements, each with the part (`part`) somebody has in it."""
    columns = [*_PLACED]
    columns[2] = replace(columns[2], label=part_label)
    rows = [
        TableRow((one.name, one.agreement, part(one), one.shown_status, target_of(one)), one.ref)
        for one in in_order(states)
    ]
    return TableContent(name, columns, rows)


def told_apart(states: Sequence[DeliverableState]) -> dict[RecordRef, str]:
    """Their names; to a title that several have, the first thing is added in which these differ:
    the event, what their type states, such as a place or an edition, or the beginning of what
    they are about. The target has a column of its own."""
    same: dict[str, list[DeliverableState]] = {}
    for one in states:
        same.setdefault(" ".join(one.name.casefold().split()), []).append(one)
    names = {one.ref: one.name for one in states}
    for alike in same.values():
        if len(alike) < 2:
            continue
        traits = [_traits(one) for one in alike]
        # In the order in which they are told, however many of them tell it.
        for trait in dict.fromkeys(name for told in traits for name in told):
            if len({told.get(trait, "") for told in traits}) > 1:
                for one, told in zip(alike, traits, strict=True):
                    if trait in told:
                        names[one.ref] = f"{one.name} · {told[trait]}"
                break
    return names


def _traits(one: DeliverableState) -> dict[str, str]:
    """What is told of one beside its title, in short."""
    texts = (spec.name for spec in specs(BUILT_IN.of(one.record.type)) if spec.kind is Kind.TEXT)
    details = {name: str(one.record.details.get(name) or "") for name in texts}
    traits = {"event": one.event, **details, "description": one.record.description}
    return {name: in_one_line(text, _SHORT) for name, text in traits.items() if text}


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
