"""Finding a field or a choice by what somebody calls it: key, alias, label in both languages."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.domain.countries import read_country
from tracker.domain.filters import FilterField
from tracker.i18n import spoken_language, tr, without_mnemonic

_LONGEST = 120


@lru_cache(maxsize=4_096)
def folded(name: str) -> str:
    """A name as names are compared: small letters, "_" for blanks."""
    name = unicodedata.normalize("NFKC", name[:_LONGEST]).casefold()
    return "_".join(name.replace("_", " ").split())


@lru_cache(maxsize=4_096)
def _bare(label: str) -> str:
    return without_mnemonic(label)


def label_of(field: FilterField) -> str:
    """The field's label as it is read, in the language of the program."""
    return _bare(tr(field.label))


def full_label(field: FilterField) -> str:
    """The label, with its type before it where only that type has the field."""
    if not field.of:
        return label_of(field)
    return tr("{type}: {field}", type=_bare(tr(field.of)), field=label_of(field))


@dataclass(frozen=True, slots=True)
class Names:
    """The fields of a list by what they may be called, the surest way of calling first."""

    ranks: tuple[dict[str, list[FilterField]], ...]

    @classmethod
    def of(cls, fields: Iterable[FilterField]) -> "Names":
        """The names of these fields in the language of the program; looked through once for the
        same fields, since a text is parsed at every key."""
        return _names_of(_Same(tuple(fields)), spoken_language())

    def find(self, name: str) -> list[FilterField]:
        """The fields of that name; several if it is not clear which one is meant."""
        wanted = folded(name)
        return next((rank[wanted] for rank in self.ranks if wanted in rank), [])

    def meant(self, name: str) -> list[FilterField]:
        """The field of that name, or the fields of several types that are the same thing; none
        if it is not clear which one is meant."""
        found = self.find(name)
        alike = {(_bare(field.label), field.kind, field.unit, bool(field.of)) for field in found}
        return found if len(alike) == 1 else []

    def nearest(self, name: str) -> FilterField | None:
        """The field whose name is most like it, if one is."""
        known = {each: found[0] for rank in reversed(self.ranks) for each, found in rank.items()}
        close = difflib.get_close_matches(folded(name), known, 1, 0.6)
        return known[close[0]] if close else None


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Fields that are the same if each is the same object: to compare them takes longer than to
    look through them."""

    fields: tuple[FilterField, ...]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.fields)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and len(self.fields) == len(other.fields)
            and all(one is another for one, another in zip(self.fields, other.fields, strict=True))
        )


def _worked_out(fields: Iterable[FilterField]) -> Names:
    ranks: tuple[dict[str, list[FilterField]], ...] = ({}, {}, {}, {})
    for field in fields:
        for rank, name in _callings(field):
            found = ranks[rank].setdefault(folded(name), [])
            if field not in found:
                found.append(field)
    return Names(ranks)


@lru_cache(maxsize=16)
def _names_of(same: _Same, _language: str) -> Names:
    return _worked_out(same.fields)


def _callings(field: FilterField) -> Iterable[tuple[int, str]]:
    yield 0, field.key
    for alias in field.aliases:
        yield 1, alias
    label, shown = _bare(field.label), label_of(field)
    own = 2 if not field.of else 3
    yield own, label
    yield own, shown
    if field.of:
        yield own, field.key.rpartition(".")[2]
        for kind, name in ((_bare(field.of), label), (tr(field.of), shown)):
            yield 2, f"{_bare(kind)} {name}"
            yield 2, f"{_bare(kind)}.{name}"


def find_choice(choices: Mapping[str, str], text: str) -> str | None:
    """The value that is called so: by itself, its label, or a country's other names."""
    if text in choices:
        return text
    wanted = folded(text)
    for value, label in choices.items():
        shown = _bare(tr(label))
        if wanted in (folded(value), folded(_bare(label)), folded(shown)):
            return value
    if is_countries(choices):
        try:
            code = read_country(text[:_LONGEST])
        except ValueError:
            return None
        return code if code in choices else None
    return None


def is_countries(choices: Mapping[str, str]) -> bool:
    """Whether the choices are countries by their codes."""
    return len(choices) > 50 and "KR" in choices


def nearest_choice(choices: Mapping[str, str], text: str) -> str | None:
    """The label that is most like the text, if one is."""
    known: dict[str, str] = {}
    for value, label in choices.items():
        shown = _bare(tr(label))
        known |= {folded(value): shown, folded(label): shown, folded(shown): shown}
    close = difflib.get_close_matches(folded(text), known, 1, 0.6)
    return known[close[0]] if close else None


def some_labels(choices: Mapping[str, str], most: int = 6) -> str:
    """The first labels of a set, for a sentence that names what there is."""
    labels: Sequence[str] = [_bare(tr(label)) for label in choices.values()]
    return ", ".join(labels[:most]) + (" …" if len(labels) > most else "")
