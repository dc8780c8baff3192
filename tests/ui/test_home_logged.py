"""What the first page says of a line without a sentence: what of the deliverable it moved."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.records import ProgressEntry
from tracker.services import Services
from tracker.ui.home.shown import shown_of


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"target": "2027-03", "target_reason": "Venue full"},
         "target moved to Mar 2027 · Venue full"),
        ({"note": "Asked again", "target": "2027-03"}, "Asked again · target moved to Mar 2027"),
        ({"percent": 60}, "60 %"),
        ({"note": "Half of it", "percent": 50}, "Half of it"),
    ],
)  # fmt: skip
def test_a_line_says_what_it_moved(services: Services, line: dict[str, Any], said: str) -> None:
    id = factories.deliverable(services)
    entry = {"deliverable_id": id, "on": TODAY.isoformat()} | line
    services.progress.log(ProgressEntry.model_validate(entry))
    (shown,) = shown_of(services.home.overview(TODAY), 1).recent
    assert shown.note == said
