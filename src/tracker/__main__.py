"""Start of the program: a command does its work and ends, no command opens the window."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.window_words import window_words
from tracker.i18n import tr

if TYPE_CHECKING:
    from tracker.app import WindowOptions


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (the command line's, if None); gives the exit code."""
    options: WindowOptions | None = window_words(arguments)
    if options is None:
        from tracker.cli.parser import parse

        parsed = parse(arguments)
        if parsed.command:
            from tracker.cli.run import run

            return run(parsed)
        options = parsed
    from tracker import display

    if not display.can_open_window():
        # Qt would abort the process instead.
        print(_no_display(), file=sys.stderr)
        return 1
    from tracker.app import run_window

    return run_window(options)


def _no_display() -> str:
    return tr(
        "There is no display to open the window on: “tracker tour --out out” does its job without"
        " one, and “tracker --help” names every command."
    )


if __name__ == "__main__":
    sys.exit(main())
