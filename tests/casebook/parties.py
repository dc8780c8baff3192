"""Organisations of a case: found again where they are known, with all that is stated of them."""

from collections.abc import Sequence
from typing import Any

from tests.casebook import words
from tests.casebook.book import Book, may_be_same, name_as, names_of, variant
from tests.casebook.dates import read_partial
from tests.casebook.reading import CASE, stated, unknown
from tests.casebook.values import member_figures, read_state, script, split_acronym
from tracker.domain.dates import PartialDate
from tracker.domain.names import name_key
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Organisation
from tracker.domain.records.organisations import (
    NameKind,
    OrganisationKind,
    OrganisationLink,
    OrganisationLinkKind,
    OrganisationName,
)

SHAPE = CASE.fields["parties"][0]
_SHORTEST_ACRONYM = 3


class Parties:
    """The organisations that one case speaks of."""

    def __init__(
        self, book: Book, source: int, language: str, published: PartialDate | None
    ) -> None:
        self._book = book
        self._source = source
        self._language = language
        self._published = published
        self.refs: list[RecordRef] = []
        # Who is in the agreements of linked cases: of two of one name, the one that is meant.
        self._near: set[RecordRef] = set()
        # What the case calls them, acronyms in brackets included.
        self._called: dict[str, RecordRef] = {}

    def enter(self, rows: Sequence[dict[str, Any]], linked: Sequence[list[RecordRef]]) -> None:
        """The parties themselves. `linked`: the parties of agreements of linked cases, one of which
        this one may be."""
        self._near = {ref for others in linked for ref in others}
        known = self._same_parties(rows, linked)
        for place, row in enumerate(rows):
            ref = known.get(place) or self._party(row)
            self.refs.append(ref)
            self._describe(ref, row)
        for ref, row in zip(self.refs, rows, strict=True):
            self._relate(ref, row)

    def find(self, text: str, *, described: bool = False) -> RecordRef | None:
        """The organisation called so; a new one, unless it may be only a description."""
        name, acronym = split_acronym(text)
        for one in (text, name, acronym):
            if one and (ref := self._called.get(name_key(one))):
                self._spoken_of(ref)
                return ref
        for one in (text, name):
            found = self._book.called("organisation", one)
            if len(found) == 1:
                return self._met(found[0], text)
        if described:
            return None
        return self._met(self._book.add(Organisation(name=name, acronym=acronym)), text)

    def known(self, text: str) -> RecordRef | None:
        """The organisation called so, if there is one."""
        if ref := self._called.get(name_key(text)):
            return ref
        found = self._book.called("organisation", text)
        return found[0] if len(found) == 1 else None

    @property
    def association(self) -> RecordRef | None:
        """The one party of the case that "the association" can be."""
        kinds = (OrganisationKind.ASSOCIATION, OrganisationKind.SOCIETY)
        found = [ref for ref in dict.fromkeys(self.refs) if self._at(ref).kind in kinds]
        return found[0] if len(found) == 1 else None

    def programme(self, text: str) -> RecordRef:
        """The programme called so, a new one if no body is."""
        found = self._book.called("organisation", text)
        new = Organisation(name=text, kind=OrganisationKind.PROGRAMME)
        return self._met(found[0] if len(found) == 1 else self._book.add(new), text)

    def part_of(self, text: str, parent: RecordRef | None) -> RecordRef:
        """An organisation within another one; its name alone does not say which it is."""
        for ref in self._book.called("organisation", text):
            links = self._book.get(Organisation, ref).links
            if parent is None or any(link.other_id == parent.id for link in links):
                return self._met(ref, text)
        ref = self._met(self._book.add(Organisation(name=text)), text)
        if parent is not None:
            self.link(ref, OrganisationLinkKind.PART_OF, parent)
        return ref

    def link(self, ref: RecordRef, kind: OrganisationLinkKind, other: RecordRef) -> None:
        """Link two organisations, once."""
        links = self._book.get(Organisation, ref).links
        known = any(link.kind is kind and link.other_id == other.id for link in links)
        if not known and ref != other:
            self._book.append(ref, "links", OrganisationLink(kind=kind, other_id=other.id))

    # --- which organisation it is --------------------------------------------------------------

    def _party(self, row: dict[str, Any]) -> RecordRef:
        name, bracketed = split_acronym(row["name"])
        acronym = (row.get("acronym") or bracketed).strip()
        country = read_state(row.get("country") or "")
        kind = words.ORGANISATIONS.get(row.get("kind") or "")
        by_name = [row["name"], name, row.get("name_en") or ""]
        for text in by_name:
            found = [ref for ref in self._free(text) if may_be_same(self._at(ref), country)]
            near = [ref for ref in found if ref in self._near]
            if len(found) == 1 or len(near) == 1:
                return (near or found)[0]
        # An acronym says which one only among bodies of one kind. A bare one may be the name.
        for text in (acronym, name if " " not in name else ""):
            if len(text) >= _SHORTEST_ACRONYM:
                found = [r for r in self._free(text) if may_be_same(self._at(r), country, kind)]
                if len(found) == 1:
                    self._name_in_full(found[0], name, text, NameKind.SHORT)
                    return found[0]
        for text in row.get("former_names") or ():
            for former in split_acronym(text):
                found = [r for r in self._free(former) if may_be_same(self._at(r), country, kind)]
                if len(former) >= _SHORTEST_ACRONYM and len(found) == 1:
                    self._name_in_full(found[0], name, former, NameKind.FORMER)
                    return found[0]
        return self._book.add(Organisation(name=name, acronym=acronym))

    def _name_in_full(self, ref: RecordRef, name: str, short: str, kind: NameKind) -> None:
        """A body known by an acronym alone, which it keeps, is called by its name from now on."""
        if self._at(ref).name == short != name and " " in name.strip():
            self._book.set(ref, name=name)
            if kind is NameKind.SHORT and not self._at(ref).acronym:
                self._book.set(ref, acronym=short)
            elif short not in names_of(self._at(ref)):
                self._book.append(ref, "names", OrganisationName(name=short, kind=kind))

    def _free(self, text: str) -> list[RecordRef]:
        """Who is called so and is not another party of this case, which names each once."""
        found = self._book.called("organisation", text) if text.strip() else []
        return [
            ref
            for ref in found
            if ref not in self.refs or text in {self._at(ref).name, *self._called_as(ref)}
        ]

    def _called_as(self, ref: RecordRef) -> list[str]:
        return [name for name, one in self._called.items() if one == ref]

    def _at(self, ref: RecordRef) -> Organisation:
        return self._book.get(Organisation, ref)

    def _same_parties(
        self, rows: Sequence[dict[str, Any]], linked: Sequence[list[RecordRef]]
    ) -> dict[int, RecordRef]:
        """Parties that a linked case names in another script: those left over where all others are
        the same. One of a kind and country, in a script of its own."""
        for others in linked:
            if len(others) != len(rows) or len(rows) < 2:
                continue
            left = list(others)
            open_rows: list[int] = []
            found: dict[int, RecordRef] = {}
            for place, row in enumerate(rows):
                same = [ref for ref in left if self._may_be(ref, row)]
                if len(same) == 1:
                    found[place] = same[0]
                    left.remove(same[0])
                else:
                    open_rows.append(place)
            if len(open_rows) == 1 and self._rendered(left[0], rows[open_rows[0]]):
                found[open_rows[0]] = left[0]
                return found
        return {}

    def _may_be(self, ref: RecordRef, row: dict[str, Any]) -> bool:
        """Whether a linked case's party is this one: by a name or, in one kind, the acronym."""
        organisation = self._at(ref)
        keys = {name_key(name) for name in names_of(organisation) if name}
        country = read_state(row.get("country") or "")
        if {name_key(row["name"]), name_key(row.get("name_en") or "")} & keys:
            return may_be_same(organisation, country)
        kind = words.ORGANISATIONS.get(row.get("kind") or "")
        acronym = row.get("acronym") or ""
        return name_key(acronym) in keys and may_be_same(organisation, country, kind)

    def _rendered(self, ref: RecordRef, row: dict[str, Any]) -> bool:
        organisation = self._at(ref)
        kind = words.ORGANISATIONS.get(row.get("kind") or "")
        country = read_state(row.get("country") or "")
        return (
            kind is not None
            and kind is organisation.kind
            and country == organisation.country != ""
            and script(row["name"]) != script(organisation.name)
        )

    # --- what is stated of it ------------------------------------------------------------------

    def _spoken_of(self, ref: RecordRef) -> None:
        self._book.cite(ref, self._source)

    def _met(self, ref: RecordRef, text: str) -> RecordRef:
        self._called.setdefault(name_key(text), ref)
        name, acronym = split_acronym(text)
        for one in (name, acronym):
            if one:
                self._called.setdefault(name_key(one), ref)
        for one in (text, name):
            if one in names_of(self._at(ref)):
                break
        else:
            name_as(self._book, ref, text, variant(text, self._at(ref).name))
        self._spoken_of(ref)
        return ref

    def _describe(self, ref: RecordRef, row: dict[str, Any]) -> None:
        book, source = self._book, self._source
        book.cite(ref, source)
        name, bracketed = split_acronym(row["name"])
        first = self._at(ref).name
        if row["name"].strip() not in names_of(self._at(ref)) and name not in names_of(
            self._at(ref)
        ):
            name_as(book, ref, name, variant(name, first), self._language)
        for key in (name_key(row["name"]), name_key(name), name_key(bracketed)):
            if key:
                self._called.setdefault(key, ref)
        acronym = (row.get("acronym") or "").strip() or bracketed
        if acronym:
            self._called.setdefault(name_key(acronym), ref)
            if not self._at(ref).acronym:
                book.set(ref, acronym=acronym)
            for one in filter(None, (acronym, bracketed)):
                name_as(book, ref, one, NameKind.SHORT)
        if row.get("name_en"):
            self._called.setdefault(name_key(row["name_en"]), ref)
            name_as(book, ref, row["name_en"].strip(), variant(row["name_en"], name), "en")
        self._kind_and_country(ref, row)
        self._history(ref, row)
        for field, text in unknown(row, SHAPE):
            book.cite(ref, source, field, text)

    def _kind_and_country(self, ref: RecordRef, row: dict[str, Any]) -> None:
        book, source = self._book, self._source
        if stated(row.get("kind")):
            word = row["kind"].strip()
            kind = words.ORGANISATIONS.get(word)
            book.state(ref, source, "kind", kind or OrganisationKind.OTHER, word)
            if kind is None or kind.value != word:
                book.tag(ref, words.as_tag(word))
        if stated(row.get("country")):
            book.state(ref, source, "country", read_state(row["country"]), row["country"].strip())
        if stated(row.get("legal_form")):
            form = row["legal_form"].strip()
            book.state(ref, source, "legal_form", form, form)
        if stated(row.get("former_form")):
            book.cite(ref, source, "former_form", row["former_form"].strip())

    def _history(self, ref: RecordRef, row: dict[str, Any]) -> None:
        book, source = self._book, self._source
        for field in ("founded", "formed"):
            if stated(row.get(field)):
                on, rest = read_partial(row[field])
                book.state(ref, source, "founded", on, row[field].strip())
                if rest or on is None or (field == "formed" and stated(row.get("founded"))):
                    book.cite(ref, source, field, row[field].strip())
        for text in row.get("former_names") or ():
            name, acronym = split_acronym(text)
            for one in (name, acronym):
                if one and one not in names_of(self._at(ref)):
                    book.append(ref, "names", OrganisationName(name=one, kind=NameKind.FORMER))
        if stated(row.get("member_count")):
            count = row["member_count"]
            for figure in member_figures(count):
                book.append(ref, "observations", figure.observed(self._published, source))
            if not isinstance(count, int):
                book.cite(ref, source, "member_count", str(count).strip())

    def _relate(self, ref: RecordRef, row: dict[str, Any]) -> None:
        for text in row.get("predecessors") or ():
            if stated(text) and (other := self.find(text)) is not None:
                self._linked(other, OrganisationLinkKind.SUCCEEDED_BY, ref, "predecessors", text)
        if stated(row.get("parent")) and (above := self.find(row["parent"])) is not None:
            self._linked(ref, OrganisationLinkKind.PART_OF, above, "parent", row["parent"])

    def _linked(
        self, ref: RecordRef, kind: OrganisationLinkKind, other: RecordRef, field: str, text: str
    ) -> None:
        """Link two bodies; what has the name of the body itself is only cited."""
        if ref == other:
            self._book.cite(ref, self._source, field, text.strip())
        else:
            self.link(ref, kind, other)

    def unit(self, ref: RecordRef, row: dict[str, Any]) -> RecordRef | None:
        """The lowest part named by "Centre > Office", each within the one before."""
        parent = ref
        for text in (row.get("unit") or "").split(">"):
            if text.strip():
                parent = self.part_of(text.strip(), parent)
        return parent if parent != ref else None


def party_refs(agreement: Agreement) -> list[RecordRef]:
    """The organisations of an agreement."""
    ids = dict.fromkeys(row.organisation_id for row in agreement.parties if row.organisation_id)
    return [RecordRef("organisation", id) for id in ids if id]
