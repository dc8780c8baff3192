"""Lists may be read in several ways, and numbers remembered: the answer is always the same."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.filters import Condition, FieldKind, Operator
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOTS, Agreement, ProgressEntry
from tracker.services import Services, open_services
from tracker.services.list_asking import asked_on
from tracker.services.list_declarations import LISTS
from tracker.services.list_statements import Question


def log(services: Services, deliverable: int, on: date, status: str = "in_progress") -> None:
    entry = ProgressEntry(
        deliverable_id=deliverable, on=PartialDate.of(on), status=status, note="Went on."
    )
    services.progress.log(entry)


@pytest.mark.parametrize("kind", [record.key for record in ROOTS])
def test_names_first_and_rows_first_find_the_same(samples: Services, kind: str) -> None:
    keys = [field.key for field in LISTS[kind].filters if field.kind is FieldKind.TEXT]
    operators = (Operator.CONTAINS, Operator.CONTAINS_NOT, Operator.IS, Operator.IS_NOT)
    some = False
    with samples.database.read() as connection:
        asked = asked_on(connection, kind, TODAY)
        for key, operator, text in product(keys, operators, ("a", "kim", "university", "서울")):
            query = ListQuery(Condition(key, operator, (text,)), TODAY)
            question = Question(LISTS[kind], query, asked, connection)
            orders = question.orders(())
            by_names, by_rows = (
                list(connection.execute(statement).scalars())
                for statement in (question.sorted(orders), question.in_order(orders))
            )
            assert by_names == by_rows
            some = some or (bool(by_rows) and operator is Operator.CONTAINS)
    assert some or kind in ("meeting", "task", "source")


@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=5), date(2015, 1, 1)])
@pytest.mark.parametrize("key", ["status", "type", "percent", "target"])
def test_one_value_after_the_other_is_the_same_order(
    samples: Services, key: str, day: date
) -> None:
    ids = samples.lists.ids("deliverable", ListQuery(today=TODAY))
    log(samples, ids[0], TODAY + timedelta(days=9), "delivered")
    samples.records.trash(RecordRef("deliverable", ids[1]))
    for sort in ((Sort(key),), (Sort(key, descending=True),), (Sort(key), Sort("title"))):
        with samples.database.read() as connection:
            asked = asked_on(connection, "deliverable", day)
            # As if nothing were known of later days, and nothing found by steps.
            plain = Question(LISTS["deliverable"], ListQuery(today=day), asked, connection)
            statement = plain.sorted(plain.orders(sort))
            expected = [int(str(id)) for id in connection.execute(statement).scalars()]
        found = list(samples.lists.ids("deliverable", ListQuery(today=day), sort))
        assert found == expected
        assert len(found) == len(ids) - 1


def test_a_later_line_of_a_log_does_not_change_today(services: Services) -> None:
    made = factories.deliverable(services)
    overdue = Condition("status", Operator.IS, ("delivered",))
    log(services, made, TODAY + timedelta(days=30), "delivered")
    for day, found in ((TODAY, []), (TODAY + timedelta(days=30), [made])):
        assert list(services.lists.ids("deliverable", ListQuery(overdue, day))) == found


# --- numbers ------------------------------------------------------------------------------------


def _lengths(services: Services, day: date) -> dict[str, int]:
    found = {}
    for record in ROOTS:
        every = services.lists.ids(record.key, ListQuery(today=day))
        found[record.key] = len(every)
        for view in services.lists.built_in(record.key):
            query = ListQuery(view.arrangement.filter, day, me="Rhee")
            found[f"{record.key}:{view.key}"] = len(services.lists.ids(record.key, query))
    return found


def test_numbers_follow_every_change(services: Services) -> None:
    other = open_services(services.database.path, "other", lambda: TODAY)
    owner = factories.contact(services, "Rhee")
    past = PartialDate.of(TODAY - timedelta(days=100))
    made = [factories.deliverable(services, target=past, owner_id=owner) for _ in range(4)]
    agreement = factories.agreement(services, "MoU", signed="2020-01-01", owner_id=owner)
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: log(services, made[0], TODAY - timedelta(days=95)),
        lambda: log(services, made[1], TODAY, "delivered"),
        services.undo.undo,
        lambda: services.records.trash(RecordRef("deliverable", made[2])),
        lambda: log(other, made[3], TODAY, "cancelled"),
        lambda: other.records.trash(RecordRef("agreement", agreement)),
        lambda: services.records.restore(RecordRef("deliverable", made[2])),
        lambda: services.bulk.set_field(RecordRef("contact", owner), "name", "Ryu"),
        lambda: services.bulk.set_field(RecordRef("contact", owner), "name", "Rhee"),
        lambda: factories.event(services, "Forum", dates="2026-12-01"),
    ]
    for step in steps:
        step()
        for one in (services, other):
            assert one.lists.counts(TODAY, "Rhee") == _lengths(one, TODAY)
    other.close()


def test_the_first_page_follows_every_change(services: Services) -> None:
    past = PartialDate.of(TODAY - timedelta(days=10))
    under = factories.agreement(services, "MoU", signed="2020-01-01")
    made = factories.deliverable(services, "Forum", target=past, agreement_id=under)

    def fresh() -> object:
        other = open_services(services.database.path, "other", lambda: TODAY)
        found = other.home.overview(TODAY)
        other.close()
        return found

    def rename() -> None:
        draft = services.records.open(Agreement, under).record
        services.records.save(draft.model_copy(update={"title": "Treaty"}))

    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: log(services, made, TODAY, "at_risk"),
        rename,
        lambda: services.records.trash(RecordRef("deliverable", made)),
        lambda: factories.event(services, "Fair", dates=PartialDate.of(TODAY)),
    ]
    seen = []
    for step in steps:
        step()
        seen.append(services.home.overview(TODAY))
        assert seen[-1] == fresh()
    assert len({repr(one) for one in seen}) == len(seen)


def test_the_status_counts_are_of_what_is_shown(samples: Services) -> None:
    day = TODAY
    shown = samples.lists.ids("deliverable", ListQuery(today=day))
    samples.records.trash_all([RecordRef("deliverable", id) for id in shown[::7]])
    shown = samples.lists.ids("deliverable", ListQuery(today=day))
    expected: dict[str, int] = {}
    for (status,) in samples.lists.rows("deliverable", shown, day, ["status"]):
        expected[str(status)] = expected.get(str(status), 0) + 1
    assert samples.home.overview(day).by_status == {"overdue": 0} | expected
