"""Drafts: what was typed into a form and not saved yet, kept beside the database.

A draft survives closing the form and a crash of the program. It is the raw text of every field and
not a record: it may be wrong or half-typed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from tracker.config import Paths, write_atomically
from tracker.ui.forms.draft_locks import DraftLocks

_FORMAT = 1
_KEPT_FOR = timedelta(days=120)
_MOST_WINDOWS = 9


@dataclass(frozen=True, slots=True)
class Draft:
    """`at` is when it was last typed (local, aware), `version` that of the record it changes, and
    `base` what stood in that record where `values` differ."""

    at: datetime
    version: int
    values: Mapping[str, Any]
    base: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """Where a form that is open keeps its draft, and whether another window writes one of the same
    record."""

    key: str
    elsewhere: bool = False


class DraftStore(Protocol):
    """Keeps drafts by key, such as "agreement-new" or "agreement-12". Never raises."""

    def save(
        self,
        key: str,
        values: Mapping[str, Any],
        version: int,
        base: Mapping[str, Any] | None = None,
    ) -> bool: ...
    def load(self, key: str) -> Draft | None: ...
    def discard(self, key: str) -> None: ...
    def claim(self, key: str) -> Claim: ...
    def release(self, key: str) -> None: ...


class FolderDrafts:
    """One JSON file per draft in a folder of this person and this database."""

    def __init__(self, folder: Path, now: Callable[[], datetime] | None = None) -> None:
        self._folder = folder
        self._now = now or _now
        self._locks = DraftLocks(folder)
        self._prune()

    def claim(self, key: str) -> Claim:
        """The key under which a form that opens keeps its draft until `release`: one that was left,
        else a new one; never one that another window of the program is writing."""
        keys = [key, *(f"{key}.{n}" for n in range(2, _MOST_WINDOWS + 1))]
        left = [one for one in keys if self._file(one).exists()]
        elsewhere = any(self._locks.is_elsewhere(_name(one)) for one in keys)
        for one in [*left, *keys]:
            if self._locks.take(_name(one)):
                return Claim(one, elsewhere)
        return Claim(f"{key}.{os.getpid()}", elsewhere)

    def release(self, key: str) -> None:
        """Its form is closed; any window may go on with the draft."""
        self._locks.release(_name(key))

    def save(
        self,
        key: str,
        values: Mapping[str, Any],
        version: int,
        base: Mapping[str, Any] | None = None,
    ) -> bool:
        """Write it; False if it cannot be written (the form then still holds the text)."""
        stored = {
            "format": _FORMAT,
            "at": self._now().isoformat(),
            "version": version,
            "values": values,
            "base": base or {},
        }
        try:
            write_atomically(self._file(key), json.dumps(stored, ensure_ascii=False).encode())
        except OSError:
            return False
        return True

    def load(self, key: str) -> Draft | None:
        """The draft, or None. One that cannot be understood is put aside and not lost."""
        file = self._file(key)
        try:
            stored = json.loads(file.read_text("utf-8"))
            if stored["format"] != _FORMAT or not isinstance(stored["values"], dict):
                raise ValueError(stored["format"])
            base = stored.get("base")
            return Draft(
                datetime.fromisoformat(stored["at"]),
                int(stored["version"]),
                stored["values"],
                base if isinstance(base, dict) else {},
            )
        except OSError:
            return None
        except (ValueError, KeyError, TypeError, RecursionError):
            with contextlib.suppress(OSError):
                file.replace(file.with_suffix(".damaged"))
            return None

    def discard(self, key: str) -> None:
        """Forget it; not what another window has gone on with."""
        if self._locks.is_elsewhere(_name(key)):
            return
        with contextlib.suppress(OSError):
            self._file(key).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / (_name(key) + ".json")

    def _prune(self) -> None:
        """Drafts that nobody came back to for months do not pile up."""
        oldest = (datetime.now(UTC) - _KEPT_FOR).timestamp()
        with contextlib.suppress(OSError):
            for file in self._folder.glob("*.json"):
                if file.stat().st_mtime < oldest:
                    file.unlink(missing_ok=True)


def _name(key: str) -> str:
    return re.sub(r"[^\w.-]", "_", key)


def drafts_folder(paths: Paths, database: Path) -> Path:
    """Where the drafts for one database lie: the ids in them mean nothing in another one."""
    name = hashlib.sha256(str(database.resolve()).encode()).hexdigest()[:12]
    return paths.data / "drafts" / f"{database.stem}-{name}"


def key_of_new(kind: str, prefill: Mapping[str, Any]) -> str:
    """The key of a draft of a new record; one begun from another place is another draft."""
    if not prefill:
        return f"{kind}-new"
    begun = json.dumps({name: str(value) for name, value in prefill.items()}, sort_keys=True)
    return f"{kind}-new-{hashlib.sha256(begun.encode()).hexdigest()[:10]}"


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
