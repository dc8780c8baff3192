"""The check of a database, in plain words, and the repair of what follows from records."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection

from tracker.domain.record import RecordRef
from tracker.domain.records import BY_KEY
from tracker.i18n import mark, tr
from tracker.storage import checking
from tracker.storage.checking import Found, Wrong
from tracker.storage.database import Database
from tracker.storage.reader import shown_names

Progress = Callable[[int, int, str], None]
"""Told how far a step is, of how much (0: nobody knows), and what is done. What it raises ends
the work."""

# So many are told one by one; the others are counted.
_MOST_TOLD = 100
_SAID = {
    Wrong.FILE: mark("The file is damaged: {said}."),
    Wrong.REFERENCE: mark("A row refers to nothing: {said}."),
    Wrong.INDEX: mark("The search index holds other words than {record}."),
    Wrong.INDEX_MISSING: mark("The search index does not hold {record}."),
    Wrong.INDEX_LEFT_OVER: mark("The search index holds {record}, which is not there."),
    Wrong.FULL_TEXT: mark("The full-text index {said} does not agree with its documents."),
    Wrong.WORDS: mark("The words by which misspelt names are found are not those of the names."),
    Wrong.SPANS: mark("The status of {record} over time does not follow from what is recorded."),
    Wrong.CONTENT: mark("The content of the file “{said}” of {record} is lost or changed."),
    Wrong.DAYS: mark("The days of a date of {record} ({said}) are not those of its text."),
    Wrong.NAMES: mark("{record} is listed under another name than “{said}”."),
    Wrong.STEPS: mark("The step “{said}” of {record} is not done on the day its log says."),
    Wrong.WATCHES: mark("The days of notice or review kept of {record} are not those of its term."),
    Wrong.LIST_KEYS: mark("What lists sort {record} by is not what it says."),
}
_NOT_MADE_ANEW = (Wrong.FILE, Wrong.REFERENCE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what (a stable word), of which record, and in words."""

    what: str
    ref: RecordRef | None
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check. `findings` are the first hundred of `total`."""

    findings: tuple[Finding, ...]
    total: int
    repaired: bool = False
    """Whether what follows from records was made anew; the findings are then what was left."""
    can_be_repaired: bool = False
    """Whether making it anew would help: nothing is wrong with the file or the records."""
    lost: int = 0
    """How many of them are files whose content is not there or not what was kept."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.total


class CheckService:
    """Checks the open database; nothing is changed unless a repair is asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self, progress: Progress | None = None) -> Checked:
        """Prove the file, the references, and all that is kept and follows from records: the
        search index, statuses over time, days, names, done steps, list keys."""
        tell = progress or _silent
        found: list[Found] = []
        total, damaged, lost = 0, False, 0
        with self._database.read() as connection:
            with checking.stoppable(connection, lambda: tell(0, 0, tr("Checking the file"))):
                faults = list(checking.file_faults(connection))
            for fault in chain(
                faults,
                checking.index_faults(
                    connection,
                    lambda done, of: tell(done, of, tr("Comparing the search index")),
                ),
                checking.span_faults(
                    connection, lambda done, of: tell(done, of, tr("Comparing statuses"))
                ),
                self._column_faults(connection, tell),
                checking.content_faults(
                    connection, lambda done, of: tell(done, of, tr("Reading files"))
                ),
            ):
                total += 1
                lost += fault.what is Wrong.CONTENT
                damaged |= fault.what in _NOT_MADE_ANEW
                if len(found) < _MOST_TOLD:
                    found.append(fault)
        with self._database.unaudited() as connection:
            words = tr("Proving the indexes")
            with checking.stoppable(connection, lambda: tell(0, 0, words)):
                for fault in checking.kept_faults(connection):
                    total += 1
                    if len(found) < _MOST_TOLD:
                        found.append(fault)
        can_be_repaired = total > lost and not damaged
        return Checked(self._told(found), total, can_be_repaired=can_be_repaired, lost=lost)

    def repair(self, progress: Progress | None = None) -> Checked:
        """Make anew all that follows from records, then check again. Records are not touched; if
        it is stopped, nothing has changed."""
        tell = progress or _silent
        with self._database.unaudited() as connection:
            words = tr("Making the search index anew")
            with checking.stoppable(connection, lambda: tell(0, 0, words)):
                checking.repair(connection, lambda done, of: tell(done, of, words))
        after = self.check(progress)
        return Checked(after.findings, after.total, True, after.can_be_repaired, after.lost)

    @staticmethod
    def _column_faults(connection: Connection, tell: Progress) -> list[Found]:
        words = tr("Comparing what is kept with what is recorded")
        with checking.stoppable(connection, lambda: tell(0, 0, words)):
            return list(checking.column_faults(connection))

    def _told(self, found: list[Found]) -> tuple[Finding, ...]:
        with self._database.read() as connection:
            names = shown_names(connection, [one.ref for one in found if one.ref])
        return tuple(
            Finding(
                str(one.what),
                one.ref,
                tr(_SAID[one.what], record=_named(one.ref, names), said=one.said),
            )
            for one in found
        )


def _named(ref: RecordRef | None, names: dict[RecordRef, str]) -> str:
    if ref is None:
        return ""
    kind = tr(BY_KEY[ref.kind].label).lower()
    return f"{kind} “{names[ref]}” ({ref})" if names.get(ref) else f"{kind} ({ref})"


def _silent(_done: int, _total: int, _text: str) -> None:
    """Nobody watches."""
