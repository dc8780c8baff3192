"""The plan of a series: no occurrence twice, none missing, nothing touched is changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.series import Existing, SeriesPlan, horizon, plan
from tracker.domain.series_days import MOST, occurrences
from tracker.domain.series_rule import SeriesRule

TODAY = date(2026, 11, 21)
RULES = [
    SeriesRule.parse(text)
    for text in (
        "FREQ=MONTHLY;INTERVAL=6", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY", "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=3,9", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=WEEKLY;INTERVAL=3",
        "FREQ=YEARLY;COUNT=3", "FREQ=MONTHLY;UNTIL=20270601", "FREQ=MONTHLY;BYMONTHDAY=15",
    )
]  # fmt: skip
FIRSTS = [
    PartialDate.parse(text)
    for text in (
        "2026-10/2026-12",
        "2027-03",
        "2025",
        "2026-11-21",
        "2024-01-31",
        "2027-01/2027-06",
    )
]


@dataclass
class Shelf:
    """A series and its instances, kept as the services keep them."""

    rule: SeriesRule | None
    first: PartialDate
    ahead: int | None = None
    today: date = TODAY
    there: dict[int, Existing] = field(default_factory=dict)
    next_id: int = 1

    def apply(self, found: SeriesPlan) -> None:
        for one in found.make:
            self.there[self.next_id] = Existing(
                self.next_id, one.day, number=one.number, target=one.target
            )
            self.next_id += 1
        for moved in found.move:
            self.there[moved.id] = replace(
                self.there[moved.id],
                occurrence=moved.to.day,
                number=moved.to.number,
                target=moved.to.target,
            )
        for id in found.remove:
            self.there[id] = replace(self.there[id], trashed=True, occurrence=None)

    def save(self) -> SeriesPlan:
        before = dict(self.there)
        found = plan(self.rule, self.first, self.ahead, self.today, self.there.values())
        self.apply(found)
        for id, one in before.items():
            if one.touched or one.trashed:
                assert self.there[id] == one  # what somebody touched stays as it was
        self.check()
        return found

    def wanted(self) -> set[date]:
        if self.rule is None:
            return set()
        end = horizon(self.today, self.ahead)
        found = occurrences(self.rule, self.first, end)
        return {one.day for one in found if one.target.latest >= self.today}

    def check(self) -> None:
        days = [one.occurrence for one in self.there.values() if one.occurrence]
        assert len(days) == len(set(days)), "an occurrence twice"
        missing = self.wanted() - set(days)
        assert not missing or len(self.wanted()) > MOST


rules = st.sampled_from(RULES)
shelves = st.builds(
    Shelf,
    rules,
    st.sampled_from(FIRSTS),
    st.one_of(st.none(), st.integers(0, 40)),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("rule"), st.one_of(st.none(), rules)),
        st.tuples(st.just("first"), st.sampled_from(FIRSTS)),
        st.tuples(st.just("ahead"), st.one_of(st.none(), st.integers(0, 60))),
        st.tuples(st.just("time"), st.integers(1, 500)),
        st.tuples(st.just("touch"), st.integers(0, 30)),
        st.tuples(st.just("trash"), st.integers(0, 30)),
        st.tuples(st.just("restore"), st.integers(0, 30)),
    ),
    max_size=8,
)


@given(shelves, steps)
@settings(max_examples=200, deadline=None)
def test_whatever_happens_no_occurrence_is_lost_or_there_twice(
    shelf: Shelf, happening: list[tuple[str, object]]
) -> None:
    shelf = replace(shelf, there={}, next_id=1)
    shelf.save()
    for what, value in happening:
        ids = sorted(shelf.there)
        chosen = ids[int(value) % len(ids)] if isinstance(value, int) and ids else None
        if what == "rule":
            shelf.rule = value  # type: ignore[assignment]
        elif what == "first":
            shelf.first = value  # type: ignore[assignment]
        elif what == "ahead":
            shelf.ahead = value  # type: ignore[assignment]
        elif what == "time":
            shelf.today += timedelta(days=int(value))  # type: ignore[call-overload]
        elif chosen is not None and shelf.there[chosen].occurrence is not None:
            one = shelf.there[chosen]
            trashed = one.trashed if what == "touch" else what == "trash"
            shelf.there[chosen] = replace(one, touched=True, trashed=trashed)
        shelf.save()


@given(shelves)
@settings(max_examples=60, deadline=None)
def test_planning_twice_changes_nothing(shelf: Shelf) -> None:
    shelf = replace(shelf, there={}, next_id=1)
    shelf.save()
    again = shelf.save()
    assert again.is_empty
    assert len(again.keep) == len(shelf.there)


@given(shelves, rules)
@settings(max_examples=60, deadline=None)
def test_a_rule_changed_and_changed_back_leaves_the_same_days(
    shelf: Shelf, other: SeriesRule
) -> None:
    shelf = replace(shelf, there={}, next_id=1)
    shelf.save()
    days = {one.occurrence for one in shelf.there.values()}
    mine, shelf.rule = shelf.rule, other
    shelf.save()
    shelf.rule = mine
    shelf.save()
    assert {one.occurrence for one in shelf.there.values() if one.occurrence} == days


def _shelf(rule: str, first: str) -> Shelf:
    shelf = Shelf(SeriesRule.parse(rule), PartialDate.parse(first))
    shelf.save()
    return shelf


def test_untouched_instances_get_the_new_days_in_order_and_stay_the_same_records() -> None:
    shelf = _shelf("FREQ=MONTHLY;INTERVAL=6", "2027-03-01")
    shelf.rule = SeriesRule.parse("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15")
    found = shelf.save()
    assert (found.make, found.remove) == ((), ())
    assert [(one.id, one.to.day) for one in found.move] == [
        (1, date(2027, 3, 15)),
        (2, date(2027, 9, 15)),
    ]


def test_what_has_progress_keeps_its_day_and_its_occurrence_is_taken() -> None:
    shelf = _shelf("FREQ=MONTHLY;INTERVAL=6", "2027-03")
    shelf.there[1] = replace(shelf.there[1], touched=True)
    shelf.rule = SeriesRule.parse("FREQ=MONTHLY;INTERVAL=3")
    found = shelf.save()
    assert (found.held, found.keep) == ((1,), ())
    assert sorted(one.occurrence for one in shelf.there.values() if one.occurrence) == [
        date(2027, 3, 1), date(2027, 6, 1), date(2027, 9, 1),
    ]  # fmt: skip


def test_the_past_is_made_only_if_it_is_asked_for() -> None:
    rule, first = SeriesRule.parse("FREQ=MONTHLY;INTERVAL=6"), PartialDate.parse("2025-03")
    assert [one.number for one in plan(rule, first, None, TODAY, ()).make] == [5, 6]
    asked = plan(rule, first, None, TODAY, (), since=date(2025, 3, 1))
    assert [one.number for one in asked.make] == [1, 2, 3, 4, 5, 6]


def test_a_period_that_is_still_running_is_not_past() -> None:
    rule, first = SeriesRule.parse("FREQ=MONTHLY;INTERVAL=3"), PartialDate.parse("2026-10/2026-12")
    made = plan(rule, first, 0, TODAY, ()).make
    assert [one.target.edtf for one in made] == ["2026-10/2026-12"]


def test_a_rule_of_every_day_for_a_hundred_years_is_cut_and_says_so() -> None:
    rule = SeriesRule.parse("FREQ=DAILY")
    found = plan(rule, PartialDate.of(TODAY), 1200, TODAY, ())
    assert (len(found.make), found.cut) == (MOST, True)
    assert found.until == TODAY + timedelta(days=MOST - 1)


def test_numbers_count_on_and_none_is_given_twice() -> None:
    shelf = _shelf("FREQ=MONTHLY;INTERVAL=6", "2025-03")
    shelf.there[1] = replace(shelf.there[1], touched=True)
    shelf.rule = SeriesRule.parse("FREQ=MONTHLY;INTERVAL=2")
    shelf.save()
    numbers = [one.number for one in shelf.there.values() if one.occurrence]
    assert len(numbers) == len(set(numbers))


def test_where_nothing_more_may_be_made_nothing_is() -> None:
    rule, first = SeriesRule.parse("FREQ=DAILY"), PartialDate.of(TODAY)
    there = [
        Existing(at, TODAY + timedelta(days=at), touched=True, target=first) for at in range(MOST)
    ]
    found = plan(rule, first, None, TODAY, there, most=0)
    assert (found.make, found.cut) == ((), True)
    assert found.until == TODAY + timedelta(days=MOST - 1)
