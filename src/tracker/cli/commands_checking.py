"""check: whether a database is whole, and the repair of what follows from its records."""

import sys
import time

from tracker.cli.printing import complain, put_json, say
from tracker.cli.session import Session
from tracker.errors import TrackerError
from tracker.i18n import tr, trn
from tracker.services.checking import Checked

_EVERY_S = 0.2


class NotWhole(TrackerError):
    """Something is wrong with the database; it has been said what."""


class _Line:
    """How far it is, on one line of a terminal; elsewhere each step as it begins."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._last = 0.0
        self._step = ""
        self._longest = 0

    def tell(self, done: int, total: int, text: str) -> None:
        """Show it, some times a second."""
        now, begins = time.monotonic(), text != self._step
        self._step = text
        if not self._is_terminal:
            if begins:
                complain(f"{text} …")
                sys.stderr.flush()
            return
        if not begins and now - self._last < _EVERY_S:
            return
        self._last = now
        shown = f"{text} {100 * done // total} %" if total else f"{text} …"
        self._longest = max(self._longest, len(shown))
        sys.stderr.write("\r" + shown.ljust(self._longest))
        sys.stderr.flush()

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._longest:
            sys.stderr.write("\r" + " " * self._longest + "\r")
            sys.stderr.flush()


def check(session: Session) -> None:
    """Check the database, say what is wrong, and make the indexes anew if asked. NotWhole (exit
    code 1) if something is or stays wrong."""
    asked = session.options.more
    line = _Line()
    with session.opened() as services:
        try:
            line.tell(0, 0, tr("Checking the file"))
            found = (
                services.checking.repair(line.tell)
                if asked.repair
                else services.checking.check(line.tell)
            )
        finally:
            line.clear()
    if asked.json:
        put_json(
            {
                "whole": found.is_whole,
                "rebuilt": found.repaired,
                "total": found.total,
                "findings": [
                    {
                        "what": one.what,
                        "ref": str(one.ref) if one.ref else None,
                        "text": one.text,
                    }
                    for one in found.findings
                ],
            }
        )
    else:
        say(*lines_of(found))
    if not found.is_whole:
        raise NotWhole(tr("The database is not as it must be."), "", _remedy(found))


def lines_of(found: Checked) -> list[str]:
    """The outcome as lines of text."""
    lines = [tr("The search index and all that follows from records were made anew.")]
    if not found.repaired:
        lines = []
    if found.is_whole:
        return [*lines, tr("Everything is in order.")]
    lines += [one.text for one in found.findings]
    if more := found.total - len(found.findings):
        lines.append(trn("and {n} more", "and {n} more", more))
    return lines


def _remedy(found: Checked) -> str:
    if found.can_be_repaired:
        return tr("No record is harmed. Put it right with “tracker check --repair”.")
    return tr("Open the last good backup, and keep this file.")
