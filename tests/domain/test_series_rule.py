"""Rules of series: read, said, written, and the days they come to."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule as lib
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.series_days import LATEST, first_days, occurrences, problem_with_first
from tracker.domain.series_reading import read_repeats
from tracker.domain.series_rule import WEEKDAYS, Frequency, SeriesRule
from tracker.domain.series_writing import period_words, write_recurrence, write_repeats

TODAY = date(2026, 11, 21)
ZONES = ("UTC", "Europe/London", "America/New_York", "Asia/Seoul", "Australia/Lord_Howe",
         "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia")  # fmt: skip


def numbers(low: int, high: int, most: int = 3) -> st.SearchStrategy[tuple[int, ...]]:
    found = st.integers(low, high).filter(bool)
    return st.sets(found, max_size=most).map(lambda one: tuple(sorted(one)))


@st.composite
def rules(draw: st.DrawFn, *, ends: bool = True) -> SeriesRule:
    """Rules of days as people have them, and odder ones."""
    frequency = draw(st.sampled_from(list(Frequency)))
    by_month = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    months = draw(numbers(1, 12)) if frequency is Frequency.YEARLY else ()
    weekdays: tuple[tuple[int, str], ...] = ()
    if draw(st.booleans()):
        which = st.sampled_from((0, 1, 2, -1)) if by_month else st.just(0)
        pairs = st.tuples(which, st.sampled_from(WEEKDAYS))
        weekdays = tuple(draw(st.lists(pairs, max_size=2, unique=True)))
    end = draw(st.sampled_from(("", "count", "until"))) if ends else ""
    return SeriesRule(
        frequency,
        interval=draw(st.integers(1, 14)),
        count=draw(st.integers(1, 40)) if end == "count" else None,
        until=draw(st.dates(date(2020, 1, 1), date(2040, 1, 1))) if end == "until" else None,
        months=months,
        month_days=draw(numbers(-1, 31)) if by_month and not weekdays else (),
        weekdays=weekdays,
    )


@given(rules())
def test_the_text_of_a_rule_is_read_back(rule: SeriesRule) -> None:
    assert SeriesRule.parse(rule.text) == rule
    assert SeriesRule.parse("RRULE:" + rule.text.lower()) == rule


@given(
    rules(),
    st.dates(date(2000, 1, 1), date(2035, 1, 1)),
    st.sampled_from(ZONES),
    st.sampled_from((0, 3)),
)
@settings(max_examples=300)
def test_days_are_those_of_dateutil_in_every_time_zone(
    rule: SeriesRule, first: date, name: str, hour: int
) -> None:
    """Reckoned without times. A clock that is put forward or back changes no day: the rule
    reckoned at midnight and at three in the morning of zones with summer time gives the same."""
    found = [one.day for one in islice(occurrences(rule, PartialDate.of(first), LATEST), 30)]
    assert found == sorted(set(found))
    if first.day > 28 and rule.period_months and not rule.states_days:
        months = [(one.year, one.month) for one in found]
        assert len(months) == len(set(months))
        return  # held within the month, where the standard would leave it out
    text = rule.text if rule.until is None else rule.text.replace(
        f"UNTIL={rule.until:%Y%m%d}", f"UNTIL={rule.until:%Y%m%d}T235959Z"
    )  # fmt: skip
    if rule.until is not None and rule.until <= first:
        return
    start = datetime(first.year, first.month, first.day, hour, tzinfo=ZoneInfo(name))
    made = lib.rrulestr(text, dtstart=start)
    aware = [one.date() for one in islice(made, len(found) + 1)]
    aware = [one for one in aware if rule.until is None or one <= rule.until][:30]
    assert aware[: len(found)] == found[: len(aware)]


@contextmanager
def zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
@pytest.mark.parametrize("name", ZONES)
def test_the_zone_of_the_computer_changes_no_day(name: str) -> None:
    rule = SeriesRule.parse("FREQ=DAILY")
    first = PartialDate.of(date(2026, 1, 1))
    with zone(name):
        days = [one.day for one in occurrences(rule, first, date(2027, 12, 31))]
    assert days == [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]


@given(rules(ends=False), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
@settings(max_examples=80, deadline=None)
def test_the_days_of_a_longer_time_begin_with_those_of_a_shorter(
    rule: SeriesRule, first: date, days: int
) -> None:
    near, far = first + timedelta(days=days), first + timedelta(days=3 * days)
    short = list(occurrences(rule, PartialDate.of(first), near))
    long = list(occurrences(rule, PartialDate.of(first), far))
    assert long[: len(short)] == short
    assert all(one.day > near for one in long[len(short) :])
    assert [one.number for one in long] == list(range(1, len(long) + 1))


@pytest.mark.parametrize(
    ("rule", "first", "targets"),
    [
        ("FREQ=MONTHLY;INTERVAL=6", "2025-03", ["2025-03", "2025-09", "2026-03"]),
        ("FREQ=MONTHLY;INTERVAL=3", "2027-01/2027-03", ["2027-01/2027-03", "2027-04/2027-06"]),
        ("FREQ=MONTHLY;INTERVAL=3", "2027", ["2027-01/2027-03", "2027-04/2027-06"]),
        ("FREQ=YEARLY", "2027", ["2027", "2028"]),
        ("FREQ=YEARLY;INTERVAL=2", "2027", ["2027", "2029"]),
        ("FREQ=YEARLY;BYMONTH=3,9", "2027", ["2027-03", "2027-09", "2028-03"]),
        ("FREQ=MONTHLY;INTERVAL=3", "2025-01-31", ["2025-01-31", "2025-04-30", "2025-07-31"]),
        ("FREQ=YEARLY", "2024-02-29", ["2024-02-29", "2025-02-28", "2026-02-28"]),
        ("FREQ=YEARLY", "2026-03-10/2026-03-12", ["2026-03-10/2026-03-12",
         "2027-03-10/2027-03-12"]),
        ("FREQ=MONTHLY;BYDAY=2TU", "2025-03", ["2025-03-11", "2025-04-08"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2024", ["2024-05-13", "2025-05-12"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01", ["2026-01-30", "2026-02-27"]),
        ("FREQ=MONTHLY;INTERVAL=6", "2025-03~", ["2025-03~", "2025-09"]),
        ("FREQ=YEARLY;COUNT=1", "2027", ["2027"]),
    ],
)  # fmt: skip
def test_targets_are_as_exact_as_what_is_stated(rule: str, first: str, targets: list[str]) -> None:
    found = first_days(SeriesRule.parse(rule), PartialDate.parse(first), date.min, len(targets))
    assert [one.target.edtf for one in found] == targets


def test_rules_that_never_come_or_never_end_take_no_time() -> None:
    never = SeriesRule.parse("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    # Time of the processor: others on the machine do not count.
    begun = time.process_time()
    assert first_days(never, PartialDate.of(TODAY), TODAY, 6) == []
    daily = first_days(SeriesRule.parse("FREQ=DAILY"), PartialDate.parse("1900"), TODAY, 6)
    assert len(daily) == 6
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "rule", "at_least"),
    [
        ("twice a year", "FREQ=MONTHLY;INTERVAL=6", False),
        ("At least twice a year", "FREQ=MONTHLY;INTERVAL=6", True),
        ("a minimum of 2 times per year", "FREQ=MONTHLY;INTERVAL=6", True),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3", False),
        ("every 6 months", "FREQ=MONTHLY;INTERVAL=6", False),
        ("monthly", "FREQ=MONTHLY", False),
        ("yearly in June", "FREQ=YEARLY;BYMONTH=6", False),
        ("annually", "FREQ=YEARLY", False),
        ("every other year", "FREQ=YEARLY;INTERVAL=2", False),
        ("every March and September", "FREQ=YEARLY;BYMONTH=3,9", False),
        ("twice a year in March and September", "FREQ=YEARLY;BYMONTH=3,9", False),
        ("every month on the second Tuesday", "FREQ=MONTHLY;BYDAY=2TU", False),
        ("every month on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15", False),
        ("every 2 weeks on Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", False),
        ("every quarter until 2028", "FREQ=MONTHLY;INTERVAL=3;UNTIL=20281231", False),
        ("every year, 4 times in all", "FREQ=YEARLY;COUNT=4", False),
        ("격년", "FREQ=YEARLY;INTERVAL=2", False),
        ("분기마다", "FREQ=MONTHLY;INTERVAL=3", False),
        ("연 2회", "FREQ=MONTHLY;INTERVAL=6", False),
        ("최소 연 2회", "FREQ=MONTHLY;INTERVAL=6", True),
        ("연 2회 이상", "FREQ=MONTHLY;INTERVAL=6", True),
        ("1년에 두 번", "FREQ=MONTHLY;INTERVAL=6", False),
        ("매년 3월과 9월", "FREQ=YEARLY;BYMONTH=3,9", False),
        ("매월 둘째 화요일", "FREQ=MONTHLY;BYDAY=2TU", False),
        ("매월 첫째 금요일", "FREQ=MONTHLY;BYDAY=1FR", False),
        ("격주", "FREQ=WEEKLY;INTERVAL=2", False),
        ("rrule:freq=weekly;byday=mo;wkst=su", "FREQ=WEEKLY;BYDAY=MO;WKST=SU", False),
    ],
)
def test_what_people_say(text: str, rule: str, at_least: bool) -> None:
    found = read_repeats(text, TODAY)
    assert (found.rule.text, found.at_least) == (rule, at_least)


@pytest.mark.parametrize("text", ["twice a year, first in March 2025", "2025년 3월부터 6개월마다"])
def test_the_first_may_be_said_along(text: str) -> None:
    found = read_repeats(text, TODAY)
    assert (found.rule.text, found.first) == (
        "FREQ=MONTHLY;INTERVAL=6",
        PartialDate.parse("2025-03"),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Say how often"),
        ("now and then", "does not say how often"),
        ("5 times a year", "even intervals"),
        ("every year on the 15th", "does not say how often"),
        ("every month on the 31st", "on the last day"),
        ("quarterly in June", "as many months"),
        ("FREQ=HOURLY", "not in hours"),
        ("FREQ=MONTHLY;FREQ=DAILY", "twice"),
        ("FREQ=MONTHLY;COUNT=2;UNTIL=20270101", "not both"),
        ("FREQ=MONTHLY;UNTIL=20271340", "does not fit UNTIL"),
        ("FREQ=WEEKLY;BYDAY=2MO", "does not fit BYDAY"),
        ("FREQ=MONTHLY;BYEASTER=1", "no part of a rule"),
        ("FREQ=MONTHLY;INTERVAL=0", "does not fit INTERVAL"),
        ("FREQ=YEARLY;BYWEEKNO=99", "does not fit BYWEEKNO"),
        ("x" * 9_999, "does not say how often"),
        ("كل سنة", "does not say how often"),
        ("every year in\x00", "does not say how often"),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_said_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_repeats(text, TODAY)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        found = read_repeats(text, TODAY)
    except ValueError:
        return  # said in a sentence, as the test above proves
    assert SeriesRule.parse(found.rule.text) == found.rule


@given(rules())
def test_what_is_written_in_words_is_read_as_the_same_rule(rule: SeriesRule) -> None:
    words = write_repeats(rule)
    if rule.text in words:
        return  # the words do not say all of it, and it is shown as RRULE
    read = read_repeats(words, TODAY).rule
    first = PartialDate.of(date(2027, 1, 4))
    assert [one.day for one in first_days(read, first, date.min, 9)] == [
        one.day for one in first_days(rule, first, date.min, 9)
    ]


@pytest.mark.parametrize(
    ("rule", "first", "words"),
    [
        ("FREQ=MONTHLY;INTERVAL=6", "2025-03", "Twice a year, first in March 2025"),
        ("FREQ=MONTHLY;INTERVAL=3", "2027-01/2027-03", "Every quarter, first Q1 2027"),
        ("FREQ=YEARLY;BYMONTH=6", None, "Every year in June"),
        ("FREQ=YEARLY", "2025-06-04", "Every year, first on 4 June 2025"),
        ("whatever", None, "whatever"),
    ],
)
def test_a_rule_as_a_sentence(rule: str, first: str | None, words: str) -> None:
    begins = PartialDate.parse(first) if first else None
    assert write_recurrence(rule, first=begins) == words


def test_a_minimum_is_said() -> None:
    assert write_recurrence("FREQ=MONTHLY;INTERVAL=6", at_least=True) == "At least twice a year"


@pytest.mark.parametrize(
    ("date_", "words"),
    [
        ("2027-04/2027-06", "Q2 2027"),
        ("2027-07/2027-12", "H2 2027"),
        ("2027-02/2027-04", "February – April 2027"),
        ("2027", "2027"),
    ],
)
def test_periods_as_titles_say_them(date_: str, words: str) -> None:
    assert period_words(PartialDate.parse(date_)) == words


@pytest.mark.parametrize("first", ["../2027", "XXXX-05", "1899", "2300"])
def test_a_series_begins_on_a_day_that_is_known(first: str) -> None:
    assert problem_with_first(PartialDate.parse(first))
    with pytest.raises(ValueError, match="begins"):
        list(occurrences(SeriesRule(Frequency.YEARLY), PartialDate.parse(first), LATEST))


def test_a_series_since_a_month_comes_in_months_and_its_first_ends() -> None:
    first = PartialDate.parse("2020-03/..")
    found = list(occurrences(SeriesRule.parse("FREQ=YEARLY"), first, date(2022, 1, 1)))
    assert [one.target.edtf for one in found] == ["2020-03", "2021-03"]


@pytest.mark.parametrize("months", [12, 24])
@pytest.mark.parametrize("day", ["BYMONTHDAY=1", "BYMONTHDAY=-1", "BYDAY=2TU"])
def test_a_year_of_months_is_read_back_with_its_day(months: int, day: str) -> None:
    rule = SeriesRule.parse(f"FREQ=MONTHLY;INTERVAL={months};{day}")
    assert read_repeats(write_repeats(rule), date(2026, 11, 21)).rule == rule
