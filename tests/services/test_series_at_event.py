"""A series at an event: its date's instance is at it, and all follow when it is postponed."""

from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tests.services.test_milestones import set_dates
from tests.services.test_series import change, instances, log, stored
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.services import Services

BEFORE, AFTER, LATER = "2027-02-24/2027-02-26", "2027-06-09/2027-06-11", "2029-06-09/2029-06-11"


@pytest.fixture
def event(services: Services) -> int:
    return factories.event(services, "Expo X", dates=BEFORE)


def forum(services: Services, event: int, **more: Any) -> int:
    values = {"title": "Forum", "type": "forum", "recurrence": "FREQ=YEARLY", "ahead": 24}
    values |= {"recurs_from": BEFORE, "event_id": event} | more
    return services.series.save(Deliverable.model_validate(values), TODAY).ref.id


def told(services: Services, id: int) -> list[tuple[str, str, int | None]]:
    return [
        (one.record.title, str(one.record.target), one.record.event_id)
        for one in instances(services, id)
    ]


def postpone(services: Services, event: int, dates: str = AFTER) -> Any:
    return services.milestones.offers_after(set_dates(services, event, dates))


def test_the_instance_of_the_events_date_is_at_the_event(services: Services, event: int) -> None:
    id = forum(services, event)
    assert [at for _, _, at in told(services, id)] == [event, None]


def test_a_series_follows_its_event_with_its_untouched_instances(
    services: Services, event: int
) -> None:
    id = forum(services, event)
    before, ids = told(services, id), [one.record.id for one in instances(services, id)]
    (offer,) = postpone(services, event)
    assert (offer.deliverable_id, offer.following) == (id, 2)
    assert (str(offer.target.before), str(offer.target.after)) == (BEFORE, AFTER)
    services.milestones.move((), [id], [id])
    assert str(stored(services, id).recurs_from) == AFTER
    assert told(services, id) == [
        ("Forum, 9 – 11 June 2027", AFTER, event),
        ("Forum, 9 – 11 June 2028", "2028-06-09/2028-06-11", None),
    ]
    assert [one.record.id for one in instances(services, id)] == ids
    assert not services.milestones.left_behind(event_id=event)
    # They are as untouched as before: the series goes on to move them.
    change(services, id, title="Salon")
    assert told(services, id)[0][0] == "Salon, 9 – 11 June 2027"
    services.undo.undo()
    services.undo.undo()
    assert told(services, id) == before
    assert str(stored(services, id).recurs_from) == BEFORE
    assert services.milestones.left_behind(event_id=event)


def test_a_touched_instance_keeps_its_place_and_is_asked_about_itself(
    services: Services, event: int
) -> None:
    id = forum(services, event)
    first = instances(services, id)[0].record.id or 0
    log(services, first)
    offers = {one.deliverable_id: one for one in postpone(services, event)}
    assert set(offers) == {id, first}
    assert offers[id].following == 1
    services.milestones.move((), [id], [id])
    # Not made a second time beside the one that stayed.
    assert [(title, target) for title, target, _ in told(services, id)] == [
        ("Forum, 24 – 26 February 2027", BEFORE),
        ("Forum, 9 – 11 June 2028", "2028-06-09/2028-06-11"),
    ]
    (offer,) = services.milestones.left_behind(event_id=event)
    services.milestones.move((), [first], [first])
    change(services, id, title="Salon")
    assert offer.deliverable_id == first
    assert len(instances(services, id)) == 2
    assert str(instances(services, id)[0].target) == AFTER


def test_one_in_the_trash_is_not_made_again_by_the_move(services: Services, event: int) -> None:
    id = forum(services, event)
    gone = instances(services, id)[0].record
    services.records.trash(RecordRef("deliverable", gone.id or 0))
    postpone(services, event)
    services.milestones.move((), [id], [id])
    assert [target for _, target, _ in told(services, id)] == ["2028-06-09/2028-06-11"]


def test_a_postponement_beyond_what_is_made_ahead_loses_no_instance(
    services: Services, event: int
) -> None:
    id = forum(services, event, ahead=12)
    (only,) = instances(services, id)
    postpone(services, event, LATER)
    services.milestones.move((), [id], [id])
    assert told(services, id) == [("Forum, 9 – 11 June 2029", LATER, event)]
    assert instances(services, id)[0].record.id == only.record.id


def test_a_rule_that_cannot_begin_then_is_not_moved(services: Services, event: int) -> None:
    id = forum(services, event, recurrence="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=24")
    offers = {one.deliverable_id: one for one in postpone(services, event)}
    assert id not in offers
    # The one at the event is asked about by itself.
    assert list(offers) == [instances(services, id)[0].record.id]


def test_the_page_of_an_instance_leaves_the_move_to_its_series(
    services: Services, event: int
) -> None:
    id = forum(services, event)
    first = instances(services, id)[0].record.id or 0
    postpone(services, event)
    assert services.milestones.page(first).offer is None
    found = services.milestones.page(id).offer
    assert found is not None
    assert found.target is not None
    assert found.target.after == PartialDate.parse(AFTER)


def test_a_series_that_begins_with_its_target_follows_as_well(
    services: Services, event: int
) -> None:
    id = forum(services, event, recurs_from=None, target=BEFORE)
    postpone(services, event)
    services.milestones.move_with_event(event)
    assert str(stored(services, id).target) == AFTER
    assert [target for _, target, _ in told(services, id)] == [AFTER, "2028-06-09/2028-06-11"]


def test_a_series_that_was_left_keeps_its_instance_at_the_event(
    services: Services, event: int
) -> None:
    id = forum(services, event)
    postpone(services, event)
    change(services, id, title="Salon")
    assert told(services, id)[0] == ("Salon, 24 – 26 February 2027", BEFORE, event)
    assert services.milestones.left_behind(event_id=event)
