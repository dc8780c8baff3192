"""Cold start: from the start of the process until the first page is on the screen.

Each start is a fresh process, ours and an empty window in turns. The database is one that was
opened and closed before, as on every day but the first.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import Compared, in_turns

_CHILD = (sys.executable, "-m", "benchmarks.start_child")
_EMPTY = "an empty PySide6 window"


def compare(home: Path, base: Path, rounds: int) -> list[Compared]:
    """Starts on the database `base`, with all that the program keeps in `home`."""
    surroundings = {**os.environ, "TRACKER_HOME": str(home)}
    # The program is compiled by set-up, as it is here by the first start.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)

    def until(line: str, *arguments: str) -> float:
        return _seconds_until(line, surroundings, *arguments) * 1000

    def empty() -> float:
        return until("first paint", "empty")

    def shown() -> float:
        return until("first paint", "program", str(base), "first paint")

    def first() -> float:
        _forget(home)
        return until("first page read", "program", str(base), "first page read")

    def opened() -> float:
        return until("open", "program", str(base), "open")

    _use_once(surroundings, base)
    for warm in (shown, empty):
        warm()
    ours, other = in_turns(rounds, shown, empty)
    few = max(3, rounds // 3)
    open_ours, open_other = in_turns(few, opened, empty)
    first_ours, first_other = in_turns(few, first, empty)
    return [
        Compared("Cold start to the filled first page", ours, _EMPTY, other, most_ratio=2.5),
        Compared("... and until the database behind it is open", open_ours, _EMPTY, open_other),
        Compared("... the first time, or after other changes", first_ours, _EMPTY, first_other),
    ]


def _use_once(environment: dict[str, str], base: Path) -> None:
    """Open and close it as a person does."""
    command = [*_CHILD, "program", str(base), "open"]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _forget(home: Path) -> None:
    (home / "data" / "first-page.json").unlink(missing_ok=True)


def _seconds_until(line: str, environment: dict[str, str], *arguments: str) -> float:
    start = time.perf_counter()
    child = subprocess.Popen(
        [*_CHILD, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    for said in child.stdout:
        if said.strip() == line:
            took = time.perf_counter() - start
            child.kill()
            child.wait()
            child.stdout.close()
            child.stderr.close()
            return took
    raise RuntimeError(f"no {line!r} from {arguments}: {child.stderr.read()}")
