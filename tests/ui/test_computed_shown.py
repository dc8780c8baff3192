"""What nobody typed bears the sign, says so to a screen reader, and has its working as a tip."""

from __future__ import annotations

import os

from tests.conftest import TODAY
from tests.ui.waiting import drain
from tracker.domain.deliverable_types import types
from tracker.domain.records import Deliverable
from tracker.services import Services
from tracker.ui.icons import Icons
from tracker.ui.record_page.facts import computed_facts, fact_grid
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.records_list.source import ServiceRows


def test_a_computed_fact_bears_a_sign_and_its_working(icons: Icons) -> None:
    record = Deliverable(title="x", type="survey", details={"invited": 80, "responses": 20})
    grid = fact_grid(icons, computed_facts(record, types()["survey"]))
    ((label, _, widget),) = grid.facts()
    assert label == "Response rate"
    assert isinstance(widget, RecordLine)
    assert widget.words() == "25 %"
    assert widget.accessibleName() == "25 %, computed"
    assert widget.accessibleDescription() == "Computed: Responses 20 ÷ Invited 80 = 25 %"
    assert "Responses 20" in widget.toolTip()
    grid.resize(360, 40)
    grid.show()
    drain()
    if folder := os.environ.get("FORM_SHOTS"):
        grid.grab().save(f"{folder}/computed-fact.png")
    grid.close()


def test_a_column_says_that_it_is_computed(services: Services) -> None:
    source = ServiceRows(services.lists, "deliverable", lambda: TODAY, "en")
    columns = {column.key: column for column in source.columns}
    assert columns["survey.response_rate"].label == "Response rate (computed)"
    assert columns["survey.response_rate"].sortable
    assert not columns["survey.response_rate"].editable
    assert not columns["survey.response_rate"].shown
    assert columns["survey.responses"].label == "Responses"
