"""What holds for every test: no screen is needed, and the user's own files are out of reach."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tracker.config import HOME_VARIABLE
from tracker.i18n import spoken_language, use_language
from tracker.resources import data_path, resource_path
from tracker.services import Services, open_services
from tracker.storage import engine

# Before Qt is imported by any test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples every time, so that a run fails for what was changed and not by chance. To look
# for more: HYPOTHESIS_PROFILE=search make test. Without a stopwatch: a busy machine is no reason to
# fail.
settings.register_profile("steady", derandomize=True, max_examples=60, deadline=None)
settings.register_profile("search", max_examples=200, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and databases of the person who runs the tests are never touched."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _power_stays_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """No change waits for the disk: nothing of a test has to outlive a power cut."""
    set_up = engine._pragmas

    def quickly(connection: Any, *pragmas: str) -> None:
        set_up(connection, *pragmas)
        if "synchronous=FULL" in pragmas:
            set_up(connection, "synchronous=OFF")

    monkeypatch.setattr(engine, "_pragmas", quickly)


TODAY = date(2026, 11, 21)


@pytest.fixture
def today() -> date:
    """The day every test lives on."""
    return TODAY


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once: copying it takes a tenth of making it."""
    path = tmp_path_factory.mktemp("empty") / "empty.tracker"
    open_services(path, "tester", lambda: TODAY).close()
    return path


@pytest.fixture
def services(tmp_path: Path, _empty_file: Path) -> Iterator[Services]:
    """All services on a new, empty database."""
    path = tmp_path / "test.tracker"
    shutil.copy(_empty_file, path)
    opened = open_services(path, "tester", lambda: TODAY)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def _sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the sample partnerships, made once."""
    path = tmp_path_factory.mktemp("samples") / "samples.tracker"
    opened = open_services(path, "tester", lambda: TODAY)
    opened.samples.load(data_path("sample"), TODAY)
    opened.close()
    return path


@pytest.fixture
def samples(tmp_path: Path, _sample_file: Path) -> Iterator[Services]:
    """All services on an own copy of the sample partnerships."""
    path = tmp_path / "samples.tracker"
    shutil.copy(_sample_file, path)
    opened = open_services(path, "tester", lambda: TODAY)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    """The language is the process's: what a test speaks must not reach the next one."""
    yield
    if spoken_language() != "en":
        use_language("en", resource_path("i18n"))
