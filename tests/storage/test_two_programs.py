"""Two programs on one file: nothing that one does makes the other lose its hold of it."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.own_types import OwnTypeDefinition
from tracker.domain.records import OwnType, ProgressEntry
from tracker.errors import TrackerError
from tracker.services import Services, open_services
from tracker.services.archive import read_archive
from tracker.storage import list_keys
from tracker.storage.file_bytes import first_bytes
from tracker.storage.gates import Found, look_at

_OTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM organisation").fetchone()[0])
connection.close()
"""


def _other_program_counts(path: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _OTHER, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def _reopen(path: Path) -> None:
    open_services(path, "tester", lambda: TODAY).close()


def _read_as_archive(path: Path) -> None:
    with pytest.raises(TrackerError):
        read_archive(path)


@pytest.mark.parametrize(
    "touch",
    [
        lambda _services, path: look_at(path),
        lambda _services, path: _reopen(path),
        lambda _services, path: _read_as_archive(path),
        lambda services, path: services.attachments.prepare(path),
    ],
    ids=["looked at", "opened once more", "read as an archive", "attached as evidence"],
)
def test_the_open_file_stays_ours_whatever_else_is_done_with_it(
    tmp_path: Path, touch: Callable[[Services, Path], object]
) -> None:
    path = tmp_path / "work.tracker"
    services = open_services(path, "tester", lambda: TODAY)
    factories.organisation(services, "Before")
    touch(services, path)
    assert _other_program_counts(path) == 1
    # Had it taken the file for its own, it would have removed the log that is written to here.
    assert path.with_name("work.tracker-wal").exists()
    factories.organisation(services, "After")
    assert _other_program_counts(path) == 2
    services.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = [row[0] for row in connection.execute("SELECT name FROM organisation ORDER BY id")]
    connection.close()
    assert names == ["Before", "After"]


def test_a_file_put_in_the_place_of_another_is_read_anew(tmp_path: Path) -> None:
    path, other = tmp_path / "work.tracker", tmp_path / "other.tracker"
    _reopen(path)
    assert look_at(path) is Found.CURRENT
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA user_version = 7")
    connection.execute("CREATE TABLE invoices (id INTEGER)")
    connection.commit()
    connection.close()
    other.replace(path)
    assert first_bytes(path, 100)[60:64] == b"\x00\x00\x00\x07"


def test_what_is_written_after_the_first_look_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "work.tracker"
    _reopen(path)
    before = first_bytes(path, 100)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()
    assert first_bytes(path, 100)[60:64] == b"\x00\x00\x00\x09" != before[60:64]
    assert first_bytes(path) == path.read_bytes()
    assert first_bytes(path, 10) == b"SQLite for"


def test_an_action_with_the_number_of_one_that_failed_here_is_anothers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.tracker"
    with (
        closing(open_services(path, "tester", lambda: TODAY)) as ours,
        closing(open_services(path, "tester", lambda: TODAY)) as theirs,
    ):
        elsewhere = ours.elsewhere()

        def fails(*_given: object) -> None:
            raise RuntimeError("the last step of an action")

        with monkeypatch.context() as patch:
            patch.setattr(list_keys, "renew", fails)
            with pytest.raises(RuntimeError):
                factories.organisation(ours, "Ours")
        assert elsewhere.look() is None
        made = factories.organisation(theirs, "Theirs")
        found = elsewhere.look()
        assert found is not None
        assert found.touches("organisation", made)
        factories.organisation(ours, "Ours")
        assert elsewhere.look() is None


def test_types_that_another_program_made_are_known_after_a_look(tmp_path: Path) -> None:
    path = tmp_path / "work.tracker"
    with (
        closing(open_services(path, "tester", lambda: TODAY)) as ours,
        closing(open_services(path, "tester", lambda: TODAY)) as theirs,
    ):
        elsewhere, before = ours.elsewhere(), ours.types
        key = theirs.own_types.save(OwnTypeDefinition(name="Hackathon")).definition.key
        assert key not in before
        found = elsewhere.look()
        assert found is not None
        assert found.touches(OwnType.key)
        assert key in ours.types


def test_what_another_program_logged_touches_what_it_would_touch_here(tmp_path: Path) -> None:
    path = tmp_path / "work.tracker"
    with (
        closing(open_services(path, "tester", lambda: TODAY)) as ours,
        closing(open_services(path, "tester", lambda: TODAY)) as theirs,
    ):
        made = factories.deliverable(ours)
        elsewhere = ours.elsewhere()
        line = ProgressEntry(deliverable_id=made, on=PartialDate.of(TODAY), note="Booked")
        logged = theirs.progress.log(line)
        found = elsewhere.look()
        assert found is not None
        assert found.touched == logged.change_set.touched
        assert found.touches(ProgressEntry.key, logged.entry_id)
