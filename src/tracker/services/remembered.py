"""What is worked out from many records, kept until one of a kind it follows from changes.

The change log tells: each action is a row of `change_set`, whoever wrote it, and `change` says
which kinds of records it touched. What is written without an action `Database.rewritten` counts.
"""

import threading
from collections.abc import Callable, Collection, Hashable
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from tracker.storage import tables
from tracker.storage.database import Database
from tracker.storage.sql_forms import unindexed

_Found = TypeVar("_Found")
# Days and persons pass; no more than so many answers are kept.
_MOST = 100
_LATEST = select(func.max(tables.change_set.c.id))


class Remembered:
    """Answers of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._seen: tuple[int, int] = (-1, -1)
        # The last action that touched a kind.
        self._touched: dict[str, int] = {}
        self._answers: dict[Hashable, tuple[tuple[int, ...], Any]] = {}

    def of(
        self,
        connection: Connection,
        key: Hashable,
        kinds: Collection[str],
        make: Callable[[], _Found],
    ) -> _Found:
        """The answer kept as `key`, made anew if a record of one of the kinds has changed since.
        `make` reads from the same connection."""
        current = self._stamp(connection, sorted(kinds))
        if current is None:
            return make()
        with self._lock:
            kept = self._answers.get(key)
        if kept is not None and kept[0] == current:
            found: _Found = kept[1]
            return found
        found = make()
        with self._lock:
            if len(self._answers) >= _MOST:
                self._answers.clear()
            self._answers[key] = (current, found)
        return found

    def _stamp(self, connection: Connection, kinds: list[str]) -> tuple[int, ...] | None:
        """Which actions touched the kinds last; None if this connection sees an older picture
        than another one has seen already, of which nothing is to be kept."""
        rewritten = self._database.rewritten
        latest = int(connection.execute(_LATEST).scalar() or 0)
        with self._lock:
            seen, written = self._seen
            if rewritten != written or seen < 0:
                self._answers.clear()
            elif latest < seen:
                return None
            elif latest > seen:
                # Found by their action: in the order of kinds the whole log would be read.
                kind, action = tables.change.c.root_kind, tables.change.c.change_set_id
                since = select(unindexed(kind)).where(action > seen).distinct()
                self._touched.update((kind, latest) for (kind,) in connection.execute(since))
            self._seen = (latest, rewritten)
            return (rewritten, *(self._touched.get(kind, 0) for kind in kinds))
