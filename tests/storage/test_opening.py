"""Files that are refused, and how they are told so; a refused file is not changed by a byte."""

import errno
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.changes import Action
from tracker.domain.records import Organisation
from tracker.errors import (
    DamagedDatabase,
    DatabaseError,
    DatabaseLocked,
    DiskFull,
    NewerDatabase,
    NotOurDatabase,
    NotWritable,
)
from tracker.services import Services, open_services
from tracker.storage import engine
from tracker.storage.database import Database
from tracker.storage.failures import explained
from tracker.storage.gates import APPLICATION_ID, SCHEMA, Found, look_at


def _refused(path: Path, error: type[DatabaseError]) -> DatabaseError:
    before = sha256(path.read_bytes()).hexdigest()
    with pytest.raises(error) as caught:
        Database(path, "tester")
    assert sha256(path.read_bytes()).hexdigest() == before
    assert caught.value.remedy
    assert path.name in caught.value.what
    return caught.value


def test_a_text_file_named_db_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Buy milk\n" * 100, encoding="utf-8")
    _refused(path, NotOurDatabase)


def test_a_foreign_sqlite_file_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE invoices (id INTEGER)")
    connection.commit()
    connection.close()
    _refused(path, NotOurDatabase)


def test_a_newer_file_is_refused_untouched(services: Services) -> None:
    path = services.database_path
    services.close()
    content = bytearray(path.read_bytes())
    content[60:64] = struct.pack(">I", SCHEMA + 1)
    path.write_bytes(content)
    assert "newer" in str(_refused(path, NewerDatabase))


def test_a_header_cut_short_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "cut.tracker"
    path.write_bytes(b"SQLite format 3\x00" + b"\x10")
    _refused(path, DamagedDatabase)


@pytest.mark.parametrize("at", [0.15, 0.5, 0.9])
def test_a_damaged_page_is_found_at_start(services: Services, at: float) -> None:
    factories.organisation(services, "Council for Advanced Regenerative Medicine", "CARM")
    path = services.database_path
    services.close()
    content = bytearray(path.read_bytes())
    start = int(len(content) * at) // 4096 * 4096
    content[start : start + 4096] = os.urandom(4096)
    path.write_bytes(content)
    _refused(path, DamagedDatabase)


def test_a_file_cut_in_half_is_found_at_start(services: Services) -> None:
    path = services.database_path
    services.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    _refused(path, DamagedDatabase)


def test_an_empty_file_becomes_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.tracker"
    path.touch()
    assert look_at(path) is Found.NOTHING
    Database(path, "tester").close()
    assert look_at(path) is Found.CURRENT


def test_a_folder_cannot_be_opened_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        Database(tmp_path, "tester")


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(NotWritable):
        Database(tmp_path / "file" / "new.tracker", "tester")


@pytest.fixture
def _power_stays_on() -> None:
    """Here it may not."""


def test_the_pragmas_of_the_promise_hold(services: Services) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "mmap_size": 0,
    }
    with services.database.write(Action("look")) as work:
        for name, value in expected.items():
            found = work.writer.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            assert found in (value, None if name == "mmap_size" else value), name
        assert (
            work.writer.connection.exec_driver_sql("PRAGMA application_id").scalar()
            == APPLICATION_ID
        )


def test_readers_cannot_write(services: Services) -> None:
    with pytest.raises(NotWritable), services.database.read() as connection:
        connection.exec_driver_sql("DELETE FROM organisation")


def test_a_lock_of_another_program_is_said_plainly_and_passes(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    path = services.database_path
    services.close()
    opened = open_services(path, "tester", services.today)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseLocked) as caught:
        factories.organisation(opened, "ISCT")
    assert "try again" in caught.value.remedy
    other.execute("ROLLBACK")
    other.close()
    assert factories.organisation(opened, "ISCT") == 1
    opened.close()


def test_a_full_disk_is_said_plainly_and_nothing_is_lost(services: Services) -> None:
    factories.organisation(services, "ISCT")
    with services.database.write(Action("measure")) as work:
        pages = work.writer.connection.exec_driver_sql("PRAGMA page_count").scalar()
        # The writer's one connection is kept: from now on the file cannot grow.
        work.writer.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        services.records.save(Organisation(name="CARM", description="x" * 4_000_000))
    with services.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM organisation").scalar() == 1


def test_no_sql_runs_on_a_forbidden_thread(services: Services) -> None:
    services.forbid_thread(threading.get_ident())
    with pytest.raises(RuntimeError, match="window"):
        services.lists.total("agreement")
    with pytest.raises(RuntimeError, match="window"):
        services.undo.state()


def test_moments_are_stored_to_the_millisecond_in_utc(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 21, 12, 0, 0, 123_000, tzinfo=UTC)
    database = Database(tmp_path / "a.tracker", "tester", lambda: moment)
    with database.write(Action("x")) as work:
        work.writer.save(Organisation(name="A"))
    assert work.change_set is not None
    assert work.change_set.at == moment
    with database.read() as connection:
        stored = connection.exec_driver_sql("SELECT at FROM change_set").scalar()
    assert stored == "2026-11-21T12:00:00.123+00:00"
    database.close()


KILLED_WHILE_OPEN = """
import os, signal, sys
from datetime import date
from pathlib import Path
from tracker.domain.records import Organisation
from tracker.services import open_services
services = open_services(Path(sys.argv[1]), "tester", lambda: date(2026, 11, 21))
services.records.save(Organisation(name="CARM"))
print("saved", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_program_killed_after_its_first_save_leaves_a_database_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "killed.tracker"
    run = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_OPEN, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "saved\n", run.stderr
    assert run.returncode == -signal.SIGKILL
    again = open_services(path, "tester", lambda: TODAY)
    assert again.records.open(Organisation, 1).record.name == "CARM"
    again.close()


def test_the_log_of_a_database_that_is_gone_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "new.tracker"
    orphan = tmp_path / "new.tracker-wal"
    orphan.write_bytes(b"pages of a database that was deleted")
    Database(path, "tester").close()
    assert (tmp_path / "new.tracker-wal.kept").read_bytes().startswith(b"pages")
    assert look_at(path) is Found.CURRENT


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFull),
        (OSError(errno.EROFS, "Read-only file system"), NotWritable),
        (OSError(errno.ENAMETOOLONG, "File name too long"), DatabaseError),
        (OSError(errno.EIO, "Input/output error"), DatabaseError),
        (sqlite3.OperationalError("disk I/O error"), DatabaseError),
    ],
)
def test_what_the_system_says_is_never_called_damage(
    error: Exception, kind: type[DatabaseError]
) -> None:
    said = explained(error, "a.tracker")
    assert type(said) is kind
    assert said.why
    assert said.remedy


def test_a_name_too_long_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="too long"):
        Database(tmp_path / ("n" * 300), "tester")
