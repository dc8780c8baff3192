"""sample, archive, restore-archive, tour: whole databases."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker


def test_sample_makes_a_database(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "new" / "mine.tracker"
    code, out, err = tracker("sample", path)
    assert (code, err) == (0, "")
    assert "Agreements " in out
    assert "CARM" in tracker("--db", path, "find", "CARM").out
    before = path.read_bytes()
    code, _, err = tracker("sample", path)
    assert code == 1
    assert "“mine.tracker” is there already." in err
    assert path.read_bytes() == before


def test_an_archive_gives_back_an_equal_database(
    tracker: Tracker, samples: Path, tmp_path: Path
) -> None:
    first, second, new = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "new.tracker"
    tracker("--db", samples, "log", "deliverable-2", "Held 🎉", "--status", "delivered")
    assert tracker("archive", first, "--db", samples).code == 0
    code, out, err = tracker("restore-archive", first, "--db", new)
    assert (code, err) == (0, "")
    assert "Agreements " in out
    assert tracker("--db", new, "archive", second).code == 0
    assert second.read_bytes() == first.read_bytes()
    assert json.loads(first.read_text("utf-8"))["schema"] == 1
    for words in (["due"], ["show", "agreement-2", "--json"], ["find", "이병건"]):
        assert tracker("--db", new, *words) == tracker("--db", samples, *words)


def test_an_archive_replaces_a_file_only_if_that_is_said(
    tracker: Tracker, samples: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine", encoding="utf-8")
    code, _, err = tracker("--db", samples, "archive", file)
    assert code == 1
    assert "“mine.json” is there already." in err
    assert "--replace" in err
    assert file.read_text("utf-8") == "mine"
    assert tracker("--db", samples, "archive", file, "--replace").code == 0
    assert json.loads(file.read_text("utf-8"))["schema"] == 1


def test_an_archive_is_restored_into_a_new_file_only(
    tracker: Tracker, samples: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    tracker("--db", samples, "archive", file)
    before = samples.read_bytes()
    code, _, err = tracker("restore-archive", file, "--db", samples)
    assert code == 1
    assert "is there already" in err
    assert samples.read_bytes() == before
    assert tracker("--db", samples, "archive", samples).code == 1
    assert samples.read_bytes() == before


@pytest.mark.parametrize("broken", ["{}", "", '{"format": "partnership-tracker-archive"', "☃"])
def test_a_bad_archive_leaves_nothing_behind(broken: str, tracker: Tracker, tmp_path: Path) -> None:
    file, new = tmp_path / "a.json", tmp_path / "new.tracker"
    file.write_text(broken, encoding="utf-8")
    code, out, err = tracker("restore-archive", file, "--db", new)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert not list(tmp_path.glob("new*"))
    assert tracker("restore-archive", tmp_path / "no.json", "--db", new).code == 1


def test_what_only_the_database_refuses_leaves_nothing_behind(
    tracker: Tracker, samples: Path, tmp_path: Path
) -> None:
    file, new = tmp_path / "a.json", tmp_path / "new.tracker"
    tracker("--db", samples, "archive", file)
    data = json.loads(file.read_text("utf-8"))
    data["records"]["deliverable"][0]["instance"] = 2**70
    file.write_text(json.dumps(data), encoding="utf-8")
    assert tracker("restore-archive", file, "--db", new).code == 1
    assert not list(tmp_path.glob("new*"))


@pytest.mark.slow
def test_the_tour_does_the_job_of_the_window(tracker: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    code, out, err = tracker("tour", "--out", folder)
    assert (code, err) == (0, "")
    assert "Overdue\n  deliverable-" in out
    assert str(folder) in out
    pdfs = sorted(file.stem for file in folder.glob("*.pdf"))
    assert len(pdfs) >= 12
    for form in ("docx", "xlsx"):
        assert sorted(file.stem for file in folder.glob(f"*.{form}")) == pdfs
    (database,) = folder.glob("*.tracker")
    assert "CARM" in tracker("--db", database, "find", "CARM").out
    # Once more: what was logged meanwhile is kept, and nothing is there twice.
    tracker("--db", database, "log", "deliverable-2", "Held")
    assert tracker("tour", "--out", folder).code == 0
    assert sorted(file.stem for file in folder.glob("*.pdf")) == pdfs
    assert "Held" in tracker("--db", database, "show", "deliverable-2").out


def test_a_tour_to_nowhere(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, _, err = tracker("tour", "--out", tmp_path / "file" / "out")
    assert code == 1
    assert "cannot be made" in err
