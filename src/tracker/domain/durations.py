"""Lengths of time in calendar parts (3 years, 90 days), as agreements state them.

ISO 8601 text ("P3Y", "P6M", "P90D", "P2W"). Years and months are added by the calendar and held
within the month: 31 January + 1 month is the last of February. A year is never turned into days.
"""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any, overload

from dateutil.relativedelta import relativedelta
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from tracker.domain.dates import PartialDate, point
from tracker.i18n import tr, trn

_ISO = re.compile(
    r"P(?=[0-9])(?:([0-9]{1,5})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """So many years, months and days; none below zero."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if min(self.years, self.months, self.days) < 0:
            raise ValueError(tr("A length of time cannot be below zero."))

    @classmethod
    def parse(cls, iso: str) -> "Duration":
        """Read ISO 8601; weeks become days. ValueError, with a sentence, when it is none."""
        match = _ISO.fullmatch(iso.strip().upper()) if len(iso) < 40 else None
        if match is None:
            raise ValueError(_not_a_duration(iso))
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return cls(years, months, weeks * 7 + days)

    @property
    def iso(self) -> str:
        """The ISO 8601 text; nothing at all is P0D."""
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0D")

    def __bool__(self) -> bool:
        return bool(self.years or self.months or self.days)

    def __str__(self) -> str:
        return self.iso

    def __add__(self, other: "Duration") -> "Duration":
        return Duration(
            self.years + other.years, self.months + other.months, self.days + other.days
        )

    def __mul__(self, times: int) -> "Duration":
        return Duration(self.years * times, self.months * times, self.days * times)

    @overload
    def after(self, when: PartialDate) -> PartialDate: ...
    @overload
    def after(self, when: date) -> date: ...
    def after(self, when: date | PartialDate) -> date | PartialDate:
        """`when` + this; what lies past the calendar stops at its last day.

        A partial date keeps its precision where it can (2024-06 + 3 years = 2027-06) and
        otherwise becomes the interval of its possible days (2024 + 6 months = 2024-07/2025-06).
        What is about or not certain stays so (2026-11~ + 2 weeks = 2026-11-15~/2026-12-14~).
        """
        if isinstance(when, PartialDate):
            return _shift_partial(when, self, 1)
        return _shift(when, self, 1)

    @overload
    def before(self, when: PartialDate) -> PartialDate: ...
    @overload
    def before(self, when: date) -> date: ...
    def before(self, when: date | PartialDate) -> date | PartialDate:
        """`when` - this, by the same rules as `after`."""
        if isinstance(when, PartialDate):
            return _shift_partial(when, self, -1)
        return _shift(when, self, -1)

    @classmethod
    def _validate(cls, value: object) -> "Duration":
        if isinstance(value, Duration):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError(_not_a_duration(str(value)))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.to_string_ser_schema(when_used="json"),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": "ISO 8601 duration"}


def _shift(day: date, by: Duration, sign: int) -> date:
    if day in (date.min, date.max):  # no bound: none is made
        return day
    try:
        moved = relativedelta(years=by.years, months=by.months, days=by.days)
        return day + moved if sign > 0 else day - moved
    except (ValueError, OverflowError):
        return date.max if sign > 0 else date.min


def _shift_partial(value: PartialDate, by: Duration, sign: int) -> PartialDate:
    if not by:
        return value
    if value.is_interval:
        return _shift_interval(value, by, sign)
    parts = point(value)
    if parts.exact and parts.day is not None:
        return PartialDate.parse(_shift(value.earliest, by, sign).isoformat() + parts.mark)
    months = sign * (by.years * 12 + by.months)
    if parts.exact and not by.days and (parts.month is not None or months % 12 == 0):
        return _shift_months(value.earliest, months, parts.month is not None, parts.mark)
    if parts.exact and not by.days:  # a year and some months: an interval of months
        return PartialDate.between(
            _shift_months(value.earliest, months, True, parts.mark),
            _shift_months(value.latest, months, True, parts.mark),
        )
    first, last = _shift(value.earliest, by, sign), _shift(value.latest, by, sign)
    return _possible_days(
        None if first == date.min else PartialDate.parse(first.isoformat() + parts.mark),
        None if last == date.max else PartialDate.parse(last.isoformat() + parts.mark),
    )


def _shift_months(day: date, months: int, with_month: bool, mark: str) -> PartialDate:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        year, month = MAXYEAR, 11
    elif year < MINYEAR:
        year, month = MINYEAR, 0
    return PartialDate.parse(f"{year:04}" + (f"-{month + 1:02}" if with_month else "") + mark)


def _shift_interval(value: PartialDate, by: Duration, sign: int) -> PartialDate:
    left, right = value.edtf.split("/")
    start = _shift_partial(value.start, by, sign) if value.start else None
    end = _shift_partial(value.end, by, sign) if value.end else None
    if (start and start.is_interval) or (end and end.is_interval):
        return _possible_days(
            start.start if start and start.is_interval else start,
            end.end if end and end.is_interval else end,
        )
    return PartialDate.parse(f"{start.edtf if start else left}/{end.edtf if end else right}")


def _possible_days(first: PartialDate | None, last: PartialDate | None) -> PartialDate:
    if first is None and last is None:
        return PartialDate.parse("XXXX")
    return PartialDate.between(first, last)


_UNITS = {
    word: unit
    for unit, words in (
        (Duration(years=1), ("year", "years", "yr", "yrs", "y", "년", "년간")),
        (Duration(months=1), ("month", "months", "mo", "mos", "m", "개월", "개월간", "달", "달간")),
        (Duration(days=7), ("week", "weeks", "wk", "wks", "w", "주", "주간")),
        (Duration(days=1), ("day", "days", "d", "일", "일간")),
    )
    for word in words
}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {"a": 1, "an": 1, "the": 1} | {word: n for n, word in enumerate(_NUMBERS, start=1)}
# Lengths that have a word of their own.
_SAID = {
    "하루": "1일",
    "이틀": "2일",
    "사흘": "3일",
    "나흘": "4일",
    "열흘": "10일",
    "보름": "15일",
    "일주일": "1주",
    "한 주": "1주",
    "두 주": "2주",
    "한 달": "1달",
    "한달": "1달",
    "두 달": "2달",
    "석 달": "3달",
    "반년": "6개월",
    "일 년": "1년",
    "일년": "1년",
}
_AMOUNT = re.compile(r"\s*(?:and\s+|,\s*)?([0-9]{1,5}|[a-z]+)[\s-]*([a-z]+|[가-힣]+)\.?")


def read_duration(text: str) -> Duration:
    """What a person types: "3 years", "1 year 6 months", "90 days", "3년", "6개월", or ISO 8601.

    ValueError, with a sentence and an example, for anything else.
    """
    plain = text.strip().lower() if len(text) <= 80 else ""
    if plain.startswith("p") and _ISO.fullmatch(plain.upper()):
        return Duration.parse(plain)
    plain = _SAID.get(plain, plain)
    total, at = Duration(), 0
    while at < len(plain):
        match = _AMOUNT.match(plain, at)
        unit = _UNITS.get(match[2]) if match else None
        if match is None or unit is None:
            raise ValueError(_not_a_duration(text))
        number = int(match[1]) if match[1].isdigit() else _WORDS.get(match[1])
        if number is None:
            raise ValueError(_not_a_duration(text))
        total = total + unit * number
        at = match.end()
    if at == 0:
        raise ValueError(_not_a_duration(text))
    return total


def write_duration(value: Duration | None) -> str:
    """As words in the language of the program: "1 year 6 months"; nothing for None."""
    if value is None:
        return ""
    parts = []
    if value.years:
        parts.append(trn("{n} year", "{n} years", value.years))
    if value.months:
        parts.append(trn("{n} month", "{n} months", value.months))
    if value.days or not parts:
        parts.append(trn("{n} day", "{n} days", value.days))
    return " ".join(parts)


def _not_a_duration(text: str) -> str:
    shown = text.strip() if len(text) <= 40 else text[:40] + "…"
    return tr(
        "“{text}” is not a length of time. Write it like 3 years, 6 months or 90 days.",
        text=shown,
    )
