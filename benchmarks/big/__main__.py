"""`python -m benchmarks.big {500|5000|50000} [PATH]`: makes a database of so many agreements."""

import argparse
import sys
from pathlib import Path

from benchmarks.big.making import make


def main() -> int:
    """Make one database."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.big", description=__doc__)
    parser.add_argument("agreements", type=int)
    parser.add_argument("path", type=Path, nargs="?")
    given = parser.parse_args()
    path = given.path or Path("out/bench") / f"size-{given.agreements}.tracker"
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path, given.agreements, lambda line: print(line, flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
