"""Memory with the list of 200,000 open and scrolled through, each in a process of its own."""

import os
import subprocess
import sys

from benchmarks import databases
from benchmarks.measure import Compared, Times


def compare(quick: bool) -> list[Compared]:
    """Against an empty window, and against the same list of the samples."""
    large, little, empty = Times(), Times(), Times()
    for _ in range(1 if quick else 3):
        large.all.append(_mb("list", str(databases.largest())))
        little.all.append(_mb("list", str(databases.sample())))
        empty.all.append(_mb("empty"))
    more = Times([one - other for one, other in zip(large.all, little.all, strict=True)])
    name = "Memory with the large list scrolled through"
    return [
        Compared(name, large, "an empty PySide6 window", empty, most_ratio=1.8, unit="MB"),
        Compared("... of that, more than with the samples", more, most=25, unit="MB"),
    ]


def _mb(*arguments: str) -> float:
    command = [sys.executable, "-m", "benchmarks.memory_child", *arguments]
    done = subprocess.run(command, env=os.environ, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.split()[-1])
