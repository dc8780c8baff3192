"""The types of deliverables against what the design asks of each, in words of our own."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types import types
from tracker.domain.deliverable_types.computing import Given, Own, Quotient
from tracker.domain.deliverable_values import (
    computed_of,
    hints_of_type,
    problems_of_type,
    read_details,
)
from tracker.domain.fields import Kind
from tracker.domain.money import Money
from tracker.domain.record import spec_of, specs
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.validation import problems_of

ORG, PERSON = "organisation", "contact"
N, D, M, T, L = Kind.INTEGER, Kind.DATE, Kind.MONEY, Kind.TEXT, Kind.LONG_TEXT
# What has to be known of a type: the field it is in, and of what kind that is; for those who take
# part, who they are.
TABLE: dict[str, dict[str, Any]] = {
    "pavilion": {
        "edition": T, "hall_booth": T, "area": Kind.DECIMAL, "booths": N, "layout": T,
        "organiser": ORG, "exhibitors": ORG, "co_hosts": ORG, "sponsors": ORG,
        "application_deadline": D, "payment_deadline": D, "budget": M, "visitors": N,
        "meetings_held": N, "leads": N, "exhibitor_count": N,
    },
    "joint_publication": {
        "kind": {"article", "white_paper", "position_paper", "report", "survey"},
        "authors": PERSON, "publisher": T, "volume": T, "issue": T, "pages": T, "doi": T,
        "url": Kind.URL, "licence": T,
        "stage": {"idea", "drafting", "internal_review", "submitted", "accepted", "published"},
        "submitted": D, "accepted": D, "published": D,
    },
    **{
        key: {
            "series": T, "hosts": ORG, "co_hosts": ORG, "format": {"in_person", "online", "hybrid"},
            "venue": T, "dates": D, "time_zone": T, "language": T, "sessions": L,
            "speakers": PERSON, "registered": N, "attended": N, "recording": Kind.URL,
            "former_dates": D,
        }
        for key in ("forum", "conference", "seminar", "webinar")
    },
    "regional_meeting": {"region": T, "hosts": ORG, "dates": D, "attended": N},
    "committee_participation": {
        "committee": T, "parent": ORG, "seat": {"member", "chair", "co_chair", "observer"},
        "representative": PERSON, "alternate": PERSON, "term": D, "cadence": T,
        "meetings_attended": N, "outputs": L,
    },
    "trend_report": {
        "topic": T, "region": T, "period": D, "issue": T, "frequency": T, "authors": ORG,
        "language": T, "distribution": T, "published": D, "url": Kind.URL,
    },
    "survey": {
        "topic": T, "population": T, "instrument": T, "fieldwork": D, "invited": N,
        "responses": N, "data_owner": ORG, "sharing": T, "results": L,
    },
    "standardisation": {
        "body": T, "working_group": T, "reference": T, "stage": T, "submission": D, "outcome": L,
    },
    "member_support": {
        "members": ORG, "members_served": N, "introductions": N, "visits": N, "meetings": N,
        "outcome": L,
    },
    "consortium_membership": {
        "consortium": T, "operator": ORG, "tier": T, "companies": ORG, "fee": M, "joined": D,
        "renews": D, "liaison": PERSON, "benefits_used": L,
    },
    "reciprocal_membership": {"grade": T, "granted_by": ORG, "granted_to": ORG, "period": D},
    "shared_office": {
        "host": ORG, "address": T, "area": Kind.DECIMAL, "tenants": ORG, "cost_per_tenant": M,
    },
    "advisory_group": {"members": PERSON, "mandate": L, "term": D, "cadence": T},
    "staff_exchange": {
        "programme": T, "trainees": PERSON, "dates": D, "sender": ORG, "receiver": ORG,
        "cost_split": T,
    },
    "trade_mission": {
        "destination": T, "dates": D, "delegates": PERSON, "meetings": N, "outcome": L,
    },
    "funding_call": {"ceiling": M, "split": T, "call_dates": D, "awards": N},
    "co_development": {"product": T, "therapy_area": T, "stage": T, "territory": T},
    "other": {"what": T, "where": T, "quantity": T, "taking_part": ORG, "further": Kind.TEXTS},
}  # fmt: skip
COMPUTED = {
    "survey": {"response_rate"},
    "shared_office": {"cost_by_tenants"},
    "pavilion": {"cost_per_exhibitor", "cost_per_booth", "cost_per_area", "cost_variance"},
    "forum": {"attendance_rate", "duration"},
    "committee_participation": {"attendance_rate"},
}


def test_every_type_is_in_the_table() -> None:
    assert set(TABLE) == set(types())


@pytest.mark.parametrize("key", sorted(TABLE))
def test_a_type_declares_what_the_table_asks(key: str) -> None:
    declared = types()[key]
    found = {spec.name: spec for spec in specs(declared)}
    for name, wanted in TABLE[key].items():
        spec = found[name]
        if isinstance(wanted, set):
            assert spec.kind is Kind.CHOICE
            assert set(spec.choices) == wanted
        elif isinstance(wanted, Kind):
            assert spec.kind is wanted, name
        else:
            assert (spec.kind, spec.target) == (Kind.PARTICIPANTS, wanted), name
    assert COMPUTED.get(key, set()) <= {one.key for one in declared.computed}


@pytest.mark.parametrize("key", sorted(TABLE))
def test_letters_and_labels_are_told_apart(key: str) -> None:
    declared = types()[key]
    labels = [spec.label.replace("&", "") for spec in specs(declared)]
    labels += [one.label.replace("&", "") for one in declared.computed]
    assert len(set(labels)) == len(labels)
    letters = [
        spec.label[spec.label.index("&") + 1].lower()
        for spec in specs(declared)
        if "&" in spec.label
    ]
    assert len(set(letters)) == len(letters)
    names = {spec.name for spec in specs(declared)}
    assert not names & {one.key for one in declared.computed}


@pytest.mark.parametrize("key", sorted(TABLE))
def test_what_a_computed_value_needs_is_declared(key: str) -> None:
    declared = types()[key]
    parts: list[str] = []
    for one in declared.computed:
        for name in ("top", "bottom", "actual", "planned"):
            term = getattr(one.formula, name, None)
            parts += [
                value for field in ("name", "role", "stated") if (value := getattr(term, field, ""))
            ]
        parts += [getattr(one.formula, name, "") for name in ("name", "first", "last")]
    assert all(spec_of(declared, name) for name in parts if name)


def _record(key: str, cost: str = "", people: int = 0, **details: Any) -> Deliverable:
    role = {"pavilion": "exhibitors", "shared_office": "tenants"}.get(key, "")
    return Deliverable(
        title="x",
        type=key,
        details=details,
        cost=Money.read(cost) if cost else None,
        participants=tuple(
            DeliverableParticipant(role=role, organisation_id=n + 1) for n in range(people)
        ),
    )


def _said(record: Deliverable) -> dict[str, tuple[str, str]]:
    found = computed_of(record, types()[record.type])
    return {one.computed.key: (one.words, one.working) for one in found}


def test_a_response_rate_with_its_working() -> None:
    said = _said(_record("survey", invited=80, responses=20))
    assert said["response_rate"] == ("25 %", "Responses 20 ÷ Invited 80 = 25 %")
    assert _said(_record("survey", invited=0, responses=20)) == {}
    assert _said(_record("survey", invited=80)) == {}
    assert _said(_record("survey", invited="many", responses=20)) == {}


def test_a_stated_number_goes_before_those_named_and_who_left_is_not_counted() -> None:
    assert _said(_record("shared_office", "USD 900", 3))["cost_by_tenants"][0] == "USD 300"
    assert _said(_record("shared_office", "USD 900", 3, tenant_count=9))["cost_by_tenants"] == (
        "USD 100", "Cost USD 900 ÷ Tenants 9 = USD 100",
    )  # fmt: skip
    office = _record("shared_office", "USD 900", 3)
    left = office.participants[0].model_copy(update={"until": PartialDate.parse("2025")})
    office = office.model_copy(update={"participants": (left, *office.participants[1:])})
    assert _said(office)["cost_by_tenants"][0] == "USD 450"
    assert "cost_by_tenants" not in _said(_record("shared_office", "USD 900"))


def test_cost_against_a_budget_of_the_same_currency_only() -> None:
    budget = {"amount": "1000", "currency": "USD"}
    over = _said(_record("pavilion", "USD 1250", budget=budget))["cost_variance"]
    assert over == ("USD +250", "Cost USD 1,250 − Budget USD 1,000 = USD +250")
    assert _said(_record("pavilion", "USD 900", budget=budget))["cost_variance"][0] == "USD -100"
    assert "cost_variance" not in _said(_record("pavilion", "KRW 900", budget=budget))


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("2024-05-30/2024-06-02", "4 days"),
        ("2024-02-28/2024-03-01", "3 days"),
        ("2024-05-30", None),
        ("2024-05/2024-06", None),
        ("2024-05-30/..", None),
        ("2024-05-30~/2024-06-02", None),
    ],
)
def test_a_duration_where_both_days_are_known(dates: str, said: str | None) -> None:
    found = _said(_record("forum", dates=dates)).get("duration")
    assert (found and found[0]) == said


@given(
    top=st.integers(0, 10**9),
    bottom=st.integers(-5, 10**6),
)
def test_a_rate_is_a_number_or_nothing(top: int, bottom: int) -> None:
    given_ = Given({"a": top, "b": bottom}, {"a": "A", "b": "B"})
    found = Quotient(Own("a"), Own("b"), percent=True).of(given_)
    if bottom <= 0:
        assert found is None
    else:
        assert isinstance(found, Decimal)
        assert abs(found - Decimal(100 * top) / bottom) <= Decimal("0.05")


# --- rules across fields ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "details", "at"),
    [
        ("survey", {"invited": 10, "responses": 11}, "responses"),
        ("committee_participation", {"meetings_held": 4, "meetings_attended": 5},
         "meetings_attended"),
        ("joint_publication", {"submitted": "2024-05", "published": "2024-03"}, "published"),
        ("joint_publication", {"accepted": "2024-05", "published": "2023"}, "published"),
        ("consortium_membership", {"joined": "2024", "renews": "2023-12"}, "renews"),
        ("joint_publication", {"doi": "not a doi"}, "doi"),
        ("forum", {"attended": -1}, "attended"),
        ("forum", {"registered": "many"}, "registered"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(key: str, details: Any, at: str) -> None:
    found = problems_of(_record(key, **details))
    assert [one.path for one in found] == [("details", at)]
    assert found[0].message


@pytest.mark.parametrize(
    ("key", "details"),
    [
        ("survey", {"invited": 10, "responses": 10}),
        ("joint_publication", {"submitted": "2024-05", "published": "2024"}),
        ("joint_publication", {"submitted": "2024-05-02", "accepted": "2024-05-02"}),
        ("forum", {"registered": 10, "attended": 12}),
    ],
)
def test_what_may_be_is_not_refused(key: str, details: Any) -> None:
    assert problems_of(_record(key, **details)) == []


def test_what_is_odd_is_a_hint() -> None:
    (hint,) = hints_of_type(_record("forum", registered=10, attended=12), types()["forum"])
    assert hint.path == ("details", "attended")
    assert hint.message == "“Attended” (12) is more than “Registered” (10)."
    pavilion = _record("pavilion", application_deadline="2024-06-10", payment_deadline="2024-05-01")
    event = PartialDate.parse("2024-05-30/2024-06-02")
    said = {one.path[1]: one.message for one in hints_of_type(pavilion, types()["pavilion"], event)}
    assert said == {
        "payment_deadline": "“Payment deadline” lies before “Application deadline”.",
        "application_deadline": "“Application deadline” lies after the event.",
    }


def test_who_takes_part_is_named_or_described() -> None:
    nobody = DeliverableParticipant(role="authors", title="President")
    record = Deliverable(title="x", type="joint_publication", participants=(nobody,))
    (problem,) = problems_of(record)
    assert problem.path == ("participants", 0, "contact_id")
    described = nobody.model_copy(update={"described_as": "three fellows of the society"})
    assert problems_of(record.model_copy(update={"participants": (described,)})) == []


def test_a_tenant_cannot_move_out_before_moving_in() -> None:
    tenant = DeliverableParticipant(
        role="tenants",
        organisation_id=1,
        since=PartialDate.parse("2024-03"),
        until=PartialDate.parse("2023"),
    )
    record = Deliverable(title="x", type="shared_office", participants=(tenant,))
    assert [one.path for one in problems_of(record)] == [("participants", 0, "until")]


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(key=st.sampled_from(sorted(TABLE)), data=st.data())
def test_no_stored_details_break_it(key: str, data: Any) -> None:
    """Whatever stands in a file: nothing raises, and what can be read is read."""
    declared = types()[key]
    names = [spec.name for spec in specs(declared)]
    details = data.draw(st.dictionaries(st.sampled_from(names), junk))
    record = Deliverable(title="x", type=key, details=details)
    assert set(read_details(declared, details)) <= set(details)
    for one in computed_of(record, declared):
        assert one.words
        assert one.working
    problems_of_type(record, declared)
    hints_of_type(record, declared, PartialDate.parse("2024"))
