"""The revisions make the very schema that a new database gets, from a verified backup on."""

import sqlite3
from pathlib import Path

from tracker.services import open_services
from tracker.storage.database import Database
from tracker.storage.gates import APPLICATION_ID, REVISION, Found, look_at


def _schema(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        )
        if not row[0].startswith("sqlite_")
    ]
    found: dict[str, list[tuple[object, ...]]] = {}
    for name in names:
        found[name] = sorted(row[1:] for row in connection.execute(f"PRAGMA table_info('{name}')"))
        found[f"{name} keys"] = sorted(
            row[2:] for row in connection.execute(f"PRAGMA foreign_key_list('{name}')")
        )
        found[f"{name} indexes"] = sorted(
            (
                index[1],
                index[2],
                tuple(
                    column[2] for column in connection.execute(f"PRAGMA index_info('{index[1]}')")
                ),
            )
            for index in connection.execute(f"PRAGMA index_list('{name}')")
        )
    connection.close()
    return found


def _before_the_first_revision(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE keepsake (id INTEGER)")
    connection.execute("DROP TABLE keepsake")
    connection.commit()
    connection.close()


def test_migrating_and_creating_give_the_same_schema(tmp_path: Path) -> None:
    created, migrated = tmp_path / "created.tracker", tmp_path / "migrated.tracker"
    Database(created, "tester").close()
    _before_the_first_revision(migrated)
    assert look_at(migrated) is Found.OLDER
    Database(migrated, "tester").close()
    assert look_at(migrated) is Found.CURRENT
    assert _schema(migrated) == _schema(created)
    version = (
        sqlite3.connect(migrated).execute("SELECT version_num FROM alembic_version").fetchall()
    )
    assert version == [(REVISION,)]


def test_a_migration_leaves_a_verified_backup_of_what_was(tmp_path: Path) -> None:
    path = tmp_path / "old.tracker"
    _before_the_first_revision(path)
    services = open_services(path, "tester", lambda: None)  # type: ignore[arg-type, return-value]
    services.close()
    backups = list(tmp_path.glob("old *.backup.tracker"))
    assert len(backups) == 1
    assert look_at(backups[0]) is Found.OLDER
