"""What `show` says of a series; reading makes nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tracker.cli.showing import record_json, record_lines
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.services import Services

TODAY = date(2026, 11, 21)


@pytest.fixture
def series(services: Services) -> RecordRef:
    draft = {"title": "Forum", "recurrence": "FREQ=MONTHLY;INTERVAL=6", "recurs_from": "2027-03",
             "at_least": True}  # fmt: skip
    return services.series.save(Deliverable.model_validate(draft), TODAY).ref


def test_a_series_is_shown_in_words_with_its_instances(
    services: Services, series: RecordRef
) -> None:
    lines = list(record_lines(services, series, TODAY))
    assert lines[1:5] == [
        "Repeats: At least twice a year, first in March 2027",
        "Instances: 0 of 2 delivered, next due March 2027",
        "  Forum, March 2027 · Planned · Mar 2027 · deliverable-2",
        "  Forum, September 2027 · Planned · Sep 2027 · deliverable-3",
    ]
    assert not any("FREQ" in line for line in lines)


def test_as_json_it_names_its_instances(services: Services, series: RecordRef) -> None:
    found = json.loads(json.dumps(record_json(services, series, TODAY)))
    assert found["instances"] == ["deliverable-2", "deliverable-3"]
    assert found["series"]["total"] == 2
    assert found["record"]["recurrence"] == "FREQ=MONTHLY;INTERVAL=6"


def test_reading_years_later_makes_nothing(
    services: Services, series: RecordRef, tmp_path: Path
) -> None:
    before = services.undo.state()
    list(record_lines(services, series, date(2030, 1, 1)))
    assert services.undo.state() == before
