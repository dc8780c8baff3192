"""Measures: a value is how many there are in all, and what no longer counts is left out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.measures import Series, series_called, series_of
from tracker.domain.records.deliverables import Measure


@dataclass(frozen=True)
class Line:
    id: int
    on: PartialDate
    metric: str = ""
    value: Decimal | None = None
    status: None = None
    percent: None = None
    target: None = None
    target_reason: None = None
    corrects: int | None = None
    withdraws: bool | None = None


def line(id: int, on: str, value: int, metric: str = "Meetings", **more: object) -> Line:
    return Line(id, PartialDate.parse(on), metric, Decimal(value), **more)  # type: ignore[arg-type]


def test_the_last_value_stands_and_not_the_sum() -> None:
    (found,) = series_of(
        [Measure(metric="meetings ", planned=Decimal(25))],
        [line(1, "2026-05-08", 30), line(2, "2026-05-06", 18)],
    )
    assert [point.value for point in found.points] == [18, 30]
    assert (found.actual, found.variance, found.share) == (30, 5, Decimal("1.2"))
    assert found.total_on(date(2026, 5, 7)) == 18
    assert found.total_on(date(2026, 5, 5)) is None


def test_measures_that_are_only_logged_come_last_and_once() -> None:
    found = series_of(
        [Measure(metric="Leads"), Measure(metric="leads")],
        [line(1, "2026", 3, "Visitors"), line(2, "2026-02", 4, "visitors"), line(3, "2026", 1)],
    )
    assert [one.metric for one in found] == ["Leads", "Visitors", "Meetings"]
    assert found[0].points == ()
    assert found[0].variance is None
    assert series_called(" VISITORS", found) is found[1]


def test_what_was_put_right_or_taken_out_counts_no_more() -> None:
    log = [
        line(1, "2026-01", 10),
        line(2, "2026-01", 12, corrects=1),
        line(3, "2026-02", 99),
        Line(4, PartialDate.parse("2026-02"), corrects=3, withdraws=True),
    ]
    (found,) = series_of([], log)
    assert [point.value for point in found.points] == [12]


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(-(10**9), 10**9)), max_size=20))
def test_totals_follow_the_days(values: list[tuple[int, int]]) -> None:
    log = [line(at, f"2026-03-{day:02}", value) for at, (day, value) in enumerate(values, 1)]
    found = series_of([Measure(metric="Meetings")], log)[0]
    days = [point.on.earliest for point in found.points]
    assert days == sorted(days)
    assert len(days) == len(values)
    if values:
        assert found.actual == found.total_on(date.max)
        assert found == Series("Meetings", None, "", found.points)
