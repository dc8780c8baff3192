"""Everything one record page shows, read in one go as at a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import Connection, or_, select

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
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
from tracker.services.attached import AttachedFile, files_of_log
from tracker.services.details import details_of
from tracker.services.history import HistoryLine, history_of
from tracker.services.page_queries import ids_where, of_the_same_parties, parents_where, sources_of
from tracker.services.states import DeliverableState, deliverable_states
from tracker.storage.database import Database
from tracker.storage.derived import references_of, shown_name
from tracker.storage.reader import load, load_many, logs_of, shown_names
from tracker.storage.tables import TABLES

R = TypeVar("R", bound=RootRecord)

# Records of which kinds a page shows a second line, by the kind of the page.
_DESCRIBED: dict[str, frozenset[str]] = {
    "agreement": frozenset({"event"}),
    "deliverable": frozenset({"agreement", "organisation", "event", "deliverable"}),
    "organisation": frozenset({"event"}),
    "contact": frozenset({"organisation"}),
    "event": frozenset({"event", "organisation", "agreement"}),
}


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """What every record page has. `names` are those of all records it refers to, and `details`
    describe those of them that its page describes;
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
    types: TypeCatalogue = BUILT_IN

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
    files: dict[int, list[AttachedFile]] = field(default_factory=dict)
    """The files that are evidence of its lines, by the id of the line."""


@dataclass(frozen=True, slots=True)
class Relative:
    """An agreement as others mention it: its record has its life, but no other children."""

    record: Agreement
    name: str
    status: StatusOn
    links: tuple[LinkedAgreement, ...]


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
            deliverables = ids_where(connection, "deliverable", agreement_id=id)
            kin = _refs("agreement", of_the_same_parties(connection, agreement))
            page = self._page(
                connection, agreement, deliverables, today, agreements=kin, extra=more
            )
        facts, term = agreement.lifecycle, agreement.term()
        standing = Standing(
            status_on(today, facts, term), term_on(today, term, facts), flags_on(today, facts, term)
        )
        return AgreementPage(page, standing, links)

    def relative(self, id: int, today: date) -> Relative:
        """What a page says of an agreement linked with its own. Raises NotFound."""
        with self._database.read() as connection:
            record = load(connection, Agreement, id, only=("lifecycle",))
            links = _links(connection, record)
            name = shown_names(connection, [RecordRef("agreement", id)])
        status = status_on(today, record.lifecycle, record.term())
        return Relative(record, name[RecordRef("agreement", id)], status, links)

    def deliverables_of(self, agreement_id: int, today: date) -> tuple[DeliverableState, ...]:
        """The deliverables of an agreement, newest first: how they stand, without their children
        and who is responsible."""
        with self._database.read() as connection:
            ids = ids_where(connection, "deliverable", agreement_id=agreement_id)
            known = {one.id or 0: one for one in load_many(connection, Deliverable, ids, only=())}
            return tuple(deliverable_states(connection, ids, today, known=known))

    def deliverable(self, id: int, today: date) -> DeliverablePage:
        """The deliverable with its log."""
        with self._database.read() as connection:
            deliverable = load(connection, Deliverable, id)
            page = self._page(connection, deliverable, [id], today)
            files = files_of_log(connection, id)
        return DeliverablePage(page, page.deliverables[0], tuple(page.logs.get(id, ())), files)

    def organisation(self, id: int, today: date) -> Page[Organisation]:
        """The organisation with its agreements, people and what it owes."""
        with self._database.read() as connection:
            organisation = load(connection, Organisation, id)
            mine = parents_where(connection, "responsible_party", organisation_id=id)
            mine += parents_where(connection, "deliverable_participant", organisation_id=id)
            mine += ids_where(connection, "deliverable", organisation_id=id)
            agreements = _refs("agreement", parents_where(connection, "party", organisation_id=id))
            contacts = _refs(
                "contact", parents_where(connection, "affiliation", organisation_id=id)
            )
            events = _refs("event", ids_where(connection, "event", organiser_id=id))
            return self._page(
                connection,
                organisation,
                mine,
                today,
                agreements=agreements,
                contacts=contacts,
                events=events,
                organisations=_refs(
                    "organisation", parents_where(connection, "organisation_link", other_id=id)
                ),
            )

    def contact(self, id: int, today: date) -> Page[Contact]:
        """The contact with the agreements, events and deliverables the person had a part in."""
        with self._database.read() as connection:
            contact = load(connection, Contact, id)
            agreements = _refs(
                "agreement", parents_where(connection, "participant", "agreement", contact_id=id)
            )
            agreements += _refs("agreement", ids_where(connection, "agreement", owner_id=id))
            events = _refs(
                "event", parents_where(connection, "participant", "event", contact_id=id)
            )
            mine = parents_where(connection, "deliverable_participant", contact_id=id)
            mine += ids_where(connection, "deliverable", owner_id=id)
            return self._page(
                connection, contact, mine, today, agreements=agreements, events=events
            )

    def event(self, id: int, today: date) -> Page[Event]:
        """The event with what happens at it."""
        with self._database.read() as connection:
            event = load(connection, Event, id)
            agreements = _refs("agreement", ids_where(connection, "agreement", event_id=id))
            mine = ids_where(connection, "deliverable", event_id=id)
            events = _refs("event", ids_where(connection, "event", part_of_id=id))
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
        logs = logs_of(connection, ids) if ids else {}
        known = {record.id or 0: record} if isinstance(record, Deliverable) else {}
        states = deliverable_states(connection, ids, today, logs, known)
        refs = references_of(record) | set(agreements) | set(contacts) | set(events) | set(extra)
        refs |= set(organisations)
        for state in states:
            refs |= references_of(state.record)
        names = shown_names(connection, refs)
        described = (ref for ref in refs if ref.kind in _DESCRIBED[record.key])
        return Page(
            types=self._database.types_on(connection),
            record=record,
            name=shown_name(record, names),
            names=names,
            details=details_of(connection, described),
            sources=sources_of(connection, record, states, logs),
            deliverables=tuple(states),
            logs=logs,
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


def _links(connection: Connection, agreement: Agreement) -> tuple[LinkedAgreement, ...]:
    link, table = TABLES["agreement_link"], TABLES["agreement"]
    # What waits in the trash no longer says anything of others; what this one says of it stays.
    incoming = (link.c.other_id == agreement.id) & table.c.trashed_at.is_(None)
    query = (
        select(link.c.parent_id, link.c.other_id, link.c.kind)
        .join(table, table.c.id == link.c.parent_id)
        .where(or_(link.c.parent_id == agreement.id, incoming))
        .order_by((link.c.parent_id == agreement.id).desc(), link.c.parent_id, link.c.position)
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
