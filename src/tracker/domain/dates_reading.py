"""Dates as people type them, in English and Korean: "4 June 2024", "next Friday", "2020년 8월".

A small grammar of our own; nothing here guesses: a part that is not stated stays unknown, and
what is not understood is refused with a sentence that says why.
"""

import re
import unicodedata
from datetime import date

from tracker.domain.calendar_words import WEEKDAYS
from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading_parts import Parts, read_parts
from tracker.domain.dates_reading_periods import read_period
from tracker.domain.dates_reading_relative import read_relative
from tracker.i18n import tr

_LONGEST = 120
_EDTF = re.compile(r"[0-9x]{4}(-[0-9x]{2}){0,2}[~?%]{0,2}")
_ABOUT = re.compile(r"(?:about|around|approximately|approx\.?|circa|ca?\.?|약) ?(?=[0-9a-z])(.+)")
_ABOUT_AFTER = re.compile(r"(.+?)(?: ?(?:경|쯤|무렵)| ?\(approximate(?:ly)?\)|~)")
_DOUBT = re.compile(r"(.+?)(?:\?| ?\((?:uncertain|불확실)\))")
_SINCE = re.compile(r"(?:since|from|starting|as of) (.+)|(.+?) ?부터")
_UNTIL = re.compile(r"(?:until|till|up to|through|by) (.+)|(.+?) ?까지")
_STILL = ("ongoing", "present", "now", "today", "현재")
_TO = re.compile(r" (?:-|~|to|until|till|through) |부터 | and ")
_BARE_DASH = re.compile(r"(?<=[0-9a-z일월년])-(?=[0-9a-z])")
_DAYS_FIRST = re.compile(r"([a-z]+\.?) ([0-9]{1,2})(?:st|nd|rd|th)? ?(?:-|to) ?([0-9]{1,2}\b.*)")
_WEEKDAY = re.compile(
    "("
    + "|".join(f"{name.lower()}|{name[:3].lower()}" for name in WEEKDAYS)
    + r")\.?,? (?=.*[0-9])(.+)"
)
_END_UNKNOWN = re.compile(r"(.+), (?:end|start) unknown")
_UNSTATED = re.compile(r"(.+), ((?:year|month|day)(?: and (?:year|month|day))*) unknown")
_KOREAN_UNSTATED = re.compile(r"\(([끝시작연도월일·]+) 모름\)")
_KOREAN_PARTS = {
    "끝": "end",
    "시작": "start",
    "연도": "year",
    "월": "month",
    "일": "day",
}
_DECADE = re.compile(r"(?:the )?([0-9]{3})0(?:s|년대)")


def read_date(text: str, today: date) -> PartialDate:
    """The date that `text` states. `today` is what "tomorrow" and "+2w" count from.

    "next Friday" is the first Friday after today. ValueError with a sentence for the person, in
    the language of the program, when it is no date.
    """
    if len(text) > _LONGEST:
        raise ValueError(_not_understood(text))
    plain = _plain(text)
    if not plain:
        raise ValueError(tr("Type a date, such as 4 June 2024, Jun 2024 or next Friday."))
    found = _whole(plain, today)
    if found is None:
        raise ValueError(_not_understood(text))
    return found


def _plain(text: str) -> str:
    """Lower case, plain digits and dashes, single spaces."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r" *[–—〜～] *", " - ", re.sub("[‐‑−]", "-", plain))
    plain = re.sub(r"\s+", " ", plain).strip().replace("날짜 모름", "unknown date")
    return _KOREAN_UNSTATED.sub(_english_unstated, plain)


def _english_unstated(match: re.Match[str]) -> str:
    words = (_KOREAN_PARTS.get(part, part) for part in match[1].split("·"))
    return f", {' and '.join(words)} unknown"


def _whole(text: str, today: date) -> PartialDate | None:
    found = _one(text, today) or _interval(text, today)
    if found:
        return found
    unknown = _END_UNKNOWN.fullmatch(text)
    text = unknown[1] if unknown else text
    since, until = _SINCE.fullmatch(text), _UNTIL.fullmatch(text)
    match = since or until
    end = _one(match[1] or match[2], today) if match else None
    if end is not None and end.is_interval:  # by the end of a quarter, since its beginning
        end = end.start if since else end.end
    if end is None:
        return None
    other = "" if unknown else ".."
    return PartialDate.parse(f"{end}/{other}" if since else f"{other}/{end}")


def _edtf(text: str) -> PartialDate | None:
    """EDTF as it stands; its own mistakes (2024-13) are told as such."""
    ends = text.split("/")
    if len(ends) == 1 and _EDTF.fullmatch(text):
        return PartialDate.parse(text)
    if len(ends) == 2 and all(end in ("", "..") or _EDTF.fullmatch(end) for end in ends):
        return PartialDate.parse(text)
    return None


def _one(text: str, today: date) -> PartialDate | None:
    """One date with its qualifiers: about, uncertain."""
    return _edtf(text) or read_relative(text, today) or read_period(text, today) or _qualified(text)


def _qualified(text: str) -> PartialDate | None:
    about = doubt = False
    while True:
        if match := _DOUBT.fullmatch(text):
            doubt = True
        elif match := _ABOUT.fullmatch(text) or _ABOUT_AFTER.fullmatch(text):
            about = True
        else:
            break
        text = match[1].strip()
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((about, doubt), "")
    if decade := _DECADE.fullmatch(text):
        return PartialDate.parse(f"{decade[1]}X{mark}")
    if weekday := _WEEKDAY.fullmatch(text):
        parts = read_parts(weekday[2])
        return _on_weekday(parts.date(mark), weekday[1]) if parts else None
    if _EDTF.fullmatch(text):
        return PartialDate.parse(text + mark)
    if unstated := _UNSTATED.fullmatch(text):
        return _with_unstated(unstated[1], unstated[2], mark)
    if text == "unknown date":
        return PartialDate.parse(f"XXXX{mark}")
    parts = read_parts(text)
    return parts.date(mark) if parts else None


def _with_unstated(text: str, unstated: str, mark: str) -> PartialDate | None:
    """What `write_date` says of parts that are known to be unknown: "2024, month unknown"."""
    parts = read_parts(text)
    if parts is None:
        return None
    month = "-XX" if "month" in unstated and parts.day is None else ""
    day = "-XX" if "day" in unstated else ""
    return PartialDate.parse(f"{parts.date()}{month}{day}{mark}")


def _on_weekday(value: PartialDate, name: str) -> PartialDate:
    if value.earliest == value.latest:
        meant = WEEKDAYS[value.earliest.weekday()]
        if not meant.lower().startswith(name[:3]):
            raise ValueError(tr("{date} is a {weekday}.", date=value.edtf, weekday=tr(meant)))
    return value


def _interval(text: str, today: date) -> PartialDate | None:
    """Two dates, of which one may leave its year and month to the other."""
    plain = re.sub(r"^(?:from|between) ", "", text)
    plain = re.sub(r" ?까지$", "", plain) if "부터 " in plain else plain
    if days := _DAYS_FIRST.fullmatch(plain):  # October 26-28, 2020
        plain = f"{days[1]} {days[2]} - {days[1]} {days[3]}"
    for separator in (_TO, _BARE_DASH):
        for match in separator.finditer(plain):
            found = _ends(plain[: match.start()].strip(), plain[match.end() :].strip(), today)
            if found:
                return found
    return None


def _ends(left: str, right: str, today: date) -> PartialDate | None:
    if right in _STILL:
        start = _one(left, today)
        return PartialDate.between(start, None) if start and not start.is_interval else None
    first, last = read_parts(left, bare_day=True), read_parts(right)
    if first is None or last is None or "unknown" in left:
        start, end = _one(left, today), _one(right, today)
        if start is None or end is None or start.is_interval or end.is_interval:
            return None
        return PartialDate.between(start, end)
    return _joined(first, last)


def _joined(first: Parts, last: Parts) -> PartialDate | None:
    if first.year is None and first.month and last.month and first.month > last.month:
        first = first.with_year(last.year - 1 if last.year else None)  # 29 Dec - 2 Jan 2020
    first, last = first.filled_from(last), last.filled_from(first)
    if first.day and not first.month:
        return None
    return PartialDate.between(first.date(), last.date())


def _not_understood(text: str) -> str:
    shown = text.strip() if len(text.strip()) <= 40 else text.strip()[:40] + "…"
    return tr(
        "“{text}” was not understood as a date. Write it like 4 June 2024, Jun 2024 or 2024.",
        text=shown,
    )
