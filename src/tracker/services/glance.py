"""What a quick look at a record shows: its essentials, read in a few milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.lifecycle import flags_on, status_on
from tracker.domain.progress import OPEN
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import ROOT_BY_KEY, Agreement, Deliverable, ProgressEntry
from tracker.domain.terms import term_on
from tracker.services.details import details_of
from tracker.services.pages import Standing
from tracker.services.states import DeliverableState, deliverable_states
from tracker.storage import tables
from tracker.storage.database import Database
from tracker.storage.derived import references_of
from tracker.storage.reader import load, shown_names
from tracker.storage.rows import from_row

_MOST = 4
_MOST_LOGGED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Another record in one line: its status on the day, and the day it is due or began."""

    ref: RecordRef
    name: str
    status: str = ""
    on: PartialDate | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The first few of `count` records."""

    first: tuple[Line, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of a log, and of what."""

    entry: ProgressEntry
    of: Line


@dataclass(frozen=True, slots=True)
class Glance:
    """One record on a day. `names` are of all it refers to; `waiting` are open deliverables, the
    first due first; `log` has the latest lines first. `standing` is of agreements, `state` of
    deliverables."""

    record: RootRecord
    name: str
    names: dict[RecordRef, str]
    waiting: Lines
    agreements: Lines
    people: Lines
    log: tuple[Logged, ...]
    standing: Standing | None = None
    state: DeliverableState | None = None
    types: TypeCatalogue = BUILT_IN

    @property
    def ref(self) -> RecordRef:
        return RecordRef(self.record.key, self.record.id or 0)


class GlanceService:
    """Reads quick looks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, ref: RecordRef, today: date) -> Glance:
        """The essentials of a record; NotFound if there is none."""
        with self._database.read() as connection:
            record = load(connection, ROOT_BY_KEY[ref.kind], ref.id)
            among = _deliverables_of(ref)
            waiting = _waiting(connection, among, today) if among is not None else Lines()
            state = None
            if isinstance(record, Deliverable):
                state = deliverable_states(connection, [ref.id], today)[0]
            names = shown_names(connection, references_of(record) | {ref})
            return Glance(
                types=self._database.types_on(connection),
                record=record,
                name=names.get(ref, ""),
                names=names,
                waiting=waiting,
                agreements=_agreements(connection, ref, today),
                people=_people(connection, ref),
                log=_log(connection, ref, among),
                standing=_standing(record, today),
                state=state,
            )

    def lines(self, refs: Sequence[RecordRef]) -> dict[RecordRef, tuple[str, str]]:
        """Name and second line of those records that are there and not in the trash."""
        with self._database.read() as connection:
            live: list[RecordRef] = []
            for kind in {ref.kind for ref in refs} & ROOT_BY_KEY.keys():
                t = tables.TABLES[kind]
                ids = [ref.id for ref in refs if ref.kind == kind]
                query = select(t.c.id).where(t.c.id.in_(ids), t.c.trashed_at.is_(None))
                live += [RecordRef(kind, id) for id in connection.execute(query).scalars()]
            names, details = shown_names(connection, live), details_of(connection, live)
        return {ref: (name, details.get(ref, "")) for ref, name in names.items()}


def _standing(record: RootRecord, today: date) -> Standing | None:
    if not isinstance(record, Agreement):
        return None
    facts, term = record.lifecycle, record.term()
    return Standing(
        status_on(today, facts, term), term_on(today, term, facts), flags_on(today, facts, term)
    )


def _deliverables_of(ref: RecordRef) -> ColumnElement[bool] | None:
    """Which deliverables belong to a record; None if it can have none."""
    d = tables.TABLES["deliverable"].c
    mine, part = tables.TABLES["responsible_party"].c, tables.TABLES["deliverable_participant"].c
    match ref.kind:
        case "agreement":
            return d.agreement_id == ref.id
        case "organisation":
            owing = select(mine.parent_id).where(mine.organisation_id == ref.id)
            return or_(d.organisation_id == ref.id, d.id.in_(owing))
        case "contact":
            taking = select(part.parent_id).where(part.contact_id == ref.id)
            return or_(d.owner_id == ref.id, d.id.in_(taking))
        case "event":
            return d.event_id == ref.id
        case _:
            return None


def _waiting(connection: Connection, among: ColumnElement[bool], today: date) -> Lines:
    d, span = tables.TABLES["deliverable"], tables.deliverable_span
    query = (
        select(d.c.id, d.c.shown_name, span.c.status, span.c.target, span.c.target_last)
        .join(span, span.c.deliverable_id == d.c.id)
        .where(among, d.c.trashed_at.is_(None), span.c.status.in_([str(one) for one in OPEN]))
        .where(span.c.from_day <= today, span.c.to_day >= today)
        .order_by(span.c.target_last.is_(None), span.c.target_last, d.c.id)
    )
    rows, count = _few(connection, query)
    return Lines(
        tuple(
            Line(
                RecordRef("deliverable", row.id),
                row.shown_name,
                "overdue" if row.target_last and row.target_last < today else row.status,
                _date(row.target),
            )
            for row in rows
        ),
        count,
    )


def _agreements(connection: Connection, ref: RecordRef, today: date) -> Lines:
    t, span = tables.TABLES["agreement"], tables.agreement_span
    party, part = tables.TABLES["party"].c, tables.TABLES["participant"].c
    match ref.kind:
        case "organisation":
            among: ColumnElement[bool] = t.c.id.in_(
                select(party.parent_id).where(party.organisation_id == ref.id)
            )
        case "contact":
            named = (part.parent_kind == "agreement") & (part.contact_id == ref.id)
            among = or_(t.c.owner_id == ref.id, t.c.id.in_(select(part.parent_id).where(named)))
        case "event":
            among = t.c.event_id == ref.id
        case _:
            return Lines()
    on_the_day = and_(
        span.c.agreement_id == t.c.id, span.c.from_day <= today, span.c.to_day >= today
    )
    query = (
        select(t.c.id, t.c.shown_name, t.c.announced, span.c.status)
        .outerjoin(span, on_the_day)
        .where(among, t.c.trashed_at.is_(None))
        .order_by(t.c.announced_first.is_(None), t.c.announced_first.desc(), t.c.id.desc())
    )
    rows, count = _few(connection, query)
    return Lines(
        tuple(
            Line(
                RecordRef("agreement", row.id),
                row.shown_name,
                row.status or "",
                _date(row.announced),
            )
            for row in rows
        ),
        count,
    )


def _people(connection: Connection, ref: RecordRef) -> Lines:
    if ref.kind != "organisation":
        return Lines()
    a, t = tables.TABLES["affiliation"], tables.TABLES["contact"]
    here = and_(a.c.parent_id == t.c.id, a.c.organisation_id == ref.id)
    # Of several positions the one that has not ended; so are the people themselves ordered.
    title = select(a.c.title).where(here).order_by(a.c.until.is_not(None), a.c.id).limit(1)
    held = select(a.c.id).where(here, a.c.until.is_(None)).exists()
    known = select(a.c.parent_id).where(a.c.organisation_id == ref.id)
    query = (
        select(t.c.id, t.c.shown_name, title.scalar_subquery().label("title"))
        .where(t.c.id.in_(known), t.c.trashed_at.is_(None))
        .order_by(held.desc(), t.c.id)
    )
    rows, count = _few(connection, query)
    return Lines(
        tuple(
            Line(RecordRef("contact", row.id), row.shown_name, detail=row.title or "")
            for row in rows
        ),
        count,
    )


def _log(
    connection: Connection, ref: RecordRef, among: ColumnElement[bool] | None
) -> tuple[Logged, ...]:
    """The latest lines; one that was put right is left out."""
    e, d = tables.TABLES[ProgressEntry.key], tables.TABLES["deliverable"]
    if ref.kind == "deliverable":
        among = d.c.id == ref.id
    if among is None:
        return ()
    later = e.alias("later")
    corrected = select(later.c.id).where(later.c.corrects_id == e.c.id).exists()
    query = (
        select(e, d.c.shown_name)
        .join(d, d.c.id == e.c.deliverable_id)
        .where(among, d.c.trashed_at.is_(None), ~corrected, e.c.withdraws.is_not(True))
        .order_by(e.c.on_first.desc(), e.c.id.desc())
        .limit(_MOST_LOGGED)
    )
    return tuple(
        Logged(
            from_row(ProgressEntry, {name: row[name] for name in e.c.keys()}),  # noqa: SIM118
            Line(RecordRef("deliverable", row["deliverable_id"]), row["shown_name"]),
        )
        for row in connection.execute(query).mappings()
    )


def _few(connection: Connection, query: Select[*tuple[object, ...]]) -> tuple[Sequence, int]:  # type: ignore[type-arg]
    """The first rows of a query, and how many there are."""
    rows = connection.execute(query.limit(_MOST + 1)).all()
    if len(rows) <= _MOST:
        return rows, len(rows)
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    return rows[:_MOST], int(connection.execute(counted).scalar_one())


def _date(edtf: str | None) -> PartialDate | None:
    return PartialDate.parse(edtf) if edtf else None
