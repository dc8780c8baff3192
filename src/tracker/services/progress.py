"""Logging progress: the only way in which status, percent and target of a deliverable change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.record import RecordRef
from tracker.domain.records import Attachment, Deliverable, ProgressEntry
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft, NotFound, Problem
from tracker.i18n import mark, tr
from tracker.services.in_trash import refuse_in_trash
from tracker.services.meanwhile import LoggedMeanwhile, Meanwhile, look
from tracker.storage.database import Database
from tracker.storage.reader import load, log_of
from tracker.storage.rows import from_row
from tracker.storage.tables import TABLES
from tracker.storage.writer import Writer

if TYPE_CHECKING:
    from tracker.services.attachments import Prepared

_LOG = mark("Log progress on {name}")
_CORRECT = mark("Correct the log of {name}")
_WITHDRAW = mark("Take a line out of the log of {name}")


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

    def log(
        self,
        entry: ProgressEntry,
        files: "Sequence[Prepared]" = (),
        kept: Iterable[int] = (),
        seen: int | None = None,
    ) -> Logged:
        """Append one entry with the files that show it, as one action.

        Of a correction, `kept` are the ids of those files of the corrected line that are evidence
        of this one too. `seen` is the newest line of the log that the person saw, 0 for none.
        Raises InvalidDraft, NotFound, InTrash if the deliverable lies there, or LoggedMeanwhile
        if `seen` is not the newest line any more; nothing is written then.
        """
        problems = problems_of(entry)
        # A file says something by itself, too.
        if problems and not (files and all(one.path == ("note",) for one in problems)):
            raise InvalidDraft(problems)
        assert entry.deliverable_id is not None
        ref = RecordRef(Deliverable.key, entry.deliverable_id)
        template = _LOG if entry.corrects_id is None else _CORRECT
        template = _WITHDRAW if entry.withdraws else template
        with self._database.write(Action(template)) as work:
            writer = work.writer
            name = refuse_in_trash(writer.connection, entry.deliverable_id)
            if entry.corrects_id is not None:
                _check_corrected(writer, entry)
            else:
                _check_counts(writer, entry)
            if seen is not None and (
                found := look(writer.connection, {entry.deliverable_id: seen})
            ):
                raise LoggedMeanwhile(found)
            writer.rename_action(Action(template, name))
            stamped = entry.model_copy(update={"recorded_at": writer.now, "recorded_by": self._who})
            writer.subject = ref
            written = writer.create(stamped, root=ref)
            line = RecordRef(ProgressEntry.key, written)
            if entry.corrects_id is not None and (wanted := set(kept)):
                old = files_of_line(writer, entry.corrects_id)
                keep_files(writer, [one for one in old if one.id in wanted], written, ref)
            if files:
                from tracker.services.attachments import keep_file

                for file in files:
                    keep_file(writer, line, ref, file)
        assert work.change_set is not None
        return Logged(written, work.change_set)

    def withdraw(self, entry_id: int, reason: str = "") -> Logged:
        """Take a line out of a log: it stays to be read, and nothing stands in its place. Raises
        NotFound, also if the line is put right already, or InTrash."""
        with self._database.read() as connection:
            table = TABLES[ProgressEntry.key]
            row = connection.execute(select(table).where(table.c.id == entry_id)).mappings().first()
        if row is None:
            raise NotFound(tr("The line of the log is not there any more."))
        line = from_row(ProgressEntry, row)
        return self.log(
            ProgressEntry(
                deliverable_id=line.deliverable_id,
                on=line.on,
                note=reason,
                corrects_id=entry_id,
                withdraws=True,
            )
        )

    def meanwhile(self, seen: Mapping[int, int]) -> list[Meanwhile]:
        """Those of the deliverables, by id, of which `seen` is not the newest line any more."""
        with self._database.read() as connection:
            return look(connection, seen)

    def entries(self, deliverable_id: int) -> list[ProgressEntry]:
        """The log of one deliverable in the order it was written."""
        with self._database.read() as connection:
            return log_of(connection, deliverable_id)


def _check_corrected(writer: Writer, entry: ProgressEntry) -> None:
    """The line that `entry` corrects is in the same log, and nothing has put it right yet: two
    corrections of one line would both count."""
    log = log_of(writer.connection, entry.deliverable_id or 0)
    if all(line.id != entry.corrects_id for line in log):
        raise NotFound(tr("The line to be corrected is not in this log."))
    if any(line.corrects_id == entry.corrects_id for line in log):
        raise NotFound(
            tr("This line has been put right already."),
            tr("Two corrections of one line would both count."),
            tr("Correct the later line instead."),
        )


def _check_counts(writer: Writer, entry: ProgressEntry) -> None:
    """What would be said of the heading of a series is said of nothing: it has no status."""
    said = [name for name in ("status", "percent", "target") if getattr(entry, name) is not None]
    if said and load(writer.connection, Deliverable, entry.deliverable_id or 0, only=()).is_series:
        words = tr("It stands for a series: log on its instances.")
        raise InvalidDraft([Problem((name,), words) for name in said])


def files_of_line(writer: Writer, line: int) -> list[Attachment]:
    """The files of a line of a log, in the order they came."""
    table = TABLES[Attachment.key]
    query = (
        select(table)
        .where(table.c.subject_kind == ProgressEntry.key, table.c.subject_id == line)
        .order_by(table.c.id)
    )
    return [from_row(Attachment, row) for row in writer.connection.execute(query).mappings()]


def keep_files(writer: Writer, files: Iterable[Attachment], line: int, root: RecordRef) -> None:
    """Let files of a corrected line be evidence of the one in its place, too."""
    for file in files:
        writer.create(file.model_copy(update={"id": None, "subject_id": line}), root=root)
