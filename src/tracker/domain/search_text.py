"""The words under which a record is found, read from its declaration.

Found are: what is declared as searched, every name of the records it refers to, dates, numbers
and countries; and what a list shows of it (`listed` choices), for a filter is typed beside it.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from tracker.domain.countries import LANGUAGES, write_country
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import write_decimal
from tracker.domain.record import Record, RecordRef, RootRecord, child_lists, value_specs
from tracker.domain.records import Contact, Source
from tracker.domain.search_words import further_forms
from tracker.i18n import tr


class Words(NamedTuple):
    """What stands in the index of one record."""

    title: str
    """All its names, one a line; the one it is shown by first."""
    also: str
    """Further forms of these names (`search_words.further_forms`)."""
    body: str
    """All else it says."""
    cited: str
    """The names of its sources: a record is found by these only after all others."""


def words_of(
    record: RootRecord,
    title: str,
    names: Mapping[RecordRef, str],
    details: type[TypeDetails] | None,
) -> Words:
    """The words to index of a record, whose values may be typed or as the database holds them.

    `names` are all names of the records it refers to; `details` the type of a deliverable.
    """
    body: list[str] = []
    cited: list[str] = []
    _words(record, names, body, cited)
    for children in child_lists(type(record)):
        for child in getattr(record, children.spec.name):
            _words(child, names, body, cited)
    if details is not None:
        body += [details.label, tr(details.label)]
        values = getattr(record, "details", {})
        for name, _, said in _said_of_type(details):
            if not _is_empty(value := values.get(name)):
                body += said(value, names)
    own = names_of(record, title)
    return Words(
        "\n".join(own),
        further_forms(own, person=record.key == Contact.key),
        _joined(body),
        _joined(cited),
    )


def names_of(record: RootRecord, title: str) -> list[str]:
    """All names of a record, the one it is shown by first."""
    found = [title, *(str(getattr(record, name)) for name in record.name_fields)]
    found += [child.name for child in getattr(record, "names", ())]
    if isinstance(record, Contact) and record.given_name and record.family_name:
        found.append(f"{record.given_name} {record.family_name}")
    return [name for name in dict.fromkeys(" ".join(name.split()) for name in found) if name]


def note_words(record: type[Record], values: Mapping[str, Any]) -> str:
    """The words of a line of a log, a file: what is declared as searched of it."""
    found: list[str] = []
    for name, _, said in _searched(record):
        if not _is_empty(value := values[name]):
            found += said(value, {})
    return _joined(found)


_Names = Mapping[RecordRef, str]
_Said = Callable[[Any, _Names], Iterable[str]]
"""The words of a value, typed or as JSON holds it, which is not empty."""
_Field = tuple[str, bool, _Said]
"""The name of a field, whether it is a source, and what it says. A million records are read at
once for a new index, so what follows from a declaration alone is found out once."""


@cache
def _searched(record: type[Record]) -> tuple[_Field, ...]:
    return tuple(
        (spec.name, False, said)
        for spec in value_specs(record)
        if spec.search and (said := _saying(spec, every_choice=False))
    )


@cache
def _said_of(record: type[BaseModel]) -> tuple[_Field, ...]:
    """The fields of which anything is found, so that the others are not asked for."""
    return tuple(
        (spec.name, spec.target == Source.key, said)
        for spec in value_specs(record)
        if not spec.managed and (said := _saying(spec, every_choice=False))
    )


@cache
def _said_of_type(details: type[TypeDetails]) -> tuple[_Field, ...]:
    # What a type no longer has is still shown where it was entered, and found.
    every = value_specs(details) + (value_specs(details.former) if details.former else ())
    return tuple(
        (spec.name, False, said) for spec in every if (said := _saying(spec, every_choice=True))
    )


def _words(record: BaseModel, names: _Names, body: list[str], cited: list[str]) -> None:
    for name, is_source, said in _said_of(type(record)):
        if not _is_empty(value := getattr(record, name)):
            into = cited if is_source else body
            into += said(value, names)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", (), [], {})


def _saying(spec: FieldSpec, *, every_choice: bool) -> _Said | None:
    """What is found of the values of a field; None if nothing."""
    match spec.kind:
        case Kind.REFERENCE:
            return lambda value, names: (names.get(RecordRef(spec.target, value), ""),)
        case Kind.DATE:
            return lambda value, _: (str(value),)
        case Kind.INTEGER | Kind.PERCENT | Kind.DECIMAL:
            return lambda value, _: _number(value)
        case Kind.MONEY:
            return lambda value, _: _money(value if isinstance(value, dict) else dict(value))
        case Kind.COUNTRY:
            return lambda value, _: (value, *(write_country(value, one) for one in LANGUAGES))
        case Kind.CHOICE if every_choice or spec.listed or spec.search:
            return lambda value, _: _choice(spec, str(value))
        case _ if spec.search:
            return lambda value, _: (
                " ".join(value) if isinstance(value, list | tuple) else str(value),
            )
    return None


def _money(paid: Mapping[str, Any]) -> tuple[str, ...]:
    return (paid["currency"], *_number(paid["amount"]))


def _choice(spec: FieldSpec, value: str) -> tuple[str, str]:
    label = spec.choices.get(value, value)
    return label, tr(label)


def _number(value: Any) -> tuple[str, str]:
    """As digits and as written: 1500 and 1,500."""
    return _written(str(value))


@lru_cache(maxsize=1024)
def _written(number: str) -> tuple[str, str]:
    read = Decimal(number)
    return f"{read.normalize():f}", write_decimal(read)


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))
