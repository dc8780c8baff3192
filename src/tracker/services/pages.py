"""Everything one record page shows, read in one go as at a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import Connection, func, or_, select

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import Flags, StatusOn, flags_on, status_on
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import (
    Agreement,
    Contact,
    Deliverable,
    Event,
    Organisation,
    ProgressEntry,
    Source,
)
from tracker.domain.terms import TermState, term_on
from tracker.services.details import details_of
from tracker.services.history import HistoryLine, history_of
from tracker.services.states import DeliverableState, deliverable_states, logs_of
from tracker.storage.database import Database
from tracker.storage.derived import references_of, shown_name
from tracker.storage.reader import load, load_many, shown_names
from tracker.storage.tables import TABLES

R = TypeVar("R", bound=RootRecord)


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """What every record page has. `names` and `details` describe all records it refers to;
    `related` are records that refer to it, by a word for the relation."""

    record: R
    name: str
    names: dict[RecordRef, str]
    details: dict[RecordRef, str]
    sources: tuple[Source, ...]
    deliverables: tuple[DeliverableState, ...]
    logs: dict[int, list[ProgressEntry]]
    history: tuple[HistoryLine, ...]
    agreements: tuple[RecordRef, ...] = ()
    contacts: tuple[RecordRef, ...] = ()
    events: tuple[RecordRef, ...] = ()
    organisations: tuple[RecordRef, ...] = ()

    @property
    def ref(self) -> RecordRef:
        return RecordRef(self.record.key, self.record.id or 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agreement stands on the day of the page."""

    status: StatusOn
    term: TermState
    flags: Flags


@dataclass(frozen=True, slots=True)
class LinkedAgreement:
    """Another agreement and how it is linked; `outgoing` if this one names it."""

    ref: RecordRef
    kind: str
    outgoing: bool
    announced: PartialDate | None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement with how it stands and its kin."""

    page: Page[Agreement]
    standing: Standing
    links: tuple[LinkedAgreement, ...]


@dataclass(frozen=True, slots=True)
class DeliverablePage:
    """A deliverable with its state and log, oldest entry first."""

    page: Page[Deliverable]
    state: DeliverableState
    log: tuple[ProgressEntry, ...]


class PageService:
    """Reads record pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def agreement(self, id: int, today: date) -> AgreementPage:
        """Raises NotFound, like every page."""
        with self._database.read() as connection:
            agreement = load(connection, Agreement, id)
            links = _links(connection, agreement)
            more = [link.ref for link in links]
            deliverables = _ids(connection, "deliverable", agreement_id=id)
            kin = _refs("agreement", _of_the_same_parties(connection, agreement))
            page = self._page(
                connection, agreement, deliverables, today, agreements=kin, extra=more
            )
        facts, term = agreement.lifecycle, agreement.term()
        standing = Standing(
            status_on(today, facts, term), term_on(today, term, facts), flags_on(today, facts, term)
        )
        return AgreementPage(page, standing, links)

    def deliverable(self, id: int, today: date) -> DeliverablePage:
        """The deliverable with its log."""
        with self._database.read() as connection:
            deliverable = load(connection, Deliverable, id)
            page = self._page(connection, deliverable, [id], today)
        return DeliverablePage(page, page.deliverables[0], tuple(page.logs.get(id, ())))

    def organisation(self, id: int, today: date) -> Page[Organisation]:
        """The organisation with its agreements, people and what it owes."""
        with self._database.read() as connection:
            organisation = load(connection, Organisation, id)
            mine = _parents(connection, "responsible_party", organisation_id=id)
            mine += _parents(connection, "deliverable_participant", organisation_id=id)
            mine += _ids(connection, "deliverable", organisation_id=id)
            agreements = _refs("agreement", _parents(connection, "party", organisation_id=id))
            contacts = _refs("contact", _parents(connection, "affiliation", organisation_id=id))
            events = _refs("event", _ids(connection, "event", organiser_id=id))
            return self._page(
                connection,
                organisation,
                mine,
                today,
                agreements=agreements,
                contacts=contacts,
                events=events,
                organisations=_refs(
                    "organisation", _parents(connection, "organisation_link", other_id=id)
                ),
            )

    def contact(self, id: int, today: date) -> Page[Contact]:
        """The contact with the agreements, events and deliverables the person had a part in."""
        with self._database.read() as connection:
            contact = load(connection, Contact, id)
            agreements = _refs(
                "agreement", _parents(connection, "participant", "agreement", contact_id=id)
            )
            agreements += _refs("agreement", _ids(connection, "agreement", owner_id=id))
            events = _refs("event", _parents(connection, "participant", "event", contact_id=id))
            mine = _parents(connection, "deliverable_participant", contact_id=id)
            mine += _ids(connection, "deliverable", owner_id=id)
            return self._page(
                connection, contact, mine, today, agreements=agreements, events=events
            )

    def event(self, id: int, today: date) -> Page[Event]:
        """The event with what happens at it."""
        with self._database.read() as connection:
            event = load(connection, Event, id)
            agreements = _refs("agreement", _ids(connection, "agreement", event_id=id))
            mine = _ids(connection, "deliverable", event_id=id)
            events = _refs("event", _ids(connection, "event", part_of_id=id))
            return self._page(connection, event, mine, today, agreements=agreements, events=events)

    def _page(
        self,
        connection: Connection,
        record: R,
        deliverables: Sequence[int],
        today: date,
        *,
        agreements: Sequence[RecordRef] = (),
        contacts: Sequence[RecordRef] = (),
        events: Sequence[RecordRef] = (),
        organisations: Sequence[RecordRef] = (),
        extra: Iterable[RecordRef] = (),
    ) -> Page[R]:
        ids = list(dict.fromkeys(deliverables))
        states = deliverable_states(connection, ids, today)
        refs = references_of(record) | set(agreements) | set(contacts) | set(events) | set(extra)
        refs |= set(organisations)
        for state in states:
            refs |= references_of(state.record)
        names = shown_names(connection, refs)
        return Page(
            record=record,
            name=shown_name(record, names),
            names=names,
            details=details_of(connection, refs),
            sources=_sources(connection, record, states),
            deliverables=tuple(states),
            logs=logs_of(connection, ids),
            history=tuple(history_of(connection, RecordRef(record.key, record.id or 0))),
            agreements=_unique(agreements),
            contacts=_unique(contacts),
            events=_unique(events),
            organisations=_unique(organisations),
        )


def _refs(kind: str, ids: Iterable[int]) -> list[RecordRef]:
    return [RecordRef(kind, id) for id in ids]


def _unique(refs: Iterable[RecordRef]) -> tuple[RecordRef, ...]:
    return tuple(dict.fromkeys(refs))


def _ids(connection: Connection, kind: str, **where: int) -> list[int]:
    """The ids of records (not in the trash) of which a field holds a value, newest first."""
    table = TABLES[kind]
    query = select(table.c.id).where(table.c.trashed_at.is_(None)).order_by(table.c.id.desc())
    for name, value in where.items():
        query = query.where(table.c[name] == value)
    return list(connection.execute(query).scalars())


def _parents(connection: Connection, child: str, parent_kind: str = "", **where: int) -> list[int]:
    """The ids of the roots that have a child row of which a field holds a value."""
    table = TABLES[child]
    query = select(table.c.parent_id).distinct()
    if parent_kind:
        query = query.where(table.c.parent_kind == parent_kind)
    for name, value in where.items():
        query = query.where(table.c[name] == value)
    return list(connection.execute(query).scalars())


def _of_the_same_parties(connection: Connection, agreement: Agreement) -> list[int]:
    """Other agreements of its parties, those with most of them first, then the newest."""
    ours = {party.organisation_id for party in agreement.parties if party.organisation_id}
    party, table = TABLES["party"], TABLES["agreement"]
    shared = func.count(party.c.organisation_id.distinct())
    query = (
        select(table.c.id)
        .join(party, party.c.parent_id == table.c.id)
        .where(party.c.organisation_id.in_(ours), table.c.id != agreement.id)
        .where(table.c.trashed_at.is_(None))
        .group_by(table.c.id)
        .order_by(shared.desc(), table.c.announced_first.desc(), table.c.id.desc())
    )
    return list(connection.execute(query).scalars())


def _sources(
    connection: Connection, record: RootRecord, states: Iterable[DeliverableState]
) -> tuple[Source, ...]:
    cited = [
        *getattr(record, "citations", ()),
        *(row for state in states for row in state.record.citations),
    ]
    ids = dict.fromkeys(citation.source_id for citation in cited if citation.source_id)
    return tuple(load_many(connection, Source, ids)) if ids else ()


def _links(connection: Connection, agreement: Agreement) -> tuple[LinkedAgreement, ...]:
    link, table = TABLES["agreement_link"], TABLES["agreement"]
    query = select(link.c.parent_id, link.c.other_id, link.c.kind).where(
        or_(link.c.parent_id == agreement.id, link.c.other_id == agreement.id)
    )
    rows = connection.execute(query).all()
    ids = {row.other_id for row in rows} | {row.parent_id for row in rows}
    dates = {
        row.id: PartialDate.parse(row.announced) if row.announced else None
        for row in connection.execute(
            select(table.c.id, table.c.announced).where(table.c.id.in_(ids))
        )
    }
    found = []
    for row in rows:
        outgoing = row.parent_id == agreement.id
        other = row.other_id if outgoing else row.parent_id
        found.append(
            LinkedAgreement(RecordRef("agreement", other), row.kind, outgoing, dates.get(other))
        )
    return tuple(found)
