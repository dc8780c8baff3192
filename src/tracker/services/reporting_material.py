"""All that one agreement's summary is made of, read in one picture of the database."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, select

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import (
    Agreement,
    Contact,
    Event,
    Organisation,
    ProgressEntry,
    Source,
)
from tracker.domain.records.agreements import AgreementLinkKind
from tracker.domain.summary import NO_DATE, WrittenDate
from tracker.services.states import DeliverableState, deliverable_states
from tracker.storage.derived import references_of
from tracker.storage.own_types import catalogue_for
from tracker.storage.reader import load, load_many, logs_of, shown_names
from tracker.storage.tables import TABLES

R = TypeVar("R", bound=RootRecord)


@dataclass(frozen=True, slots=True)
class Related:
    """A link from or to another agreement that is not in the trash."""

    kind: AgreementLinkKind
    other: Agreement
    note: str
    incoming: bool


@dataclass(frozen=True, slots=True)
class Material:
    """An agreement and every record its summary speaks of, with the day and the language."""

    agreement: Agreement
    today: date
    language: str
    organisations: dict[int, Organisation]
    contacts: dict[int, Contact]
    events: dict[int, Event]
    sources: dict[int, Source]
    states: list[DeliverableState]
    logs: dict[int, list[ProgressEntry]]
    related: list[Related]
    names: dict[RecordRef, str]
    types: TypeCatalogue = BUILT_IN

    def name(self, kind: str, id: int | None) -> str:
        """What a record is called in few words; nothing for none."""
        return self.names.get(RecordRef(kind, id), "") if id else ""

    def date(self, value: PartialDate | None, *, full: bool = True) -> str:
        """A date in the language of the summary."""
        return write_date(value, self.language, full=full)

    def written(self, value: PartialDate | None, *, full: bool = True) -> WrittenDate:
        """A date as text and, if it is one day, as that day."""
        if value is None:
            return NO_DATE
        return WrittenDate(
            text=self.date(value, full=full),
            iso=value.edtf if value.is_day else "",
            last=value.latest.isoformat() if value.latest < date.max else "",
        )


def gather(connection: Connection, agreement_id: int, today: date, language: str) -> Material:
    """Read everything; NotFound if there is no such agreement."""
    agreement = load(connection, Agreement, agreement_id)
    deliverables = TABLES["deliverable"]
    ids = connection.scalars(
        select(deliverables.c.id)
        .where(deliverables.c.agreement_id == agreement_id, deliverables.c.trashed_at.is_(None))
        .order_by(deliverables.c.id)
    ).all()
    states = deliverable_states(connection, ids, today)
    logs = logs_of(connection, ids)
    refs = references_of(agreement) | {RecordRef(Agreement.key, agreement_id)}
    for state in states:
        refs |= references_of(state.record)
    refs |= {
        RecordRef(Source.key, entry.source_id)
        for log in logs.values()
        for entry in log
        if entry.source_id
    }
    parties = {party.organisation_id for party in agreement.parties if party.organisation_id}
    people = {row.contact_id for row in agreement.people if row.contact_id}
    related = _related(connection, agreement)
    linked = {RecordRef(Agreement.key, each.other.id or 0) for each in related}
    return Material(
        agreement=agreement,
        today=today,
        language=language,
        organisations=_by_id(load_many(connection, Organisation, parties)),
        contacts=_by_id(load_many(connection, Contact, people)),
        events=_by_id(load_many(connection, Event, _ids(refs, Event.key))),
        sources={
            id: source
            for id, source in _by_id(load_many(connection, Source, _ids(refs, Source.key))).items()
            if source.trashed_at is None
        },
        states=sorted(states, key=_by_target),
        logs=logs,
        related=related,
        names=shown_names(connection, refs | linked),
        types=catalogue_for(connection, (state.record.type for state in states)),
    )


def _by_target(state: DeliverableState) -> tuple[date, int]:
    return (state.target.earliest if state.target else date.max, state.record.id or 0)


def _ids(refs: set[RecordRef], kind: str) -> set[int]:
    return {ref.id for ref in refs if ref.kind == kind}


def _related(connection: Connection, agreement: Agreement) -> list[Related]:
    links, agreements = TABLES["agreement_link"], TABLES["agreement"]
    rows = connection.execute(
        select(links.c.parent_id, links.c.kind, links.c.note)
        .join(agreements, agreements.c.id == links.c.parent_id)
        .where(links.c.other_id == agreement.id, agreements.c.trashed_at.is_(None))
        .order_by(links.c.parent_id, links.c.position)
    ).all()
    wanted = {link.other_id for link in agreement.links if link.other_id}
    others = _by_id(load_many(connection, Agreement, wanted | {row.parent_id for row in rows}))
    out = [
        Related(link.kind, others[link.other_id], link.note, incoming=False)
        for link in agreement.links
        if link.other_id in others and others[link.other_id].trashed_at is None
    ]
    back = [
        Related(AgreementLinkKind(row.kind), others[row.parent_id], row.note, incoming=True)
        for row in rows
    ]
    return out + back


def _by_id(records: list[R]) -> dict[int, R]:
    return {record.id or 0: record for record in records}
