"""Logging progress, against the very same rows written by bare SQLite as durably.

Both work on a copy of one database. After each entry that the program has logged, what it wrote
is read back and written into the other copy: the entry, its change set and change, the spans of
the deliverable and its search document.
"""

import shutil
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import samples
from benchmarks.measure import Compared, Times
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import ProgressEntry

# Those of tracker/storage/engine.py.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "mmap_size=0",
)
# Read back from the one database, written into the other; {entry} and the like are filled in.
WRITTEN = {
    "change_set": "id = {change_set}",
    "progress_entry": "id = {entry}",
    "change": "change_set_id = {change_set}",
    "deliverable_span": "deliverable_id = {deliverable}",
    "search_document": "kind = 'progress_entry' AND record_id = {entry}",
}
INDEXED = "SELECT rowid, title, body FROM search_index WHERE rowid = ?"


class Rows(NamedTuple):
    """Rows of one table, and the statement that inserts one."""

    statement: str
    values: list[tuple[Any, ...]]


def compare(folder: Path, base: Path, rounds: int) -> Compared:
    """Log `rounds` entries, spread over all deliverables of the database `base`."""
    ours, bare = Times(), Times()
    copies = [Path(shutil.copy(base, folder / f"{name}.tracker")) for name in ("ours", "bare")]
    services, plain = samples.open_at(copies[0]), _connect(copies[1])
    reader = sqlite3.connect(copies[0])
    deliverables = [row[0] for row in reader.execute("SELECT id FROM deliverable ORDER BY id")]
    for number in range(-len(deliverables), rounds):  # below zero: warming up
        deliverable = deliverables[number % len(deliverables)]
        entry = _entry(deliverable, number)
        with ours.take():
            logged = services.progress.log(entry)
        rows = _read_back(reader, logged.entry_id, logged.change_set.id, deliverable)
        with bare.take():
            _write(plain, deliverable, rows)
    _check_equal(reader, plain)
    for one in (reader, plain, services):
        one.close()
    warm = len(deliverables)
    return Compared(
        "Log progress, saved to disk",
        Times(ours.all[warm:]),
        "the same rows by bare SQLite",
        Times(bare.all[warm:]),
        most_ratio=8,
    )


def _entry(deliverable: int, number: int) -> ProgressEntry:
    return ProgressEntry(
        deliverable_id=deliverable,
        on=PartialDate.of(samples.TODAY),
        note=f"The programme was agreed with the partners; {number} of the speakers are found.",
        status=DeliverableStatus.IN_PROGRESS,
        percent=number % 100,
    )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _read_back(
    reader: sqlite3.Connection, entry: int, change_set: int, deliverable: int
) -> list[Rows]:
    names = {"entry": entry, "change_set": change_set, "deliverable": deliverable}
    found: list[Rows] = []
    for table, where in WRITTEN.items():
        cursor = reader.execute(f"SELECT * FROM {table} WHERE {where.format(**names)}")
        places = ", ".join("?" * len(cursor.description))
        found.append(Rows(f"INSERT INTO {table} VALUES ({places})", cursor.fetchall()))
    document = found[-1].values[0][0]
    indexed = reader.execute(INDEXED, (document,)).fetchall()
    insert = "INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)"
    return [*found, Rows(insert, indexed)]


def _write(connection: sqlite3.Connection, deliverable: int, rows: list[Rows]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM deliverable_span WHERE deliverable_id = ?", (deliverable,))
    for statement, values in rows:
        connection.executemany(statement, values)
    connection.execute("COMMIT")


def _check_equal(one: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Both must have done the same work, or the comparison says nothing."""
    for table in (*WRITTEN, "search_index"):
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        if one.execute(query).fetchall() != other.execute(query).fetchall():
            raise AssertionError(f"bare SQLite did not write the same {table}")
