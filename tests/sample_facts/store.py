"""The loaded sample partnerships, to be asked for by name, and the list of fact checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.record import RecordRef, RootRecord, specs
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
from tracker.services.samples import SampleService
from tracker.services.search import SearchService
from tracker.services.states import DeliverableState, deliverable_states, logs_of
from tracker.storage.database import Database
from tracker.storage.reader import load_many

SAMPLES = Path(__file__).parents[2] / "data" / "sample"
TODAY = date(2026, 3, 31)


def _today() -> date:
    return TODAY


@dataclass
class Store:
    """Every record of a database by what it is called."""

    database: Database
    records: dict[RecordRef, RootRecord] = field(default_factory=dict)
    logs: dict[int, list[ProgressEntry]] = field(default_factory=dict)
    states: dict[int, DeliverableState] = field(default_factory=dict)

    @classmethod
    def loaded(cls, path: Path) -> "Store":
        """A new database with the samples in it."""
        database = Database(path, "Tester")
        SampleService(database, "Tester").load(SAMPLES, TODAY)
        store = cls(database)
        with database.read() as connection:
            for kind in ROOTS:
                for record in load_many(connection, kind):
                    store.records[RecordRef(kind.key, record.id or 0)] = record
            ids = [ref.id for ref in store.records if ref.kind == Deliverable.key]
            store.logs = logs_of(connection, ids)
            found = deliverable_states(connection, ids, TODAY)
        store.states = {state.ref.id: state for state in found}
        return store

    def of(self, kind: type[RootRecord]) -> list[Any]:
        return [record for ref, record in self.records.items() if ref.kind == kind.key]

    def one(self, kind: type[RootRecord], name: str) -> Any:
        """The only record of that kind with that name, acronym or title."""
        fields = {"name", "acronym", "title"} & {spec.name for spec in specs(kind)}
        found = [r for r in self.of(kind) if name in {getattr(r, of) for of in fields}]
        assert len(found) == 1, f"{len(found)} records of {kind.key} are called {name}"
        return found[0]

    def org(self, name: str) -> Organisation:
        found: Organisation = self.one(Organisation, name)
        return found

    def contact(self, name: str) -> Contact:
        found: Contact = self.one(Contact, name)
        return found

    def event(self, name: str) -> Event:
        found: Event = self.one(Event, name)
        return found

    def agreement(self, title: str) -> Agreement:
        found: Agreement = self.one(Agreement, title)
        return found

    def deliverable(self, title: str) -> Deliverable:
        found: Deliverable = self.one(Deliverable, title)
        return found

    def source(self, title: str) -> Source:
        found: Source = self.one(Source, title)
        return found

    def state(self, title: str) -> DeliverableState:
        return self.states[self.deliverable(title).id or 0]

    def name(self, kind: type[RootRecord], id: int | None) -> str:
        """What the record is called: its acronym if it has one."""
        record: Any = self.records[RecordRef(kind.key, id or 0)]
        return getattr(record, "acronym", "") or getattr(record, "title", "") or record.name

    def orgs(self, rows: Iterable[Any]) -> list[str]:
        return [self.name(Organisation, row.organisation_id) for row in rows if row.organisation_id]

    def sources(self, record: Any) -> set[str]:
        return {self.name(Source, row.source_id) for row in record.citations}

    def figures(self, record: Any) -> set[tuple[str, str, str, str]]:
        """(figure, exactly or over, value, as of) of all observations."""
        return {
            (row.metric, str(row.qualifier), f"{row.value.normalize():f}", edtf(row.as_of))
            for row in record.observations
        }

    def positions(self, name: str) -> set[tuple[str, str, str]]:
        """(title, organisation, as of) of all affiliations of a contact."""
        return {
            (row.title, self.name(Organisation, row.organisation_id), edtf(row.as_of))
            for row in self.contact(name).affiliations
        }

    def people(self, record: Any, capacity: str) -> dict[str, tuple[str, str]]:
        """Contact: (title at the time, organisation), of those in one capacity."""
        return {
            self.name(Contact, row.contact_id): (
                row.title,
                self.name(Organisation, row.organisation_id),
            )
            for row in record.people
            if row.capacity == capacity
        }

    def links(self, name: str) -> set[tuple[str, str, str]]:
        """(relation, other organisation, since) of all links of an organisation."""
        return {
            (str(row.kind), self.name(Organisation, row.other_id), edtf(row.since))
            for row in self.org(name).links
        }

    def taking_part(self, title: str, role: str) -> list[Any]:
        return [row for row in self.deliverable(title).participants if row.role == role]

    def responsible(self, title: str) -> set[tuple[str, str]]:
        return {
            (self.name(Organisation, row.organisation_id), str(row.role))
            for row in self.deliverable(title).responsible
        }

    def found(self, text: str) -> set[str]:
        """The titles that a search for `text` shows."""
        return {hit.title for hit in SearchService(self.database, _today).find(text, limit=500)}


def edtf(value: Any) -> str:
    """A date as written, "" for none."""
    return value.edtf if value is not None else ""


@dataclass(frozen=True)
class Fact:
    """The check of one numbered fact, and a search that must show a record."""

    number: int
    check: Callable[[Store], None]
    finds: dict[str, str]


FACTS: list[Fact] = []


def fact(
    number: int, finds: dict[str, str]
) -> Callable[[Callable[[Store], None]], Callable[[Store], None]]:
    """Enter a check into the list. `finds`: what is typed, and a title that must then appear."""

    def enter(check: Callable[[Store], None]) -> Callable[[Store], None]:
        FACTS.append(Fact(number, check, finds))
        return check

    return enter
