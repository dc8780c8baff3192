"""Rules as people say them, in English and Korean: "at least twice a year", "분기마다", "연 2회".

Nothing is guessed: what does not come at even intervals wants its months or days.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.calendar_words import MONTHS, WEEKDAYS
from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading import read_date
from tracker.domain.series_rule import WEEKDAYS as CODES
from tracker.domain.series_rule import Frequency, SeriesRule, not_a_rule
from tracker.i18n import tr

_LONGEST = 300
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "once": 1, "twice": 2, "thrice": 3, "a": 1, "an": 1, "other": 2, "second": 2, "third": 3,
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "열두": 12,
}  # fmt: skip
_N = r"(?P<n>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_K = _N.replace("<n>", "<k>")
# In months, or in days below zero: what a unit is long.
_UNITS = {
    "day": -1, "week": -7, "fortnight": -14, "month": 1, "quarter": 3, "half-year": 6,
    "half year": 6, "semester": 6, "year": 12, "일": -1, "주일": -7, "주": -7, "개월": 1,
    "달": 1, "월": 1, "분기": 3, "반기": 6, "반년": 6, "년": 12, "연": 12, "해": 12,
}  # fmt: skip
_UNIT = r"(?P<unit>" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_ADVERBS = {
    "daily": -1, "weekly": -7, "fortnightly": -14, "monthly": 1, "quarterly": 3,
    "half-yearly": 6, "semi-annually": 6, "semi-annual": 6, "semiannually": 6, "biannually": 6,
    "biannual": 6, "yearly": 12, "annually": 12, "annual": 12, "biennially": 24, "biennial": 24,
    "every half year": 6, "격일": -2, "격주": -14, "격월": 2, "격년": 24, "격년제": 24,
}  # fmt: skip
_TIMES = [
    re.compile(
        rf"{_N}(?: ?times| ?x)? ?(?:a|an|per|each|every|in|in every|/) ?(?:{_K} )?{_UNIT}s?"
    ),
    re.compile(rf"(?:매|매 |한 )?(?:{_K} ?)?{_UNIT}(?:간|에|에는)? ?{_N} ?(?:번|회|차례)(?:씩)?"),
]
_EVERY = [
    re.compile(rf"(?:once )?(?:every|each|per)(?: {_N})? {_UNIT}s?"),
    re.compile(rf"매 ?{_UNIT}(?:마다)?"),
    re.compile(rf"(?:{_N} ?)?{_UNIT}(?:마다|별|별로)"),
]
_AT_LEAST = re.compile(
    r"(?:at least|a minimum of|minimum|not less than|no fewer than|no less than|최소한?|적어도) ?"
    r"| ?이상(?:씩)?$| or more(?: often)?$"
)
_FIRST = re.compile(
    r"(.+?)(?:, first(?: due)?(?: in| on| from)?| first (?:due )?(?:in|on|from)"
    r"|,? (?:starting|beginning|from|since)(?: in| on)?) (.+)"
)
_FIRST_KOREAN = re.compile(
    r"(.+?부터),? (.+)|(.+?),? ((?:\d{4}년).+부터)|(.+?),? 첫 ?번?째?는? (\d.+)"
)
_UNTIL = re.compile(r"(.+?),? (?:until|till|through) (.+)|(.+까지),? (.+)")
_IN_ALL = re.compile(
    r"(.+?),? (?:for )?(\d{1,4}) times?(?: in all| in total)"
    r"|(.+?),? (?:모두|총) ?(\d{1,3})(?:번|회)"
)
_MONTHS = re.compile(r"months?\b|개월|달")
_ENGLISH_MONTHS = {name.lower(): n for n, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): n for n, name in enumerate(MONTHS, 1)
}
_MONTH = "|".join(sorted(_ENGLISH_MONTHS, key=len, reverse=True))
_MONTH_LIST = rf"(?:{_MONTH})(?:(?:, ?(?:and )?| and | & )(?:{_MONTH}))*"
_IN_MONTHS = [
    re.compile(rf"(.+?) (?:in|each|every) ({_MONTH_LIST})"),
    re.compile(rf"(?:(every|each)) ({_MONTH_LIST})"),
    re.compile(r"(.+?) ((?:\d{1,2}월(?:, ?|과 ?|와 ?|· ?| )?)+)(?:에)?"),
]
_WEEKDAY_WORDS = {
    **{name.lower(): code for name, code in zip(WEEKDAYS, CODES, strict=True)},
    **{name[:3].lower(): code for name, code in zip(WEEKDAYS, CODES, strict=True)},
    **dict(zip((f"{one}요일" for one in "월화수목금토일"), CODES, strict=True)),
}
_DAYS = "|".join(sorted(_WEEKDAY_WORDS, key=len, reverse=True))
_PLACES = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": -1, "첫째": 1, "첫번째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "마지막": -1,
}  # fmt: skip
_PLACE = "|".join(_PLACES)
_ON_WEEKDAY = [
    re.compile(rf"(.+?),? on the ({_PLACE}) ({_DAYS})(?: of the month)?"),
    re.compile(rf"(.+?) ({_PLACE}) ?(?:주 )?({_DAYS})(?:에)?"),
]
_ON_WEEKDAYS = re.compile(
    rf"(.+?),?(?: on)? ((?:{_DAYS})s?(?:(?:, ?| and |과 ?|와 ?|· ?)(?:{_DAYS})s?)*)"
)
_ON_DAY = re.compile(
    r"(.+?),? on the (\d{1,2})(?:st|nd|rd|th)|(.+?) (\d{1,2})일(?:에)?"
    r"|(.+?),? (?:on the (last) day|(말일)(?:에)?)(?: of the month)?"
)


@dataclass(frozen=True, slots=True)
class Repeats:
    """What was said: a rule, whether it is a minimum, and the first date if that was said too."""

    rule: SeriesRule
    at_least: bool = False
    first: PartialDate | None = None


def read_repeats(text: str, today: date) -> Repeats:
    """The rule that `text` states, in words or as RRULE. ValueError with a sentence otherwise."""
    if not text.strip():
        raise ValueError(tr("Say how often, such as twice a year or every quarter."))
    if len(text) > _LONGEST:
        raise ValueError(not_a_rule(text))
    plain = unicodedata.normalize("NFKC", text).strip()
    if "=" in plain:
        return Repeats(SeriesRule.parse(plain))
    plain = re.sub(r"\s+", " ", plain.lower()).rstrip(" .")
    plain, at_least = _without_minimum(plain)
    try:
        rest, first = _without_first(plain, today)
        rest, until, count = _without_end(rest, today)
    except ValueError:  # said the other way round
        rest, until, count = _without_end(plain, today)
        rest, first = _without_first(rest, today)
    rule = _core(rest)
    if rule is None:
        raise ValueError(not_a_rule(text.strip()))
    return Repeats(replace(rule, until=until, count=count), at_least, first)


def _without_minimum(text: str) -> tuple[str, bool]:
    bare = _AT_LEAST.sub("", text).strip()
    return bare, bare != text


def _without_first(text: str, today: date) -> tuple[str, PartialDate | None]:
    if match := _FIRST.fullmatch(text):
        return match[1], read_date(match[2], today)
    if match := _FIRST_KOREAN.fullmatch(text):
        said, rest = (
            (match[1], match[2]) if match[1] else (match[4] or match[6], match[3] or match[5])
        )
        return rest, read_date(said.removesuffix("부터"), today)
    return text, None


def _without_end(text: str, today: date) -> tuple[str, date | None, int | None]:
    if match := _IN_ALL.fullmatch(text):
        return match[1] or match[3], None, int(match[2] or match[4])
    if match := _UNTIL.fullmatch(text):
        said, rest = (match[2], match[1]) if match[1] else (match[3], match[4])
        return rest, read_date(said.removesuffix("까지"), today).latest, None
    return text, None, None


def _core(text: str) -> SeriesRule | None:
    for pattern in _ON_WEEKDAY:
        match = pattern.fullmatch(text)
        if match and (rule := _in_calendar_months(match[1])) and _takes_a_day(rule):
            day = (_PLACES[match[2]], _WEEKDAY_WORDS[match[3]])
            return replace(rule, weekdays=(day,))
    match = _ON_DAY.fullmatch(text)
    if match and (rule := _in_calendar_months(match[1] or match[3] or match[5])):
        return _on_day(rule, match[2] or match[4])
    if (match := _ON_WEEKDAYS.fullmatch(text)) and (rule := _core(match[1])):
        codes = {_WEEKDAY_WORDS[one] for one in re.findall(_DAYS, match[2])}
        if rule.frequency is Frequency.WEEKLY and not rule.weekdays:
            return replace(rule, weekdays=tuple((0, code) for code in CODES if code in codes))
        return None
    if match := re.fullmatch(rf"every ((?:{_DAYS}))", text):
        return SeriesRule(Frequency.WEEKLY, weekdays=((0, _WEEKDAY_WORDS[match[1]]),))
    for pattern in _IN_MONTHS:
        if match := pattern.fullmatch(text):
            return _in_months(match[1], match[2])
    return _plain(text)


def _in_calendar_months(text: str) -> SeriesRule | None:
    """How often, before a day of a month: "every 12 months" then counts in months, as it says."""
    rule = _core(text)
    if rule and rule.frequency is Frequency.YEARLY and not rule.months and _MONTHS.search(text):
        return SeriesRule(Frequency.MONTHLY, interval=12 * rule.interval)
    return rule


def _on_day(rule: SeriesRule, day: str | None) -> SeriesRule | None:
    if not _takes_a_day(rule) or rule.states_days or not 0 < int(day or 1) <= 31:
        return None
    if day and int(day) > 28:
        raise ValueError(tr("Not every month has that day. Write: on the last day."))
    return replace(rule, month_days=(int(day) if day else -1,))


def _takes_a_day(rule: SeriesRule) -> bool:
    """A day of the month belongs to a month: "every year on the 15th" does not say which."""
    return bool(rule.period_months and (rule.months or rule.frequency is Frequency.MONTHLY))


def _in_months(how_often: str, months: str) -> SeriesRule | None:
    if "월" in months:
        numbers = {int(n) for n in re.findall(r"\d{1,2}", months)}
    else:
        numbers = {_ENGLISH_MONTHS[one] for one in re.findall(_MONTH, months)}
    if not numbers <= set(range(1, 13)):
        return None
    rule = SeriesRule(Frequency.YEARLY) if how_often in ("every", "each") else _core(how_often)
    if rule is None or rule.months or rule.states_days:
        return None
    a_year = 12 / rule.period_months if rule.period_months else 0
    if rule.frequency is Frequency.MONTHLY and a_year != len(numbers):
        raise ValueError(tr("Name as many months as it is due in a year."))
    years = max(1, rule.period_months // 12)
    if not rule.period_months:
        return None
    return SeriesRule(Frequency.YEARLY, interval=years, months=tuple(sorted(numbers)))


def _plain(text: str) -> SeriesRule | None:
    if text in _ADVERBS:
        return _of_length(_ADVERBS[text])
    for pattern in _EVERY:
        if match := pattern.fullmatch(text):
            times = _number(match.groupdict().get("n"))
            return _of_length(_UNITS[match["unit"]] * times)
    for pattern in _TIMES:
        if match := pattern.fullmatch(text):
            return _shared(_UNITS[match["unit"]] * _number(match["k"]), _number(match["n"]))
    return None


def _number(word: str | None) -> int:
    if not word:
        return 1
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _shared(length: int, times: int) -> SeriesRule | None:
    """So many times in a length of time, at even intervals."""
    if times < 1:
        return None
    if length % times:
        raise ValueError(
            tr(
                "That does not come at even intervals. Name the months, such as every year in "
                "March, June and October."
            )
        )
    return _of_length(length // times)


def _of_length(length: int) -> SeriesRule | None:
    if length == 0 or abs(length) > 12_000:
        return None
    if length > 0:
        if length % 12 == 0:
            return SeriesRule(Frequency.YEARLY, interval=length // 12)
        return SeriesRule(Frequency.MONTHLY, interval=length)
    if length % 7 == 0:
        return SeriesRule(Frequency.WEEKLY, interval=-length // 7)
    return SeriesRule(Frequency.DAILY, interval=-length)
