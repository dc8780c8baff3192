"""What needs somebody today: overdue, due, expiring, silent, and what was logged last."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, func, or_, select

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import IN_FORCE, NOTHING_DUE, flags_on
from tracker.domain.progress import OPEN
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, ProgressEntry
from tracker.domain.terms import term_on
from tracker.services.ahead import Ahead, ahead_of
from tracker.services.list_declarations import LISTS
from tracker.services.lists import ListQuery, ListService, Sort
from tracker.services.states import DeliverableState, deliverable_states, in_days
from tracker.storage import tables
from tracker.storage.database import Database
from tracker.storage.reader import load_many, shown_names
from tracker.storage.rows import from_row

# The first page shows so many of a kind; the list behind it shows them all.
MOST = 8
# So far it looks ahead; the view "due" of the deliverables does, too.
AHEAD_DAYS = 30
# What each view of the deliverables shows first: what became late last, the soonest due, the
# longest silent. What has been late for years would else hide what can still be saved.
_FIRST = {
    "overdue": Sort("target", descending=True),
    "due": Sort("target"),
    "silent": Sort("last_logged"),
}
# Of so many lines written last, those that happened last are shown.
_NEWEST = 200
# Databases take only so many values in one question.
_AT_ONCE = 5_000


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
    ahead: tuple[Ahead, ...] = ()
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
            view: self._lists.first(
                Deliverable.key, ListQuery(view=view, today=today), [order], most
            )
            for view, order in _FIRST.items()
        }
        with self._database.read() as connection:
            states = {
                view: deliverable_states(connection, ids, today) for view, (ids, _) in views.items()
            }
            at_risk = deliverable_states(
                connection, _with_status(connection, "at_risk", today, most), today
            )
            notices = _notices(connection, today)
            recent = _recent(connection, most)
            by_status = _by_status(connection, today)
            ahead = ahead_of(connection, today, AHEAD_DAYS, most)
        overdue = tuple(states["overdue"])
        shown = {state.ref for state in overdue}
        return HomeOverview(
            today=today,
            overdue=overdue,
            due_soon=tuple(states["due"]),
            at_risk=tuple(state for state in at_risk if state.ref not in shown),
            silent=tuple(state for state in states["silent"] if state.ref not in shown),
            notices=tuple(notices[:most]),
            recent=recent,
            ahead=ahead,
            by_status=by_status | {"overdue": views["overdue"][1]},
            counts={view: count for view, (_, count) in views.items()} | {"notices": len(notices)},
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
    """Of agreements in force that run out soon, need notice or have reviews; few enough to be
    worked out one by one."""
    declared, table = LISTS[Agreement.key], tables.TABLES[Agreement.key]
    worth = (
        declared.views["expiring"].where(today),
        table.c.term_notice.isnot(None),
        table.c.term_review.isnot(None),
    )
    query = (
        declared.joined(select(declared.id), today)
        .where(table.c.trashed_at.is_(None), or_(*worth))
        .where(tables.agreement_span.c.status.in_(sorted(IN_FORCE)))
    )
    ids = list(connection.execute(query).scalars())
    found: list[AgreementNotice] = []
    for at in range(0, len(ids), _AT_ONCE):
        found += _noticed(connection, ids[at : at + _AT_ONCE], today)
    return sorted(found, key=lambda notice: notice.on or PartialDate.of(date.max))


def _noticed(connection: Connection, ids: list[int], today: date) -> Iterator[AgreementNotice]:
    agreements = load_many(connection, Agreement, ids, only=("lifecycle",))
    names = shown_names(connection, [RecordRef(Agreement.key, id) for id in ids])
    for agreement in agreements:
        flags = flags_on(today, agreement.lifecycle, agreement.term())
        if flags == NOTHING_DUE:
            continue
        state = term_on(today, agreement.term(), agreement.lifecycle)
        due = {
            "notice_due": (flags.notice_due, state.notice_by),
            "expiring": (flags.expiring_soon, state.end),
            "review_due": (flags.review_due, state.next_review),
        }
        ref = RecordRef(Agreement.key, agreement.id or 0)
        for reason, (holds, on) in due.items():
            if holds:
                yield AgreementNotice(ref, names.get(ref, ""), reason, on, state.working)
                break


def _recent(connection: Connection, most: int) -> tuple[LoggedLine, ...]:
    """What was logged last, also of days long past; of what was logged together, what happened
    last."""
    table, deliverable = tables.TABLES[ProgressEntry.key], tables.TABLES[Deliverable.key]
    newest = (
        select(table)
        .join(deliverable, deliverable.c.id == table.c.deliverable_id)
        .where(deliverable.c.trashed_at.is_(None))
        .order_by(table.c.id.desc())
        .limit(_NEWEST)
        .subquery()
    )
    query = select(newest).order_by(
        newest.c.recorded_at.desc(), newest.c.on_first.desc(), newest.c.id.desc()
    )
    rows = connection.execute(query.limit(most)).mappings().all()
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
