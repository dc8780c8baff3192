"""How far a day lies before or after another one: "6 weeks before" the event.

ISO 8601-2 text with a sign ("-P42D" is six weeks before, "P7D" a week after). Moving by it follows
the rules of `durations`: years and months by the calendar, held within the month.
"""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration, read_duration
from tracker.i18n import tr, trn

_BEFORE = re.compile(
    r"(?P<much>.+?)\s*(?:(?:before|prior to|ahead of)(?: (?:the event|it))?|prior|earlier|ahead"
    r"|beforehand|전(?:에)?)"
)
_AFTER = re.compile(r"(?P<much>.+?)\s*(?:after(?: (?:the event|it))?|later|후(?:에)?|뒤(?:에)?)")
# As it is counted in Korea: D-42, D+3.
_COUNTED = re.compile(r"d\s?(?P<sign>[-+−])\s?(?P<days>[0-9]{1,5})")
_ON_THE_DAY = frozenset(
    {
        *("on the day", "on the first day", "same day", "the day", "the same day", "event day"),
        *("the day of the event", "day of the event", "d-day", "당일", "행사 당일", "행사일", "0"),
    }
)


@dataclass(frozen=True, slots=True)
class Offset:
    """A length of time before or after a day; on the day itself if the length is nothing."""

    length: Duration
    before: bool = False

    @classmethod
    def parse(cls, iso: str) -> "Offset":
        """Read the stored text. ValueError, with a sentence, when it is none."""
        text = iso.strip()
        length = Duration.parse(text.lstrip("+-"))
        return cls(length, before=text.startswith("-") and bool(length))

    @property
    def iso(self) -> str:
        """The stored text."""
        return f"{'-' if self.before else ''}{self.length.iso}"

    def __str__(self) -> str:
        return self.iso

    def from_day(self, when: PartialDate) -> PartialDate:
        """The day that lies so far from `when`; as exact as `when` is."""
        return self.length.before(when) if self.before else self.length.after(when)

    @classmethod
    def _validate(cls, value: object) -> "Offset":
        if isinstance(value, Offset):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError(_not_an_offset(str(value)))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema(when_used="json")
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": "ISO 8601 duration with a sign"}


def read_offset(text: str) -> Offset:
    """What a person types: "6 weeks before", "3 days after", "on the day", "6주 전", "-P6W".

    A length alone is before, for that is what steps on the way to an event are. ValueError, with a
    sentence and an example, for anything else.
    """
    plain = " ".join(text.lower().split()) if len(text) <= 80 else ""
    if plain in _ON_THE_DAY:
        return Offset(Duration())
    if found := _COUNTED.fullmatch(plain):
        days = Duration(days=int(found["days"]))
        return Offset(days, before=found["sign"] != "+" and bool(days))
    try:
        if plain.startswith(("-p", "+p", "p")):
            return Offset.parse(plain)
        if plain.startswith(("-", "+")):
            length = read_duration(plain[1:])
            return Offset(length, before=plain.startswith("-") and bool(length))
        if found := _AFTER.fullmatch(plain):
            return Offset(read_duration(found["much"]))
        found = _BEFORE.fullmatch(plain)
        length = read_duration(found["much"] if found else plain)
    except ValueError:
        raise ValueError(_not_an_offset(text)) from None
    return Offset(length, before=bool(length))


def write_offset(value: Offset | None) -> str:
    """As words in the language of the program: "6 weeks before"; nothing for None."""
    if value is None:
        return ""
    if not value.length:
        return tr("on the day")
    length = _words(value.length)
    return (
        tr("{length} before", length=length)
        if value.before
        else tr("{length} after", length=length)
    )


def _words(length: Duration) -> str:
    parts = []
    if length.years:
        parts.append(trn("{n} year", "{n} years", length.years))
    if length.months:
        parts.append(trn("{n} month", "{n} months", length.months))
    if length.days and length.days % 7 == 0:
        parts.append(trn("{n} week", "{n} weeks", length.days // 7))
    elif length.days:
        parts.append(trn("{n} day", "{n} days", length.days))
    return " ".join(parts)


def _not_an_offset(text: str) -> str:
    shown = text.strip() if len(text) <= 40 else text[:40] + "…"
    return tr(
        "“{text}” does not say how long before or after. Write it like 6 weeks before, "
        "3 days after or on the day.",
        text=shown,
    )
