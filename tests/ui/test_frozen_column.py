"""A narrow window: the names of a list stay while it is scrolled, the rail shows icons alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.opened import page, press, session, settle
from tracker.app.program import Program
from tracker.domain.refs import RecordRef
from tracker.ui.records_list.page import ListPage
from tracker.ui.widgets.rail import FOLDED, WIDTH
from tracker.ui.widgets.tips import plain_tip

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def found(program: Program) -> ListPage:
    """The deliverables in a narrow window, scrolled to the right."""
    session(program).navigator.open_list("deliverable")
    program.window.resize(760, 600)
    settle(program)
    shown = page(program)
    assert isinstance(shown, ListPage)
    table = shown.view.pane.table
    table.setFocus()
    across = table.horizontalScrollBar()
    assert across.maximum() > 100
    across.setValue(across.maximum())
    assert 0 < table.frozen() < table.viewport().width() * 0.6
    return shown


def first(found: ListPage) -> int:
    return found.view.pane.table.head.logicalIndex(0)


def test_the_first_column_is_painted_hit_and_opened_where_it_stands(
    program: Program, found: ListPage
) -> None:
    table = found.view.pane.table
    row = 3
    at = QPoint(40, table.rowViewportPosition(row) + 10)
    assert table.indexAt(at) == found.model.index(row, first(found))
    assert table.visualRect(found.model.index(row, first(found))).left() == 0
    before = table.viewport().grab().toImage().copy(0, 0, 200, table.height())
    scrolled = table.horizontalScrollBar().value()
    table.horizontalScrollBar().setValue(scrolled - 60)
    # The same picture, though the others have moved on.
    assert table.viewport().grab().toImage().copy(0, 0, 200, table.height()) == before
    QTest.mouseClick(table.viewport(), LEFT, pos=at)
    assert table.current_id() == found.model.id_at(row)
    assert table.cell() == first(found)
    assert table.horizontalScrollBar().value() == scrolled - 60
    id = found.model.id_at(row)
    QTest.mouseDClick(table.viewport(), LEFT, pos=at)
    settle(program)
    here = session(program).navigator.history.current
    assert here is not None
    assert here.ref == RecordRef("deliverable", id)


def test_keys_go_through_columns_that_lie_below_it(found: ListPage) -> None:
    table = found.view.pane.table
    table.horizontalScrollBar().setValue(0)
    table.select_row(2)
    across = table.horizontalScrollBar()
    for _ in range(len(found.model.columns) - 1):
        press(table, KEY.Key_Right)
    assert across.value() > 0
    for _ in range(len(found.model.columns) - 1):
        press(table, KEY.Key_Left)
        current = table.visualRect(table.currentIndex())
        covered = table.frozen() if table.cell() != first(found) else 0
        assert current.left() >= covered
    assert table.cell() == first(found)
    across.setValue(across.maximum())
    press(table, KEY.Key_Down)
    assert across.value() == across.maximum()  # its name is in sight as it is


def test_its_head_sorts_and_has_its_menu(program: Program, found: ListPage) -> None:
    table = found.view.pane.table
    QTest.mouseClick(table.head.viewport(), LEFT, pos=QPoint(60, 12))
    settle(program)
    assert [key.key for key in found.model.sort_keys] == ["title"]
    asked: list[int] = []
    table.head.menu_requested.disconnect()
    table.head.menu_requested.connect(lambda section, _at: asked.append(section))
    at = QPoint(60, 12)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.head.mapToGlobal(at))
    QApplication.sendEvent(table.head.viewport(), event)
    assert asked == [first(found)]
    width = table.columnWidth(first(found))
    edge = QPoint(table.frozen() - 1, 12)
    QTest.mousePress(table.head.viewport(), LEFT, pos=edge)
    at_end = QPointF(edge + QPoint(20, 0))
    move = QMouseEvent(
        QEvent.Type.MouseMove, at_end, table.head.viewport().mapToGlobal(at_end),
        Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(table.head.viewport(), move)
    QTest.mouseRelease(table.head.viewport(), LEFT, pos=edge + QPoint(20, 0))
    assert table.columnWidth(first(found)) == width + 20


def test_nothing_stands_over_a_list_that_is_not_scrolled(program: Program, found: ListPage) -> None:
    table = found.view.pane.table
    table.horizontalScrollBar().setValue(0)
    assert table.frozen() == 0
    table.setColumnWidth(first(found), table.viewport().width())
    table.horizontalScrollBar().setValue(50)
    assert table.frozen() == 0  # it would leave no room for the others


# --- the rail -------------------------------------------------------------------------------------


def test_the_rail_folds_to_icons_that_still_say_what_they_are(program: Program) -> None:
    rail, theme = program.window.rail, program.window._icons.theme
    item = rail.item("deliverable:overdue")
    assert not rail.is_folded
    assert rail.width() == theme.px(WIDTH)
    spoken = item.accessibleName()
    program.window.resize(880, 700)
    settle(program)
    assert rail.is_folded
    assert rail.width() == theme.px(FOLDED)
    assert item.text() == ""
    assert item.accessibleName() == spoken
    assert item.toolTip() == plain_tip(spoken)
    assert spoken.startswith("Overdue, ")
    home = rail.item("home")
    assert home.width() <= theme.px(FOLDED)
    assert home._count is not None
    assert home._count.isVisible()  # what needs somebody is still told
    # It leads where it led, by mouse and by keys.
    QTest.mouseClick(item, LEFT)
    settle(program)
    assert rail.current() == "deliverable:overdue"
    item.setFocus(Qt.FocusReason.TabFocusReason)
    press(item, KEY.Key_Down)
    assert rail.item("deliverable:due").hasFocus()
    program.window.resize(1100, 700)
    settle(program)
    assert not rail.is_folded
    assert item.text() == "Overdue"
    assert item.toolTip() == ""
