"""The sentence for several cards: logged on all of them, or kept, so that it outlives Esc and a
crash."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tracker.ui.desk import Desk
from tracker.ui.forms.drafts import FolderDrafts, drafts_folder

if TYPE_CHECKING:
    from tracker.services.bulk_progress import BulkLog, BulkLogResult, BulkProgress

_STORED_AS = "board-several"


class SeveralDraft:
    """One sentence beside the database. `drop` may be called from the writer's thread, right after
    the sentence is in the logs."""

    def __init__(self, desk: Desk) -> None:
        self._drafts = FolderDrafts(drafts_folder(desk.paths, desk.services.database_path))
        self._text: str | None = None
        self._turn = threading.Lock()

    def text(self) -> str:
        """What was typed last."""
        with self._turn:
            if self._text is None:
                kept = self._drafts.load(_STORED_AS)
                note = kept.values.get("note") if kept is not None else None
                self._text = note if isinstance(note, str) else ""
            return self._text

    def keep(self, text: str) -> None:
        """Remember it; written by `flush`."""
        with self._turn:
            self._text = text

    def flush(self) -> None:
        """Write it, if there is anything to write."""
        with self._turn:
            if self._text:
                self._drafts.save(_STORED_AS, {"note": self._text}, 0)
            elif self._text is not None:
                self._drafts.discard(_STORED_AS)

    def drop(self) -> None:
        """It is logged, or not wanted any more."""
        with self._turn:
            self._text = ""
            self._drafts.discard(_STORED_AS)


def log_several(
    service: BulkProgress,
    seen: Mapping[int, int],
    line: BulkLog,
    written: Callable[[], None],
    first: Callable[[], None],
) -> BulkLogResult:
    """Log a line on cards, of which `seen` are the newest lines by id; on the writer's thread.
    Raises what `first` does."""
    first()
    result = service.apply(list(seen), line, seen=seen)
    if result.logged:
        written()
    return result
