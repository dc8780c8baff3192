"""The check of a database: what is wrong is found, said, and put right as far as it follows."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from tests import factories
from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry
from tracker.i18n import speaking
from tracker.resources import resource_path
from tracker.services import Services
from tracker.storage import search_rebuild, tables


def _what(services: Services) -> set[tuple[str, str]]:
    return {(one.what, str(one.ref or "")) for one in services.checking.check().findings}


def test_the_samples_are_whole(samples: Services) -> None:
    found = samples.checking.check()
    assert found.findings == ()
    assert found.is_whole


def test_a_rebuild_gives_just_what_saving_gave(samples: Services) -> None:
    everything = (tables.search_document, tables.search_note, tables.name_word)

    def rows() -> list[list[tuple[object, ...]]]:
        with samples.database.read() as connection:
            return [
                sorted(map(tuple, connection.execute(table.select())), key=repr)
                for table in everything
            ]

    before = rows()
    told: list[tuple[int, int]] = []
    with samples.database.unaudited() as connection:
        search_rebuild.rebuild(connection, lambda done, of: told.append((done, of)))
    assert rows() == before
    assert all(before)
    assert told[-1][0] == told[-1][1] > 0
    assert samples.checking.check().is_whole


def test_a_record_saved_in_another_language_is_right(services: Services) -> None:
    with speaking("ko", resource_path("i18n")):
        factories.organisation(services, "Centre", kind="hospital")
    assert services.checking.check().is_whole


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        (
            "UPDATE organisation SET city = 'Busan' WHERE id = 1",
            ("index", "organisation-1"),
        ),
        ("DELETE FROM search_document WHERE id >> 40 = 28", ("index_missing", "organisation-1")),
        (
            "INSERT INTO search_note VALUES ((10 << 40) | 77, 'Nothing', 'at all')",
            ("index_left_over", "progress_entry-77"),
        ),
        ("UPDATE search_document SET title = 'Other'", ("full_text", "")),
        ("DELETE FROM name_word", ("words", "")),
        ("DELETE FROM agreement_span", ("spans", "agreement-1")),
        ("UPDATE deliverable_span SET percent = 7", ("spans", "deliverable-1")),
        ("UPDATE agreement_key SET parties = 'zzz'", ("list_keys", "agreement-1")),
    ],
)
def test_what_does_not_agree_is_found_and_put_right(
    services: Services, sql: str, found: tuple[str, str]
) -> None:
    arm = factories.organisation(services, "Alliance for Regenerative Medicine", "ARM")
    factories.agreement(services, "MoU", (arm,), signed="2024-06-04")
    made = factories.deliverable(services, "Korea Pavilion")
    services.progress.log(ProgressEntry(deliverable_id=made, on="2026-11-20", note="confirmed"))
    assert services.checking.check().is_whole
    with services.database.unaudited() as connection:
        connection.execute(text(sql))
    assert found in _what(services)
    checked = services.checking.check()
    assert checked.can_be_repaired
    assert not checked.is_whole
    assert all(one.text for one in checked.findings)
    repaired = services.checking.repair()
    assert repaired.is_whole
    assert repaired.repaired
    assert services.search.find("regenerative")[0].ref == RecordRef("organisation", arm)


def test_a_check_can_be_stopped_and_a_stopped_repair_changes_nothing(samples: Services) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int, _text: str) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        samples.checking.check(stop)
    with pytest.raises(Stopped):
        samples.checking.repair(stop)
    assert samples.checking.check().is_whole


def test_a_row_that_refers_to_nothing_is_found_and_not_said_to_be_repairable(
    services: Services,
) -> None:
    arm = factories.organisation(services, "ARM")
    factories.agreement(services, "MoU", (arm,))
    path = services.database_path
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE party SET organisation_id = 99")
        raw.commit()
    checked = services.checking.check()
    assert "reference" in {one.what for one in checked.findings}
    assert not checked.can_be_repaired
    assert not services.checking.repair().is_whole
