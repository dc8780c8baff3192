"""Partial dates: a day, a month, a year, an interval, or what is known of one, as EDTF text.

EDTF is ISO 8601-2 (https://www.loc.gov/standards/datetime/). The part of it that is read here:
`2024-06-04`, `2024-06`, `2024`; unknown digits (`201X`, `2024-XX`, `XXXX-09-18`); intervals with
an open (`2020-03/..`) or unknown (`2020-03/`) end; `~` approximately, `?` uncertain, `%` both.

A date sorts and filters by its earliest and latest possible day and never gains a part that
nobody stated. There are no time zones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tracker.domain.calendar_words import MONTHS
from tracker.i18n import tr

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

_POINT = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([~?%]?)")
_LONGEST = 40  # no date in this grammar is longer; a novel is refused before it is looked at


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """One EDTF value. Made by `parse`, `of` or `between`, never by the bare constructor.

    Hashable; ordered by (earliest, latest, edtf). `earliest` and `latest` are the bounds of the
    possible days, `date.min` and `date.max` where there is none.
    """

    earliest: date
    latest: date
    edtf: str

    @classmethod
    def parse(cls, edtf: str) -> "PartialDate":
        """Read EDTF. ValueError, with a sentence for the person, when it is none."""
        return _parse(edtf.strip().upper() if len(edtf) <= _LONGEST else edtf[: _LONGEST + 1])

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The exact day."""
        day = date(day.year, day.month, day.day)  # a datetime loses its time
        return cls(day, day, day.isoformat())

    @classmethod
    def between(cls, start: "PartialDate | None", end: "PartialDate | None") -> "PartialDate":
        """The interval from `start` to `end`; None is an open end. ValueError if both are."""
        return cls.parse(f"{start.edtf if start else '..'}/{end.edtf if end else '..'}")

    @property
    def is_interval(self) -> bool:
        """Whether it has a start and an end (either may be open)."""
        return "/" in self.edtf

    @property
    def is_day(self) -> bool:
        """Whether it is one exact day, without doubt."""
        return len(self.edtf) == 10 and self.earliest == self.latest and "/" not in self.edtf

    @property
    def approximate(self) -> bool:
        """Whether it, or an end of it, is only about right."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        """Whether it, or an end of it, is in doubt."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def start(self) -> "PartialDate | None":
        """The start of an interval (None: open or unknown); a date that is none is its own."""
        return self._end(0)

    @property
    def end(self) -> "PartialDate | None":
        """The end of an interval (None: open or unknown); a date that is none is its own."""
        return self._end(-1)

    def _end(self, index: int) -> "PartialDate | None":
        text = self.edtf.split("/")[index]
        return None if text in ("", "..") else _parse(text)

    def may_be(self, day: date) -> bool:
        """Whether `day` is one of its possible days."""
        return self.earliest <= day <= self.latest

    def __str__(self) -> str:
        return self.edtf

    @classmethod
    def _validate(cls, value: object) -> "PartialDate":
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls.of(value)
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError(tr("This is not a date. Write it like 2024-06-04, 2024-06 or 2024."))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.to_string_ser_schema(when_used="json"),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: "CoreSchema", handler: "GetJsonSchemaHandler"
    ) -> dict[str, Any]:
        return {"type": "string", "description": "EDTF (ISO 8601-2) date"}


@dataclass(frozen=True, slots=True)
class Point:
    """A date that is no interval, in parts: each digits and X, or None where nothing is said."""

    year: str
    month: str | None
    day: str | None
    mark: str

    @property
    def exact(self) -> bool:
        """Whether every stated part is stated in full."""
        return "X" not in self.year + (self.month or "") + (self.day or "")


def point(value: PartialDate) -> Point:
    """The parts of a date that is no interval. ValueError if it is one."""
    match = _POINT.fullmatch(value.edtf)
    if match is None:
        raise ValueError(_not_a_date(value.edtf))
    return Point(match[1], match[2], match[3], match[4])


@lru_cache(maxsize=4096)
def _parse(text: str) -> PartialDate:
    if text.count("/") == 1:
        return _parse_interval(text)
    match = _POINT.fullmatch(text.replace("~?", "%").replace("?~", "%"))
    if match is None:
        raise ValueError(_not_a_date(text))
    year, month, day = match[1], match[2], match[3]
    _check(year, month, day)
    if year == "XXXX":
        return PartialDate(date.min, date.max, match[0])
    first = next(_days(year, month, day, up=True), None)
    last = next(_days(year, month, day, up=False), None)
    if first is None or last is None:
        raise ValueError(tr("There is no such day: {text}.", text=match[0]))
    return PartialDate(first, last, match[0])


def _parse_interval(text: str) -> PartialDate:
    left, right = (part.strip() for part in text.split("/"))
    nowhere = ("", "..")
    if left in nowhere and right in nowhere:
        raise ValueError(tr("An interval needs a start or an end, as in 2020-03/.. or ../2024."))
    start = None if left in nowhere else _parse(left)
    end = None if right in nowhere else _parse(right)
    earliest = start.earliest if start else date.min
    latest = end.latest if end else date.max
    if earliest > latest:
        raise ValueError(tr("The end of {text} comes before its start.", text=text))
    return PartialDate(
        earliest, latest, f"{start.edtf if start else left}/{end.edtf if end else right}"
    )


def _check(year: str, month: str | None, day: str | None) -> None:
    """Refuse what no calendar has, naming the part at fault."""
    if year == "0000":
        raise ValueError(tr("There is no year 0. Years are 0001 to 9999."))
    if month is None:
        return
    if not _matching(month, 1, 12):
        raise ValueError(tr("There is no month {month}. Months are 01 to 12.", month=month))
    if day is None:
        return
    if not _matching(day, 1, 31):
        raise ValueError(tr("There is no day {day}. Days are 01 to 31.", day=day))
    if "X" in month:
        return
    longest = days_in(2024 if "X" in year else int(year), int(month))
    if not _matching(day, 1, longest):
        name = tr(MONTHS[int(month) - 1])
        if "X" in year:
            raise ValueError(
                tr("{month} never has more than {count} days.", month=name, count=longest)
            )
        raise ValueError(
            tr("{month} {year} has {count} days.", month=name, year=int(year), count=longest)
        )


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _days(year: str, month: str | None, day: str | None, *, up: bool) -> Iterator[date]:
    """Every day that fits, from the first up or from the last down."""
    step = 1 if up else -1
    for y in _matching(year, 1, 9999)[::step]:
        for m in _matching(month or "XX", 1, 12)[::step]:
            for d in _matching(day or "XX", 1, days_in(y, m))[::step]:
                yield date(y, m, d)


def _matching(mask: str, low: int, high: int) -> range | list[int]:
    """The numbers from `low` to `high` whose digits fit the mask, as in 1X."""
    if "X" not in mask:
        number = int(mask)
        return [number] if low <= number <= high else []
    head = mask.rstrip("X")
    if "X" not in head:  # the usual 201X: a run of numbers, without trying each
        width = 10 ** (len(mask) - len(head))
        first = int(head or "0") * width
        return range(max(low, first), min(high, first + width - 1) + 1)
    fits = re.compile(mask.replace("X", "[0-9]"))
    return [n for n in range(low, high + 1) if fits.fullmatch(f"{n:0{len(mask)}}")]


def _not_a_date(text: str) -> str:
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return tr(
        "“{text}” is not a date. Write it like 2024-06-04, 2024-06 or 2024.",
        text=shown,
    )
