"""The big databases of the benchmarks hold what the program itself would have written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from benchmarks.big.making import make
from benchmarks.big.sizes import Size
from tracker.domain.deliverable_types import types
from tracker.domain.record import RecordRef
from tracker.domain.records import LOOSE, ROOTS, ProgressEntry
from tracker.domain.validation import problems_of
from tracker.services import Services, open_services
from tracker.storage import list_keys, search_rebuild
from tracker.storage.derived import renew
from tracker.storage.reader import load_many
from tracker.storage.written import Written

_TODAY = date(2026, 11, 21)
_AGREEMENTS = 20
_ROOT_KEYS = [record.key for record in ROOTS]
# What follows from records, with how its rows are found again.
_DERIVED = {
    "agreement_span": "SELECT * FROM agreement_span ORDER BY 1, 2",
    "deliverable_span": "SELECT * FROM deliverable_span ORDER BY 1, 2",
    "search_document": "SELECT * FROM search_document ORDER BY 1",
    "search_note": "SELECT * FROM search_note ORDER BY 1",
    "name_word": "SELECT * FROM name_word ORDER BY 1",
} | {
    f"{key}.shown_name": f"SELECT id, shown_name, sort_name FROM {key} ORDER BY 1"
    for key in _ROOT_KEYS
}


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """All services on a database of twenty agreements."""
    path = tmp_path_factory.mktemp("big") / "big.tracker"
    make(path, _AGREEMENTS)
    opened = open_services(path, "tester", lambda: _TODAY)
    yield opened
    opened.close()


def test_what_is_derived_is_what_the_program_derives(big: Services) -> None:
    stale = {
        RecordRef(record.key, id)
        for record in (*ROOTS, *LOOSE)
        for id in _all(big, f"SELECT id FROM {record.key}")
    }
    before = {name: _rows(big, query) for name, query in _DERIVED.items()}
    with big.database.unaudited() as connection:
        renew(connection, Written(stale=stale, whole=True))
        assert list_keys.differences(connection) == []
        assert list(search_rebuild.differences(connection)) == []
        assert search_rebuild.prove_full_text(connection) == []
    assert all(before[f"{key}.shown_name"] for key in _ROOT_KEYS)
    for name, query in _DERIVED.items():
        assert _rows(big, query) == before[name], name


def test_the_counts_are_those_of_the_size(big: Services) -> None:
    size = Size(_AGREEMENTS)
    counted = {key: len(_all(big, f"SELECT id FROM {key}")) for key in _ROOT_KEYS}
    assert counted["organisation"] == size.organisations == 40
    assert counted["contact"] == size.contacts == 120
    assert counted["deliverable"] == size.deliverables == 80
    assert len(_all(big, f"SELECT id FROM {ProgressEntry.key}")) == size.entries == 400
    assert set(_all(big, "SELECT DISTINCT type FROM deliverable")) <= set(types())


@pytest.mark.parametrize("record", ROOTS, ids=_ROOT_KEYS)
def test_every_record_could_be_saved(big: Services, record: Any) -> None:
    with big.database.read() as connection:
        found = load_many(connection, record)
    assert found
    for one in found:
        assert problems_of(one) == [], one


def test_no_row_refers_to_one_that_is_not_there(big: Services) -> None:
    assert _rows(big, "PRAGMA foreign_key_check") == []
    assert _rows(big, "PRAGMA integrity_check") == [("ok",)]


def test_the_schema_is_that_of_a_new_database(big: Services, tmp_path: Path) -> None:
    fresh = open_services(tmp_path / "new.tracker", "tester", lambda: _TODAY)
    query = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
    assert _rows(big, query) == _rows(fresh, query)
    fresh.close()


def test_the_same_is_made_every_time(tmp_path: Path) -> None:
    dumps = []
    for name in ("first", "second"):
        path = tmp_path / f"{name}.tracker"
        make(path, 5)
        with closing(sqlite3.connect(path)) as plain:
            dumps.append(list(plain.iterdump()))
    assert dumps[0] == dumps[1]


def _rows(services: Services, query: str) -> list[Any]:
    with services.database.read() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _all(services: Services, query: str) -> list[Any]:
    return [row[0] for row in _rows(services, query)]
