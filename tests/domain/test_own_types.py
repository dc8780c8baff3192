"""Own types: JSON and back, rules beside each part, and no change loses what was entered."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.own_types import changed, definition, definitions
from tracker.domain.deliverable_types import types
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.fields import Kind
from tracker.domain.former_fields import former_values
from tracker.domain.own_type_classes import type_class
from tracker.domain.own_type_keys import settled
from tracker.domain.own_type_rules import MOST_CHOICES, MOST_FIELDS, problems_of_definition
from tracker.domain.own_types import OwnChoice, OwnField, OwnTypeDefinition, is_field_name
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import specs, value_specs
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.validation import problems_of
from tracker.i18n import tr, use_language
from tracker.resources import resource_path

TODAY = date(2026, 11, 21)
_VALUES: dict[Kind, Any] = {
    Kind.TEXT: "Songdo",
    Kind.LONG_TEXT: "two\nlines",
    Kind.URL: "https://example.org/",
    Kind.TEXTS: ["one", "two"],
    Kind.COUNTRY: "KR",
    Kind.DATE: "2026-05",
    Kind.INTEGER: -12,
    Kind.DECIMAL: "12.5",
    Kind.PERCENT: 40,
    Kind.MONEY: {"amount": "12.5", "currency": "EUR"},
    Kind.FLAG: False,
    Kind.DURATION: "P1Y6M",
}


def _kept(draft: OwnTypeDefinition, before: OwnTypeDefinition | None = None) -> OwnTypeDefinition:
    assert problems_of_definition(draft, BUILT_IN, before) == []
    return settled(draft, before).model_copy(update={"key": "own_1"})


# --- values ---------------------------------------------------------------------------------------


@given(definitions())
def test_any_definition_is_the_same_when_read_again(draft: OwnTypeDefinition) -> None:
    kept = _kept(draft)
    again = OwnTypeDefinition.from_json(
        kept.key, kept.name, kept.icon, kept.to_json(), kept.retired
    )
    assert again == kept
    assert type_class(again) is type_class(kept)
    assert settled(kept, kept) == kept, "saving it again changes something"


@given(definitions())
def test_a_type_is_a_class_like_those_of_the_program(draft: OwnTypeDefinition) -> None:
    kept = _kept(draft)
    declared = type_class(kept)
    assert [spec.name for spec in specs(declared)] == [field.name for field in kept.current]
    assert [plain_label(spec) for spec in specs(declared)] == [one.label for one in kept.current]
    written = {field.name: _value(field) for field in kept.current if field.kind in _VALUES}
    read = declared.model_validate(written)
    assert read.model_dump(mode="json", exclude_defaults=True) == written
    assert declared.key not in types(), "it is taken for one of the program's"
    assert list(TypeCatalogue([declared]).all())[-1] == "other"


def _value(field: OwnField) -> Any:
    if field.kind is Kind.CHOICE:
        return next(one.key for one in field.choices if not one.removed)
    return _VALUES[field.kind]


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", '{"fields": []}', "[]", "null", "{", "[" * 9_000, '{"fields": 3}',
        '{"fields": [{"name": "x"}]}', '{"fields": [{"name": "a.b_1"}]}',
        '{"fields": [{"name": "a_1", "kind": "children"}, {"name": "a_1"}]}',
        '{"fields": [{"name": "model_config"}]}', '{"fields": [{"name": "a_1\\"_1"}]}',
    ],
)  # fmt: skip
def test_what_is_no_definition_is_said_and_breaks_nothing(text: str) -> None:
    try:
        read = OwnTypeDefinition.from_json("own_1", "x", "", text, None)
    except ValueError:
        return
    assert read.fields == ()


def test_words_of_ones_own_are_never_translated_nor_shortcuts() -> None:
    declared = type_class(_kept(definition()))
    use_language("ko", resource_path("i18n"))
    labels = {spec.kind: plain_label(spec) for spec in specs(declared)}
    assert (labels[Kind.MONEY], labels[Kind.TEXT]) == ("Budget", "R&D theme")
    assert tr("Budget") != "Budget", "the program has no such word: nothing is proved"
    choice = next(spec for spec in specs(declared) if spec.kind is Kind.CHOICE)
    assert [write_value(choice, key) for key in choice.choices] == [
        "온라인", "A & B", "in <i>person</i>",
    ]  # fmt: skip


# --- rules ----------------------------------------------------------------------------------------


def _paths(draft: OwnTypeDefinition, **more: Any) -> list[tuple[str | int, ...]]:
    return [problem.path for problem in problems_of_definition(draft, BUILT_IN, **more)]


@pytest.mark.parametrize(
    "name",
    [
        "", "  ", "Pavilion", " pavilion ", "PAVILION", "파빌리온", "x" * 81, "a\x00",
        "\ud800", "abc\u202etxt",
    ],
)  # fmt: skip
def test_a_name_is_there_and_its_own(name: str) -> None:
    if name == "파빌리온":
        use_language("ko", resource_path("i18n"))
        name = tr(types()["pavilion"].label)
        use_language("en", resource_path("i18n"))
    assert _paths(OwnTypeDefinition(name=name)) == [("name",)]


def test_other_own_types_have_their_names_too() -> None:
    other = type_class(_kept(OwnTypeDefinition(name="Hackathon")))
    draft = OwnTypeDefinition(name="hackathon ")
    catalogue = TypeCatalogue([other])
    assert [one.path for one in problems_of_definition(draft, catalogue)] == [("name",)]
    same = draft.model_copy(update={"key": "own_1"})
    assert problems_of_definition(same, catalogue) == []


def test_what_is_wrong_is_said_beside_its_part() -> None:
    wrong = OwnTypeDefinition(
        name="Hackathon",
        fields=(
            OwnField(label="Teams"),
            OwnField(label=" teams "),
            OwnField(label=""),
            OwnField(label="", removed=True),
            OwnField(label="Mode", kind=Kind.CHOICE),
            OwnField(
                label="Mode 2",
                kind=Kind.CHOICE,
                choices=(OwnChoice(label="a"), OwnChoice(label=""), OwnChoice(label="A")),
            ),
            OwnField(label="Who", kind=Kind.PARTICIPANTS, target="agreement"),
            OwnField(label="x", kind=Kind.CHILDREN),
            OwnField(label="y", unit="u" * 21, help="h" * 501),
        ),
    )
    assert _paths(wrong) == [
        ("fields", 1, "label"),
        ("fields", 2, "label"),
        ("fields", 4, "choices"),
        ("fields", 5, "choices", 1, "label"),
        ("fields", 5, "choices", 2, "label"),
        ("fields", 6, "target"),
        ("fields", 7, "kind"),
        ("fields", 8, "unit"),
        ("fields", 8, "help"),
    ]


def test_there_is_an_end_to_fields_and_choices() -> None:
    many = tuple(OwnField(label=f"f{n}") for n in range(MOST_FIELDS + 1))
    assert _paths(OwnTypeDefinition(name="x", fields=many)) == [("fields",)]
    choices = tuple(OwnChoice(label=f"c{n}") for n in range(MOST_CHOICES + 1))
    one = OwnField(label="x", kind=Kind.CHOICE, choices=choices)
    assert _paths(OwnTypeDefinition(name="x", fields=(one,))) == [("fields", 0, "choices")]


def test_the_kind_of_a_kept_field_stays() -> None:
    kept = _kept(OwnTypeDefinition(name="x", fields=(OwnField(label="Teams"),)))
    other = kept.fields[0].model_copy(update={"kind": Kind.INTEGER})
    draft = kept.model_copy(update={"fields": (other,)})
    assert _paths(draft, before=kept) == [("fields", 0, "kind")]
    # Another field of that name takes its place, and the first one is kept.
    new = other.model_copy(update={"name": ""})
    again = _kept(kept.model_copy(update={"fields": (new,)}), kept)
    assert [(one.kind, one.removed) for one in again.fields] == [
        (Kind.INTEGER, False),
        (Kind.TEXT, True),
    ]
    assert again.fields[0].name != again.fields[1].name


def test_a_draft_of_a_deliverable_is_judged_by_its_own_type() -> None:
    draft = definition()
    kept = _kept(
        draft.model_copy(
            update={"fields": tuple(f.model_copy(update={"required": True}) for f in draft.fields)}
        )
    )
    catalogue = TypeCatalogue([type_class(kept)])
    empty = Deliverable(title="x", type=kept.key)
    assert [one.path[1] for one in problems_of(empty, catalogue)] == [
        field.name for field in sorted(kept.fields, key=lambda f: f.kind is Kind.PARTICIPANTS)
    ]
    values = {field.name: _value(field) for field in kept.fields if field.name[:5] and field.kind in
              {*_VALUES, Kind.CHOICE}}  # fmt: skip
    role = next(field.name for field in kept.fields if field.kind is Kind.PARTICIPANTS)
    people = (DeliverableParticipant(role=role, contact_id=1),)
    whole = Deliverable(title="x", type=kept.key, details=values, participants=people)
    assert problems_of(whole, catalogue) == []
    for field in kept.fields:
        if field.kind in (Kind.CHOICE, Kind.DATE, Kind.MONEY, Kind.COUNTRY, Kind.URL, Kind.INTEGER):
            wrong = whole.model_copy(update={"details": values | {field.name: "javascript:no"}})
            found = [one.path for one in problems_of(wrong, catalogue)]
            assert found == [("details", field.name)], field.kind
    assert [one.path for one in problems_of(empty)] == [("type",)]


# --- changes --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(definitions(), st.data())
def test_whatever_is_changed_every_value_stays_readable(
    first: OwnTypeDefinition, data: st.DataObject
) -> None:
    """The record is never touched; the type changes again and again."""
    kept, details, roles = _kept(first), dict[str, Any](), list[str]()
    said: dict[str, str] = {}
    for _ in range(data.draw(st.integers(1, 5))):
        for field in kept.current:
            if field.kind is Kind.PARTICIPANTS:
                roles.append(field.name)
            elif field.name not in details:
                details[field.name] = _value(field)
                spec = next(s for s in value_specs(type_class(kept)) if s.name == field.name)
                value = getattr(type_class(kept).model_validate(details), field.name)
                said[field.name] = write_value(spec, value)
        draft = data.draw(changed(kept))
        if problems_of_definition(draft, BUILT_IN, kept):
            continue
        kept = _kept(draft, kept)
        declared = type_class(kept)
        record = Deliverable(title="x", type=kept.key, details=dict(details))
        read = declared.model_validate(details)
        shown = {spec.name: write_value(spec, getattr(read, spec.name))
                 for spec in value_specs(declared)}  # fmt: skip
        former = former_values(TypeCatalogue([declared]), record)
        shown |= {one.spec.name: write_value(one.spec, one.value) for one in former}
        assert {name: shown.get(name) for name in said} == said
        assert all(is_field_name(field.name) for field in kept.fields)
        known = {field.name for field in kept.fields if field.kind is Kind.PARTICIPANTS}
        assert known >= set(roles)


def test_a_choice_that_was_removed_is_the_same_one_when_it_comes_back() -> None:
    mode = OwnField(label="Mode", kind=Kind.CHOICE,
                    choices=(OwnChoice(label="Online"), OwnChoice(label="In person")))  # fmt: skip
    kept = _kept(OwnTypeDefinition(name="x", fields=(mode,)))
    online = kept.fields[0].choices[0]
    field = kept.fields[0].model_copy(update={"choices": kept.fields[0].choices[1:]})
    without = _kept(kept.model_copy(update={"fields": (field,)}), kept)
    spec = specs(type_class(without))[0]
    assert spec.withdrawn == (online.key,)
    assert list(spec.choices) == ["in_person", "online"]
    new = (*field.choices, OwnChoice(label="online"))
    field = field.model_copy(update={"choices": new})
    again = _kept(without.model_copy(update={"fields": (field,)}), without)
    assert {one.key: one.removed for one in again.fields[0].choices} == {
        "in_person": False,
        "online": False,
    }
    renamed = again.fields[0].choices[0].model_copy(update={"label": "On site"})
    other = (renamed, *again.fields[0].choices[1:], OwnChoice(label="In person"))
    field = again.fields[0].model_copy(update={"choices": other})
    both = _kept(again.model_copy(update={"fields": (field,)}), again)
    assert {one.key: one.label for one in both.fields[0].choices} == {
        "in_person": "On site",
        "online": "online",
        "in_person_2": "In person",
    }


def test_what_a_deliverable_had_in_another_type_says_so() -> None:
    record = Deliverable(title="x", type="seminar", details={"area": "9", "nobody_knows": {"a": 1}})
    found = former_values(BUILT_IN, record)
    assert [(plain_label(one.spec), one.value, one.of) for one in found] == [
        ("Area", Decimal(9), "Pavilion"),
        ("Nobody knows", "a: 1", ""),
    ]
