"""Lists: only what is near the screen, selection kept by id, sorting in the question."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.errors import DatabaseLocked
from tracker.ui.icons import Icons
from tracker.ui.lists.columns import Column, SortKey
from tracker.ui.lists.copying import table_text
from tracker.ui.lists.model import ID_ROLE, PAGE, WindowedTableModel
from tracker.ui.lists.pane import ListPane
from tracker.ui.lists.view import COMPACT_ROW, ROW
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme


class Numbers:
    """A source over the ids 0 to count - 1; the query keeps those it divides without rest."""

    columns: Sequence[Column] = (
        Column("name", "Name", 200, "strong", stretch=True),
        Column("status", "Status", 150, "status"),
        Column("percent", "Progress", 120, "percent"),
        Column("due", "Target", 120, "date", sortable=False),
        Column("note", "Note", 120, "muted", shown=False),
    )

    def __init__(self, count: int) -> None:
        self.count = count
        self.fetched: list[int] = []
        self.asked: list[tuple[Any, tuple[SortKey, ...]]] = []
        self.threads: set[str] = set()
        self.gate: threading.Event | None = None
        self.error: Exception | None = None
        self.name = "Row {id}"

    def ids(self, query: Any, sort: tuple[SortKey, ...]) -> Sequence[int]:
        self.threads.add(threading.current_thread().name)
        self.asked.append((query, sort))
        if self.gate is not None:
            assert self.gate.wait(5)
        if self.error is not None:
            raise self.error
        found = [] if query == "none" else [one for one in range(self.count) if one % query == 0]
        return found[::-1] if sort and sort[0].descending else found

    def rows(self, ids: Sequence[int]) -> Sequence[tuple[Any, ...]]:
        self.threads.add(threading.current_thread().name)
        self.fetched.extend(ids)
        return [
            (self.name.format(id=one), "in_progress", one % 101, PartialDate.parse("2024-06"), None)
            for one in ids
        ]

    def total(self, query: Any) -> int:
        return self.count


@pytest.fixture
def source() -> Numbers:
    return Numbers(1000)


@pytest.fixture
def model(source: Numbers, runner: TaskRunner) -> WindowedTableModel:
    return WindowedTableModel(source, runner)


@pytest.fixture
def pane(icons: Icons, model: WindowedTableModel, qtbot: QtBot) -> ListPane:
    made = ListPane(icons, "Numbers")
    qtbot.addWidget(made)
    made.use(model)
    made.resize(800, 500)
    made.show()
    return made


def settle(runner: TaskRunner, qtbot: QtBot) -> None:
    """Until no page is asked for any more."""
    for _ in range(3):
        qtbot.wait(5)
        assert runner.wait_idle()


def shown(model: QAbstractItemModel, row: int, column: int = 0) -> Any:
    return model.data(model.index(row, column))


def test_a_model_as_qt_wants_it(
    source: Numbers, model: WindowedTableModel, runner: TaskRunner, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.ask(1)
    assert runner.wait_idle()
    assert model.rowCount() == 1000
    assert model.columnCount() == 5
    for row in (0, 99, 500, 999):
        shown(model, row)
    settle(runner, qtbot)
    model.ask(7)
    assert runner.wait_idle()
    model.set_sort([SortKey("name", True)])
    assert runner.wait_idle()
    source.count = 3
    model.refresh()
    assert runner.wait_idle()
    assert model.rowCount() == 1
    assert tester.model() is model


def test_only_what_is_near_is_fetched(
    source: Numbers, model: WindowedTableModel, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    assert set(source.fetched) == set(range(PAGE)), "the first page comes with the ids"
    assert shown(model, 0) == "Row 0"
    assert shown(model, 905) is None
    settle(runner, qtbot)
    assert shown(model, 905) == "Row 905"
    assert set(source.fetched) == set(range(PAGE)) | set(range(900, 1000))
    assert not any("MainThread" in name or "writer" in name for name in source.threads)


def test_pages_far_away_are_forgotten(runner: TaskRunner, qtbot: QtBot) -> None:
    source = Numbers(10_000)
    model = WindowedTableModel(source, runner)
    model.ask(1)
    assert runner.wait_idle()
    for page in range(100):
        model.row_at(page * PAGE)
        settle(runner, qtbot)
        assert model.row_at(page * PAGE) is not None
    assert len(model._pages) <= 41


def test_values_in_words(model: WindowedTableModel, runner: TaskRunner) -> None:
    model.ask(1)
    assert runner.wait_idle()
    assert [shown(model, 60, column) for column in range(5)] == [
        "Row 60", "In progress", "60 %", write_date(PartialDate.parse("2024-06")), "",
    ]  # fmt: skip
    assert model.data(model.index(60, 2), 257) == 60
    assert model.data(model.index(60, 0), ID_ROLE) == 60
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Status"


def test_late_pages_of_an_older_question_are_dropped(
    source: Numbers, model: WindowedTableModel, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    model.row_at(300)
    model._ask_pages()
    model.ask(2)
    assert runner.wait_idle()
    settle(runner, qtbot)
    assert shown(model, 10) == "Row 20"
    model.row_at(300)
    settle(runner, qtbot)
    assert shown(model, 300) == "Row 600"


def test_a_row_that_has_gone_is_an_empty_one(runner: TaskRunner) -> None:
    class Holes(Numbers):
        def rows(self, ids: Sequence[int]) -> Sequence[tuple[Any, ...]]:
            return [
                () if one == 3 else row for one, row in zip(ids, super().rows(ids), strict=True)
            ]

    model = WindowedTableModel(Holes(10), runner)
    model.ask(1)
    assert runner.wait_idle()
    assert shown(model, 3) is None
    assert shown(model, 4) == "Row 4"


def test_a_refresh_shows_new_values_without_a_reset(
    source: Numbers, model: WindowedTableModel, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    source.name = "New {id}"
    with qtbot.waitSignal(model.dataChanged):
        model.refresh()
    assert shown(model, 0) == "New 0"
    assert resets == []


def test_the_selection_is_kept_by_id(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    assert pane.table.select_id(20)
    assert pane.table.selected_ids() == [20]
    model.ask(10)
    assert runner.wait_idle()
    assert pane.table.selected_ids() == [20]
    assert pane.table.current_id() == 20
    assert pane.table.currentIndex().row() == 2
    model.set_sort([SortKey("name", True)])
    assert runner.wait_idle()
    assert pane.table.selected_ids() == [20]
    model.ask(3)
    assert runner.wait_idle()
    assert pane.table.selected_ids() == []
    assert not pane.table.select_id(20)


def test_a_large_selection_is_kept(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    pane.table.selectAll()
    assert len(pane.table.selected_ids()) == 1000
    source.count = 900
    model.refresh()
    assert runner.wait_idle()
    assert pane.table.selected_ids() == list(range(900))
    assert pane.table.selected_ranges() == [(0, 899)]


def test_a_click_on_the_head_sorts_in_the_question(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()

    def click(column: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        x = pane.table.head.sectionViewportPosition(column) + 20
        qtbot.mouseClick(pane.table.head.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(x, 10))
        assert runner.wait_idle()

    click(0)
    assert source.asked[-1] == (1, (SortKey("name"),))
    click(0)
    assert source.asked[-1] == (1, (SortKey("name", True),))
    assert shown(model, 0) == "Row 999"
    click(1, Qt.KeyboardModifier.ShiftModifier)
    assert source.asked[-1][1] == (SortKey("name", True), SortKey("status"))
    before = len(source.asked)
    click(3)
    assert len(source.asked) == before, "this column cannot be sorted by"


def test_enter_and_double_click_open(
    model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(5)
    assert runner.wait_idle()
    pane.table.select_id(15)
    with qtbot.waitSignal(pane.table.activated_id) as opened:
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened.args == [15]
    place = pane.table.visualRect(model.index(1, 0)).center()
    with qtbot.waitSignal(pane.table.activated_id) as opened:
        qtbot.mouseClick(
            pane.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )
        qtbot.mouseDClick(
            pane.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )
    assert opened.args == [5]


def test_the_foot_counts(model: WindowedTableModel, pane: ListPane, runner: TaskRunner) -> None:
    model.ask(100)
    assert runner.wait_idle()
    assert pane.shown_text() == "10 of 1000 shown"
    pane.table.selectAll()
    assert pane._selected.text() == "10 selected"


def test_nothing_to_show_says_why(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    pane.set_empty("handshake", "No agreements yet", "", "New agreement")
    model.ask("none")
    assert runner.wait_idle()
    assert pane.state() == "hidden"
    with qtbot.waitSignal(pane.clear_requested):
        qtbot.mouseClick(pane._hidden._action, Qt.MouseButton.LeftButton)
    source.count = 0
    model.ask(1)
    assert runner.wait_idle()
    assert pane.state() == "empty"
    with qtbot.waitSignal(pane.create_requested):
        qtbot.mouseClick(pane._empty._action, Qt.MouseButton.LeftButton)
    source.count = 5
    model.refresh()
    assert runner.wait_idle()
    assert pane.state() == "table"


def test_a_slow_answer_shows_that_work_goes_on(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    source.gate = threading.Event()
    model.ask(1)
    qtbot.waitUntil(lambda: pane.state() == "busy")
    source.gate.set()
    assert runner.wait_idle()
    assert pane.state() == "table"


def test_a_failure_is_shown_above_the_list(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner
) -> None:
    source.error = DatabaseLocked("It could not be read.", "Another program holds the file.")
    model.ask(1)
    assert runner.wait_idle()
    assert pane.banner.isVisible()
    assert "could not be read" in pane.banner.accessibleName()
    source.error = None
    model.refresh()
    assert runner.wait_idle()
    assert not pane.banner.isVisible()


def test_columns_are_remembered(
    model: WindowedTableModel, pane: ListPane, icons: Icons, runner: TaskRunner, qtbot: QtBot
) -> None:
    table = pane.table
    assert table.isColumnHidden(4)
    table.head.moveSection(0, 2)
    table.setColumnHidden(4, False)
    table.setColumnHidden(3, True)
    table._sized_by_hand = True
    table.setColumnWidth(1, 222)
    table.set_compact(True)
    model.set_sort([SortKey("percent", True)])
    state = table.layout_state()

    other = ListPane(icons, "Other")
    qtbot.addWidget(other)
    other.use(WindowedTableModel(model.source, runner))
    other.table.apply_layout(
        {**state, "columns": [*state["columns"], {"key": "of a newer program"}]}
    )
    assert other.table.layout_state() == state
    assert [entry["key"] for entry in state["columns"]] == [
        "status", "percent", "name", "due", "note",
    ]  # fmt: skip
    assert other.table.columnWidth(1) == 222
    assert other.table.isColumnHidden(3)


def test_columns_are_chosen_from_the_head(pane: ListPane, qtbot: QtBot) -> None:
    menu = pane.table.head.column_menu()
    note = next(action for action in menu.actions() if action.text() == "Note")
    assert not note.isChecked()
    with qtbot.waitSignal(pane.table.layout_changed):
        note.trigger()
    assert not pane.table.isColumnHidden(4)
    menu.close()


def test_rows_have_two_heights(pane: ListPane, theme: Theme) -> None:
    table = pane.table
    assert table.verticalHeader().defaultSectionSize() == ROW
    table.set_compact(True)
    assert table.verticalHeader().defaultSectionSize() == COMPACT_ROW


def test_the_stretching_column_takes_the_free_width(
    model: WindowedTableModel, pane: ListPane, runner: TaskRunner
) -> None:
    pane.resize(1000, 400)
    widths = sum(pane.table.columnWidth(at) for at in range(4))
    assert widths == pane.table.viewport().width()
    assert pane.table.columnWidth(1) == 150


def test_copied_rows_paste_into_a_spreadsheet(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    source.name = "=cmd {id}"
    model.ask(500)
    assert runner.wait_idle()
    pane.table.selectAll()
    with qtbot.waitSignal(pane.table.copied):
        qtbot.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    due = write_date(PartialDate.parse("2024-06"))
    assert QGuiApplication.clipboard().text() == (
        "Name\tStatus\tProgress\tTarget\n"
        f"'=cmd 0\tIn progress\t0 %\t{due}\n"
        f"'=cmd 500\tIn progress\t96 %\t{due}\n"
    )


def test_copied_numbers_stay_numbers_and_cells_stay_cells() -> None:
    columns = (Column("n", "N", kind="number"), Column("t", "T"))
    assert table_text(columns, [1, 0], [("", ""), (-5, "a\tb\nc"), (1.5, "-x")]) == (
        "T\tN\n\t\na b c\t-5\n'-x\t1.5\n"
    )


def test_a_cut_text_is_shown_whole_in_a_tip(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner
) -> None:
    source.name = "<b>Row</b> " + "long " * 40
    model.ask(1)
    assert runner.wait_idle()
    table = pane.table
    index = model.index(0, 0)
    option = QStyleOptionViewItem()
    option.rect = table.visualRect(index)  # type: ignore[attr-defined]
    place = option.rect.center()  # type: ignore[attr-defined]
    event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    table.itemDelegate().helpEvent(event, table, option, index)
    assert "&lt;b&gt;Row&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_a_frame_paints_without_data_calls(
    model: WindowedTableModel, pane: ListPane, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    calls: list[int] = []
    real = WindowedTableModel.data

    def data(self: WindowedTableModel, index: Any, role: int = 0) -> Any:
        calls.append(role)
        return real(self, index, role)

    monkeypatch.setattr(WindowedTableModel, "data", data)
    image = pane.table.grab().toImage()
    assert calls == []
    colors = {image.pixel(x, 45) for x in range(image.width())}
    assert len(colors) > 5, "something was painted"
