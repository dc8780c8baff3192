"""Saved views: kept, renamed, undone; what a list no longer has is left out and said."""

import json

import pytest
from sqlalchemy import insert, select

from tracker.domain.filters import EVERYTHING, Condition, Group, Operator
from tracker.domain.list_views import ListArrangement, ShownColumn, Sort, to_text
from tracker.errors import InvalidDraft, NotFound, TrackerError
from tracker.services import Services
from tracker.storage.tables import TABLES

LATE = ListArrangement(
    Condition("status", Operator.IS, ("overdue",)),
    (ShownColumn("title", 200), ShownColumn("pavilion.area")),
    (Sort("target", descending=True),),
    "agreement",
    compact=True,
)


def stored(services: Services, definition: str, name: str = "old") -> None:
    """A view as another version of the program may have left it."""
    row = {"name": name, "list_key": "deliverable", "definition": definition}
    with services.database.unaudited() as connection:
        connection.execute(insert(TABLES["saved_view"]), row)


def definition_of(services: Services, id: int) -> object:
    views = TABLES["saved_view"]
    with services.database.read() as connection:
        return json.loads(
            connection.execute(select(views.c.definition).where(views.c.id == id)).scalar_one()
        )


def test_a_view_comes_back_as_it_was_saved(services: Services) -> None:
    saved = services.views.save("deliverable", " Late   ones ", LATE)
    (view,) = services.views.all()
    assert (view.id, view.name, view.kind) == (saved.id, "Late ones", "deliverable")
    assert view.arrangement == LATE
    assert view.problems == ()
    services.views.save("deliverable", "Late ones", ListArrangement(), saved.id)
    assert services.views.all()[0].arrangement == ListArrangement()
    services.views.pin(saved.id, True)
    assert services.views.all()[0].arrangement.pinned


def test_every_change_of_a_view_is_undone(services: Services) -> None:
    made = services.views.save("deliverable", "Late", LATE).id
    services.views.rename(made, "Later")
    services.views.remove(made)
    assert services.views.all() == []
    services.undo.undo()
    assert services.views.all()[0].name == "Later"
    services.undo.undo()
    assert services.views.all()[0].name == "Late"
    services.undo.undo()
    assert services.views.all() == []
    services.undo.redo()
    assert services.views.all()[0].arrangement == LATE


def test_a_name_is_taken_once_on_a_list(services: Services) -> None:
    services.views.save("deliverable", "Late", LATE)
    other = services.views.save("deliverable", "Other", LATE).id
    services.views.save("agreement", "late", ListArrangement())
    for action in (
        lambda: services.views.save("deliverable", "LATE", LATE),
        lambda: services.views.rename(other, "late"),
    ):
        with pytest.raises(InvalidDraft, match="Late"):
            action()
    for name in ("", "  ", "x" * 500):
        with pytest.raises(InvalidDraft):
            services.views.save("deliverable", name, LATE)


def test_a_view_that_cannot_be_asked_is_not_saved(services: Services) -> None:
    for arrangement in (
        ListArrangement(sort=(Sort("nothing"),)),
        ListArrangement(Condition("nothing", Operator.EMPTY)),
        ListArrangement(Condition("target", Operator.LESS, ("soon",))),
    ):
        with pytest.raises(TrackerError):
            services.views.save("deliverable", "x", arrangement)
    assert services.views.all() == []


def test_a_view_that_is_gone_is_said_so(services: Services) -> None:
    for action in (
        lambda: services.views.rename(9, "x"),
        lambda: services.views.pin(9, True),
        lambda: services.views.remove(9),
        lambda: services.views.save("deliverable", "x", LATE, 9),
    ):
        with pytest.raises(NotFound):
            action()


def test_what_a_list_no_longer_has_is_left_out_and_said(services: Services) -> None:
    due = Condition("target", Operator.NEXT_DAYS, ("30",))
    red = Condition("colour", Operator.IS, ("red",))
    airship = Condition("type", Operator.IS, ("airship",))
    old = ListArrangement(
        Group((due, red, airship)),
        (ShownColumn("title"), ShownColumn("colour", 80)),
        (Sort("colour"), Sort("title")),
        "shade",
    )
    stored(services, to_text(old))
    (view,) = services.views.all()
    assert view.arrangement == ListArrangement(
        Group((due,)), (ShownColumn("title"),), (Sort("title"),)
    )
    said = " ".join(view.problems)
    assert all(word in said for word in ("colour", "shade", "airship"))
    assert services.views.checked("deliverable", LATE) == (LATE, ())


@pytest.mark.parametrize(
    "definition",
    [
        "",
        "no json",
        "[]",
        "null",
        '{"filter": {"all": 3}}',
        json.dumps({"columns": [["title"]]}),
        json.dumps({"filter": {"field": "type", "is": "resembles", "values": []}}),
        '{"filter": ' + '{"all": [' * 3000 + "]}" * 3000 + "}",
    ],
)
def test_a_broken_view_is_said_and_never_a_crash(services: Services, definition: str) -> None:
    stored(services, definition)
    (view,) = services.views.all()
    assert view.problems
    assert view.arrangement.filter == EVERYTHING
    services.views.rename(view.id, "kept")


def test_a_filter_nested_too_deep_is_left_out(services: Services) -> None:
    deep: Group = Group((Condition("open", Operator.IS, ("yes",)),))
    for _ in range(60):
        deep = Group((deep, deep), either=True)
        if len(to_text(ListArrangement(deep))) > 20_000:
            break
    stored(services, to_text(ListArrangement(deep)))
    assert services.views.all()[0].arrangement is not None


def test_what_is_left_of_a_refused_group_does_not_find_everything(services: Services) -> None:
    red = Condition("colour", Operator.IS, ("red",))
    late = Condition("status", Operator.IS, ("overdue",))
    for gone in (
        Group((red,), either=True),
        Group((red, Group((red,)))),
        Group((red,), negated=True),
    ):
        for filter in (Group((gone, late)), Group((gone, late), either=True)):
            kept, problems = services.views.checked("deliverable", ListArrangement(filter))
            assert problems
            assert isinstance(kept.filter, Group)
            assert kept.filter.parts == (late,)


def test_a_view_with_a_negated_group_comes_back(services: Services) -> None:
    early = Condition("target", Operator.LESS, ("2026-06-30",))
    arrangement = ListArrangement(Group((Group((early,), negated=True),)))
    services.views.save("deliverable", "Not early", arrangement)
    assert services.views.all()[0].arrangement == arrangement


def test_what_a_newer_program_added_is_read_over_and_kept(services: Services) -> None:
    definition = json.dumps(
        {
            "filter": {"all": []},
            "columns": [["title", 200, "left"], ["type", 0]],
            "sort": [["target", True, "last"]],
            "colours": ["red"],
        }
    )
    stored(services, definition)
    (view,) = services.views.all()
    assert view.problems == ()
    assert view.arrangement == ListArrangement(
        columns=(ShownColumn("title", 200), ShownColumn("type")), sort=(Sort("target", True),)
    )
    services.views.pin(view.id, True)
    assert definition_of(services, view.id) == json.loads(definition) | {"pinned": True}


@pytest.mark.parametrize(
    "filter", [{"xor": []}, {"all": 3}, {"field": "type", "is": "resembles", "values": []}]
)
def test_pinning_keeps_what_cannot_be_read(services: Services, filter: object) -> None:
    definition = {"filter": filter, "columns": [["title", 200]]}
    stored(services, json.dumps(definition))
    (view,) = services.views.all()
    services.views.pin(view.id, True)
    assert definition_of(services, view.id) == definition | {"pinned": True}
    services.views.pin(view.id, False)
    assert definition_of(services, view.id) == definition | {"pinned": False}


def test_what_is_no_view_is_not_pinned_and_not_changed(services: Services) -> None:
    stored(services, "no json")
    (view,) = services.views.all()
    with pytest.raises(TrackerError, match="cannot be changed"):
        services.views.pin(view.id, True)
    with services.database.read() as connection:
        kept = connection.execute(select(TABLES["saved_view"].c.definition)).scalar()
    assert kept == "no json"


@pytest.mark.parametrize("name", ["Overdue", "  overdue ", "OVERDUE"])
def test_a_view_is_not_called_like_one_of_the_program(services: Services, name: str) -> None:
    with pytest.raises(InvalidDraft, match="of the program itself"):
        services.views.save("deliverable", name, ListArrangement())
    kept = services.views.save("deliverable", "Late ones", ListArrangement())
    with pytest.raises(InvalidDraft, match="of the program itself"):
        services.views.rename(kept.id, name)
    assert [view.name for view in services.views.all()] == ["Late ones"]


def test_a_view_that_was_called_so_before_can_still_be_pinned_and_changed(
    services: Services,
) -> None:
    kept = services.views.save("deliverable", "Late ones", ListArrangement())
    with services.database.unaudited() as connection:
        connection.exec_driver_sql("UPDATE saved_view SET name = 'Overdue'")
    services.views.pin(kept.id, True)
    services.views.save("deliverable", "Overdue", ListArrangement(), kept.id)
    assert services.views.all()[0].name == "Overdue"
