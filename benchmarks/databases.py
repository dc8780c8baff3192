"""The databases that are measured: the samples, and big ones that are kept between runs."""

import os
from collections.abc import Callable
from pathlib import Path

from benchmarks import samples
from benchmarks.big import making

# A rough look takes a smaller one: BENCH_LARGEST=5000.
LARGEST = int(os.environ.get("BENCH_LARGEST", "50000"))
SIZES = (*(size for size in (500, 5_000) if size < LARGEST), LARGEST)
FOLDER = Path(__file__).parent.parent / "out" / "bench"


def sample() -> Path:
    """The sample partnerships."""
    path = FOLDER / "sample.tracker"
    return _made(path, lambda: samples.make(path))


def big(agreements: int) -> Path:
    """A database of so many agreements; making the largest takes some minutes."""
    path = FOLDER / f"size-{agreements}.tracker"
    return _made(path, lambda: making.make(path, agreements, print))


def largest() -> Path:
    """The one of the size of a lifetime."""
    return big(LARGEST)


def _made(path: Path, make: Callable[[], object]) -> Path:
    mark, wanted = path.with_suffix(".made"), making.fingerprint()
    if path.exists() and mark.exists() and mark.read_text() == wanted:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    make()
    mark.write_text(wanted)
    return path
