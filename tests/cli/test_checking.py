"""tracker check: what it says and with which exit code."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Tracker


def _spoil(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(sql)
        raw.commit()


def test_a_whole_database_is_said_to_be(tracker: Tracker, samples: Path) -> None:
    code, out, err = tracker("check", "--db", samples)
    assert (code, out) == (0, "Everything is in order.\n")
    assert err.splitlines()[0] == "Checking the file …", "no terminal: each step in a line"
    found = json.loads(tracker("check", "--db", samples, "--json").out)
    assert found == {"whole": True, "rebuilt": False, "total": 0, "findings": []}


def test_what_is_wrong_is_named_and_put_right(tracker: Tracker, samples: Path) -> None:
    _spoil(samples, "UPDATE organisation SET city = 'Nowhere' WHERE id = 1")
    code, out, err = tracker("check", "--db", samples)
    assert code == 1
    assert "The search index holds other words than organisation" in out
    assert "(organisation-1)" in out
    assert "--repair" in err
    found = json.loads(tracker("check", "--db", samples, "--json").out)
    assert not found["whole"]
    assert {one["ref"] for one in found["findings"]} == {"organisation-1"}
    code, out, _ = tracker("check", "--db", samples, "--repair")
    assert code == 0
    assert out.endswith("Everything is in order.\n")
    assert tracker("check", "--db", samples).code == 0
    assert "organisation-1" in tracker("--db", samples, "find", "nowhere").out


def test_a_reference_to_nothing_is_not_repaired(tracker: Tracker, samples: Path) -> None:
    _spoil(samples, "UPDATE party SET organisation_id = 999999 WHERE id = 1")
    code, out, err = tracker("check", "--db", samples, "--rebuild-index")
    assert code == 1
    assert "A row refers to nothing: party 1." in out
    assert "backup" in err
