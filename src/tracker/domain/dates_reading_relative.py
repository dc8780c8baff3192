"""Dates told from today: "tomorrow", "+2w", "next Friday", "3 days ago", "next month"."""

import re
from datetime import date, timedelta

from tracker.domain.calendar_words import WEEKDAYS
from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration, read_duration

_DAYS = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "오늘": 0,
    "내일": 1,
    "모레": 2,
    "어제": -1,
    "그제": -2,
    "그저께": -2,
}
_SIGNED = re.compile(r"([+-]) ?([0-9]{1,4}) ?([dwmy])")
_AHEAD = re.compile(r"in (.+)|(.+?) ?(?:후|뒤)")
_AGO = re.compile(r"(.+?) ago|(.+?) ?전")
_WHICH = {"next": 1, "last": -1, "previous": -1, "this": 0}
_SPAN = re.compile(r"(next|last|previous|this) (week|month|quarter|year)")
_WEEKDAY = re.compile(
    r"(?:(next|last|this|on) )?("
    + "|".join(f"{name.lower()}|{name[:3].lower()}" for name in WEEKDAYS)
    + r")\.?"
)
_KOREAN_SPANS = {
    "이번 주": "this week",
    "다음 주": "next week",
    "지난주": "last week",
    "지난 주": "last week",
    "이번 달": "this month",
    "다음 달": "next month",
    "지난달": "last month",
    "지난 달": "last month",
    "올해": "this year",
    "내년": "next year",
    "작년": "last year",
}


def read_relative(text: str, today: date) -> PartialDate | None:
    """The date that lower-case `text` tells from `today`; None if it tells none.

    "next month" is a month and "next week" an interval, as no day of them is stated.
    """
    text = _KOREAN_SPANS.get(text, text)
    if text in _DAYS:
        return PartialDate.of(_moved(today, _DAYS[text]))
    if match := _SIGNED.fullmatch(text):
        by = Duration.parse(f"P{match[2]}{match[3].upper()}")
        return PartialDate.of(by.after(today) if match[1] == "+" else by.before(today))
    if match := _SPAN.fullmatch(text):
        return _span(match[2], _WHICH[match[1]], today)
    if match := _WEEKDAY.fullmatch(text):
        return PartialDate.of(_weekday(match[2], match[1] or "", today))
    for pattern, ahead in ((_AHEAD, True), (_AGO, False)):
        if match := pattern.fullmatch(text):
            length = _length(match[1] or match[2])
            if length is not None:
                return PartialDate.of(length.after(today) if ahead else length.before(today))
    return None


def _length(text: str) -> Duration | None:
    try:
        return read_duration(text)
    except ValueError:
        return None


def _weekday(name: str, which: str, today: date) -> date:
    """The first such day after today, or the last one before; "this" may be today itself."""
    wanted = [day[:3].lower() for day in WEEKDAYS].index(name[:3])
    if which == "last":
        return _moved(today, -((today.weekday() - wanted - 1) % 7 + 1))
    if which == "this":
        return _moved(today, (wanted - today.weekday()) % 7)
    return _moved(today, (wanted - today.weekday() - 1) % 7 + 1)


def _span(unit: str, which: int, today: date) -> PartialDate:
    if unit == "week":
        monday = _moved(today, 7 * which - today.weekday())
        return PartialDate.between(PartialDate.of(monday), PartialDate.of(_moved(monday, 6)))
    if unit == "year":
        return PartialDate.parse(f"{today.year + which:04}")
    if unit == "month":
        return _month(today.year * 12 + today.month - 1 + which)
    first = (today.year * 4 + (today.month - 1) // 3 + which) * 3
    return PartialDate.between(_month(first), _month(first + 2))


def _month(index: int) -> PartialDate:
    return PartialDate.parse(f"{index // 12:04}-{index % 12 + 1:02}")


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
