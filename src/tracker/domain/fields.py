"""The one declaration: what a field is, said once, where the record is defined.

A record writes `title: Annotated[str, text(mark("Title"), search=True)] = ""`. Tables, forms,
validation, lists, filters, exports, the sample loader and the search text all read the
`FieldSpec` in that annotation; nothing else names the field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """What kind of value a field holds; storage, parsing and the editor follow from it."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    TEXTS = "texts"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    FLAG = "flag"
    CHOICE = "choice"
    DATE = "date"
    MOMENT = "moment"
    DURATION = "duration"
    OFFSET = "offset"
    COUNTRY = "country"
    URL = "url"
    REFERENCE = "reference"
    CHILDREN = "children"
    PARTICIPANTS = "participants"
    DETAILS = "details"


class Choice(StrEnum):
    """One of a declared set; every member carries its label: `MOU = "mou", mark("MoU")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Everything the program knows of a field. `name` is filled in by the record class.

    `section` is the heading under which a form shows it (empty: the first, nameless part), and
    `folded` fields wait under "More". `example` shows how a value is written, where the usual one
    of its kind would mislead. A `managed` field is kept by the program: no form has it.
    `withdrawn` are choices that are no longer offered and may still have been chosen.
    """

    kind: Kind
    label: str
    help: str = ""
    unit: str = ""
    required: bool = False
    search: bool = False
    listed: bool = False
    folded: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    target: str = ""
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    suggestions: tuple[str, ...] = ()
    section: str = ""
    example: str = ""
    managed: bool = False
    name: str = ""

    def named(self, name: str) -> "FieldSpec":
        """The same declaration, knowing the name it stands under."""
        return replace(self, name=name)


def text(label: str, **more: Any) -> FieldSpec:
    """A short text on one line. `pattern` (a whole-match regular expression) may narrow it."""
    return FieldSpec(Kind.TEXT, label, **more)


def long_text(label: str, **more: Any) -> FieldSpec:
    """A text of several lines."""
    return FieldSpec(Kind.LONG_TEXT, label, **more)


def texts(label: str, **more: Any) -> FieldSpec:
    """Several short texts in order, such as places or languages."""
    return FieldSpec(Kind.TEXTS, label, **more)


def integer(label: str, **more: Any) -> FieldSpec:
    """A whole number."""
    return FieldSpec(Kind.INTEGER, label, **{"minimum": 0, **more})


def decimal(label: str, **more: Any) -> FieldSpec:
    """A number with up to four places after the point, in `unit`."""
    return FieldSpec(Kind.DECIMAL, label, **{"minimum": 0, **more})


def money(label: str, **more: Any) -> FieldSpec:
    """An amount with its currency (ISO 4217)."""
    return FieldSpec(Kind.MONEY, label, **{"minimum": 0, **more})


def percent(label: str, **more: Any) -> FieldSpec:
    """A whole number from 0 to 100."""
    return FieldSpec(Kind.PERCENT, label, **{"minimum": 0, "maximum": 100, "unit": "%", **more})


def flag(label: str, **more: Any) -> FieldSpec:
    """Yes, no, or not stated."""
    return FieldSpec(Kind.FLAG, label, **more)


def choice(
    label: str, of: type[StrEnum], labels: Mapping[Any, str] | None = None, **more: Any
) -> FieldSpec:
    """One of a declared set; the labels come with the set or as `labels`."""
    named = labels or {member.value: getattr(member, "label", member.value) for member in of}
    return FieldSpec(
        Kind.CHOICE, label, choices={str(key): value for key, value in named.items()}, **more
    )


def date(label: str, **more: Any) -> FieldSpec:
    """A date as far as it is known (EDTF)."""
    return FieldSpec(Kind.DATE, label, **more)


def moment(label: str, **more: Any) -> FieldSpec:
    """A point in time, UTC."""
    return FieldSpec(Kind.MOMENT, label, **more)


def duration(label: str, **more: Any) -> FieldSpec:
    """A length of time in years, months and days (ISO 8601)."""
    return FieldSpec(Kind.DURATION, label, **more)


def offset(label: str, **more: Any) -> FieldSpec:
    """A length of time before or after a day ("-P6W": six weeks before)."""
    return FieldSpec(Kind.OFFSET, label, **more)


def country(label: str, **more: Any) -> FieldSpec:
    """A country (ISO 3166-1 alpha-2)."""
    return FieldSpec(Kind.COUNTRY, label, **more)


def url(label: str, **more: Any) -> FieldSpec:
    """A web address."""
    return FieldSpec(Kind.URL, label, **more)


def reference(label: str, target: str, **more: Any) -> FieldSpec:
    """Another record, by the key of its class, such as "organisation"."""
    return FieldSpec(Kind.REFERENCE, label, target=target, **more)


def children(label: str, **more: Any) -> FieldSpec:
    """Rows that belong to the record and are edited with it."""
    return FieldSpec(Kind.CHILDREN, label, **more)


def participants(label: str, target: str, **more: Any) -> FieldSpec:
    """Organisations or contacts that take part in a deliverable in the role this field names."""
    return FieldSpec(Kind.PARTICIPANTS, label, target=target, **more)


def details(label: str, **more: Any) -> FieldSpec:
    """The own fields of the record's type."""
    return FieldSpec(Kind.DETAILS, label, **more)
