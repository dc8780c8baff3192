"""Cold start: from the start of the process until something is on the screen.

Each start is a fresh process, taken in turns with that of an empty window. Somebody has used the
program before and closed it at the list of deliverables, as on every day but the first; the rows
are asked anew at each start. The very first start, with nothing kept, is told, too.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import databases
from benchmarks.measure import Compared, Times

_CHILD = (sys.executable, "-m", "benchmarks.start_child")
_EMPTY = "an empty PySide6 window"
_LOOK_S = 4
_LOOK_LARGEST_S = 12
_LONGEST_S = 60


def compare(home: Path, base: Path, rounds: int) -> list[Compared]:
    """Starts on the samples `base` and on the largest database; what the program keeps of either
    is below `home`."""
    largest = databases.largest()
    sample, big = _Person(home / "sample", base), _Person(home / "largest", largest)
    sample.use("deliverable", _LOOK_S)
    big.use("deliverable", _LOOK_LARGEST_S)
    frame, rows, rows_big, empty = _in_turns(
        rounds,
        lambda: sample.until("frame"),
        lambda: sample.until("list"),
        lambda: big.until("list"),
        lambda: sample.until("empty"),
    )
    few = max(3, rounds // 4)
    opened, opened_big, first, empty_few = _in_turns(
        few,
        lambda: sample.until("open"),
        lambda: big.until("open"),
        lambda: _first_ever(base),
        lambda: sample.until("empty"),
    )
    return [
        Compared("Cold start: window painted with its frame", frame, _EMPTY, empty, most_ratio=1.3),
        Compared("... first list filled: samples", rows, _EMPTY, empty, most_ratio=2.0),
        Compared("... first list filled: largest", rows_big, _EMPTY, empty, most_ratio=2.0),
        Compared("... largest against samples", rows_big, "samples", rows, most_ratio=1.2),
        Compared("... database open behind it: samples", opened, _EMPTY, empty_few),
        Compared("... database open behind it: largest", opened_big, "samples", opened),
        Compared("... the first start ever: first page read", first, _EMPTY, empty_few),
    ]


class _Person:
    """Somebody with a database and folders of their own."""

    def __init__(self, home: Path, database: Path) -> None:
        self._database = database
        self._environment = {**os.environ, "TRACKER_HOME": str(home)}
        # The program is compiled by set-up, as it is here by the first start.
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def use(self, kind: str, seconds: float) -> None:
        """Open it, look at a list, close it."""
        command = [*_CHILD, "use", str(self._database), kind, str(seconds)]
        subprocess.run(
            command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=_LONGEST_S + seconds,
        )

    def until(self, line: str) -> float:
        """Milliseconds from the start of the process until it says so."""
        program = ["program", str(self._database), line]
        command = [*_CHILD, *(["empty"] if line == "empty" else program)]
        start = time.perf_counter()
        with subprocess.Popen(
            command,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            for said in child.stdout:
                if said.strip() == line:
                    took = time.perf_counter() - start
                    child.kill()
                    return took * 1000
                if time.perf_counter() - start > _LONGEST_S:
                    child.kill()
                    break
            raise RuntimeError(f"no {line!r} from {command}: {child.stderr.read()}")


def _first_ever(base: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return _Person(Path(folder), base).until("page read")


def _in_turns(rounds: int, *calls: Callable[[], float]) -> list[Times]:
    """Times of all, taken in turns, after one of each that does not count."""
    for call in calls:
        call()
    taken = [Times() for _ in calls]
    for _ in range(rounds):
        for times, call in zip(taken, calls, strict=True):
            times.all.append(call())
    return taken
