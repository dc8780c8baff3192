"""Taking a line out of a log: asked for once, undone from the toast."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.records import ProgressEntry
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.progress import Logged
from tracker.ui.desk import Desk, LogStart
from tracker.ui.messages import Choice
from tracker.ui.trashing import say_done


def take_out(desk: Desk, parent: QWidget, line: ProgressEntry) -> None:
    """Ask, and take the line out; a reason can be given by correcting it instead."""
    day, note = write_date(line.on), in_one_line(line.note, 80)
    desk.messages.question(
        parent,
        tr("Take the line of {date} out?", date=day),
        tr("Nothing of it will count any more. It stays in the log, struck through.")
        + (f"\n\n“{note}”" if note else ""),
        [
            Choice("leave", tr("&Cancel")),
            Choice("reason", tr("Say &why…")),
            Choice("out", tr("&Take it out"), "primary"),
        ],
        partial(_answered, desk, line),
    )


def _answered(desk: Desk, line: ProgressEntry, answer: str) -> None:
    if answer == "reason":
        start = LogStart(corrects=line.id, groups=("withdraw",))
        desk.navigator.log_progress(line.deliverable_id, start)
    elif answer == "out" and line.id is not None:
        # The runner lives as long as the window: the answer is not dropped with the page.
        call = partial(desk.services.progress.withdraw, line.id)
        desk.runner.write(desk.runner, call, partial(_done, desk))


def _done(desk: Desk, logged: Logged) -> None:
    say_done(desk, desk.runner, tr("The line is taken out"), logged.change_set)
