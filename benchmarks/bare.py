"""Bare SQLite, as the least that could do what the program does."""

import sqlite3
from array import array
from pathlib import Path

# Those of tracker/storage/engine.py.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "mmap_size=0",
)


def connect(path: Path) -> sqlite3.Connection:
    """A connection as the program has them, with nothing above it."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def ids_of(connection: sqlite3.Connection, *queries: str) -> "array[int]":
    """The ids that queries give, one after the other, as a list holds them."""
    found = array("q")
    for query in queries:
        found.extend(row[0] for row in connection.execute(query))
    return found
