"""A series in the trash: its untouched instances go along and come back, in one action."""

from __future__ import annotations

import pytest

from tests.services.test_series import (
    QUARTERLY,
    change,
    instances,
    log,
    made,
    stored,
    titles,
)
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.services import Services


def ref(id: int | None) -> RecordRef:
    return RecordRef("deliverable", id or 0)


def live(services: Services) -> int:
    from tests.conftest import TODAY

    return services.lists.count("deliverable", ListQuery(today=TODAY))


def test_untouched_instances_go_along_and_come_back(services: Services) -> None:
    id = made(services, recurrence=QUARTERLY)
    first, second, third = (one.record for one in instances(services, id))
    log(services, second.id or 0)
    done = services.records.trash(ref(id))
    assert done is not None
    assert done.further == ("2 instances went along, 1 instance that somebody worked on stays")
    assert titles(services, id) == [second.title]
    assert live(services) == 1
    back = services.records.restore(ref(id))
    assert back is not None
    assert back.further == "2 instances came back with it"
    assert titles(services, id) == [first.title, second.title, third.title]


def test_one_undo_brings_all_back_and_one_redo_takes_all_away(services: Services) -> None:
    id = made(services)
    before = titles(services, id)
    services.records.trash(ref(id))
    assert live(services) == 0
    services.undo.undo()
    assert titles(services, id) == before
    services.undo.redo()
    assert live(services) == 0


@pytest.mark.parametrize("by_undo", [True, False])
def test_to_go_and_come_back_with_the_series_is_no_touch(services: Services, by_undo: bool) -> None:
    id = made(services)
    services.records.trash(ref(id))
    if by_undo:
        services.undo.undo()
    else:
        services.records.restore(ref(id))
    assert len(titles(services, id)) == 2
    change(services, id, recurrence="")
    assert titles(services, id) == [], "untouched still: they follow the rule"


def test_what_was_thrown_away_by_hand_stays_away(services: Services) -> None:
    id = made(services)
    first, second = (one.record for one in instances(services, id))
    services.records.trash(ref(first.id))
    services.records.trash(ref(id))
    services.records.restore(ref(id))
    assert titles(services, id) == [second.title]


def test_an_instance_chosen_with_its_series_is_counted_once(services: Services) -> None:
    id = made(services)
    first, second = (one.record for one in instances(services, id))
    done = services.records.trash_all([ref(id), ref(first.id)])
    assert done is not None
    assert done.further == "1 instance went along"
    assert live(services) == 0
    services.records.restore(ref(id))
    assert titles(services, id) == [first.title, second.title]


def test_the_rule_of_a_series_in_the_trash_is_followed_there(services: Services) -> None:
    id = made(services)
    services.records.trash(ref(id))
    change(services, id, recurrence=QUARTERLY)
    assert live(services) == 0
    services.records.restore(ref(id))
    assert titles(services, id) == [
        "Forum, March 2027",
        "Forum, June 2027",
        "Forum, September 2027",
    ]


def test_what_a_rule_changed_in_the_trash_has_no_day_for_stays_there(services: Services) -> None:
    id = made(services)
    services.records.trash(ref(id))
    change(services, id, recurrence="FREQ=YEARLY")
    services.records.restore(ref(id))
    assert titles(services, id) == ["Forum, March 2027"]


def test_one_made_by_hand_that_was_chosen_with_its_series_comes_back_with_it(
    services: Services,
) -> None:
    id = made(services)
    by_hand = services.records.save(
        Deliverable(**services.series.one_more(id) | {"title": "Extra forum"})
    )
    services.records.trash_all([ref(id), by_hand.ref])
    assert live(services) == 0
    services.records.restore(ref(id))
    assert "Extra forum" in titles(services, id)


def test_a_deliverable_without_instances_says_nothing_further(services: Services) -> None:
    id = services.records.save(Deliverable(title="Pavilion", type="pavilion")).ref.id
    done = services.records.trash(ref(id))
    assert done is not None
    assert done.further == ""
    assert stored(services, id).trashed_at is not None
