"""What was written and not yet logged, by deliverable: it outlives Esc and a crash."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QTimer

from tracker.ui.desk import Desk
from tracker.ui.forms.drafts import FolderDrafts, drafts_folder
from tracker.ui.progress.picker import Picked

_STORED_AS = "log-progress"
_WAIT_MS = 600
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """The deliverable (None if none was chosen), what stands in the fields the person has touched,
    and the groups that are asked for."""

    deliverable: Picked | None
    fields: Mapping[str, Any] = field(default_factory=dict)
    groups: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What is kept."""
        one = self.deliverable
        return {
            "deliverable": [one.id, one.name, one.agreement, one.status] if one else None,
            "fields": dict(self.fields),
            "groups": list(self.groups),
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
        return cls(chosen, raw["fields"], known)


class ProgressDrafts:
    """The drafts of one database, together in one draft of the store."""

    def __init__(self, desk: Desk) -> None:
        self._store = FolderDrafts(drafts_folder(desk.paths, desk.services.database_path))
        self._kept, self._latest = _read(self._store)
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.flush)
        self._changed = False

    def of(self, deliverable_id: int) -> Draft | None:
        """What was written for a deliverable."""
        return Draft.of_json(self._kept.get(str(deliverable_id)))

    def latest(self) -> Draft | None:
        """What was written last."""
        return Draft.of_json(self._kept.get(self._latest))

    def keep(self, draft: Draft) -> None:
        """Keep a draft; it is in the file within a second."""
        self._latest = _key(draft.deliverable.id if draft.deliverable else None)
        self._kept[self._latest] = draft.as_json()
        self._change()

    def drop(self, deliverable_id: int | None) -> None:
        """Forget the draft of a deliverable, or the one without any."""
        if self._kept.pop(_key(deliverable_id), None) is not None:
            self._latest = next(reversed(self._kept), "")
            self._change()

    def flush(self) -> None:
        """Write what has changed. A folder that cannot be written costs the draft, not the work."""
        self._timer.stop()
        if not self._changed:
            return
        self._changed = False
        if not self._kept:
            self._store.discard(_STORED_AS)
        elif not self._store.save(_STORED_AS, {"latest": self._latest, "drafts": self._kept}, 0):
            _log.warning("the draft could not be kept")

    def _change(self) -> None:
        self._changed = True
        if not self._timer.isActive():
            self._timer.start()


def _key(deliverable_id: int | None) -> str:
    return str(deliverable_id or "")


def _read(store: FolderDrafts) -> tuple[dict[str, Any], str]:
    stored = store.load(_STORED_AS)
    drafts = stored.values.get("drafts") if stored else None
    if stored is None or not isinstance(drafts, dict):
        return {}, ""
    return dict(drafts), str(stored.values.get("latest"))
