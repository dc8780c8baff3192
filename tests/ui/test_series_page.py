"""A series in the window: its page, its instances' pages, logging, and time passing."""

# ruff: noqa: F811 - fixtures are asked for by name

from __future__ import annotations

from datetime import date
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.opened import (  # noqa: F401  # noqa: F401
    TODAY,
    dialog,
    page,
    press,
    program,
    sample,
    sample_file,
    session,
    settle,
)
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.services import Services
from tracker.ui.deliverables.page import DeliverablePage
from tracker.ui.deliverables.series_block import BesideLine, SeriesBlock
from tracker.ui.deliverables.series_further import FurtherDialog
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.repeats import RepeatsEditor
from tracker.ui.progress.dialog import LogProgressDialog

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(program: Program) -> Services:
    return session(program).services


def made(
    program: Program,
    **more: object,
) -> int:
    draft = Deliverable.model_validate(
        {"title": "Trend report", "type": "trend_report", "recurrence": "FREQ=MONTHLY;INTERVAL=3",
         "recurs_from": "2026-10/2026-12"} | more
    )  # fmt: skip
    found: list[int] = []
    services = session(program).services
    save = partial(services.series.save, draft, TODAY)
    program.runner.write(program, save, lambda saved: found.append(saved.ref.id))
    settle(program)
    return found[0]


def ask(
    program: Program,
    call: object,
) -> object:
    found: list[object] = []
    program.runner.write(program, call, found.append)  # type: ignore[arg-type]
    settle(program)
    return found[0]


def show(
    program: Program,
    id: int,
) -> DeliverablePage:
    session(program).navigator.open_record(RecordRef("deliverable", id))
    settle(program)
    return cast("DeliverablePage", page(program))


def act(messages: RecordedMessages, place: int) -> None:
    """Press what a passing message offers."""
    offered = messages.toasts[place].act
    assert offered is not None
    offered()


def block(shown: DeliverablePage) -> SeriesBlock:
    return next(one for one in shown.findChildren(SeriesBlock) if one.isVisible())


def test_the_page_of_a_series_shows_its_instances_and_enter_opens_one(
    program: Program,
) -> None:
    shown = show(program, made(program))
    series = block(shown)
    assert series.standing.text() == "0 of 5 delivered, next due October – December 2026"
    assert series.rule.text() == "Every quarter, first Q4 2026"
    assert series.table is not None
    names = [row.cells[1] for row in series.table.rows()]
    assert names == [
        "Trend report, Q4 2026", "Trend report, Q1 2027", "Trend report, Q2 2027",
        "Trend report, Q3 2027", "Trend report, Q4 2027",
    ]  # fmt: skip
    series.table.setFocus()
    series.table.selectRow(1)
    press(series.table, Key.Key_Return)
    settle(program)
    assert session(program).navigator.history.current is not None
    assert cast("DeliverablePage", page(program)).frame.head.title() == "Trend report, Q1 2027"


def test_an_instance_leads_to_the_one_before_the_next_and_the_series(
    program: Program,
) -> None:
    id = made(program)
    shown = show(program, id + 2)
    [beside] = [one for one in shown.findChildren(BesideLine) if one.isVisible()]
    assert beside.series.text() == "Trend report"
    assert beside.before.isEnabled()
    QTest.mouseClick(beside.after, Qt.MouseButton.LeftButton)
    settle(program)
    assert shown.frame.head.title() == "Trend report, Q2 2027"
    [beside] = [one for one in shown.findChildren(BesideLine) if one.isVisible()]
    beside.series.setFocus()
    press(beside.series, Key.Key_Return)
    settle(program)
    assert shown.frame.head.title() == "Trend report"


@pytest.mark.parametrize("held", [CTRL, Qt.KeyboardModifier.NoModifier], ids=["Ctrl+L", "L"])
def test_logging_on_a_series_asks_which_instance(
    program: Program, services: Services, held: Qt.KeyboardModifier
) -> None:
    id = made(program)
    shown = show(program, id)
    if held == CTRL:
        press(program.window, Key.Key_L, CTRL)
    else:
        shown.setFocus()
        press(shown, Key.Key_L)
    settle(program)
    opened = dialog()
    assert isinstance(opened, LogProgressDialog)
    # Nothing is chosen, and the keys are where it is chosen.
    assert opened.picker.current is None
    assert opened.picker.line.hasFocus()
    offered = opened.picker.line.suggestions
    assert len(offered) > 1
    assert all(one.label.startswith("Trend report, Q") for one in offered)
    QTest.keyClicks(opened.picker.line, "trend report, q4 2026")
    settle(program)
    press(opened.picker.line, Key.Key_Return)
    settle(program)
    note = opened.note.area
    assert note.hasFocus()
    assert opened.heading.text() == "Trend report, Q4 2026"
    QTest.keyClicks(note, "Outline agreed")
    press(note, Key.Key_Return, CTRL)
    settle(program)
    entries = ask(program, lambda: services.progress.entries(id + 1))
    assert [one.note for one in cast("list[object]", entries)] == ["Outline agreed"]  # type: ignore[attr-defined]


def test_further_ones_are_made_from_the_page_and_taken_back(
    program: Program,
    messages: RecordedMessages,
) -> None:
    shown = show(program, made(program, recurs_from="2026-01/2026-03"))
    before = len(block(shown).table.rows())  # type: ignore[union-attr]
    QTest.mouseClick(block(shown).further, Qt.MouseButton.LeftButton)
    settle(program)
    opened = dialog()
    assert isinstance(opened, FurtherDialog)
    assert "4 will be made" in opened.says.text()
    opened.past.setFocus()
    press(opened.past, Key.Key_Space)
    settle(program)
    assert "7 will be made: Trend report, Q1 2026" in opened.says.text()
    press(opened, Key.Key_Return)
    settle(program)
    assert len(block(shown).table.rows()) == before + 7  # type: ignore[union-attr]
    act(messages, -1)
    settle(program)
    assert len(block(shown).table.rows()) == before  # type: ignore[union-attr]


def test_one_more_is_added_by_hand_with_what_all_of_them_have(
    program: Program,
    services: Services,
) -> None:
    id = made(program)
    shown = show(program, id)
    block(shown).one_more.setFocus()
    press(block(shown).one_more, Key.Key_Space)
    settle(program)
    opened = dialog()
    assert isinstance(opened, RecordFormDialog)
    press(opened, Key.Key_S, CTRL)
    settle(program)
    states = ask(program, lambda: services.series.instances(id, TODAY))
    added = cast("tuple[object, ...]", states)[-1].record  # type: ignore[attr-defined]
    assert (added.series_id, added.instance, added.occurrence) == (id, 6, None)
    assert added.type == "trend_report"


def test_the_numbers_of_the_block_are_those_the_pages_say(
    program: Program, services: Services
) -> None:
    id = made(program)
    by_hand = Deliverable.model_validate(
        {"title": "By hand", "series_id": id, "target": "2026-05", "instance": 9}
    )
    saved = ask(program, lambda: services.records.save(by_hand))
    shown = show(program, id)
    rows = block(shown).table.rows()  # type: ignore[union-attr]
    assert [row.cells[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0].cells[1] == "By hand"
    page = show(program, saved.ref.id)  # type: ignore[attr-defined]
    (beside,) = [one for one in page.findChildren(BesideLine) if one.isVisible()]
    words = [one.text() for one in beside.findChildren(QLabel) if one.isVisible()]
    assert words[0] == "1 of 6 of"


def test_a_stated_rule_offers_to_make_its_instances(
    program: Program,
    services: Services,
) -> None:
    stated = Deliverable.model_validate(
        {"title": "Forum", "recurrence": "FREQ=YEARLY", "recurs_from": "2027"}
    )
    saved = ask(program, lambda: services.records.save(stated))
    shown = show(program, saved.ref.id)  # type: ignore[attr-defined]
    assert not block(shown).further.isVisible()
    QTest.mouseClick(block(shown).make, Qt.MouseButton.LeftButton)
    settle(program)
    assert [row.cells[1] for row in block(shown).table.rows()] == ["Forum, 2027"]  # type: ignore[union-attr]


def test_a_rule_without_a_beginning_says_so_and_leads_to_the_field(
    program: Program,
    services: Services,
) -> None:
    stated = Deliverable(title="Forum", recurrence="FREQ=MONTHLY;INTERVAL=6")
    saved = ask(program, lambda: services.records.save(stated))
    shown = show(program, saved.ref.id)  # type: ignore[attr-defined]
    said = [one.text() for one in block(shown).findChildren(QLabel) if one.isVisible()]
    assert "Say when the first is due, such as March 2027, Q1 2027 or 2027." in said
    QTest.mouseClick(block(shown).make, Qt.MouseButton.LeftButton)
    settle(program)
    opened = dialog()
    assert isinstance(opened, RecordFormDialog)
    repeats = opened.form.editor("recurrence")
    assert isinstance(repeats, RepeatsEditor)
    assert opened.focusWidget() is repeats.first.line
    QTest.keyClicks(repeats.first.line, "March 2027")
    press(opened, Key.Key_S, CTRL)
    settle(program)
    assert len(block(shown).table.rows()) == 2  # type: ignore[union-attr]
    said = [one.text() for one in block(shown).findChildren(QLabel) if one.isVisible()]
    assert not [words for words in said if words.startswith("Say when")]


def test_when_the_day_has_turned_instances_are_made_and_it_is_said(
    program: Program,
    services: Services,
    messages: RecordedMessages,
) -> None:
    made(program)
    opened = session(program)
    opened._ahead.now()
    settle(program)
    said = len(messages.toasts)
    object.__setattr__(opened.desk, "today", lambda: date(2027, 1, 5))
    opened._ahead.now()
    settle(program)
    assert messages.toasts[said].text == "Made ahead: 1 instance"
    undo = ask(program, services.undo.state)
    assert str(undo.undo) == "Make 1 instance ahead"  # type: ignore[attr-defined]
    act(messages, said)
    settle(program)
    opened._ahead.now()
    settle(program)
    assert len(messages.toasts) == said + 1  # what was taken back is not made again


def test_no_window_is_left_behind(program: Program) -> None:
    shown = show(program, made(program))
    QTest.mouseClick(block(shown).further, Qt.MouseButton.LeftButton)
    settle(program)
    press(dialog(), Key.Key_Escape)
    settle(program)
    assert QApplication.activeModalWidget() is None
