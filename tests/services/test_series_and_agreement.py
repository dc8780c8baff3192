"""A series and the days of its agreement: what comes after its end is said."""

from datetime import date

from tests import factories
from tests.conftest import TODAY
from tests.services.test_series import instances, log, made, series
from tracker.domain.records.agreements import LifecycleEvent
from tracker.services import Services


def ending(services: Services) -> int:
    said = (
        LifecycleEvent.model_validate({"kind": "signed", "on": "2026-01-15"}),
        LifecycleEvent.model_validate({"kind": "terminated", "on": "2027-06-30"}),
    )
    return factories.agreement(services, "MoU of two", lifecycle=said)


def test_instances_due_after_the_agreement_are_said_before_and_after_they_are_made(
    services: Services,
) -> None:
    agreement = ending(services)
    preview = services.series.preview(series(agreement_id=agreement), TODAY)
    assert preview.after_end is not None
    assert preview.after_end.count == 1  # of March and September
    assert preview.after_end.last_day == date(2027, 6, 29)  # the day before it is terminated
    assert "1 instance is due after the agreement ends on " in preview.after_end.words
    id = made(services, agreement_id=agreement)
    assert services.series.page(id, TODAY).after_end == preview.after_end
    # Of one that is over anyhow there is nothing to say any more.
    log(services, instances(services, id)[1].record.id or 0, status="cancelled")
    assert services.series.page(id, TODAY).after_end is None


def test_without_an_end_nothing_is_said(services: Services) -> None:
    agreement = factories.agreement(services, "MoU of two", signed="2026-01-15")
    assert services.series.preview(series(agreement_id=agreement), TODAY).after_end is None
    assert services.series.preview(series(), TODAY).after_end is None
