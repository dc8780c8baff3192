"""A series that begins at another date: every instance keeps its place, none is lost or doubled."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.series import Existing, plan
from tracker.domain.series_days import first_days
from tracker.domain.series_moving import can_begin, carried, reach
from tracker.domain.series_rule import SeriesRule

TODAY = date(2026, 11, 22)
RULES = ("FREQ=YEARLY", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=6", "FREQ=WEEKLY;INTERVAL=5")


@given(
    st.sampled_from(RULES),
    st.integers(0, 400),
    st.integers(0, 900),
    st.lists(st.sampled_from(("free", "touched", "trashed")), min_size=1, max_size=8),
)
def test_every_instance_keeps_its_place(
    text: str, begins: int, moves_to: int, kinds: list[str]
) -> None:
    rule = SeriesRule.parse(text)
    before = PartialDate.of(TODAY + timedelta(days=begins))
    after = PartialDate.of(TODAY + timedelta(days=moves_to))
    days = first_days(rule, before, before.earliest, len(kinds))
    existing = [
        Existing(number, one.day, kind == "touched", kind == "trashed", number, one.target)
        for number, (one, kind) in enumerate(zip(days, kinds, strict=True), 1)
    ]
    found = carried(rule, before, after, existing)
    then = [one.day for one in first_days(rule, after, after.earliest, len(kinds))]
    assert [one.occurrence for one in found] == then
    done = plan(rule, after, reach(None, TODAY, after), TODAY, found)
    # The first that nobody touched is not removed, nothing touched moves, and no day comes twice.
    free = {one.id for one, kind in zip(existing, kinds, strict=True) if kind == "free"}
    assert {one.id for one in done.move} | set(done.keep) | set(done.remove) == free
    assert 1 not in done.remove
    taken = [day for day, kind in zip(then, kinds, strict=True) if kind != "free"]
    stays = [then[id - 1] for id in done.keep]
    all_days = [*taken, *stays, *(one.to.day for one in done.move), *(one.day for one in done.make)]
    assert len(all_days) == len(set(all_days))
    assert all(
        one.to.day == then[one.id - 1] for one in done.move if then[one.id - 1] <= done.until
    )


@pytest.mark.parametrize(
    ("rule", "first", "can"),
    [
        ("FREQ=YEARLY", "2027-06-09/2027-06-11", True),
        ("FREQ=YEARLY;BYMONTH=2", "2027-06-09/2027-06-11", False),
        ("FREQ=YEARLY;UNTIL=20270301", "2027-06-09/2027-06-11", False),
        ("FREQ=MONTHLY", "2027-06", True),
    ],
)
def test_a_rule_begins_only_where_it_can(rule: str, first: str, can: bool) -> None:
    assert can_begin(SeriesRule.parse(rule), PartialDate.parse(first)) is can
