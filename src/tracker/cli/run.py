"""Runs one command and turns whatever goes wrong into one sentence and an exit code."""

import logging
import os
import sys
from collections.abc import Callable
from datetime import date, datetime

from tracker.cli import (
    commands_checking,
    commands_files,
    commands_lists,
    commands_reading,
    commands_writing,
)
from tracker.cli.parser import Options
from tracker.cli.printing import complain, make_safe
from tracker.cli.session import Session, Several, UsageError
from tracker.errors import TrackerError
from tracker.i18n import tr
from tracker.logging_setup import start_logging

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130

COMMANDS: dict[str, Callable[[Session], None]] = {
    "due": commands_reading.due,
    "find": commands_reading.find,
    "show": commands_reading.show,
    "list": commands_lists.list_records,
    "log": commands_writing.log,
    "summary": commands_writing.summary,
    "sample": commands_files.sample,
    "archive": commands_files.archive,
    "restore-archive": commands_files.restore_archive,
    "tour": commands_files.tour,
    "check": commands_checking.check,
}


def this_day() -> date:
    """The day by the clock of this machine."""
    return datetime.now().astimezone().date()


def run(options: Options, today: Callable[[], date] = this_day) -> int:
    """Run the command and give the exit code: 0, 1 (failed), 2 (misused), 130 (interrupted)."""
    make_safe()
    try:
        COMMANDS[options.command](Session(options, today))
        sys.stdout.flush()
    except UsageError as error:
        complain(f"tracker {options.command}: {error}")
        return MISUSED
    except Several as error:
        complain(str(error), *(f"  {line}" for line in error.lines))
        return FAILED
    except TrackerError as error:
        complain(" ".join(str(error).split()))
        return FAILED
    except BrokenPipeError:
        # Whoever read has seen enough; the interpreter must not stumble over it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        file = options.paths.log
        start_logging(file)
        logging.getLogger("tracker").exception("command %s", options.command)
        complain(
            tr("Something went wrong inside the program; the details are in “{file}”.", file=file)
        )
        return FAILED
    return DONE
