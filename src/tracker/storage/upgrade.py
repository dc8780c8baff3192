"""Bringing the database of an older program up to date, after a verified backup of it.

Imported only when it is due: Alembic takes a third of a second to import.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from tracker.i18n import tr
from tracker.storage.checking import repair
from tracker.storage.failures import damaged
from tracker.storage.gates import REVISION, SCHEMA

_SCRIPTS = Path(__file__).with_name("migrations")


def upgrade(path: Path, engine: Engine, now: datetime) -> Path:
    """Back `path` up, migrate it in one transaction, and return the backup's path.

    Raises DamagedDatabase if the backup or the result does not check out; a migration that
    fails leaves the file as it was.
    """
    backup = back_up(path, now)
    migrate(engine)
    return backup


def back_up(path: Path, now: datetime) -> Path:
    """A copy of the database beside it, read back and checked."""
    backup = path.with_name(f"{path.stem} {now:%Y-%m-%d %H%M%S}.backup{path.suffix}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(backup)) as copy:
        source.backup(copy)
        said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        backup.unlink()
        raise damaged(path.name, tr("its backup could not be verified"))
    return backup


def migrate(engine: Engine) -> None:
    """Run all migrations on a database whose writer is `engine`."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with engine.connect() as connection:
        # Rebuilding a parent table with foreign keys on would delete its children
        # (libraries.md, pitfall 1). The pragma works only outside a transaction.
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, REVISION)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if broken is not None:
                    raise damaged(
                        "database", tr("rows of {table} refer to nothing", table=broken[0])
                    )
                # What follows from the records is made as this version makes it. Until schema 3
                # a step stayed open that a line of the log said was reached.
                repair(connection, None)
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
