"""The board: by mouse and by keys, undone, refused, filtered, in lanes, as at another day."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.opened import TODAY, dialog, page, press, session, settle, type_text
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import drain, until
from tracker.app.program import Program
from tracker.domain.as_at import on
from tracker.domain.changes import ChangeSet
from tracker.domain.filter_text import parse
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery
from tracker.domain.progress import SERIES
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.refs import RecordRef
from tracker.errors import DatabaseError
from tracker.services import Services, open_services
from tracker.services.board import COLUMNS, Board
from tracker.services.records import Saved
from tracker.services.views import ViewSaved
from tracker.ui.agreements.page import AgreementPage
from tracker.ui.board.arranging import HEADER, BoardStanding, arranged
from tracker.ui.board.menu import column_menu
from tracker.ui.board.model import ID_ROLE
from tracker.ui.board.page import BoardPage
from tracker.ui.board.several import SeveralDraft
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.progress.drafts import ProgressDrafts
from tracker.ui.records_list.page import ListPage

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def shown(program: Program, view: str = "") -> BoardPage:
    session(program).navigator.open_board(view)
    settle(program)
    found = page(program)
    assert isinstance(found, BoardPage)
    return found


def first_in(found: BoardPage, status: str) -> int:
    """The first card of a column, which gets the focus."""
    board = found.view.board
    arrangement = board.board.arrangement
    card = arrangement.cell(0, arrangement.column_of(status))[0]
    assert board.select_id(card.id)
    board.setFocus()
    return card.id


def status_of(found: BoardPage, id: int) -> str:
    return next(card.status for card in found.found.cards if card.id == id)


def drag(found: BoardPage, id: int, to: str) -> None:
    """By the mouse: press on a card, move over a column, let go."""
    board = found.view.board
    port = board.viewport()
    start = board.visualRect(board.board.index(board.board.arrangement.rows[id])).center()
    at = board.board.arrangement.column_of(to)
    geometry = board.geometry_
    x = geometry.lefts[at] + geometry.widths[at] // 2
    if x - board.horizontalOffset() > port.width():
        board.horizontalScrollBar().setValue(x - port.width() + 40)
        start = board.visualRect(board.board.index(board.board.arrangement.rows[id])).center()
    end = QPoint(x - board.horizontalOffset(), 200)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(port, start + (end - start) * (step / 5))
        move(board, start + (end - start) * (step / 5))
    assert board.drop_column(end) == to
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def move(board: object, at: QPoint) -> None:
    """A move with the button held, which QTest does not send."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    port = board.viewport()  # type: ignore[attr-defined]
    point = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, point, port.mapToGlobal(point), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


# --- what is shown --------------------------------------------------------------------------------


def test_every_record_of_the_list_is_on_the_board_once(
    program: Program, second_services: Services
) -> None:
    found = shown(program)
    board = found.view.board
    for key in list(found.standing().folded):
        found.turn_column(key)
    ids = [board.board.index(row).data(ID_ROLE) for row in range(board.board.rowCount())]
    query = ListQuery(found.query().filter, TODAY)
    assert sorted(ids) == sorted(second_services.lists.ids("deliverable", query))
    heads = {head.column.key: head.column.count for head in board.heads.heads if head.isVisible()}
    assert {key: n for key, n in heads.items() if n} == Counter(c.status for c in found.found.cards)
    assert found.view.count.text() == str(len(ids))
    QAbstractItemModelTester(
        board.board, QAbstractItemModelTester.FailureReportingMode.Warning, found
    )


def test_rarely_used_columns_are_folded_and_open_by_a_click(program: Program) -> None:
    found = shown(program)
    columns = {one.key: one for one in found.view.board.board.arrangement.columns}
    assert [key for key, one in columns.items() if one.folded] == ["cancelled", "not_pursued"]
    head = next(h for h in found.view.board.heads.heads if h.column.key == "cancelled")
    head.click()
    assert not found.view.board.board.arrangement.columns[7].folded
    assert "folded" not in head.accessibleName()


@pytest.mark.parametrize("lanes", ["agreement", "owner", "type"])
def test_lanes_have_their_counts_and_fold_by_key_and_mouse(program: Program, lanes: str) -> None:
    found = shown(program)
    board = found.view.board
    found.set_lanes(lanes)
    settle(program)
    arrangement = board.board.arrangement
    assert sum(lane.count for lane in arrangement.lanes) == found.found.total
    board.setFocus()
    board.go(0)
    assert board.board.entry(0).column == HEADER  # type: ignore[union-attr]
    before = board.board.rowCount()
    press(board, KEY.Key_Left)
    assert board.board.arrangement.lanes[0].closed
    assert board.board.rowCount() < before
    press(board, KEY.Key_Return)
    assert board.board.rowCount() == before
    at = board.visualRect(board.board.index(0)).center()
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, at.y()))
    assert board.board.arrangement.lanes[0].closed


def test_the_name_of_a_folded_column_is_not_cut_by_headers_of_lanes(program: Program) -> None:
    found = shown(program)
    found.set_lanes("agreement")
    settle(program)
    board = found.view.board
    heads = range(len(board.board.arrangement.lanes))
    wanted, whole = 90, 0
    for offset in range(0, board.verticalScrollBar().maximum(), 37):
        board.verticalScrollBar().setValue(offset)
        top, height = board.strip_room(wanted)
        room = QRect(0, top, 20, height)
        stuck = QRect(0, 0, 20, board.geometry_.head_height)
        covered = [stuck, *(board.seen(board.geometry_.header(lane)) for lane in heads)]
        assert not any(room.intersects(head) for head in covered), offset
        assert room.bottom() <= board.viewport().height()
        whole += height >= wanted
    assert whole > 3
    board.verticalScrollBar().setValue(0)
    assert board.strip_room(wanted)[0] >= board.geometry_.head_height


def test_each_card_says_what_it_is_and_where(program: Program) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    board = found.view.board
    card = board.card(id)
    assert card is not None
    spoken = board.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    count = sum(one.status == "planned" for one in found.found.cards)
    assert spoken.startswith(card.title)
    assert f"1 of {count} in Planned" in spoken
    seen = QAccessible.queryAccessibleInterface(board)
    assert seen.text(QAccessible.Text.Name) == "Board of deliverables"
    assert seen.childCount() >= board.board.rowCount()
    cell = seen.tableInterface() if hasattr(seen, "tableInterface") else None
    del cell


# --- moving ---------------------------------------------------------------------------------------


def test_a_card_is_dragged_the_sentence_asked_in_place_and_undone(
    program: Program, second_services: Services, messages: RecordedMessages
) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    drag(found, id, "in_progress")
    strip = found.view.strip
    assert strip.isVisible()
    assert strip.note.hasFocus()
    assert strip.day.text() == "21 Nov 2026"
    QTest.keyClicks(strip.note, "Venue booked")
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert not strip.isVisible()
    assert status_of(found, id) == "in_progress"
    entry = second_services.progress.entries(id)[-1]
    assert (entry.note, str(entry.status), str(entry.on)) == (
        "Venue booked",
        "in_progress",
        "2026-11-21",
    )
    assert found.view.board.current_id() == id
    assert found.view.board.hasFocus()
    toast = messages.toasts[-1]
    assert toast.action == "Undo"
    assert toast.act is not None
    press(program.window, KEY.Key_Z, CTRL)
    settle(program)
    assert status_of(found, id) == "planned"
    assert (
        len(second_services.progress.entries(id)) == 0
        or second_services.progress.entries(id)[-1].note != "Venue booked"
    )


def test_keys_move_a_card_and_escape_keeps_what_was_typed(
    program: Program, second_services: Services
) -> None:
    found = shown(program)
    board, strip = found.view.board, found.view.strip
    id = first_in(found, "planned")
    before = len(second_services.progress.entries(id))
    press(board, KEY.Key_Right, CTRL)
    assert strip.isVisible()
    assert strip.status.text() == "In progress"
    QTest.keyClicks(strip.note, "Half a sentence")
    press(strip.note, KEY.Key_Escape)
    settle(program)
    assert not strip.isVisible()
    assert status_of(found, id) == "planned"
    assert board.current_id() == id
    assert len(second_services.progress.entries(id)) == before
    press(board, KEY.Key_Right, CTRL)
    assert strip.note.text() == "Half a sentence"
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert status_of(found, id) == "in_progress"
    press(board, KEY.Key_Left, CTRL)
    assert strip.note.text() == ""  # what is logged is no draft any more
    press(strip.note, KEY.Key_Escape)


def test_m_offers_the_columns_and_delivered_means_all_of_it(
    program: Program, second_services: Services
) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    press(found.view.board, KEY.Key_M)
    menu = next(one for one in found.findChildren(QMenu) if one.isVisible())
    names = [action.text() for action in menu.actions()]
    assert names[0] == "&1  Idea"
    assert len(names) == 9
    menu.actions()[5].trigger()
    menu.close()
    strip = found.view.strip
    assert strip.percent.isVisible()
    assert strip.percent.value() == 100
    QTest.keyClicks(strip.note, "Held")
    press(strip.note, KEY.Key_Return)
    settle(program)
    entry = second_services.progress.entries(id)[-1]
    assert (str(entry.status), entry.percent) == ("delivered", 100)


def test_a_day_that_is_none_is_said_beside_it_and_nothing_is_lost(program: Program) -> None:
    found = shown(program)
    first_in(found, "planned")
    press(found.view.board, KEY.Key_Right, CTRL)
    strip = found.view.strip
    type_text(strip.note, "مرحبا hello <b>")
    strip.day.setText("31 February 2026 nonsense")
    press(strip.day, KEY.Key_Return)
    assert strip.isVisible()
    assert strip.problem.isVisible()
    assert strip.problem.text()
    assert strip.note.text() == "مرحبا hello <b>"
    assert strip.day.hasFocus()


def test_what_cannot_be_saved_goes_back_and_says_why(
    program: Program, monkeypatch: pytest.MonkeyPatch, messages: RecordedMessages
) -> None:
    found = shown(program)
    id = first_in(found, "planned")

    def locked(*_what: object) -> None:
        raise DatabaseError("The database is locked.", "Another program writes.", "Try again.")

    monkeypatch.setattr(type(found.desk.services.progress), "log", locked)
    press(found.view.board, KEY.Key_Right, CTRL)
    QTest.keyClicks(found.view.strip.note, "Kept")
    press(found.view.strip.note, KEY.Key_Return)
    settle(program)
    assert status_of(found, id) == "planned"
    assert not found.view.strip.isVisible()
    assert "locked" in found.view.notice.accessibleName()
    assert "what you wrote is kept" in messages.toasts[-1].text
    press(found.view.board, KEY.Key_Right, CTRL)
    assert found.view.strip.note.text() == "Kept"


def test_several_cards_move_with_one_sentence_and_one_undo(
    program: Program, second_services: Services
) -> None:
    found = shown(program)
    board = found.view.board
    first = first_in(found, "planned")
    press(board, KEY.Key_Down, SHIFT)
    ids = board.selected_ids()
    assert len(ids) == 2
    assert first in ids
    drag(found, first, "on_hold")
    strip = found.view.strip
    assert strip.count.text() == "2 deliverables"
    QTest.keyClicks(strip.note, "Both wait")
    press(strip.note, KEY.Key_Return)
    settle(program)
    assert {status_of(found, id) for id in ids} == {"on_hold"}
    press(program.window, KEY.Key_Z, CTRL)
    settle(program)
    assert {status_of(found, id) for id in ids} == {"planned"}


# --- getting about --------------------------------------------------------------------------------


def test_arrows_home_end_and_letters_walk_through_the_cards(program: Program) -> None:
    found = shown(program)
    board = found.view.board
    first_in(found, "planned")
    cell = board.board.arrangement.cell(0, 1)
    press(board, KEY.Key_Down)
    assert board.current_id() == cell[1].id
    press(board, KEY.Key_End)
    assert board.current_id() == cell[-1].id
    assert board.viewport().rect().intersects(board.visualRect(board.currentIndex()))
    press(board, KEY.Key_Home)
    assert board.current_id() == cell[0].id
    press(board, KEY.Key_Right)
    assert board.current_id() == board.board.arrangement.cell(0, 2)[0].id
    press(board, KEY.Key_Left)
    title = next(card.title for card in cell if card.title.startswith("Gathering"))
    QTest.keyClicks(board, "gath")
    assert board.card(board.current_id()).title == title  # type: ignore[union-attr]


def test_enter_opens_a_card_and_back_returns_to_the_board_as_it_stood(program: Program) -> None:
    found = shown(program)
    found.set_lanes("type")
    settle(program)
    found.view.bar.set_filter(Condition("status", Operator.IS, ("planned",)))
    found._filter_changed()
    settle(program)
    board = found.view.board
    row = next(r for r in range(5, board.board.rowCount()) if board.board.entry(r).card)  # type: ignore[union-attr]
    board.go(row)
    id, scroll = board.current_id(), board.verticalOffset()
    board.setFocus()
    press(board, KEY.Key_Return)
    settle(program)
    navigator = session(program).navigator
    assert navigator.history.current.ref == RecordRef("deliverable", id)  # type: ignore[union-attr]
    navigator.open_board("overdue")
    settle(program)
    navigator.back()
    navigator.back()
    settle(program)
    assert page(program) is found
    assert found.standing().lanes == "type"
    assert found.view.bar.filter().parts == (Condition("status", Operator.IS, ("planned",)),)
    assert board.current_id() == id
    assert abs(board.verticalOffset() - scroll) <= board.geometry_.sizes.card


def test_the_switch_keeps_filter_and_view_both_ways(program: Program) -> None:
    navigator = session(program).navigator
    navigator.open_list("deliverable", "overdue")
    settle(program)
    listed = page(program)
    assert isinstance(listed, ListPage)
    listed.view.bar.add_part(Condition("type", Operator.IS, ("conference",)))
    settle(program)
    wanted = listed.view.bar.filter()
    count = listed.model.count
    listed.view.shown_as.set_current("board")
    settle(program)
    found = page(program)
    assert isinstance(found, BoardPage)
    assert found.view.bar.filter() == wanted
    assert found.found.total == count
    assert found.view.views.key == "overdue"
    found.view.shown_as.set_current("list")
    settle(program)
    assert page(program) is listed
    assert listed.view.bar.filter() == wanted
    assert listed.view.shown_as.current() == "list"


def test_a_filter_that_hides_everything_says_so_and_clears(program: Program, qtbot: QtBot) -> None:
    found = shown(program)
    found.view.bar.line.setFocus()
    QTest.keyClicks(found.view.bar.line, "qqqq")
    qtbot.waitUntil(lambda: found.view.state() == "hidden")
    found.view.hidden.activated.emit()
    settle(program)
    assert found.view.state() == "board"
    assert found.found.total > 10


def test_as_at_a_past_day_the_board_is_only_shown(
    program: Program, messages: RecordedMessages
) -> None:
    found = shown(program)
    found.view.bar.set_filter(on(date(2020, 1, 1)))
    found._filter_changed()
    settle(program)
    assert found.view.as_at.isVisible()
    assert found.found.day == date(2020, 1, 1)
    board = found.view.board
    board.setFocus()
    board.go(next(iter(board.board.arrangement.rows.values())))
    press(board, KEY.Key_Right, CTRL)
    assert not found.view.strip.isVisible()
    press(board, KEY.Key_M)
    assert "only shown" in messages.toasts[-1].text
    found.to_today()
    settle(program)
    assert not found.is_read_only


def test_a_view_that_was_kept_as_a_board_opens_as_one(program: Program) -> None:
    services = session(program).services
    found = shown(program)
    found.set_lanes("type")
    result: list[ViewSaved] = []
    found.desk.runner.write(
        found,
        lambda: services.views.save("deliverable", "Wall", found.arrangement()),
        result.append,
    )
    settle(program)
    found.desk.bus.announce(result[0].change_set)
    settle(program)
    found.set_lanes("")
    session(program).navigator.open_home()
    session(program).navigator.open_list("deliverable", f"saved:{result[0].id}")
    settle(program)
    assert page(program) is found
    assert found.standing().lanes == "type"


def test_a_limit_is_marked_and_remembered(program: Program) -> None:
    found = shown(program)
    found._set_limit("planned", 10)
    column = found.view.board.board.arrangement.columns[1]
    assert column.is_over
    head = found.view.board.heads.heads[1]
    assert "limit 10" in head.accessibleName()
    assert "more than the limit" in head.accessibleName()
    assert found._kept.limits == {"planned": 10}


def test_a_change_elsewhere_moves_only_its_card(
    program: Program, messages: RecordedMessages
) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    session(program).navigator.trash(RecordRef("deliverable", id))
    settle(program)
    assert id not in {card.id for card in found.found.cards}
    press(program.window, KEY.Key_Z, CTRL)
    settle(program)
    assert status_of(found, id) == "planned"


def test_the_board_is_in_the_rail_the_palette_and_on_a_key(program: Program) -> None:
    window = program.window
    assert "board" in window.rail.keys("pages")
    press(window, KEY.Key_B, CTRL)
    settle(program)
    assert isinstance(page(program), BoardPage)
    assert window.rail.current() == "board"
    assert any(action.objectName() == "board" for action in window.actions_.offered())


def test_folding_and_lanes_leave_no_card_out(samples: Services) -> None:
    query = ListQuery(parse("", (), TODAY).filter, TODAY)
    for lanes in ("", "agreement", "owner", "type"):
        board = samples.board.board(query, lanes)
        found = arranged(board, BoardStanding(lanes=lanes, folded=frozenset()), {}, str)
        assert sorted(found.rows) == sorted(card.id for card in board.cards)
        assert {one.key for one in found.columns} <= set(COLUMNS)
        assert [found.entries[row].card.id for row in found.rows.values()] == list(found.rows)  # type: ignore[union-attr]


def test_an_agreement_leads_to_the_board_of_its_deliverables(
    program: Program, second_services: Services
) -> None:
    found = shown(program)
    card = next(card for card in found.found.cards if card.agreement_id)
    wanted = {one.id for one in found.found.cards if one.agreement_id == card.agreement_id}
    session(program).navigator.open_record(RecordRef("agreement", card.agreement_id or 0))
    settle(program)
    opened = page(program)
    assert isinstance(opened, AgreementPage)
    opened.open_board()
    settle(program)
    assert page(program) is found
    assert {one.id for one in found.found.cards} == wanted


def test_the_dialog_of_the_log_goes_on_with_what_was_typed(program: Program) -> None:
    found = shown(program)
    first_in(found, "planned")
    press(found.view.board, KEY.Key_Right, CTRL)
    QTest.keyClicks(found.view.strip.note, "More to say")
    found.view.strip.more.click()
    settle(program)
    opened = dialog()
    assert isinstance(opened, LogProgressDialog)
    assert opened.note.area.toPlainText() == "More to say"
    assert opened.fields["status"].raw() == "in_progress"
    opened.discard()


# --- what comes in between ------------------------------------------------------------------------


def held(found: BoardPage, id: int, to: str) -> None:
    """A card is dragged over a column, and not let go."""
    board = found.view.board
    start = board.visualRect(board.board.index(board.board.arrangement.rows[id])).center()
    at = board.board.arrangement.column_of(to)
    geometry = board.geometry_
    end = QPoint(geometry.lefts[at] + 20 - board.horizontalOffset(), 200)
    QTest.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        move(board, start + (end - start) * (step / 5))
    assert board.drop_column(end) == to
    assert board._drag_at is not None


@pytest.mark.parametrize("how", ["escape", "focus", "right", "hidden", "let go elsewhere"])
def test_a_drag_that_is_broken_off_leaves_the_card_where_it_was(program: Program, how: str) -> None:
    found = shown(program)
    board = found.view.board
    id = first_in(found, "planned")
    held(found, id, "in_progress")
    if how == "escape":
        press(board, KEY.Key_Escape)
    elif how == "focus":
        found.view.bar.line.setFocus()
    elif how == "right":
        QTest.mousePress(board.viewport(), Qt.MouseButton.RightButton, pos=QPoint(20, 200))
    elif how == "hidden":
        session(program).navigator.open_home()
    else:
        QTest.mouseRelease(found.view.title, Qt.MouseButton.LeftButton)
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(30, 220), QPointF(30, 220), Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(board.viewport(), event)
    assert board._drag_at is None
    QTest.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 200))
    settle(program)
    assert not found.moves.cards
    assert status_of(found, id) == "planned"


def test_a_change_while_the_board_is_read_is_not_lost_behind_its_answer(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    services = found.desk.services
    whole, go = services.board.board, threading.Event()
    late: list[object] = []

    def slowly(query: ListQuery, lanes: str = "") -> Board:
        answer = whole(query, lanes)
        if not late:
            late.append(answer)
            go.wait(60)
        return answer

    monkeypatch.setattr(type(services.board), "board", lambda _self, *of: slowly(*of))
    kind = next(card.type for card in found.found.cards if card.id == id)
    found.view.bar.set_filter(Condition("type", Operator.IS, (kind,)))
    found._filter_changed()
    until(lambda: late)
    entry = ProgressEntry(deliverable_id=id, on=TODAY.isoformat(), status="in_progress", note="Go")
    logged = services_elsewhere(found, entry)
    found.desk.bus.announce(logged)
    drain()
    go.set()
    settle(program)
    assert late
    assert status_of(found, id) == "in_progress"
    assert {card.type for card in found.found.cards} == {kind}


def services_elsewhere(found: BoardPage, entry: ProgressEntry) -> ChangeSet:
    """Logged by another window."""
    other = open_services(found.desk.services.database_path, "onlooker", lambda: TODAY)
    try:
        return other.progress.log(entry).change_set
    finally:
        other.close()


def test_a_logged_card_does_not_jump_back_before_it_is_read(program: Program) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    press(found.view.board, KEY.Key_Right, CTRL)
    type_text(found.view.strip.note, "Begun")
    stood: list[str] = []
    found.moves.ended.connect(lambda *_: stood.append(status_of(found, id)))
    press(found.view.strip.note, KEY.Key_Return)
    settle(program)
    assert stood == ["in_progress"]
    assert found.view.board.hasFocus()
    assert found.view.board.current_id() == id


def test_who_went_on_working_keeps_the_keys_when_the_card_is_logged(program: Program) -> None:
    found = shown(program)
    first_in(found, "planned")
    press(found.view.board, KEY.Key_Right, CTRL)
    type_text(found.view.strip.note, "Begun")
    press(found.view.strip.note, KEY.Key_Return)
    assert found.view.strip.note.isReadOnly()
    found.view.bar.line.setFocus()
    settle(program)
    assert found.view.bar.line.hasFocus()


def test_the_sentence_for_several_cards_outlives_the_program(program: Program) -> None:
    found = shown(program)
    board = found.view.board
    ids = [card.id for card in found.found.cards if card.status == "planned"][:2]
    found.moves.begin(tuple(card for card in found.found.cards if card.id in ids), "at_risk")
    type_text(found.view.strip.note, "Waiting for the hall")
    found.flush()
    again = SeveralDraft(found.desk)
    assert again.text() == "Waiting for the hall"
    found.moves.log()
    settle(program)
    assert {status_of(found, id) for id in ids} == {"at_risk"}
    assert SeveralDraft(found.desk).text() == ""
    assert board.isVisible()


def test_a_kept_board_is_shown_as_a_list_when_that_is_asked(program: Program) -> None:
    found = shown(program)
    found.set_lanes("type")
    result: list[ViewSaved] = []
    found.desk.runner.write(
        found,
        lambda: found.desk.services.views.save("deliverable", "Wall", found.arrangement()),
        result.append,
    )
    settle(program)
    found.desk.bus.announce(result[0].change_set)
    settle(program)
    session(program).navigator.open_board(f"saved:{result[0].id}")
    settle(program)
    found.view.shown_as.set_current("list")
    settle(program)
    listed = page(program)
    assert isinstance(listed, ListPage)
    assert listed.view.views.key == f"saved:{result[0].id}"
    listed.view.shown_as.set_current("board")
    settle(program)
    assert page(program) is found
    assert found.standing().lanes == "type"


def test_the_strip_stays_within_a_window_that_becomes_small(program: Program) -> None:
    found = shown(program)
    first_in(found, "planned")
    press(found.view.board, KEY.Key_Right, CTRL)
    strip = found.view.strip
    program.window.resize(720, 600)
    settle(program)
    assert strip.isVisible()
    assert found.view.board.viewport().rect().contains(strip.geometry())
    assert strip.note.hasFocus()


def test_escape_puts_the_card_back_also_when_the_keys_are_on_the_board(program: Program) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    press(found.view.board, KEY.Key_Right, CTRL)
    type_text(found.view.strip.note, "Half a sentence")
    found.view.board.setFocus()
    press(found.view.board, KEY.Key_Escape)
    assert not found.view.strip.isVisible()
    assert status_of(found, id) == "planned"
    press(found.view.board, KEY.Key_Right, CTRL)
    assert found.view.strip.note.text() == "Half a sentence"


def test_a_card_thrown_away_elsewhere_takes_its_strip_along_and_not_its_text(
    program: Program,
) -> None:
    found = shown(program)
    id = first_in(found, "planned")
    press(found.view.board, KEY.Key_Right, CTRL)
    type_text(found.view.strip.note, "Half a sentence")
    services = found.desk.services
    result: list[ChangeSet | None] = []
    call = partial(services.records.trash, RecordRef("deliverable", id))
    found.desk.runner.write(found, call, result.append)
    settle(program)
    (thrown,) = result
    assert thrown is not None
    found.desk.bus.announce(thrown)
    settle(program)
    assert not found.view.strip.isVisible()
    assert id not in {card.id for card in found.found.cards}
    draft = ProgressDrafts(found.desk).of(id)
    assert draft is not None
    assert draft.fields["note"] == "Half a sentence"


@pytest.mark.parametrize("how", ["M", "Ctrl+Left"])
def test_a_series_cannot_be_moved_and_says_why(
    program: Program, messages: RecordedMessages, how: str
) -> None:
    found = shown(program)
    services = found.desk.services
    draft = Deliverable.model_validate(
        {"title": "Forum", "type": "forum", "recurrence": "FREQ=YEARLY", "recurs_from": "2027"}
    )
    result: list[Saved] = []
    found.desk.runner.write(found, partial(services.series.save, draft, TODAY), result.append)
    settle(program)
    found.desk.bus.announce(result[0].change_set)
    settle(program)
    found.turn_column(SERIES)
    board = found.view.board
    assert board.select_id(result[0].ref.id)
    board.setFocus()
    if how == "M":
        press(board, KEY.Key_M)
    else:
        press(board, KEY.Key_Left, CTRL)
    assert "move its instances" in messages.toasts[-1].text
    assert not found.moves.cards
    assert not any(one.isEnabled() for one in column_menu(found).actions())
