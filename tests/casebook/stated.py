"""How what a case states reads in the archive's form: words, names, dates, numbers, sums. Knows
nothing of the loader, which reads them on its own."""

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from babel import Locale

from tests.casebook import words
from tracker.domain.dates import PartialDate

Row = dict[str, Any]


def plain(value: object) -> str:
    """A text without what does not tell: blanks at the ends and between."""
    return " ".join(str(value).split())


def same(one: object, other: object) -> bool:
    """Whether two texts say the same."""
    return plain(one) == plain(other)


def key(text: object) -> str:
    """A name without spelling: "KBIO Health" and "KBIOHealth", "B.G. Rhee" and "BG Rhee"."""
    return re.sub(r"[\W_]+", "", str(text).casefold())


def parts(text: str) -> list[str]:
    """Name and acronym of "Bioindustry Association of Korea (BAK)"."""
    match = re.fullmatch(r"(.{4,}?)\s*\(([^()\s]{2,14})\)", text.strip())
    if match and sum(sign.isupper() for sign in match[2]) >= 2:
        return [match[1].strip(), match[2]]
    return [text.strip()]


@cache
def _months() -> dict[str, int]:
    """The months by their names in English and German, in full and shortened."""
    return {
        name.casefold().rstrip("."): number
        for language in ("en", "de")
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).months["format"][width].items()
    } | {"sept": 9}


def _in_words(word: str) -> str:
    """A date with its month in words, or with the signs for year, month and day, in ISO form."""
    lowered = word.casefold()
    if match := re.fullmatch(
        r"(\d{4}) ?[년年./] ?(\d\d?)(?: ?[월月./]? ?(\d\d?))? ?[월月일日.]?", word
    ):
        return "-".join(one.zfill(2) for one in match.groups() if one)
    for pattern in (
        r"(?:(?P<d>\d\d?)\.?(?:st|nd|rd|th)? )?(?P<m>[^\W\d]{3,9})\.? (?P<y>\d{4})",
        r"(?P<m>[^\W\d]{3,9})\.? (?P<d>\d\d?), (?P<y>\d{4})",
    ):
        match = re.fullmatch(pattern, lowered)
        if match and (month := _months().get(match["m"])):
            day = f"-{int(match['d']):02}" if match["d"] else ""
            return f"{match['y']}-{month:02}{day}"
    return ""


def edtf(text: object) -> str:
    """A date of the casebook in the archive's form; "" if it is none."""
    word = plain(text)
    if written := _in_words(word):
        return written
    for pattern, form in (
        (r"---(\d\d)(?!\d).*", "XXXX-XX-{0}"),
        (r"--(\d\d)-(\d\d)(?!\d).*", "XXXX-{0}-{1}"),
        (r"--(\d\d)(?!\d).*", "XXXX-{0}"),
        (r"(\d{4}(?:-\d\d){0,2})(?:\s*\(.*)?", "{0}"),
        (r"(\d{4}(?:-\d\d){0,2}) (?:or|oder|또는) (\d{4}(?:-\d\d){0,2})", "{0}/{1}"),
    ):
        if match := re.fullmatch(pattern, word):
            return form.format(*match.groups())
    return word if re.fullmatch(r"[\dX./~?%-]{4,40}", word) else ""


def is_date(text: object) -> bool:
    """Whether a text can be kept as a date, so that a statement alone is no home for it."""
    try:
        return bool(edtf(text)) and bool(PartialDate.parse(edtf(text)))
    except ValueError:
        return False


_TIMES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}
_MEANT = (
    "more than|over|at least|mehr als|über|about|around|approximately|roughly|some|etwa|rund|ca[.]?"
    "|fewer than|less than|up to|under|unter|약|約"
)
_COUNTED = tuple(words.COUNTED.split("|"))


def numbers(text: object, *, spoken: bool = True) -> list[Decimal]:
    """Every number a text states, also in words if asked; not days and what stands in brackets."""
    bare = re.sub(r"\([^()]*\)|\d{4}-\d\d(?:-\d\d)?", " ", str(text))
    found = [Decimal(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", bare)]
    if spoken:
        said = re.findall(r"[a-z]+", bare.casefold())
        found += [Decimal(_COUNTED.index(one) + 1) for one in said if one in _COUNTED]
    return found


def worth(figure: Row) -> Decimal | None:
    """The value of a stored figure; None if it is no number."""
    try:
        return Decimal(str(figure.get("value")))
    except InvalidOperation:
        return None


def amount(text: object) -> Decimal | None:
    """The sum a text begins with: "약 6000억", "248 million", "over USD 5.5 million"."""
    parts_ = r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(" + "|".join(_TIMES) + r")?"
    before = r"\s*(?:[A-Z]{3} |[$€£¥₩])?\s*"
    pattern = rf"(?:{_MEANT})?{before}((?:{parts_}\s*)+)(?![\d.,])"
    match = re.match(pattern, str(text).strip(), re.IGNORECASE)
    if match is None:
        return None
    return sum(
        (
            Decimal(number.replace(",", "").rstrip(".")) * _TIMES.get(times.casefold(), 1)
            for number, times in re.findall(parts_, match[1], re.IGNORECASE)
        ),
        Decimal(0),
    )


def says(stored: object, wanted: str) -> bool:
    """Whether a stored date is the wanted one or one that says it more exactly."""
    written = str(stored or "")
    if not wanted or not written:
        return False
    exact = all(a in (b, "X") for a, b in zip(wanted, written, strict=False))
    return written == wanted or (
        "/" not in written + wanted and len(wanted) <= len(written) and exact
    )
