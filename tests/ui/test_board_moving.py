"""Moving cards further while it is asked about them, several at a time, past a limit, by drag."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.opened import dialog, page, press, session, settle
from tracker.app.program import Program
from tracker.services import Services
from tracker.ui.board.page import BoardPage
from tracker.ui.bulk_progress.dialog import BulkLogDialog

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def found(program: Program) -> BoardPage:
    """The board, with the keys on it."""
    session(program).navigator.open_board()
    settle(program)
    shown = page(program)
    assert isinstance(shown, BoardPage)
    shown.view.board.setFocus()
    assert shown.view.board.hasFocus()
    return shown


def cell(found: BoardPage, status: str) -> list[int]:
    arrangement = found.view.board.board.arrangement
    return [card.id for card in arrangement.cell(0, arrangement.column_of(status))]


def stands(found: BoardPage, id: int) -> str:
    """The column in which a card is shown."""
    entry = found.view.board.board.entry(found.view.board.board.arrangement.rows[id])
    assert entry is not None
    return found.view.board.board.arrangement.columns[entry.column].key


def logged(found: BoardPage, id: int) -> str:
    return next(card.status for card in found.found.cards if card.id == id)


def counts(found: BoardPage) -> dict[str, int]:
    return {head.column.key: head.column.count for head in found.view.board.heads.heads}


def choose(found: BoardPage, ids: Sequence[int]) -> None:
    """Click on the first, then on each other with Ctrl."""
    board = found.view.board
    for at, id in enumerate(ids):
        board.scrollTo(board.board.index(board.board.arrangement.rows[id]))
        where = board.visualRect(board.board.index(board.board.arrangement.rows[id])).center()
        held = CTRL if at else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(board.viewport(), LEFT, held, where)
    assert set(board.selected_ids()) == set(ids)


def drag_to(found: BoardPage, id: int, end: QPoint, *, drop: bool = True) -> None:
    board = found.view.board
    start = board.visualRect(board.board.index(board.board.arrangement.rows[id])).center()
    QTest.mousePress(board.viewport(), LEFT, pos=start)
    for step in range(1, 6):
        at = QPointF(start + (end - start) * (step / 5))
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, at, board.viewport().mapToGlobal(at),
            Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(board.viewport(), event)
    if drop:
        QTest.mouseRelease(board.viewport(), LEFT, pos=end)


def over(found: BoardPage, status: str) -> QPoint:
    board = found.view.board
    at = board.board.arrangement.column_of(status)
    return QPoint(board.geometry_.lefts[at] + 30 - board.horizontalOffset(), 200)


# --- further, and back ----------------------------------------------------------------------------


def test_one_log_takes_a_card_from_planned_to_delivered(
    program: Program, found: BoardPage, second_services: Services
) -> None:
    board, strip = found.view.board, found.view.strip
    (id, *_) = cell(found, "planned")
    assert board.select_id(id)
    before = len(second_services.progress.entries(id))
    press(board, KEY.Key_Right, CTRL)
    assert strip.note.hasFocus()
    for status in ("at_risk", "on_hold", "delivered"):
        press(strip.note, KEY.Key_Right, CTRL)
        assert stands(found, id) == status
        assert strip.note.hasFocus()
    assert strip.status.text() == "Delivered"
    assert strip.rect().contains(strip.log.geometry())  # all of it has room
    assert strip.percent.isVisible()
    assert strip.percent.value() == 100
    QTest.keyClicks(strip.note, "Held")
    press(strip.note, KEY.Key_Return)
    settle(program)
    entries = second_services.progress.entries(id)
    assert len(entries) == before + 1
    assert (entries[-1].note, str(entries[-1].status), entries[-1].percent) == (
        "Held",
        "delivered",
        100,
    )
    assert logged(found, id) == "delivered"


def test_what_is_typed_stays_when_the_card_goes_on_and_back(
    program: Program, found: BoardPage
) -> None:
    board, strip = found.view.board, found.view.strip
    (id, *_) = cell(found, "in_progress")
    assert board.select_id(id)
    press(board, KEY.Key_Right, CTRL)
    QTest.keyClicks(strip.note, "Two words")
    strip.day.setText("1 Nov 2026")
    press(strip.note, KEY.Key_Right, CTRL)
    assert (stands(found, id), strip.note.text()) == ("on_hold", "Two words")
    # To the left there are words to go through first.
    press(strip.note, KEY.Key_Left, CTRL)
    assert stands(found, id) == "on_hold"
    assert strip.note.cursorPosition() == 4
    press(strip.note, KEY.Key_Left, CTRL)
    press(strip.note, KEY.Key_Left, CTRL)
    assert stands(found, id) == "at_risk"
    strip.back.click()
    strip.back.click()
    assert stands(found, id) == "planned"
    strip.on.click()
    assert stands(found, id) == "in_progress"
    assert "Not moved" in strip.hint.text()
    assert (strip.note.text(), strip.day.text()) == ("Two words", "1 Nov 2026")
    press(strip.note, KEY.Key_Escape)
    assert stands(found, id) == "in_progress"
    assert board.select_id(id)
    board.setFocus()
    press(board, KEY.Key_Right, CTRL)
    assert strip.note.text() == "Two words"  # it waits in the draft


def test_back_in_its_own_column_the_sentence_alone_is_logged(
    program: Program, found: BoardPage, second_services: Services
) -> None:
    board, strip = found.view.board, found.view.strip
    (id, *_) = cell(found, "planned")
    before = len(second_services.progress.entries(id))
    for words in ("", "Only said"):
        assert board.select_id(id)
        board.setFocus()
        press(board, KEY.Key_Right, CTRL)
        press(strip.note, KEY.Key_Left, CTRL)
        QTest.keyClicks(strip.note, words)
        press(strip.note, KEY.Key_Return)
        settle(program)
        assert not strip.isVisible()
    entries = second_services.progress.entries(id)
    assert len(entries) == before + 1
    assert (entries[-1].note, entries[-1].status) == ("Only said", None)
    assert logged(found, id) == "planned"


def test_a_folded_column_opens_only_while_the_card_is_there(
    program: Program, found: BoardPage
) -> None:
    board, strip = found.view.board, found.view.strip
    (id, *_) = cell(found, "delivered")
    assert board.select_id(id)
    folded = found.standing().folded
    assert "cancelled" in folded
    press(board, KEY.Key_Right, CTRL)
    press(strip.note, KEY.Key_Right, CTRL)
    assert stands(found, id) == "cancelled"
    press(strip.note, KEY.Key_Left, CTRL)
    assert found.standing().folded == folded
    press(strip.note, KEY.Key_Right, CTRL)
    press(strip.note, KEY.Key_Escape)
    assert found.standing().folded == folded
    assert stands(found, id) == "delivered"


def test_the_card_that_is_asked_about_is_dragged_on_and_home_again(
    program: Program, found: BoardPage
) -> None:
    strip = found.view.strip
    (id, *_) = cell(found, "planned")
    drag_to(found, id, over(found, "in_progress"))
    QTest.keyClicks(strip.note, "Half")
    drag_to(found, id, over(found, "at_risk"))
    assert stands(found, id) == "at_risk"
    assert strip.isVisible()
    assert strip.note.text() == "Half"
    drag_to(found, id, over(found, "planned"))
    assert not strip.isVisible()
    assert stands(found, id) == "planned"


# --- several --------------------------------------------------------------------------------------


def test_several_chosen_by_clicks_move_by_keys_with_one_sentence_and_one_undo(
    program: Program, found: BoardPage, second_services: Services
) -> None:
    board, strip = found.view.board, found.view.strip
    planned = cell(found, "planned")
    ids = [planned[0], planned[2], planned[3]]
    choose(found, ids)
    before = counts(found)
    press(board, KEY.Key_Right, CTRL)
    assert strip.count.text() == "3 deliverables"
    assert counts(found)["planned"] == before["planned"] - 3
    assert counts(found)["in_progress"] == before["in_progress"] + 3
    press(strip.note, KEY.Key_Right, CTRL)
    assert {stands(found, id) for id in ids} == {"at_risk"}
    assert counts(found)["in_progress"] == before["in_progress"]
    assert set(board.selected_ids()) == set(ids)
    QTest.keyClicks(strip.note, "All three")
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert {logged(found, id) for id in ids} == {"at_risk"}
    assert {second_services.progress.entries(id)[-1].note for id in ids} == {"All three"}
    assert counts(found)["at_risk"] == before["at_risk"] + 3
    press(program.window, KEY.Key_Z, CTRL)
    settle(program)
    assert {logged(found, id) for id in ids} == {"planned"}
    assert counts(found) == before


def test_escape_puts_all_of_several_back_and_they_stay_chosen(
    program: Program, found: BoardPage
) -> None:
    board, strip = found.view.board, found.view.strip
    ids = [cell(found, "planned")[0], cell(found, "in_progress")[0]]
    choose(found, ids)
    before = counts(found)
    press(board, KEY.Key_Right, CTRL)
    press(strip.note, KEY.Key_Right, CTRL)
    QTest.keyClicks(strip.note, "Not yet")
    press(strip.note, KEY.Key_Escape)
    assert [stands(found, id) for id in ids] == ["planned", "in_progress"]
    assert counts(found) == before
    assert set(board.selected_ids()) == set(ids)
    assert board.hasFocus()
    press(board, KEY.Key_Right, CTRL)
    assert strip.note.text() == "Not yet"


def test_shift_and_arrows_choose_a_range_that_shrinks_again(found: BoardPage) -> None:
    board = found.view.board
    planned = cell(found, "planned")
    assert board.select_id(planned[0])
    for _ in range(3):
        press(board, KEY.Key_Down, SHIFT)
    assert board.selected_ids() == tuple(planned[:4])
    press(board, KEY.Key_Up, SHIFT)
    assert board.selected_ids() == tuple(planned[:3])
    where = board.visualRect(board.board.index(board.board.arrangement.rows[planned[1]])).center()
    QTest.mouseClick(board.viewport(), LEFT, SHIFT, where)
    assert board.selected_ids() == tuple(planned[:2])


def test_ctrl_a_chooses_the_column_of_the_lane_and_then_of_all(
    program: Program, found: BoardPage
) -> None:
    board = found.view.board
    assert board.select_id(cell(found, "planned")[0])
    press(board, KEY.Key_A, CTRL)
    assert set(board.selected_ids()) == set(cell(found, "planned"))
    found.set_lanes("type")
    settle(program)
    board.setFocus()
    arrangement = board.board.arrangement
    at = arrangement.column_of("planned")
    lane = next(n for n, lane in enumerate(arrangement.lanes) if lane.cells[at])
    assert board.select_id(arrangement.cell(lane, at)[0].id)
    press(board, KEY.Key_A, CTRL)
    assert set(board.selected_ids()) == {card.id for card in arrangement.cell(lane, at)}
    press(board, KEY.Key_A, CTRL)
    assert len(board.selected_ids()) == counts(found)["planned"]


def test_l_with_several_logs_on_all_of_them(program: Program, found: BoardPage) -> None:
    choose(found, cell(found, "planned")[:2])
    press(found.view.board, KEY.Key_L)
    settle(program)
    opened = dialog()
    assert isinstance(opened, BulkLogDialog)
    opened.reject()


def test_several_are_dragged_together(program: Program, found: BoardPage) -> None:
    ids = cell(found, "planned")[:3]
    choose(found, ids)
    drag_to(found, ids[1], over(found, "at_risk"))
    assert {stands(found, id) for id in ids} == {"at_risk"}
    press(found.view.strip.note, KEY.Key_Return)
    settle(program)
    assert {logged(found, id) for id in ids} == {"at_risk"}


# --- limits and edges -----------------------------------------------------------------------------


def test_more_than_the_limit_is_said_where_one_types_and_not_refused(
    program: Program, found: BoardPage
) -> None:
    board, strip = found.view.board, found.view.strip
    found._set_limit("in_progress", counts(found)["in_progress"])
    (id, *_) = cell(found, "planned")
    assert board.select_id(id)
    press(board, KEY.Key_Right, CTRL)
    assert strip.limit.isVisible()
    assert strip.rect().contains(strip.log.geometry())
    limit = counts(found)["in_progress"] - 1
    assert f"more than the limit of {limit}" in strip.limit.text()
    assert strip.limit.text() in strip.note.accessibleDescription()
    press(strip.note, KEY.Key_Right, CTRL)
    assert not strip.limit.isVisible()
    press(strip.note, KEY.Key_Left, CTRL)
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert logged(found, id) == "in_progress"


def test_a_drag_to_the_edge_brings_in_what_lies_beyond(
    program: Program, found: BoardPage, qtbot: QtBot
) -> None:
    program.window.resize(760, 600)
    settle(program)
    board = found.view.board
    across = board.horizontalScrollBar()
    assert across.maximum() > 0
    (id, *_) = cell(found, "planned")
    assert board.select_id(id)
    drag_to(found, id, QPoint(board.viewport().width() - 6, 200), drop=False)
    qtbot.waitUntil(lambda: across.value() == across.maximum())
    to = board.drop_column(QPoint(board.viewport().width() - 60, 200))
    QTest.mouseRelease(board.viewport(), LEFT, pos=QPoint(board.viewport().width() - 60, 200))
    assert found.moves.to == to
    assert board.viewport().rect().contains(found.view.strip.geometry())


def test_of_several_the_strip_stands_at_the_one_that_has_the_keys(found: BoardPage) -> None:
    board, strip = found.view.board, found.view.strip
    first, second = cell(found, "planned")[:2]
    choose(found, (first, second))
    assert board.current_id() == second
    press(board, KEY.Key_Right, CTRL)
    assert board.current_id() == second
    card = board.visualRect(board.board.index(board.board.arrangement.rows[second]))
    assert strip.isVisible()
    assert strip.y() == card.bottom() + 6


# --- a day that moves nothing ---------------------------------------------------------------------


def day_typed(found: BoardPage, text: str) -> None:
    day = found.view.strip.day
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, text)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1 Jan 2000", "Its log says something later: it stays “In progress”."),
        ("1 Jan 2099", "This day is yet to come; the line counts from then on."),
    ],
)
def test_a_move_that_leaves_the_card_where_it_is_is_asked_about_once(
    program: Program, found: BoardPage, second_services: Services, day: str, said: str
) -> None:
    board, strip = found.view.board, found.view.strip
    id = next(
        id
        for id in cell(found, "in_progress")
        if any(line.status for line in second_services.progress.entries(id))
    )
    before = second_services.progress.entries(id)
    assert board.select_id(id)
    press(board, KEY.Key_Right, CTRL)
    QTest.keyClicks(strip.note, "Held")
    day_typed(found, day)
    press(strip.day, KEY.Key_Return)
    settle(program)
    assert strip.isVisible()
    assert strip.problem.text() == f"{said} Log it once more if you mean it."
    assert strip.day.hasFocus()
    assert strip.note.text() == "Held"
    assert second_services.progress.entries(id) == before
    press(strip.day, KEY.Key_Return)
    settle(program)
    assert not strip.isVisible()
    assert [line.note for line in second_services.progress.entries(id)][-1] == "Held"
    assert stands(found, id) == "in_progress"


def test_another_day_or_column_is_asked_about_anew(
    program: Program, found: BoardPage, second_services: Services
) -> None:
    board, strip = found.view.board, found.view.strip
    ids = cell(found, "planned")[:2]
    choose(found, ids)
    press(board, KEY.Key_Right, CTRL)
    for day in ("1 Jan 2098", "1 Jan 2099"):
        day_typed(found, day)
        press(strip.day, KEY.Key_Return)
        settle(program)
        assert strip.isVisible()
        assert "yet to come" in strip.problem.text()
    strip.on.click()
    press(strip.day, KEY.Key_Return)
    settle(program)
    assert strip.isVisible()
    press(strip.day, KEY.Key_Return)
    settle(program)
    assert not strip.isVisible()
    for id in ids:
        assert str(second_services.progress.entries(id)[-1].on) == "2099-01-01"
        assert stands(found, id) == "planned"
