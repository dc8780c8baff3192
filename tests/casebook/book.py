"""The records a file of cases makes, before they are written: new ones have negative ids."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from tests.casebook.dates import narrower
from tests.casebook.values import script
from tracker.domain.dates import PartialDate
from tracker.domain.names import name_key
from tracker.domain.record import ChildRecord, RecordRef, RootRecord
from tracker.domain.records import (
    ROOTS,
    Agreement,
    Contact,
    Deliverable,
    Event,
    Organisation,
    ProgressEntry,
    Source,
)
from tracker.domain.records.contacts import Affiliation, ContactName
from tracker.domain.records.evidence import Citation
from tracker.domain.records.organisations import NameKind, OrganisationKind, OrganisationName
from tracker.storage.database import Database
from tracker.storage.reader import load_many

R = TypeVar("R", bound=RootRecord)


class Book:
    """Every record by its ref; what is changed is remembered, so that it alone is written."""

    def __init__(self, records: Iterable[RootRecord] = ()) -> None:
        self.records: dict[RecordRef, RootRecord] = {}
        self.changed: dict[RecordRef, None] = {}
        self.touched: dict[RecordRef, None] = {}
        """What was changed since somebody last emptied it."""
        self.log: list[ProgressEntry] = []
        self._last: defaultdict[str, int] = defaultdict(int)
        self._of_kind: defaultdict[str, dict[RecordRef, None]] = defaultdict(dict)
        self._reports: dict[str, RecordRef] = {}
        self._referring: defaultdict[str, dict[RecordRef, None]] = defaultdict(dict)
        self._citing: defaultdict[int, dict[RecordRef, None]] = defaultdict(dict)
        self._called: defaultdict[tuple[str, str], dict[RecordRef, None]] = defaultdict(dict)
        for record in records:
            ref = RecordRef(record.key, record.id or 0)
            self._keep(ref, record)
            for row in getattr(record, "citations", ()):
                if not row.field and row.source_id is not None:
                    self._citing[row.source_id][ref] = None

    @classmethod
    def of(cls, database: Database) -> "Book":
        """All that is in a database and not in its trash."""
        found: list[RootRecord] = []
        with database.read() as connection:
            for kind in ROOTS:
                found += [one for one in load_many(connection, kind) if one.trashed_at is None]
        return cls(found)

    # --- writing -----------------------------------------------------------------------------

    def add(self, record: RootRecord) -> RecordRef:
        """A new record."""
        self._last[record.key] -= 1
        ref = RecordRef(record.key, self._last[record.key])
        self._change(ref, record.model_copy(update={"id": ref.id}))
        return ref

    def set(self, ref: RecordRef, **values: Any) -> None:
        """Change fields of a record."""
        old = self.records[ref]
        if any(getattr(old, name) != value for name, value in values.items()):
            self._change(ref, old.model_copy(update=values))

    def append(self, ref: RecordRef, name: str, row: ChildRecord) -> None:
        """Add a row to one of a record's lists, unless just such a one stands there."""
        rows = getattr(self.records[ref], name)
        for one in rows:
            stored = one.id is not None
            if row == (one.model_copy(update={"id": None, "version": 0}) if stored else one):
                return
        self.set(ref, **{name: (*rows, row)})

    def tag(self, ref: RecordRef, word: str) -> None:
        """Give a record a tag, once."""
        tags = self.records[ref].tags
        if word and word not in tags:
            self.set(ref, tags=(*tags, word))

    def cite(self, ref: RecordRef, source: int, field: str = "", stated: str = "") -> None:
        """A source's statement; the bare one says that the source speaks of the record."""
        if not field:
            if ref in self._citing[source]:
                return
            self._citing[source][ref] = None
        self.append(ref, "citations", Citation(source_id=source, field=field, stated=stated))

    def state(self, ref: RecordRef, source: int, name: str, value: Any, stated: str) -> None:
        """Set a field as a source states it. What another states instead stays, and is cited."""
        old = getattr(self.records[ref], name)
        if value in (None, "", ()) or old == value:
            if value in (None, "", ()):
                self.cite(ref, source, name, stated)
            return
        if old in (None, "", ()):
            self.set(ref, **{name: value})
            return
        kept = narrower(old, value) if isinstance(old, PartialDate) else None
        if kept is not None:
            self.set(ref, **{name: kept})
            return
        first = getattr(self.records[ref], "citations", ())[:1]
        if first and first[0].source_id != source:
            self.cite(ref, first[0].source_id, name, as_text(old))
        self.cite(ref, source, name, stated)

    def _change(self, ref: RecordRef, record: RootRecord) -> None:
        self.changed[ref] = self.touched[ref] = None
        self._keep(ref, record)

    # --- finding -----------------------------------------------------------------------------

    def get(self, kind: type[R], ref: RecordRef) -> R:
        """A record of a known kind."""
        found = self.records[ref]
        assert isinstance(found, kind)
        return found

    def all(self, kind: type[R]) -> list[tuple[RecordRef, R]]:
        """Every record of a kind, oldest first."""
        return [(ref, self.get(kind, ref)) for ref in self._of_kind[kind.key]]

    def report(self, reference: str) -> RecordRef | None:
        """The source with that reference."""
        return self._reports.get(reference)

    def reports_of(self, reference: str) -> list[RecordRef]:
        """The sources that refer to the one with that reference."""
        return list(self._referring[reference])

    def called(self, kind: str, text: str) -> list[RecordRef]:
        """The records with just such a name, acronym or other name."""
        return list(self._called[kind, name_key(text)])

    def citing(self, kind: type[R], source: int) -> list[RecordRef]:
        """The records of a kind of which a source speaks as a whole."""
        return [ref for ref in self._citing[source] if ref.kind == kind.key]

    def _keep(self, ref: RecordRef, record: RootRecord) -> None:
        self.records[ref] = record
        self._of_kind[ref.kind][ref] = None
        if isinstance(record, Source):
            self._reports[record.reference] = ref
            for other in record.see_also:
                self._referring[other][ref] = None
        for name in names_of(record):
            if key := name_key(name):
                self._called[ref.kind, key][ref] = None


def names_of(record: RootRecord) -> list[str]:
    """All names a record goes by."""
    match record:
        case Organisation():
            return [record.name, record.acronym, *(row.name for row in record.names)]
        case Contact():
            return [record.name, *(row.name for row in record.names)]
        case Event():
            return [record.name]
        case Agreement() | Deliverable() | Source():
            return [record.title]
    return []


def as_text(value: Any) -> str:
    """A value in words for a citation."""
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(getattr(value, "label", value))


# --- organisations and people ------------------------------------------------------------------


def may_be_same(
    organisation: Organisation, country: str, kind: OrganisationKind | None = None
) -> bool:
    """Whether nothing stated of an organisation contradicts another."""
    return not (
        (country and organisation.country and country != organisation.country)
        or (kind and organisation.kind and kind != organisation.kind)
    )


def name_as(book: Book, ref: RecordRef, name: str, kind: NameKind, language: str = "") -> None:
    """Give an organisation a further name, unless it is called so."""
    organisation = book.get(Organisation, ref)
    if name not in names_of(organisation):
        row = OrganisationName(name=name, kind=kind, language=language)
        book.append(ref, "names", row)


def variant(name: str, beside: str) -> NameKind:
    """What a further name is beside the first: the same in another script or spelling."""
    return NameKind.ALSO if script(name) == script(beside) else NameKind.OTHER_LANGUAGE


def person(
    book: Book, name: str, organisation: RecordRef | None, of_case: list[RecordRef]
) -> RecordRef:
    """The contact of that name at that organisation, a new one if none is known there."""
    for ref in book.called("contact", name):
        at = {row.organisation_id for row in book.get(Contact, ref).affiliations}
        same_place = organisation is not None and organisation.id in at
        if same_place or (ref in of_case and (organisation is None or not at)):
            if name not in names_of(book.records[ref]):
                book.append(ref, "names", ContactName(name=name))
            return ref
    return book.add(Contact(name=name))


def hold(
    book: Book,
    contact: RecordRef,
    organisation: RecordRef,
    title: str,
    since: PartialDate | None,
    as_of: PartialDate | None,
) -> None:
    """A position a person holds, once for each day it is known of."""
    rows = book.get(Contact, contact).affiliations
    same = [row for row in rows if row.organisation_id == organisation.id and row.title == title]
    if same and since is None and (as_of is None or any(row.as_of == as_of for row in same)):
        return
    position = Affiliation(
        organisation_id=organisation.id,
        title=title,
        since=since,
        as_of=None if since else as_of,
    )
    book.append(contact, "affiliations", position)
