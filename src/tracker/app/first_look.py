"""What is kept of the window's first page for the next start, so that it need not wait for it.

Importing the services and reading the database takes three times as long as showing a window. Of
the place where somebody was when the program was closed one file in their folder keeps

- of the first page what it showed: it counts only while the database file is untouched and the
  day, the language and the program are the same;
- of a list its questions, as plain SQL, and how its columns look: they are asked anew at once,
  on any day and after any change, as long as language and program are the same.

Everything is read anew anyway as soon as the database is open.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker import __version__
from tracker.config import Paths, write_atomically

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tracker.ui.home.shown import HomeShown

_NAME = "first-page.json"
HOME = ("home", "", "")


class FirstLook(NamedTuple):
    """The place (page, kind, view), what is kept of it, and the numbers of the rail, which are
    empty where something may have changed."""

    home: HomeShown | None
    counts: dict[str, int]
    place: tuple[str, str, str] = HOME
    list: dict[str, Any] | None = None


def recall(paths: Paths, database: Path, today: date, language: str) -> FirstLook | None:
    """What `keep` kept, as far as it still holds; None if that is nothing."""
    try:
        stored = json.loads((paths.data / _NAME).read_text(encoding="utf-8"))
        if stored["for"] != [str(database), language, __version__]:
            return None
        page, kind, view = map(str, stored["place"])
        same = stored["of"] == _identity(database, today)
        counts = {str(name): int(count) for name, count in stored["counts"].items()}
        counts = counts if same else {}
        if page == "list" and isinstance(stored["list"], dict):
            return FirstLook(None, counts, (page, kind, view), stored["list"])
        if same and stored["home"]:
            from tracker.ui.home.shown import from_json

            return FirstLook(from_json(stored["home"]), counts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def keep(paths: Paths, database: Path, look: FirstLook, language: str, today: date) -> None:
    """Keep it for the next start; the database must be closed. Never raises."""
    home = None
    if look.home is not None and look.home.today == today:
        from tracker.ui.home.shown import to_json

        home = to_json(look.home)
    try:
        stored = {
            "for": [str(database), language, __version__],
            "of": _identity(database, today),
            "place": look.place,
            "counts": look.counts,
            "home": home,
            "list": look.list,
        }
        write_atomically(paths.data / _NAME, json.dumps(stored, ensure_ascii=False).encode())
    except OSError:
        return


def _identity(database: Path, today: date) -> list[Any]:
    """What must be the same for a page to be the same. Raises OSError."""
    found = database.stat()
    try:
        changed = database.with_name(database.name + "-wal").stat().st_size > 0
    except FileNotFoundError:
        changed = False
    # Changes in a write-ahead log have not reached the file yet.
    state = "changed" if changed else "closed"
    return [state, found.st_size, found.st_mtime_ns, today.isoformat()]
