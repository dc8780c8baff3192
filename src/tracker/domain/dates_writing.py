"""Dates as people read them, in English and Korean.

The forms of a date are tables of this module and not catalogue texts: a summary is written in a
language of its own choice, whatever the window speaks. An unknown language is English.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.domain.calendar_words import MONTHS, MONTHS_SHORT
from tracker.domain.dates import PartialDate, Point, point
from tracker.i18n import spoken_language


def write_date(
    value: PartialDate | None, language: str | None = None, *, full: bool = False
) -> str:
    """As a person reads it: "4 Jun 2024", "about 2020", "since Mar 2020"; nothing for None.

    `language` is a code such as "ko"; None is the language of the program. `full` spells months.
    """
    if value is None:
        return ""
    forms = _forms(language)
    if not value.is_interval:
        return _qualified(forms, point(value), full)
    start, end = value.start, value.end
    if start is None:
        template = forms.until if value.edtf.startswith("..") else forms.until_unknown_start
        return template.format(_written(forms, end, full))
    if end is None:
        template = forms.since if value.edtf.endswith("..") else forms.since_unknown_end
        return template.format(_written(forms, start, full))
    return forms.between(point(start), point(end), full)


def write_day(day: date, language: str | None = None, *, full: bool = False) -> str:
    """An exact day: "4 Jun 2024", "2024년 6월 4일"."""
    return write_date(PartialDate.of(day), language, full=full)


@dataclass(frozen=True, slots=True)
class _Forms:
    """How one language says what is beside the bare date."""

    point: Callable[[Point, bool], str]
    between: Callable[[Point, Point, bool], str]
    about: str
    uncertain: str
    since: str
    since_unknown_end: str
    until: str
    until_unknown_start: str


def _forms(language: str | None) -> _Forms:
    return _KOREAN if (language or spoken_language()).lower().startswith("ko") else _ENGLISH


def _written(forms: _Forms, value: PartialDate | None, full: bool) -> str:
    return _qualified(forms, point(value), full) if value else ""


def _qualified(forms: _Forms, parts: Point, full: bool) -> str:
    text = forms.point(parts, full)
    if parts.mark in ("~", "%"):
        text = forms.about.format(text)
    if parts.mark in ("?", "%"):
        text = forms.uncertain.format(text)
    return text


def _known(digits: str | None) -> int | None:
    """The number, unless a digit of it is unknown."""
    return int(digits) if digits and "X" not in digits else None


def _decade(parts: Point) -> str | None:
    if parts.month is None and parts.year.endswith("X") and parts.year[:3].isdigit():
        return parts.year[:3] + "0"
    return None


# --- English ---------------------------------------------------------------------------------


def _english(parts: Point, full: bool) -> str:
    year, month, day = _known(parts.year), _known(parts.month), _known(parts.day)
    decade = _decade(parts)
    if decade:
        return f"{decade}s"
    if not _plain(parts):
        return str(PartialDate.parse("-".join(p for p in _texts(parts) if p)))
    if not (year or month or day):
        return "unknown date"
    name = (MONTHS if full else MONTHS_SHORT)[month - 1] if month else ""
    if parts.day and day and not month:
        said = f"{day}{_ordinal(day)} of an unknown month"
        return f"{said} of {_year(parts)}" if year else said
    said = " ".join(str(part) for part in (day, name, _year(parts)) if part)
    return f"{said}, {' and '.join(_unknown(parts))} unknown" if _unknown(parts) else said


def _year(parts: Point) -> str:
    return "" if "X" in parts.year else parts.year


def _unknown(parts: Point) -> list[str]:
    """The parts that are said to be unknown, in English."""
    named = zip(("year", "month", "day"), _texts(parts), strict=True)
    return [name for name, text in named if text and "X" in text]


def _ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _english_between(start: Point, end: Point, full: bool) -> str:
    """29 May – 1 Jun 2019: what both have in common is said once, at the end."""
    if _can_share(start, end) and start.year == end.year and bool(start.day) == bool(end.day):
        names = MONTHS if full else MONTHS_SHORT
        left = "" if start.month == end.month and start.day else names[int(start.month or 0) - 1]
        day = str(int(start.day)) if start.day else ""
        first = " ".join(part for part in (day, left) if part)
        return f"{first} – {_english(end, full)}"
    return f"{_qualified(_ENGLISH, start, full)} – {_qualified(_ENGLISH, end, full)}"


# --- Korean ----------------------------------------------------------------------------------


def _korean(parts: Point, full: bool) -> str:
    year, month, day = _known(parts.year), _known(parts.month), _known(parts.day)
    decade = _decade(parts)
    if decade:
        return f"{decade}년대"
    if not _plain(parts):
        return _english(parts, full)
    if not (year or month or day):
        return "날짜 모름"
    counted = ((_year(parts), "년"), (month, "월"), (day, "일"))
    said = " ".join(f"{number}{unit}" for number, unit in counted if number)
    unknown = "·".join(_KOREAN_PARTS[name] for name in _unknown(parts))
    return f"{said}({unknown} 모름)" if unknown else said


_KOREAN_PARTS = {"year": "연도", "month": "월", "day": "일"}


def _korean_between(start: Point, end: Point, full: bool) -> str:
    """2019년 5월 29일 ~ 6월 1일: what both have in common is said once, at the start."""
    if _can_share(start, end) and start.year == end.year and bool(start.day) == bool(end.day):
        month = "" if start.month == end.month and end.day else f"{int(end.month or 0)}월"
        day = f"{int(end.day)}일" if end.day else ""
        last = " ".join(part for part in (month, day) if part)
        return f"{_korean(start, full)} ~ {last}"
    return f"{_qualified(_KOREAN, start, full)} ~ {_qualified(_KOREAN, end, full)}"


# --- both ------------------------------------------------------------------------------------


def _texts(parts: Point) -> tuple[str, str | None, str | None]:
    return parts.year, parts.month, parts.day


def _plain(parts: Point) -> bool:
    """Whether every part is known in full or not at all, so that words can say it."""
    return all(text is None or "X" not in text or set(text) == {"X"} for text in _texts(parts))


def _can_share(start: Point, end: Point) -> bool:
    both = start.exact and end.exact and not start.mark and not end.mark
    return both and start.month is not None and end.month is not None


_ENGLISH = _Forms(
    point=_english,
    between=_english_between,
    about="about {}",
    uncertain="{} (uncertain)",
    since="since {}",
    since_unknown_end="since {}, end unknown",
    until="until {}",
    until_unknown_start="until {}, start unknown",
)
_KOREAN = _Forms(
    point=_korean,
    between=_korean_between,
    about="{}경",
    uncertain="{}(불확실)",
    since="{}부터",
    since_unknown_end="{}부터(끝 모름)",
    until="{}까지",
    until_unknown_start="{}까지(시작 모름)",
)
