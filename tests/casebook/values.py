"""Figures, money, terms and names as the casebook writes them. Nothing is made up: what
cannot be read is given back as it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tests.casebook.dates import in_parentheses, read_partial
from tracker.domain.countries import countries, read_country
from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.money import LARGEST
from tracker.domain.records.evidence import Observation, Qualifier
from tracker.domain.terms import TermKind

# --- countries -------------------------------------------------------------------------------

_LANGUAGES = ("en", "ko", "ja", "zh", "de", "fr", "es")


def read_state(text: str) -> str:
    """The code of a country named in one of the casebook's languages; "" if it is none."""
    try:
        return read_country(text)
    except ValueError:
        word = text.strip().casefold()
    for language in _LANGUAGES:
        for code, name in countries(language).items():
            if name.casefold() == word:
                return code
    return ""


# --- figures ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """A number and what it counts."""

    metric: str
    value: Decimal
    qualifier: Qualifier = Qualifier.EXACTLY
    unit: str = ""
    of: str = ""
    as_of: PartialDate | None = None
    """The day it is stated for, if the words name one."""

    def observed(self, published: PartialDate | None, source: int) -> Observation:
        """The figure as a source that was published then states it."""
        return Observation(
            metric=self.metric,
            qualifier=self.qualifier,
            value=self.value,
            unit=self.unit,
            as_of=self.as_of or published,
            source_id=source,
        )


_WORDS = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        range(1, 13),
        strict=True,
    )
)
_OVER = r"more than|over|at least|mehr als|über|以上"
_ABOUT = r"about|around|approximately|roughly|some|etwa|rund|ca\.?|약|約"
_UNDER = r"fewer than|less than|up to|under|unter"
_QUALIFIED = rf"(?:(?P<q>{_OVER}|{_ABOUT}|{_UNDER})\s*)?"
_NUMBER = r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,4})?)"
_COUNT = re.compile(rf"{_QUALIFIED}{_NUMBER}(?P<plus>\+)?\s*(?P<what>[^\d;,()=+]*)", re.IGNORECASE)
_FACT = re.compile(
    rf"(?:(?P<of>[^:]{{1,60}}):\s*)?{_QUALIFIED}"
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,12}}|{'|'.join(_WORDS)})(?P<plus>\+)?"
    r"(?P<unit>개사|개|社|명|名|곳|회|건|件)?\s+(?P<what>[^\d;:()]{2,80}?(?: since \d{4})?)"
    r"(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?P<a>[^\d;:]*?)(?P<q>약|約)?(?P<n>\d{1,12})(?P<unit>개사|개|社|명|名|곳|회|건|件)(?P<b>[^\d;:]*)"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_JOINTS = re.compile(
    r"^(?:across|in|and|und|with|from|of)\s+|\s+(?:across|in|and|und|with|from|of)$"
)


def member_figures(value: Any) -> list[Figure]:
    """The figures of a member count, however it is put; all are counts of members or say what."""
    if isinstance(value, (int, float)):
        return [Figure("members", Decimal(str(value)))] if 0 <= value < LARGEST else []
    found = []
    for match in _COUNT.finditer(str(value).split("(", maxsplit=1)[0]):
        words = _JOINTS.sub("", _JOINTS.sub("", match["what"].strip()))
        metric = {"": "members", "full": "full members", "associate": "associate members"}
        if figure := _figure(match, metric.get(words.casefold(), words)):
            found.append(figure)
    return found


def fact_figure(text: str) -> Figure | None:
    """The figure that a status fact is: "61 signatories", "8 held", "韓国企業約30社と面談"."""
    text = " ".join(text.split())
    if match := _FACT.fullmatch(text):
        what = match["what"].strip()
        if what.casefold().startswith(("of ", "or ")):
            return None
        what, of = what.removeprefix("more ").strip(), (match["of"] or "").strip()
        return _dated(_figure(match, what, match["unit"] or "", of), text)
    if match := _WITHIN.fullmatch(_BRACKETS.sub("", text)):
        metric = (match["a"].strip() + " " + match["b"].strip()).strip()
        return _dated(_figure(match, metric, match["unit"]), text) if metric else None
    return None


def _dated(figure: Figure | None, text: str) -> Figure | None:
    """The figure with the day that stands in brackets behind it."""
    on, rest = read_partial(in_parentheses(text))
    return figure if figure is None or rest else replace(figure, as_of=on)


def _figure(match: re.Match[str], metric: str, unit: str = "", of: str = "") -> Figure | None:
    groups = match.groupdict()
    number = groups["n"].replace(",", "").casefold()
    value = Decimal(_WORDS[number]) if number in _WORDS else Decimal(number)
    qualifier = Qualifier.OVER if groups.get("plus") else _meant(groups["q"] or "")
    if not metric.strip() or len(metric) > 200 or value >= LARGEST:
        return None
    return Figure(metric, value, qualifier, unit, of)


def _meant(word: str) -> Qualifier:
    """How a number behind the word is meant."""
    for pattern, qualifier in ((_OVER, Qualifier.OVER), (_ABOUT, Qualifier.ABOUT)):
        if re.fullmatch(pattern, word, re.IGNORECASE):
            return qualifier
    return Qualifier.UNDER if word else Qualifier.EXACTLY


# --- money -----------------------------------------------------------------------------------

_LARGE = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "조": 10**12,
    "억": 10**8,
    "만": 10**4,
}
_AMOUNT = re.compile(
    rf"{_QUALIFIED}(?:(?P<in>[A-Z]{{3}} |[$€£¥₩])\s*)?"
    r"(?P<n>(?:\d[\d,.]*\s*(?:조|억|만|thousand|million|billion)?\s*)+)(?P<rest>.*)",
    re.IGNORECASE,
)


def read_amount(value: Any) -> tuple[Decimal | None, Qualifier, str]:
    """An amount, how it is meant, and the words behind it; None if no number can be told."""
    if isinstance(value, (int, float)):
        return _kept(Decimal(str(value))), Qualifier.EXACTLY, ""
    match = _AMOUNT.fullmatch(" ".join(str(value).split()))
    if match is None:
        return None, Qualifier.EXACTLY, str(value)
    total = Decimal(0)
    for number, factor in re.findall(r"(\d[\d,.]*)\s*([^\W\d]*)", match["n"]):
        plain = number.replace(",", "").rstrip(".")
        if plain.count(".") > 1:
            return None, Qualifier.EXACTLY, str(value)
        total += Decimal(plain) * _LARGE.get(factor.casefold(), 1)
    words = " ".join(part for part in ((match["in"] or "").strip(), match["rest"].strip()) if part)
    return _kept(total), _meant(match["q"] or ""), words


def _kept(number: Decimal) -> Decimal | None:
    exponent = number.normalize().as_tuple().exponent
    fits = number.is_finite() and 0 <= number < LARGEST and isinstance(exponent, int)
    return number if fits and isinstance(exponent, int) and exponent >= -4 else None


# --- terms -----------------------------------------------------------------------------------

_PART = {"year": "years", "jahr": "years", "년": "years", "month": "months", "monat": "months"}
_LENGTH = re.compile(
    r"(?P<n>\d{1,3}|" + "|".join(_WORDS) + r")[\s-]*(?P<unit>year|month|day|jahr|monat|년|개월)\w*",
    re.IGNORECASE,
)


def lengths(text: str) -> Iterator[tuple[Duration, int, int]]:
    """Every length of time in a text with where it stands."""
    for match in _LENGTH.finditer(text):
        number = match["n"].casefold()
        unit = match["unit"].casefold().replace("개월", "month")
        many = _WORDS.get(number) or int(number)
        yield Duration(**{_PART.get(unit, "days"): many}), match.start(), match.end()


def read_term(text: str, label: str, labels: list[str], extends: bool) -> dict[str, Any]:
    """The term fields that a clause states for the agreement `label`; {} if none can be told."""
    found: dict[str, Any] = {}
    for clause in text.split(";"):
        of = in_parentheses(clause)
        if of in labels and of != label:
            continue
        bare = clause.split("(", maxsplit=1)[0].strip()
        on, rest = read_partial(bare)
        if on is not None and not rest:
            found |= {"term_kind": TermKind.FIXED, "term_until": on}
            continue
        stated = list(lengths(clause))
        lowered = clause.casefold()
        if re.search(r"re-?evaluat|review|every", lowered):
            if stated:
                found |= {"term_kind": TermKind.REVIEW_GATES, "term_review": stated[-1][0]}
        elif "extension" in lowered or extends:
            if stated:
                found["term_renewal"] = stated[0][0]
        elif "automatic" in lowered or "renew" in lowered:
            found["term_kind"] = TermKind.AUTOMATIC_RENEWAL
            if stated:
                found.setdefault("term_length", stated[0][0])
        elif re.search(r"indefinite|open-?ended|unlimited", lowered):
            found["term_kind"] = TermKind.OPEN_ENDED
        elif stated:
            found.setdefault("term_kind", TermKind.FIXED)
            found.setdefault("term_length", stated[0][0])
    return found


# --- names -----------------------------------------------------------------------------------

_ACRONYM = re.compile(r"(?P<name>.{4,}?)\s*\((?P<acronym>[^()\s]{2,14})\)")


def split_acronym(text: str) -> tuple[str, str]:
    """Name and acronym of "Bioindustry Association of Korea (BAK)"."""
    match = _ACRONYM.fullmatch(text.strip())
    if match and sum(sign.isupper() for sign in match["acronym"]) >= 2:
        return match["name"].strip(), match["acronym"]
    return text.strip(), ""


def script(name: str) -> str:
    """The script most of a name is in: "ko", "ja" or "zh" for Han and kana, else "latin"."""
    if any("\uac00" <= sign <= "\ud7a3" for sign in name):
        return "ko"
    if any("\u3040" <= sign <= "\u30ff" for sign in name):
        return "ja"
    if any("\u4e00" <= sign <= "\u9fff" for sign in name):
        return "han"
    return "latin"


def labelled(text: str, labels: list[str]) -> tuple[str, str]:
    """Mark and text of "A: joint advocacy", if there is an agreement A."""
    head, colon, tail = text.partition(":")
    if colon and head.strip() in labels and tail.strip():
        return head.strip(), tail.strip()
    return "", text
