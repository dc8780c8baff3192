"""`python -m benchmarks [--quick]` (`make bench`): prints one table; ends with 1 past a limit.

Every line compares with the least that could do the same, taken in turns in the same run: times of
different machines or days say nothing, ratios do.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import log_progress, machine, samples, start, summary
from benchmarks.measure import Compared, Times


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a rough look")
    quick = parser.parse_args(arguments).quick
    print(machine.described(), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = folder / "base.tracker"
        samples.make(base)
        found = [
            *start.compare(folder / "home", base, 5 if quick else 21),
            log_progress.compare(folder, base, 100 if quick else 600),
            summary.compare(base, 1 if quick else 3),
        ]
    print(table(found))
    return 1 if any(one.missed for one in found) else 0


def table(found: Sequence[Compared]) -> str:
    """The results as aligned text: medians in ms with quartiles, ratios of pairs, limits."""
    rows = [("", "ms (quartiles)", "against", "ms (quartiles)", "ratio", "limit", "")]
    rows += [
        (
            one.name,
            _said(one.ours),
            one.other_name,
            _said(one.other),
            f"{one.ratio:.1f} x",
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
                cell.rjust(width) if column in (1, 3, 4, 5) else cell.ljust(width)
                for cell, width, column in cells
            ).rstrip()
        )
    return "\n".join(lines)


def _said(times: Times) -> str:
    low, high = times.quartiles
    digits = 0 if times.median >= 100 else 1 if times.median >= 10 else 2
    return f"{times.median:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


if __name__ == "__main__":
    sys.exit(main())
