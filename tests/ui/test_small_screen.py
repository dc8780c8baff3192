"""On a small screen no dialog is larger than it, and every button can be reached."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton, QScrollArea

from tests.ui.opened import dialog, session, settle
from tracker.app.program import Program
from tracker.domain.refs import RecordRef
from tracker.ui.icons import Icons
from tracker.ui.kinds import LISTED
from tracker.ui.messages import Choice
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.message_dialog import MessageDialog
from tracker.ui.widgets.passage import FullText

SMALL = QSize(820, 600)


class SmallScreen:
    """As much of a screen as a dialog asks for."""

    def availableSize(self) -> QSize:
        return SMALL

    def availableGeometry(self) -> QRect:
        return QRect(QPoint(0, 0), SMALL)


@pytest.fixture(autouse=True)
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DialogFrame, "screen", lambda _self: SmallScreen())


def check(shown: QDialog) -> None:
    """It fits, its own buttons are seen whole, and what is seen in part can be scrolled to."""
    name = shown.windowTitle()
    assert shown.width() <= SMALL.width(), name
    assert shown.height() <= SMALL.height(), name
    assert shown.minimumWidth() <= SMALL.width(), name
    assert shown.minimumHeight() <= SMALL.height(), name
    for button in shown.findChildren(QPushButton):
        if button.isVisible() and not inside_scrolling(button):
            place = QRect(button.mapTo(shown, QPoint(0, 0)), button.size())
            assert shown.rect().contains(place), (name, button.text())


def inside_scrolling(button: QAbstractButton) -> bool:
    above = button.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None


def through(program: Program, ways: list[Callable[[], Any]]) -> None:
    for open_it in ways:
        open_it()
        settle(program)
        check(dialog())
        dialog().done(0)
        settle(program)


def test_the_dialogs_of_the_menus(program: Program) -> None:
    named = ("settings", "shortcuts", "usual_steps", "own_types", "check_evidence",
             "check_database")  # fmt: skip
    through(program, [program.window.actions_[key].trigger for key in named])


def test_the_forms(program: Program) -> None:
    navigator = session(program).navigator
    for kind in LISTED:
        edit = partial(navigator.edit, RecordRef(kind, 1))
        through(program, [partial(navigator.create, kind), edit])


def test_what_is_opened_from_pages_and_lists(program: Program) -> None:
    navigator = session(program).navigator
    through(program, [
        navigator.log_progress,
        lambda: navigator.log_progress(3),
        lambda: navigator.export_summary(2),
        lambda: navigator.bulk_edit("deliverable", [1, 2, 3]),
        lambda: navigator.bulk_log([1, 2, 3]),
    ])  # fmt: skip


def test_messages_and_long_texts(program: Program, icons: Icons) -> None:
    paragraphs = [f"Paragraph {n}. " + "It says so much. " * 20 for n in range(12)]
    choices = [Choice("no", "Cancel"), Choice("yes", "Go on", "primary")]
    for shown in (
        MessageDialog(icons, "Much", paragraphs, choices, lambda _key: None,
                      parent=program.window),
        FullText(icons, "Purpose", "words " * 9000, program.window),
    ):  # fmt: skip
        shown.open()
        settle(program)
        check(shown)
        shown.done(0)
        settle(program)


def test_what_has_no_room_is_scrolled_to(program: Program) -> None:
    program.window.actions_["shortcuts"].trigger()
    settle(program)
    (area,) = dialog().findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    inside = area.widget()
    assert inside is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    end = inside.mapTo(area.viewport(), QPoint(0, inside.height())).y()
    assert end <= area.viewport().height()
