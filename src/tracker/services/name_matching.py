"""A pasted list of names against the records that are there: who is meant, and who is new.

A name is known under any name that is kept of a record: acronym, former name, another script; also
in another spelling or with another legal form. What only resembles a name is offered, never taken.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.name_lists import NamedLine, is_of_organisation
from tracker.domain.names import name_key, similar_ids
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import Contact, Organisation
from tracker.domain.records.contacts import Affiliation, ContactName
from tracker.domain.records.organisations import OrganisationName
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft
from tracker.i18n import mark
from tracker.services.details import details_of
from tracker.services.pasting_names import called, name_of
from tracker.services.records import counted
from tracker.storage.database import Database
from tracker.storage.reader import load, shown_names
from tracker.storage.search_alike import likely_names
from tracker.storage.tables import TABLES
from tracker.storage.writer import Writer

__all__ = [
    "KEEP_NAME",
    "AlsoCalled",
    "Candidate",
    "Made",
    "MatchedName",
    "NameMatchService",
    "ToMake",
]

KEEP_NAME = mark("Add another name to {name}")
"""The action that makes no record and keeps further names of those that are there."""
_MOST_CANDIDATES = 5
_LONGEST_ACRONYM = 10
_TOGETHER = 20
# The records of which further names are kept, and the rows that keep them.
_NAMED: dict[str, type[Organisation] | type[Contact]] = {
    Organisation.key: Organisation,
    Contact.key: Contact,
}
_NAMES: dict[str, type[OrganisationName] | type[ContactName]] = {
    Organisation.key: OrganisationName,
    Contact.key: ContactName,
}

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a name may mean; `called_so` if it has this very name, however spelt."""

    ref: RecordRef
    label: str
    detail: str
    called_so: bool


@dataclass(frozen=True, slots=True)
class MatchedName:
    """A name with the records that it may mean, the likeliest first.

    Of a person, `title` and `organisation` are what stands behind the name; `organisations` are
    those that are called so.
    """

    line: NamedLine
    candidates: tuple[Candidate, ...] = ()
    title: str = ""
    organisation: str = ""
    organisations: tuple[Candidate, ...] = ()

    @property
    def meant(self) -> Candidate | None:
        """The one record that is called so; None if there is none, or more than one."""
        sure = [one for one in self.candidates if one.called_so]
        return sure[0] if len(sure) == 1 else None

    @property
    def organisation_meant(self) -> Candidate | None:
        """The one organisation that is called as written behind the person."""
        sure = [one for one in self.organisations if one.called_so]
        return sure[0] if len(sure) == 1 else None


@dataclass(frozen=True, slots=True)
class ToMake:
    """A record to be made of a name. `organisation_id` is where a person is known to be;
    `organisation` the name of one that is to be made as well."""

    name: str
    also: str = ""
    title: str = ""
    organisation_id: int | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class AlsoCalled:
    """A record that is there and the name that is to be kept of it besides."""

    ref: RecordRef
    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, in the order asked for; `organisation_ids` are those of the people."""

    refs: tuple[RecordRef, ...]
    organisation_ids: tuple[int | None, ...]
    change_set: ChangeSet | None


def _quiet(_done: int, _total: int) -> None:
    return None


class NameMatchService:
    """Finds who is named, and makes those who are not there yet in one step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def match(
        self, target: str, lines: Sequence[NamedLine], report: Report = _quiet
    ) -> tuple[MatchedName, ...]:
        """Every line with the records of `target` ("organisation" or "contact") it may mean, in
        the order given. `report(done, of)` may raise to end the work."""
        found: list[MatchedName] = []
        with self._database.read() as connection:
            parts = [part for line in lines for part in line.rest]
            organisations = _Known(connection, Organisation.key, parts)
            known = _Known(
                connection,
                target,
                [name for line in lines for name in (line.name, line.also) if name],
            )
            for at, line in enumerate(lines):
                if at % _TOGETHER == 0:
                    report(at, len(lines))
                found.append(_matched(line, known, organisations))
            found = _nearest_first(connection, target, found)
        return tuple(found)

    def make(self, target: str, wanted: Sequence[ToMake], also: Sequence[AlsoCalled] = ()) -> Made:
        """Make a record of each name, and the organisations of people that are not there, and keep
        further names of records that are there, in one action with one undo. The same name twice
        is one record.

        Raises InvalidDraft, or NotFound if such a record is gone; nothing is written then.
        """
        template = mark("Add {name}") if wanted else KEEP_NAME
        with self._database.write(Action(template)) as work:
            places: dict[str, int] = {}
            if target == Contact.key:
                for one in wanted:
                    if one.organisation and name_key(one.organisation) not in places:
                        made = _inserted(work.writer, Organisation(name=one.organisation))
                        places[name_key(one.organisation)] = made.id
            settled = [
                replace(
                    one,
                    organisation_id=one.organisation_id
                    or (places.get(name_key(one.organisation)) if one.organisation else None),
                )
                for one in wanted
            ]
            by_key: dict[tuple[object, ...], RecordRef] = {}
            refs = []
            for one in settled:
                key = (name_key(one.name) or one.name, one.organisation_id)
                if key not in by_key:
                    by_key[key] = _inserted(work.writer, _record(target, one))
                refs.append(by_key[key])
            renamed = _kept(work.writer, also)
            made_or_named = list(by_key.values()) if wanted else renamed
            work.writer.rename_action(Action(template, _named(work.writer, made_or_named)))
        ids = tuple(one.organisation_id for one in settled)
        return Made(tuple(refs), ids, work.change_set)


class _Known:
    """Candidates for names of one kind; exact ones are looked up for all names at once."""

    def __init__(self, connection: Connection, kind: str, names: Iterable[str]) -> None:
        self._connection = connection
        self._kind = kind
        wanted = {name_of(name) for name in names}
        self._exact = called(connection, kind, wanted) if wanted else {}
        ids = {id for found in self._exact.values() for id in found}
        self._labels = _labels(connection, kind, ids)
        self._asked: dict[str, tuple[Candidate, ...]] = {}

    def candidates(self, *names: str) -> tuple[Candidate, ...]:
        """For the first of these names that anything is called by; else what resembles one."""
        for name in names:
            if ids := self._exact.get(name_of(name), []):
                return tuple(self._candidate(id, True) for id in ids if id in self._labels)
        for name in names:
            if name and (found := self._alike(name)):
                return found
        return ()

    def _alike(self, name: str) -> tuple[Candidate, ...]:
        key = name_key(name)
        if key not in self._asked:
            likely = likely_names(self._connection, self._kind, name)
            same = {id for id, text in likely if name_key(text) == key}
            ids = similar_ids(name, likely, _MOST_CANDIDATES)
            missing = {*ids, *same} - self._labels.keys()
            self._labels |= _labels(self._connection, self._kind, missing)
            order = [*sorted(same), *(id for id in ids if id not in same)]
            self._asked[key] = tuple(
                self._candidate(id, id in same) for id in order if id in self._labels
            )
        return self._asked[key]

    def _candidate(self, id: int, called_so: bool) -> Candidate:
        label, detail = self._labels[id]
        return Candidate(RecordRef(self._kind, id), label, detail, called_so)


def _labels(connection: Connection, kind: str, ids: set[int]) -> dict[int, tuple[str, str]]:
    refs = [RecordRef(kind, id) for id in sorted(ids)]
    if not refs:
        return {}
    names, details = shown_names(connection, refs), details_of(connection, refs)
    return {ref.id: (names[ref], details.get(ref, "")) for ref in refs if ref in names}


def _matched(line: NamedLine, known: _Known, organisations: _Known) -> MatchedName:
    found = known.candidates(line.name, line.also)
    if not line.rest:
        return MatchedName(line, found)
    # A title stands before an organisation; alone it may be either.
    named = organisations.candidates(line.rest[-1])
    is_known = any(one.called_so for one in named)
    if len(line.rest) == 1 and not (is_known or is_of_organisation(line.rest[0])):
        return MatchedName(line, found, title=line.rest[0])
    title = line.rest[0] if len(line.rest) > 1 else ""
    if title and not is_known:
        # Some write the organisation first.
        first = organisations.candidates(line.rest[0])
        if any(one.called_so for one in first):
            return MatchedName(line, found, line.rest[-1], line.rest[0], first)
    return MatchedName(line, found, title, line.rest[-1], named)


def _nearest_first(
    connection: Connection, target: str, found: list[MatchedName]
) -> list[MatchedName]:
    """Of several people of one name, the one at the organisation that is written behind it."""
    if target != Contact.key:
        return found
    several = [one for one in found if len(one.candidates) > 1 and one.organisation_meant]
    ids = {each.ref.id for one in several for each in one.candidates}
    table = TABLES[Affiliation.key]
    query = select(table.c.parent_id, table.c.organisation_id).where(table.c.parent_id.in_(ids))
    at = {(row.parent_id, row.organisation_id) for row in connection.execute(query)} if ids else ()
    return [_narrowed(one, at) if one in several else one for one in found]


def _narrowed(one: MatchedName, at: Iterable[tuple[int, int]]) -> MatchedName:
    place = one.organisation_meant
    there = {person for person, where in at if place is not None and where == place.ref.id}
    near = [each for each in one.candidates if each.ref.id in there]
    if len(near) != 1 or not near[0].called_so:
        return one
    rest = [replace(each, called_so=False) for each in one.candidates if each is not near[0]]
    return replace(one, candidates=(near[0], *rest))


def _record(target: str, wanted: ToMake) -> RootRecord:
    if target == Organisation.key:
        also = wanted.also
        if also.isupper() and also.isascii() and len(also) <= _LONGEST_ACRONYM:
            return Organisation(name=wanted.name, acronym=also)
        names = (OrganisationName(name=also),) if also else ()
        return Organisation(name=wanted.name, names=names)
    position = Affiliation(organisation_id=wanted.organisation_id, title=wanted.title)
    return Contact(
        name=wanted.name, affiliations=(position,) if wanted.organisation_id is not None else ()
    )


def _kept(writer: Writer, also: Sequence[AlsoCalled]) -> list[RecordRef]:
    """Keep further names of records; those that are called so already stay as they are."""
    names: dict[RecordRef, dict[str, str]] = {}
    for one in also:
        names.setdefault(one.ref, {})[name_of(one.name)] = one.name
    for ref, new in names.items():
        record = load(writer.connection, _NAMED[ref.kind], ref.id)
        known = {name_of(getattr(record, field)) for field in record.name_fields}
        known |= {name_of(one.name) for one in record.names}
        further = [name for key, name in new.items() if key not in known]
        made = _NAMES[ref.kind]
        writer.save(
            record.model_copy(
                update={"names": (*record.names, *(made(name=name) for name in further))}
            )
        )
    return list(names)


def _named(writer: Writer, refs: Sequence[RecordRef]) -> str:
    """One by its name, more by how many they are."""
    if len(refs) == 1:
        return shown_names(writer.connection, refs).get(refs[0], "")
    return counted(refs)


def _inserted(writer: Writer, record: RootRecord) -> RecordRef:
    if problems := problems_of(record):
        raise InvalidDraft(problems)
    return writer.insert(record)
