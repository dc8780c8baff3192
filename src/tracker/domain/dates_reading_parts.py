"""One typed date without its surroundings: "4 June 2024", "June 4", "4/6/2024", "2024년 6월"."""

import re
from dataclasses import dataclass, replace

from tracker.domain.calendar_words import MONTHS
from tracker.domain.dates import PartialDate

_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"

# Each is tried in turn on the whole text; what a form does not name is not stated.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}",
        rf"{_MONTH}",
        rf"{_DAY}[ -](?:of )?{_MONTH}(?:[ ,-]+{_YEAR})?",
        rf"(?:the )?{_DAY} of {_MONTH}(?:,? {_YEAR})?",
        rf"{_DAY} of an unknown month(?: of {_YEAR})?",
        r"(?P<year>[0-9]{4})년 (?P<day>[0-9]{1,2})일",
        rf"{_MONTH} {_DAY}(?:,? ?{_YEAR})?",
        rf"{_MONTH}(?:,? | of |-){_YEAR}",
        rf"{_YEAR}[ -]{_MONTH}(?:[ -]{_DAY})?",
        r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)",
        r"(?P<year>[0-9]{4})(?P<s>[-./])(?P<month>[0-9]{1,2})(?:(?P=s)(?P<day>[0-9]{1,2}))?\.?",
        r"(?P<year>[0-9]{4})\. (?P<month>[0-9]{1,2})\.(?: (?P<day>[0-9]{1,2})\.?)?",
        r"(?P<day>[0-9]{1,2})(?P<s>[-./])(?P<month>[0-9]{1,2})(?P=s)(?P<year>[0-9]{4})",
        r"(?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4}) ?[년年](?: ?(?P<month>[0-9]{1,2}) ?[월月](?: ?(?P<day>[0-9]{1,2}) ?[일日])?)?",  # noqa: E501 - one date in one line
        r"(?P<month>[0-9]{1,2}) ?[월月](?: ?(?P<day>[0-9]{1,2}) ?[일日])?",
        r"(?P<day>[0-9]{1,2}) ?[일日]",
        r"(?P<day>[0-9]{1,2})",
    )
)
_LAST_RESORT = _FORMS[-1]


@dataclass(frozen=True, slots=True)
class Parts:
    """What was stated of a date, and nothing else."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def with_year(self, year: int | None) -> "Parts":
        """The same of another year."""
        return replace(self, year=year)

    def filled_from(self, other: "Parts") -> "Parts":
        """With the year and month that an interval states once, at its other end."""
        month = self.month or (other.month if self.day else None)
        return Parts(self.year or other.year, month, self.day)

    def date(self, mark: str = "") -> PartialDate:
        """As EDTF, with X where nothing is stated. ValueError if the calendar has no such day."""
        text = "XXXX" if self.year is None else f"{self.year:04}"
        if self.month is not None or self.day is not None:
            text += "-XX" if self.month is None else f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return PartialDate.parse(text + mark)


def read_parts(text: str, *, bare_day: bool = False) -> Parts | None:
    """The stated parts of lower-case `text`, or None if it is no single date.

    4/6/2024 is 4 June, day first, and 4/13/2024 is 13 April as it cannot be else. A bare number
    is a day only where the caller says so ("26 - 28 October").
    """
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is None or (form is _LAST_RESORT and not bare_day):
            continue
        found = match.groupdict()
        month = found.get("month")
        parts = Parts(
            year=int(found["year"]) if found.get("year") else None,
            month=None if not month else _MONTHS[month] if month in _MONTHS else int(month),
            day=int(found["day"]) if found.get("day") else None,
        )
        day_came_first = found.get("s") is not None and match.start("day") == 0
        return _month_first(parts) if day_came_first else parts
    return None


def _month_first(parts: Parts) -> Parts:
    """4/13/2024 as the American date it must be; any other stays as it is."""
    if (parts.month or 0) > 12 and 1 <= (parts.day or 0) <= 12:
        return Parts(parts.year, parts.day, parts.month)
    return parts
