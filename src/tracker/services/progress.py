"""Logging progress: the only way in which status, percent and target of a deliverable change."""

from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft, NotFound
from tracker.i18n import mark, tr
from tracker.storage.database import Database
from tracker.storage.reader import log_of, shown_names


@dataclass(frozen=True, slots=True)
class Logged:
    """A written entry and the change set that undoes it."""

    entry_id: int
    change_set: ChangeSet


class ProgressService:
    """Appends to logs and reads them."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def log(self, entry: ProgressEntry) -> Logged:
        """Append one entry. Raises InvalidDraft or NotFound; nothing is written then."""
        if problems := problems_of(entry):
            raise InvalidDraft(problems)
        assert entry.deliverable_id is not None
        ref = RecordRef(Deliverable.key, entry.deliverable_id)
        with self._database.write(Action(mark("Log progress on {name}"))) as work:
            writer = work.writer
            name = shown_names(writer.connection, [ref]).get(ref)
            if name is None:
                raise NotFound(tr("The deliverable is not there any more."))
            if entry.corrects_id is not None and not _is_of(writer.connection, entry):
                raise NotFound(tr("The line to be corrected is not in this log."))
            writer.rename_action(Action(mark("Log progress on {name}"), name))
            stamped = entry.model_copy(update={"recorded_at": writer.now, "recorded_by": self._who})
            writer.subject = ref
            written = writer.create(stamped, root=ref)
        assert work.change_set is not None
        return Logged(written, work.change_set)

    def entries(self, deliverable_id: int) -> list[ProgressEntry]:
        """The log of one deliverable in the order it was written."""
        with self._database.read() as connection:
            return log_of(connection, deliverable_id)


def _is_of(connection: Connection, entry: ProgressEntry) -> bool:
    """Whether the line that `entry` corrects is in the same log."""
    log = log_of(connection, entry.deliverable_id or 0)
    return any(line.id == entry.corrects_id for line in log)
