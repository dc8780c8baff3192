"""A database of the first release opens, after a verified backup, and holds what it held."""

import gzip
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tracker.domain.filters import Condition, Operator, words
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.services import Services, open_services
from tracker.storage import list_keys
from tracker.storage.gates import Found, look_at

FIRST = Path(__file__).parents[1] / "files" / "schema-1.tracker.gz"


@pytest.fixture
def yesterday(tmp_path: Path) -> Path:
    path = tmp_path / "yesterday.tracker"
    path.write_bytes(gzip.decompress(FIRST.read_bytes()))
    assert look_at(path) is Found.OLDER
    return path


def _opened(path: Path) -> Services:
    return open_services(path, "tester", lambda: TODAY)


def test_it_opens_with_all_that_it_held(yesterday: Path) -> None:
    before = yesterday.read_bytes()
    services = _opened(yesterday)
    try:
        (backup,) = yesterday.parent.glob("yesterday *.backup.tracker")
        assert backup.read_bytes() != b""
        assert look_at(backup) is Found.OLDER
        assert len(backup.read_bytes()) == len(before)
        counts = services.lists.counts(TODAY, "Kim")
        assert counts["agreement"] == 40
        assert counts["organisation"] == 111, "one is in the trash"
        assert counts["task"] == 0, "saving it was undone"
        assert list(services.lists.ids("organisation", ListQuery(trash=True))) == [5]
        noted = services.lists.ids("deliverable", ListQuery(words("pavilion"), TODAY))
        assert len(noted) > 1
        assert services.search.find("어제")[0].ref.id == 1
    finally:
        services.close()
    assert look_at(yesterday) is Found.CURRENT


def test_its_lists_are_those_of_the_same_records_made_today(
    yesterday: Path, samples: Services
) -> None:
    services = _opened(yesterday)
    try:
        with services.database.unaudited() as connection:
            assert list_keys.differences(connection) == []
        for kind in ("agreement", "deliverable", "contact"):
            query = ListQuery(today=date(2026, 10, 1))
            assert services.lists.ids(kind, query) == samples.lists.ids(kind, query)
        party = Condition("party", Operator.CONTAINS, ("carm",))
        found = services.lists.ids("agreement", ListQuery(party, TODAY))
        assert found == samples.lists.ids("agreement", ListQuery(party, TODAY))
        assert len(found) > 2
    finally:
        services.close()


def test_what_was_done_yesterday_can_be_taken_back_today(yesterday: Path) -> None:
    services = _opened(yesterday)
    try:
        services.undo.redo()
        assert services.lists.total("task") == 1
        for _ in range(2):
            services.undo.undo()
        assert services.lists.total("organisation") == 112
    finally:
        services.close()


SECOND = FIRST.with_name("schema-2.tracker.gz")


def test_a_database_of_the_second_schema_opens_with_its_log_files_and_views(tmp_path: Path) -> None:
    path = tmp_path / "yesterday.tracker"
    path.write_bytes(gzip.decompress(SECOND.read_bytes()))
    assert look_at(path) is Found.OLDER
    services = _opened(path)
    try:
        counts = services.lists.counts(TODAY, "Kim")
        assert (counts["agreement"], counts["deliverable"]) == (40, 38)
        assert services.progress.entries(21)[-1].note == "어제의 기록"
        assert [file.name for file in services.attachments.of(RecordRef("deliverable", 21))] == [
            "notes.txt"
        ]
        assert [view.name for view in services.views.all()] == ["Pavilions"]
        record = services.records.open(Deliverable, 20).record
        assert (record.places, record.recurs_from, record.occurrence) == ((), None, None)
        services.undo.redo()
        assert services.records.open(Deliverable, 20).record.title.endswith("(was renamed)")
    finally:
        services.close()


def test_a_step_that_its_log_says_was_reached_is_done_when_it_opens(yesterday: Path) -> None:
    with closing(sqlite3.connect(yesterday)) as raw:
        line, owner = raw.execute("SELECT id, deliverable_id FROM progress_entry").fetchone()
        step = raw.execute(
            "INSERT INTO milestone (version, parent_id, position, title, target, target_first, "
            "target_last) VALUES (1, ?, 0, 'Apply', '2026-01', '2026-01-01', '2026-01-31')",
            (owner,),
        ).lastrowid
        raw.execute("UPDATE progress_entry SET milestone_id = ? WHERE id = ?", (step, line))
        raw.commit()
    services = _opened(yesterday)
    try:
        found = services.records.open(Deliverable, owner).record
        logged = services.pages.deliverable(owner, TODAY).log
        assert [one.done for one in found.milestones] == [logged[0].on]
        assert services.home.due(TODAY, 30).late_steps == ()
        assert services.checking.check().findings == ()
        # Nothing hinders an edit of something else.
        services.records.save(found.model_copy(update={"title": "Renamed"}))
    finally:
        services.close()
