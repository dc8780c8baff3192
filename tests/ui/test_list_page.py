"""The list page of every kind: filter, views, keys, trash, context menu, layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.opened import TODAY, dialog, page, press, running, session, settle, today, type_text
from tests.ui.recording import RecordedMessages
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.domain.filters import EVERYTHING
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.records import Agreement
from tracker.domain.refs import RecordRef
from tracker.domain.shortening import in_one_line
from tracker.services import Services
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS, LISTED
from tracker.ui.records_list.page import ListPage
from tracker.ui.records_list.source import PageQuery, ServiceRows

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def shown(program: Program, kind: str, view: str = "") -> ListPage:
    session(program).navigator.open_list(kind, view)
    settle(program)
    found = page(program)
    assert isinstance(found, ListPage)
    return found


def type_filter(program: Program, found: ListPage, text: str, qtbot: QtBot) -> None:
    found.view.bar.line.setFocus()
    before = found.model.query
    type_text(found.view.bar.line, text)
    qtbot.waitUntil(lambda: found.model.query != before)
    settle(program)


# --- finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LISTED)
def test_every_kind_has_a_list(kind: str, program: Program, second_services: Services) -> None:
    found = shown(program, kind)
    total = second_services.lists.total(kind)
    assert found.model.count == total > 10
    assert found.view.count.text() == str(total)
    assert found.view.pane.shown_text() == f"{total} of {total} shown"
    QAbstractItemModelTester(
        found.model, QAbstractItemModelTester.FailureReportingMode.Fatal, found
    )


def test_the_filter_narrows_as_one_types_and_says_when_it_hides_everything(
    program: Program, qtbot: QtBot
) -> None:
    found = shown(program, "organisation")
    press(program.window, Qt.Key.Key_F, CTRL)
    assert found.view.bar.line.hasFocus()
    type_filter(program, found, "첨단재생", qtbot)
    assert 0 < found.model.count < 20
    found.view.bar.line.clear()
    type_filter(program, found, "qqqq", qtbot)
    assert found.view.pane.state() == "hidden"
    words = "\n".join(label.text() for label in found.view.pane.findChildren(QLabel))
    assert "Nothing fits: “qqqq”. 112 records are hidden." in words
    found.view.pane.clear_requested.emit()
    settle(program)
    assert found.model.count == 112
    assert found.view.bar.line.text() == ""


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "?!… ()", "ㅎ", '"', "((((", "status:overdue " * 600, "\u202eabc"]
)
def test_any_text_in_the_filter_is_borne(
    text: str, program: Program, messages: RecordedMessages, qtbot: QtBot
) -> None:
    found = shown(program, "deliverable")
    found.view.bar.line.setText(text)
    found.view.bar.read_now()
    settle(program)
    assert found.model.count <= 38
    assert not found.view.pane.banner.isVisible()
    assert messages.errors == []
    if len(text) > 2_000:
        qtbot.waitUntil(lambda: "first 2,000 characters" in found.view.bar.problem.text())
    found.view.bar.clear()
    settle(program)
    assert found.model.count == 38


def choose_view(found: ListPage, name: str) -> None:
    menu = found.view.views.menu()
    next(action for action in menu.actions() if action.text() == name).trigger()
    menu.deleteLater()


def test_a_view_by_its_button_is_a_place_to_go_back_to(
    program: Program, second_services: Services
) -> None:
    found = shown(program, "deliverable")
    choose_view(found, "Silent 90 days")
    settle(program)
    assert found.model.count == second_services.lists.counts(TODAY)["deliverable:silent"] > 0
    assert program.window.rail.current() == "deliverable:silent"
    program.window.actions_["back"].trigger()
    settle(program)
    assert found.model.count == 38
    assert found.view.views.key == ""


def test_an_empty_view_is_no_hidden_filter(program: Program) -> None:
    found = shown(program, "deliverable", "due")
    assert found.view.pane.state() == "empty"
    words = "\n".join(label.text() for label in found.view.pane.findChildren(QLabel))
    assert "Nothing is due in the next 30 days" in words
    found.view.pane.create_requested.emit()
    settle(program)
    assert found.model.count == 38


@pytest.mark.parametrize("view", ["status:planned", "filter:status:planned"])
def test_a_filter_of_a_place_is_a_chip_that_can_be_removed(view: str, program: Program) -> None:
    found = shown(program, "deliverable", view)
    status = [each.key for each in found.model.columns].index("status")
    rows = [found.model.row_at(row) for row in range(found.model.count)]
    assert {row[status] for row in rows if row} == {"planned"}
    chip = found.view.bar.chips.chips[0]
    assert chip.word.text() == "Status is Planned"
    QTest.mouseClick(chip.cross, LEFT)
    settle(program)
    assert found.model.count == 38
    assert found.view.bar.chips.chips == []


# --- keys -----------------------------------------------------------------------------------------


def test_enter_opens_the_record_that_has_the_focus(program: Program) -> None:
    found = shown(program, "deliverable")
    table = found.view.pane.table
    assert program.window.focusWidget() is table
    table.select_id(found.model.id_at(3))
    press(table, Qt.Key.Key_Return)
    settle(program)
    ref = RecordRef("deliverable", found.model.id_at(3))
    assert session(program).navigator.recent() == [ref]


def test_down_from_the_filter_leads_into_the_list(program: Program) -> None:
    found = shown(program, "agreement")
    found.view.bar.line.setFocus()
    press(found.view.bar.line, Qt.Key.Key_Down)
    assert found.view.pane.table.hasFocus()
    assert found.view.pane.table.current_id() == found.model.id_at(0)


def test_delete_moves_to_the_trash_with_undo_to_hand(
    program: Program, messages: RecordedMessages, second_services: Services
) -> None:
    found = shown(program, "organisation")
    table = found.view.pane.table
    table.selectRow(4)
    gone = found.model.id_at(4)
    press(table, Qt.Key.Key_Delete)
    settle(program)
    assert found.model.count == 111
    assert found.model.find_row(gone) == -1
    toast = messages.toasts[-1]
    assert toast.action == "Undo"
    assert toast.act is not None
    toast.act()
    settle(program)
    assert second_services.lists.total("organisation") == 112
    assert found.model.find_row(gone) == 4


def test_several_are_trashed_at_once_and_come_back_at_once(
    program: Program, messages: RecordedMessages
) -> None:
    found = shown(program, "contact")
    table = found.view.pane.table
    table.selectAll()
    press(table, Qt.Key.Key_Delete)
    settle(program)
    assert found.model.count == 0
    assert messages.toasts[-1].text == "60 records are in the trash"
    assert found.view.pane.state() == "empty"
    act = messages.toasts[-1].act
    assert act is not None
    act()
    settle(program)
    assert found.model.count == 60
    assert messages.errors == []


def test_the_trash_is_a_view_from_which_records_come_back(
    program: Program, messages: RecordedMessages
) -> None:
    found = shown(program, "contact")
    gone = [found.model.id_at(row) for row in (0, 2)]
    session(program).navigator.trash_all([RecordRef("contact", id) for id in gone])
    settle(program)
    session(program).navigator.open_list("contact", "trash")
    settle(program)
    assert found.view.views.key == "trash"
    assert [found.model.id_at(row) for row in range(found.model.count)] == gone
    assert found.view.pane.shown_text() == "2 of 2 shown"
    table = found.view.pane.table
    table.selectAll()
    press(table, Qt.Key.Key_Delete)  # they are there already
    settle(program)
    menu = found.context_menu()
    texts = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert "Move to the trash" not in texts
    back = next(each for each in menu.actions() if "Bring back" in each.text())
    back.trigger()
    menu.deleteLater()
    settle(program)
    assert messages.toasts[-1].text == "2 records are back from the trash"
    assert found.view.pane.state() == "empty"
    session(program).navigator.open_list("contact")
    settle(program)
    assert found.model.count == 60
    undo = program.window.actions_["undo"].text()
    assert "Restore 2 contacts" in undo


# --- menu and layout ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "own"), [("agreement", "Summary…"), ("deliverable", "Log progress…"), ("event", "")]
)
def test_the_context_menu_offers_what_the_kind_can(kind: str, own: str, program: Program) -> None:
    found = shown(program, kind)
    found.view.pane.table.selectRow(1)
    menu = found.context_menu()
    offered = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    name = in_one_line(str(found.model.index(1, 0).data()), 40).replace("&", "")
    assert offered == [
        "Open",
        "Quick look",
        "Edit…",
        *([own] if own else []),
        "Add to favourites",
        f"Only “{name}”",
        f"Not “{name}”",
        "Copy as a table",
        "Change 1 record…",
        "Paste rows…",
        "Export this list…",
        "Move to the trash",
    ]
    menu.actions()[0].trigger()
    settle(program)
    assert session(program).navigator.recent() == [RecordRef(kind, found.model.id_at(1))]
    menu.deleteLater()


def test_copying_gives_a_table(program: Program, qtbot: QtBot) -> None:
    found = shown(program, "event")
    found.view.pane.table.selectRow(0)
    with qtbot.waitSignal(found.view.pane.table.copied):
        found.copy_selection()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Name\tDates\t")
    assert "13th Meeting of the Conference of the Parties of CMS" in copied


def test_a_layout_is_remembered(
    program: Program, icons: Icons, messages: RecordedMessages, tmp_path: Path, sample: Path
) -> None:
    found = shown(program, "agreement")
    found.model.set_sort([Sort("name", descending=True)])
    settle(program)
    first = found.model.id_at(0)
    program.shutdown()
    with running(icons, messages, tmp_path / "home") as again:
        again.open(Target(sample))
        settle(again)
        found = shown(again, "agreement")
        assert found.model.sort_keys == (Sort("name", descending=True),)
        assert found.model.id_at(0) == first


def test_a_change_elsewhere_is_shown_when_the_list_is_seen_again(program: Program) -> None:
    found = shown(program, "event")
    session(program).navigator.open_home()
    session(program).navigator.trash(RecordRef("event", found.model.id_at(0)))
    settle(program)
    assert found.model.count == 16
    session(program).navigator.open_list("event")
    settle(program)
    assert found.model.count == 15


def test_an_empty_list_offers_the_first_record(
    icons: Icons, messages: RecordedMessages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(icons, messages, tmp_path / "home") as program:
        program.start()
        settle(program)
        asked: list[str] = []
        monkeypatch.setattr(
            session(program).dialogs, "create", lambda kind, _prefill: asked.append(kind)
        )
        for kind in LISTED:
            found = shown(program, kind)
            assert found.view.pane.state() == "empty"
            found.view.pane.create_requested.emit()
        assert asked == list(LISTED)


# --- the source -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_value_has_words(kind: str, language: str, second_services: Services) -> None:
    source = ServiceRows(second_services.lists, kind, today, language)
    query = PageQuery(ListQuery(EVERYTHING, TODAY))
    keys = [column.key for column in source.columns]
    ids = [id for chunk in source.stream(query, (), "") for id in chunk]
    rows = source.rows(ids, keys)
    assert len(rows) == len(ids) == source.total(query)
    for row in rows:
        words = [column.words(value) for column, value in zip(source.columns, row, strict=True)]
        assert words[0]
        assert not any("None" in each or "[" in each for each in words[1:])
    for column in source.columns:
        found = [id for chunk in source.stream(query, (Sort(column.key),), "") for id in chunk]
        assert sorted(found) == sorted(ids)


def test_a_record_that_is_gone_gives_an_empty_row(second_services: Services) -> None:
    source = ServiceRows(second_services.lists, "event", today, "en")
    rows = source.rows([1, 99999, 2], ["name"])
    assert [bool(row) for row in rows] == [True, False, True]


# --- what the window does with the row in hand ----------------------------------------------------


def test_log_progress_is_about_the_row_in_hand(program: Program) -> None:
    from tracker.ui.progress.dialog import LogProgressDialog

    found = shown(program, "deliverable")
    found.view.pane.table.setFocus()
    found.view.pane.table.select_row(3)
    wanted = found.current_id()
    assert session(program).navigator.deliverable_in_hand() == wanted
    press(program.window, Qt.Key.Key_L, CTRL)
    settle(program)
    opened = dialog()
    assert isinstance(opened, LogProgressDialog)
    opened.reject()


def test_f2_edits_a_title_and_logs_a_status(program: Program, second_services: Services) -> None:
    from tracker.ui.progress.dialog import LogProgressDialog

    found = shown(program, "deliverable")
    table = found.view.pane.table
    table.setFocus()
    table.select_row(2)
    id = found.current_id()
    assert id is not None
    table.go_to_cell(2, found.model.keys.index("title"))
    press(table, Qt.Key.Key_F2)
    assert table.editing.is_open
    table.editing.end()
    table.go_to_cell(2, found.model.keys.index("status"))
    press(table, Qt.Key.Key_F2)
    settle(program)
    opened = dialog()
    assert isinstance(opened, LogProgressDialog)
    opened.reject()


def test_an_agreement_is_renamed_in_its_cell(program: Program, second_services: Services) -> None:
    found = shown(program, "agreement")
    table = found.view.pane.table
    table.setFocus()
    table.select_row(0)
    id = found.current_id()
    assert id is not None
    table.go_to_cell(0, found.model.keys.index("name"))
    press(table, Qt.Key.Key_F2)
    QTest.keyClicks(table.editing.frame.findChildren(QLineEdit)[0], "Renamed here")
    press(table.editing.frame, Qt.Key.Key_Return)
    settle(program)
    assert second_services.records.open(Agreement, id).record.title == "Renamed here"


def test_back_from_a_neighbour_selects_it_in_the_list(program: Program) -> None:
    found = shown(program, "deliverable")
    found.view.pane.table.select_row(0)
    found.open_current()
    settle(program)
    navigator = session(program).navigator
    navigator.step_record(1)
    navigator.step_record(1)
    settle(program)
    navigator.back()
    settle(program)
    assert found.current_id() == found.model.id_at(2)


def test_commands_of_a_list_are_offered_while_one_is_shown(program: Program) -> None:
    actions = program.window.actions_
    assert not actions["export_list"].isEnabled()
    shown(program, "deliverable")
    assert actions["export_list"].isEnabled()
    assert actions["export_list"] in actions.offered()
    session(program).navigator.open_home()
    assert not actions["export_list"].isEnabled()


def test_several_selected_records_are_changed_from_the_foot(program: Program) -> None:
    found = shown(program, "deliverable")
    table, foot = found.view.pane.table, found.view.pane.foot
    table.select_row(0)
    assert foot.several.isHidden()
    table.selectAll()
    assert foot.several.text() == "Change 38 records…"
    QTest.mouseClick(foot.several, LEFT)
    settle(program)
    dialog().reject()
