"""Filters: what SQL finds is what a person would, and no value is ever an error of the database."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.filters import (
    ME,
    OPERATORS,
    YES,
    Condition,
    FieldKind,
    Filter,
    Group,
    Operator,
)
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RootRecord, spec_of
from tracker.domain.records import ROOT_BY_KEY, Contact, Deliverable, Organisation
from tracker.domain.records.agreements import Party
from tracker.domain.records.contacts import ContactName
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.records.organisations import OrganisationName
from tracker.errors import FilterValueError, UnknownField
from tracker.services import Services

KINDS = list(ROOT_BY_KEY)


def found(services: Services, kind: str, filter: Filter, *, me: str = "") -> list[int]:
    return sorted(services.lists.ids(kind, ListQuery(filter, TODAY, me=me)))


def holds(services: Services, kind: str, field: str, operator: Operator, *values: str) -> list[int]:
    return found(services, kind, Condition(field, operator, values))


# --- against plain Python ------------------------------------------------------------------------

_TEXTS = {Kind.TEXT, Kind.LONG_TEXT, Kind.URL}
_NUMBERS = {Kind.INTEGER, Kind.DECIMAL}
_LESS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.LESS: lambda a, b: a < b,
    Operator.MORE: lambda a, b: a > b,
    Operator.AT_MOST: lambda a, b: a <= b,
    Operator.AT_LEAST: lambda a, b: a >= b,
    Operator.IS: lambda a, b: a == b,
}


def says(spec: FieldSpec, value: Any, operator: Operator, values: tuple[str, ...]) -> bool:
    """What a condition means, without a database."""
    if operator is Operator.EMPTY:
        return value in (None, "", ())
    if operator is Operator.FILLED:
        return value not in (None, "", ())
    if operator is Operator.IS_NOT:
        return not says(spec, value, Operator.IS, values)
    if operator is Operator.CONTAINS_NOT:
        return not says(spec, value, Operator.CONTAINS, values)
    if value in (None, "", ()):
        return False
    if spec.kind is Kind.DATE:
        return _date_says(value, operator, values)
    if spec.kind in _NUMBERS:
        if operator is Operator.BETWEEN:
            return Decimal(values[0]) <= value <= Decimal(values[1])
        return any(_LESS[operator](value, Decimal(one)) for one in values)
    if spec.kind is Kind.FLAG:
        return any(value is (one == YES) for one in values)
    texts = value if spec.kind is Kind.TEXTS else (str(value),)
    sought = [one.casefold() for one in values]
    if operator is Operator.IS:
        return any(text.casefold() == one for text in texts for one in sought)
    return any(one in text.casefold() for text in texts for one in sought)


def _date_says(value: PartialDate, operator: Operator, values: tuple[str, ...]) -> bool:
    first, last = value.earliest, value.latest
    if operator is Operator.NEXT_DAYS:
        return last >= TODAY and first <= TODAY + timedelta(days=int(values[0]))
    if operator is Operator.LAST_DAYS:
        return first <= TODAY and last >= TODAY - timedelta(days=int(values[0]))
    given_ = [PartialDate.parse(one) for one in values]
    match operator:
        case Operator.IS:
            return any(first >= one.earliest and last <= one.latest for one in given_)
        case Operator.LESS:
            return last < given_[0].earliest
        case Operator.MORE:
            return first > given_[0].latest
        case Operator.AT_MOST:
            return last <= given_[0].latest
        case Operator.AT_LEAST:
            return first >= given_[0].earliest
        case _:
            return first >= given_[0].earliest and last <= given_[1].latest


def _values(spec: FieldSpec, kind: FieldKind, operator: Operator) -> st.SearchStrategy[Any]:
    count = {Operator.EMPTY: 0, Operator.FILLED: 0, Operator.BETWEEN: 2}.get(operator, 1)
    one: st.SearchStrategy[str]
    if operator in (Operator.NEXT_DAYS, Operator.LAST_DAYS):
        one = st.integers(0, 4000).map(str)
    elif kind is FieldKind.DATE:
        one = st.sampled_from(["2018", "2019-05", "2024-06-04", "2022/2024", "202X", "2016-07~"])
    elif kind is FieldKind.NUMBER:
        one = st.decimals(-5, 500, places=2).map(str)
    elif kind is FieldKind.FLAG:
        one = st.sampled_from([YES, "no"])
    elif kind is FieldKind.CHOICE:
        one = st.sampled_from(sorted(spec.choices) or ["KR", "DE", "US"])
    else:
        one = st.sampled_from(["a", "Seoul", "한국", "%", "_", "the", "ARM", "'", "seoul", "."])
    return st.tuples(*[one] * count)


@st.composite
def conditions(draw: st.DrawFn) -> tuple[str, FieldSpec, Condition]:
    from tracker.services.list_declarations import LISTS

    kind = draw(st.sampled_from([kind for kind in KINDS if kind not in ("meeting", "task")]))
    own = [
        one
        for one in LISTS[kind].fields
        if one.filter
        and one.column
        and one.column.spec
        and not one.column.of
        and one.column.spec.kind not in (Kind.REFERENCE, Kind.MONEY, Kind.DURATION, Kind.PERCENT)
        # These are compared with further names, too.
        and one.column.key != "name"
    ]
    chosen = draw(st.sampled_from(own))
    assert chosen.filter
    assert chosen.column
    assert chosen.column.spec
    operator = draw(st.sampled_from(OPERATORS[chosen.filter.kind]))
    values = draw(_values(chosen.column.spec, chosen.filter.kind, operator))
    return kind, chosen.column.spec, Condition(chosen.filter.key, operator, values)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_what_is_found_is_what_the_records_say(samples: Services, data: st.DataObject) -> None:
    kind, spec, condition = data.draw(conditions())
    record: type[RootRecord] = ROOT_BY_KEY[kind]
    ids = found(samples, kind, Group())
    records = samples.records.several(record, ids)
    expected = [
        id
        for id in ids
        if says(
            spec_of(record, spec.name),
            getattr(records[id], spec.name),
            condition.operator,
            condition.values,
        )
    ]
    assert found(samples, kind, condition) == expected
    both = Group((condition, Group((condition, Condition(condition.field, Operator.FILLED)))))
    filled = found(samples, kind, Condition(condition.field, Operator.FILLED))
    assert found(samples, kind, both) == sorted(set(expected) & set(filled))
    either = Group((condition, Condition(condition.field, Operator.FILLED)), either=True)
    assert found(samples, kind, either) == sorted(set(expected) | set(filled))
    assert samples.lists.count(kind, ListQuery(either, TODAY)) == len(set(expected) | set(filled))


# --- hostile, huge, wrong ------------------------------------------------------------------------

_HOSTILE = [
    "", " ", "'", '"; DROP TABLE agreement; --', "%", "_", "\\", "\x00", "x" * 1_999, "x" * 9_999,
    "\ud800", "9" * 400, "-1e999999999", "NaN", "Infinity", "1e30", "0.00001", "today", "me",
    "None", "2024-13", "9999-12-31", "0001", "../2020", "한", "ㅎ", "[]", "{}", "yes", "overdue",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_is_an_error_of_the_database(samples: Services, kind: str) -> None:
    fields = samples.lists.filter_fields(kind)
    said: list[str] = []
    ordinary = [field for field in fields if not field.of]
    # Of the types' own fields one of each kind of field will do.
    own = list({field.kind: field for field in fields if field.of}.values())
    for field in [*ordinary, *own]:
        for operator in OPERATORS[field.kind]:
            for text in _HOSTILE:
                values = (text, text) if operator is Operator.BETWEEN else (text,)
                query = ListQuery(Condition(field.key, operator, values), TODAY)
                try:
                    samples.lists.count(kind, query)
                except FilterValueError as error:
                    said.append(error.why)
    assert said
    assert all(said)


def test_a_filter_names_the_field_and_says_what_is_wrong(samples: Services) -> None:
    for field, operator, values, said in (
        ("target", Operator.LESS, ("SOON",), "SOON"),
        ("percent", Operator.MORE, ("much",), "much"),
        ("status", Operator.IS, ("lost",), "lost"),
        ("type", Operator.CONTAINS, ("pav",), "Type"),
        ("target", Operator.BETWEEN, ("2024",), "two"),
        ("target", Operator.NEXT_DAYS, ("-3",), "-3"),
        ("open", Operator.IS, ("maybe",), "yes or no"),
    ):
        with pytest.raises(FilterValueError, match=said) as raised:
            holds(samples, "deliverable", field, operator, *values)
        assert raised.value.field == field


def test_unknown_fields_are_refused(samples: Services) -> None:
    with pytest.raises(UnknownField, match="colour"):
        holds(samples, "deliverable", "colour", Operator.EMPTY)


def test_there_is_an_end_to_nesting_and_number(samples: Services) -> None:
    one = Condition("title", Operator.CONTAINS, ("a",))
    deep: Filter = one
    for _ in range(50):
        deep = Group((deep,))
    for filter in (deep, Group((one,) * 500), Condition("title", Operator.IS, ("a",) * 999)):
        with pytest.raises(FilterValueError):
            found(samples, "deliverable", filter)


# --- names, own fields, people -------------------------------------------------------------------


def test_others_are_found_by_every_name_they_have(services: Services) -> None:
    former = OrganisationName(name="Council for Regenerative Medicine", kind="former")
    carm = services.records.save(
        Organisation(name="Council for ARM", acronym="CARM", names=(former,))
    ).ref.id
    mou = factories.agreement(services, "MoU", (carm,))
    unnamed = factories.agreement(services, "unnamed")
    made = factories.deliverable(services, "Report", (carm,), agreement_id=mou)
    services.records.save(
        services.records.open(ROOT_BY_KEY["agreement"], unnamed).record.model_copy(
            update={"parties": (Party(described_as="a Korean company"),)}
        )
    )
    for text in ("carm", "regenerative", "COUNCIL for"):
        assert holds(services, "agreement", "party", Operator.CONTAINS, text) == [mou]
        assert holds(services, "agreement", "parties", Operator.CONTAINS, text) == [mou]
        assert holds(services, "deliverable", "party", Operator.CONTAINS, text) == [made]
        assert holds(services, "deliverable", "responsible", Operator.CONTAINS, text) == [made]
        assert holds(services, "organisation", "name", Operator.CONTAINS, text) == [carm]
    assert holds(services, "agreement", "party", Operator.IS, "carm") == [mou]
    assert holds(services, "agreement", "party", Operator.IS, "car") == []
    assert holds(services, "agreement", "party", Operator.CONTAINS, "korean") == [unnamed]
    assert holds(services, "agreement", "party", Operator.IS_NOT, "CARM") == [unnamed]
    assert holds(services, "deliverable", "agreement", Operator.CONTAINS, "mou") == [made]


def test_own_fields_are_exact_and_only_of_their_type(services: Services) -> None:
    def pavilion(**details: Any) -> int:
        return factories.deliverable(services, details=details)

    small, large = pavilion(area="30.0001"), pavilion(area="120.5", booths=4)
    month = pavilion(application_deadline="2026-03")
    report = factories.deliverable(services, "x", type="trend_report", details={"area": "99"})

    def more(text: str) -> list[int]:
        return holds(services, "deliverable", "pavilion.area", Operator.MORE, text)

    assert more("30") == [small, large]
    assert more("30.0001") == [large]
    assert more("30.00005") == [small, large]
    assert holds(services, "deliverable", "booths", Operator.IS, "4.0") == [large]
    assert holds(services, "deliverable", "pavilion.area", Operator.IS, "120.50") == [large]
    assert holds(services, "deliverable", "pavilion.area", Operator.EMPTY) == [month, report]
    for operator, text, expected in (
        (Operator.LESS, "2026-04", [month]),
        (Operator.LESS, "2026-03-15", []),
        (Operator.IS, "2026", [month]),
        (Operator.IS, "2026-03-15", []),
    ):
        field = "pavilion.application_deadline"
        assert holds(services, "deliverable", field, operator, text) == expected
    rows = services.lists.rows(
        "deliverable", [large, month], TODAY, ["pavilion.area", "pavilion.application_deadline"]
    )
    assert rows == [(Decimal("120.5"), None), (None, PartialDate.parse("2026-03"))]
    sums = services.lists.sums("deliverable", ListQuery(today=TODAY), ["pavilion.area", "title"])
    assert sums == {"pavilion.area": Decimal("150.5001")}
    nothing = ListQuery(Condition("title", Operator.IS, ("nothing is called so",)), TODAY)
    assert services.lists.sums("deliverable", nothing, ["pavilion.area"]) == {}, "unknown is not 0"


def test_exhibitors_and_people_of_a_deliverable(services: Services) -> None:
    arm = factories.organisation(services, "ARM")
    kim = factories.contact(services, "Kim", names=(ContactName(name="김민수"),))
    made = services.records.save(
        Deliverable(
            title="Pavilion",
            type="pavilion",
            owner_id=kim,
            participants=(
                DeliverableParticipant(role="exhibitors", organisation_id=arm),
                DeliverableParticipant(role="speakers", contact_id=kim),
            ),
        )
    ).ref.id
    assert holds(services, "deliverable", "exhibitors", Operator.CONTAINS, "arm") == [made]
    assert holds(services, "deliverable", "pavilion.sponsors", Operator.CONTAINS, "arm") == []
    assert holds(services, "deliverable", "person", Operator.CONTAINS, "민수") == [made]
    mine = Condition("owner", Operator.IS, (ME,))
    assert found(services, "deliverable", mine, me="김민수") == [made]
    assert found(services, "deliverable", mine, me="kim") == [made]
    assert found(services, "deliverable", mine, me="Lee") == []
    assert found(services, "deliverable", mine) == []
    assert services.lists.counts(TODAY, "Kim")["deliverable:mine"] == 1


def test_countries_are_named_in_either_language(services: Services) -> None:
    made = factories.organisation(services, "ARM", country="KR")
    for text in ("KR", "South Korea", "대한민국", "한국"):
        assert holds(services, "organisation", "country", Operator.IS, text) == [made]
    with pytest.raises(FilterValueError, match="Atlantis"):
        holds(services, "organisation", "country", Operator.IS, "Atlantis")


def test_words_are_sought_and_left_out(services: Services) -> None:
    report = factories.deliverable(services, "Trend report")
    office = factories.deliverable(services, "Shared office")
    assert holds(services, "deliverable", "", Operator.CONTAINS, "report") == [report]
    assert holds(services, "deliverable", "", Operator.CONTAINS_NOT, "report") == [office]
    assert holds(services, "deliverable", "", Operator.CONTAINS_NOT, "?!") == [report, office]


def test_signs_with_a_meaning_in_patterns_stand_for_themselves(services: Services) -> None:
    made = factories.deliverable(services, "100% of A_B \\ C")
    factories.deliverable(services, "100 of AxB")
    for text in ("0% o", "a_b", "\\ c"):
        assert holds(services, "deliverable", "title", Operator.CONTAINS, text) == [made]


# --- groups, sums, streams -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_groups_stand_in_the_order_of_the_rows(samples: Services, kind: str) -> None:
    query = ListQuery(today=date(2024, 1, 1))
    for column in samples.lists.columns(kind):
        if not column.groupable or column.of:
            continue
        ids = list(samples.lists.ids(kind, query, group=column.key))
        shown = [row[0] for row in samples.lists.rows(kind, ids, query.today, [column.key])]
        at = 0
        for line in samples.lists.groups(kind, query, column.key):
            part = shown[at : at + line.count]
            assert len(part) == line.count > 0
            folded = {str(one or "").casefold() for one in part}
            assert str(line.label_value or "").casefold() in folded
            assert len(folded) == 1
            at += line.count
        assert at == len(ids)


def test_a_long_list_comes_in_pieces_and_in_one_order(services: Services) -> None:
    made = [factories.organisation(services, f"O{n:03}") for n in range(150)]
    contains = Condition("name", Operator.CONTAINS, ("o",))
    for filter in (Group(), contains, Condition("city", Operator.EMPTY)):
        pieces = list(services.lists.stream_ids("organisation", ListQuery(filter, TODAY)))
        assert len(pieces[0]) == 100
        assert [id for piece in pieces for id in piece] == made
    assert services.lists.top("organisation", ListQuery(contains, TODAY), (), 3) == made[:3]
    assert services.lists.count("organisation", ListQuery(contains, TODAY)) == 150


def test_a_kind_of_filter_reads_the_same_from_all_contacts(services: Services) -> None:
    arm = factories.organisation(services, "ARM")
    kim = services.records.save(
        Contact.model_validate(
            {"name": "Kim", "affiliations": [{"organisation_id": arm, "title": "CEO"}]}
        )
    ).ref.id
    assert holds(services, "contact", "at", Operator.CONTAINS, "arm") == [kim]
    assert holds(services, "contact", "position", Operator.IS, "ceo") == [kim]
    assert holds(services, "contact", "organisation", Operator.EMPTY) == []
