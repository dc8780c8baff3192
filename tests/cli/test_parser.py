"""What can be written after `tracker`, and what it means."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.cli.parser import parse
from tracker.config import Paths, Settings


@pytest.mark.parametrize(
    "words",
    [
        ["--db", "a.tracker", "due"],
        ["due", "--db", "a.tracker"],
        ["--db=a.tracker", "due", "--json"],
        ["--db", "b.tracker", "due", "--db", "a.tracker"],
    ],
)
def test_the_database_is_named_before_or_after_the_command(words: list[str]) -> None:
    assert parse(words).database == Path("a.tracker")


def test_without_a_command_the_window_is_meant() -> None:
    options = parse(["--samples", "--language", "ko"])
    assert (options.command, options.samples, options.language) == ("", True, "ko")
    assert parse([]).database is None


def test_the_language_is_the_one_asked_for_or_set_or_the_systems(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert parse(["due"]).language == "ko"
    Settings(language="en").save(Paths.of_user().settings)
    assert parse(["due"]).language == "en"
    assert parse(["due", "--language=ko"]).language == "ko"


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["show"],
        ["find"],
        ["due", "--within", "soon"],
        ["due", "--within", "-1"],
        ["due", "--within", "²"],
        ["due", "--within", "99999999999"],
        ["due", "--language", "xx"],
        ["sample"],
        ["tour"],
        ["log"],
        ["log", "x", "y", "z"],
        ["log", "x", "--on", "today", "y", "z"],
        ["find", "x", "--unknown"],
        ["summary"],
        ["archive"],
        ["restore-archive", "a.json"],
        ["--wrong"],
    ],
)
def test_what_cannot_be_meant_is_a_misuse(words: list[str], tracker: Tracker) -> None:
    code, out, err = tracker(*words)
    assert code == 2
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


def test_help_names_every_command(tracker: Tracker) -> None:
    code, out, _ = tracker("--help")
    assert code == 0
    for command in ("sample", "due", "find", "show", "log", "summary", "archive", "tour"):
        assert f"\n    {command} " in out
    assert tracker("log", "--help").code == 0
    assert tracker("due", "--help", "--language", "ko").code == 0
