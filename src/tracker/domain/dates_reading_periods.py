"""Years, halves, quarters, months and their beginnings and ends, as people name them:
"Q3 2026", "last quarter", "first half of next year", "mid-2026", "올해 3분기", "내년 초", "6월 말".

A quarter or half without a year is one of this year, as "today" is of today. Early, mid and late
are the thirds of what they are said of, and only about right: 내년 초 is about January to April,
6월 말 about the last ten days of June.
"""

import re
from calendar import monthrange
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading_parts import Parts, read_parts

_WHICH = {
    "this": 0, "current": 0, "the current": 0, "next": 1, "the next": 1, "the coming": 1,
    "coming": 1, "last": -1, "the last": -1, "previous": -1, "the previous": -1,
    "이번": 0, "금": 0, "당": 0, "다음": 1, "차": 1, "지난": -1, "저번": -1, "전": -1, "지지난": -2,
    "다다음": 2,
}  # fmt: skip
_UNITS = {
    "month": 1, "quarter": 3, "half": 6, "half year": 6, "half-year": 6, "year": 12,
    "달": 1, "월": 1, "분기": 3, "반기": 6, "해": 12, "년": 12,
}  # fmt: skip
_YEARS = {
    "올해": 0, "금년": 0, "작년": -1, "전년": -1, "지난해": -1, "내년": 1, "명년": 1, "재작년": -2,
    "지지난해": -2, "내후년": 2,
}  # fmt: skip
_MONTHS = {"이달": 0, "금월": 0, "당월": 0, "내달": 1, "익월": 1, "전월": -1}
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_KOREAN_HALVES = {"상": 1, "전": 1, "하": 2, "후": 2}


def _any(words: "dict[str, int]") -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SPAN = re.compile(rf"({_any(_WHICH)})[ -]?({_any(_UNITS)})")
# Which part of a year is meant: its quarter or its half.
_PART = rf"(?:q([1-4])|({_any(_ORDER)})[ -]quarter|([1-4])(?: ?/ ?4|사)? ?분기)"
_HALF = rf"(?:h([12])|(first|1st|second|2nd)[ -]half|({'|'.join(_KOREAN_HALVES)}) ?반기)"
_YEAR_FIRST = re.compile(rf"(.+?)[ /-]?(?:{_PART}|{_HALF})")
_YEAR_LAST = re.compile(rf"(?:the )?(?:{_PART}|{_HALF})(?:(?: of |, ?|[ /-])?(.+))?")
_EDGES = (
    ("early", "beginning of", "the beginning of", "start of", "the start of"),
    ("mid", "middle of", "the middle of"),
    ("late", "end of", "the end of"),
)
_BEFORE = re.compile(
    "(?:" + "|".join(f"({'|'.join(words)})" for words in _EDGES) + ")[ -](?:the )?(.+)"
)
_AFTER = re.compile(r"(.+?) ?연?(?:(초순|초반|초)|(중순|중반)|(하순|후반|말))")
_ALONE = {"연초": 0, "연말": 2, "월초": 0, "월말": 2, "year end": 2, "year-end": 2, "month end": 2}
_YEAR_OF_DATE = re.compile(
    rf"({_any(_YEARS)}|(?:지난|이번|다음) 해) ?(.+)|(.+?),? (this|next|last|previous) year"
)
_NAMED_MONTH = re.compile(rf"({_any(_WHICH)}) (.+)")
_DAY_OF_MONTH = re.compile(r"(.+?) ?([0-9]{1,2}) ?일|(?:the )?([0-9]{1,2})(?:st|nd|rd|th)? of (.+)")


def read_period(text: str, today: date) -> PartialDate | None:
    """The span of months, or the part of one, that lower-case `text` names; None if it names
    none. What is told from today is counted from `today`. ValueError if the calendar has no such
    day."""
    return _edge(text, today) or _span(text, today) or _dated(text, today)


def _span(text: str, today: date) -> PartialDate | None:
    """Whole months, quarters, halves and years."""
    if text in _MONTHS:
        return _months(today.year * 12 + today.month - 1 + _MONTHS[text], 1)
    if (year := _relative_year(text, today)) is not None:
        return PartialDate.parse(f"{year:04}")
    if match := _YEAR_LAST.fullmatch(text):
        return _part(match.groups()[:6], match[7], today)
    if match := _SPAN.fullmatch(text):
        length = _UNITS[match[2]]
        index = (today.year * 12 + today.month - 1) // length + _WHICH[match[1]]
        return _months(index * length, length)
    if match := _YEAR_FIRST.fullmatch(text):
        return _part(match.groups()[1:], match[1], today)
    return None


def _part(said: "tuple[str | None, ...]", year_text: str | None, today: date) -> PartialDate | None:
    """A quarter or half of a year: `said` are the groups of _PART and _HALF."""
    year = today.year if year_text is None else _year(year_text.strip(), today)
    if year is None:
        return None
    quarter, ordered_quarter, korean_quarter, half, ordered_half, korean_half = said
    if quarter or ordered_quarter or korean_quarter:
        number = _ORDER.get(ordered_quarter or "") or int(quarter or korean_quarter or 0)
        return _months(year * 12 + (number - 1) * 3, 3)
    named = _ORDER.get(ordered_half or "") or _KOREAN_HALVES.get(korean_half or "")
    number = named or int(half or 0)
    return _months(year * 12 + (number - 1) * 6, 6)


def _year(text: str, today: date) -> int | None:
    if re.fullmatch(r"[0-9]{4} ?[년年]?", text):
        return int(text[:4])
    return _relative_year(text.removesuffix("의").strip(), today)


def _relative_year(text: str, today: date) -> int | None:
    if text in _YEARS:
        return today.year + _YEARS[text]
    match = _SPAN.fullmatch(text)
    if match and _UNITS[match[2]] == 12:
        return today.year + _WHICH[match[1]]
    return None


def _dated(text: str, today: date) -> PartialDate | None:
    """A date of which the year, or the month, is told from today: 내년 3월 15일, June next year,
    the 3rd of next month."""
    if match := _YEAR_OF_DATE.fullmatch(text):
        year = _relative_year(match[1] or f"{match[4]} year", today)
        parts = read_parts((match[2] or match[3]).strip())
        if parts is not None and parts.year is None and parts.month is not None:
            return parts.with_year(year).date()
    if match := _NAMED_MONTH.fullmatch(text):
        parts = read_parts(match[2])
        if parts and parts.year is None and parts.month is not None and parts.day is None:
            return parts.with_year(_year_of(parts.month, _WHICH[match[1]], today)).date()
    if match := _DAY_OF_MONTH.fullmatch(text):
        month = _span((match[1] or match[4]).strip(), today)
        if month is not None and len(month.edtf) == len("2026-06"):
            first = month.earliest
            return Parts(first.year, first.month, int(match[2] or match[3])).date()
    return None


def _year_of(month: int, which: int, today: date) -> int:
    """The year of "last June", one that is over by this month, or of "next June", after it; "this
    June" is of this year."""
    if which < 0:
        return today.year + which + (month < today.month)
    return today.year + which - (which > 0 and month > today.month)


def _edge(text: str, today: date) -> PartialDate | None:
    """The beginning, middle or end of a span, about right."""
    if text in _ALONE:
        span = _span("이번 달" if text[0] in "월m" else "올해", today)
        return _third(span, _ALONE[text]) if span else None
    if match := _BEFORE.fullmatch(text):
        which, of = next(at for at in range(3) if match[at + 1]), match[4]
    elif match := _AFTER.fullmatch(text):
        which, of = next(at for at in range(3) if match[at + 2]), match[1]
    else:
        return None
    span = _span_of(of, today)
    return _third(span, which) if span is not None else None


def _span_of(text: str, today: date) -> PartialDate | None:
    """What has a beginning and an end: a year or month by name too. A month without a year is one
    of this year, for days of no year are no ten days in a row."""
    if text in ("month", "quarter", "half", "year"):
        text = f"this {text}"
    if (span := _span(text, today) or _dated(text, today)) is not None:
        return span if len(span.edtf) != len("2026-06-01") else None
    parts = read_parts(text)
    if parts is None or parts.day is not None:
        return None
    return (parts if parts.year is not None else parts.with_year(today.year)).date()


def _third(span: PartialDate, which: int) -> PartialDate:
    first = span.earliest.year * 12 + span.earliest.month - 1
    length = span.latest.year * 12 + span.latest.month - first
    if length > 1:
        found = _months(first + which * (length // 3), length // 3)
        return PartialDate.parse("/".join(f"{end}~" for end in found.edtf.split("/")))
    year, month = span.earliest.year, span.earliest.month
    begin, end = ((1, 10), (11, 20), (21, monthrange(year, month)[1]))[which]
    return PartialDate.parse(f"{year:04}-{month:02}-{begin:02}~/{year:04}-{month:02}-{end:02}~")


def _months(index: int, length: int) -> PartialDate:
    """So many months from the month `index` (counted from the year 0) on."""
    first, last = (f"{at // 12:04}-{at % 12 + 1:02}" for at in (index, index + length - 1))
    if length == 12:
        return PartialDate.parse(first[:4])
    return PartialDate.parse(first if length == 1 else f"{first}/{last}")
