"""What was written and not yet logged, by deliverable: it outlives Esc and a crash."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from tracker.ui.desk import Desk
from tracker.ui.forms.draft_locks import DraftLocks, log_name
from tracker.ui.forms.drafts import FolderDrafts, drafts_folder
from tracker.ui.progress.picker import Picked

_STORED_AS = "log-progress"
_WAIT_MS = 600
_CORRECTS = "/"
_MOST_WINDOWS = 9
# Whoever changes the file reads it first: one at a time.
_TURN = threading.Lock()
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """The deliverable (None if none was chosen), what stands in the fields the person has touched,
    the groups that are asked for, the line that is corrected, and the further evidence."""

    deliverable: Picked | None
    fields: Mapping[str, Any] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    corrects: int | None = None
    withdraws: bool = False
    evidence: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What is kept."""
        one = self.deliverable
        return {
            "deliverable": [one.id, one.name, one.agreement, one.status] if one else None,
            "fields": dict(self.fields),
            "groups": list(self.groups),
            "corrects": self.corrects,
            "withdraws": self.withdraws,
            "evidence": list(self.evidence),
        }

    @classmethod
    def of_json(cls, raw: object) -> Draft | None:
        """What was kept; None if it is none of ours."""
        if not isinstance(raw, dict) or not isinstance(raw.get("fields"), dict):
            return None
        match raw.get("deliverable"):
            case [int(id), str(name), str(agreement), str(status)]:
                chosen: Picked | None = Picked(id, name, agreement, status)
            case _:
                chosen = None
        groups = raw.get("groups")
        known = tuple(str(key) for key in groups) if isinstance(groups, list) else ()
        line, evidence = raw.get("corrects"), raw.get("evidence")
        return cls(
            chosen,
            raw["fields"],
            known,
            line if isinstance(line, int) else None,
            raw.get("withdraws") is True,
            tuple(one for one in evidence if isinstance(one, dict))
            if isinstance(evidence, list)
            else (),
        )


class DraftFile:
    """The drafts of one database by deliverable, the one written last at the end, in one file.

    For any thread: the window keeps drafts, the writer thread drops those it has logged.
    """

    def __init__(self, store: FolderDrafts) -> None:
        self._store = store

    def read(self) -> dict[str, Any]:
        """What is kept; nothing if there is no file or none that can be understood."""
        stored = self._store.load(_STORED_AS)
        drafts = stored.values.get("drafts") if stored else None
        return dict(drafts) if isinstance(drafts, dict) else {}

    def change(self, changes: Mapping[str, Any]) -> bool:
        """Keep drafts by key, forget those that are None; False if that could not be written."""
        with _TURN:
            kept = self.read()
            for key, draft in changes.items():
                kept.pop(key, None)
                if draft is not None:
                    kept[key] = draft
            if kept:
                return self._store.save(_STORED_AS, {"drafts": kept}, 0)
            self._store.discard(_STORED_AS)
        return True


class ProgressDrafts:
    """The drafts of one database as a dialog sees and changes them; as long as it lives it holds
    those it has looked at, and another window leaves them alone."""

    def __init__(self, desk: Desk) -> None:
        folder = drafts_folder(desk.paths, desk.services.database_path)
        self._file = DraftFile(FolderDrafts(folder))
        self._locks = DraftLocks(folder)
        self._own: dict[str, str] = {}
        self._kept = self._file.read()
        self._changes: dict[str, Any] = {}
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def of(self, deliverable_id: int, corrects: int | None = None) -> Draft | None:
        """What was written for a deliverable, or to correct a line of its log."""
        return Draft.of_json(self._kept.get(self._key(deliverable_id, corrects)))

    def latest(self) -> Draft | None:
        """What was written last; what corrects a line waits for that line."""
        written = (key for key in reversed(self._kept) if _CORRECTS not in key)
        for key in written:
            if self._locks.take(log_name(key)):
                self._own[key.partition(".")[0]] = key
                return Draft.of_json(self._kept[key])
        return None

    def is_elsewhere(self, deliverable_id: int) -> bool:
        """Whether another window of the program is writing of it too."""
        return self._locks.is_elsewhere(log_name(_key(deliverable_id)))

    def keep(self, draft: Draft) -> None:
        """Keep a draft; it is in the file within a second."""
        key = self._key(draft.deliverable.id if draft.deliverable else None, draft.corrects)
        self._kept.pop(key, None)
        self._change(key, draft.as_json())
        self._kept[key] = self._changes[key]

    def drop(self, deliverable_id: int | None, corrects: int | None = None) -> None:
        """Forget the draft of a deliverable, or the one without any."""
        key = self._key(deliverable_id, corrects)
        if self._kept.pop(key, None) is not None:
            self._change(key, None)

    def flush(self) -> bool:
        """Write what has changed; False, and tried again with the next call, if it cannot be."""
        self._timer.stop()
        if self._changes and not self._file.change(self._changes):
            _log.warning("the draft could not be kept")
            return False
        self._changes = {}
        return True

    def dropping(
        self, deliverable_id: int | None, corrects: int | None = None
    ) -> Callable[[], None]:
        """The call that forgets a draft in the file, for the thread that has logged its text.

        Nothing may be kept here between this and its end.
        """
        self.flush()
        return partial(_drop, self._file, self._key(deliverable_id, corrects))

    def _key(self, deliverable_id: int | None, corrects: int | None = None) -> str:
        """Where its draft is kept: not where another window is writing one."""
        first = _key(deliverable_id, corrects)
        if first not in self._own:
            keys = [first, *(f"{first}.{n}" for n in range(2, _MOST_WINDOWS + 1))]
            left = [key for key in keys if key in self._kept]
            free = (key for key in [*left, *keys] if self._locks.take(log_name(key)))
            self._own[first] = next(free, keys[-1])
        return self._own[first]

    def _change(self, key: str, draft: dict[str, Any] | None) -> None:
        self._changes.pop(key, None)
        self._changes[key] = draft
        if not self._timer.isActive():
            self._timer.start()


def _key(deliverable_id: int | None, corrects: int | None = None) -> str:
    own = str(deliverable_id or "")
    return own if corrects is None else f"{own}{_CORRECTS}{corrects}"


def _drop(file: DraftFile, key: str) -> None:
    if not file.change({key: None}):
        _log.warning("the draft of a text that is logged could not be dropped")
