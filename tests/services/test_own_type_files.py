"""Own types in files, in the clipboard, in search and in what is told of a record."""

import csv
from contextlib import closing
from pathlib import Path

import pytest

from tests import factories
from tests.conftest import TODAY
from tests.own_types import NAME, definition, made, named
from tests.services.own_types_kept import Filled, deliverable, details_of, fill, ref_of
from tests.services.test_pasting import plan, tsv
from tracker.cli.showing import record_lines
from tracker.domain.fields import Kind
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery, ShownList, Sort
from tracker.domain.own_types import OwnField, OwnTypeDefinition
from tracker.domain.records import Deliverable
from tracker.errors import InvalidDraft
from tracker.services import Services, open_services
from tracker.services.kept_questions import kept_questions
from tracker.services.pasting import Outcome


@pytest.fixture
def filled(services: Services) -> Filled:
    """A database with deliverables of an own type."""
    return fill(services)


def test_it_goes_into_files_in_the_words_of_who_made_it(filled: Filled, tmp_path: Path) -> None:
    services, _, ids = filled
    keys = ["title", "type"] + [
        one.key for one in services.lists.columns("deliverable") if one.of == NAME
    ]
    shown = ShownList("deliverable", ListQuery(today=TODAY), columns=tuple(keys), title="x")
    for form in ("xlsx", "csv"):
        path = tmp_path / f"list.{form}"
        assert services.list_export.export(shown, path, form, only=ids[:1]) == 1
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file)
    said = dict(zip(head, row, strict=True))
    assert said["Type"] == NAME
    assert said[f"방식 ({NAME})"] == "온라인"
    assert said[f"R&D theme ({NAME})"] == "유전자 치료"
    assert said[f"Budget ({NAME})"] == "KRW 1500000"
    assert said[f"Area ({NAME})"].endswith("-2.5")


def test_rows_are_pasted_into_it(services: Services) -> None:
    type_ = made(services)
    head = f"Title|Type|참가 팀 ({NAME})|방식 ({NAME})|Dates ({NAME})|Budget ({NAME})"
    text = tsv(
        head,
        f"Daegu|{NAME}|1,200 개|A & B|May 2027|EUR 5",
        f"Jeju|{NAME}|many|오프라인|soon|5",
        "Busan|Seminar|3|||",
    )
    made_ = plan(services, "deliverable", text)
    assert [row.outcome for row in made_.rows] == [
        Outcome.NEW,
        Outcome.PROBLEM,
        Outcome.PROBLEM,
    ]
    assert sorted(made_.rows[1].problems) == [2, 3, 4, 5]
    assert NAME in made_.rows[2].problems[2], "which type has such a field"
    services.pasting.apply(made_)
    (hit,) = services.search.find("Daegu")
    record = services.records.open(Deliverable, hit.ref.id).record
    assert record.type == type_.key
    assert record.details == {
        named(type_, Kind.INTEGER): 1200,
        named(type_, Kind.CHOICE): "a_&_b",
        named(type_, Kind.DATE): "2027-05",
        named(type_, Kind.MONEY): {"amount": "5", "currency": "EUR"},
    }


def test_an_archive_holds_it(filled: Filled, tmp_path: Path) -> None:
    services, type_, ids = filled
    whole = services.archive.dump()
    with closing(open_services(tmp_path / "again.tracker", "x", lambda: TODAY)) as again:
        again.archive.restore(whole)
        assert again.types.of(type_.key).label == NAME
        assert again.own_types.one(type_.key).definition == type_
        assert again.own_types.all() == services.own_types.all()
        record = services.records.open(Deliverable, ids[0]).record
        assert again.records.open(Deliverable, ids[0]).record == record
        assert [hit.ref for hit in again.search.find("셀트리온")] == [ref_of(ids[0])]
        assert again.checking.check().is_whole


def test_sample_files_may_name_it_and_its_fields(services: Services, tmp_path: Path) -> None:
    type_ = made(services, definition("해커톤"))
    (tmp_path / "a.yaml").write_text(
        "contacts:\n  - {key: sora, name: 박소라}\n"
        "deliverables:\n"
        "  - title: Gwangju\n    type: 해커톤\n    details:\n"
        "      참가 팀: 7\n      방식: A & B\n      심사위원: [sora]\n"
        f"  - title: Ulsan\n    type: {type_.key}\n"
        f"    details: {{{named(type_, Kind.INTEGER)}: 8}}\n",
        encoding="utf-8",
    )
    services.samples.load(tmp_path, TODAY)
    found_ = {hit.title: hit.ref.id for hit in services.search.find("해커톤")}
    record = services.records.open(Deliverable, found_["Gwangju"]).record
    assert record.details == {
        named(type_, Kind.INTEGER): 7,
        named(type_, Kind.CHOICE): "a_&_b",
    }
    assert [row.role for row in record.participants] == [named(type_, Kind.PARTICIPANTS)]
    assert set(found_) == {"Gwangju", "Ulsan"}


def test_it_is_found_by_its_words_which_are_renewed(services: Services) -> None:
    type_ = made(services)
    id = deliverable(services, type_)

    def finds(text: str) -> bool:
        return ref_of(id) in [hit.ref for hit in services.search.find(text)]

    assert all(map(finds, ("해커톤", "온라인", "유전자", "셀트리온", "1500000", "2026-05")))
    fields = [
        field.model_copy(update={"choices": (
            field.choices[0].model_copy(update={"label": "비대면"}), *field.choices[1:])})
        if field.kind is Kind.CHOICE else field
        for field in type_.fields if field.kind is not Kind.TEXT
    ]  # fmt: skip
    changed = type_.model_copy(update={"name": "경진대회", "fields": tuple(fields)})
    saved = services.own_types.save(changed)
    assert saved.change_set is not None
    assert saved.change_set.touches("deliverable", id)
    assert finds("경진대회")
    assert finds("비대면")
    assert finds("유전자"), "what the type no longer has is still there"
    assert not finds("해커톤")
    assert not finds("온라인")
    assert services.checking.check().is_whole
    services.undo.undo()
    assert finds("해커톤")
    assert finds("온라인")
    assert not finds("비대면")
    assert services.checking.check().is_whole
    icon = services.own_types.save(type_.model_copy(update={"icon": "flag"}))
    assert icon.change_set is not None
    assert not icon.change_set.touches("deliverable", id), "no word of it is another"


def test_a_removed_field_is_shown_as_one_no_longer_there(services: Services) -> None:
    type_ = made(services)
    id = deliverable(services, type_)
    lines = list(record_lines(services, ref_of(id), TODAY))
    assert "No longer in this type" not in lines
    assert "R&D theme: 유전자 치료" in lines
    assert "참가 팀: 12 개" in lines
    services.own_types.save(type_.model_copy(update={"fields": ()}))
    lines = list(record_lines(services, ref_of(id), TODAY))
    at = lines.index("No longer in this type")
    assert "  방식: 온라인" in lines[at:]
    assert "  참가 팀: 12 개" in lines[at:]
    assert "  심사위원: 박소라" in lines[at:]
    record = services.records.open(Deliverable, id).record
    services.records.save(record.model_copy(update={"title": "Busan"}))
    assert services.records.open(Deliverable, id).record.details == details_of(type_)
    services.own_types.save(type_)
    assert "No longer in this type" not in list(record_lines(services, ref_of(id), TODAY))


def test_a_required_field_is_asked_for_when_it_is_saved_again(services: Services) -> None:
    type_ = made(services)
    id = factories.deliverable(services, type=type_.key)
    must = tuple(
        field.model_copy(update={"required": field.kind in (Kind.INTEGER, Kind.PARTICIPANTS)})
        for field in type_.fields
    )
    services.own_types.save(type_.model_copy(update={"fields": must}))
    record = services.records.open(Deliverable, id).record
    with pytest.raises(InvalidDraft) as refused:
        services.records.save(record.model_copy(update={"title": "x"}))
    assert [one.path for one in refused.value.problems] == [
        ("details", named(type_, Kind.INTEGER)),
        ("details", named(type_, Kind.PARTICIPANTS)),
    ]


def test_the_summary_tells_its_facts(services: Services) -> None:
    type_ = made(services)
    mou = factories.agreement(services, "MoU", (factories.organisation(services, "ARM"),))
    deliverable(services, type_, agreement_id=mou)
    for language in ("en", "ko"):
        (line,) = services.reporting.summary(mou, TODAY, language).deliverables
        facts = {fact.label: fact.value for fact in line.facts}
        assert line.type_label == NAME
        assert facts["R&D theme"] == "유전자 치료"
        assert facts["Budget"].startswith("KRW")
        assert facts["방식"] == "온라인"
        assert facts["심사위원"] == "박소라"


def test_the_first_page_of_the_next_start_asks_for_its_fields(services: Services) -> None:
    type_ = made(services)
    id = deliverable(services, type_)
    key = f"{type_.key}.{named(type_, Kind.INTEGER)}"
    query = ListQuery(Condition(key, Operator.MORE, ("5",)), TODAY)
    kept = kept_questions("deliverable", query, [Sort(key)], ["title", "type", key], services.types)
    assert kept is not None
    with services.database.read() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        asked = kept["first"]
        days = {name: TODAY.isoformat() for name in asked["days"]}
        assert raw.execute(asked["sql"], asked["values"] | days).fetchall() == [(id,)]
        rows = kept["rows"]
        sql = rows["sql"].replace(kept["ids"], str(id))
        days = {name: TODAY.isoformat() for name in rows["days"]}
        assert raw.execute(sql, rows["values"] | days).fetchone()[1:] == (
            "서울 2026",
            type_.key,
            12,
        )


def test_a_name_is_not_given_twice_even_after_an_undo(services: Services) -> None:
    first = services.own_types.save(
        OwnTypeDefinition(name="x", fields=(OwnField(label="a"), OwnField(label="teams")))
    )
    type_ = first.definition
    added = services.own_types.save(
        type_.model_copy(update={"fields": (*type_.fields, OwnField(label="팀"))})
    )
    name = added.definition.fields[-1].name
    factories.deliverable(services, type=type_.key, details={name: "twelve"})
    assert added.change_set is not None
    services.undo.undo(added.change_set.id)
    again = services.own_types.save(
        type_.model_copy(
            update={"fields": (*type_.fields, OwnField(label="팀", kind=Kind.INTEGER))}
        )
    )
    assert again.definition.fields[-1].name != name
