"""Engines with the pragmas of the promise: one writer, separate readers, full durability."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

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
    engine = _engine(path, size=3)
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
    _pragmas(
        connection,
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "mmap_size=0",
    )


def _prepare_reader(connection: Any, _record: Any) -> None:
    _pragmas(connection, "trusted_schema=OFF", "mmap_size=0", "query_only=ON")
