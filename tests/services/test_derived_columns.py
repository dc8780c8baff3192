"""Computed columns: SQL and the record's page work out the same, and the list says they are."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types import types
from tracker.domain.deliverable_values import computed_of
from tracker.domain.fields import Kind
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.money import Money
from tracker.domain.record import value_specs
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.validation import problems_of
from tracker.services import Services
from tracker.services.list_declarations import LISTS

_COMPUTED = [column for column in LISTS["deliverable"].columns if column.computed]
_whole = st.none() | st.integers(0, 400)
_currency = st.sampled_from(["USD", "KRW"])
_amount = st.decimals(0, 10**9, places=2)
_money = st.none() | st.builds(lambda a, c: {"amount": str(a), "currency": c}, _amount, _currency)
_dates = st.sampled_from(
    [None, "2024", "2024-05", "2024-05-30", "2024-05-30/2024-06-02", "2024-05-30/..", "2024-06-10",
     "2024-05-30~/2024-06-02", "2024-05/2024-06-02", "2024-02-28/2024-03-01"]
)  # fmt: skip


def _cells(services: Services, id: int) -> dict[str, Any]:
    keys = [column.key for column in _COMPUTED]
    return dict(zip(keys, services.lists.rows("deliverable", [id], TODAY, keys)[0], strict=True))


def _expected(record: Deliverable) -> dict[str, Any]:
    found = computed_of(record, types()[record.type])
    return {f"{record.type}.{one.computed.key}": one.value for one in found}


def _check(services: Services, record: Deliverable) -> None:
    stored = services.records.save(record)
    shown = {
        key: value for key, value in _cells(services, stored.ref.id).items() if value is not None
    }
    assert shown == _expected(record)


def test_every_computed_value_of_every_type_is_a_column() -> None:
    declared = {f"{key}.{one.key}" for key, of in types().items() for one in of.computed}
    assert declared == {column.key for column in _COMPUTED}
    assert len(declared) > 15
    assert not any(column.editable or column.summed or column.spec for column in _COMPUTED)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
    deadline=None,
    max_examples=40,
)
@given(
    type_key=st.sampled_from(["pavilion", "survey", "forum", "shared_office", "staff_exchange",
                              "consortium_membership", "committee_participation",
                              "joint_publication", "trade_mission"]),
    data=st.data(),
)  # fmt: skip
def test_the_column_says_what_the_page_says(services: Services, type_key: str, data: Any) -> None:
    drawn: dict[str, Any] = {}
    for spec in value_specs(types()[type_key]):
        of_kind = {
            Kind.INTEGER: _whole,
            Kind.MONEY: _money,
            Kind.DATE: _dates,
            Kind.DECIMAL: st.none() | st.decimals(0, 5000, places=2).map(str),
        }
        if spec.kind in of_kind:
            drawn[spec.name] = data.draw(of_kind[spec.kind], spec.name)
    details = {name: value for name, value in drawn.items() if value is not None}
    org = factories.organisation(services, "ARM")
    roles = ["exhibitors", "tenants", "companies", "trainees", "delegates"]
    people = tuple(
        DeliverableParticipant(
            role=data.draw(st.sampled_from(roles)),
            organisation_id=org if data.draw(st.booleans()) else None,
            described_as="somebody",
            until=PartialDate.parse("2023") if data.draw(st.booleans()) else None,
        )
        for _ in range(data.draw(st.integers(0, 4)))
    )
    cost = data.draw(_money)
    record = Deliverable(
        title="x", type=type_key, details=details, participants=people,
        cost=Money.model_validate(cost) if cost else None,
    )  # fmt: skip
    assume(not problems_of(record))
    _check(services, record)


def test_they_sort_and_filter(services: Services) -> None:
    low = factories.deliverable(services, type="survey", details={"invited": 80, "responses": 20})
    high = factories.deliverable(services, type="survey", details={"invited": 80, "responses": 60})
    query = ListQuery(today=TODAY, filter=Condition("survey.response_rate", Operator.MORE, ("10",)))
    sort = (Sort("survey.response_rate", descending=True),)
    ids = [id for part in services.lists.stream_ids("deliverable", query, sort) for id in part]
    assert ids == [high, low]
    query = ListQuery(today=TODAY, filter=Condition("survey.response_rate", Operator.MORE, ("50",)))
    assert services.lists.count("deliverable", query) == 1
    assert _cells(services, low)["survey.response_rate"] == Decimal(25)


@pytest.mark.parametrize(
    ("type_key", "details", "cost", "said"),
    [
        ("survey", {"invited": 3, "responses": 2}, None, "66.7 %"),
        ("pavilion", {"booths": 12, "budget": {"amount": "500", "currency": "USD"}}, "USD 700",
         "USD +200"),
        ("forum", {"dates": "2024-05-30/2024-06-02"}, None, "4 days"),
        ("shared_office", {"area": "100", "tenant_count": 3}, None, "33.33 m²"),
    ],
)  # fmt: skip
def test_how_they_are_written(type_key: str, details: Any, cost: str | None, said: str) -> None:
    record = Deliverable(
        title="x", type=type_key, details=details, cost=Money.read(cost) if cost else None
    )
    words = [one.words for one in computed_of(record, types()[type_key])]
    assert said in words
