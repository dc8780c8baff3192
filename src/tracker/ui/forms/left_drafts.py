"""What was typed into forms and not saved, of whatever form: so that a start can tell of it."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY
from tracker.domain.shortening import in_one_line
from tracker.ui.forms.draft_locks import held_elsewhere, log_name

BEGUN = "_begun"
"""In what a draft says of before: the values with which a new record was begun elsewhere."""
_LOG = "log-progress"
_NEW = re.compile(r"(\w+)-new(-\w+)?")
_STORED = re.compile(r"(\w+)-(\d+)")
_SLOT = re.compile(r"\.\d+$")
_NAMES = ("title", "name")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """One that can be gone on with: of a record (`ref`), of a new one of `kind` that was begun with
    `prefill`, or of a log (`is_log`, of a deliverable or of none yet)."""

    at: datetime
    kind: str = ""
    ref: RecordRef | None = None
    prefill: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    is_log: bool = False


def left_drafts(folder: Path) -> list[LeftDraft]:
    """All in a folder of drafts, the latest first. What cannot be understood is left out, and lies
    where it is. Touches files; for a thread of the background."""
    found: list[LeftDraft] = []
    with contextlib.suppress(OSError):
        for file in sorted(folder.glob("*.json")):
            if held_elsewhere(folder, file.stem):
                continue  # another window is writing it
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
                stored = json.loads(file.read_text("utf-8"))
                found += _of_file(
                    folder, _SLOT.sub("", file.stem), stored, datetime.fromisoformat(stored["at"])
                )
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_file(folder: Path, key: str, stored: Mapping[str, Any], at: datetime) -> list[LeftDraft]:
    values = stored["values"]
    if key == _LOG:
        return [
            _of_log(one, at)
            for name, one in values["drafts"].items()
            if "/" not in name and not held_elsewhere(folder, log_name(name))
        ]
    if (new := _NEW.fullmatch(key)) and new[1] in ROOT_BY_KEY:
        begun = (stored.get("base") or {}).get(BEGUN) or {}
        if new[2] and not begun:
            return []  # made from within another form, whose draft leads to it
        return [LeftDraft(at, new[1], None, begun, _name_in(values))]
    if (one := _STORED.fullmatch(key)) and one[1] in ROOT_BY_KEY:
        return [LeftDraft(at, one[1], RecordRef(one[1], int(one[2])), {}, _name_in(values))]
    return []


def _of_log(draft: Mapping[str, Any], at: datetime) -> LeftDraft:
    chosen = draft.get("deliverable")
    if not chosen:
        return LeftDraft(at, "deliverable", is_log=True)
    ref = RecordRef("deliverable", int(chosen[0]))
    return LeftDraft(at, "deliverable", ref, {}, str(chosen[1]), is_log=True)


def _name_in(values: Mapping[str, Any]) -> str:
    typed = (values.get(name) for name in _NAMES)
    return next((in_one_line(one, _LONGEST) for one in typed if isinstance(one, str) and one), "")
