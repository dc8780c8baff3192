"""What a column of pasted rows can be: the fields of a record, and how their heads are written."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.fields import date as date_field
from tracker.domain.reading import plain_label, read_value
from tracker.domain.record import MANAGED, spec_of, value_specs
from tracker.domain.records import ROOT_BY_KEY, Agreement, Contact, Deliverable
from tracker.domain.records.agreements import Party
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.deliverables import ResponsibleParty
from tracker.i18n import mark, speaking, tr, without_mnemonic
from tracker.resources import resource_path

ID = "id"
SIGNED = "signed"
_LANGUAGES = ("en", "ko")
_LOOKED_AT = 30
_TOLD_BY_CONTENT = frozenset({Kind.COUNTRY, Kind.DATE, Kind.URL, Kind.CHOICE})


@dataclass(frozen=True, slots=True)
class PasteField:
    """A column's meaning. `spec` reads its cells (None: the number of the record); `listed` is
    the list of children that its names go into; `owner` the type whose own field it is."""

    key: str
    spec: FieldSpec | None
    listed: str = ""
    owner: type[TypeDetails] | None = None

    @property
    def of(self) -> str:
        """The key of that type, or nothing."""
        return self.owner.key if self.owner is not None else ""

    @property
    def label(self) -> str:
        """What it is called."""
        if self.spec is None:
            return tr("Record number")
        named = plain_label(self.spec)
        return f"{named} ({tr(self.owner.label)})" if self.owner is not None else named


@lru_cache(maxsize=64)
def paste_fields(kind: str, types: TypeCatalogue = BUILT_IN) -> tuple[PasteField, ...]:
    """What the columns of rows pasted into the list of a kind can be; what names a record first."""
    record = ROOT_BY_KEY[kind]
    own = [
        PasteField(spec.name, _read_as(kind, spec, types))
        for spec in value_specs(record)
        if spec.name not in MANAGED
        and not spec.managed
        and spec.kind not in (Kind.DETAILS, Kind.MOMENT)
        and (spec.kind is not Kind.REFERENCE or spec.target in ROOT_BY_KEY)
    ]
    own.sort(key=lambda one: one.key not in record.name_fields)
    return (*own, *_lists(kind), *_of_types(kind, types), PasteField(ID, None))


def _read_as(kind: str, spec: FieldSpec, types: TypeCatalogue) -> FieldSpec:
    """A deliverable's type is kept as a text, and is one of a set."""
    if kind == Deliverable.key and spec.name == "type":
        return replace(spec, kind=Kind.CHOICE, choices=types.labels())
    return spec


def _lists(kind: str) -> Iterator[PasteField]:
    """Lists of organisations, written as their names."""
    if kind == Agreement.key:
        spec = spec_of(Party, "organisation_id")
        yield PasteField("parties", replace(spec, label=mark("Parties")), "parties")
        yield PasteField(SIGNED, date_field(mark("Signed")).named(SIGNED))
    elif kind == Deliverable.key:
        spec = spec_of(ResponsibleParty, "organisation_id")
        label = mark("Responsible parties")
        yield PasteField("responsible", replace(spec, label=label), "responsible")
    elif kind == Contact.key:
        spec = spec_of(Affiliation, "organisation_id")
        yield PasteField("organisation", spec, "affiliations")
        yield PasteField("position", spec_of(Affiliation, "title").named("position"))


def _of_types(kind: str, types: TypeCatalogue) -> Iterator[PasteField]:
    if kind == Deliverable.key:
        for key, declared in types.all().items():
            for spec in value_specs(declared):
                if spec.kind is not Kind.REFERENCE:
                    yield PasteField(f"{key}.{spec.name}", spec, owner=declared)


def field_of(kind: str, key: str, types: TypeCatalogue = BUILT_IN) -> PasteField | None:
    """The meaning of that key; None for a column that is left out."""
    return next((one for one in paste_fields(kind, types) if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Guess:
    """Whether the first row is a head, and what each column likely is ("" for unknown)."""

    has_head: bool
    mapping: tuple[str, ...]


def guess(
    kind: str,
    rows: Sequence[Sequence[str]],
    today: date,
    more: Mapping[str, str],
    types: TypeCatalogue = BUILT_IN,
) -> Guess:
    """What the columns likely are: by their heads in either language, else by what they hold.
    `more` are further heads (as `plain` gives them) with the key of their field."""
    names = dict(more) | _names(kind, types)
    found: list[str] = []
    for cell in rows[0]:
        key = names.get(plain(cell), "")
        found.append("" if key in found else key)
    known = sum(map(bool, found))
    if known and known * 2 >= sum(map(bool, rows[0])):
        return Guess(True, tuple(found))
    return Guess(False, tuple(_by_content(kind, rows[:_LOOKED_AT], today, types)))


def plain(text: str) -> str:
    """A head without what makes no difference: case, marks of required fields, blanks."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return " ".join(folded.strip(" *:").split())


@lru_cache(maxsize=64)
def _names(kind: str, types: TypeCatalogue) -> dict[str, str]:
    """All heads that are known, with the key of their field; the first field has a doubtful one."""
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        with speaking(language, resource_path("i18n")):
            for one in paste_fields(kind, types):
                found.setdefault(plain(one.label), one.key)
                if one.spec is not None and not one.of:
                    found.setdefault(plain(tr(without_mnemonic(one.spec.label))), one.key)
                found.setdefault(plain(one.key), one.key)
                if one.key.endswith("_id"):
                    found.setdefault(plain(one.key.removesuffix("_id")), one.key)
    return found


def _by_content(
    kind: str, rows: Sequence[Sequence[str]], today: date, types: TypeCatalogue
) -> Iterator[str]:
    fields = paste_fields(kind, types)
    taken: set[str] = set()
    named = False
    for at in range(len(rows[0])):
        cells = [row[at] for row in rows if row[at]]
        for one in fields:
            if one.key not in taken and cells and _tells(one, cells, today):
                key = one.key
                break
        else:
            # The first column of words names the record.
            key = "" if named or not cells else _name_key(kind)
            named = named or bool(cells)
        taken.add(key)
        yield key


def _name_key(kind: str) -> str:
    return ROOT_BY_KEY[kind].name_fields[-1]


def _tells(one: PasteField, cells: Sequence[str], today: date) -> bool:
    spec = one.spec
    if spec is None or one.of or (spec.kind not in _TOLD_BY_CONTENT and not spec.pattern):
        return False
    if spec.kind is Kind.URL and not all("://" in cell or "www." in cell for cell in cells):
        return False
    try:
        return all(_is_read(read_value(spec, cell, today)) for cell in cells)
    except ValueError:
        return False


def _is_read(value: Any) -> bool:
    return value not in (None, "", ())
