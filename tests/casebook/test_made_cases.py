"""Whatever a well-formed case states finds its home, however odd the combination."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.casebook.comparing import without_home
from tests.casebook.loading import load
from tests.casebook.making import CASES
from tests.casebook.reading import read_cases
from tests.conftest import TODAY
from tracker.services import open_services


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cases=CASES)
def test_no_fact_of_any_case_is_left(empty: Path, cases: tuple[dict[str, Any], ...]) -> None:
    with TemporaryDirectory() as folder:
        file, database = Path(folder) / "made.jsonl", Path(folder) / "made.tracker"
        lines = (json.dumps(case, ensure_ascii=False) for case in cases)
        file.write_text("\n".join(lines), encoding="utf-8")
        shutil.copy(empty, database)
        services = open_services(database, "tester", lambda: TODAY)
        try:
            load(file, services)
            assert list(map(str, without_home(services.archive.dump(), read_cases(file)))) == []
        finally:
            services.close()
