"""The first page of last time, shown at once while the database is still being opened.

Importing the services and reading the database takes three times as long as showing a window. The
page is kept in one file in the user's folder, and counts only while the database file is
untouched and the day, the language and the program are the same; it is read anew anyway as soon
as the database is open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker import __version__
from tracker.config import Paths, write_atomically
from tracker.ui.home.shown import HomeShown, from_json, to_json

_NAME = "first-page.json"


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The first page and the numbers beside it."""

    home: HomeShown
    counts: dict[str, int]


def recall(paths: Paths, database: Path, today: date, language: str) -> FirstLook | None:
    """What `keep` kept, if it is still how the database stands."""
    try:
        stored = json.loads((paths.data / _NAME).read_text(encoding="utf-8"))
        if stored["of"] != _identity(database, today, language):
            return None
        counts = {str(name): int(count) for name, count in stored["counts"].items()}
        return FirstLook(from_json(stored["home"]), counts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(paths: Paths, database: Path, look: FirstLook, language: str) -> None:
    """Keep it for the next start; the database must be closed. Never raises."""
    file = paths.data / _NAME
    try:
        stored = {
            "of": _identity(database, look.home.today, language),
            "home": to_json(look.home),
            "counts": look.counts,
        }
        write_atomically(file, json.dumps(stored, ensure_ascii=False).encode())
    except OSError:
        return


def _identity(database: Path, today: date, language: str) -> list[Any]:
    """What must be the same for the page to be the same. Raises OSError."""
    found = database.stat()
    log = database.with_name(database.name + "-wal")
    # Changes in a write-ahead log have not reached the file yet.
    changed = log.exists() and log.stat().st_size > 0
    return [
        str(database),
        "changed" if changed else "closed",
        found.st_size,
        found.st_mtime_ns,
        today.isoformat(),
        language,
        __version__,
    ]
