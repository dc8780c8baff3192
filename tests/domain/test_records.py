"""The declarations are whole: labels, targets, types; and a new type needs one file only."""

import inspect
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import BaseModel

from tests import factories
from tracker.domain.deliverable_types import type_of, types
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import (
    MANAGED,
    ChildRecord,
    Record,
    RecordRef,
    RootRecord,
    child_lists,
    choice_label,
    spec_of,
    specs,
    value_specs,
)
from tracker.domain.records import BY_KEY, CHILDREN, LOOSE, ROOT_BY_KEY, ROOTS, Agreement
from tracker.domain.records.deliverables import Deliverable, DeliverableParticipant
from tracker.domain.validation import problems_of
from tracker.services import Services

DECLARED: list[type[BaseModel]] = [*BY_KEY.values(), *types().values()]
every_declaration = pytest.mark.parametrize("record", DECLARED, ids=lambda one: one.__name__)


def test_every_record_class_is_in_the_one_list() -> None:
    def below(parent: type[Record]) -> set[type[Record]]:
        found = set(parent.__subclasses__())
        return found.union(*(below(one) for one in found)) if found else found

    bases = {ChildRecord, RootRecord}
    assert below(Record) - bases == set(BY_KEY.values()) == {*ROOTS, *LOOSE, *CHILDREN}
    assert len(BY_KEY) == len(ROOTS) + len(LOOSE) + len(CHILDREN), "two records have one key"


@every_declaration
def test_every_class_is_named(record: Any) -> None:
    assert record.key == record.key.lower()
    assert record.key.isidentifier()
    assert record.label
    if issubclass(record, Record):
        assert record.plural
    if issubclass(record, ChildRecord) and record.parent:
        assert record.parent in ROOT_BY_KEY
    if issubclass(record, RootRecord):
        assert all(spec_of(record, name).search for name in record.name_fields)


@every_declaration
def test_every_field_has_exactly_one_declaration(record: type[BaseModel]) -> None:
    kept = {"id", "version"} & set(record.model_fields)
    for name, info in record.model_fields.items():
        found = [one for one in info.metadata if isinstance(one, FieldSpec)]
        assert len(found) == (0 if name in kept else 1), name
    assert [spec.name for spec in specs(record)] == list(
        dict.fromkeys(spec.name for spec in specs(record))
    )
    assert {spec.name for spec in specs(record)} | kept == set(record.model_fields)


@every_declaration
def test_own_fields_come_first_in_the_order_declared(record: type[BaseModel]) -> None:
    own = [name for name in inspect.get_annotations(record) if name in record.model_fields]
    assert [spec.name for spec in specs(record)][: len(own)] == own


@every_declaration
def test_every_field_is_labelled(record: type[BaseModel]) -> None:
    for spec in specs(record):
        assert spec.label.replace("&", "").strip(), spec.name
        assert spec.label.count("&") <= 1, spec.name
        assert not spec.label.endswith(":"), spec.name


@every_declaration
def test_every_choice_is_labelled_as_no_other(record: type[BaseModel]) -> None:
    for spec in specs(record):
        assert bool(spec.choices) == (spec.kind is Kind.CHOICE), spec.name
        labels = [label.casefold() for label in spec.choices.values()]
        assert all(labels), spec.name
        assert len(labels) == len(set(labels)), spec.name


@every_declaration
def test_every_field_starts_empty_or_with_a_choice(record: type[BaseModel]) -> None:
    for spec in specs(record):
        info = record.model_fields[spec.name]
        if spec.required and info.is_required():
            continue
        value = info.get_default(call_default_factory=True)
        chosen = value in [*spec.choices, *types()]
        assert value in (None, "", (), {}, 0) or chosen, spec.name


@every_declaration
def test_every_reference_has_a_target(record: type[BaseModel]) -> None:
    for spec in specs(record):
        if spec.kind is Kind.REFERENCE:
            assert spec.name.endswith("_id")
            assert spec.target in BY_KEY, spec.name
            assert record.model_fields[spec.name].annotation == int | None, spec.name
        elif spec.kind is Kind.PARTICIPANTS:
            assert f"{spec.target}_id" in DeliverableParticipant.model_fields, spec.name
        else:
            assert not spec.target, spec.name


@every_declaration
def test_the_type_of_a_field_holds_what_it_declares(record: type[BaseModel]) -> None:
    for spec in specs(record):
        hint = get_type_hints(record)[spec.name]
        if spec.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.URL, Kind.COUNTRY):
            assert hint is str, spec.name
        if spec.kind is Kind.CHOICE:
            (members,) = (
                part
                for part in (hint, *getattr(hint, "__args__", ()))
                if inspect.isclass(part) and issubclass(part, StrEnum)
            )
            assert {str(member) for member in members} == set(spec.choices), spec.name


def test_children_belong_to_the_root_that_lists_them() -> None:
    listed = [(root, children) for root in ROOTS for children in child_lists(root)]
    for root, children in listed:
        assert children.record.parent in ("", root.key)
        assert children.spec in specs(root)
        assert children.spec not in value_specs(root)
    for child in CHILDREN:
        names = {children.spec.name for _, children in listed if children.record is child}
        assert len(names) == 1, "a polymorphic child stands under one name everywhere"


def test_what_the_program_keeps_is_in_no_declared_form() -> None:
    assert sorted(MANAGED) == ["id", "trashed_at", "version"]
    assert all(spec_of(root, "trashed_at") for root in ROOTS)


def test_labels_of_choices() -> None:
    assert choice_label(Agreement, "kind", "mou") == "MoU"
    assert choice_label(Agreement, "kind", "of a newer program") == "of a newer program"
    with pytest.raises(KeyError, match="Agreement has no field colour"):
        spec_of(Agreement, "colour")


# --- types of deliverables -----------------------------------------------------------------------

# The table of domain.md.
NAMED = {
    "pavilion",
    "joint_publication",
    "forum",
    "conference",
    "seminar",
    "webinar",
    "committee_participation",
    "regional_meeting",
    "trend_report",
    "survey",
    "standardisation",
    "member_support",
    "consortium_membership",
    "reciprocal_membership",
    "shared_office",
    "advisory_group",
    "staff_exchange",
    "trade_mission",
    "funding_call",
    "co_development",
    "other",
}


def test_every_type_of_the_design_is_declared_and_other_is_last() -> None:
    assert set(types()) == NAMED
    assert list(types())[-1] == "other"
    assert type_of("of a newer program") is types()["other"]


EXAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "재생의료 🧬",
    Kind.LONG_TEXT: "one\ntwo",
    Kind.TEXTS: ["one", "둘"],
    Kind.INTEGER: 1500,
    Kind.DECIMAL: "36.25",
    Kind.MONEY: {"amount": "25000.5", "currency": "USD"},
    Kind.DATE: "2019-05-29/2019-06-01",
    Kind.URL: "https://example.org/a",
}


def _example(spec: FieldSpec) -> Any:
    if spec.kind is Kind.CHOICE:
        return next(iter(spec.choices))
    return "10.1016/j.2019" if spec.pattern else EXAMPLES[spec.kind]


@pytest.mark.parametrize("key", types())
def test_every_type_is_saved_and_opened_and_found(services: Services, key: str) -> None:
    declared = types()[key]
    details = {spec.name: _example(spec) for spec in value_specs(declared)}
    arm, rhee = factories.organisation(services, "ARM"), factories.contact(services, "BG Rhee")
    people = tuple(
        DeliverableParticipant(role=spec.name, **{f"{spec.target}_id": id})
        for spec in specs(declared)
        if spec.kind is Kind.PARTICIPANTS
        for id in [{"organisation": arm, "contact": rhee}[spec.target]]
    )
    draft = Deliverable(title="Promise", type=key, details=details, participants=people)
    assert problems_of(draft) == []
    ref = services.records.save(draft).ref
    stored = services.records.open(Deliverable, ref.id).record
    assert stored.details == details
    assert [(row.role, row.organisation_id, row.contact_id) for row in stored.participants] == [
        (row.role, row.organisation_id, row.contact_id) for row in people
    ]
    typed = declared.model_validate(stored.details)
    assert typed.model_dump(mode="json", exclude_defaults=True) == details
    assert services.records.save(stored).change_set is None, "saving it again changes something"
    assert services.search.find(declared.label, ["deliverable"])[0].ref == ref
    services.undo.undo()
    services.undo.redo()
    assert services.records.open(Deliverable, ref.id).record == stored


NEW_TYPE = """
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.i18n import mark


class Parade(TypeDetails):
    key: ClassVar[str] = "parade"
    label: ClassVar[str] = mark("Parade")

    route: Annotated[str, f.text(mark("&Route"), search=True, required=True)] = ""
    horses: Annotated[int | None, f.integer(mark("&Horses"), listed=True)] = None
    riders: Annotated[tuple[int, ...], f.participants(mark("R&iders"), "contact")] = ()
"""

USE_OF_IT = """
import sys
from datetime import date
from pathlib import Path

import tracker.domain.deliverable_types as package

folder = Path(sys.argv[1])
package.__path__.append(str(folder))

from tracker.domain.deliverable_types import types
from tracker.domain.records import Deliverable
from tracker.errors import InvalidDraft
from tracker.services import open_services
from tracker.domain.list_views import ListQuery

assert list(types())[-1] == "other" and types()["parade"].label == "Parade"
today = date(2026, 11, 21)
services = open_services(folder / "new.tracker", "tester", lambda: today)
details = {"route": "Gwanghwamun", "horses": 12}
ref = services.records.save(Deliverable(title="Joint parade", type="parade", details=details)).ref
assert services.records.open(Deliverable, ref.id).record.details == details
for typed in ("Gwanghwa", "12", "parade"):
    assert services.search.find(typed)[0].ref == ref, typed
try:
    services.records.save(Deliverable(title="x", type="parade", details={"horses": -1}))
except InvalidDraft as refused:
    print(sorted(problem.path for problem in refused.problems))
(kind,) = (c for c in services.lists.columns("deliverable") if c.key == "type")
print(kind.choices["parade"], list(services.lists.ids("deliverable", ListQuery(today=today))))
services.close()
"""


def test_a_new_type_is_one_file(tmp_path: Path) -> None:
    """In a program of its own, for a declared class stays declared."""
    (tmp_path / "parade.py").write_text(NEW_TYPE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", USE_OF_IT, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "[('details', 'horses'), ('details', 'route')]",
        "Parade [1]",
    ]


def test_a_reference_is_written_as_kind_and_number() -> None:
    assert str(RecordRef("agreement", 12)) == "agreement-12"
