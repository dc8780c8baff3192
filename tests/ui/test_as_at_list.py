"""The list of deliverables as at another day: chosen, typed, told, and left again."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.dialog_desk import focused
from tests.ui.opened import settle
from tracker.app.program import Program
from tracker.domain.as_at import as_at
from tracker.ui.records_list.page import ListPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> ListPage:
    assert program.session is not None
    program.session.navigator.open_list("deliverable")
    found = program.session.page
    assert isinstance(found, ListPage)
    settle(program)
    return found


def statuses(page: ListPage) -> list[str]:
    at = [column.key for column in page.model.columns].index("status")
    rows = [page.model.row_at(row) for row in range(page.model.count)]
    return [str(row[at]) for row in rows if row]


def test_a_day_is_chosen_by_keys_told_and_left_again(program: Program, page: ListPage) -> None:
    today = statuses(page)
    assert today.count("delivered")
    QTest.keyClick(
        page.view.pane.table,
        Qt.Key.Key_A,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settle(program)
    popup = page.view.bar.popup
    assert popup is not None
    assert not popup.add.isVisible(), "a list is of one day: there is no other one beside it"
    QTest.keyClicks(focused(), "March 2019")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(program)
    assert page.shown_day() == date(2019, 3, 31)
    assert page.view.as_at.isVisible()
    assert page.view.as_at.words.text() == "As at 31 Mar 2019"
    assert statuses(page) != today
    assert [chip.word.text() for chip in page.view.bar.chips.chips] == ["As at 31 Mar 2019"]
    assert "2019-03-31" in page.shown_list().title
    QTest.mouseClick(page.view.as_at.back, LEFT)
    settle(program)
    assert page.shown_day() is None
    assert not page.view.as_at.isVisible()
    assert statuses(page) == today


def test_a_typed_day_goes_before_that_of_a_chip(program: Program, page: ListPage) -> None:
    page.view.bar.set_day(date(2019, 3, 31))
    settle(program)
    line = page.view.bar.line
    line.setFocus()
    QTest.keyClicks(line, "status:delivered asat:2024-06-30")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(program)
    assert page.shown_day() == date(2024, 6, 30)
    assert set(statuses(page)) == {"delivered"}
    words = [chip.word.text() for chip in page.view.bar.chips.chips]
    assert sum("As at" in word for word in words) == 1


def test_what_was_is_not_edited_and_it_is_said(program: Program, page: ListPage) -> None:
    table = page.view.pane.table
    page.view.bar.set_day(date(2020, 1, 1))
    settle(program)
    table.select_row(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    settle(program)
    assert not table.editing.is_open
    assert page.shown_day() == date(2020, 1, 1)
    page.to_today()
    settle(program)
    assert table.editing.allowed


def test_two_days_are_told_and_nothing_breaks(program: Program, page: ListPage) -> None:
    line = page.view.bar.line
    line.setFocus()
    QTest.keyClicks(line, "asat:2019 or status:delivered")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(program)
    assert "whole list" in page.view.bar.problem.text()
    assert page.shown_day() is None
    assert line.text().startswith("asat:2019")


def test_a_saved_view_keeps_its_day(program: Program, page: ListPage) -> None:
    assert program.session is not None
    services = program.session.services
    page.view.bar.set_day(date(2019, 3, 31))
    settle(program)
    kept = page.view.pane.table.arrangement(page.view.bar.filter())
    made: list[int] = []
    program.runner.write(
        page, lambda: services.views.save("deliverable", "Then", kept).id, made.append
    )
    settle(program)
    program.session.navigator.open_list("deliverable")
    page.view.bar.set_day(None)
    settle(program)
    page.saved.load()
    settle(program)
    program.session.navigator.open_list("deliverable", f"saved:{made[0]}")
    settle(program)
    assert as_at(page.query().filter) == date(2019, 3, 31)
    assert page.view.as_at.isVisible()


def test_only_lists_of_what_is_logged_offer_it(program: Program, page: ListPage) -> None:
    assert page.view.day.isVisible()
    assert program.session is not None
    program.session.navigator.open_list("contact")
    settle(program)
    other = program.session.page
    assert isinstance(other, ListPage)
    assert not other.view.day.isVisible()
    other.choose_day()
    assert other.view.bar.popup is None
