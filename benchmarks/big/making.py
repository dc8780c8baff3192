"""Making a big database: rows of records first, then indexes, then what follows from the rows.

The rows take longest and hardly ever change, so they are kept in a file of their own beside it.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.schema import CreateIndex, CreateTable

from benchmarks.big import rebuilding
from benchmarks.big.agreements import add_agreements
from benchmarks.big.deliverables import add_deliverables
from benchmarks.big.filling import Filling
from benchmarks.big.parties import add_contacts, add_events, add_organisations, add_sources
from benchmarks.big.sizes import Size
from benchmarks.big.work import add_work
from tracker.storage import tables
from tracker.storage.creating import create_database
from tracker.storage.gates import SCHEMA

SEED = 20_261_122
_ROOT = Path(__file__).parent.parent.parent
# What is in the rows and what follows from them is decided here.
_ROWS_BY = (
    "benchmarks/big/[adpsw]*.py",
    "benchmarks/big/names.py",
    "benchmarks/big/filling.py",
    "src/tracker/domain/records/*.py",
)
_DERIVED_BY = (
    "benchmarks/big/rebuilding.py",
    "src/tracker/domain/search*.py",
    "src/tracker/storage/search*.py",
    "src/tracker/storage/list_*.py",
    "src/tracker/storage/derived.py",
)
_Say = Callable[[str], None]


def rows_fingerprint() -> str:
    """Another one as soon as the rows of records would be others."""
    return _hash(str(CreateTable(table)) for table in _row_tables()) + _hash_files(_ROWS_BY)


def fingerprint() -> str:
    """Another one as soon as anything in a big database would be another."""
    every = tables.metadata.sorted_tables
    schema = [str(SCHEMA), *(str(CreateTable(table)) for table in every)]
    schema += sorted(str(CreateIndex(index)) for table in every for index in table.indexes)
    return rows_fingerprint() + _hash(schema) + _hash_files(_DERIVED_BY)


def make(path: Path, agreements: int, say: _Say = lambda _line: None) -> None:
    """A new database at `path`, the same for the same program and number of agreements."""
    started = time.monotonic()
    rows = path.with_name(f"{path.stem}.rows")
    mark = rows.with_name(f"{rows.name}.made")
    if not (rows.exists() and mark.exists() and mark.read_text() == rows_fingerprint()):
        _make_rows(rows, agreements)
        mark.write_text(rows_fingerprint())
    say(f"{agreements}: rows after {time.monotonic() - started:.0f} s")
    new = path.with_name(f"{path.stem}.new")
    new.unlink(missing_ok=True)
    create_database(new)
    engine = _engine(new)
    with engine.connect() as connection:
        connection.exec_driver_sql("ATTACH ? AS rows", (str(rows),))
        indexes = [index for table in _row_tables() for index in table.indexes]
        for index in indexes:
            index.drop(connection)
        for table in _row_tables():
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            connection.exec_driver_sql(
                f"INSERT INTO main.{table.name} ({names}) SELECT {names} FROM rows.{table.name}"
            )
        for index in indexes:
            index.create(connection)
        say(f"{agreements}: indexes after {time.monotonic() - started:.0f} s")
        rebuilding.rebuild(connection)
        connection.commit()
    engine.dispose()
    with sqlite3.connect(new) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
    plain.close()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    new.replace(path)
    size = path.stat().st_size / 1e6
    say(f"{agreements}: {size:.0f} MB after {time.monotonic() - started:.0f} s")


def _row_tables() -> list[Table]:
    """Those that are filled with the records; all others follow from them."""
    own = {*tables.TABLES.values(), tables.attachment_content, tables.change_set, tables.change}
    own |= {tables.agreement_span, tables.deliverable_span}
    return [table for table in tables.metadata.sorted_tables if table in own]


def _make_rows(path: Path, agreements: int) -> None:
    path.unlink(missing_ok=True)
    engine = _engine(path)
    with engine.begin() as connection:
        for table in _row_tables():
            connection.execute(CreateTable(table))
        _fill(connection, Size(agreements))
    engine.dispose()


def _fill(connection: Connection, size: Size) -> None:
    random = Random(SEED)
    filling = Filling(connection)
    for add in (add_organisations, add_contacts, add_sources, add_events):
        add(random, filling, size)
    commitments, begun = add_agreements(random, filling, size)
    add_deliverables(random, filling, size, commitments, begun)
    add_work(random, filling, size)
    filling.finish()


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite+pysqlite:///{path}")
    event.listen(engine, "connect", _quickly)
    return engine


def _quickly(connection: sqlite3.Connection, _record: object) -> None:
    """Nothing is kept of a database whose making was broken off, so nothing is made safe."""
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000"):
        connection.execute(f"PRAGMA {pragma}")


def _hash_files(patterns: tuple[str, ...]) -> str:
    paths = [path for pattern in patterns for path in sorted(_ROOT.glob(pattern))]
    return _hash(path.read_text(encoding="utf-8") for path in paths)


def _hash(parts: Iterable[str]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode())
    return found.hexdigest()[:16]
