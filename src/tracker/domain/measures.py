"""What was counted of a deliverable: planned, and as its log states it.

A value is how many there are in all by its day. So "30 meetings held" on 3 May and "42" on 1 June
are 42 meetings and not 72; whoever logs "12 more" is shown the sum before it is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from tracker.domain.dates import PartialDate
from tracker.domain.progress import LogFact, standing


class Planned(Protocol):
    """A measure of a deliverable."""

    @property
    def metric(self) -> str: ...
    @property
    def planned(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...


class Counted(LogFact, Protocol):
    """A line of a log that may state a value."""

    @property
    def metric(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...


class Point(NamedTuple):
    """How many there were in all by a day, and the line that says so."""

    on: PartialDate
    value: Decimal
    line: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over time; `points` in the order of their days."""

    metric: str
    planned: Decimal | None = None
    unit: str = ""
    points: tuple[Point, ...] = ()

    @property
    def actual(self) -> Decimal | None:
        """What was stated last."""
        return self.points[-1].value if self.points else None

    @property
    def variance(self) -> Decimal | None:
        """By how much the actual exceeds what was planned; computed, and None unless both are
        known."""
        if self.planned is None or self.actual is None:
            return None
        return self.actual - self.planned

    @property
    def share(self) -> Decimal | None:
        """The actual as a part of what was planned, 1 if as planned."""
        if not self.planned or self.actual is None:
            return None
        return self.actual / self.planned

    def total_on(self, day: date) -> Decimal | None:
        """How many there were in all at the end of a day, as far as is stated."""
        before = [point.value for point in self.points if point.on.earliest <= day]
        return before[-1] if before else None


def same(metric: str) -> str:
    """Two measures are one if they are called so, however they are written."""
    return " ".join(metric.split()).casefold()


def series_of(measures: Sequence[Planned], log: Sequence[Counted]) -> list[Series]:
    """The measures of a deliverable as planned, then those that are only logged. Lines that no
    longer count are left out."""
    counted = sorted(
        (line for line in standing(log) if line.metric and line.value is not None),
        key=lambda line: (line.on.earliest if line.on else date.min, line.id or 0),
    )
    points: dict[str, list[Point]] = {}
    called: dict[str, str] = {}
    for line in counted:
        if line.value is not None and line.on is not None:
            points.setdefault(same(line.metric), []).append(Point(line.on, line.value, line.id))
            called.setdefault(same(line.metric), line.metric)
    planned = {same(one.metric): one for one in reversed(measures)}
    found = []
    for one in measures:
        if planned.get(same(one.metric)) is one:
            stated = points.pop(same(one.metric), [])
            found.append(Series(one.metric, one.planned, one.unit, tuple(stated)))
    return found + [Series(called[key], points=tuple(rest)) for key, rest in points.items()]


def series_called(metric: str, series: Sequence[Series]) -> Series | None:
    """The one of that name."""
    return next((one for one in series if same(one.metric) == same(metric)), None)
