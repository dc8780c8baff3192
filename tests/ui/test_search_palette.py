"""The palette: records and commands by typing, with the keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from tests.ui.opened import press, session, settle, type_text
from tracker.app.program import Program
from tracker.domain.refs import RecordRef
from tracker.services import Services
from tracker.ui.search import entries
from tracker.ui.search.entries import Entry
from tracker.ui.search.palette import SearchPalette

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(program: Program) -> SearchPalette:
    """The palette, opened by its key."""
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    assert program.palette.isVisible()
    assert program.palette.field.hasFocus()
    return program.palette


def type_in(program: Program, text: str) -> list[Entry]:
    type_text(program.palette.field, text)
    settle(program)
    return program.palette.model.entries


def current(palette: SearchPalette) -> Entry:
    return palette.model.entries[palette.list.currentIndex().row()]


def test_the_one_called_just_so_comes_first_and_enter_opens_it(
    program: Program, palette: SearchPalette
) -> None:
    found = type_in(program, "carm")
    assert (found[0].title, found[0].icon) == ("CARM", "building-2")
    assert "Council for Advanced Regenerative Medicine" in found[0].detail
    assert current(palette) is found[0]
    press(palette.field, Qt.Key.Key_Down)
    chosen = current(palette).payload
    press(palette.field, Qt.Key.Key_Return)
    settle(program)
    assert not palette.isVisible()
    assert session(program).navigator.recent() == [chosen]


@pytest.mark.parametrize("text", ["첨단재생의료산업협의회", "한국관", "melbourne", "pavil kor"])
def test_any_word_in_any_script_finds(text: str, program: Program, palette: SearchPalette) -> None:
    found = type_in(program, text)
    assert any(isinstance(entry.payload, RecordRef) for entry in found)


def test_a_hit_outside_the_name_shows_where(program: Program, palette: SearchPalette) -> None:
    found = type_in(program, "executives")
    assert any("executives" in entry.context.casefold() for entry in found)


def test_with_nothing_typed_it_shows_recent_records_and_commands(program: Program) -> None:
    session(program).navigator.open_record(RecordRef("deliverable", 3))
    settle(program)
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    shown = program.palette.model.entries
    assert shown[0].title == "Recent"
    assert shown[1].payload == RecordRef("deliverable", 3)
    titles = [entry.title for entry in shown]
    assert titles.index("Commands") < titles.index("Log progress")
    assert current(program.palette) is shown[1]


def test_commands_show_their_keys_and_run(program: Program, palette: SearchPalette) -> None:
    found = type_in(program, "go events".removeprefix("go "))
    command = next(entry for entry in found if isinstance(entry.payload, QAction))
    assert (command.title, command.keys) == ("Events", "Ctrl+6")
    while current(palette) is not command:
        press(palette.field, Qt.Key.Key_Down)
    press(palette.field, Qt.Key.Key_Enter)
    settle(program)
    assert program.window.rail.current() == "event"


def test_the_words_of_a_command_put_it_first(program: Program, palette: SearchPalette) -> None:
    assert type_in(program, "new agr")[0].title != "Sharks MOU"
    palette.field.clear()
    assert type_in(program, "log progress")[0].title == "Log progress"
    palette.field.clear()
    assert type_in(program, "undo")[0].title == "Undo “Load the sample partnerships”"


def test_the_arrows_go_round_and_pass_over_headings(
    program: Program, palette: SearchPalette
) -> None:
    for _ in range(2 * len(palette.model.entries)):
        press(palette.field, Qt.Key.Key_Down)
        assert not current(palette).is_heading
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        press(palette.field, key)
    assert current(palette) is palette.model.entries[1]
    press(palette.field, Qt.Key.Key_Up)
    assert current(palette) is palette.model.entries[-1]


def test_escape_gives_the_focus_back(program: Program) -> None:
    session(program).navigator.open_list("agreement")
    settle(program)
    before = program.window.focusWidget()
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    type_in(program, "xyz")
    press(program.palette.field, Qt.Key.Key_Escape)
    assert not program.palette.isVisible()
    assert program.window.focusWidget() is before
    press(program.window, Qt.Key.Key_K, CTRL)
    assert program.palette.field.text() == ""


def test_a_shortcut_does_not_lie_under_it(program: Program, palette: SearchPalette) -> None:
    press(palette.field, Qt.Key.Key_2, CTRL)
    settle(program)
    assert not palette.isVisible()
    page = program.window.stack.currentWidget()
    focused = program.window.focusWidget()
    assert focused is not None
    assert focused is page or page.isAncestorOf(focused)
    press(program.window, Qt.Key.Key_K, CTRL)
    assert palette.isVisible()


def test_a_name_in_another_language_comes_before_what_only_mentions_it(
    second_services: Services,
) -> None:
    found = entries.find(second_services, "첨단재생")
    assert found[0].title == "CARM"
    assert "첨단재생의료산업협회" in found[0].context
    kinds = [entry.payload.kind for entry in found if isinstance(entry.payload, RecordRef)]
    assert "source" in kinds


def test_a_click_beside_it_closes_it(program: Program, palette: SearchPalette) -> None:
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, palette.height() - 5))
    assert not palette.isVisible()


def test_nothing_found_is_said(program: Program, palette: SearchPalette) -> None:
    assert type_in(program, "qqqqzz") == []
    assert palette._nothing.isVisible()
    assert "qqqqzz" in palette._nothing.text()
    press(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize("text", ["'\"*;()", "%", "—", "a" * 5000, "\u202e\u0000x", "NEAR( OR"])
def test_no_text_breaks_it(text: str, second_services: Services) -> None:
    entries.find(second_services, text)


def test_it_stays_shut_while_no_database_is_open(program: Program) -> None:
    program.palette.use(None)
    program.palette.open()
    assert not program.palette.isVisible()
