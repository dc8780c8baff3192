"""Taking times and saying what they come to."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Times:
    """Times of one thing done over and over, in milliseconds (or sizes, in MB)."""

    all: list[float] = field(default_factory=list)

    @contextmanager
    def take(self) -> Iterator[None]:
        """Time the block."""
        start = time.perf_counter()
        yield
        self.all.append((time.perf_counter() - start) * 1000)

    @property
    def median(self) -> float:
        """The time in the middle."""
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        """Nineteen of twenty are not above it."""
        return sorted(self.all)[min(len(self.all) - 1, int(len(self.all) * 0.95))]

    @property
    def quartiles(self) -> tuple[float, float]:
        """Half of all times lie between these two."""
        if len(self.all) < 2:
            return self.median, self.median
        low, _, high = statistics.quantiles(self.all, n=4, method="inclusive")
        return low, high


@dataclass(frozen=True)
class Compared:
    """One line of the table: ours against the least that could do the same, or a limit.

    `most` is a limit of our median, `most_p95` of our slowest twentieth, both in `unit`;
    `most_ratio` of the ratio.
    """

    name: str
    ours: Times
    other_name: str = ""
    other: Times = field(default_factory=Times)
    most_ratio: float | None = None
    most: float | None = None
    most_p95: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """The median of the ratios of times taken one after the other, if there are two.

        A machine that slows down slows both, so that pairs are steadier than two medians.
        """
        if not self.other.all:
            return None
        pairs = zip(self.ours.all, self.other.all, strict=True)
        return statistics.median(ours / other for ours, other in pairs)

    @property
    def missed(self) -> bool:
        """Whether a limit is passed."""
        ratio = self.ratio
        return (
            (self.most is not None and self.ours.median > self.most)
            or (self.most_p95 is not None and self.ours.p95 > self.most_p95)
            or (self.most_ratio is not None and ratio is not None and ratio > self.most_ratio)
        )

    @property
    def limit(self) -> str:
        """The limits in words."""
        found = []
        if self.most_ratio is not None:
            found.append(f"{self.most_ratio:g} x")
        if self.most is not None:
            found.append(f"{self.most:g} {self.unit}")
        if self.most_p95 is not None:
            found.append(f"p95 {self.most_p95:g} {self.unit}")
        return ", ".join(found)


def in_turns(rounds: int, ours: Callable[[], float], other: Callable[[], float]) -> list[Times]:
    """Times of both, taken in turns; each call gives its own, in milliseconds."""
    taken = [Times(), Times()]
    for _ in range(rounds):
        taken[0].all.append(ours())
        taken[1].all.append(other())
    return taken


def timed(call: Callable[[], object]) -> float:
    """How long a call takes, in milliseconds."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000
