"""A toast covers neither the field that is typed into nor the buttons of a dialog."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.waiting import drain
from tracker.ui.icons import Icons
from tracker.ui.widgets.card import ScrollColumn
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.toast import Toast
from tracker.ui.window_messages import WindowMessages


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def spoken(icons: Icons, window: QWidget) -> WindowMessages:
    made = WindowMessages(icons)
    made.use_window(window)
    return made


@pytest.fixture
def dialog(icons: Icons, window: QWidget, qtbot: QtBot) -> Iterator[DialogFrame]:
    """A form of many lines that scrolls."""
    made = DialogFrame(icons, "New agreement", parent=window)
    column = ScrollColumn("surface")
    for number in range(30):
        line = QLineEdit()
        line.setObjectName(f"field {number}")
        column.body.addWidget(line)
    made.body.addWidget(column)
    made.add_button("Cancel")
    made.add_button("Save", "primary")
    made.resize(640, 480)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def on_screen(widget: QWidget, window: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def toasts(window: QWidget) -> list[Toast]:
    return [one for one in window.findChildren(Toast) if one.isVisible()]


def assert_clear(window: QWidget) -> None:
    drain()
    focused = QApplication.focusWidget()
    assert focused is not None
    buttons = [one for one in window.findChildren(QPushButton) if one.text() in {"Cancel", "Save"}]
    shown = toasts(window)
    assert shown
    for toast in shown:
        assert window.rect().contains(toast.geometry())
        for one in (focused, *buttons):
            assert not toast.geometry().intersects(on_screen(one, window)), one.objectName()
    for one, other in pairwise(shown):
        assert not one.geometry().intersects(other.geometry())


@pytest.mark.parametrize("count", [1, 3])
def test_every_field_of_a_dialog_stays_in_sight_while_one_walks_through_it(
    spoken: WindowMessages, dialog: DialogFrame, count: int
) -> None:
    dialog.findChildren(QLineEdit)[0].setFocus()
    for number in range(count):
        spoken.toast(f"Saved {number}", "Undo", lambda: None)
    heights = set()
    for _ in range(30):
        assert_clear(dialog)
        heights.add(toasts(dialog)[0].y())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert len(heights) > 1, "it had to give way somewhere"


def test_it_gives_way_when_the_field_is_scrolled_below_it(
    spoken: WindowMessages, dialog: DialogFrame
) -> None:
    line = dialog.findChildren(QLineEdit)[6]
    line.setFocus()
    spoken.toast("Saved", "Undo", lambda: None)
    (column,) = dialog.findChildren(ScrollColumn)
    for value in range(0, 400, 12):
        column.verticalScrollBar().setValue(value)
        assert_clear(dialog)


def test_it_stands_at_the_foot_where_nothing_is_in_the_way(
    spoken: WindowMessages, dialog: DialogFrame
) -> None:
    dialog.findChildren(QLineEdit)[0].setFocus()
    spoken.toast("Saved", "Undo", lambda: None)
    drain()
    (toast,) = toasts(dialog)
    assert toast.geometry().center().y() > dialog.height() // 2
    assert abs(toast.geometry().center().x() - dialog.width() // 2) <= 1


def test_in_a_long_text_the_line_with_the_cursor_is_kept_clear(
    spoken: WindowMessages, window: QWidget
) -> None:
    text = QPlainTextEdit(window)
    text.setPlainText("\n".join(f"line {number}" for number in range(200)))
    text.resize(window.size())
    text.show()
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    spoken.toast("Saved", "Undo", lambda: None)
    drain()
    (toast,) = toasts(window)
    cursor = text.cursorRect().translated(text.viewport().mapTo(window, QPoint()))
    assert not toast.geometry().intersects(cursor)


def test_its_own_button_does_not_drive_it_away(spoken: WindowMessages, dialog: DialogFrame) -> None:
    dialog.findChildren(QLineEdit)[0].setFocus()
    spoken.toast("Saved", "Undo", lambda: None)
    drain()
    (toast,) = toasts(dialog)
    before = toast.geometry()
    assert toast.action is not None
    toast.action.setFocus()
    drain()
    assert toast.geometry() == before


def test_a_title_of_a_thousand_characters_does_not_fill_the_window(
    window: QWidget, spoken: WindowMessages
) -> None:
    name = "아주 긴 제목 Very long title " * 70
    spoken.toast(f"Saved “{name}”", "Undo", print)
    drain()
    (toast,) = window.findChildren(Toast)
    assert toast.height() < window.height() / 5
    said = next(one for one in toast.findChildren(QLabel) if one.text().startswith("Saved “아주"))
    assert said.text().endswith("…")
    assert len(said.text()) <= 240
    assert "Very long title" in said.toolTip()
    assert toast.accessibleName() == f"Saved “{name}”"
