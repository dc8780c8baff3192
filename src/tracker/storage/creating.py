"""Making a new database file: complete and closed under another name, then moved into place.

A program killed at any moment so leaves either no database or a whole one; with the schema still
in the write-ahead log the file's header would not say that it is ours.
"""

from pathlib import Path

from sqlalchemy import Connection, insert, text

from tracker.storage import search_index, tables
from tracker.storage.engine import writer_engine
from tracker.storage.gates import APPLICATION_ID, REVISION, SCHEMA


def create_database(path: Path) -> None:
    """Create the file at `path`, where nothing or an empty file stands, and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _keep_orphans(path)
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    engine = writer_engine(new)
    try:
        with engine.begin() as connection:
            create_schema(connection)
        engine.dispose()
        new.replace(path)
    finally:
        engine.dispose()
        for ending in ("", "-wal", "-shm"):
            new.with_name(new.name + ending).unlink(missing_ok=True)


def create_schema(connection: Connection) -> None:
    """Make all tables in an empty database and mark the file as ours."""
    tables.metadata.create_all(connection)
    for statement in search_index.CREATE:
        connection.execute(text(statement))
    connection.execute(insert(tables.schema_version).values(version_num=REVISION))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def _keep_orphans(path: Path) -> None:
    """Set the log of a database that is gone aside: SQLite would play it into the new one."""
    for ending in ("-wal", "-shm", "-journal"):
        orphan = path.with_name(path.name + ending)
        if orphan.exists():
            orphan.replace(orphan.with_name(orphan.name + ".kept"))
