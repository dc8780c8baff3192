"""tracker list: any list as text, CSV, JSON or a workbook."""

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import DAY, Tracker
from tracker.domain.dates import PartialDate
from tracker.domain.records import Deliverable
from tracker.services import open_services


def test_a_list_is_a_table_with_its_heads(tracker: Tracker, samples: Path) -> None:
    said = tracker("--db", samples, "list", "deliverables", "--columns", "title,status")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split() == ["Deliverable", "Status"]
    assert lines[-1].endswith("records")
    assert len(lines) > 10


def test_filter_sort_and_columns_are_taken(tracker: Tracker, samples: Path) -> None:
    given = ["--filter", "country:KR", "--sort=-name", "--columns", "name,country"]
    said = tracker("--db", samples, "list", "organisation", *given, "--format", "json")
    rows = json.loads(said.out)
    assert rows
    assert {row["country"] for row in rows} == {"South Korea"}
    names = [row["name"].lower() for row in rows]
    assert names[0] > names[-1]


def test_csv_goes_to_the_terminal(tracker: Tracker, samples: Path) -> None:
    said = tracker("--db", samples, "list", "contact", "--columns", "name", "--format", "csv")
    rows = list(csv.reader(io.StringIO(said.out)))
    assert rows[0] == ["Name"]
    assert len(rows) > 20


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_is_written_and_not_written_over(
    tracker: Tracker, samples: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"list.{form}"
    asked = ("--db", samples, "list", "event", "--output", path)
    said = tracker(*asked)
    assert (said.code, str(path) in said.out) == (0, True)
    if form == "xlsx":
        assert len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()) > 2
    again = tracker(*asked)
    assert again.code == 1
    assert "already" in again.err
    assert tracker(*asked, "--replace").code == 0


def test_built_in_views_and_the_trash(tracker: Tracker, samples: Path) -> None:
    every = tracker("--db", samples, "list", "deliverable", "--format", "json")
    late = tracker("--db", samples, "list", "deliverable", "--view", "overdue", "--format", "json")
    assert 0 < len(json.loads(late.out)) < len(json.loads(every.out))
    gone = tracker("--db", samples, "list", "deliverable", "--view", "trash", "--format", "json")
    assert json.loads(gone.out) == []


@pytest.mark.parametrize(("view", "alike"), [("overdue", "OVERDUE"), ("due", "Due in 30 days")])
def test_a_view_is_known_in_capitals_and_by_the_words_of_the_window(
    tracker: Tracker, samples: Path, view: str, alike: str
) -> None:
    asked = ("--db", samples, "list", "deliverable", "--view")
    right = tracker(*asked, view)
    assert right.code == 0
    assert tracker(*asked, alike) == right
    expiring = ("--db", samples, "list", "agreement", "--view")
    assert tracker(*expiring, "Expiring") == tracker(*expiring, "expiring")
    assert tracker(*asked, "Trash").out == tracker(*asked, "trash").out


def test_a_table_has_one_form_of_dates(tracker: Tracker, samples: Path) -> None:
    services = open_services(samples, "tester", lambda: DAY)
    for title, target in (("A day", "2026-12-15"), ("A quarter", "2026-10/2026-12")):
        services.records.save(Deliverable(title=title, target=PartialDate.parse(target)))
    services.close()
    asked = ("list", "deliverable", "--db", samples, "--columns", "title,target")
    out = tracker(*asked, "--filter", "target>=2026-10-01").out
    found = [line.split("  ")[-1].strip() for line in out.splitlines() if line.startswith("A ")]
    assert sorted(found) == ["15 Dec 2026", "Oct – Dec 2026"]
    exact = json.loads(tracker(*asked, "--filter", 'title:"A day"', "--format", "json").out)
    assert exact[0]["target"] == "2026-12-15"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothings",), "deliverable"),
        (("event", "--filter", "nosuch:3"), "character 1"),
        (("event", "--view", "nosuch"), "trash"),
        (("event", "--format", "xlsx"), "--output"),
        (("event", "--output", "list.doc"), "--format"),
    ],
)
def test_what_cannot_be_meant_is_said(
    tracker: Tracker, samples: Path, words: tuple[str, ...], said: str
) -> None:
    answer = tracker("--db", samples, "list", *words)
    assert answer.code == 2
    assert said in answer.err


def test_an_unknown_column_is_named(tracker: Tracker, samples: Path) -> None:
    for option in ("--columns", "--sort"):
        answer = tracker("--db", samples, "list", "event", option, "nosuch")
        assert answer.code == 1
        assert "nosuch" in answer.err


def test_a_list_as_at_a_past_day(tracker: Tracker, samples: Path) -> None:
    asked = ("--db", samples, "list", "deliverables")
    then = tracker(*asked, "--as-at", "2019-03-31")
    assert then.code == 0
    assert then.out.splitlines()[-1].endswith("as at 2019-03-31")
    assert tracker(*asked, "--filter", "asat:March 2019").out == then.out
    assert tracker(*asked).out != then.out
    wrong = tracker(*asked, "--as-at", "some day")
    assert (wrong.code, "--as-at" in wrong.err) == (2, True)
    other = tracker("--db", samples, "list", "contact", "--as-at", "2019")
    assert (other.code, "another day" in other.err) == (2, True)
