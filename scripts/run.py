"""`make run`: set up, then open the program on the samples, or do its job where no window can be.

Run by any Python from 3.11 on: `python3 -m scripts.run`.
"""

from __future__ import annotations  # an older Python must get as far as being refused

import subprocess
import sys

from scripts import setup
from tracker import display

OUT = "out"


def main() -> int:
    """Set up and start; gives the program's exit code."""
    failed = setup.main(["run"])
    if failed:
        return failed
    if display.is_there():
        arguments = ["--samples"]
    else:
        setup.say(f"There is no display: the same job is done without a window, into {OUT}/.")
        arguments = ["tour", "--out", OUT]
    try:
        return subprocess.run(
            [str(setup.BIN / "tracker"), *arguments], cwd=setup.ROOT, check=False
        ).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
