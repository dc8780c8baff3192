"""A list in the hand of somebody at the keyboard: cells, groups, columns, copying, editing."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.list_source import Numbers, settle, shown
from tests.ui.recording import RecordedMessages
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.fields import FieldSpec
from tracker.domain.list_views import ListArrangement, ShownColumn, Sort
from tracker.ui.forms.dates import DateEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.lines import LineEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.icons import Icons
from tracker.ui.lists.choosing import ColumnChooser
from tracker.ui.lists.columns import Column
from tracker.ui.lists.copying import copied
from tracker.ui.lists.model import PAGE, WindowedTableModel
from tracker.ui.lists.pane import ListPane
from tracker.ui.lists.view import ListView
from tracker.ui.tasks import TaskRunner

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEY = Qt.Key


@pytest.fixture
def source() -> Numbers:
    return Numbers(1000)


@pytest.fixture
def model(source: Numbers, runner: TaskRunner) -> WindowedTableModel:
    return WindowedTableModel(source, runner)


@pytest.fixture
def pane(icons: Icons, model: WindowedTableModel, runner: TaskRunner, qtbot: QtBot) -> ListPane:
    made = ListPane(icons, "Numbers")
    qtbot.addWidget(made)
    made.use(model)
    made.resize(900, 500)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    made.table.setFocus()
    model.ask(1)
    assert runner.wait_idle()
    settle(runner)
    return made


@pytest.fixture
def table(pane: ListPane) -> ListView:
    return pane.table


def press(table: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(table, key, held or Qt.KeyboardModifier.NoModifier)


def test_first_rows_are_shown_before_the_rest_is_known(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table = pane.table
    assert table.select_id(903)
    source.rest = threading.Event()
    with qtbot.waitSignal(model.answered):
        model.ask(3)
    assert not model.is_complete
    assert model.rowCount() == PAGE
    assert shown(model, 99) == "Row 300"
    source.rest.set()
    assert runner.wait_idle()
    assert model.is_complete
    assert model.rowCount() == 333
    assert list(table.selected_ids()) == [903], "it came with the rest"
    assert table.verticalScrollBar().value() == 0
    assert pane.shown_text() == "333 of 1,000 shown"
    assert tester.model() is model


def test_what_was_selected_while_the_rest_came_stays(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    source.rest = threading.Event()
    with qtbot.waitSignal(model.answered):
        model.ask(2)
    press(table, _KEY.Key_Home)
    press(table, _KEY.Key_Down, _SHIFT)
    source.rest.set()
    assert runner.wait_idle()
    settle(runner)
    assert list(table.selected_ids()) == [2, 4]
    assert table.current_id() == 4


def test_an_older_question_is_given_up(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    source.rest = threading.Event()
    with qtbot.waitSignal(model.answered):
        model.ask(2)
    model.ask(5)
    source.rest.set()
    assert runner.wait_idle()
    assert model.rowCount() == 200
    assert shown(model, 0) == "Row 5"


def test_a_refresh_leaves_the_screen_where_it_is(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.select_id(501)
    table.go_to_cell(500, 1)
    table.scrollTo(model.index(520, 0))
    settle(runner)
    top = table.rowAt(0)
    before = model.id_at(top), table.rowViewportPosition(top)
    said: list[int] = []
    table.current_id_changed.connect(said.append)
    source.gone = {3, 4, 700}
    model.refresh()
    assert runner.wait_idle()
    settle(runner)
    assert model.rowCount() == 997
    top = table.rowAt(0)
    assert (model.id_at(top), table.rowViewportPosition(top)) == before
    assert list(table.selected_ids()) == [501]
    assert (table.current_id(), table.currentIndex().column()) == (501, 1)
    assert said == [], "nobody went anywhere"
    assert tester.model() is model


def test_a_refresh_shows_new_values_before_all_ids_are_known(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    source.gate = threading.Event()
    source.names[2] = "Another name"
    with qtbot.waitSignal(model.dataChanged):
        model.refresh()
    assert shown(model, 1) == "Another name"
    source.gate.set()
    assert runner.wait_idle()
    assert shown(model, 1) == "Another name"


def test_keys_walk_through_rows_and_cells(
    model: WindowedTableModel, table: ListView, qtbot: QtBot
) -> None:
    press(table, _KEY.Key_End)
    assert table.current_id() == 1000
    press(table, _KEY.Key_Home)
    assert table.current_id() == 1
    press(table, _KEY.Key_PageDown)
    assert (table.current_id() or 0) > 8
    press(table, _KEY.Key_Home)
    press(table, _KEY.Key_Right)
    press(table, _KEY.Key_Right)
    assert (table.currentIndex().column(), list(table.selected_ids())) == (2, [1])
    press(table, _KEY.Key_Down, _SHIFT)
    assert list(table.selected_ids()) == [1, 2]
    press(table, _KEY.Key_Left)
    assert list(table.selected_ids()) == [1, 2], "another cell, the same rows"
    press(table, _KEY.Key_Right, _CTRL)
    assert table.currentIndex().column() == 4
    press(table, _KEY.Key_A, _CTRL)
    assert table.selected_count() == 1000
    press(table, _KEY.Key_End, _SHIFT)
    assert table.select_next(-1) == 999


def test_space_looks_and_f2_edits(table: ListView, qtbot: QtBot) -> None:
    table.select_id(7)
    with qtbot.waitSignal(table.quick_look_requested) as looked:
        press(table, _KEY.Key_Space)
    assert looked.args == [7]
    assert list(table.selected_ids()) == [7]
    with qtbot.waitSignal(table.edit_requested) as asked:
        press(table, _KEY.Key_F2)
    assert asked.args == [7]
    with qtbot.waitSignal(table.current_id_changed) as moved:
        press(table, _KEY.Key_Down)
    assert moved.args == [8]


def test_the_menu_key_asks_for_the_menu_at_the_row(table: ListView, qtbot: QtBot) -> None:
    table.select_id(3)
    rect = table.visualRect(table.currentIndex())
    with qtbot.waitSignal(table.menu_requested) as asked:
        QApplication.sendEvent(table.viewport(), _menu_event(table))
    place = table.viewport().mapFromGlobal(asked.args[0])
    assert rect.top() <= place.y() <= rect.bottom() + 1


def _menu_event(table: ListView) -> Any:
    reason = QContextMenuEvent.Reason.Keyboard
    return QContextMenuEvent(reason, QPoint(1, 1), table.mapToGlobal(QPoint(1, 1)))


# --- groups -----------------------------------------------------------------------------------


def test_groups_have_headings_with_counts_and_sums(
    model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_group("status")
    assert runner.wait_idle()
    assert model.rowCount() == 1003
    assert model.count == 1000
    total = sum(range(3, 1001, 3))
    assert [shown(model, 0, at) for at in (0, 1, 4)] == ["Planned: 333", "", f"{total:,} m²"]
    assert shown(model, 1) == "Row 3"
    assert model.id_at(0) == 0
    assert shown(model, 334) == "In progress: 334"
    shown(model, 335)
    settle(runner)
    assert shown(model, 335) == "Row 1"
    table.selectAll()
    assert table.selected_count() == 1000
    assert len(table.selected_ids()) == 1000
    image = table.grab().toImage()
    assert image.pixelColor(300, 45) == table.icons.theme.color("window")
    assert tester.model() is model


def test_groups_close_and_open_by_key_and_click(
    model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_group("status")
    assert runner.wait_idle()
    table.select_id(6)
    press(table, _KEY.Key_Left)
    assert model.group_at(table.currentIndex().row()) is not None, "to the heading"
    press(table, _KEY.Key_Left)
    assert model.rowCount() == 1003 - 333
    assert shown(model, 1) == "In progress: 334"
    assert model.find_row(6) == -1
    press(table, _KEY.Key_Right)
    assert shown(model, 1) == "Row 3"
    heading = table.visualRect(model.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert model.rowCount() == 1003 - 333
    model.refresh()
    assert runner.wait_idle()
    assert model.rowCount() == 1003 - 333, "closed it stays"
    table.set_all_open(False)
    assert [shown(model, row) for row in range(3)] == [
        "Planned: 333", "In progress: 334", "Delivered: 333",
    ]  # fmt: skip
    table.set_all_open(True)
    assert model.rowCount() == 1003
    model.set_group("")
    assert runner.wait_idle()
    assert (model.rowCount(), shown(model, 0)) == (1000, "Row 1")
    assert tester.model() is model


def test_a_selection_outlives_grouping(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    table.select_id(500)
    model.set_group("status")
    assert runner.wait_idle()
    assert list(table.selected_ids()) == [500]
    source.gone = {500, 1, 2}
    model.refresh()
    assert runner.wait_idle()
    assert list(table.selected_ids()) == []
    assert model.rowCount() == 1000


# --- columns ----------------------------------------------------------------------------------


def test_columns_are_remembered(
    model: WindowedTableModel, pane: ListPane, icons: Icons, runner: TaskRunner, qtbot: QtBot
) -> None:
    table = pane.table
    assert table.shown_keys() == ("name", "status", "percent", "due", "area")
    assert table.arrangement() == ListArrangement(), "as the list has it, nothing is kept"
    table.head.moveSection(0, 2)
    table.show_columns(["status", "percent", "name", "note"])
    table.widths.by_hand["status"] = 222
    table.set_compact(True)
    model.set_order([Sort("percent", True)], "status")
    state = table.layout_state()

    other = ListPane(icons, "Other")
    qtbot.addWidget(other)
    other.use(WindowedTableModel(model.source, runner))
    newer = {**state, "columns": [*state["columns"], ["of a newer program", 50]]}
    other.table.apply_layout({**newer, "sort": [*state["sort"], ["unknown", True]]})
    assert other.table.layout_state() == state
    assert other.table.shown_keys() == ("status", "percent", "name", "note")
    assert other.table.columnWidth(0) == 222
    assert other.table.is_compact
    other.table.apply_layout({"columns": "broken"})
    assert other.table.shown_keys() == ("name", "status", "percent", "due", "area")


def test_a_column_moved_by_the_mouse_moves_in_the_arrangement(
    model: WindowedTableModel, table: ListView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.layout_changed):
        table.head.moveSection(4, 0)
    assert table.shown_keys() == ("area", "name", "status", "percent", "due")
    table.show_columns(["name", "area"])
    assert (table.shown_keys(), model.keys) == (("name", "area"), ("name", "area"))
    table.arrange(ListArrangement(columns=(ShownColumn("due", 130), ShownColumn("name"))))
    assert table.shown_keys() == ("due", "name")
    assert table.columnWidth(0) == 130
    assert table.arrangement().columns == (ShownColumn("due", 130), ShownColumn("name"))


def test_other_columns_keep_rows_selection_and_place(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.select_id(300)
    settle(runner)
    scrolled = table.verticalScrollBar().value()
    asked = len(source.asked)
    table.show_columns(["note", "name"])
    assert shown(model, 299, 1) == "Row 300", "what is known is shown at once"
    assert runner.wait_idle()
    settle(runner)
    assert list(table.selected_ids()) == [300]
    assert table.verticalScrollBar().value() == scrolled
    assert len(source.asked) == asked, "the ids are the same"
    assert tester.model() is model


def test_other_columns_while_the_rest_is_on_its_way(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    source.first = 30
    source.rest = threading.Event()
    with qtbot.waitSignal(model.answered):
        model.ask(2)
    assert model.rowCount() == 30
    table.show_columns(["percent", "name"])
    assert shown(model, 29, 1) == "Row 60"
    source.rest.set()
    assert runner.wait_idle()
    settle(runner)
    assert [shown(model, row, 1) for row in (0, 29, 31)] == ["Row 2", "Row 60", "Row 64"]
    assert tester.model() is model


def test_columns_are_chosen_by_keys(table: ListView, qtbot: QtBot) -> None:
    chooser = ColumnChooser(table)
    qtbot.addWidget(chooser)
    chooser.open_at(table.mapToGlobal(QPoint(0, 0)))
    chooser.columns.setFocus()
    chooser.columns.setCurrentRow(1)
    press(chooser.columns, _KEY.Key_Space)
    assert table.shown_keys() == ("name", "percent", "due", "area")
    chooser.columns.setCurrentRow(3)
    press(chooser.columns, _KEY.Key_Up, _ALT)
    assert table.shown_keys() == ("name", "due", "percent", "area")
    chooser.first.click()
    assert table.shown_keys() == ("name", "status", "percent", "due", "area")
    for row in range(5):
        chooser.columns.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert table.shown_keys() == ("area",), "one stays"


def test_a_key_never_reaches_a_column_that_is_hidden_by_the_search(
    table: ListView, qtbot: QtBot
) -> None:
    chooser = ColumnChooser(table)
    qtbot.addWidget(chooser)
    chooser.open_at(table.mapToGlobal(QPoint(0, 0)))
    chooser.search.setText("area")
    press(chooser.search, _KEY.Key_Down)
    press(chooser.columns, _KEY.Key_Space)
    assert table.shown_keys() == ("name", "status", "percent", "due")
    chooser.search.setText("nothing is called so")
    press(chooser.columns, _KEY.Key_Space)
    assert table.shown_keys() == ("name", "status", "percent", "due")


def test_the_column_menu_is_reached_by_key_and_does_all(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    table.select_id(1)
    press(table, _KEY.Key_Right)
    press(table, _KEY.Key_Down, _ALT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.accessibleName() == "Column Status"
    menu.close()

    def do(section: int, verb: str) -> None:
        menu = table.menu_of(section)
        next(action for action in menu.actions() if action.data() == verb).trigger()
        menu.close()
        assert runner.wait_idle()

    do(1, "down")
    assert model.sort_keys == (Sort("status", True),)
    do(0, "then_up")
    assert model.sort_keys == (Sort("status", True), Sort("name"))
    do(1, "unsort")
    assert model.sort_keys == (Sort("name"),)
    do(1, "group")
    assert model.is_grouped
    do(1, "close")
    assert model.rowCount() == 3
    do(1, "ungroup")
    do(1, "left")
    assert table.shown_keys()[:2] == ("status", "name")
    do(2, "hide")
    assert "percent" not in table.shown_keys()


def test_a_double_click_fits_a_column(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner
) -> None:
    source.name = "A very long name of a row that takes more room than there is: {id}"
    model.refresh()
    assert runner.wait_idle()
    table.widths.by_hand["name"] = 90
    table.fit()
    assert table.columnWidth(0) == 90
    table.fit_column(0)
    assert table.columnWidth(0) > 300


# --- copying ------------------------------------------------------------------------------------


def test_copied_rows_paste_into_a_spreadsheet(
    source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner, qtbot: QtBot
) -> None:
    source.name = "=cmd <{id}>"
    model.ask(500)
    assert runner.wait_idle()
    table.head.moveSection(4, 1)
    table.selectAll()
    with qtbot.waitSignal(table.copied) as told:
        press(table, _KEY.Key_C, _CTRL)
    assert told.args == [2]
    due = write_date(PartialDate.parse("2024-06"))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == (
        "Name\tArea\tStatus\tProgress\tTarget\n"
        f"'=cmd <500>\t500\tDelivered\t96 %\t{due}\n"
        f"'=cmd <1000>\t1000\tIn progress\t91 %\t{due}\n"
    )
    page = data.html()
    assert "<th>Name</th><th>Area</th>" in page
    assert "<td>'=cmd &lt;500&gt;</td>" in page
    table.clearSelection()
    table.select_id(500)
    with qtbot.waitSignal(table.copied):
        press(table, _KEY.Key_C, _CTRL | _SHIFT)
    assert QGuiApplication.clipboard().text().count("\n") == 2


def test_copied_numbers_stay_numbers_and_cells_stay_cells(source: Numbers) -> None:
    columns = (Column("area", "T"), Column("name", "N"))
    source.names = {1: "a\tb\nc", 2: "-x"}
    assert copied(source, columns, [1, 2]).text == "T\tN\n1\ta b c\n2\t'-x\n"
    numbers = (Column("area", "N", kind="number", text=str),)
    assert copied(source, numbers, [1500]).text == "N\n1500\n"


def test_much_is_copied_with_progress_and_can_be_stopped(
    icons: Icons, runner: TaskRunner, qtbot: QtBot
) -> None:
    source = Numbers(30_000)
    model = WindowedTableModel(source, runner)
    pane = ListPane(icons, "Many")
    qtbot.addWidget(pane)
    pane.use(model)
    pane.show()
    model.ask(1)
    assert runner.wait_idle()
    pane.table.selectAll()
    pane.table.copy_selection()
    assert pane.foot.stop.isVisible()
    qtbot.mouseClick(pane.foot.stop, Qt.MouseButton.LeftButton)
    assert runner.wait_idle()
    assert not pane.foot.stop.isVisible()
    with qtbot.waitSignal(pane.table.copied, timeout=20_000) as told:
        pane.table.copy_selection()
    assert told.args == [30_000]
    assert QGuiApplication.clipboard().text().count("\n") == 30_001
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    QGuiApplication.clipboard().clear()


# --- the foot -----------------------------------------------------------------------------------


def test_the_foot_sums_what_is_shown_and_what_is_selected(
    model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    assert pane.foot.sums.text() == f"Area {Decimal(sum(range(1, 1001))):,} m²"
    pane.table.select_id(10)
    assert pane.foot.selected.text() == "1 selected"
    pane.table.go_to_cell(19, 0)
    press(pane.table, _KEY.Key_Down, _SHIFT)
    qtbot.waitUntil(lambda: pane.foot.sums.text().startswith("Selected: "))
    picked = pane.table.selected_ids()
    assert len(picked) > 1
    assert pane.foot.sums.text() == f"Selected: Area {sum(picked):,} m²"
    pane.table.show_columns(["name", "status"])
    assert runner.wait_idle()
    assert not pane.foot.sums.isVisible()


# --- editing ------------------------------------------------------------------------------------


class Saves:
    """Makes editors and keeps what is saved."""

    def __init__(self, icons: Icons, runner: TaskRunner, messages: RecordedMessages) -> None:
        today = PartialDate.parse("2026-11-21").earliest
        services: Any = None
        self._parts = FormParts(
            services, runner, messages, icons, lambda: today, "en", lambda request: None
        )
        self.saved: list[tuple[int, str, Any]] = []
        self.answer = ""
        self.later: Callable[[str], None] | None = None

    def make(self, spec: FieldSpec, parent: QWidget) -> Editor:
        made = DateEditor if spec.name == "due" else LineEditor
        return made(spec, self._parts, parent)

    def commit(self, id: int, key: str, value: Any, ended: Callable[[str], None]) -> None:
        self.saved.append((id, key, value))
        self.later = ended
        ended(self.answer)


@pytest.fixture
def saves(icons: Icons, runner: TaskRunner, messages: RecordedMessages, table: ListView) -> Saves:
    made = Saves(icons, runner, messages)
    table.edit_with(made.make, made.commit)
    return made


def _line() -> QLineEdit:
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def test_a_cell_is_edited_in_place(saves: Saves, table: ListView, qtbot: QtBot) -> None:
    table.select_id(2)
    press(table, _KEY.Key_F2)
    line = _line()
    assert line.text() == "Row 2"
    assert line.selectedText() == "Row 2"
    QTest.keyClicks(line, "Better")
    press(line, _KEY.Key_Return)
    assert saves.saved == [(2, "name", "Better")]
    assert not table.editing.is_open
    assert table.hasFocus()
    press(table, _KEY.Key_F2)
    QTest.keyClicks(_line(), "Not this")
    press(_line(), _KEY.Key_Escape)
    assert len(saves.saved) == 1
    assert table.hasFocus()


def test_a_date_is_read_as_people_write_it(saves: Saves, table: ListView) -> None:
    table.select_id(2)
    table.go_to_cell(1, 3)
    press(table, _KEY.Key_F2)
    QTest.keyClicks(_line(), "31 foo")
    press(_line(), _KEY.Key_Return)
    assert table.editing.is_open
    problem = table.editing.frame.problem
    assert problem.isVisible()
    assert problem.text()
    assert _line().text() == "31 foo", "what was typed is kept"
    _line().selectAll()
    QTest.keyClicks(_line(), "Aug 2020")
    assert not problem.isVisible()
    press(_line(), _KEY.Key_Return)
    assert saves.saved == [(2, "due", PartialDate.parse("2020-08"))]


def test_what_could_not_be_saved_stays_with_the_reason(saves: Saves, table: ListView) -> None:
    saves.answer = "There is one of that name already."
    table.select_id(2)
    press(table, _KEY.Key_F2)
    QTest.keyClicks(_line(), "Twice")
    press(_line(), _KEY.Key_Return)
    assert _line().text() == "Twice"
    assert table.editing.frame.problem.text() == "There is one of that name already."
    saves.answer = ""
    press(_line(), _KEY.Key_Return)
    assert len(saves.saved) == 2
    assert not table.editing.is_open


def test_what_cannot_be_read_is_not_thrown_away_by_a_click_elsewhere(
    saves: Saves, model: WindowedTableModel, table: ListView, qtbot: QtBot
) -> None:
    table.go_to_cell(1, 3, only=True)
    press(table, _KEY.Key_F2)
    QTest.keyClicks(_line(), "31 foo")
    place = table.visualRect(model.index(5, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert saves.saved == []
    press(table, _KEY.Key_F2)
    assert _line().text() == "31 foo"
    press(_line(), _KEY.Key_Escape)
    place = table.visualRect(model.index(5, 0)).center()
    table.go_to_cell(1, 0, only=True)
    press(table, _KEY.Key_F2)
    QTest.keyClicks(_line(), "Clicked away")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert saves.saved == [(2, "name", "Clicked away")]
    assert not table.editing.is_open


def test_tab_saves_and_goes_to_the_next_cell(saves: Saves, table: ListView) -> None:
    table.select_id(2)
    press(table, _KEY.Key_F2)
    QTest.keyClicks(_line(), "New")
    press(_line(), _KEY.Key_Tab)
    assert saves.saved == [(2, "name", "New")]
    assert table.editing.is_open
    assert table.currentIndex().column() == 3
    press(_line(), _KEY.Key_Backtab, _SHIFT)
    assert table.currentIndex().column() == 0
    assert len(saves.saved) == 1, "nothing was changed there"
    press(_line(), _KEY.Key_Escape)
    table.go_to_cell(1, 1)
    press(table, _KEY.Key_F2)
    assert not table.editing.is_open, "a status is not typed"


def test_an_edit_outlives_a_refresh(
    saves: Saves, source: Numbers, model: WindowedTableModel, table: ListView, runner: TaskRunner
) -> None:
    table.select_id(4)
    press(table, _KEY.Key_F2)
    QTest.keyClicks(_line(), "Half a sen")
    source.gone = {1, 2}
    model.refresh()
    assert runner.wait_idle()
    assert _line().text() == "Half a sen"
    cell = table.visualRect(model.index(1, 0))
    assert cell.contains(table.editing.frame.geometry().center())
    press(_line(), _KEY.Key_Return)
    assert saves.saved == [(4, "name", "Half a sen")]


def test_ids_of_a_selection_are_few_numbers_only(table: ListView, model: Any) -> None:
    flags = QItemSelectionModel.SelectionFlag
    table.select_id(5)
    table.selectionModel().select(model.index(9, 0), flags.Select | flags.Rows)
    assert table.selected_ids() == array("q", [5, 10])
    assert table.selected_ranges() == [(4, 4), (9, 9)]
