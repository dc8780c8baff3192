"""Between what people type and what a field holds, by the field's declaration."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from tracker.domain.countries import read_country, write_country
from tracker.domain.dates_reading import read_date
from tracker.domain.dates_writing import write_date
from tracker.domain.durations import read_duration, write_duration
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import Money, read_decimal, write_decimal
from tracker.domain.offsets import read_offset, write_offset
from tracker.i18n import tr, without_mnemonic

# A note may hold a whole document; ten million characters are a mistake or an attack.
LONGEST_TEXT = 20_000_000
LONGEST_LINE = 2_000
LARGEST_WHOLE = 2**31 - 1

# How people write a unit, in small letters; a longer one before the one it ends with.
_SPELLINGS = {
    "m²": (
        "m^2", "sq.m.", "sq. m.", "sq.m", "sq. m", "sq m", "sqm", "square metres", "square meters",
        "square metre", "square meter", "제곱미터", "평방미터",
    ),
    "%": ("percent", "per cent", "퍼센트"),
}  # fmt: skip
_YES = {"yes", "true", "1", "y", "예", "네"}
_NO = {"no", "false", "0", "n", "아니오", "아니요"}
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"\\]+|mailto:[^\s<>\"\\@]+@[^\s<>\"\\@]+", re.IGNORECASE
)
_HOST = re.compile(r"[^\s/@:<>\"\\]+\.[^\s/@:<>\"\\]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]*)?")


def read_value(spec: FieldSpec, text: str, today: date) -> Any:
    """The value a person means by `text`; the empty value of the kind where nothing is written.

    Raises ValueError with one plain sentence to show beside the field.
    """
    words = text.strip()
    if spec.kind is Kind.LONG_TEXT:
        return checked(text.strip("\n") if words else "", LONGEST_TEXT)
    if spec.kind is Kind.TEXTS:
        return read_texts(spec, words.split(";"))
    if not words:
        return "" if spec.kind in (Kind.TEXT, Kind.URL, Kind.COUNTRY) else None
    match spec.kind:
        case Kind.TEXT:
            return matching(spec, checked(" ".join(words.split()), LONGEST_LINE))
        case Kind.URL:
            return read_address(words)
        case Kind.COUNTRY:
            return read_country(words)
        case Kind.DATE:
            return read_date(words, today)
        case Kind.DURATION | Kind.OFFSET:
            return (read_offset if spec.kind is Kind.OFFSET else read_duration)(words)
        case Kind.MONEY:
            paid = Money.read(words)
            within(spec, paid.amount)
            return paid
        case Kind.INTEGER | Kind.PERCENT:
            return within(spec, _whole(_bare(spec, words)))
        case Kind.DECIMAL:
            return within(spec, read_decimal(_bare(spec, words)))
        case Kind.FLAG:
            return _flag(words)
        case Kind.CHOICE:
            return _choice(spec, words)
        case Kind.MOMENT:
            return _moment(words)
        case Kind.REFERENCE:
            return _whole(words)
        case _:
            raise ValueError(tr("This field is not written as text."))


def read_texts(spec: FieldSpec, parts: Sequence[str]) -> tuple[str, ...]:
    """Several short texts; empty ones and repetitions are dropped."""
    cleaned = (checked(" ".join(part.split()), LONGEST_LINE) for part in parts)
    return tuple(dict.fromkeys(matching(spec, part) for part in cleaned if part))


def write_value(spec: FieldSpec, value: Any, language: str = "en") -> str:
    """How a value is shown; empty for an unknown one. Reading it again gives the same value,
    except for texts cut by the reader and for references, whose names are looked up elsewhere."""
    if value is None or value == ():
        return ""
    match spec.kind:
        case Kind.DATE:
            return write_date(value, language)
        case Kind.DURATION:
            return write_duration(value)
        case Kind.OFFSET:
            return write_offset(value)
        case Kind.TEXTS:
            return "; ".join(value)
        case Kind.CHOICE:
            return tr(spec.choices.get(str(value), str(value)))
        case Kind.FLAG:
            return tr("Yes") if value else tr("No")
        case Kind.DECIMAL:
            return _with_unit(spec, write_decimal(value))
        case Kind.INTEGER | Kind.PERCENT:
            return _with_unit(spec, f"{value:,}")
        case Kind.COUNTRY:
            return write_country(value, language)
        case _:
            return str(value)


def read_address(text: str) -> str:
    """A web or mail address; a bare host gets https. Anything else could run something or, with
    signs that do not show, pretend to lead elsewhere."""
    if text.isprintable() and _ADDRESS.fullmatch(text):
        return checked(text, LONGEST_LINE)
    if text.isprintable() and _HOST.fullmatch(text):
        return checked(f"https://{text}", LONGEST_LINE)
    raise ValueError(tr("Write a web address, such as https://example.org."))


def _with_unit(spec: FieldSpec, number: str) -> str:
    return f"{number} {spec.unit}".strip()


def _bare(spec: FieldSpec, words: str) -> str:
    """The number without the unit it is shown with, however that is written."""
    if not spec.unit:
        return words
    plain = unicodedata.normalize("NFKC", words).strip()
    unit = unicodedata.normalize("NFKC", spec.unit)
    for spelling in (unit, *_SPELLINGS.get(spec.unit, ())):
        # casefold() may change the length of a text, the spellings it finds have none such.
        if plain.casefold().endswith(spelling):
            return plain[: len(plain) - len(spelling)].strip()
    return words


def checked(text: str, longest: int) -> str:
    """The text, if it can be stored whole; else ValueError."""
    if len(text) > longest:
        raise ValueError(
            tr(
                "The text has {length} characters; at most {longest} are kept.",
                length=f"{len(text):,}",
                longest=f"{longest:,}",
            )
        )
    try:
        text.encode()  # halves of a sign, which a clipboard may hold, are in no file
    except UnicodeEncodeError:
        raise ValueError(tr("The text holds characters that cannot be stored.")) from None
    if "\x00" in text:
        raise ValueError(tr("The text holds characters that cannot be stored."))
    return text


def matching(spec: FieldSpec, text: str) -> str:
    """The text, if it has the form the field declares; else ValueError."""
    if spec.pattern and text and not re.fullmatch(spec.pattern, text):
        hint = f" {tr(spec.help)}." if spec.help else ""
        raise ValueError(
            tr("“{text}” is not a valid {field}.", text=text[:60], field=label_inside(spec)) + hint
        )
    return text


def plain_label(spec: FieldSpec) -> str:
    """The translated label without the mark of its shortcut."""
    return without_mnemonic(tr(spec.label))


def label_inside(spec: FieldSpec) -> str:
    """The label as it stands inside a sentence: begun small, but for an acronym."""
    label = plain_label(spec)
    is_acronym = label[:2].isalpha() and label[:2].isupper()  # "E-mail" is none
    return label if is_acronym else label[:1].lower() + label[1:]


def _whole(text: str) -> int:
    number = read_decimal(text)
    if number != number.to_integral_value():
        raise ValueError(tr("Write a whole number."))
    if abs(number) > LARGEST_WHOLE:
        raise ValueError(tr("The number is too large."))
    return int(number)


def _moment(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(tr("Write a moment such as 2024-06-04T09:30Z.")) from None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


def within(spec: FieldSpec, number: Any) -> Any:
    """The number, if it lies within the bounds of the field; else ValueError."""
    low, high = spec.minimum, spec.maximum
    if low is not None and high is not None and not low <= number <= high:
        raise ValueError(
            tr("Write a number from {low} to {high}.", low=f"{low:g}", high=f"{high:g}")
        )
    if low is not None and number < low:
        raise ValueError(tr("Write a number of at least {low}.", low=f"{low:g}"))
    if high is not None and number > high:
        raise ValueError(tr("Write a number of at most {high}.", high=f"{high:g}"))
    return number


def _flag(text: str) -> bool:
    if text.lower() in _YES | {tr("Yes").lower()}:
        return True
    if text.lower() in _NO | {tr("No").lower()}:
        return False
    raise ValueError(tr("Write yes or no."))


def _choice(spec: FieldSpec, text: str) -> str:
    wanted = text.casefold()
    for value, label in spec.choices.items():
        if wanted in (
            value.casefold(),
            label.casefold(),
            tr(label).casefold(),
            value.replace("_", " "),
        ):
            return value
    known = ", ".join(tr(label) for label in spec.choices.values())
    raise ValueError(tr("“{text}” is not one of: {known}.", text=text[:40], known=known))
