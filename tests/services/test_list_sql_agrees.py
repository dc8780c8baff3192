"""Conditions that were made quick find what the plain ones do, on every day and in both ways.

Beside each stands the SQL that says it directly: record by record, over joins.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import chain, repeat
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, or_, select

from tests import factories
from tracker.domain.dates import PartialDate
from tracker.domain.evidence_health import DONE
from tracker.domain.filters import NO, YES, Condition, Operator
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.progress import OPEN
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.deliverables import Milestone
from tracker.services import Services
from tracker.services.list_asking import asked_on
from tracker.services.list_declarations import LISTS
from tracker.services.list_declarations.account import account_state
from tracker.services.list_declarations.base import Asked
from tracker.services.list_declarations.before_agreement import begun_by_row
from tracker.services.list_statements import Question
from tracker.storage import quick, tables
from tracker.storage.before_agreement import is_over, was_before
from tracker.storage.list_key_values import next_step
from tracker.storage.tables import KEYS, TABLES

_row, _key, _span = TABLES["deliverable"], KEYS["deliverable"], tables.deliverable_span
_open = _span.c.status.in_(sorted(OPEN))
Sql = Callable[[Asked], ColumnElement[bool]]

days = st.sampled_from(["2015", "2018-01", "2019-06-01", "2020-01-01", "2023/2024", "2025-03-01"])
asked_days = st.sampled_from(
    [date(2015, 6, 1), date(2018, 1, 31), date(2020, 1, 1), date(2024, 6, 1), date(2026, 11, 21)]
)
lines = st.tuples(
    st.integers(0, 9),
    days,
    st.sampled_from(["in_progress", "delivered", "partly_delivered", "cancelled", None]),
    st.sampled_from([None, None, "2016-05", "2019-12-31", "2027"]),
    st.sampled_from(["", "", "https://example.org/report"]),
    st.integers(0, 1),
)


@pytest.fixture
def some(services: Services) -> list[int]:
    """Deliverables with two steps each, some of them under agreements that begin in every way."""
    agreements: list[int | None] = [
        None,
        factories.agreement(services, "Unsaid"),
        factories.agreement(services, "Signed", signed="2019-03-01"),
        factories.agreement(services, "Announced", announced="2021"),
        factories.agreement(
            services, "Stated", lifecycle=(LifecycleEvent(kind="signed", stated_on="2016-02"),)
        ),
        factories.agreement(
            services,
            "Active",
            announced="2022-01-01",
            lifecycle=(LifecycleEvent(kind="known_active", on="2023-01-01"),),
        ),
    ]
    return [
        factories.deliverable(
            services,
            f"D{place}",
            agreement_id=agreements[place % len(agreements)],
            target=("2018", None, "2025-06-01")[place % 3],
            milestones=(
                Milestone(title="Design", target="2019-01-01"),
                Milestone(title="Permit", target=("2018-12-01", None)[place % 2]),
            ),
        )
        for place in range(10)
    ]


def _history(asked: Asked) -> ColumnElement[bool]:
    later = func.coalesce(_key.c.logged_first > asked.today, False)
    return or_(
        and_(_key.c.history == 1, ~later),
        and_(later, is_over(_span), was_before(_span, asked.today)),
    )


def _title(asked: Asked) -> ColumnElement[str]:
    return next_step("title", on=None if asked.as_kept else asked.today)


PLAIN: dict[tuple[str, str], Sql] = {
    ("history", YES): _history,
    ("begun", YES): begun_by_row,
    ("without_evidence", YES): lambda _: and_(
        _span.c.status.in_(sorted(DONE)), _key.c.evidence == 0
    ),
    ("next_step", "permit"): lambda asked: and_(_open, _title(asked).ilike("%permit%")),
    ("account", "due"): lambda asked: account_state(asked) == "due",
    ("account", "open"): lambda asked: account_state(asked) == "open",
    ("account", "done"): lambda asked: account_state(asked) == "done",
}


def _plainly(
    connection: Connection, asked: Asked, where: ColumnElement[bool], *by: ColumnElement[object]
) -> list[int]:
    joined = _row.join(_span, _span.c.deliverable_id == _row.c.id).join(
        _key, _key.c.id == _row.c.id
    )
    on_day = and_(_span.c.from_day <= asked.today, _span.c.to_day >= asked.today)
    query = select(_row.c.id).select_from(joined).where(on_day, where).order_by(*by, _row.c.id)
    return list(connection.execute(query).scalars())


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(lines, min_size=1, max_size=4), asked_days)
def test_quick_conditions_find_what_plain_ones_do(
    services: Services, some: list[int], logged: list[tuple[Any, ...]], day: date
) -> None:
    for place, on, status, target, url, reached in logged:
        id = some[place]
        entry = {"on": on, "status": status, "target": target, "evidence_url": url, "note": "so"}
        services.progress.log(ProgressEntry(deliverable_id=id, **entry))
        if reached:
            steps = services.records.open(Deliverable, id).record.milestones
            waiting = [step for step in steps if step.done is None]
            if waiting:
                services.milestones.reach(id, waiting[0].id or 0, PartialDate.parse(on))
    with services.database.read() as connection:
        asked = asked_on(connection, "deliverable", day)
        for (field, value), sql in PLAIN.items():
            expected = _plainly(connection, asked, func.coalesce(sql(asked), False))
            others = [id for id in some if id not in expected]
            text = field == "next_step"
            contains = Operator.CONTAINS if text else Operator.IS
            without = Operator.CONTAINS_NOT if text else Operator.IS_NOT
            for operator, found in ((contains, expected), (without, others)):
                query = ListQuery(Condition(field, operator, (value,)), day)
                question = Question(LISTS["deliverable"], query, asked, connection)
                orders = question.orders(())
                for statement in (question.sorted(orders), question.in_order(orders)):
                    ids = [int(str(id)) for id in connection.execute(statement).scalars()]
                    assert sorted(ids) == found, (field, operator, value, day)
            if value == YES:
                query = ListQuery(Condition(field, Operator.IS, (NO,)), day)
                assert sorted(services.lists.ids("deliverable", query)) == others, field
        on = None if asked.as_kept else day
        for key, column in (("next_step", "title"), ("next_step_on", "target_last")):
            by = case((_open, next_step(column, on=on)))
            expected = _plainly(connection, asked, _row.c.id > 0, by.asc().nulls_last())
            query = ListQuery(today=day)
            assert list(services.lists.ids("deliverable", query, [Sort(key)])) == expected, key


# --- how long one way is tried -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("worked", "passed", "done"),
    [(0.0, 0.0, True), (0.0, 0.4, True), (0.3, 0.3, False), (0.0, 0.6, False)],
)
def test_a_busy_machine_is_no_reason_to_give_up(
    services: Services, monkeypatch: pytest.MonkeyPatch, worked: float, passed: float, done: bool
) -> None:
    """Of a quarter of a second: processor time counts, and by the clock twice as long."""
    clocks = {}
    for name, later in (("thread_time", worked), ("monotonic", passed)):
        # The first look is at the start, all others after that time.
        clocks[name] = partial(next, chain((0.0,), repeat(later)))
    monkeypatch.setattr(quick, "time", SimpleNamespace(**clocks))
    first = select(literal(1).label("n")).cte("numbers", recursive=True)
    numbers = first.union_all(select(first.c.n + 1).where(first.c.n < 50_000))
    statement = select(func.count()).select_from(numbers)
    with services.database.read() as connection:
        found = quick.within(connection, statement, 0.25)
    assert found == ([(50_000,)] if done else None)
