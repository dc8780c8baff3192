"""Start of the program: a command does its work and ends, no command opens the window."""

import sys
from collections.abc import Sequence

from tracker.cli.parser import parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (the command line's, if None); gives the exit code."""
    options = parse(arguments)
    if options.command:
        from tracker.cli.run import run

        return run(options)
    from tracker.app import run_window

    return run_window(options)


if __name__ == "__main__":
    sys.exit(main())
