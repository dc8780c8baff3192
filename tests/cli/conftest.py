"""The command line in this process, on a copy of the samples, on a day of our choice."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from tracker.cli.parser import parse
from tracker.i18n import use_language
from tracker.resources import data_path, resource_path
from tracker.services import open_services

DAY = date(2025, 6, 1)


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Tracker = Callable[..., Answer]


@pytest.fixture(scope="session")
def made_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "samples.tracker"
    services = open_services(path, "tester", lambda: DAY)
    services.samples.load(data_path("sample"), DAY)
    services.close()
    return path


@pytest.fixture
def samples(made_samples: Path, tmp_path: Path) -> Path:
    """A database of its own with the samples."""
    return shutil.copy(made_samples, tmp_path / "samples.tracker")


@pytest.fixture
def tracker(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Tracker]:
    """Runs one command line; what it says is in English whatever this machine speaks."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run_it(*words: object) -> Answer:
        from tracker.cli.run import run

        capsys.readouterr()
        try:
            code = run(parse([str(word) for word in words]), lambda: DAY)
        except SystemExit as exit:
            code = exit.code if isinstance(exit.code, int) else 1
        return Answer(code, *capsys.readouterr())

    yield run_it
    use_language("en", resource_path("i18n"))
