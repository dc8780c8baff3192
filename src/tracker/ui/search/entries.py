"""What the palette shows: records found, commands that fit, headings between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction

from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.ui.actions import keys_of, plain
from tracker.ui.kinds import KINDS

if TYPE_CHECKING:
    from tracker.services import Services
    from tracker.services.search import Hit

MOST_FOUND = 12
# More are asked for than shown, so that the one called just so is among them.
_ASKED = 60
# Sources mention all the others, and come after them.
_KIND_ORDER = ("organisation", "contact", "agreement", "deliverable", "event", "meeting", "task")
_MOST_RECENT = 6
_MOST_COMMANDS = 6
_DISPLAY, _ACCESSIBLE = 0, 11
_WORDS = re.compile(r"\w+")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. A heading has no `payload`; a record's is its RecordRef, a command's its action."""

    title: str
    icon: str = ""
    detail: str = ""
    context: str = ""
    keys: str = ""
    payload: object = None

    @property
    def is_heading(self) -> bool:
        return self.payload is None

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        return ", ".join(
            part for part in (self.title, self.detail, self.context, self.keys) if part
        )


def find(services: Services, text: str) -> list[Entry]:
    """The records that hold every word of `text`: those called so first. Runs SQL."""
    hits = services.search.find(text, limit=_ASKED)
    wanted = text.casefold()
    hits.sort(key=lambda hit: _rank(hit, wanted))
    return [
        Entry(hit.title, _icon(hit.ref), hit.detail, hit.context, "", hit.ref)
        for hit in hits[:MOST_FOUND]
    ]


def _rank(hit: Hit, wanted: str) -> tuple[int, int]:
    """Called just so, begins so, holds it in its name, holds it elsewhere; then by kind."""
    title = hit.title.casefold()
    if title == wanted:
        place = 0
    elif title.startswith(wanted) and hit.ref.kind in _KIND_ORDER:
        place = 1
    else:
        place = 2 if hit.named else 3
    return place, _KIND_ORDER.index(hit.ref.kind) if hit.ref.kind in _KIND_ORDER else len(KINDS)


def recent(services: Services, visited: Sequence[RecordRef]) -> list[Entry]:
    """The records visited last, then the agreements recorded last. Runs SQL."""
    visited = visited[:_MOST_RECENT]
    names = services.records.names(set(visited))
    found = {
        ref: Entry(names[ref], _icon(ref), KINDS[ref.kind].one, "", "", ref)
        for ref in visited
        if names.get(ref)
    }
    if len(found) < _MOST_RECENT:
        for pick in services.search.pick("agreement", "", _MOST_RECENT):
            entry = Entry(pick.label, _icon(pick.ref), pick.detail, "", "", pick.ref)
            found.setdefault(pick.ref, entry)
    return list(found.values())[:_MOST_RECENT]


def commands(actions: Iterable[QAction], text: str = "") -> list[Entry]:
    """The commands that can be run now and hold every word of `text`, those so called first."""
    typed = _words(text)
    found = []
    for action in actions:
        title = plain(action.text())
        words = _words(title)
        if action.isEnabled() and all(any(w.startswith(t) for w in words) for t in typed):
            icon = str(action.property("icon_name") or "command")
            found.append(Entry(title, icon, "", "", keys_of(action), action))
    return found if not typed else found[:_MOST_COMMANDS]


def arranged(text: str, records: Sequence[Entry], fitting: Sequence[Entry]) -> list[Entry]:
    """Records first, unless the words typed are the very words of a command."""
    typed = set(_words(text))
    named = [entry for entry in fitting if typed and typed <= set(_words(entry.title))]
    others = [entry for entry in fitting if entry not in named]
    lines: list[Entry] = list(named)
    if records:
        if named or not text:
            lines.append(Entry(tr("Records") if text else tr("Recent")))
        lines += records
    if others:
        if lines:
            lines.append(Entry(tr("Commands")))
        lines += others
    return lines


def _icon(ref: RecordRef) -> str:
    return KINDS[ref.kind].icon if ref.kind in KINDS else "file-text"


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


class EntryModel(QAbstractListModel):
    """The lines of the palette."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.entries[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == _DISPLAY:
            return self.entries[index.row()].title
        return self.entries[index.row()].spoken if role == _ACCESSIBLE else None
