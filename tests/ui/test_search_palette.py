"""The palette: records and commands by typing, with the keys alone."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.opened import press, session, settle, type_text
from tracker.app.program import Program
from tracker.domain.list_views import ListArrangement
from tracker.domain.refs import RecordRef
from tracker.services import Services
from tracker.ui.agreements.page import AgreementPage
from tracker.ui.hits.entry import Entry
from tracker.ui.places import Place
from tracker.ui.search import entries
from tracker.ui.search.destinations import Destination
from tracker.ui.search.palette import SearchPalette
from tracker.ui.search.typed import understood

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(program: Program) -> SearchPalette:
    """The palette, opened by its key."""
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    assert program.finding.palette is not None
    assert program.finding.palette.isVisible()
    assert program.finding.palette.field.hasFocus()
    return program.finding.palette


def type_in(program: Program, text: str) -> list[Entry]:
    type_text(program.finding.palette.field, text)
    settle(program)
    return program.finding.palette.model.entries


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
    shown = program.finding.palette.model.entries
    assert shown[0].title == "Recent"
    assert shown[1].payload == RecordRef("deliverable", 3)
    titles = [entry.title for entry in shown]
    assert titles.index("Commands") < titles.index("Log progress")
    assert current(program.finding.palette) is shown[1]


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
    press(program.finding.palette.field, Qt.Key.Key_Escape)
    assert not program.finding.palette.isVisible()
    assert program.window.focusWidget() is before
    press(program.window, Qt.Key.Key_K, CTRL)
    assert program.finding.palette.field.text() == ""


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
    found = entries.find(second_services, understood("첨단재생")).records
    assert found[0].title == "CARM"
    assert "첨단재생의료산업협회" in found[0].context
    kinds = [entry.payload.kind for entry in found if isinstance(entry.payload, RecordRef)]
    assert "source" in kinds


def test_a_click_beside_it_closes_it(program: Program, palette: SearchPalette) -> None:
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, palette.height() - 5))
    assert not palette.isVisible()


def test_nothing_found_is_said(program: Program, palette: SearchPalette) -> None:
    assert type_in(program, "qqqqzz") == []
    assert "qqqqzz" in palette.box.said
    press(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize("text", ["'\"*;()", "%", "—", "a" * 5000, "\u202e\u0000x", "NEAR( OR"])
def test_no_text_breaks_it(text: str, second_services: Services) -> None:
    entries.find(second_services, understood(text))


def test_it_stays_shut_while_no_database_is_open(program: Program) -> None:
    program.finding.use(None)
    program.finding.open()
    assert program.finding.palette is None


def compose(palette: SearchPalette, preedit: str, commit: str = "") -> None:
    """As an input method does: what is finished, and the syllable it is at."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(palette.field, event)


def test_a_syllable_that_is_being_composed_counts_and_is_not_lost(
    program: Program, palette: SearchPalette
) -> None:
    compose(palette, "첨")
    settle(program)
    assert palette.model.entries
    compose(palette, "단", "첨")
    settle(program)
    assert palette.field.whole_text() == "첨단"
    found = list(palette.model.entries)
    assert "CARM" in [entry.title for entry in found]
    compose(palette, "쟇", "단")  # half-way to 재 it is in no word: what was found stays
    settle(program)
    assert palette.model.entries == found
    assert palette.box.said == ""
    compose(palette, "", "재생")
    settle(program)
    assert palette.field.text() == "첨단재생"
    assert palette.model.entries[0].title == "CARM"


def test_enter_waits_for_the_answer_to_what_is_typed(
    program: Program, palette: SearchPalette
) -> None:
    type_in(program, "melbourne")
    palette.field.selectAll()
    type_text(palette.field, "carm")
    press(palette.field, Qt.Key.Key_Return)  # nothing has been answered yet
    assert palette.isVisible()
    settle(program)
    assert not palette.isVisible()
    (opened,) = session(program).navigator.recent()
    assert opened.kind == "organisation"


def test_a_pointer_that_rests_takes_nothing_from_the_keys(
    program: Program, palette: SearchPalette
) -> None:
    found = type_in(program, "korea")
    over = palette.list.viewport()
    QTest.mouseMove(over, QPoint(60, over.height() // 2))
    pointed = current(palette)
    assert pointed is not found[0], "a pointer that moves chooses"
    assert pointed is not found[-1]
    press(palette.field, Qt.Key.Key_End)
    settle(program)
    assert palette.list.verticalScrollBar().value() > 0
    assert current(palette) is found[-1]
    QTest.mouseMove(over, QPoint(60, over.height() - 80))
    assert current(palette) is not found[-1]


def test_ctrl_enter_takes_a_quick_look(program: Program, palette: SearchPalette) -> None:
    type_in(program, "carm")
    press(palette.field, Qt.Key.Key_Return, CTRL)
    settle(program)
    assert not palette.isVisible()
    assert session(program).navigator.is_quick_look
    assert session(program).navigator.recent() == []


def test_what_was_sought_is_set_off(program: Program, palette: SearchPalette) -> None:
    found = type_in(program, "executives")
    at = next(n for n, entry in enumerate(found) if "executives" in entry.context)
    spans = palette.model.spans(at).context
    assert [found[at].context[start:end].casefold() for start, end in spans] == ["executives"]


def test_the_last_line_leads_to_all_results(program: Program, palette: SearchPalette) -> None:
    found = type_in(program, "korea")
    assert found[-1].title == "All results for “korea”"
    press(palette.field, Qt.Key.Key_End)
    assert current(palette) is found[-1]
    press(palette.field, Qt.Key.Key_Return)
    settle(program)
    assert session(program).navigator.history.current == Place("search", "", "korea")


def test_favourites_stand_below_what_is_recent(program: Program) -> None:
    marks = session(program).desk.favourites
    marks.toggle(RecordRef("event", 1))
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    shown = program.finding.palette.model.entries
    titles = [entry.title for entry in shown]
    at = titles.index("Favourites")
    assert shown[at + 1].payload == RecordRef("event", 1)
    assert at < titles.index("Commands")


@pytest.mark.parametrize(
    ("typed", "title", "detail"),
    [
        ("overdue", "Overdue", "Deliverables"),
        ("silent deliv", "Silent 90 days", "Deliverables"),
        ("trash agreements", "In the trash", "Agreements"),
        ("기한 초과", "Overdue", "Deliverables"),
        ("ㄱㅎㅊㄱ", "Overdue", "Deliverables"),
    ],
)
def test_views_and_the_trash_are_found_in_any_language(
    typed: str, title: str, detail: str, program: Program, palette: SearchPalette
) -> None:
    found = type_in(program, typed)
    assert (title, detail) in {(entry.title, entry.detail) for entry in found}


def test_a_view_that_is_called_just_so_is_opened_by_enter(
    program: Program, palette: SearchPalette
) -> None:
    found = type_in(program, "expiring")
    assert found[0].payload == Destination("agreement:expiring")
    press(palette.field, Qt.Key.Key_Return)
    settle(program)
    assert session(program).navigator.history.current == Place("list", "agreement", "expiring")


@pytest.mark.parametrize("typed", ["korean pav", "pavilions", "ㅎㄱ", "한국"])
def test_a_saved_view_is_found_by_its_name_and_opened(program: Program, typed: str) -> None:
    services = session(program).services
    results: list[object] = []
    named = "한국관 모음" if typed[0] > "z" else "Korean pavilions"
    call = partial(services.views.save, "deliverable", named, ListArrangement())
    program.runner.write(program.window, call, results.append)
    settle(program)
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    found = type_in(program, typed)
    line = next(entry for entry in found if entry.title == named)
    assert line.detail == "Saved view · Deliverables"
    assert isinstance(line.payload, Destination)
    palette = program.finding.palette
    assert palette is not None
    while current(palette) is not line:
        press(palette.field, Qt.Key.Key_Down)
    press(palette.field, Qt.Key.Key_Return)
    settle(program)
    here = session(program).navigator.history.current
    assert here is not None
    assert here.view.startswith("saved:")


def test_who_owes_what_leads_to_that_part_of_the_agreement_looked_at_last(
    program: Program,
) -> None:
    session(program).navigator.open_record(RecordRef("agreement", 3))
    session(program).navigator.open_home()
    settle(program)
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    found = type_in(program, "who owes")
    lines = [entry for entry in found if entry.title == "Who owes what"]
    assert lines[0].payload == Destination("owes:agreement-3")
    assert len({entry.detail for entry in lines}) == len(lines) == 3
    palette = program.finding.palette
    assert palette is not None
    assert current(palette) is lines[0]
    press(palette.field, Qt.Key.Key_Return)
    settle(program)
    shown = program.window.stack.currentWidget()
    assert isinstance(shown, AgreementPage)
    assert shown.ref == RecordRef("agreement", 3)
    assert shown.parts.current() == "owes"


@pytest.mark.parametrize(
    ("typed", "key"),
    [("own types", "own_types"), ("preferences", "settings"), ("kanban", "board")],
)
def test_commands_are_found_by_other_words_too(
    typed: str, key: str, program: Program, palette: SearchPalette
) -> None:
    found = type_in(program, typed)
    assert isinstance(found[0].payload, QAction)
    assert found[0].payload.objectName() == key


def test_the_beginning_of_a_view_comes_before_a_word_in_a_text(
    program: Program, palette: SearchPalette
) -> None:
    found = type_in(program, "over")
    assert found[0].payload == Destination("deliverable:overdue")
    assert any(isinstance(entry.payload, RecordRef) and "over" in entry.context for entry in found)


def test_a_record_comes_before_a_view_that_only_has_the_word(
    program: Program, palette: SearchPalette
) -> None:
    services = session(program).services
    call = partial(services.views.save, "deliverable", "About CARM", ListArrangement())
    program.runner.write(program.window, call)
    settle(program)
    found = type_in(program, "carm")
    assert found[0].title == "CARM"
    headings = [entry.title for entry in found if entry.is_heading]
    assert "Go to" in headings
