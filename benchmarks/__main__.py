"""`python -m benchmarks [--quick] [--only NAME]` (`make bench`): prints one table; ends with 1 past
a limit.

Every line compares with the least that could do the same, taken in turns in the same run: times of
different machines or days say nothing, ratios do. Each group of lines has a process of its own, so
that none finds what another has left in memory.
"""

import argparse
import sys
import traceback
from collections.abc import Sequence

from benchmarks import machine
from benchmarks.apart import lines_apart
from benchmarks.measure import Compared, Times

# Modules with `compare(quick) -> list[Compared]`, in the order of the table.
LINES = (
    "start_lines",
    "page",
    "sorting",
    "filtering",
    "scrolling",
    "board",
    "searching",
    "record_page",
    "long_page",
    "saving",
    "memory",
    "exporting",
    "summary",
    "growth",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all lines, or one, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a rough look")
    parser.add_argument("--only", choices=LINES, action="append", help="only these lines")
    given = parser.parse_args(arguments)
    print(machine.described(), end="\n\n", flush=True)
    found: list[Compared] = []
    broken: list[str] = []
    for name in given.only or LINES:
        lines, trouble = _apart(name, quick=given.quick)
        found += lines
        if trouble:
            broken.append(name)
            print(f"{name} could not be measured:\n{trouble}", file=sys.stderr, flush=True)
        elif given.only is None:
            print(f"{name}: done", file=sys.stderr, flush=True)
    print(table(found))
    if broken:
        print(f"\nNot measured: {', '.join(broken)}")
    return 1 if broken or any(one.missed for one in found) else 0


def _apart(name: str, *, quick: bool) -> tuple[list[Compared], str]:
    """The lines of one module, measured in a process of its own; and what went wrong."""
    try:
        return lines_apart(name, quick=quick), ""
    except Exception:  # noqa: BLE001 - whatever it is, the other lines are still of use
        return [], traceback.format_exc()


def table(found: Sequence[Compared]) -> str:
    """The results as aligned text: medians with quartiles, ratios of pairs, limits."""
    rows = [("", "ours (quartiles)", "p95", "against", "(quartiles)", "ratio", "limit", "")]
    rows += [
        (
            one.name,
            _said(one.ours, one.unit),
            _number(one.ours.p95) if len(one.ours.all) >= 20 else "",
            one.other_name,
            _said(one.other, one.unit) if one.other.all else "",
            f"{one.ratio:.2f} x" if one.ratio is not None else "",
            one.limit,
            ("MISSED" if one.missed else "ok") if one.limit else "",
        )
        for one in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = zip(row, widths, range(len(row)), strict=True)
        lines.append(
            "  ".join(
                cell.rjust(width) if column in (1, 2, 4, 5) else cell.ljust(width)
                for cell, width, column in cells
            ).rstrip()
        )
    return "\n".join(lines)


def _said(times: Times, unit: str) -> str:
    low, high = times.quartiles
    median = _number(times.median)
    if len(times.all) < 4:
        return f"{median} {unit}"
    return f"{median} {unit} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


if __name__ == "__main__":
    sys.exit(main())
