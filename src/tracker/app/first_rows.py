"""The rows of the first list, read by bare SQLite: what is imported for it takes 3 ms, and not
the 350 of the services.

Its questions were kept by `tracker.services.kept_questions` when the program was last closed. The
file is only read, and only if its header says that it is one of ours and of this program's
schema; all else, whatever is wrong with it, is left to the program that opens it properly.
"""

from __future__ import annotations

import threading
from array import array
from datetime import date, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

_FIRST = 100
_PATIENCE = 0.03
_LONGEST_WAIT = 5.0


class Answer(NamedTuple):
    """The first rows of the list, each cell in words, and how many there are (-1: not yet)."""

    ids: array[int]
    rows: list[tuple[str, ...]]
    total: int = -1


class FirstRows(QObject):
    """Reads in the background, at once. After `deliver`, `answered` comes with an Answer, once
    more when they are counted; or with None if they could not be read."""

    answered = Signal(object)
    _read = Signal(object)

    def __init__(self, path: Path, kept: dict[str, Any], today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Answer | None] | None = []
        self._read.connect(self._take)
        self._may_count = threading.Event()
        work = (path, kept, today, self._read.emit, self._may_count)
        threading.Thread(target=_work, args=work, name="first-rows", daemon=True).start()

    def deliver(self) -> None:
        """Whoever asked is there to take the answer."""
        waiting, self._waiting = self._waiting or [], None
        for answer in waiting:
            self.answered.emit(answer)

    def count(self) -> None:
        """The rows are on the screen: now they may be counted, which takes longer."""
        self._may_count.set()

    def _take(self, answer: Answer | None) -> None:
        if self._waiting is None:
            self.answered.emit(answer)
        else:
            self._waiting.append(answer)


def _work(
    path: Path,
    kept: dict[str, Any],
    today: date,
    tell: Callable[[Answer | None], None],
    may_count: threading.Event,
) -> None:
    import sqlite3

    try:
        connection = _connect(path, kept)
        try:
            found = read(connection, kept, today)
            tell(found)
            may_count.wait(_LONGEST_WAIT)
            count = connection.execute(kept["count"]["sql"], _given(kept["count"], today))
            tell(found._replace(total=int(count.fetchone()[0])))
        finally:
            connection.close()
    # A file that is gone, locked, foreign or damaged, or questions that it does not understand.
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError, LookupError):
        tell(None)
    except RuntimeError:
        return  # the window has gone meanwhile


def _connect(path: Path, kept: dict[str, Any]) -> sqlite3.Connection:
    import sqlite3

    from tracker.storage.file_bytes import MAGIC, first_bytes

    header = first_bytes(path, 100)
    version, application = header[60:64], header[68:72]
    found = [int.from_bytes(application, "big"), int.from_bytes(version, "big")]
    if not header.startswith(MAGIC) or found != kept["header"]:
        raise ValueError("not ours")
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    for pragma in ("trusted_schema=OFF", "mmap_size=0", "query_only=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # What the header says may be older than the write-ahead log.
    if connection.execute("PRAGMA user_version").fetchone()[0] != kept["header"][1]:
        raise ValueError("of another schema")
    return connection


def read(connection: sqlite3.Connection, kept: dict[str, Any], today: date) -> Answer:
    """The first rows; raises what SQLite raises."""
    connection.execute("BEGIN")
    if "unless" in kept and _asked(connection, kept["unless"], today, 1):
        raise ValueError("the questions do not hold")
    ids = array("q", (row[0] for row in _first(connection, kept, today)))
    rows = kept["rows"]
    sql = rows["sql"].replace(kept["ids"], ",".join(map(str, ids)))
    words = [_words(column) for column in kept["columns"]]
    by_id = {
        row[0]: tuple(word(value) for word, value in zip(words, row[1:], strict=True))
        for row in connection.execute(sql, _given(rows, today))
    }
    connection.execute("COMMIT")
    return Answer(ids, [by_id[id] for id in ids])


def _first(
    connection: sqlite3.Connection, kept: dict[str, Any], today: date
) -> list[tuple[Any, ...]]:
    """The first ids. In their order, by its index, they are there at once, unless the filter
    finds so few that it is quicker to sort these."""
    import sqlite3

    if "sorted" not in kept:
        return _asked(connection, kept["first"], today)
    until = monotonic() + _PATIENCE
    connection.set_progress_handler(lambda: monotonic() > until, 1_000)
    try:
        return _asked(connection, kept["first"], today)
    except sqlite3.OperationalError:
        connection.set_progress_handler(None, 0)
        return _asked(connection, kept["sorted"], today)
    finally:
        connection.set_progress_handler(None, 0)


def _asked(
    connection: sqlite3.Connection, question: dict[str, Any], today: date, most: int = _FIRST
) -> list[tuple[Any, ...]]:
    sql = f"{question['sql']} LIMIT {most}"
    return connection.execute(sql, _given(question, today)).fetchall()


def _given(question: dict[str, Any], today: date) -> dict[str, Any]:
    """The values of a question: those that are always the same, and days counted from today."""
    days = {
        name: (today + timedelta(days=offset)).isoformat()
        for name, offset in question["days"].items()
    }
    return {**question["values"], **days}


def _words(column: dict[str, Any]) -> Callable[[Any], str]:
    """How a value of the column is written. What a list of the program would write otherwise is
    left empty until it does."""
    choices = column["choices"]
    how = column["read"]
    if column["kind"] == "status" or how == "later":
        return (lambda value: str(value or "")) if how != "later" else lambda _value: ""
    if choices:
        return lambda value: choices.get(str(value), str(value)) if value else ""
    if how == "date":
        from tracker.domain.dates import PartialDate
        from tracker.domain.dates_writing import write_date

        return lambda value: write_date(PartialDate.parse(str(value))) if value else ""
    if how == "number":
        return lambda value: "" if value is None else f"{value:,}"
    return lambda value: "" if value is None else str(value)
