"""The records somebody marked as favourites, of one database; remembered with the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tracker.domain.refs import RecordRef
from tracker.ui.memory import Memory

_MOST = 50


class Favourites(QObject):
    """In the order in which they were marked. `changed` after every mark, with the record.

    Without a memory they last as long as this object.
    """

    changed = Signal(object)

    def __init__(
        self,
        memory: Memory | None = None,
        database: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self._name = f"favourites:{database}"
        self._refs = _understood(memory.layout(self._name)) if memory is not None else []

    def __contains__(self, ref: object) -> bool:
        return ref in self._refs

    def all(self) -> list[RecordRef]:
        """The marked records; one may be in the trash, or gone."""
        return list(self._refs)

    def toggle(self, ref: RecordRef) -> bool:
        """Mark a record, or take its mark away; gives whether it is marked now."""
        marked = ref not in self._refs
        if marked:
            self._refs = [*self._refs, ref][-_MOST:]
        else:
            self._refs = [each for each in self._refs if each != ref]
        if self._memory is not None:
            stored = [[each.kind, each.id] for each in self._refs]
            self._memory.keep_layout(self._name, {"refs": stored})
        self.changed.emit(ref)
        return marked


def _understood(stored: dict[str, object]) -> list[RecordRef]:
    """What the settings hold, without what is no record."""
    lines = stored.get("refs")
    found = [
        RecordRef(line[0], line[1])
        for line in (lines if isinstance(lines, list) else [])
        if isinstance(line, list)
        and len(line) == 2
        and isinstance(line[0], str)
        and isinstance(line[1], int)
    ]
    return list(dict.fromkeys(found))[:_MOST]
