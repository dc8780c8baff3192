"""Where the keyboard is, one sees: in tables, on the first page, on the board, and F1 anywhere."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.opened import dialog, page, press, session, settle
from tests.ui.waiting import drain
from tracker.app.program import Program
from tracker.ui.board.page import BoardPage
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.home.page import HomePage
from tracker.ui.icons import Icons
from tracker.ui.shortcut_sheet import ShortcutSheet
from tracker.ui.widgets.plain_table import CellLook, PlainTable
from tracker.ui.widgets.rows import CardRow

KEY = Qt.Key


def test_the_row_in_which_the_keyboard_is_is_marked(icons: Icons, qtbot: QtBot) -> None:
    table = PlainTable(icons, "Rows")
    qtbot.addWidget(table)
    table.put(("Head",), 3, lambda row, _column: CellLook(str(row)))
    table.show()
    table.activateWindow()
    assert QTest.qWaitForWindowActive(table)
    table.clearFocus()
    table.clearSelection()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.hasFocus()
    assert [one.row() for one in table.selectionModel().selectedRows()] == [0]


def _row() -> CardRow:
    found = QApplication.focusWidget()
    assert isinstance(found, CardRow)
    return found


def test_the_arrows_go_through_the_lines_of_the_first_page(program: Program) -> None:
    settle(program)
    home = page(program)
    assert isinstance(home, HomePage)
    lines = [*home.view.needs.needs.rows(), *home.view.needs.coming.rows()]
    assert len(lines) > 2
    home.view.middle.setFocus()
    for line in lines:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, KEY.Key_Down)
        assert _row() is line
        port = home.view.middle.viewport()
        assert port.rect().contains(QRect(line.mapTo(port, line.rect().topLeft()), line.size()))
    QTest.keyClick(_row(), KEY.Key_Up)
    assert _row() is lines[-2]


def test_the_head_of_a_column_that_gets_the_keyboard_comes_into_view(program: Program) -> None:
    session(program).navigator.open_board("")
    settle(program)
    found = page(program)
    assert isinstance(found, BoardPage)
    board = found.view.board
    program.window.resize(760, 620)
    settle(program)
    assert board.horizontalScrollBar().maximum() > 0
    shown = [head for head in board.heads.heads if head.isVisible()]
    for head in (shown[-1], shown[0]):
        head.setFocus(Qt.FocusReason.TabFocusReason)
        assert head.hasFocus()
        assert head.x() >= 0
        assert head.geometry().right() <= board.heads.width()


def test_the_board_shows_that_it_has_the_keyboard_also_without_a_card(program: Program) -> None:
    session(program).navigator.open_board("")
    settle(program)
    found = page(program)
    assert isinstance(found, BoardPage)
    board = found.view.board
    board.setFocus()
    assert board.hasFocus()
    board.selectionModel().clear()
    assert not board.currentIndex().isValid()
    with_focus = board.viewport().grab().toImage()
    board.clearFocus()
    board.selectionModel().clear()
    assert with_focus != board.viewport().grab().toImage()


def test_f1_in_a_form_shows_the_keys_and_once_more_takes_them_away(program: Program) -> None:
    press(program.window, KEY.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(program)
    form = dialog()
    assert isinstance(form, RecordFormDialog)
    assert QTest.qWaitForWindowActive(form)
    title = form.form.editor("title").field()
    assert isinstance(title, QLineEdit)
    title.setFocus()
    title.setText("Typed")
    QTest.keyClick(title, KEY.Key_F1)
    sheet = dialog()
    assert isinstance(sheet, ShortcutSheet)
    words = {one.text() for one in sheet.findChildren(QLabel)}
    assert {"Correct a line of the log", "On the board", "On a milestone"} <= words
    assert QTest.qWaitForWindowActive(sheet)
    QTest.keyClick(sheet, KEY.Key_F1)
    drain()
    assert dialog() is form
    assert title.text() == "Typed"
    title.clear()
    press(form, KEY.Key_Escape)
