"""The page of results: a place of the window, by kind, as far as one scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.opened import page, press, session, settle, type_text
from tests.ui.waiting import KEEP_MS, at_rest
from tracker.app.program import Program
from tracker.domain.refs import RecordRef
from tracker.ui.places import Place
from tracker.ui.results.page import ResultsPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def results(program: Program) -> ResultsPage:
    """The page, opened by its key."""
    press(program.window, Qt.Key.Key_F, CTRL, SHIFT)
    settle(program)
    shown = page(program)
    assert isinstance(shown, ResultsPage)
    assert shown.view.field.hasFocus()
    assert shown.view.says
    return shown


def test_what_is_typed_is_found_by_kind(program: Program, results: ResultsPage) -> None:
    type_text(results.view.field, "korea")
    settle(program)
    assert len(results.model.entries) == 50
    assert not results.view.says
    results.view.kinds.set_current("contact")
    settle(program)
    kinds = {
        entry.payload.kind
        for entry in results.model.entries
        if isinstance(entry.payload, RecordRef)
    }
    assert kinds == {"contact"}
    shown = len(results.model.entries)
    (pill,) = [each for each in results.view.kinds.children() if each.property("key") == "contact"]
    assert pill.property("text") == f"Contacts {shown}"


def test_more_are_shown_below_without_a_jump(program: Program, results: ResultsPage) -> None:
    type_text(results.view.field, "korea")
    settle(program)
    first = list(results.model.entries)
    results.view.list.setCurrentIndex(results.model.index(30))
    results.view.more.click()
    settle(program)
    assert len(results.model.entries) > 50
    assert results.model.entries[:50] == first
    assert results.view.list.currentIndex().row() == 30
    assert not results.view.more.isVisible()


def test_the_keys_lead_into_the_list_and_to_the_record_and_back(
    program: Program, results: ResultsPage
) -> None:
    type_text(results.view.field, "carm")
    settle(program)
    press(results.view.field, Qt.Key.Key_Down)
    assert results.view.list.hasFocus()
    payloads = [entry.payload for entry in results.model.entries]
    at = next(n for n, one in enumerate(payloads) if n and one.kind == "agreement")  # type: ignore[attr-defined]
    for _ in range(at):
        press(results.view.list, Qt.Key.Key_Down)
    chosen = payloads[at]
    press(results.view.list, Qt.Key.Key_Return)
    settle(program)
    navigator = session(program).navigator
    here = navigator.history.current
    assert here is not None
    assert here.ref == chosen
    assert here.position() is not None
    navigator.back()
    settle(program)
    assert navigator.history.current == Place("search", "", "carm")
    assert results.view.field.text() == "carm"
    assert results.view.list.currentIndex().row() == at
    navigator.back()
    settle(program)
    assert navigator.history.current == Place("home")


def test_typing_on_is_one_visit(program: Program, results: ResultsPage) -> None:
    for text in ("car", "m"):
        type_text(results.view.field, text)
        at_rest(program.runner, program, longest=KEEP_MS)
    navigator = session(program).navigator
    assert navigator.history.current == Place("search", "", "carm")
    press(results.view.field, Qt.Key.Key_F, CTRL, SHIFT)
    assert results.view.field.selectedText() == "carm"
    navigator.back()
    assert navigator.history.current == Place("home")


def test_one_kind_can_be_opened_as_a_list(
    program: Program, results: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_text(results.view.field, "carm")
    settle(program)
    assert not results.view.as_list.isVisible()
    results.view.kinds.set_current("agreement")
    settle(program)
    assert results.view.as_list.isVisible()
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(session(program).navigator, "open_list", lambda *words: asked.append(words))
    results.view.as_list.click()
    assert asked == [("agreement", "filter:carm")]


def test_nothing_found_is_said_with_advice(program: Program, results: ResultsPage) -> None:
    type_text(results.view.field, "qqqqzzzz")
    settle(program)
    assert results.view.says
    results.view.field.clear()
    settle(program)
    assert results.model.entries == []
    assert results.view.says


def test_a_change_elsewhere_is_seen(program: Program, results: ResultsPage) -> None:
    type_text(results.view.field, "carm")
    settle(program)
    first = results.model.entries[0].payload
    assert isinstance(first, RecordRef)
    session(program).navigator.trash(first)
    settle(program)
    assert first not in [entry.payload for entry in results.model.entries]


@pytest.mark.parametrize("text", ["x" * 10_000, "'\"*;()", "ㅎ", "\u202e"])
def test_no_text_breaks_it(text: str, program: Program, results: ResultsPage) -> None:
    session(program).navigator.open_search(text)
    settle(program)
    assert results.isVisible()


def test_the_palette_leads_to_it(program: Program) -> None:
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    palette = program.finding.palette
    assert palette is not None
    type_text(palette.field, "korea")
    settle(program)
    press(palette.field, Qt.Key.Key_F, CTRL, SHIFT)
    settle(program)
    assert session(program).navigator.history.current == Place("search", "", "korea")
    assert not palette.isVisible()


def test_a_quick_look_follows_the_lines(program: Program, results: ResultsPage) -> None:
    type_text(results.view.field, "carm")
    settle(program)
    press(results.view.field, Qt.Key.Key_Down)
    press(results.view.list, Qt.Key.Key_Space)
    settle(program)
    assert session(program).navigator.is_quick_look
    assert results.view.list.hasFocus()
    press(results.view.list, Qt.Key.Key_Space)
    assert not session(program).navigator.is_quick_look
