"""The status of an instance is the same in the window and on the command line."""

from tests import factories
from tests.conftest import TODAY
from tests.services.test_series import instances, log, made
from tracker.cli.series_lines import series_lines
from tracker.services import Services
from tracker.ui.deliverables.series_block import cells_of


def test_the_status_is_the_same_everywhere_also_before_the_agreement(services: Services) -> None:
    agreement = factories.agreement(services, "MoU of two", signed="2026-01-15")
    id = made(services, agreement_id=agreement, recurs_from="2025-03")
    services.series.make_further(id, TODAY, 12, past=True)
    log(services, instances(services, id)[0].record.id or 0, status="not_pursued")
    first = instances(services, id)[0]
    assert first.is_history
    cells = cells_of(1, first)
    assert cells[2] == "not_pursued"
    assert str(cells[4]).startswith("Before its agreement, not counted · ")
    lines = list(series_lines(services.records.open(type(first.record), id).record, [first]))
    assert " · Not pursued · Before the agreement, not counted · " in lines[-1]
