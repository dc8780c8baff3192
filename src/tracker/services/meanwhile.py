"""What others logged between the moment a person saw a deliverable and the moment they log on it.

Seen is the newest line of a log, by its id; 0 where there was none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.domain.progress import STATUS_LABELS, DeliverableStatus, fold
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.shortening import in_one_line
from tracker.errors import TrackerError
from tracker.i18n import tr, trn
from tracker.storage.reader import load_many, logs_of

_NOTE = 80


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """How a deliverable stands whose log is not as it was seen. `by` logged the newest line and
    said `note`; nobody where a line was only taken back."""

    id: int
    newest: int
    status: DeliverableStatus
    by: str = ""
    note: str = ""

    def __str__(self) -> str:
        status = tr(STATUS_LABELS[self.status])
        if not self.by:
            return tr("Changed meanwhile: {status}.", status=status)
        if not self.note:
            return tr("Changed meanwhile: {status} (by {who}).", status=status, who=self.by)
        said = in_one_line(self.note, _NOTE)
        return tr(
            "Changed meanwhile: {status} (by {who}: “{note}”).",
            status=status,
            who=self.by,
            note=said,
        )


class LoggedMeanwhile(TrackerError):
    """Refused, since the person has not seen how it stands; nothing was written. `found` says."""

    def __init__(self, found: Sequence[Meanwhile]) -> None:
        super().__init__(in_words(found), "", tr("Log it once more if you mean it."))
        self.found = tuple(found)


def in_words(found: Sequence[Meanwhile]) -> str:
    """What changed, in one line; of many how many."""
    if len(found) == 1:
        return str(found[0])
    words = trn("{n} of them changed meanwhile", "{n} of them changed meanwhile", len(found))
    labels = dict.fromkeys(tr(STATUS_LABELS[one.status]) for one in found)
    by = dict.fromkeys(one.by for one in found if one.by)
    statuses = ", ".join(labels)
    return f"{words}: {statuses} ({', '.join(by)})." if by else f"{words}: {statuses}."


def newest_line(log: Sequence[ProgressEntry]) -> int:
    """The line that was written last, whatever day it is about."""
    return max((line.id or 0 for line in log), default=0)


def changed_since(
    record: Deliverable, log: Sequence[ProgressEntry], seen: int, status: DeliverableStatus
) -> Meanwhile | None:
    """What is to be told of a log of which `seen` was the newest line; None if it still is."""
    newest = newest_line(log)
    if newest == seen or record.id is None:
        return None
    last = next((line for line in log if line.id == newest and newest > seen), None)
    by, note = (last.recorded_by, last.note) if last is not None else ("", "")
    return Meanwhile(record.id, newest, status, by or "", note)


def look(connection: Connection, seen: Mapping[int, int]) -> list[Meanwhile]:
    """Those of the deliverables whose newest line is another one than was seen."""
    logs = logs_of(connection, list(seen))
    moved = [id for id in seen if newest_line(logs.get(id, [])) != seen[id]]
    found = []
    for record in load_many(connection, Deliverable, moved, ()) if moved else ():
        log = logs.get(record.id or 0, [])
        status = fold(record.opening_status, record.target, log).status
        one = changed_since(record, log, seen[record.id or 0], status)
        if one is not None:
            found.append(one)
    return found
