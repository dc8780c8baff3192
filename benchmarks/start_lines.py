"""Cold start, on the samples and on the largest database (see `benchmarks.start`)."""

import tempfile
from pathlib import Path

from benchmarks import databases, start
from benchmarks.measure import Compared


def compare(quick: bool) -> list[Compared]:
    """Starts of the real program in fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        return start.compare(Path(folder), databases.sample(), 5 if quick else 21)
