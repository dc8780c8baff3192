"""Many records changed at once: seen first, all or nothing, one undo that gives back everything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.storage.test_audit_and_undo import content
from tracker.domain.dates import PartialDate
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import Money
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY, ROOTS, Contact, Deliverable, Organisation
from tracker.errors import InvalidDraft, NotFound, StaleRecord
from tracker.services import Services
from tracker.services.bulk import MOST_LINES, FieldChange, How

_SONGDO = FieldChange("city", "Songdo")


def ids(services: Services, kind: str) -> list[int]:
    return sorted(services.records.several(ROOT_BY_KEY[kind], range(1, 500)))


def test_what_is_logged_or_names_a_record_is_in_no_bulk_edit(services: Services) -> None:
    for record in ROOTS:
        names = {spec.name for spec in services.bulk.editable(record.key)}
        assert not names & {"target", "opening_status", "type", "details", "trashed_at", "id"}
        assert not names & set(record.name_fields)
        assert "tags" in names
    assert "owner_id" in {spec.name for spec in services.bulk.editable("agreement")}


def test_a_preview_tells_before_and_after_and_writes_nothing(services: Services) -> None:
    here = factories.organisation(services, "Cell Society", city="Seoul")
    there = factories.organisation(services, "Gene Society", city="Songdo")
    gone = factories.organisation(services, "Old Society")
    services.records.trash(RecordRef("organisation", gone))
    before = content(services)
    seen = services.bulk.preview("organisation", [here, there, gone, 999, here], [_SONGDO])
    assert (seen.total, seen.changed, seen.unchanged, seen.refused) == (4, 1, 1, 2)
    (line,) = seen.lines
    assert (line.name, line.before, line.after) == ("Cell Society", "Seoul", "Songdo")
    assert seen.refused_lines[0].name == "Old Society"
    assert "trash" in seen.refused_lines[0].reason
    assert seen.refused_lines[1].name == "organisation-999"
    assert "not there" in seen.refused_lines[1].reason
    assert content(services) == before
    done = services.bulk.apply("organisation", [here, there, gone, 999, here], [_SONGDO])
    assert (done.changed, done.refused) == (seen.changed, seen.refused)


def test_references_are_told_by_name(services: Services) -> None:
    owner = factories.contact(services, "Lee Byung-geon")
    made = factories.agreement(services, "MoU")
    seen = services.bulk.preview("agreement", [made], [FieldChange("owner_id", owner)])
    assert (seen.lines[0].before, seen.lines[0].after) == ("", "Lee Byung-geon")
    with pytest.raises(InvalidDraft):
        services.bulk.preview("agreement", [made], [FieldChange("owner_id", owner + 1)])


def test_only_so_many_lines_are_given_of_many(services: Services) -> None:
    made = [factories.organisation(services, f"Society {n}") for n in range(MOST_LINES + 20)]
    seen = services.bulk.preview("organisation", made, [FieldChange("country", "KR")])
    assert seen.changed == MOST_LINES + 20
    assert len(seen.lines) == MOST_LINES


def test_a_change_that_would_make_a_record_invalid_leaves_that_one(services: Services) -> None:
    whole = factories.event(services, "Congress")
    part = factories.event(services, "Forum")
    result = services.bulk.apply("event", [whole, part], [FieldChange("part_of_id", whole)])
    assert (result.changed, result.refused) == (1, 1)
    assert services.records.open(ROOT_BY_KEY["event"], part).record.part_of_id == whole


def test_one_record_is_named_in_the_action_several_are_counted(services: Services) -> None:
    made = [factories.deliverable(services, f"Report {n}") for n in range(3)]
    one = services.bulk.apply("deliverable", made[:1], [FieldChange("tags", ("x",), How.ADD)])
    assert one.change_set is not None
    assert str(one.change_set.action) == "Change Report 0"
    all_ = services.bulk.apply("deliverable", made, [FieldChange("tags", ("y",), How.ADD)])
    assert all_.change_set is not None
    assert str(all_.change_set.action) == "Change 3 deliverables"
    assert all_.change_set.touches("deliverable", made[2])


def test_nothing_that_differs_is_no_action(services: Services) -> None:
    made = factories.organisation(services, "Society", city="Seoul")
    before = services.undo.state()
    result = services.bulk.apply("organisation", [made], [FieldChange("city", "Seoul")])
    assert result.change_set is None
    assert services.undo.state() == before


class Stopped(Exception):
    """What a person who stops it raises."""


@pytest.mark.parametrize("step", [0, 1])
def test_stopped_at_any_step_everything_is_as_before(services: Services, step: int) -> None:
    made = [factories.organisation(services, f"Society {n}") for n in range(5)]
    before = content(services)
    steps: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        steps.append((done, total))
        if len(steps) > step:
            raise Stopped

    with pytest.raises(Stopped):
        services.bulk.apply("organisation", made, [FieldChange("city", "Busan")], report)
    assert content(services) == before


def test_what_follows_is_found_by_its_new_words(services: Services) -> None:
    made = [factories.agreement(services, f"MoU {n}") for n in range(3)]
    owner = factories.contact(services, "Rhee Zanzibar")
    services.bulk.apply("agreement", made, [FieldChange("owner_id", owner)])
    found = {hit.ref.id for hit in services.search.find("Zanzibar") if hit.ref.kind == "agreement"}
    assert found == set(made)


def test_one_cell_is_saved_like_a_form(services: Services) -> None:
    made = factories.organisation(services, "Society")
    ref = RecordRef("organisation", made)
    version = services.records.open(Organisation, made).record.version
    assert services.bulk.set_field(ref, "city", "Seoul", version).change_set is not None
    assert services.bulk.set_field(ref, "city", "Seoul").change_set is None
    with pytest.raises(StaleRecord):
        services.bulk.set_field(ref, "city", "Busan", version)
    with pytest.raises(InvalidDraft):
        services.bulk.set_field(ref, "name", "")
    with pytest.raises(NotFound):
        services.bulk.set_field(RecordRef("organisation", 999), "city", "Seoul")
    assert services.records.open(Organisation, made).record.city == "Seoul"


def test_what_is_logged_is_not_set_in_a_cell(services: Services) -> None:
    made = factories.deliverable(services)
    for name, value in (("target", PartialDate.parse("2030")), ("opening_status", "delivered")):
        with pytest.raises(InvalidDraft):
            services.bulk.set_field(RecordRef("deliverable", made), name, value)


def test_a_field_of_the_type_is_set_in_a_cell(services: Services) -> None:
    made = factories.deliverable(services)
    ref = RecordRef("deliverable", made)
    services.bulk.set_field(ref, "pavilion.area", 60)
    assert services.records.open(Deliverable, made).record.details["area"] == "60"
    services.bulk.set_field(ref, "pavilion.area", None)
    assert "area" not in services.records.open(Deliverable, made).record.details
    with pytest.raises(InvalidDraft):
        services.bulk.set_field(ref, "joint_publication.doi", "10.1/x")
    with pytest.raises(InvalidDraft):
        services.bulk.set_field(ref, "pavilion.nothing", 1)


VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: st.sampled_from(["", "Seoul", "=1+1", "한국 재생의료", "a" * 200]),
    Kind.TEXTS: st.lists(st.sampled_from(["asia", "2027", "태그"]), unique=True).map(tuple),
    Kind.DATE: st.sampled_from(["2020", "2024-06-04", "2024-08/2025"]).map(PartialDate.parse)
    | st.none(),
    Kind.FLAG: st.sampled_from([True, False, None]),
    Kind.INTEGER: st.integers(0, 10**6) | st.none(),
    Kind.COUNTRY: st.sampled_from(["", "KR", "JP"]),
    Kind.MONEY: st.just(Money(amount=1, currency="USD")) | st.none(),
}


def change_of(spec: FieldSpec) -> st.SearchStrategy[FieldChange]:
    if spec.kind is Kind.CHOICE:
        return st.sampled_from(sorted(spec.choices)).map(lambda v: FieldChange(spec.name, v))
    if spec.kind is Kind.TEXTS:
        return st.builds(FieldChange, st.just(spec.name), VALUES[spec.kind], st.sampled_from(How))
    return VALUES.get(spec.kind, st.none()).map(lambda v: FieldChange(spec.name, v))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_undo_gives_back_everything(samples: Services, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["agreement", "deliverable", "organisation", "contact"]))
    fields = [spec for spec in samples.bulk.editable(kind) if spec.kind is not Kind.REFERENCE]
    changes = data.draw(
        st.lists(
            st.sampled_from(fields), min_size=1, max_size=3, unique_by=lambda s: s.name
        ).flatmap(lambda some: st.tuples(*map(change_of, some)))
    )
    every = ids(samples, kind)
    some = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=30, unique=True))
    before = content(samples)
    seen = samples.bulk.preview(kind, some, changes)
    done = samples.bulk.apply(kind, some, changes)
    assert (done.changed, done.refused) == (seen.changed, seen.refused)
    if done.change_set is not None:
        again = samples.bulk.preview(kind, some, changes)
        assert again.changed == 0
        samples.undo.undo(done.change_set.id)
    assert content(samples) == before


def test_five_thousand_are_one_undo(services: Services) -> None:
    """A whole list: as many as are changed at once in life, in one transaction."""
    from tracker.domain.changes import Action

    with services.database.write(Action("make")) as work:
        for n in range(5_000):
            work.writer.save(Contact(name=f"Person {n}"))
    every = list(range(1, 5_001))
    done = services.bulk.apply("contact", every, [FieldChange("tags", ("asia",), How.ADD)])
    assert done.changed == 5_000
    assert done.change_set is not None
    services.undo.undo(done.change_set.id)
    assert not any(one.tags for one in services.records.several(Contact, every).values())
