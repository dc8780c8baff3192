"""What somebody has touched of a series is known after an archive, a backup and an upgrade, too."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import TODAY
from tests.services.test_series import QUARTERLY, World, change, happenings
from tracker.services import Services, open_services
from tracker.services.archive import read_archive
from tracker.services.series_existing import declined_by_all, existing_of


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("series") / "empty.tracker"
    open_services(path, "tester", lambda: TODAY).close()
    return path


def known(services: Services, id: int) -> object:
    with services.database.read() as connection:
        return existing_of(connection, id), declined_by_all(connection)


@given(happenings)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_touched_survives_archive_and_copy(
    empty: Path, happening: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, away = Path(folder) / "t.tracker", Path(folder) / "new.tracker"
        file, copy = Path(folder) / "a.json", Path(folder) / "backup.tracker"
        with closing(open_services(shutil.copy(empty, here), "tester", lambda: TODAY)) as services:
            world = World(services)
            for what, value in happening:
                world.step(what, value)
            before = known(services, world.id)
            services.archive.write(file)
        shutil.copy(here, copy)
        with (
            closing(open_services(away, "other", lambda: TODAY)) as restored,
            closing(open_services(copy, "other", lambda: TODAY)) as copied,
        ):
            restored.archive.restore(read_archive(file))
            for services in (restored, copied):
                assert known(services, world.id) == before
                change(services, world.id, world.today, recurrence=QUARTERLY)
            assert known(restored, world.id) == known(copied, world.id)
            assert restored.checking.check().is_whole
