"""Texts, choices, flags and ranges of a typed filter, as conditions. ValueError with a sentence."""

from collections.abc import Iterable, Mapping, Sequence

from tracker.domain.filter_text_lexing import Piece, parted, said
from tracker.domain.filter_text_names import (
    find_choice,
    folded,
    label_of,
    nearest_choice,
    some_labels,
)
from tracker.domain.filters import ME, NO, YES, Condition, Filter, FilterField, Group, Operator
from tracker.i18n import tr

ME_WORDS = frozenset({ME, "나", "저", "본인"})
_YES_WORDS = frozenset({YES, "true", "y", "1", "on", "예", "네", "맞음"})
_NO_WORDS = frozenset({NO, "false", "n", "0", "off", "아니오", "아니요", "아님"})
COMPARED: Mapping[str, Operator] = {
    "<": Operator.LESS,
    "<=": Operator.AT_MOST,
    ">": Operator.MORE,
    ">=": Operator.AT_LEAST,
    ":": Operator.IS,
    "=": Operator.IS,
    "!=": Operator.IS_NOT,
}
"""The operators by their signs; a text takes ":" for "contains"."""


def text_condition(field: FilterField, sign: str, pieces: list[Piece]) -> Filter:
    if sign not in (":", "=", "!="):
        raise ValueError(
            tr(
                "“{field}” is a text and cannot be compared by “{sign}”. Write {key}:… or {key}=….",
                field=label_of(field),
                sign=sign,
                key=field.key,
            )
        )
    parts = [part for part in parted(pieces, ",") if part]
    values = once(_trimmed(part) for part in parts)
    values = tuple(value for value in values if value)
    if not values:
        raise ValueError(tr("What “{field}” is compared with is missing.", field=label_of(field)))
    if sign != ":":
        return Condition(field.key, COMPARED[sign], values)
    found: list[Filter] = []
    for part in parts:
        text = _trimmed(part)
        meant = field.people and folded(text) in ME_WORDS and not part[0].quoted
        one = (
            Condition(field.key, Operator.IS, (ME,))
            if meant
            else Condition(field.key, Operator.CONTAINS, (text,))
        )
        if text and one not in found:
            found.append(one)
    return found[0] if len(found) == 1 else Group(tuple(found), either=True)


def _trimmed(part: list[Piece]) -> str:
    return " ".join(said(part).split())


def equal(field: FilterField, sign: str, values: Sequence[str]) -> Filter:
    if sign not in (":", "=", "!="):
        raise ValueError(
            tr(
                "“{field}” cannot be compared by “{sign}”. Write {key}:… instead.",
                field=label_of(field),
                sign=sign,
                key=field.key,
            )
        )
    return Condition(field.key, COMPARED[sign], tuple(values))


def choices(field: FilterField, pieces: list[Piece]) -> tuple[str, ...]:
    whole = find_choice(field.choices, said(pieces))
    if whole is not None:
        return (whole,)
    return once(_choice(field, said(part)) for part in parted(pieces, ",") if part)


def _choice(field: FilterField, text: str) -> str:
    found = find_choice(field.choices, text)
    if found is not None:
        return found
    shown = text if len(text) <= 40 else text[:40] + "…"
    near = nearest_choice(field.choices, text)
    if near is not None:
        raise ValueError(
            tr(
                "“{text}” is not a value of “{field}”. Did you mean “{other}”?",
                text=shown,
                field=label_of(field),
                other=near,
            )
        )
    raise ValueError(
        tr(
            "“{text}” is not a value of “{field}”. There are: {known}.",
            text=shown,
            field=label_of(field),
            known=some_labels(field.choices),
        )
    )


def flag(field: FilterField, text: str) -> str:
    words = folded(text)
    if words in _YES_WORDS or words == folded(tr("Yes")):
        return YES
    if words in _NO_WORDS or words == folded(tr("No")):
        return NO
    raise ValueError(tr("“{field}” is yes or no.", field=label_of(field)))


def between(field: FilterField, low: str, high: str) -> Condition:
    if low and high:
        return Condition(field.key, Operator.BETWEEN, (low, high))
    if not low and not high:
        raise ValueError(tr("A range needs at least one end, as in 10.. or ..20."))
    return Condition(field.key, Operator.AT_LEAST if low else Operator.AT_MOST, (low or high,))


def once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def is_choice(field: FilterField, words: str) -> bool:
    return bool(field.choices) and find_choice(field.choices, words) is not None
