"""A type that somebody defined is kept, changed and undone like any record."""

from contextlib import closing, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from tests import factories
from tests.conftest import TODAY
from tests.own_types import NAME, changed, definition, made
from tests.services.own_types_kept import deliverable, details_of, ref_of
from tracker.cli.showing import record_lines
from tracker.domain.fields import Kind
from tracker.domain.own_types import OwnField, OwnTypeDefinition
from tracker.domain.record import RecordRef, value_specs
from tracker.domain.records import Deliverable
from tracker.errors import InvalidDraft, NotFound, TrackerError, UndoRefused
from tracker.services import Services, open_services
from tracker.services.bulk_plan import FieldChange, How
from tracker.storage.own_types import catalogue_of


def test_it_is_kept_told_and_undone_like_any_change(services: Services) -> None:
    before = services.types
    saved = services.own_types.save(definition())
    assert saved.change_set is not None
    assert str(saved.change_set.action) == f"Add type {NAME}"
    key = saved.definition.key
    assert services.types.of(key).label == NAME
    assert services.types.of(key).icon == "sparkles"
    assert services.own_types.save(saved.definition).change_set is None, "nothing differs"
    renamed = services.own_types.save(saved.definition.model_copy(update={"name": " 대회 "}))
    assert renamed.definition.name == services.types.of(key).label == "대회"
    services.undo.undo()
    assert services.types.of(key).label == NAME
    services.undo.undo()
    assert key not in services.types
    assert services.types is before
    services.undo.redo()
    services.undo.redo()
    assert services.types.of(key).label == "대회"
    assert services.own_types.one(key).definition == renamed.definition
    services.own_types.remove(key)
    assert services.own_types.all() == []
    assert key not in services.types
    services.undo.undo()
    assert services.own_types.one(key).definition == renamed.definition
    with pytest.raises(NotFound):
        services.own_types.retire("own_999")


def test_a_refused_definition_writes_nothing(services: Services) -> None:
    with pytest.raises(InvalidDraft) as refused:
        services.own_types.save(OwnTypeDefinition(name="Pavilion", fields=(OwnField(),)))
    assert [one.path for one in refused.value.problems] == [("name",), ("fields", 0, "label")]
    assert services.own_types.all() == []
    made(services)
    with pytest.raises(InvalidDraft):
        services.own_types.save(definition(f"  {NAME.upper()} "))


def test_it_is_offered_no_longer_or_removed_only_where_nothing_has_it(services: Services) -> None:
    type_ = made(services)
    deliverable(services, type_)
    with pytest.raises(TrackerError, match="1 deliverable has it"):
        services.own_types.remove(type_.key)
    services.own_types.retire(type_.key)
    assert type_.key in services.types
    assert type_.key not in services.types.offered()
    assert services.own_types.retire(type_.key) is None
    services.own_types.offer(type_.key)
    assert type_.key in services.types.offered()
    assert [one.uses for one in services.own_types.all()] == [1]


def test_what_it_came_to_require_stands_in_the_way_of_no_other_change(services: Services) -> None:
    theme = OwnField(label="Theme", kind=Kind.TEXT)
    type_ = made(services, OwnTypeDefinition(name="Camp", fields=(theme,)))
    id = factories.deliverable(services, type=type_.key)
    owner = factories.contact(services, "Kim")
    required = OwnField(label="Teams", kind=Kind.INTEGER, required=True)
    fields = (*type_.fields, required)
    type_ = services.own_types.save(type_.model_copy(update={"fields": fields})).definition
    ref = RecordRef("deliverable", id)
    theme, required = type_.fields
    services.bulk.set_field(ref, "owner_id", owner)
    services.bulk.set_field(ref, f"{type_.key}.{theme.name}", "Cells")
    plan = [FieldChange("tags", ("camp",), How.ADD)]
    assert services.bulk.preview("deliverable", [id], plan).changed == 1
    services.bulk.apply("deliverable", [id], plan)
    record = services.records.open(Deliverable, id).record
    assert (record.owner_id, record.tags) == (owner, ("camp",))
    assert record.details == {theme.name: "Cells"}
    # The form asks for it, and once it is there it stays.
    with pytest.raises(InvalidDraft):
        services.records.save(record)
    whole = f"{type_.key}.{required.name}"
    with pytest.raises(InvalidDraft):
        services.bulk.set_field(ref, whole, None)
    services.bulk.set_field(ref, whole, 5)
    with pytest.raises(InvalidDraft):
        services.bulk.set_field(ref, whole, None)


def test_its_making_is_not_undone_while_a_deliverable_has_it(services: Services) -> None:
    saved = services.own_types.save(definition())
    made_ = deliverable(services, saved.definition)
    assert saved.change_set is not None
    with pytest.raises(UndoRefused, match="later"):
        services.undo.undo(saved.change_set.id)
    services.undo.undo()  # the deliverable
    services.undo.undo()  # the judge
    services.undo.undo()
    assert saved.definition.key not in services.types
    with pytest.raises(NotFound):
        services.records.open(Deliverable, made_)


def test_a_type_nobody_knows_is_read_as_other_and_keeps_all(services: Services) -> None:
    type_ = made(services)
    id = deliverable(services, type_)
    with services.database.unaudited() as connection:  # as a damaged archive may leave it
        connection.exec_driver_sql("DELETE FROM own_type")
    assert type_.key not in services.types
    record = services.records.open(Deliverable, id).record
    assert services.types.of(record.type).key == "other"
    assert record.details == details_of(type_)
    assert services.pages.deliverable(id, TODAY).page.types.of(type_.key).label == "Other"
    assert any("유전자 치료" in line for line in record_lines(services, ref_of(id), TODAY))
    with pytest.raises(InvalidDraft) as refused:
        services.records.save(record.model_copy(update={"title": "other"}))
    assert [one.path for one in refused.value.problems] == [("type",)]
    assert len(services.lists.rows("deliverable", [id], TODAY)[0]) > 10
    services.checking.repair()
    assert services.checking.check().is_whole


def test_another_window_on_the_file_sees_it(services: Services) -> None:
    with closing(open_services(services.database_path, "other", lambda: TODAY)) as other:
        type_ = made(services)
        id = deliverable(services, type_)
        assert type_.key not in other.types, "nothing was asked yet"
        other.pages.deliverable(id, TODAY)
        assert other.types is services.types
        services.own_types.save(type_.model_copy(update={"name": "대회"}))
        record = other.records.open(Deliverable, id).record
        other.records.save(record.model_copy(update={"title": "Busan"}))
        assert other.types.of(type_.key).label == "대회"
    with closing(open_services(services.database_path, "later", lambda: TODAY)) as later:
        assert later.types is services.types


def test_a_type_of_the_program_costs_no_question(services: Services) -> None:
    made(services)
    ref = ref_of(factories.deliverable(services, "Report", type="trend_report"))
    record = services.records.open(Deliverable, ref.id).record
    asked: list[str] = []
    for engine in (services.database._reader, services.database._writer):
        event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    services.records.save(record.model_copy(update={"title": "Trends"}))
    assert asked
    assert [sql for sql in asked if "own_type" in sql] == []


_STEPS = ("change", "add", "undo", "redo", "retire", "offer", "remove", "retype")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_all_that_follows_agrees_after_any_changes_and_undos(
    services: Services, data: st.DataObject
) -> None:
    """What is kept for search and lists is what the types say, and no value is ever gone."""
    type_ = made(services, definition(f"Type {len(services.own_types.all())}"))
    entered: dict[int, dict[str, Any]] = {}
    for step in data.draw(st.lists(st.sampled_from(_STEPS), min_size=3, max_size=10)):
        with suppress(NotFound, TrackerError):
            if step == "change":
                now = services.own_types.one(type_.key).definition
                services.own_types.save(data.draw(changed(now)))
            elif step == "add":
                known = services.types.of(type_.key)
                kept = {
                    spec.name: "Songdo" for spec in value_specs(known) if spec.kind is Kind.TEXT
                }
                id = factories.deliverable(services, type=type_.key, details=kept)
                entered[id] = kept
            elif step == "undo":
                services.undo.undo()
            elif step == "redo":
                services.undo.redo()
            elif step == "retype" and entered:
                record = services.records.open(Deliverable, max(entered)).record
                services.records.save(record.model_copy(update={"type": "seminar"}))
            elif step in ("retire", "offer", "remove"):
                getattr(services.own_types, step)(type_.key)
    assert services.checking.check().is_whole
    with services.database.read() as connection:
        assert catalogue_of(connection) is services.types
    for record in services.records.several(Deliverable, entered).values():
        assert record.id is not None
        assert record.details == entered[record.id]
        shown = "\n".join(record_lines(services, ref_of(record.id), TODAY))
        assert shown.count("Songdo") == len(entered[record.id])
