"""With a Korean window the sheet of keys, the line of the board and the calendar speak Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMainWindow, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tracker.i18n import use_language, without_mnemonic
from tracker.resources import resource_path
from tracker.ui.actions import Actions
from tracker.ui.board.strip import MoveStrip
from tracker.ui.forms.dates import CalendarPopup
from tracker.ui.icons import Icons
from tracker.ui.shortcut_sheet import ShortcutSheet

# What is written on the keys themselves is the same in every language.
_KEYS = {
    "Ctrl", "Alt", "Shift", "Esc", "Enter", "Return", "Space", "Del", "Up", "Down", "Left",
    "Right", "PgDown", "PgUp", "Click",
}  # fmt: skip


@pytest.fixture(autouse=True)
def korean() -> Iterator[None]:
    assert use_language("ko", resource_path("i18n"))
    yield
    use_language("en", resource_path("i18n"))


def _said(widget: QWidget) -> list[str]:
    """All words a person sees or hears of a widget and what is in it."""
    said = []
    for one in (widget, *widget.findChildren(QWidget)):
        said += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, QLabel | QAbstractButton):
            said.append(one.text())
        if isinstance(one, QLineEdit):
            said.append(one.placeholderText())
        if isinstance(one, QTableView):
            model = one.model()
            said += [str(model.index(0, at).data()) for at in range(model.columnCount())]
    return said


def _english(words: list[str]) -> list[str]:
    plain = (re.sub(r"<[^>]+>", " ", without_mnemonic(one)) for one in words)
    return [one for one in plain if set(re.findall(r"[A-Za-z]{3,}", one)) - _KEYS]


def test_the_sheet_of_keys(icons: Icons, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    sheet = ShortcutSheet(icons, Actions(icons, window))
    qtbot.addWidget(sheet)
    said = _said(sheet)
    assert QKeySequence("F1").toString() in said
    assert _english(said) == []


def test_the_line_of_the_board(icons: Icons, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    strip = MoveStrip(icons, window)
    for status, home in (("in_progress", False), ("delivered", False), ("planned", True)):
        strip.ask(status, date(2026, 11, 22), several=True)
        strip.turn(status, at_home=home)
        strip.count_cards(3)
        assert "Enter" in strip.hint.text()
        assert _english(_said(strip)) == []


def test_the_calendar(icons: Icons, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    popup = CalendarPopup(icons, QDate(2026, 11, 22), window)
    said = _said(popup)
    assert any("11월" in one for one in said)
    assert _english(said) == []
    popup.close()
