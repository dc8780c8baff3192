"""The cases, loaded once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.loading import load
from tests.casebook.reading import Case, read_cases
from tests.conftest import TODAY
from tracker.services import Services, open_services

FILES = Path(__file__).parents[1] / "files"
CASES = FILES / "cases.jsonl"
MORE = FILES / "more_cases.jsonl"


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], dict[str, Any]]:
    """The archive of a file of cases, loaded into a database of its own."""
    made: dict[Path, dict[str, Any]] = {}

    def of(file: Path) -> dict[str, Any]:
        if file not in made:
            path = tmp_path_factory.mktemp("casebook") / f"{file.stem}.tracker"
            services = open_services(path, "tester", lambda: TODAY)
            load(file, services)
            made[file] = services.archive.dump()
            services.close()
        return made[file]

    return of


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """The casebook as it stands."""
    return read_cases(CASES)


@pytest.fixture
def archive(archives: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """The archive of the casebook; not to be changed."""
    return archives(CASES)


@pytest.fixture
def loaded(services: Services) -> Services:
    """A database with the casebook in it."""
    load(CASES, services)
    return services


@pytest.fixture(scope="session")
def empty(_empty_file: Path) -> Path:
    """An empty database, to be copied."""
    return _empty_file


def case_of(cases: list[Case], id: str) -> Case:
    return next(case for case in cases if case.id == id)


def org_of(archive: dict[str, Any], name: str) -> dict[str, Any]:
    return next(
        one
        for one in archive["records"]["organisation"]
        if name in (one["name"], one.get("acronym"))
    )
