"""One line of what was found, and the model of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tracker.domain.refs import RecordRef
from tracker.ui.hits.marking import Spans, marked
from tracker.ui.kinds import KINDS

if TYPE_CHECKING:
    from tracker.services.search import Hit

_DISPLAY, _ACCESSIBLE = 0, 11
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. A heading has no `payload`; a record's is its RecordRef, a command's its action.

    `reason` says why a record was found where its name does not show it.
    """

    title: str
    icon: str = ""
    detail: str = ""
    context: str = ""
    keys: str = ""
    payload: object = None
    reason: str = ""

    @property
    def is_heading(self) -> bool:
        return self.payload is None

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        parts = (self.title, self.detail, self.reason, self.context, self.keys)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class EntrySpans:
    """Where the words sought stand in each part of a line."""

    title: Spans = ()
    detail: Spans = ()
    context: Spans = ()


def entry_of(hit: Hit) -> Entry:
    """A record that was found."""
    return Entry(
        hit.title,
        icon_of(hit.ref),
        hit.detail,
        hit.context,
        "",
        hit.ref,
        getattr(hit, "reason", ""),
    )


def icon_of(ref: RecordRef) -> str:
    """The picture of a record's kind."""
    return KINDS[ref.kind].icon if ref.kind in KINDS else "file-text"


class EntryModel(QAbstractListModel):
    """The lines; `spans` are where the words sought stand in one, found when it is first seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._typed = ""
        self._spans: dict[int, EntrySpans] = {}

    def show(self, entries: Sequence[Entry], typed: str = "") -> None:
        """Show other lines, found for `typed`."""
        self.beginResetModel()
        self.entries = list(entries)
        self._typed = typed
        self._spans.clear()
        self.endResetModel()

    def extend(self, entries: Sequence[Entry]) -> None:
        """Show further lines below."""
        if entries:
            at = len(self.entries)
            self.beginInsertRows(QModelIndex(), at, at + len(entries) - 1)
            self.entries += entries
            self.endInsertRows()

    def spans(self, row: int) -> EntrySpans:
        """Where the words sought stand in a line."""
        found = self._spans.get(row)
        if found is None:
            entry = self.entries[row]
            found = EntrySpans()
            if self._typed and isinstance(entry.payload, RecordRef):
                found = EntrySpans(
                    marked(self._typed, entry.title),
                    marked(self._typed, entry.detail),
                    marked(self._typed, entry.context),
                )
            self._spans[row] = found
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.entries[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == _DISPLAY:
            return self.entries[index.row()].title
        return self.entries[index.row()].spoken if role == _ACCESSIBLE else None
