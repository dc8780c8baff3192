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
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests import factories
from tests.ui.dialog_desk import TODAY, DialogDesk, dialog_desk
from tests.ui.recording import RecordedMessages
from tracker.domain.filter_text import parse, write
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.services.matrix import AgreementMatrix
from tracker.ui.agreements.matrix import LONG, MatrixView
from tracker.ui.agreements.matrix_block import MatrixBlock, ShownDay
from tracker.ui.agreements.matrix_scrolling import SidewaysBar
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner

LEFT = Qt.MouseButton.LeftButton


class Went:
    """Where it led."""

    def __init__(self) -> None:
        self.lists: list[tuple[str, str]] = []
        self.opened: list[object] = []
        self.edited: list[tuple[RecordRef, str]] = []

    def edit(self, ref: RecordRef, field: str = "") -> None:
        self.edited.append((ref, field))

    def open_list(self, kind: str, view: str = "") -> None:
        self.lists.append((kind, view))


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


def block_of(
    at: DialogDesk,
    id: int,
    qtbot: QtBot,
    shown: ShownDay | None = None,
    owes: AgreementMatrix | None = None,
) -> MatrixBlock:
    went = Went()
    desk = replace(at.desk, navigator=cast("Any", went))
    owes = owes or at.desk.services.matrix.read(id, TODAY)
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
            services.records.names({RecordRef("agreement", id)})[RecordRef("agreement", id)]
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


def test_a_figure_of_the_page_leads_there_too(at: DialogDesk, qtbot: QtBot) -> None:
    """What the page has read for itself does not know yet by which names a filter finds it."""
    services, id = at.desk.services, isct(at)
    page = services.pages.agreement(id, TODAY).page
    block = block_of(at, id, qtbot, owes=services.matrix.of(page.record, page.deliverables, TODAY))
    (view,) = views(block)
    view.setFocus()
    view.setCurrentIndex(cell(view, "Overdue", 2))
    QTest.keyClick(view, Qt.Key.Key_Return)
    at.settle()
    party = next(one for one in block.owes.matrix.parties if block.owes.name(one) == "CARM")
    filter = services.matrix.read(id, TODAY).filter_of(party, "overdue", TODAY)
    fields = services.lists.filter_fields("deliverable")
    assert went(block).lists == [("deliverable", f"filter:{write(filter, fields)}")]
    assert "CARM" in write(filter, fields), "a name, and no number"


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


def test_where_nobody_is_named_one_click_or_key_names_somebody(
    at: DialogDesk, qtbot: QtBot
) -> None:
    services = at.desk.services
    parties = tuple(factories.organisation(services, f"Party {n}") for n in range(4))
    id = factories.agreement(services, "Nobody", parties, signed="2020-01-01")
    factories.deliverable(services, "Forum", parties, agreement_id=id)
    alone = factories.deliverable(services, "Pavilion", agreement_id=id)
    outside = factories.organisation(services, "Outside")
    other = factories.deliverable(services, "Report", (outside,), agreement_id=id)
    block = block_of(at, id, qtbot)
    (view,) = views(block)
    said = {row: cell(view, row, 0).data() for row in ("Forum", "Pavilion", "Report")}
    assert said["Forum"] == "Leads, no date"
    assert said["Pavilion"] == "Nobody named – name who does it"
    assert said["Report"] == "No party has a part in it – name who does it"
    place = cell(view, "Pavilion", 0)
    assert view.columnSpan(place.row(), 0) == 4, "over the whole row"
    far = QPoint(view.columnViewportPosition(3) + 5, view.visualRect(place).center().y())
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, far)
    assert went(block).edited == [(RecordRef("deliverable", alone), "responsible")]
    view.setFocus()
    view.setCurrentIndex(cell(view, "Report", 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert went(block).edited[1:] == [(RecordRef("deliverable", other), "responsible")]
    assert went(block).opened == []
    block.grab()


def test_as_at_another_day_a_cell_leads_to_what_it_said(at: DialogDesk, qtbot: QtBot) -> None:
    block = block_of(at, isct(at), qtbot)
    services, pavilion = at.desk.services, "Korea Pavilion at ISCT 2019"
    (view,) = views(block)
    view.setFocus()
    view.setCurrentIndex(cell(view, pavilion, 2))
    QTest.keyClick(view, Qt.Key.Key_Return)
    (opened,) = went(block).opened
    block.show_day(date(2019, 3, 31))
    at.settle()
    (view,) = views(block)
    view.setFocus()
    view.setCurrentIndex(cell(view, pavilion, 2))
    assert view.currentIndex().data() == "Leads, due later"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert went(block).opened == [opened], "its page is of today"
    kind, text = went(block).lists[-1]
    found = parse(text.removeprefix("filter:"), services.lists.filter_fields(kind), TODAY)
    assert not found.problems
    query = ListQuery(found.filter, TODAY)
    assert [RecordRef(kind, one) for one in services.lists.ids(kind, query)] == [opened]
    assert "asat:2019-03-31" in text
    view.activated_ref.emit(view.model().party(0))  # type: ignore[attr-defined]
    assert went(block).opened[-1] == RecordRef("organisation", block.owes.matrix.parties[0])


@pytest.mark.parametrize("count", [3, 8])
def test_it_fits_a_narrow_window(at: DialogDesk, qtbot: QtBot, count: int) -> None:
    services = at.desk.services
    names = [
        f"오송첨단의료산업진흥재단 바이오신약개발지원센터 국제협력본부 {n}" for n in range(count)
    ]
    parties = tuple(factories.organisation(services, name) for name in names)
    id = factories.agreement(services, "Narrow", parties, signed="2020-01-01")
    factories.deliverable(services, "공동 운영 " * 12, parties, agreement_id=id)
    block = block_of(at, id, qtbot)
    block.show_day(date(2026, 3, 31))
    at.settle()
    block.resize(420, 700)
    at.settle()
    assert block.width() == 420, "nothing makes it wider"
    (view,) = views(block)
    for part in (block.line, block.back, block.copy, block.save, view):
        place = part.mapTo(block, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + part.width() <= block.width()
    scrolls = view.horizontalScrollBar().maximum() > 0
    assert scrolls is (count == 8), "many parties scroll, a few are narrower instead"
    assert view.verticalHeader().width() < block.width() // 2
    block.grab()


def bar_of(block: MatrixBlock) -> SidewaysBar:
    (found,) = block.findChildren(SidewaysBar)
    return found


def with_parties(at: DialogDesk, count: int, rows: int = 30) -> int:
    """An agreement of so many parties, each with a part in some of its deliverables."""
    services = at.desk.services
    parties = tuple(factories.organisation(services, f"Party {n}") for n in range(count))
    id = factories.agreement(services, "Parties", parties, signed="2020-01-01")
    for n in range(rows):
        factories.deliverable(services, f"Promise {n}", (parties[n % count],), agreement_id=id)
    return id


@pytest.mark.parametrize("width", [740, 680])
def test_five_parties_of_many_deliverables_are_all_seen(
    at: DialogDesk, qtbot: QtBot, width: int
) -> None:
    """As wide as the page has it in windows of 1000 and of 1240 px."""
    block = block_of(at, with_parties(at, 5), qtbot)
    block.resize(width, 640)
    at.settle()
    for view in views(block):
        assert view.columnViewportPosition(4) + view.columnWidth(4) <= view.viewport().width()
        assert view.horizontalScrollBar().maximum() == 0
    assert not bar_of(block).isVisible(), "nothing to scroll"


def test_more_parties_than_there_is_room_for_scroll_by_a_bar_above_them(
    at: DialogDesk, qtbot: QtBot
) -> None:
    block = block_of(at, with_parties(at, 9), qtbot)
    block.resize(680, 640)
    at.settle()
    rows, totals = views(block)
    bar = bar_of(block)
    assert bar.isVisible()
    assert bar.mapTo(block, QPoint(0, bar.height())).y() <= rows.mapTo(block, QPoint(0, 0)).y()
    bar.setValue(bar.maximum())
    for view in (rows, totals):
        assert view.horizontalScrollBar().value() == bar.maximum() > 0
        last = view.columnViewportPosition(8) + view.columnWidth(8)
        assert last <= view.viewport().width(), "the last party is seen whole"
    rows.go_to(3, 0)
    assert bar.value() == totals.horizontalScrollBar().value() == 0, "the keys take it along"


def test_another_width_leaves_head_cells_and_titles_together(at: DialogDesk, qtbot: QtBot) -> None:
    block = block_of(at, with_parties(at, 9), qtbot)
    for width, value in ((1400, 0), (680, 77), (560, 77), (480, 9999), (900, 9999), (640, 30)):
        block.resize(width, 640)
        at.settle()
        bar = bar_of(block)
        bar.setValue(value)
        at.settle()
        for view in views(block):
            side, head = view.verticalHeader(), view.horizontalHeader()
            assert view.viewport().x() == side.width(), "the titles cover no cell"
            assert head.x() == view.viewport().x()
            assert head.offset() == view.horizontalScrollBar().value() == bar.value()


def test_a_page_shows_the_head_rows_and_totals_at_once(at: DialogDesk, qtbot: QtBot) -> None:
    block = block_of(at, with_parties(at, 9), qtbot)
    page = QScrollArea()
    qtbot.addWidget(page)
    page.setWidgetResizable(True)
    page.setWidget(block)
    page.resize(760, 500)
    page.show()
    at.settle()
    for height in (500, 640):
        page.resize(760, height)
        at.settle()
        rows, totals = views(block)
        bar = bar_of(block)
        top = bar.mapTo(block, QPoint(0, 0)).y()
        bottom = totals.mapTo(block, QPoint(0, totals.height())).y()
        assert height - 150 < bottom - top <= page.viewport().height()
        assert rows.verticalScrollBar().maximum() > 0
