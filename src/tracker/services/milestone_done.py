"""What the log has said of steps holds: their done dates follow from it, and it goes on naming
them."""

from functools import cache

from sqlalchemy import Connection, Select, bindparam, select

from tracker.domain.dates_writing import write_date
from tracker.domain.milestones import reached_on
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import tr
from tracker.storage.reader import load, log_of
from tracker.storage.sql_forms import unindexed
from tracker.storage.tables import TABLES


def refuse_against_log(connection: Connection, record: Deliverable) -> None:
    """Raise InvalidDraft where a draft states another done date than the log, or leaves out a step
    that the log names. Steps that it does not name may be given any date, and go."""
    if record.id is None or connection.execute(_naming(), {"of": record.id}).first() is None:
        return
    log = log_of(connection, record.id)
    named = {line.milestone_id for line in log if line.milestone_id is not None}
    reached = reached_on(log)
    problems = [
        Problem(
            ("milestones", place, "done"),
            tr(
                "The log says {date}; correct that line of the log to change it.",
                date=write_date(reached[step.id or 0]),
            ),
        )
        for place, step in enumerate(record.milestones)
        if step.id in reached and step.done != reached[step.id or 0]
    ]
    if gone := named - {step.id for step in record.milestones}:
        stored = load(connection, Deliverable, record.id, only=("milestones",)).milestones
        problems += [
            Problem(("milestones",), stays(step.title)) for step in stored if step.id in gone
        ]
    if problems:
        raise InvalidDraft(problems)


@cache
def _naming() -> Select[tuple[int]]:
    """A line of a log that names a step. Most logs name none, and need not be read."""
    line = TABLES[ProgressEntry.key].c
    return (
        select(line.id)
        .where(line.deliverable_id == bindparam("of"), unindexed(line.milestone_id).is_not(None))
        .limit(1)
    )


def stays(title: str) -> str:
    """Why a step cannot be removed."""
    return tr(
        "“{title}” is named in the log, which keeps what was logged. "
        "Give it another title instead.",
        title=title if len(title) <= 60 else title[:59] + "…",
    )
