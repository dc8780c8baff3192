"""The kinds of fields in the words of those who choose one."""

from __future__ import annotations

from tracker.domain.fields import Kind
from tracker.domain.own_types import OWN_KINDS
from tracker.i18n import mark

PEOPLE = {
    "organisation": mark("Organisations"),
    "contact": mark("People"),
}
_WORDS = {
    Kind.TEXT: mark("Text"),
    Kind.LONG_TEXT: mark("Long text"),
    Kind.TEXTS: mark("Several texts"),
    Kind.INTEGER: mark("Whole number"),
    Kind.DECIMAL: mark("Number"),
    Kind.PERCENT: mark("Percent"),
    Kind.MONEY: mark("Money"),
    Kind.FLAG: mark("Yes or no"),
    Kind.CHOICE: mark("Choice"),
    Kind.DATE: mark("Date or period"),
    Kind.DURATION: mark("Length of time"),
    Kind.COUNTRY: mark("Country"),
    Kind.URL: mark("Web address"),
    Kind.REFERENCE: mark("Link to a record"),
}


def offered() -> list[tuple[str, str]]:
    """What a field can be: its key (see `key_of`) and its label, to be translated."""
    found = [(str(kind), _WORDS[kind]) for kind in OWN_KINDS if kind is not Kind.PARTICIPANTS]
    return [
        *found,
        *((key_of(Kind.PARTICIPANTS, target), words) for target, words in PEOPLE.items()),
    ]


def key_of(kind: Kind, target: str) -> str:
    """The kind, and for those who take part whether they are organisations or people."""
    return f"{kind}:{target}" if kind is Kind.PARTICIPANTS else str(kind)


def parts_of(key: str) -> tuple[Kind, str]:
    """The kind and the target of a key."""
    kind, _, target = key.partition(":")
    return Kind(kind), target or "organisation"


def words_of(kind: Kind, target: str) -> str:
    """The label of a kind, to be translated."""
    return PEOPLE.get(target, PEOPLE["organisation"]) if kind is Kind.PARTICIPANTS else _WORDS[kind]
