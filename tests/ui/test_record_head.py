"""The head of a record page, however long and odd the name in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.waiting import drain
from tracker.ui.icons import Icons
from tracker.ui.record_page.head import HeadText, RecordHead
from tracker.ui.widgets.breaking import BreakingLabel

_WIDTH = 280


@pytest.mark.parametrize(
    "title", ["https://example.org/" + "a/b-c_d" * 40, "W" * 200, "재생의료" * 60, "e\u0301" * 90]
)
def test_a_title_without_blanks_leaves_the_buttons_in_sight(
    icons: Icons, qtbot: QtBot, title: str
) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    head = RecordHead(icons, log=True, summary=True)
    area.setWidget(head)
    area.setWidgetResizable(True)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.resize(_WIDTH, 400)
    area.show()
    head.show_text(HeadText("Deliverable", title, title, icon="file"))
    drain()
    for made in (head.star_button, head.edit_button, head.more_button):
        assert made.mapTo(area, QPoint(made.width(), 0)).x() <= _WIDTH
    shown = head._title
    assert shown.heightForWidth(shown.width()) >= 3 * shown.fontMetrics().height(), "in lines"
    assert shown.height() >= shown.heightForWidth(shown.width())
    assert head.title() == title
    assert shown.accessibleName() == title


def test_what_is_copied_has_no_breaks_in_it(icons: Icons, qtbot: QtBot) -> None:
    label = BreakingLabel("title")
    qtbot.addWidget(label)
    label.resize(200, 200)
    label.show()
    address = "https://example.org/reports/2026/regenerative-medicine"
    label.setText(address)
    assert label.text() == address
    label.setSelection(0, len(QLabel.text(label)))
    assert label.selectedText() == address
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == address
