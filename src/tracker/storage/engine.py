"""Engines with the pragmas of the promise: one writer, separate readers, full durability."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from tracker.storage.sql_forms import add_functions

# SQLite waits this long for another program's lock before it says "locked", in milliseconds.
BUSY_MS = 5_000


def writer_engine(path: Path) -> Engine:
    """The engine of the one connection that writes. Its transactions take the lock at once."""
    engine = _engine(path, size=1)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reader_engine(path: Path) -> Engine:
    """The engine of the connections that only read, each transaction one consistent picture."""
    # Two readers of the window, and long work: an export, previews of what would change.
    engine = _engine(path, size=6)
    event.listen(engine, "connect", _prepare_reader)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _engine(path: Path, size: int) -> Engine:
    return create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        # isolation_level None: SQLAlchemy and not the driver begins transactions (libraries.md, 2).
        connect_args={
            "check_same_thread": False,
            "isolation_level": None,
            "timeout": BUSY_MS / 1000,
        },
    )


def _pragmas(connection: Any, *pragmas: str) -> None:
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare(connection: Any, _record: Any) -> None:
    add_functions(connection)
    _pragmas(
        connection,
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "mmap_size=0",
    )


def _prepare_reader(connection: Any, _record: Any) -> None:
    add_functions(connection)
    _pragmas(connection, "trusted_schema=OFF", "mmap_size=0", "query_only=ON")


@contextmanager
def much_read(connection: Connection) -> Iterator[None]:
    """For reading a whole list: SQLite then keeps 32 MB of the file at hand instead of 2, which
    takes a third of the time; given back afterwards."""
    with _at_hand(connection, 32):
        yield


@contextmanager
def much_written(connection: Connection) -> Iterator[None]:
    """For writing very much in one transaction: what does not find room is written and read again
    many times."""
    with _at_hand(connection, 128):
        yield


@contextmanager
def _at_hand(connection: Connection, megabytes: int) -> Iterator[None]:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{megabytes * 1024}")
    try:
        yield
    finally:
        if sqlite:
            connection.exec_driver_sql("PRAGMA cache_size = -2000")
            connection.exec_driver_sql("PRAGMA shrink_memory")
