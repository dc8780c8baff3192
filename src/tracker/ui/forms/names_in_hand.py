"""A list of names that is being settled: read, looked up, and what becomes of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from tracker.domain.name_lists import Commas, NamedLine, NameList, read_names
from tracker.domain.record import RecordRef
from tracker.services.name_matching import Candidate, MatchedName
from tracker.ui.forms.name_rows import Becomes, NameRow, rows_of
from tracker.ui.forms.parts import FormParts


@dataclass(frozen=True, slots=True)
class _Settled:
    """What the person said of a name."""

    becomes: Becomes
    candidate: Candidate | None
    remembers: bool


class NamesInHand(QObject):
    """`changed` when rows are others, `failed(error)` when they could not be looked up. `taken` are
    the records that stand in the list already."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, parts: FormParts, target: str, taken: Collection[RecordRef], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts, self._target, self._taken = parts, target, taken
        self.rows: list[NameRow] = []
        self.read = NameList(())
        self.is_looking = False
        # What was settled stays so while the text is mended.
        self._settled: dict[NamedLine, _Settled] = {}

    def look(self, text: str, commas: Commas | None) -> None:
        """Read a text and look its names up in the background."""
        self.read = read_names(text, people=self._target == "contact", commas=commas)
        # Also of nothing: so an answer that is under way is not waited for any more.
        self.is_looking = True
        call = partial(self._parts.services.name_matching.match, self._target, self.read.lines)
        self._parts.runner.read(
            self, call, done=self._matched, failed=self._not_matched, key="names"
        )

    def open_places(self) -> list[int]:
        """Where the person still has to say what becomes of a name."""
        return [at for at, row in enumerate(self.rows) if row.becomes is Becomes.OPEN]

    def settle(
        self,
        at: int,
        becomes: Becomes,
        candidate: Candidate | None = None,
        *,
        remembers: bool = False,
    ) -> None:
        """Say what becomes of a name; `remembers` keeps it as another name of the record used."""
        self._settle(at, _Settled(becomes, candidate, remembers), self._used())
        self.changed.emit()

    def take_likely(self) -> None:
        """Use the likeliest record for each name that is open."""
        used = self._used()
        for at in self.open_places():
            row = self.rows[at]
            if row.asks_for_place:
                settled = _Settled(Becomes.MAKE, row.matched.organisations[0], remembers=False)
            else:
                settled = _Settled(Becomes.USE, row.matched.candidates[0], remembers=False)
            self._settle(at, settled, used)
        self.changed.emit()

    def make_all(self) -> None:
        """Make a new record of each name that is open."""
        for at in self.open_places():
            self._settle(at, _Settled(Becomes.MAKE, None, remembers=False), {})
        self.changed.emit()

    def _settle(self, at: int, settled: _Settled, used: dict[RecordRef, int]) -> None:
        row = self.rows[at]
        self._settled[row.line] = settled
        _put(row, settled)
        if row.becomes is Becomes.USE and row.candidate is not None:
            # The same record is not added twice, under whatever names.
            row.is_there = row.candidate.ref in self._taken
            first = used.setdefault(row.candidate.ref, at)
            row.same_as = None if first == at or row.is_there else first
            if row.is_there or row.same_as is not None:
                row.becomes = Becomes.LEAVE

    def _used(self) -> dict[RecordRef, int]:
        """Where each record is used first."""
        found: dict[RecordRef, int] = {}
        for at, row in enumerate(self.rows):
            if row.becomes is Becomes.USE and row.candidate is not None:
                found.setdefault(row.candidate.ref, at)
        return found

    def _matched(self, found: Sequence[MatchedName]) -> None:
        self.is_looking = False
        self.rows = rows_of(found, self._taken)
        used = self._used()
        for at, row in enumerate(self.rows):
            if (settled := self._settled.get(row.line)) is not None:
                self._settle(at, settled, used)
        self.changed.emit()

    def _not_matched(self, error: Exception) -> None:
        self.is_looking = False
        self.rows = []
        self.failed.emit(error)


def _put(row: NameRow, settled: _Settled) -> None:
    row.becomes, row.candidate = settled.becomes, settled.candidate
    row.remembers = settled.remembers
    row.is_there, row.same_as = False, None
