"""What a list is narrowed to: conditions on fields, joined by and/or, as plain values.

A filter is made by chips or typed as text (`filter_text`), kept in saved views as JSON, and turned
into a question by `services`. Values are canonical texts: a date as EDTF ("2026-12-31"), a number
with a point, the stored value of a choice, an ISO code of a country.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from tracker.i18n import mark


class FieldKind(StrEnum):
    """What kind of value a filter compares with; which operators there are follows from it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    DAY = "day"
    """One day, and no test of a record (`as_at`)."""


class Operator(StrEnum):
    """How a value is compared. `label` is a sentence's verb, marked for translation."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    IS = "is", mark("is")
    IS_NOT = "is_not", mark("is not")
    CONTAINS = "contains", mark("contains")
    CONTAINS_NOT = "contains_not", mark("does not contain")
    LESS = "less", mark("is less than")
    MORE = "more", mark("is more than")
    AT_MOST = "at_most", mark("is at most")
    AT_LEAST = "at_least", mark("is at least")
    BETWEEN = "between", mark("is between")
    NEXT_DAYS = "next_days", mark("is in the next days")
    LAST_DAYS = "last_days", mark("is in the last days")
    EMPTY = "empty", mark("is empty")
    FILLED = "filled", mark("is not empty")


_COMPARED = (
    Operator.IS,
    Operator.IS_NOT,
    Operator.LESS,
    Operator.MORE,
    Operator.AT_MOST,
    Operator.AT_LEAST,
    Operator.BETWEEN,
)
_FILLING = (Operator.EMPTY, Operator.FILLED)

OPERATORS: Mapping[FieldKind, tuple[Operator, ...]] = {
    FieldKind.TEXT: (
        Operator.CONTAINS,
        Operator.CONTAINS_NOT,
        Operator.IS,
        Operator.IS_NOT,
        *_FILLING,
    ),
    FieldKind.NUMBER: (*_COMPARED, *_FILLING),
    FieldKind.DATE: (*_COMPARED, Operator.NEXT_DAYS, Operator.LAST_DAYS, *_FILLING),
    FieldKind.CHOICE: (Operator.IS, Operator.IS_NOT, *_FILLING),
    FieldKind.FLAG: (Operator.IS, Operator.IS_NOT, *_FILLING),
    FieldKind.DAY: (Operator.IS,),
}
"""The operators of each kind of field, the usual one first."""

YES, NO = "yes", "no"
ME = "me"
"""As the value of a field that names a person (`FilterField.people`): whoever uses the program."""


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field that a list can be narrowed by.

    `label` is marked for translation and may hold a mnemonic, like those of the declarations it
    is read from. `of` is the label of the type whose own field it is, empty for fields that all
    records of the list have. `aliases` are further words it may be typed as, such as "due".
    `unit` is that of a number. `people` says that its texts are names of persons.
    """

    key: str
    label: str
    kind: FieldKind
    choices: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    of: str = ""
    aliases: tuple[str, ...] = ()
    people: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One field compared with values.

    IS and IS_NOT take one value or several ("any of them", "none of them"), BETWEEN two (both
    included), EMPTY and FILLED none, NEXT_DAYS and LAST_DAYS a number of days (today included),
    the others one. With the field "" it is words, sought in the whole record (CONTAINS).
    """

    field: str
    operator: Operator
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Several filters: all of them must hold, or (`either`) any of them; `negated`, it finds all
    records that they do not. Empty: everything, negated or not."""

    parts: tuple["Condition | Group", ...] = ()
    either: bool = False
    negated: bool = False


Filter = Condition | Group
EVERYTHING = Group()


def joined(*parts: Filter) -> Group:
    """All of the filters given; what is already "all of" is taken apart."""
    found: list[Filter] = []
    for part in parts:
        if isinstance(part, Group) and not part.either and not part.negated:
            found += part.parts
        elif not (isinstance(part, Group) and not part.parts):
            found.append(part)
    return Group(tuple(found))


_TURNED = {
    Operator.IS: Operator.IS_NOT,
    Operator.CONTAINS: Operator.CONTAINS_NOT,
    Operator.FILLED: Operator.EMPTY,
}
POSITIVE_OF: Mapping[Operator, Operator] = {no: yes for yes, no in _TURNED.items()}
"""The operators that find just what another one does not, also what is unknown."""
_TURNED |= POSITIVE_OF


def inverted(filter: Filter) -> Filter:
    """Finds the other records, all of them: what is unknown is not before a day, so it is among
    the others of what is."""
    if isinstance(filter, Condition):
        other = _TURNED.get(filter.operator)
        if other is None:
            return Group((filter,), negated=True)
        return replace(filter, operator=other)
    if filter.negated or not filter.parts:
        return replace(filter, negated=False)
    parts = tuple(map(inverted, filter.parts))
    if any(isinstance(part, Group) and part.negated for part in parts):
        return replace(filter, negated=True)
    return Group(parts, not filter.either)


def words(text: str) -> Filter:
    """Records that hold every word of `text`; everything if it is empty."""
    text = text.strip()
    return Condition("", Operator.CONTAINS, (text,)) if text else EVERYTHING


def to_json(filter: Filter) -> dict[str, Any]:
    """For a saved view."""
    if isinstance(filter, Condition):
        return {"field": filter.field, "is": str(filter.operator), "values": list(filter.values)}
    if filter.negated:
        return {"not": to_json(replace(filter, negated=False))}
    key = "any" if filter.either else "all"
    return {key: [to_json(part) for part in filter.parts]}


def from_json(stored: Any) -> Filter:
    """What `to_json` made. ValueError if it is something else."""
    match stored:
        case {"field": str(name), "is": str(operator), "values": [*values]}:
            return Condition(name, Operator(operator), tuple(map(str, values)))
        case {"all": [*parts]}:
            return Group(tuple(map(from_json, parts)))
        case {"any": [*parts]}:
            return Group(tuple(map(from_json, parts)), either=True)
        case {"not": inner}:
            found = from_json(inner)
            if isinstance(found, Group) and not found.negated:
                return replace(found, negated=True)
            return Group((found,), negated=True)
        case _:
            raise ValueError(f"no filter: {stored!r}")
