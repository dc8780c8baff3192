"""Saved views: keeping, changing, pinning; the rail; filters by a cell; quick look; editing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.opened import dialog, page, press, session, settle, type_text
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.domain.filter_text import parse
from tracker.domain.filters import Condition, Group, Operator
from tracker.domain.list_views import ListArrangement, ShownColumn, ShownList, Sort
from tracker.domain.records import SavedView
from tracker.domain.refs import RecordRef
from tracker.services import Services
from tracker.ui.records_list.naming import NameDialog
from tracker.ui.records_list.page import ListPage

OVERDUE = Condition("status", Operator.IS, ("overdue",))


def shown(program: Program, kind: str, view: str = "") -> ListPage:
    session(program).navigator.open_list(kind, view)
    settle(program)
    found = page(program)
    assert isinstance(found, ListPage)
    return found


def choose(menu: QMenu, words: str) -> None:
    action = next(each for each in menu.actions() if words in each.text().replace("&", ""))
    assert action.isEnabled()
    action.trigger()
    menu.deleteLater()


def offered(menu: QMenu) -> list[str]:
    menu.deleteLater()
    return [each.text().replace("&", "") for each in menu.actions() if each.isEnabled()]


def name_it(program: Program, name: str) -> None:
    asked = dialog()
    assert isinstance(asked, NameDialog)
    asked.name.selectAll()
    type_text(asked.name, name)
    press(asked.name, Qt.Key.Key_Return)
    settle(program)


def saved_view(services: Services, arrangement: ListArrangement, name: str = "Late ones") -> str:
    return f"saved:{services.views.save('deliverable', name, arrangement).id}"


# --- keeping --------------------------------------------------------------------------------------


def test_a_filter_is_kept_as_a_view_and_opened_again(
    program: Program, second_services: Services, messages: RecordedMessages
) -> None:
    found = shown(program, "deliverable")
    assert not found.view.views.save.isVisible()
    found.view.bar.line.setFocus()
    type_text(found.view.bar.line, "status:overdue korea")
    found.view.bar.line.close_list()
    press(found.view.bar.line, Qt.Key.Key_Return)
    settle(program)
    count = found.model.count
    assert 0 < count < 9
    assert found.view.views.button.text() == "All •"
    assert "changed" in found.view.views.button.accessibleName()
    press(found.view.views.save, Qt.Key.Key_Space)
    name_it(program, "Late in Korea")
    kept = second_services.views.all()
    assert [view.name for view in kept] == ["Late in Korea"]
    words = Condition("", Operator.CONTAINS, ("korea",))
    assert kept[0].arrangement.filter == Group((words, OVERDUE))
    assert found.view.views.key == f"saved:{kept[0].id}"
    assert found.view.views.button.text() == "Late in Korea"
    assert messages.toasts[-1].text == "The view Late in Korea is saved"
    again = shown(program, "deliverable", f"saved:{kept[0].id}")
    assert again.model.count == count
    assert again.view.bar.line.text() == "korea"


def test_a_name_that_is_taken_is_said_in_the_dialog(
    program: Program, second_services: Services
) -> None:
    saved_view(second_services, ListArrangement(OVERDUE))
    found = shown(program, "deliverable", "filter:status:planned")
    choose(found.view.views.menu(), "Save as a new view")
    name_it(program, "late ONES")
    asked = dialog()
    assert isinstance(asked, NameDialog)
    assert "already" in asked.problem.text()
    assert asked.name.property("invalid") is True
    name_it(program, "Planned")
    assert len(second_services.views.all()) == 2


def test_a_view_that_was_changed_is_saved_or_reset(
    program: Program, second_services: Services
) -> None:
    view = saved_view(
        second_services,
        ListArrangement(OVERDUE, (ShownColumn("title"), ShownColumn("target", 150))),
    )
    found = shown(program, "deliverable", view)
    table = found.view.pane.table
    assert table.shown_keys() == ("title", "target")
    assert found.view.views.button.text() == "Late ones"
    assert not found.view.views.save.isVisible()
    found.model.set_sort([Sort("title", descending=True)])
    settle(program)
    assert found.view.views.button.text() == "Late ones •"
    choose(found.view.views.menu(), "Reset the view")
    settle(program)
    assert found.model.sort_keys == ()
    assert found.view.views.button.text() == "Late ones"
    found.view.density.click()
    settle(program)
    press(found.view.views.save, Qt.Key.Key_Space)
    settle(program)
    assert second_services.views.all()[0].arrangement.compact
    assert found.view.views.button.text() == "Late ones"
    assert not found.view.views.save.isVisible()
    # What a view shows is not how the whole list is shown.
    shown(program, "deliverable")
    assert "status" in table.shown_keys()
    assert not table.is_compact


def test_a_view_is_renamed_removed_and_brought_back(
    program: Program, second_services: Services, messages: RecordedMessages
) -> None:
    view = saved_view(second_services, ListArrangement(OVERDUE))
    found = shown(program, "deliverable", view)
    choose(found.view.views.menu(), "Rename the view")
    name_it(program, "Behind")
    assert found.view.views.button.text() == "Behind"
    choose(found.view.views.menu(), "Delete the view")
    settle(program)
    assert second_services.views.all() == []
    assert found.view.views.key == ""
    assert found.model.count == 38
    words = "\n".join(label.text() for label in found.view.notice.findChildren(QLabel))
    assert "not there any more" not in words  # who removes it knows
    act = messages.toasts[-1].act
    assert act is not None
    act()
    settle(program)
    assert [each.name for each in second_services.views.all()] == ["Behind"]
    assert messages.errors == []


def test_a_view_with_a_column_that_is_gone_says_so_and_opens(
    program: Program, second_services: Services
) -> None:
    view = saved_view(second_services, ListArrangement(OVERDUE))
    id = int(view.removeprefix("saved:"))
    found = shown(program, "deliverable", view)
    stored = second_services.views._stored(id)
    broken = stored.definition.replace('"columns": []', '"columns": [["title", 0], ["gone", 80]]')
    assert broken != stored.definition
    record = SavedView(**(stored.model_dump() | {"definition": broken}))
    second_services.views._change(id, "Change view {name}", record)
    shown(program, "deliverable")
    found.saved.load()
    settle(program)
    found = shown(program, "deliverable", view)
    assert found.view.pane.table.shown_keys() == ("title",)
    assert found.model.count == 9
    assert found.view.notice.isVisible()
    words = "\n".join(label.text() for label in found.view.notice.findChildren(QLabel))
    assert "gone" in words


def test_a_place_that_is_not_there_shows_all_and_says_so(program: Program) -> None:
    for view in ("saved:999", "nonsense"):
        found = shown(program, "deliverable", view)
        assert found.model.count == 38
        assert found.view.notice.isVisible()
    found = shown(program, "deliverable", "filter:stauts:overdue")
    assert found.model.count == 38
    assert found.view.bar.line.text() == "stauts:overdue"
    assert "Did you mean “Status”" in found.view.bar.problem.text()


# --- the rail -------------------------------------------------------------------------------------


def test_a_pinned_view_stands_in_the_rail_with_its_count(
    program: Program, second_services: Services, qtbot: QtBot
) -> None:
    view = saved_view(second_services, ListArrangement(OVERDUE))
    found = shown(program, "deliverable", view)
    rail, key = program.window.rail, f"deliverable:{view}"
    fixed = rail.keys("views")
    assert fixed[-1] == "deliverable:mine"
    assert rail.current() == "deliverable"
    choose(found.view.views.menu(), "Pin to the side")
    settle(program)
    qtbot.waitUntil(lambda: key in rail.keys("views"))
    settle(program)
    assert rail.keys("views") == [*fixed, key]
    assert rail.current() == key
    assert rail.item(key).accessibleName() == "Late ones, 9"
    assert not found.view.views.save.isVisible()
    session(program).navigator.open_home()
    rail.item(key).click()
    settle(program)
    assert found.view.views.key == view
    # The number follows the records.
    id = found.model.id_at(0)
    session(program).navigator.trash(RecordRef("deliverable", id))
    settle(program)
    qtbot.waitUntil(lambda: rail.item(key).accessibleName() == "Late ones, 8")
    choose(found.view.views.menu(), "Unpin")
    settle(program)
    qtbot.waitUntil(lambda: rail.keys("views") == fixed)


def test_mine_says_what_it_looks_for(program: Program) -> None:
    found = shown(program, "deliverable", "mine")
    words = "\n".join(label.text() for label in found.view.pane.findChildren(QLabel))
    assert "Nothing is yours" in words
    assert found.desk.services.who in words


# --- with the list --------------------------------------------------------------------------------


def test_only_records_like_this_one(program: Program) -> None:
    found = shown(program, "deliverable")
    table = found.view.pane.table
    row = next(at for at in range(38) if found.model.index(at, 0).data() == "BIO Debriefing at BIX")
    column = [each.key for each in found.model.columns].index("type")
    table.setCurrentIndex(found.model.index(row, column))
    choose(found.context_menu(), "Only “Forum”")
    settle(program)
    assert found.view.bar.filter() == Group((Condition("type", Operator.IS, ("forum",)),))
    count = found.model.count
    assert 0 < count < 38
    table.select_row(0)
    table.setCurrentIndex(found.model.index(0, column))
    found.view.bar.clear()
    settle(program)
    choose(found.context_menu(), "Not “Forum”")
    settle(program)
    assert found.model.count == 38 - count


def test_quick_look_follows_the_rows(program: Program) -> None:
    found = shown(program, "deliverable")
    table, navigator = found.view.pane.table, session(program).navigator
    table.setFocus()
    table.select_row(0)
    press(table, Qt.Key.Key_Space)
    assert navigator.is_quick_look
    press(table, Qt.Key.Key_Down)
    settle(program)
    assert navigator.is_quick_look
    press(table, Qt.Key.Key_Space)
    assert not navigator.is_quick_look


def test_the_list_is_handed_on_as_it_stands(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shown(program, "deliverable", "overdue")
    given: list[ShownList] = []
    monkeypatch.setattr(session(program).navigator, "export_list", given.append)
    found.model.set_sort([Sort("title")])
    settle(program)
    found.view.export.click()
    assert given[0].kind == "deliverable"
    assert given[0].title == "Deliverables – Overdue"
    assert given[0].sort == (Sort("title"),)
    assert given[0].columns == found.view.pane.table.shown_keys()
    fields = found.view.bar.fields
    wanted = parse("status:overdue", fields, found.desk.today()).filter
    assert given[0].query == replace(found.query(), filter=wanted)
    assert given[0].query.me == found.desk.services.who


def test_a_cell_is_edited_where_it_stands(
    program: Program, second_services: Services, messages: RecordedMessages
) -> None:
    found = shown(program, "organisation")
    table = found.view.pane.table
    column = next(at for at, each in enumerate(found.model.columns) if each.editable)
    key, id = found.model.columns[column].key, found.model.id_at(0)
    table.setFocus()
    table.setCurrentIndex(found.model.index(0, column))
    press(table, Qt.Key.Key_F2)
    field = program.window.focusWidget()
    assert field is not table
    assert field is not None
    field.selectAll()  # type: ignore[attr-defined]
    type_text(field, "Changed in the list")  # type: ignore[arg-type]
    press(field, Qt.Key.Key_Return)
    settle(program)
    rows = second_services.lists.rows("organisation", [id], found.desk.today(), [key])
    assert rows == [("Changed in the list",)]
    act = messages.toasts[-1].act
    assert act is not None
    act()
    settle(program)
    rows = second_services.lists.rows("organisation", [id], found.desk.today(), [key])
    assert rows != [("Changed in the list",)]


def test_rows_are_grouped_from_the_menu(program: Program) -> None:
    found = shown(program, "deliverable")
    choose(found.group_menu(), "Type")
    settle(program)
    assert found.model.group == "type"
    assert found.view.group.text() == "By Type"
    assert "Close all groups" in offered(found.group_menu())
    choose(found.group_menu(), "Close all groups")
    assert found.model.rowCount() < 38
    choose(found.group_menu(), "No groups")
    settle(program)
    assert found.model.rowCount() == 38
