"""What needs somebody today: overdue, due, expiring, silent, and what was logged last."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, and_, func, select

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import flags_on
from tracker.domain.progress import OPEN
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, ProgressEntry
from tracker.domain.terms import term_on
from tracker.services.list_declarations import LISTS
from tracker.services.lists import ListQuery, ListService
from tracker.services.states import DeliverableState, deliverable_states, in_days
from tracker.storage import tables
from tracker.storage.database import Database
from tracker.storage.reader import load_many, shown_names
from tracker.storage.rows import from_row

# The first page shows so many of a kind; the list behind it shows them all.
MOST = 8


@dataclass(frozen=True, slots=True)
class AgreementNotice:
    """An agreement that wants a decision: `reason` is "expiring", "notice_due" or "review_due"."""

    ref: RecordRef
    name: str
    reason: str
    on: PartialDate | None
    working: str


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """One line logged lately."""

    ref: RecordRef
    name: str
    entry: ProgressEntry


@dataclass(frozen=True, slots=True)
class HomeOverview:
    """Everything on the first page on a day. `counts` are of whole lists, not of what is shown."""

    today: date
    overdue: tuple[DeliverableState, ...] = ()
    due_soon: tuple[DeliverableState, ...] = ()
    at_risk: tuple[DeliverableState, ...] = ()
    silent: tuple[DeliverableState, ...] = ()
    notices: tuple[AgreementNotice, ...] = ()
    recent: tuple[LoggedLine, ...] = ()
    by_status: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """All that is overdue, the longest first, all that is due soon, the soonest first, and all
    agreements that want a decision."""

    overdue: tuple[DeliverableState, ...]
    due: tuple[DeliverableState, ...]
    notices: tuple[AgreementNotice, ...]


class HomeService:
    """Gathers the first page."""

    def __init__(self, database: Database, lists: ListService) -> None:
        self._database = database
        self._lists = lists

    def overview(self, today: date, most: int = MOST) -> HomeOverview:
        """The first page as at `today`, at most `most` of each kind."""
        views = {
            view: self._lists.ids(Deliverable.key, ListQuery(view=view, today=today))
            for view in LISTS[Deliverable.key].views
        }
        with self._database.read() as connection:
            states = {
                view: deliverable_states(connection, ids[:most], today)
                for view, ids in views.items()
            }
            at_risk = deliverable_states(
                connection, _with_status(connection, "at_risk", today, most), today
            )
            notices = _notices(connection, today)
            recent = _recent(connection, most)
            by_status = _by_status(connection, today)
        overdue = tuple(sorted(states["overdue"], key=lambda state: -state.days_late))
        shown = {state.ref for state in overdue}
        return HomeOverview(
            today=today,
            overdue=overdue,
            due_soon=tuple(
                sorted(states["due"], key=lambda state: state.target or PartialDate.of(date.max))
            ),
            at_risk=tuple(state for state in at_risk if state.ref not in shown),
            silent=tuple(state for state in states["silent"] if state.ref not in shown),
            notices=tuple(notices[:most]),
            recent=recent,
            by_status=by_status | {"overdue": len(views["overdue"])},
            counts={view: len(ids) for view, ids in views.items()} | {"notices": len(notices)},
        )

    def due(self, today: date, within: int) -> Due:
        """What is overdue, and what is due in the next `within` days; nothing is cut off."""
        span, deliverable = tables.deliverable_span.c, tables.TABLES[Deliverable.key]
        query = (
            select(span.deliverable_id)
            .join(deliverable, deliverable.c.id == span.deliverable_id)
            .where(span.from_day <= today, span.to_day >= today, span.status.in_(sorted(OPEN)))
            .where(span.target_first <= in_days(today, within), deliverable.c.trashed_at.is_(None))
            .order_by(span.target_last, span.deliverable_id)
        )
        with self._database.read() as connection:
            ids = list(connection.execute(query).scalars())
            states = [
                state for state in deliverable_states(connection, ids, today) if state.is_open
            ]
            notices = _notices(connection, today)
        return Due(
            tuple(state for state in states if state.overdue),
            tuple(state for state in states if not state.overdue),
            tuple(notices),
        )


def _with_status(connection: Connection, status: str, today: date, most: int) -> list[int]:
    span, deliverable = tables.deliverable_span.c, tables.TABLES[Deliverable.key].c
    query = (
        select(span.deliverable_id)
        .join(tables.TABLES[Deliverable.key], deliverable.id == span.deliverable_id)
        .where(
            span.status == status,
            span.from_day <= today,
            span.to_day >= today,
            deliverable.trashed_at.is_(None),
        )
        .order_by(span.target_last)
        .limit(most)
    )
    return list(connection.execute(query).scalars())


def _notices(connection: Connection, today: date) -> list[AgreementNotice]:
    """Of agreements in force with a term; few enough to be worked out one by one."""
    table, span = tables.TABLES[Agreement.key], tables.agreement_span.c
    query = (
        select(table.c.id)
        .join(
            tables.agreement_span,
            and_(span.agreement_id == table.c.id, span.from_day <= today, span.to_day >= today),
        )
        .where(
            span.status.in_(("active", "signed", "paused", "ending")), table.c.trashed_at.is_(None)
        )
        .where(table.c.term_kind != "unknown")
    )
    agreements = load_many(connection, Agreement, connection.execute(query).scalars())
    names = shown_names(
        connection, [RecordRef(Agreement.key, agreement.id or 0) for agreement in agreements]
    )
    found: list[AgreementNotice] = []
    for agreement in agreements:
        flags = flags_on(today, agreement.lifecycle, agreement.term())
        state = term_on(today, agreement.term(), agreement.lifecycle)
        due = {
            "notice_due": (flags.notice_due, state.notice_by),
            "expiring": (flags.expiring_soon, state.end),
            "review_due": (flags.review_due, state.next_review),
        }
        ref = RecordRef(Agreement.key, agreement.id or 0)
        for reason, (holds, on) in due.items():
            if holds:
                found.append(AgreementNotice(ref, names.get(ref, ""), reason, on, state.working))
                break
    return sorted(found, key=lambda notice: notice.on or PartialDate.of(date.max))


def _recent(connection: Connection, most: int) -> tuple[LoggedLine, ...]:
    table = tables.TABLES[ProgressEntry.key]
    rows = (
        connection.execute(
            select(table).order_by(table.c.on_first.desc(), table.c.id.desc()).limit(most)
        )
        .mappings()
        .all()
    )
    names = shown_names(
        connection, [RecordRef(Deliverable.key, row["deliverable_id"]) for row in rows]
    )
    lines = []
    for row in rows:
        ref = RecordRef(Deliverable.key, row["deliverable_id"])
        lines.append(LoggedLine(ref, names.get(ref, ""), from_row(ProgressEntry, row)))
    return tuple(lines)


def _by_status(connection: Connection, today: date) -> dict[str, int]:
    """How many deliverables are shown at each status; overdue ones are counted as overdue only."""
    span, deliverable = tables.deliverable_span.c, tables.TABLES[Deliverable.key]
    status = LISTS[Deliverable.key].column("status").shown(today)
    query = (
        select(status, func.count())
        .join(deliverable, deliverable.c.id == span.deliverable_id)
        .where(span.from_day <= today, span.to_day >= today, deliverable.c.trashed_at.is_(None))
        .group_by(status)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
