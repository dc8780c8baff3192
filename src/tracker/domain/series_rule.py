"""The rule of a series: how often something recurs, as RFC 5545 (RRULE) text.

Of the standard only what makes sense for days is looked into: FREQ, INTERVAL, COUNT, UNTIL,
BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS. Other valid parts (BYWEEKNO, BYYEARDAY, WKST) are kept as
they were typed and reckoned with. There are no times and so no time zones.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.i18n import tr

_LONGEST = 300
_MOST = 1000
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?")
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_TIMES = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of the week as rules write them, Monday first."""


class Frequency(StrEnum):
    """The unit in which a rule counts."""

    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """A rule. `weekdays` are (which of the period, 0 for every; MO to SU); `rest` are further
    parts as typed."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, str], ...] = ()
    positions: tuple[int, ...] = ()
    rest: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> "SeriesRule":
        """Read RRULE text, also with "RRULE:" before it. ValueError, with a sentence for the
        person, when it is none or counts in less than days."""
        return _parse(text)

    @property
    def text(self) -> str:
        """The RRULE text, in the order of the standard."""
        parts = [("FREQ", str(self.frequency))]
        if self.interval != 1:
            parts.append(("INTERVAL", str(self.interval)))
        if self.count is not None:
            parts.append(("COUNT", str(self.count)))
        if self.until is not None:
            parts.append(("UNTIL", f"{self.until:%Y%m%d}".rjust(8, "0")))
        for name, numbers in (("BYMONTH", self.months), ("BYMONTHDAY", self.month_days)):
            if numbers:
                parts.append((name, ",".join(map(str, numbers))))
        if self.weekdays:
            parts.append(("BYDAY", ",".join(f"{n or ''}{day}" for n, day in self.weekdays)))
        if self.positions:
            parts.append(("BYSETPOS", ",".join(map(str, self.positions))))
        return ";".join(f"{name}={value}" for name, value in (*parts, *self.rest))

    def __str__(self) -> str:
        return self.text

    @property
    def states_days(self) -> bool:
        """Whether the rule itself says which day, and not only in which month or how often."""
        return bool(self.month_days or self.weekdays or self.positions or self.rest)

    @property
    def period_months(self) -> int:
        """From one to the next in months; 0 where it counts in weeks or days."""
        return {"YEARLY": 12, "MONTHLY": 1}.get(self.frequency, 0) * self.interval

    @property
    def period_days(self) -> int:
        """From one to the next in days; 0 where it counts in months or years."""
        return {"WEEKLY": 7, "DAILY": 1}.get(self.frequency, 0) * self.interval


def _parse(text: str) -> SeriesRule:
    plain = text.strip()
    if len(plain) > _LONGEST:
        raise ValueError(_not_a_rule(plain))
    if plain[:6].upper() == "RRULE:":
        plain = plain[6:]
    found: dict[str, str] = {}
    for part in plain.upper().rstrip(";").split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value or not re.fullmatch(r"[A-Z]{2,12}", name):
            raise ValueError(_not_a_rule(plain))
        if name in found:
            raise ValueError(tr("The rule says {name} twice.", name=name))
        found[name] = value
    try:
        rule = _made(found)
    except _Wrong as wrong:
        raise ValueError(
            tr("“{value}” does not fit {name} in a rule.", value=wrong.value[:40], name=wrong.name)
        ) from None
    _try_out(rule)
    return rule


class _Wrong(Exception):
    def __init__(self, name: str, value: str) -> None:
        super().__init__(name)
        self.name, self.value = name, value


def _made(found: dict[str, str]) -> SeriesRule:
    frequency = found.pop("FREQ", "")
    if frequency in _TIMES:
        raise ValueError(tr("A series counts in days, weeks, months or years, not in hours."))
    if frequency not in set(Frequency):
        raise ValueError(
            tr("The rule must say FREQ=DAILY, WEEKLY, MONTHLY or YEARLY; or write: twice a year.")
        )
    if "COUNT" in found and "UNTIL" in found:
        raise ValueError(tr("A rule ends after a number of times or on a day, not both."))
    interval = _number("INTERVAL", found.pop("INTERVAL", "1"), 1, _MOST)
    count = found.pop("COUNT", "")
    until = found.pop("UNTIL", "")
    months = found.pop("BYMONTH", "")
    month_days = found.pop("BYMONTHDAY", "")
    weekdays = found.pop("BYDAY", "")
    positions = found.pop("BYSETPOS", "")
    if positions and not (months or month_days or weekdays or found):
        raise _Wrong("BYSETPOS", positions)
    return SeriesRule(
        frequency=Frequency(frequency),
        interval=interval,
        count=_number("COUNT", count, 1, _MOST) if count else None,
        until=_day(until) if until else None,
        months=_numbers("BYMONTH", months, 1, 12),
        month_days=_numbers("BYMONTHDAY", month_days, -31, 31),
        weekdays=_weekdays(weekdays, Frequency(frequency)),
        positions=_numbers("BYSETPOS", positions, -366, 366),
        rest=tuple(found.items()),
    )


def _number(name: str, text: str, least: int, most: int) -> int:
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise _Wrong(name, text)
    return int(text)


def _numbers(name: str, text: str, least: int, most: int) -> tuple[int, ...]:
    """In order, each once; 0 is none of those that count from either end."""
    if not text:
        return ()
    found = {_number(name, part.strip(), least, most) for part in text.split(",")}
    if 0 in found:
        raise _Wrong(name, "0")
    return tuple(sorted(found))


def _day(text: str) -> date:
    match = _UNTIL.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _Wrong("UNTIL", text) from None


def _weekdays(text: str, frequency: Frequency) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for part in text.split(",") if text else ():
        match = _WEEKDAY.fullmatch(part.strip())
        if match is None:
            raise _Wrong("BYDAY", part)
        which = int(match[1] or 0)
        by_period = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
        if (match[1] and not which) or abs(which) > 53 or (which and not by_period):
            raise _Wrong("BYDAY", part)
        if (which, match[2]) not in found:
            found.append((which, match[2]))
    return tuple(found)


def _try_out(rule: SeriesRule) -> None:
    """Whether python-dateutil takes the parts that were not looked into."""
    if not rule.rest:
        return
    known: dict[str, Callable[[str], bool]] = {
        "WKST": WEEKDAYS.__contains__,
        "BYWEEKNO": lambda text: _all_within(text, 53),
        "BYYEARDAY": lambda text: _all_within(text, 366),
        "BYHOUR": lambda text: _all_within(text, 23, zero=True),
        "BYMINUTE": lambda text: _all_within(text, 59, zero=True),
        "BYSECOND": lambda text: _all_within(text, 60, zero=True),
    }
    for name, value in rule.rest:
        if name not in known:
            raise ValueError(
                tr("“{name}” is no part of a rule. Write it like: twice a year.", name=name)
            )
        if not known[name](value):
            raise ValueError(
                tr("“{value}” does not fit {name} in a rule.", value=value[:40], name=name)
            )


def _all_within(text: str, most: int, *, zero: bool = False) -> bool:
    parts = text.split(",")
    return all(
        _NUMBER.fullmatch(part.strip())
        and abs(int(part)) <= most
        and (int(part) >= 0 if zero else int(part) != 0)
        for part in parts
    )


def _not_a_rule(text: str) -> str:
    shown = text if len(text) <= 40 else text[:40] + "…"
    return tr(
        "“{text}” does not say how often. Write it like twice a year, every quarter or yearly "
        "in June.",
        text=shown,
    )


not_a_rule = _not_a_rule
