"""What needs somebody today: overdue, due, expiring, silent, and what was logged last."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tracker.domain.filters import NO, Condition, Filter, Group, Operator
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.progress import OPEN, DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Event, Organisation, ProgressEntry
from tracker.errors import DatabaseError
from tracker.services.ahead import Ahead, ahead_of
from tracker.services.late_steps import LateStep, late_steps
from tracker.services.list_asking import asked_on
from tracker.services.list_declarations import LISTS
from tracker.services.list_declarations.base import SPAN, Expression
from tracker.services.list_declarations.before_agreement import before_agreement
from tracker.services.list_declarations.deliverable_states import HISTORY, overdue
from tracker.services.list_statements import Question, joined, trashed
from tracker.services.lists import ListService
from tracker.services.notices import AgreementNotice, notices_of, stale_watches
from tracker.services.states import DeliverableState, deliverable_states, in_days
from tracker.storage import tables
from tracker.storage.database import Database
from tracker.storage.list_watches import renew_watches
from tracker.storage.reader import shown_names
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
_VIEWS: dict[str, Filter] = {
    view.key: view.arrangement.filter for view in LISTS[Deliverable.key].views
}
# Of so many lines written last, those that happened last are shown.
_NEWEST = 200
# So many agreements are worked out for the page without a thought.
_FEW = 100


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
    late_steps: tuple[LateStep, ...] = ()
    notices: tuple[AgreementNotice, ...] = ()
    recent: tuple[LoggedLine, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    by_status: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """All that is overdue, the longest first, all that is due soon, the soonest first, all late
    steps of what is itself in time, the latest first, and all agreements that want a decision."""

    overdue: tuple[DeliverableState, ...]
    due: tuple[DeliverableState, ...]
    late_steps: tuple[LateStep, ...]
    notices: tuple[AgreementNotice, ...]


class HomeService:
    """Gathers the first page."""

    def __init__(self, database: Database, lists: ListService) -> None:
        self._database = database
        self._lists = lists

    def overview(self, today: date, most: int = MOST) -> HomeOverview:
        """The first page as at `today`, at most `most` of each kind."""
        self._keep_watches(today)
        tops = {
            view: self._lists.top(Deliverable.key, ListQuery(_VIEWS[view], today), [order], most)
            for view, order in _FIRST.items()
        }
        risky = Condition("status", Operator.IS, (DeliverableStatus.AT_RISK,))
        risks = self._lists.top(Deliverable.key, ListQuery(risky, today), [Sort("target")], most)
        remembered = self._lists.remembered
        with self._database.read() as connection:
            states = {
                view: deliverable_states(connection, ids, today) for view, ids in tops.items()
            }
            at_risk = deliverable_states(connection, risks, today)
            counted = self._lists.view_counts(connection, Deliverable.key, today)
            counts = {
                view: counted[f"{Deliverable.key}:{view}"] for view in (*_FIRST, "without_evidence")
            }
            notices, noticed = self._notices(connection, today, most)
            steps, late = self._late_steps(connection, today, most)
            recent = _recent(connection, most)
            by_status = self._statuses(connection, today)
            attention = self._attention(connection, today, noticed)
            ahead = ahead_of(connection, remembered, today, AHEAD_DAYS, most)
        return HomeOverview(
            today=today,
            overdue=tuple(states["overdue"]),
            due_soon=tuple(states["due"]),
            at_risk=tuple(state for state in at_risk if not state.overdue),
            silent=tuple(
                state
                for state in states["silent"]
                if not state.overdue and state.status is not DeliverableStatus.AT_RISK
            ),
            late_steps=steps,
            notices=tuple(notices),
            recent=recent,
            ahead=ahead,
            by_status=by_status | {"overdue": counts["overdue"]},
            counts=counts | {"notices": noticed, "late_steps": late, "attention": attention},
        )

    def attention(self, today: date) -> int:
        """How many things need somebody: `counts["attention"]` of the first page."""
        self._keep_watches(today)
        with self._database.read() as connection:
            _, noticed = self._notices(connection, today, MOST)
            return self._attention(connection, today, noticed)

    def _attention(self, connection: Connection, today: date, noticed: int) -> int:
        """What is overdue, else at risk, else silent, late steps of what is in time itself, and the
        agreements that want a decision."""
        views = self._lists.view_counts(connection, Deliverable.key, today)
        at_risk = self._statuses(connection, today).get(DeliverableStatus.AT_RISK, 0)
        quiet = self._lists.remembered.of(
            connection,
            ("only silent", today),
            {Deliverable.key},
            lambda: _only_silent(connection, today),
        )
        _, late = self._late_steps(connection, today, MOST)
        return views[f"{Deliverable.key}:overdue"] + at_risk + noticed + quiet + late

    def _late_steps(
        self, connection: Connection, today: date, most: int
    ) -> tuple[tuple[LateStep, ...], int]:
        return self._lists.remembered.of(
            connection,
            ("late steps", today, most),
            {Deliverable.key},
            lambda: late_steps(connection, today, most),
        )

    def _notices(
        self, connection: Connection, today: date, most: int
    ) -> tuple[list[AgreementNotice], int]:
        return self._lists.remembered.of(
            connection,
            ("notices", today, most),
            {Agreement.key, Organisation.key},
            lambda: notices_of(connection, today, most, self._stale(connection, today)),
        )

    def _statuses(self, connection: Connection, today: date) -> dict[str, int]:
        return self._lists.remembered.of(
            connection,
            ("by status", today),
            {Deliverable.key, Agreement.key, Event.key},
            lambda: _by_status(connection, today),
        )

    def _keep_watches(self, today: date) -> None:
        """With the days more and more agreements must be worked out anew; not all of them every
        time."""
        with self._database.read() as connection:
            stale = self._stale(connection, today)
        if len(stale) > _FEW:
            # What cannot be written now is worked out until it can.
            with suppress(DatabaseError), self._database.unaudited() as connection:
                renew_watches(connection, stale, today)

    def _stale(self, connection: Connection, today: date) -> list[int]:
        return self._lists.remembered.of(
            connection,
            ("stale watches", today),
            {Agreement.key},
            lambda: stale_watches(connection, today),
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
            notices, _ = notices_of(connection, today)
            steps, _ = late_steps(connection, today)
        return Due(
            tuple(state for state in states if state.overdue),
            tuple(state for state in states if not state.overdue),
            steps,
            tuple(notices),
        )


def _recent(connection: Connection, most: int) -> tuple[LoggedLine, ...]:
    """What was logged last, also of days long past; of what was logged together, what happened
    last."""
    table, deliverable = tables.TABLES[ProgressEntry.key], tables.TABLES[Deliverable.key]
    later = table.alias("later")
    corrected = select(later.c.id).where(later.c.corrects_id == table.c.id).exists()
    newest = (
        select(table)
        .join(deliverable, deliverable.c.id == table.c.deliverable_id)
        .where(deliverable.c.trashed_at.is_(None), table.c.withdraws.is_not(True), ~corrected)
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


def _only_silent(connection: Connection, today: date) -> int:
    """How many deliverables are silent, and neither overdue nor at risk."""
    asked = asked_on(connection, Deliverable.key, today)
    filter = Group(
        (
            _VIEWS["silent"],
            Condition("overdue", Operator.IS, (NO,)),
            Condition("status", Operator.IS_NOT, (DeliverableStatus.AT_RISK,)),
        )
    )
    question = Question(LISTS[Deliverable.key], ListQuery(filter, today), asked, connection)
    return int(connection.execute(question.select(func.count())).scalar() or 0)


def _by_status(connection: Connection, today: date) -> dict[str, int]:
    """How many deliverables are shown at each status, those in time only. Counted straight from
    the index: all at a status, without those that are late, and without those in the trash."""
    declared, asked = LISTS[Deliverable.key], asked_on(connection, Deliverable.key, today)
    span = tables.deliverable_span.c

    def counted(*conditions: Expression, few: bool = False) -> Counter[str]:
        columns: Select[Any] = select(span.status, func.count())
        # Of few the spans are looked up, of many those of the day are gone through.
        query = joined(declared, columns, {SPAN}, asked, SPAN, in_order=few).where(*conditions)
        return Counter({row[0]: row[1] for row in connection.execute(query.group_by(span.status))})

    late, before = overdue(asked), before_agreement(asked)
    away = span.deliverable_id.in_(trashed(declared))
    gone = counted(away, ~func.coalesce(late, False), few=True)
    # What was before its agreement is not counted as delivered under it.
    history = counted(before, ~away, few=True)
    return dict(counted() - counted(late) - gone - history) | (
        {HISTORY: history.total()} if history else {}
    )
