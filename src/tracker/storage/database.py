"""One database file: opening it safely, reading from it, and the one way of writing to it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from tracker.domain.changes import Action, ChangeSet, ChangeSetKind
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.record import Record
from tracker.domain.records import Deliverable, OwnType
from tracker.errors import DatabaseError
from tracker.storage import derived, list_keys
from tracker.storage.creating import create_database
from tracker.storage.elsewhere import newest
from tracker.storage.engine import reader_engine, writer_engine
from tracker.storage.failures import damaged, plain_words
from tracker.storage.gates import SCHEMA, Found, look_at, newer
from tracker.storage.milestones import keep_steps
from tracker.storage.older_terms import renew_terms, stale_terms
from tracker.storage.own_types import catalogue_of
from tracker.storage.writer import Writer

_SEEN = "types_written"
# Below this size a whole check takes under a second and is made at every start.
_CHECKED_AT_START = 64 * 1024 * 1024


def now_utc() -> datetime:
    """The present moment, to the millisecond that is stored; the only clock of this layer."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class Database:
    """A tracker database. `read` gives one consistent picture, `write` one audited transaction."""

    def __init__(self, path: Path, who: str, clock: Callable[[], datetime] = now_utc) -> None:
        """Open or create the file at `path`; `who` is written into the change log.

        Raises a DatabaseError in plain words if the file is foreign, newer, damaged, locked or
        cannot be written; it is then unchanged.
        """
        self.path = path
        self._who = who
        self._clock = clock
        self._forbidden: set[int] = set()
        self._writing = threading.Lock()
        self._types = BUILT_IN
        # How often the types were written here: what an older read saw is not kept.
        self._types_written = 0
        self._knowing = threading.Lock()
        self.rewritten = 0
        """How often something was written here that is no action and not in the change log."""
        self.written_here: set[int] = set()
        """The actions of this program: all others in the change log are of another."""
        self.newest_at_first = 0
        """The last action when the file was opened."""
        found = look_at(path)
        with plain_words(path.name):
            if found is Found.NOTHING:
                create_database(path)
            self._writer = writer_engine(path)
            self._reader = reader_engine(path)
            try:
                self._prepare(found)
            except BaseException:
                self.close()
                raise

    def forbid_thread(self, ident: int) -> None:
        """Refuse to run SQL on this thread from now on (the window's)."""
        self._forbidden.add(ident)

    @property
    def types(self) -> TypeCatalogue:
        """The types of deliverables as they were last seen here; this asks nothing, and may be
        asked on the window's thread. Every write of types renews it, also an undo."""
        return self._types

    def types_on(self, connection: Connection) -> TypeCatalogue:
        """The types as a connection of `read` or `write` sees them; another program may have
        written them. `types` is then these."""
        found = catalogue_of(connection)
        with self._knowing:
            if connection.info.get(_SEEN) == self._types_written:
                self._types = found
        return found

    def types_for(self, record: Record) -> TypeCatalogue:
        """The types that a draft is judged by. Only for one of an own type they are read anew."""
        if isinstance(record, Deliverable) and record.type not in BUILT_IN:
            with self.read() as connection:
                return self.types_on(connection)
        return self._types

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on which everything read belongs to the same moment."""
        self._check_thread()
        with plain_words(self.path.name), self._reader.begin() as connection:
            connection.info[_SEEN] = self._types_written
            yield connection

    @contextmanager
    def write(
        self,
        action: Action,
        *,
        kind: ChangeSetKind = ChangeSetKind.ACTION,
        of_id: int | None = None,
    ) -> Iterator["Transaction"]:
        """One transaction. It commits when the block ends well and something was written."""
        self._check_thread()
        with self._writing, plain_words(self.path.name), self._writer.connect() as connection:
            transaction = connection.begin()
            # What is not committed is not shown to others.
            connection.info.pop(_SEEN, None)
            work: Transaction | None = None
            try:
                writer = Writer(connection, action, self._who, self._clock(), kind, of_id)
                work = Transaction(writer)
                yield work
                if not writer.changed:
                    transaction.rollback()
                    return
                keep_steps(writer)
                writer.touched |= derived.renew(connection, writer.written, writer.watch)
                work.change_set = writer.finish()
                # Before anybody can read it.
                self.written_here.add(work.change_set.id)
                list_keys.renew(connection, writer.touched, writer.written)
                types = _types_written(connection, writer)
                transaction.commit()
                if types is not None:
                    self._know(types)
            except BaseException:
                if work is not None and work.change_set is not None:
                    # Its number will be another's.
                    self.written_here.discard(work.change_set.id)
                transaction.rollback()
                raise

    @contextmanager
    def unaudited(self) -> Iterator[Connection]:
        """A transaction that is no action of a person: restoring an archive, log and all."""
        self._check_thread()
        with self._writing, plain_words(self.path.name):
            try:
                with self._writer.begin() as connection:
                    connection.info.pop(_SEEN, None)
                    yield connection
            finally:
                self.rewritten += 1
            with self._reader.begin() as connection:
                self._know(catalogue_of(connection))

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        self._reader.dispose()
        self._writer.dispose()

    def _know(self, types: TypeCatalogue) -> None:
        with self._knowing:
            self._types_written += 1
            self._types = types

    def _check_thread(self) -> None:
        if threading.get_ident() in self._forbidden:
            raise RuntimeError("SQL on the window's thread")

    def _prepare(self, found: Found) -> None:
        with self._reader.begin() as connection:
            # The header may be older than what still stands in the write-ahead log.
            version = connection.exec_driver_sql("PRAGMA user_version").scalar()
        if int(version or 0) > SCHEMA:
            raise newer(self.path)
        if found is Found.OLDER:
            from tracker.storage.upgrade import upgrade

            upgrade(self.path, self._writer, self._clock())
        if found is not Found.NOTHING:
            self._check_whole()
            self._renew_terms()
            with self._reader.begin() as connection:
                self._types = catalogue_of(connection)
                self.newest_at_first = newest(connection)

    def _renew_terms(self) -> None:
        with self._reader.begin() as connection:
            stale = stale_terms(connection)
        if stale:
            # What cannot be written now, since another program writes, is written next time.
            with (
                suppress(DatabaseError),
                plain_words(self.path.name),
                self._writer.begin() as connection,
            ):
                renew_terms(connection, stale)

    def _check_whole(self) -> None:
        if self.path.stat().st_size > _CHECKED_AT_START:
            return
        with self._reader.begin() as connection:
            said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if said != "ok":
            raise damaged(self.path.name, str(said).replace("\n", " ")[:200])


def _types_written(connection: Connection, writer: Writer) -> TypeCatalogue | None:
    """All types, if the transaction wrote one."""
    if any(ref.kind == OwnType.key for ref in writer.touched):
        return catalogue_of(connection)
    return None


class Transaction:
    """What a service gets to write with; `change_set` is there once the block has ended."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.change_set: ChangeSet | None = None
