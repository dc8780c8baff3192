"""The values of a typed filter: choices, dates, numbers as people write them, made canonical.

A value that is no plain text may go on over several words ("due:next 30 days", "status:at risk"):
the longest run of words that can be read is taken.
"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.calendar_words import MONTHS, WEEKDAYS
from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading import read_date
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.filter_text_lexing import Piece, blank_end, head, parted, plain, said, word
from tracker.domain.filter_text_names import (
    folded,
    label_of,
    nearest_choice,
)
from tracker.domain.filter_text_values import (
    COMPARED,
    between,
    choices,
    equal,
    flag,
    is_choice,
    once,
    text_condition,
)
from tracker.domain.filter_text_words import TODAY
from tracker.domain.filters import (
    Condition,
    FieldKind,
    Filter,
    FilterField,
    Operator,
)
from tracker.domain.money import Money, has_decimal_comma
from tracker.domain.reading import read_value
from tracker.i18n import tr

EMPTY_WORDS = frozenset({"empty", "unknown", "비어_있음", "비어있음", "없음"})
FILLED_WORDS = frozenset({"any", "filled", "known", "있음"})
_MOST_WORDS = 7
_MOST_DAYS = 36_500
TODAY_WORDS = frozenset({TODAY, "오늘"})
_STOPS = frozenset({"or", "또는", "혹은", "and", "그리고", "NOT"})
_DAYS = re.compile(
    r"(?:(?P<next>next|coming|within|다음|향후|앞으로)|(?P<last>last|past|지난|최근))[ _]?"
    r"(?P<n>[0-9]{1,5})[ _]?(?P<unit>days?|d|일|weeks?|w|주)"
)
_SPOKEN = {"before": "<", "after": ">", "since": ">=", "from": ">=", "until": "<=", "by": "<="}
_CALENDAR = [name.lower() for name in (*MONTHS, *WEEKDAYS)]
_CALENDAR += ["today", "tomorrow", "yesterday", "next", "last", "days", "weeks", "ago"]


@dataclass(frozen=True, slots=True)
class FilterProblem:
    """A mistake in a typed filter: its place in the text, and in words what to do about it."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a condition says; `end` is where its value ends."""

    filter: Filter | None
    end: int
    problem: FilterProblem | None = None


def value_words(text: str, at: int, *, one: bool) -> list[list[Piece]]:
    """The words that may belong to the value behind an operator; `one`: only the first."""
    found: list[list[Piece]] = []
    place = blank_end(text, at)
    while place < len(text) and len(found) < _MOST_WORDS and text[place] != ")":
        begins_next = head(text, place) is not None
        if begins_next and (found or place > at) and not text[place].isdigit():
            break
        if found and (text[place] in '("“„«' or found[0][0].quoted or _turned(text, place)):
            break
        pieces = word(text, place)
        if not pieces or (pieces[0].text in _STOPS and (found or place > at)):
            break
        found.append(pieces)
        place = blank_end(text, pieces[-1].end)
        if one:
            break
    return found


def _turned(text: str, at: int) -> bool:
    """Whether "-" stands before a word there, not between the two ends of a date."""
    after = text[at + 1 : at + 2]
    return text[at] in "-−!" and bool(after) and not after.isspace() and not after.isdigit()


class ValueReader:
    """Reads values on the day `today`."""

    def __init__(self, today: date) -> None:
        self._today = today

    def read(self, field: FilterField, sign: str, run: Sequence[list[Piece]]) -> Read:
        """The condition that `field`, its operator and the words behind it state."""
        for count in range(len(run), 0, -1):
            pieces = [piece for words in run[:count] for piece in words]
            try:
                found = self._filter(field, sign, pieces)
            except ValueError:
                continue
            return Read(found, pieces[-1].end, _unclosed(pieces))
        count = _meant(field, run)
        pieces = [piece for words in run[:count] for piece in words]
        start, end = pieces[0].start, pieces[-1].end
        try:
            self._filter(field, sign, pieces)
        except ValueError as error:
            return Read(None, end, FilterProblem(start, end, str(error)))
        raise AssertionError(field)  # pragma: no cover - what failed before fails again

    def _filter(self, field: FilterField, sign: str, pieces: list[Piece]) -> Filter:
        plain = not any(piece.quoted for piece in pieces)
        words = folded(said(pieces)) if plain else ""
        positive = sign in (":", "=")
        if field.kind is FieldKind.DAY:
            return self._on_day(field, sign, pieces)
        if plain and (positive or sign == "!=") and not is_choice(field, words):
            if words in EMPTY_WORDS:
                return Condition(field.key, Operator.EMPTY if positive else Operator.FILLED)
            if words in FILLED_WORDS:
                return Condition(field.key, Operator.FILLED if positive else Operator.EMPTY)
        match field.kind:
            case FieldKind.TEXT:
                return text_condition(field, sign, pieces)
            case FieldKind.CHOICE:
                return equal(field, sign, choices(field, pieces))
            case FieldKind.FLAG:
                flags = (flag(field, said(part)) for part in parted(pieces, ","))
                return equal(field, sign, once(flags))
            case FieldKind.NUMBER:
                return self._compared(field, sign, pieces, self._number)
            case FieldKind.DATE | FieldKind.DAY:
                return self._dated(field, sign, pieces)

    def _on_day(self, field: FilterField, sign: str, pieces: list[Piece]) -> Filter:
        """A day that stands for the whole list."""
        if sign not in (":", "="):
            raise ValueError(tr("“{field}” takes a day behind “:”.", field=label_of(field)))
        return Condition(field.key, Operator.IS, (self._day(said(pieces)),))

    def _day(self, text: str) -> str:
        """One whole day; of a month, a quarter or a year its last one, and of a day without a
        year the one last past."""
        found: PartialDate = read_date(" ".join(text.replace("_", " ").split()), self._today)
        if found.edtf.startswith("XXXX-"):
            found = _last_past(found, self._today)
        if found.latest == date.max or found.earliest == date.min:
            raise ValueError(tr("This is no certain day. Write it like 31 March 2026."))
        return found.latest.isoformat()

    def _dated(self, field: FilterField, sign: str, pieces: list[Piece]) -> Filter:
        words = said(pieces).lower()
        if (match := _DAYS.fullmatch(words)) is not None:
            if sign not in (":", "="):
                raise ValueError(tr("A number of days is written as “{text}”.", text=f":{words}"))
            days = int(match["n"]) * (7 if match["unit"][0] in "w주" else 1)
            ahead = Operator.NEXT_DAYS if match["next"] else Operator.LAST_DAYS
            return Condition(field.key, ahead, (str(min(days, _MOST_DAYS)),))
        first, _, rest = words.partition(" ")
        if sign == ":" and rest and first in _SPOKEN and not pieces[0].quoted:
            sign, pieces = _SPOKEN[first], _without_first(pieces)
        return self._compared(field, sign, pieces, self._date)

    def _compared(
        self,
        field: FilterField,
        sign: str,
        pieces: list[Piece],
        read: Callable[[FilterField, str], str],
    ) -> Filter:
        operator = COMPARED[sign]
        ends = [said(part) for part in parted(pieces, "..")]
        edtf = any(end.strip().endswith("/") or end.strip().startswith("/") for end in ends)
        if len(ends) == 2 and not edtf and operator in (Operator.IS, Operator.IS_NOT):
            found = between(field, *(read(field, end) if end.strip() else "" for end in ends))
            if operator is Operator.IS:
                return found
            raise ValueError(tr("A range cannot stand behind “!=”. Put “-” before the condition."))
        try:
            return Condition(field.key, operator, (read(field, said(pieces)),))
        except ValueError:
            values = [said(part) for part in parted(pieces, ",")]
            if len(values) < 2 or operator not in (Operator.IS, Operator.IS_NOT):
                raise
        return Condition(field.key, operator, once(read(field, value) for value in values))

    def value(self, field: FilterField, text: str) -> str:
        """One value of a text, date or number, typed by itself; ValueError with a sentence."""
        text = " ".join(plain(text).split())
        if not text:
            raise ValueError(tr("A value is missing."))
        if field.kind is FieldKind.DATE:
            return self._date(field, text)
        if field.kind is FieldKind.DAY:
            return self._day(text)
        return self._number(field, text) if field.kind is FieldKind.NUMBER else text

    def _date(self, _field: FilterField, text: str) -> str:
        if folded(text) in TODAY_WORDS:
            return TODAY
        found: PartialDate = read_date(text.replace("_", " "), self._today)
        return found.edtf

    def _number(self, field: FilterField, text: str) -> str:
        message = tr("“{text}” is not a number. Write it like 30 or 2,500.5.", text=text[:40])
        if has_decimal_comma(text):
            raise ValueError(message)  # here a comma stands between values
        try:
            spec = FieldSpec(Kind.DECIMAL, field.label, unit=field.unit)
            number: Decimal = read_value(spec, text.removesuffix(tr(field.unit)), self._today)
        except ValueError:
            try:
                number = Money.read(text).amount
            except ValueError:
                raise ValueError(message) from None
        if not isinstance(number, Decimal):
            raise ValueError(tr("A number is missing."))
        plain = f"{number.normalize():f}"
        return "0" if plain == "-0" else plain


def _last_past(date_of_a_year: PartialDate, today: date) -> PartialDate:
    """A day or month that no year is stated of, in the year in which it was last over."""
    rest = date_of_a_year.edtf.removeprefix("XXXX")
    for year in range(today.year, today.year - 9, -1):
        try:
            found = PartialDate.parse(f"{year:04}{rest}")
        except ValueError:
            continue  # 29 February
        if found.latest <= today:
            return found
    return date_of_a_year


def _without_first(pieces: list[Piece]) -> list[Piece]:
    return pieces[1:] if len(pieces) > 1 else pieces


def _unclosed(pieces: Sequence[Piece]) -> FilterProblem | None:
    for piece in pieces:
        if not piece.closed:
            said = tr("This quote is never closed.")
            return FilterProblem(piece.start, piece.start + 1, said)
    return None


def _meant(field: FilterField, run: Sequence[list[Piece]]) -> int:
    """How many words a value that cannot be read most likely has."""
    if field.kind is FieldKind.CHOICE:
        for count in range(len(run), 1, -1):
            text = said([piece for words in run[:count] for piece in words])
            if nearest_choice(field.choices, text) is not None:
                return count
    if field.kind in (FieldKind.DATE, FieldKind.DAY):
        count = 1
        while count < len(run) and _like_a_date(said(run[count])):
            count += 1
        return count
    return 1


def _like_a_date(text: str) -> bool:
    plain = text.lower().strip(".,")
    return (
        any(sign.isdigit() for sign in plain)
        or plain[:3] in {name[:3] for name in _CALENDAR}
        or bool(difflib.get_close_matches(plain, _CALENDAR, 1, 0.7))
    )
