"""Lists: only what is near the screen, selection kept by id, sorting in the question."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.list_source import Numbers, settle, shown
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.list_views import Sort
from tracker.errors import DatabaseLocked
from tracker.ui.icons import Icons
from tracker.ui.lists.model import ID_ROLE, PAGE, WindowedTableModel
from tracker.ui.lists.pane import ListPane
from tracker.ui.lists.view import COMPACT_ROW, ROW
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme


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
    settle(runner)
    model.ask(7)
    assert runner.wait_idle()
    model.set_sort([Sort("name", True)])
    assert runner.wait_idle()
    source.count = 9
    model.refresh()
    assert runner.wait_idle()
    assert model.rowCount() == 1
    assert tester.model() is model


def test_only_what_is_near_is_fetched(
    source: Numbers, model: WindowedTableModel, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    assert set(source.fetched) == set(range(1, PAGE + 1)), "the first page comes with the ids"
    assert shown(model, 0) == "Row 1"
    assert shown(model, 905) is None
    settle(runner)
    assert shown(model, 905) == "Row 906"
    assert set(source.fetched) == set(range(1, PAGE + 1)) | set(range(901, 1001))
    assert not any("MainThread" in name or "writer" in name for name in source.threads)


def test_pages_far_away_are_forgotten(runner: TaskRunner, qtbot: QtBot) -> None:
    source = Numbers(10_000)
    model = WindowedTableModel(source, runner)
    model.ask(1)
    assert runner.wait_idle()
    for page in range(100):
        model.row_at(page * PAGE)
        settle(runner)
        assert model.row_at(page * PAGE) is not None
    assert len(model._pages) <= 40


def test_values_in_words(model: WindowedTableModel, runner: TaskRunner) -> None:
    model.ask(1)
    assert runner.wait_idle()
    assert [shown(model, 60, column) for column in range(5)] == [
        "Row 61", "In progress", "61 %", write_date(PartialDate.parse("2024-06")), "61 m²",
    ]  # fmt: skip
    assert model.data(model.index(60, 2), 257) == 61
    assert model.data(model.index(60, 0), ID_ROLE) == 61
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Status"


def test_late_pages_of_an_older_question_are_dropped(
    source: Numbers, model: WindowedTableModel, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    model.row_at(300)
    model._pages._ask()
    model.ask(2)
    assert runner.wait_idle()
    settle(runner)
    assert shown(model, 10) == "Row 22"
    model.row_at(300)
    settle(runner)
    assert shown(model, 300) == "Row 602"


def test_a_row_that_has_gone_is_an_empty_one(runner: TaskRunner) -> None:
    class Holes(Numbers):
        def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
            found = super().rows(ids, keys)
            return [() if one == 4 else row for one, row in zip(ids, found, strict=True)]

    model = WindowedTableModel(Holes(10), runner)
    model.ask(1)
    assert runner.wait_idle()
    assert shown(model, 3) is None
    assert shown(model, 4) == "Row 5"


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
    assert shown(model, 0) == "New 1"
    assert resets == []


def test_the_selection_is_kept_by_id(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    assert pane.table.select_id(20)
    assert list(pane.table.selected_ids()) == [20]
    model.ask(10)
    assert runner.wait_idle()
    assert list(pane.table.selected_ids()) == [20]
    assert pane.table.current_id() == 20
    assert pane.table.currentIndex().row() == 1
    model.set_sort([Sort("name", True)])
    assert runner.wait_idle()
    assert list(pane.table.selected_ids()) == [20]
    model.ask(3)
    assert runner.wait_idle()
    assert list(pane.table.selected_ids()) == []
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
    assert pane.table.selected_ids() == array("q", range(1, 901))
    assert pane.table.selected_ranges() == [(0, 899)]


def test_a_selection_in_too_many_pieces_is_said_to_be_lost(
    model: WindowedTableModel, source: Numbers, pane: ListPane, runner: TaskRunner
) -> None:
    # Sorted by name, every other id lies apart.
    source.count = 6_000
    model.ask(2)
    assert runner.wait_idle()
    pane.table.selectAll()
    assert len(pane.table.selected_ids()) == 3_000
    model.ask(1)
    assert runner.wait_idle()
    assert not pane.table.selected_ids()
    assert pane.foot.selected.text() == "The selection of 3,000 rows could not be kept."
    assert pane.foot.selected.isVisible()
    model.refresh()
    assert runner.wait_idle()
    assert pane.foot.selected.isVisible()
    assert pane.table.select_id(20)
    assert pane.foot.selected.text() == "1 selected"
    pane.table.clearSelection()
    assert not pane.foot.selected.isVisible()


def test_figures_of_an_older_question_do_not_reach_the_foot(
    model: WindowedTableModel, source: Numbers, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, totals = threading.Event(), threading.Event()

    def total(query: Any) -> int:
        if query == 1:
            totals.set()
            assert held.wait(60)
        return query

    monkeypatch.setattr(source, "total", total)
    told: list[int | None] = []
    model.figures_changed.connect(lambda: told.append(model.total))
    source.rest = threading.Event()
    source.rest.set()
    model.ask(1)
    while not totals.is_set():
        QCoreApplication.processEvents()
    # The rest of the second answer waits until the figures of the first one have come.
    source.rest.clear()
    model.ask(2)
    assert model.total is None
    assert model.sums == {}
    held.set()
    for _ in range(20):
        QTest.qWait(5)
    assert told == []
    source.rest.set()
    assert runner.wait_idle()
    assert told == [2]


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
    assert source.asked[-1] == (1, (Sort("name"),))
    click(0)
    assert source.asked[-1] == (1, (Sort("name", True),))
    assert shown(model, 0) == "Row 1000"
    click(1, Qt.KeyboardModifier.ShiftModifier)
    assert source.asked[-1][1] == (Sort("name", True), Sort("status"))
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
    assert opened.args == [10]


def test_the_foot_counts(model: WindowedTableModel, pane: ListPane, runner: TaskRunner) -> None:
    model.ask(100)
    assert runner.wait_idle()
    assert pane.shown_text() == "10 of 1,000 shown"
    pane.table.selectAll()
    assert pane.foot.selected.text() == "10 selected"


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


def test_rows_have_two_heights(pane: ListPane, theme: Theme) -> None:
    table = pane.table
    assert table.verticalHeader().defaultSectionSize() == ROW
    table.set_compact(True)
    assert table.verticalHeader().defaultSectionSize() == COMPACT_ROW


def test_the_stretching_column_takes_the_free_width(
    model: WindowedTableModel, pane: ListPane, runner: TaskRunner
) -> None:
    pane.resize(1000, 400)
    widths = sum(pane.table.columnWidth(at) for at in range(5))
    assert widths == pane.table.viewport().width()


def test_rows_that_cannot_be_read_are_said_once_and_asked_for_no_more(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    settle(runner)
    source.broken = 950
    pane.table.scrollToBottom()
    settle(runner)
    assert pane.banner.isVisible()
    asked = source.fetched.count(950)
    for _ in range(5):
        pane.table.viewport().repaint()
        settle(runner)
    assert source.fetched.count(950) == asked
    source.broken = None
    model.refresh()
    assert runner.wait_idle()
    settle(runner)
    assert not pane.banner.isVisible()
    assert shown(model, 949) == "Row 950"


def test_a_long_search_is_said_in_the_foot(
    source: Numbers, model: WindowedTableModel, pane: ListPane, runner: TaskRunner, qtbot: QtBot
) -> None:
    model.ask(1)
    assert runner.wait_idle()
    source.gate = threading.Event()
    model.ask(2)
    qtbot.waitUntil(pane.foot.work.isVisible)
    assert pane.state() == "table", "what was there stays meanwhile"
    source.gate.set()
    assert runner.wait_idle()
    assert not pane.foot.work.isVisible()


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
