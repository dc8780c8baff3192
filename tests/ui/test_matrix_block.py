"""Who owes what on the agreement's page: any day, figures that lead on, copying and saving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests import factories
from tests.ui.dialog_desk import TODAY, DialogDesk, dialog_desk
from tests.ui.recording import RecordedMessages
from tracker.domain.filter_text import parse
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.ui.agreements.matrix import LONG, MatrixView
from tracker.ui.agreements.matrix_block import MatrixBlock, ShownDay
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner

LEFT = Qt.MouseButton.LeftButton


class Went:
    """Where it led."""

    def __init__(self) -> None:
        self.lists: list[tuple[str, str]] = []
        self.opened: list[object] = []

    def open_list(self, kind: str, view: str = "") -> None:
        self.lists.append((kind, view))


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


def block_of(at: DialogDesk, id: int, qtbot: QtBot, shown: ShownDay | None = None) -> MatrixBlock:
    went = Went()
    desk = replace(at.desk, navigator=cast("Any", went))
    owes = at.desk.services.matrix.read(id, TODAY)
    block = MatrixBlock(desk, owes, went.opened.append, shown or ShownDay())
    block.went = went  # type: ignore[attr-defined]
    qtbot.addWidget(block)
    block.resize(760, 800)
    block.show()
    block.activateWindow()
    assert QTest.qWaitForWindowActive(block)
    at.settle()
    return block


def went(block: MatrixBlock) -> Went:
    return cast("Went", block.went)  # type: ignore[attr-defined]


def isct(at: DialogDesk) -> int:
    services = at.desk.services
    title = "MoU of ISCT, SCRM and CARM"
    for id in services.records.several(Agreement, range(1, 99)):
        if (
            services.records.names([RecordRef("agreement", id)])[RecordRef("agreement", id)]
            == title
        ):
            return id
    raise AssertionError(title)


def views(block: MatrixBlock) -> list[MatrixView]:
    return [one for one in block.findChildren(MatrixView) if one.isVisible()]


def cell(view: MatrixView, side: str, column: int) -> Any:
    model = view.model()
    for row in range(model.rowCount()):
        if model.headerData(row, Qt.Orientation.Vertical) == side:
            return model.index(row, column)
    raise AssertionError(side)


def test_a_figure_leads_by_mouse_and_key_to_just_what_it_counts(
    at: DialogDesk, qtbot: QtBot
) -> None:
    block = block_of(at, isct(at), qtbot)
    (view,) = views(block)
    figure = cell(view, "Overdue", 2)
    assert figure.data() == "1"
    QTest.mouseClick(
        view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, view.visualRect(figure).center()
    )
    view.setFocus()
    view.setCurrentIndex(figure)
    QTest.keyClick(view, Qt.Key.Key_Return)
    first, second = went(block).lists
    assert first == second
    kind, text = first
    assert kind == "deliverable"
    services = at.desk.services
    found = parse(text.removeprefix("filter:"), services.lists.filter_fields(kind), TODAY)
    assert not found.problems
    assert services.lists.count(kind, ListQuery(found.filter, TODAY)) == 1
    none = cell(view, "Due later", 2)
    assert none.data() == "0"
    view.setCurrentIndex(none)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert len(went(block).lists) == 2, "nothing leads to nothing"


def test_it_is_shown_as_at_any_day_and_comes_back_to_today(at: DialogDesk, qtbot: QtBot) -> None:
    shown = ShownDay()
    block = block_of(at, isct(at), qtbot, shown)
    pavilion = "Korea Pavilion at ISCT 2019"
    assert cell(views(block)[0], pavilion, 2).data() == "Leads, overdue"
    block.line.setFocus()
    QTest.keyClicks(block.line, "March 2019")
    QTest.keyClick(block.line, Qt.Key.Key_Return)
    at.settle()
    assert block.meant.text() == "As at 31 Mar 2019"
    assert block.back.isVisible()
    (view,) = views(block)
    assert cell(view, pavilion, 2).data() == "Leads, due later"
    view.setFocus()
    view.setCurrentIndex(cell(view, "Due later", 2))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert "asat:2019-03-31" in went(block).lists[-1][1]
    again = block_of(at, isct(at), qtbot, shown)
    assert again.meant.text() == "As at 31 Mar 2019", "a refreshed page keeps the day"
    QTest.mouseClick(block.back, LEFT)
    at.settle()
    assert not block.meant.isVisible()
    assert shown.day is None
    assert cell(views(block)[0], pavilion, 2).data() == "Leads, overdue"


@pytest.mark.parametrize("typed", ["some day", "2019-13-40", "XXXX", "\u202ex", "9" * 500])
def test_what_is_no_day_is_said_below_and_stays(at: DialogDesk, qtbot: QtBot, typed: str) -> None:
    block = block_of(at, isct(at), qtbot)
    block.line.setFocus()
    block.line.setText(typed)
    QTest.keyClick(block.line, Qt.Key.Key_Return)
    at.settle()
    assert block.problem.isVisible()
    assert block.problem.text()
    assert block.line.text() == typed
    assert block.owes.day == TODAY


def test_it_is_copied_as_a_table_and_saved_as_a_workbook(
    at: DialogDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    block = block_of(at, isct(at), qtbot)
    QTest.mouseClick(block.copy, LEFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    lines = [line.split("\t") for line in data.text().rstrip("\n").split("\n")]
    assert lines[0][1] == "As at 21 Nov 2026"
    assert lines[1] == ["Deliverable", "ISCT", "SCRM", "CARM"]
    assert lines[-4][0] == "Overdue"
    assert {len(line) for line in lines[1:]} == {4}
    assert "<table>" in data.html()
    path = tmp_path / "owes"
    at.messages.files = [path]
    QTest.mouseClick(block.save, LEFT)
    at.settle()
    assert at.messages.suggested[-1].name.endswith(".xlsx")
    assert path.with_name("owes.xlsx").stat().st_size > 3_000
    assert "saved as owes.xlsx" in at.messages.toasts[-1].text


def test_many_rows_scroll_below_a_head_that_stays(at: DialogDesk, qtbot: QtBot) -> None:
    services = at.desk.services
    parties = tuple(factories.organisation(services, f"Party {n} " + "x" * 80) for n in range(12))
    id = factories.agreement(services, "Huge", parties, signed="2020-01-01")
    for n in range(200):
        factories.deliverable(services, f"Promise {n}", parties, agreement_id=id)
    block = block_of(at, id, qtbot)
    rows, totals = views(block)
    assert rows.height() < (LONG + 3) * at.desk.theme.px(50)
    assert rows.verticalScrollBar().maximum() > 0
    assert cell(totals, "No date", 11).data() == "200"
    totals.horizontalScrollBar().setValue(200)
    assert rows.horizontalScrollBar().value() == 200
    assert rows.columnWidth(3) == totals.columnWidth(3)
    rows.go_to(199, 2)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert totals.hasFocus()
    assert totals.currentIndex().column() == 2
    QTest.keyClick(totals, Qt.Key.Key_Up)
    assert rows.hasFocus()
    assert rows.currentIndex().row() == 199
    assert rows.indexAt(QPoint(5, 5)).isValid()
    block.grab()


def test_a_late_answer_of_another_day_does_not_come_back(at: DialogDesk, qtbot: QtBot) -> None:
    shown = ShownDay()
    block = block_of(at, isct(at), qtbot, shown)
    block.show_day(date(2019, 3, 31))
    block.to_today()
    at.settle()
    assert block.owes.day == TODAY
    assert not block.meant.isVisible()
    assert shown.day is None
