"""Taking times and saying what they come to."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Times:
    """Times of one thing done over and over, in milliseconds."""

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
    def quartiles(self) -> tuple[float, float]:
        """Half of all times lie between these two."""
        low, _, high = statistics.quantiles(self.all, n=4)
        return low, high


@dataclass(frozen=True)
class Compared:
    """One line of the table: ours against the least that could do the same, or a limit."""

    name: str
    ours: Times
    other_name: str
    other: Times
    most_ratio: float | None = None
    most_ms: float | None = None

    @property
    def ratio(self) -> float:
        """The median of the ratios of times taken one after the other.

        A machine that slows down slows both, so that pairs are steadier than two medians.
        """
        pairs = zip(self.ours.all, self.other.all, strict=True)
        return statistics.median(ours / other for ours, other in pairs)

    @property
    def missed(self) -> bool:
        """Whether a limit is passed."""
        too_slow = self.most_ms is not None and self.ours.median > self.most_ms
        return too_slow or (self.most_ratio is not None and self.ratio > self.most_ratio)

    @property
    def limit(self) -> str:
        """The limit in words."""
        if self.most_ratio is not None:
            return f"{self.most_ratio:g} x"
        return "" if self.most_ms is None else f"{self.most_ms:g} ms"


def in_turns(rounds: int, ours: Callable[[], float], other: Callable[[], float]) -> list[Times]:
    """Times of both, taken in turns; each call gives its own, in milliseconds."""
    taken = [Times(), Times()]
    for _ in range(rounds):
        taken[0].all.append(ours())
        taken[1].all.append(other())
    return taken
