"""Steps of deliverables: where their targets come from, what moves with the event, what is next.

A step with an offset lies so far from the *anchor* of its deliverable: the first day of its event;
without a dated event, the day its type knows (the dates of a forum); without that, its target. A
partial anchor gives partial targets, and no anchor gives none: no day is ever invented.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tracker.domain.dates import PartialDate
from tracker.domain.milestone_templates import TemplateStep, day_field
from tracker.domain.offsets import Offset
from tracker.domain.progress import standing
from tracker.domain.records.deliverables import Milestone
from tracker.domain.records.progress_entries import ProgressEntry

DUE_DAYS = 30
"""A step whose target lies at most so many days ahead is due."""


class AnchorKind(StrEnum):
    """What the steps of a deliverable are counted from."""

    EVENT = "event"
    DATES = "dates"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that steps are counted from, as exact as it is known."""

    day: PartialDate
    kind: AnchorKind


class StepState(StrEnum):
    """How a step stands on a day; the keys of its looks (`ui.status`)."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due_soon"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Move:
    """A step and the target it would have; `before` is what it has now."""

    step: Milestone
    before: PartialDate | None
    after: PartialDate


@dataclass(frozen=True, slots=True)
class Moves:
    """What a new anchor means: steps that would move, and steps somebody set by hand, which stay
    (`after` says where the offset would put them)."""

    moving: tuple[Move, ...] = ()
    by_hand: tuple[Move, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moving)


def first_day(when: PartialDate | None) -> PartialDate | None:
    """The first day of a date or interval, as exact as it is stated; None if nothing bounds it."""
    if when is None or (first := when.start) is None:
        return None
    return None if first.earliest == date.min or first.latest == date.max else first


def anchor_of(
    type_key: str,
    details: Mapping[str, Any],
    event_dates: PartialDate | None,
    target: PartialDate | None,
) -> Anchor | None:
    """What the steps of a deliverable are counted from; `target` is where its log has moved it."""
    name = day_field(type_key)
    candidates = (
        (AnchorKind.EVENT, event_dates),
        (AnchorKind.DATES, _read(details.get(name)) if name else None),
        (AnchorKind.TARGET, target),
    )
    for kind, when in candidates:
        if (day := first_day(when)) is not None:
            return Anchor(day, kind)
    return None


def target_from(anchor: PartialDate | None, offset: Offset | None) -> PartialDate | None:
    """The target that an offset gives; None without either, or where the calendar ends."""
    if anchor is None or offset is None:
        return None
    found = offset.from_day(anchor)
    return None if found.earliest == date.min or found.latest == date.max else found


def steps_from(
    template: Iterable[TemplateStep], anchor: PartialDate | None
) -> tuple[Milestone, ...]:
    """New steps as a template has them, with the targets that the anchor gives them."""
    return tuple(
        Milestone(title=one.title, offset=one.offset, target=target_from(anchor, one.offset))
        for one in template
    )


def moves(steps: Iterable[Milestone], olds: Iterable[PartialDate], new: PartialDate) -> Moves:
    """What moves when the anchor, which was one of `olds`, is `new`.

    A step moves if it has an offset, is not done, and its target is empty or what an old anchor
    gave it. Any other target was set by hand and stays.
    """
    former = list(olds)
    moving: list[Move] = []
    by_hand: list[Move] = []
    for step in steps:
        after = target_from(new, step.offset)
        if after is None or step.done is not None or step.target == after:
            continue
        given = step.target is None or any(
            target_from(old, step.offset) == step.target for old in former
        )
        (moving if given else by_hand).append(Move(step, step.target, after))
    return Moves(tuple(moving), tuple(by_hand))


def step_state(step: Milestone, today: date, *, is_open: bool = True) -> StepState:
    """How a step stands; of a deliverable that is no longer open no step is due any more."""
    if step.done is not None:
        return StepState.DONE
    if step.target is None or not is_open:
        return StepState.OPEN
    if step.target.latest < today:
        return StepState.OVERDUE
    ahead = min(date.max.toordinal() - today.toordinal(), DUE_DAYS)
    return (
        StepState.DUE if step.target.earliest <= today + timedelta(days=ahead) else StepState.OPEN
    )


def next_step(steps: Sequence[Milestone]) -> Milestone | None:
    """The step to take next: not done, with the soonest target; of those without, the first."""
    waiting = [step for step in steps if step.done is None]
    return min(
        waiting,
        key=lambda step: step.target.latest if step.target else date.max,
        default=None,
    )


def reached_on(log: Iterable[ProgressEntry]) -> dict[int, PartialDate]:
    """When the log says that steps were reached, by their ids: on the first day that a line names
    which no other corrects."""
    found: dict[int, PartialDate] = {}
    for line in standing(list(log)):
        step = line.milestone_id
        if step is None:
            continue
        known = found.get(step)
        if known is None or line.on.earliest < known.earliest:
            found[step] = line.on
    return found


def done_after(
    done: PartialDate | None, before: PartialDate | None, after: PartialDate | None
) -> PartialDate | None:
    """The done date of a step which the log said was reached on `before` and now says `after`.

    What the log says stands; what only it said goes with it; a date stated directly, of which the
    log never spoke, stays.
    """
    if after is not None:
        return after
    return None if before is not None else done


def _read(value: Any) -> PartialDate | None:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(value) if isinstance(value, str) and value.strip() else None
    except ValueError:
        return None
