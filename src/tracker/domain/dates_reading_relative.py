"""Dates told from today: "tomorrow", "+2w", "next Friday", "3 days ago", "next week"."""

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
    "글피": 3,
    "어제": -1,
    "그제": -2,
    "그저께": -2,
}
_SIGNED = re.compile(r"([+-]) ?([0-9]{1,4}) ?([dwmy])")
_AHEAD = re.compile(r"in (.+)|(.+?) ?(?:후|뒤)")
_AGO = re.compile(r"(.+?) ago|(.+?) ?전")
_WHICH = {
    "next": 1,
    "last": -1,
    "previous": -1,
    "this": 0,
    "다음": 1,
    "차": 1,
    "지난": -1,
    "저번": -1,
    "이번": 0,
    "금": 0,
}
_WEEK = re.compile(r"(next|last|previous|this) week|(다음|차|지난|저번|이번|금) ?주")
_DAY_NAMES = "|".join(f"{name.lower()}|{name[:3].lower()}" for name in WEEKDAYS)
_KOREAN_DAYS = "월화수목금토일"
_WEEKDAY = re.compile(
    rf"(?:(next|last|this|on) )?({_DAY_NAMES})\.?|(?:(다음|지난|이번) ?)?([{_KOREAN_DAYS}])요일"
)
_WEEKDAY_OF_WEEK = re.compile(
    rf"({_DAY_NAMES})\.?,? (?:of )?(next|last|previous|this) week"
    rf"|(다음|차|지난|저번|이번|금) ?주 ?([{_KOREAN_DAYS}])요일"
)


def read_relative(text: str, today: date) -> PartialDate | None:
    """The date that lower-case `text` tells from `today`; None if it tells none.

    "next week" is an interval, as no day of it is stated; its days count from Monday.
    """
    if text in _DAYS:
        return PartialDate.of(_moved(today, _DAYS[text]))
    if match := _SIGNED.fullmatch(text):
        by = Duration.parse(f"P{match[2]}{match[3].upper()}")
        return PartialDate.of(by.after(today) if match[1] == "+" else by.before(today))
    if match := _WEEK.fullmatch(text):
        monday = _monday(match[1] or match[2], today)
        return PartialDate.between(PartialDate.of(monday), PartialDate.of(_moved(monday, 6)))
    if match := _WEEKDAY_OF_WEEK.fullmatch(text):
        monday = _monday(match[2] or match[3], today)
        return PartialDate.of(_moved(monday, _number(match[1] or match[4])))
    if match := _WEEKDAY.fullmatch(text):
        which = _WHICH.get(match[1] or match[3] or "", 1)
        return PartialDate.of(_weekday(_number(match[2] or match[4]), which, today))
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


def _number(name: str) -> int:
    """Which day of the week, Monday 0."""
    if name in _KOREAN_DAYS:
        return _KOREAN_DAYS.index(name)
    return [day[:3].lower() for day in WEEKDAYS].index(name[:3])


def _weekday(wanted: int, which: int, today: date) -> date:
    """The first such day after today, or the last one before; "this" may be today itself."""
    if which < 0:
        return _moved(today, -((today.weekday() - wanted - 1) % 7 + 1))
    if which == 0:
        return _moved(today, (wanted - today.weekday()) % 7)
    return _moved(today, (wanted - today.weekday() - 1) % 7 + 1)


def _monday(which: str, today: date) -> date:
    return _moved(today, 7 * _WHICH[which] - today.weekday())


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
