"""XLSX of 200,000 deliverables with 12 columns, against XlsxWriter fed from a list of tuples.

Ours reads, sorts, turns into words and writes; the other only writes what ours has read. Each runs
in a process of its own, which says how much processor time it took and how much more memory it had
at its peak than before.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import databases
from benchmarks.measure import Compared, Times


def compare(quick: bool) -> list[Compared]:
    """Both, in turns."""
    ours, least, memory, little = Times(), Times(), Times(), Times()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(1 if quick else 3):
            for path, mode, times, sizes in (
                (databases.largest(), "ours", ours, memory),
                (databases.largest(), "bare", least, None),
                (databases.big(5_000), "ours", Times(), little),
            ):
                took, more = _run(mode, path, folder)
                times.all.append(took)
                if sizes is not None:
                    sizes.all.append(more)
    other = "XlsxWriter fed from a tuple list"
    peak = "... its memory at the peak, more than before"
    return [
        Compared("XLSX of 200,000 x 12", ours, other, least, most_ratio=1.3),
        Compared(peak, memory, "the same with 20,000 rows", little, unit="MB"),
    ]


def _run(mode: str, path: Path, folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.exporting_child", mode, str(path), str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    took, more = done.stdout.split()[-2:]
    return float(took), float(more)
