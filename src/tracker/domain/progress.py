"""Progress of a deliverable: its status, percent and target are the fold of its log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from tracker.domain.dates import PartialDate
from tracker.i18n import mark


class DeliverableStatus(StrEnum):
    """What a deliverable has come to."""

    IDEA = "idea"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    AT_RISK = "at_risk"
    ON_HOLD = "on_hold"
    DELIVERED = "delivered"
    PARTLY_DELIVERED = "partly_delivered"
    CANCELLED = "cancelled"
    NOT_PURSUED = "not_pursued"


STATUS_LABELS: dict[DeliverableStatus, str] = {
    DeliverableStatus.IDEA: mark("Idea"),
    DeliverableStatus.PLANNED: mark("Planned"),
    DeliverableStatus.IN_PROGRESS: mark("In progress"),
    DeliverableStatus.AT_RISK: mark("At risk"),
    DeliverableStatus.ON_HOLD: mark("On hold"),
    DeliverableStatus.DELIVERED: mark("Delivered"),
    DeliverableStatus.PARTLY_DELIVERED: mark("Partly delivered"),
    DeliverableStatus.CANCELLED: mark("Cancelled"),
    DeliverableStatus.NOT_PURSUED: mark("Not pursued"),
}

SERIES = "series"
"""Shown in place of a status: the heading over the instances of a series is nothing to be done
itself. Never logged or recorded; spans have it, so that whatever counts by status leaves it out."""

OPEN = frozenset(
    {
        DeliverableStatus.IDEA,
        DeliverableStatus.PLANNED,
        DeliverableStatus.IN_PROGRESS,
        DeliverableStatus.AT_RISK,
        DeliverableStatus.ON_HOLD,
    }
)
"""Statuses in which something is still to come."""


class LogFact(Protocol):
    """One line of the log. Any record with these attributes will do."""

    @property
    def id(self) -> int | None: ...
    @property
    def on(self) -> PartialDate | None:
        """The day it happened. Without one it counts before all that have one."""

    @property
    def status(self) -> DeliverableStatus | None: ...
    @property
    def percent(self) -> int | None: ...
    @property
    def target(self) -> PartialDate | None: ...
    @property
    def target_reason(self) -> str | None: ...
    @property
    def corrects(self) -> int | None:
        """The id of the entry that this one puts right; that one no longer counts."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """A plain `LogFact`."""

    on: PartialDate | None
    status: DeliverableStatus | None = None
    percent: int | None = None
    target: PartialDate | None = None
    target_reason: str | None = None
    corrects: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ProgressState:
    """The fold of a log."""

    status: DeliverableStatus
    percent: int | None
    target: PartialDate | None
    original_target: PartialDate | None
    """What was aimed at first, before any move."""
    started: PartialDate | None
    """When work is first logged; None if it was under way before the log."""
    delivered: PartialDate | None
    """When it became delivered or partly delivered."""
    last_on: PartialDate | None
    """The date of the last entry."""


@dataclass(frozen=True, slots=True)
class ProgressSpan:
    """Days, both included, on which status, percent and target stay the same."""

    status: DeliverableStatus
    percent: int | None
    target: PartialDate | None
    from_day: date
    to_day: date


L = TypeVar("L", bound=LogFact)


def standing(log: Sequence[L]) -> list[L]:
    """The entries that count, in the order of the log: those that no other one corrects, without
    those that only withdraw another."""
    corrected = {e.corrects for e in log if e.corrects is not None and e.corrects != e.id}
    return [
        entry
        for entry in log
        if (entry.id is None or entry.id not in corrected) and not getattr(entry, "withdraws", None)
    ]


def fold(
    opening_status: DeliverableStatus,
    original_target: PartialDate | None,
    log: Sequence[LogFact],
    as_at: date | None = None,
) -> ProgressState:
    """What the log comes to, at all or `as_at` a day.

    Entries count from their earliest possible day, in the order of these days and of the log. An
    entry that another one corrects does not count on any day.
    """
    folder = _Folder(opening_status, original_target)
    for day, entry in _counted(log):
        if as_at is not None and day > as_at:
            break
        folder.take(entry)
    return folder.state


def progress_spans(
    opening_status: DeliverableStatus,
    original_target: PartialDate | None,
    log: Sequence[LogFact],
) -> list[ProgressSpan]:
    """`fold` of every day from `date.min` to `date.max`, without gap or overlap."""
    folder = _Folder(opening_status, original_target)
    steps = [(date.min, folder.state)]
    for day, entry in _counted(log):
        folder.take(entry)
        if day == steps[-1][0]:
            steps.pop()
        steps.append((day, folder.state))
    spans: list[ProgressSpan] = []
    ends = [day - timedelta(days=1) for day, _ in steps[1:]] + [date.max]
    for (day, state), end in zip(steps, ends, strict=True):
        shown = (state.status, state.percent, state.target)
        if spans and (spans[-1].status, spans[-1].percent, spans[-1].target) == shown:
            day = spans.pop().from_day
        spans.append(ProgressSpan(*shown, day, end))
    return spans


def span_after(last: ProgressSpan, entry: LogFact) -> ProgressSpan | None:
    """The span that an entry opens which comes after all others, if `last` is the span without
    end so far; `last` itself if it changes nothing, None if more must be known than `last`.
    """
    day = entry.on.earliest if entry.on else date.min
    if day <= last.from_day or entry.corrects is not None:
        return None
    status, percent = entry.status or last.status, entry.percent
    if percent is None:
        if status is last.status:
            percent = last.percent
        elif DeliverableStatus.DELIVERED in (status, last.status):
            # What is delivered counts as done; what was stated before is not seen any more.
            return None
        else:
            percent = last.percent
    shown = (status, percent, entry.target or last.target)
    if shown == (last.status, last.percent, last.target):
        return last
    return ProgressSpan(*shown, day, date.max)


def _counted(log: Sequence[LogFact]) -> Iterator[tuple[date, LogFact]]:
    """The entries that count with the day they count from, in order."""
    counted = standing(log)
    dated = [(entry.on.earliest if entry.on else date.min, entry) for entry in counted]
    yield from sorted(dated, key=lambda pair: pair[0])


_UNDER_WAY = frozenset({DeliverableStatus.IN_PROGRESS, DeliverableStatus.AT_RISK})
_DONE = frozenset({DeliverableStatus.DELIVERED, DeliverableStatus.PARTLY_DELIVERED})


@dataclass(slots=True)
class _Folder:
    """Takes entries one by one; `state` is their fold so far."""

    status: DeliverableStatus
    original_target: PartialDate | None
    target: PartialDate | None = field(init=False)
    stated_percent: int | None = None
    percent_is_implied: bool = field(init=False)
    begun: bool = field(init=False)
    started: PartialDate | None = None
    delivered: PartialDate | None = None
    last_on: PartialDate | None = None

    def __post_init__(self) -> None:
        self.target = self.original_target
        self.percent_is_implied = self.status is DeliverableStatus.DELIVERED
        self.begun = self.status in _UNDER_WAY | _DONE

    def take(self, entry: LogFact) -> None:
        if entry.status is not None and entry.status is not self.status:
            self.delivered = entry.on if entry.status in _DONE else None
            self.status = entry.status
            self.percent_is_implied = self.status is DeliverableStatus.DELIVERED
        if entry.percent is not None:
            self.stated_percent = entry.percent
            self.percent_is_implied = False
        if entry.target is not None:
            self.target = entry.target
            self.original_target = self.original_target or entry.target
        if not self.begun:
            working = self.status in _UNDER_WAY or 0 < (entry.percent or 0) < 100
            self.started = entry.on if working else None
            self.begun = working or self.status in _DONE
        self.last_on = entry.on or self.last_on

    @property
    def state(self) -> ProgressState:
        return ProgressState(
            status=self.status,
            percent=100 if self.percent_is_implied else self.stated_percent,
            target=self.target,
            original_target=self.original_target,
            started=self.started,
            delivered=self.delivered,
            last_on=self.last_on,
        )


def is_overdue(state: ProgressState, today: date) -> bool:
    """Whether something is still to come whose latest possible target has passed."""
    return state.status in OPEN and state.target is not None and state.target.latest < today


def days_late(state: ProgressState, today: date) -> int:
    """By how many days it is overdue, or was when delivered; 0 if it is not certainly late."""
    if state.target is None:
        return 0
    if state.status in OPEN:
        return max(0, (today - state.target.latest).days)
    if state.delivered is None:
        return 0
    return max(0, (state.delivered.earliest - state.target.latest).days)


def is_silent(
    state: ProgressState, today: date, days: int, recorded_on: date | None = None
) -> bool:
    """Whether it is open and nothing was logged for `days` days.

    If nothing ever was, `recorded_on` (the day the deliverable was entered) counts instead; without
    it the deliverable is silent.
    """
    if state.status not in OPEN:
        return False
    last = state.last_on.latest if state.last_on else recorded_on
    return last is None or (today - last).days >= days
