"""A second program logs on what is being logged on here: told, asked about, and then written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.opened import TODAY, dialog, page, press, session, settle
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.progress import OPEN
from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry
from tracker.services import Services
from tracker.ui.board.page import BoardPage
from tracker.ui.desk import LogStart
from tracker.ui.progress.dialog import LogProgressDialog

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board(program: Program) -> BoardPage:
    session(program).navigator.open_board()
    settle(program)
    shown = page(program)
    assert isinstance(shown, BoardPage)
    shown.view.board.setFocus()
    return shown


def planned(found: BoardPage) -> list[int]:
    arrangement = found.view.board.board.arrangement
    return [card.id for card in arrangement.cell(0, arrangement.column_of("planned"))]


def elsewhere(services: Services, id: int, status: str = "cancelled") -> None:
    entry = {"deliverable_id": id, "on": TODAY.isoformat(), "note": "Called off", "status": status}
    services.progress.log(ProgressEntry.model_validate(entry))


def noticed(program: Program) -> None:
    """The window looks at what others wrote, as it does every couple of seconds."""
    settle(program)
    session(program).watching.look()
    settle(program)


def said(services: Services, id: int) -> list[str]:
    return [line.note for line in services.progress.entries(id)][-2:]


# --- the board ------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_noticed", [True, False], ids=["noticed", "in the last moment"])
def test_a_card_that_got_another_status_is_asked_about(
    program: Program, board: BoardPage, second_services: Services, is_noticed: bool
) -> None:
    strip = board.view.strip
    id = planned(board)[0]
    assert board.view.board.select_id(id)
    press(board.view.board, KEY.Key_Right, CTRL)
    elsewhere(second_services, id)
    if is_noticed:
        noticed(program)
        assert strip.meanwhile.isVisible()
        assert strip.meanwhile.text() == (
            "Changed meanwhile: Cancelled (by onlooker: “Called off”)."
        )
        assert strip.meanwhile.text() in strip.note.accessibleDescription()
        assert strip.rect().contains(strip.log.geometry())
        assert board.view.board.viewport().rect().contains(strip.geometry())
    QTest.keyClicks(strip.note, "Going on")
    press(strip.note, KEY.Key_Return)
    settle(program)
    # Nothing is written before it was asked.
    assert said(second_services, id)[-1] == "Called off"
    assert strip.isVisible()
    assert strip.note.text() == "Going on"
    assert "Changed meanwhile: Cancelled" in strip.meanwhile.text()
    assert "Log it once more if you mean it." in strip.meanwhile.text()
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert said(second_services, id) == ["Called off", "Going on"]
    assert second_services.pages.deliverable(id, TODAY).state.status == "in_progress"
    assert not strip.isVisible()


def test_esc_leaves_what_the_other_logged(
    program: Program, board: BoardPage, second_services: Services
) -> None:
    strip = board.view.strip
    id = planned(board)[0]
    board.view.board.select_id(id)
    press(board.view.board, KEY.Key_Right, CTRL)
    elsewhere(second_services, id, "delivered")
    noticed(program)
    # In the column it would come to it is not "100 %", which is of the delivered one.
    shown = board.view.board.board.arrangement
    entry = board.view.board.board.entry(shown.rows[id])
    assert entry is not None
    assert entry.card is not None
    assert entry.card.percent != 100
    press(strip.note, KEY.Key_Escape)
    settle(program)
    assert next(card.status for card in board.found.cards if card.id == id) == "delivered"
    # And the next move begins with what is seen now.
    board.view.board.select_id(id)
    press(board.view.board, KEY.Key_Left, CTRL)
    assert not strip.meanwhile.isVisible()


def test_of_several_cards_those_that_changed_are_counted_and_asked_about(
    program: Program, board: BoardPage, second_services: Services
) -> None:
    ids = planned(board)[:3]
    board.moves.begin(tuple(card for card in board.found.cards if card.id in ids), "in_progress")
    strip = board.view.strip
    for id in ids[:2]:
        elsewhere(second_services, id)
    noticed(program)
    assert strip.meanwhile.text() == "2 of them changed meanwhile: Cancelled (onlooker)."
    QTest.keyClicks(strip.note, "All of them")
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert all(said(second_services, id)[-1:] != ["All of them"] for id in ids)
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert all(said(second_services, id)[-1:] == ["All of them"] for id in ids)


def test_ones_own_line_is_no_change_of_others(
    program: Program, board: BoardPage, second_services: Services
) -> None:
    """Moved again at once, before the board is read anew."""
    strip, id = board.view.strip, planned(board)[0]
    board.view.board.select_id(id)
    for sentence in ("One", "Two"):
        press(board.view.board, KEY.Key_Right, CTRL)
        QTest.keyClicks(strip.note, sentence)
        press(strip.note, KEY.Key_Return)
        assert program.runner.wait_idle()
        assert board.found.cards
        settle(program)
        assert not strip.isVisible()
        board.view.board.setFocus()
    assert said(second_services, id) == ["One", "Two"]


def test_the_lines_of_a_move_are_the_newest_at_once(board: BoardPage) -> None:
    id = planned(board)[0]
    after = board.found.with_status({id: 4711}, "in_progress")
    (card,) = [card for card in after.cards if card.id == id]
    assert (card.status, card.newest) == ("in_progress", 4711)


# --- the dialog -----------------------------------------------------------------------------------


def opened(program: Program, id: int, start: LogStart | None = None) -> LogProgressDialog:
    session(program).navigator.open_record(RecordRef("deliverable", id))
    settle(program)
    session(program).navigator.log_progress(id, start)
    settle(program)
    found = dialog()
    assert isinstance(found, LogProgressDialog)
    return found


def some_open(services: Services) -> int:
    ids = (services.pages.deliverable(id, TODAY).state for id in range(2, 9))
    return next(state.ref.id for state in ids if state.status in OPEN and not state.is_series)


@pytest.mark.parametrize("is_noticed", [True, False], ids=["noticed", "in the last moment"])
def test_the_dialog_shows_what_was_logged_meanwhile_and_asks(
    program: Program, second_services: Services, is_noticed: bool
) -> None:
    id = some_open(second_services)
    found = opened(program, id)
    QTest.keyClicks(found.note.area, "Going on")
    elsewhere(second_services, id)
    if is_noticed:
        noticed(program)
        assert found.banner.isVisible()
        assert "Changed meanwhile: Cancelled (by onlooker" in found.banner.accessibleName()
        assert "Called off" in found.standing.text()
        assert found.fields["status"].raw() == "cancelled"
        assert found.note.text() == "Going on"
    press(found.note.area, KEY.Key_Return)
    settle(program)
    assert said(second_services, id)[-1] == "Called off"
    assert found.isVisible()
    assert "once more" in found.banner.accessibleName()
    assert "Called off" in found.standing.text()
    press(found.note.area, KEY.Key_Return)
    settle(program)
    assert said(second_services, id) == ["Called off", "Going on"]
    # The status was not touched here: it stays what the other made it.
    assert second_services.pages.deliverable(id, TODAY).state.status == "cancelled"


def test_a_line_is_put_right_only_after_it_is_seen_what_came_meanwhile(
    program: Program, second_services: Services, messages: RecordedMessages
) -> None:
    id = some_open(second_services)
    wrong = second_services.progress.log(
        ProgressEntry(deliverable_id=id, on=PartialDate.of(TODAY), note="In Busan")
    ).entry_id
    found = opened(program, id, LogStart(corrects=wrong))
    found.note.area.selectAll()
    QTest.keyClicks(found.note.area, "In Seoul")
    elsewhere(second_services, id)
    noticed(program)
    assert found.note.text() == "In Seoul"
    press(found.note.area, KEY.Key_Return)
    settle(program)
    assert said(second_services, id)[-1] == "Called off"
    press(found.note.area, KEY.Key_Return)
    settle(program)
    assert said(second_services, id) == ["Called off", "In Seoul"]


# --- which deliverable ----------------------------------------------------------------------------


def test_it_is_said_large_which_deliverable_it_is_and_a_key_leads_back_to_the_choice(
    program: Program, second_services: Services
) -> None:
    id = some_open(second_services)
    found = opened(program, id)
    assert found.note.area.hasFocus()
    assert found.heading.isVisible()
    assert found.heading.text() == second_services.pages.deliverable(id, TODAY).state.name
    assert found.heading.mapTo(found, QPoint()).y() < found.note.area.mapTo(found, QPoint()).y()
    press(found.note.area, KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert found.picker.line.hasFocus()
    assert found.picker.line.hasSelectedText()  # what is typed takes its place
