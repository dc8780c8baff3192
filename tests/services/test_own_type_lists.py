"""Lists know the fields of own types: columns, filters, views, cells."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tests.own_types import NAME, made, named
from tests.services.own_types_kept import SHOWN, Filled, fill, ref_of
from tests.services.test_list_filters import _values, found, says
from tests.services.test_own_field_cells import _shown, _value
from tracker.domain.fields import Kind
from tracker.domain.filter_text import parse, write
from tracker.domain.filters import OPERATORS, Condition, Group, Operator
from tracker.domain.list_views import ListArrangement, ListQuery, ShownColumn, Sort
from tracker.domain.own_types import OwnField, OwnTypeDefinition
from tracker.domain.record import specs
from tracker.domain.records import Deliverable
from tracker.errors import InvalidDraft
from tracker.i18n import tr, use_language
from tracker.resources import resource_path
from tracker.services import Services


@pytest.fixture
def filled(services: Services) -> Filled:
    """A database with deliverables of an own type."""
    return fill(services)


def test_its_columns_are_those_of_its_fields(
    filled: Filled,
) -> None:
    services, type_, ids = filled
    columns = [one for one in services.lists.columns("deliverable") if one.of == NAME]
    assert [one.label for one in columns] == [
        field.label for field in type_.fields if field.kind is not Kind.PARTICIPANTS
    ]
    for column in columns:
        assert column.spec is not None
        rows = services.lists.rows("deliverable", ids, TODAY, [column.key])
        assert rows[3][0] in (None, "", []), "what another type keeps is not looked at"
        up = services.lists.ids("deliverable", ListQuery(today=TODAY), [Sort(column.key)])
        assert sorted(up) == ids
        if column.groupable:
            lines = services.lists.groups("deliverable", ListQuery(today=TODAY), column.key)
            assert sum(line.count for line in lines) == len(ids)
    whole = f"{type_.key}.{named(type_, Kind.INTEGER)}"
    assert services.lists.sums("deliverable", ListQuery(today=TODAY), [whole]) == {whole: 9}
    order = services.lists.ids("deliverable", ListQuery(today=TODAY), [Sort(whole)])
    assert list(order[:2]) == [ids[2], ids[0]], "below nothing comes first"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_is_one_of_the_types_to_choose_group_and_filter_by(
    filled: Filled, language: str
) -> None:
    services, type_, ids = filled
    use_language(language, resource_path("i18n"))
    (column,) = (one for one in services.lists.columns("deliverable") if one.key == "type")
    assert tr(column.choices[type_.key]) == NAME
    assert found(services, "deliverable", Condition("type", Operator.IS, (type_.key,))) == ids[:3]
    groups = services.lists.groups("deliverable", ListQuery(today=TODAY), "type")
    assert {line.label_value: line.count for line in groups} == {type_.key: 3, "seminar": 1}
    for down in (False, True):
        order = list(
            services.lists.ids("deliverable", ListQuery(today=TODAY), [Sort("type", down)])
        )
        labels = sorted([tr(services.types.of("seminar").label).casefold(), NAME.casefold()])
        first = order[-1] if down else order[0]
        assert (labels[0] == NAME.casefold()) is (first in ids[:3])


_FIELDS = [kind for kind in SHOWN if kind not in (Kind.MONEY, Kind.DURATION, Kind.PERCENT)]


@settings(max_examples=120, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(data=st.data())
def test_what_sql_finds_is_what_the_records_say(filled: Filled, data: st.DataObject) -> None:
    services, type_, ids = filled
    declared = services.types.of(type_.key)
    kind = data.draw(st.sampled_from(_FIELDS))
    spec = next(one for one in specs(declared) if one.kind is kind)
    fields = services.lists.filter_fields("deliverable")
    (field,) = (one for one in fields if one.key == f"{type_.key}.{spec.name}")
    operator = data.draw(st.sampled_from(OPERATORS[field.kind]))
    values = data.draw(_values(spec, field.kind, operator))
    condition = Condition(field.key, operator, values)
    expected = []
    for id in ids:
        record = services.records.open(Deliverable, id).record
        value: Any = None
        if record.type == type_.key:
            value = getattr(declared.model_validate(record.details), spec.name)
        if says(spec, value, operator, values) and _is_asked(record, type_, operator):
            expected.append(id)
    assert found(services, "deliverable", condition) == expected
    typed = write(Group((condition,)), fields)
    again = parse(typed, fields, TODAY)
    assert again.problems == ()
    assert found(services, "deliverable", again.filter) == expected, typed


def _is_asked(record: Deliverable, type_: OwnTypeDefinition, operator: Operator) -> bool:
    """What is not said of another type: nothing is not empty, it is not there."""
    return record.type == type_.key or operator in (
        Operator.EMPTY, Operator.IS_NOT, Operator.CONTAINS_NOT,
    )  # fmt: skip


def test_it_is_typed_as_it_is_called(
    filled: Filled,
) -> None:
    services, type_, ids = filled
    fields = services.lists.filter_fields("deliverable")
    for text, wanted in (
        ("참가_팀>5", ids[:1]),
        ('"R&D theme":seoul', ids[2:3]),
        ('방식:"A & B"', ids[2:3]),
        ("방식:온라인", ids[:1]),
        (f"{named(type_, Kind.INTEGER)}:<0", ids[2:3]),
        (f'type:"{NAME}"', ids[:3]),
        ("심사위원:소라", ids[:3]),
    ):
        read = parse(text, fields, TODAY)
        assert read.problems == (), text
        assert found(services, "deliverable", read.filter) == wanted, text
    # A name of the program means what it always meant.
    booths = parse("booths>1", fields, TODAY)
    assert booths.problems == ()
    mine = services.own_types.save(
        OwnTypeDefinition(name="Fair", fields=(OwnField(label="Booths"),))
    )
    again = parse("booths>1", services.lists.filter_fields("deliverable"), TODAY)
    assert mine.change_set is not None
    assert again == booths


def test_a_view_of_it_is_kept_and_says_what_went(
    filled: Filled,
) -> None:
    services, type_, _ = filled
    key = f"{type_.key}.{named(type_, Kind.INTEGER)}"
    view = ListArrangement(
        Condition(key, Operator.MORE, ("5",)),
        (ShownColumn("title"), ShownColumn(key)),
        (Sort(key),),
    )
    services.views.save("deliverable", "큰 대회", view)
    (opened,) = services.views.all()
    assert (opened.arrangement, opened.problems) == (view, ())
    fields = tuple(one for one in type_.fields if one.name != named(type_, Kind.INTEGER))
    services.own_types.save(type_.model_copy(update={"fields": fields}))
    (opened,) = services.views.all()
    assert [column.key for column in opened.arrangement.columns] == ["title"]
    assert len(opened.problems) == 2
    services.undo.undo()
    assert services.views.all()[0].problems == ()


@pytest.mark.parametrize("kind", [kind for kind in SHOWN if kind is not Kind.LONG_TEXT])
def test_what_is_entered_in_a_cell_is_shown_there(services: Services, kind: Kind) -> None:
    type_ = made(services)
    id = factories.deliverable(services, type=type_.key)
    key = f"{type_.key}.{named(type_, kind)}"
    (column,) = (one for one in services.lists.columns("deliverable") if one.key == key)
    assert column.editable
    assert column.spec is not None
    services.bulk.set_field(ref_of(id), key, _value(column.spec))
    assert _shown(services, id, key) == _value(column.spec)
    services.bulk.set_field(ref_of(id), key, [] if kind is Kind.TEXTS else None)
    assert not _shown(services, id, key)
    if kind in (Kind.INTEGER, Kind.DATE, Kind.URL, Kind.CHOICE, Kind.COUNTRY):
        with pytest.raises(InvalidDraft):
            services.bulk.set_field(ref_of(id), key, "no such thing")


def test_many_are_changed_at_once(filled: Filled) -> None:
    from tracker.services.bulk import FieldChange, How

    services, _, ids = filled
    done = services.bulk.apply("deliverable", ids, [FieldChange("tags", ("2027",), How.ADD)])
    assert (done.changed, done.refused) == (4, 0)
