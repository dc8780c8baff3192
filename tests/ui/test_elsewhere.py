"""What another program writes is shown in the open window, and nothing in hand is lost by it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.opened import TODAY, page, press, session, settle
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.app.watching import AT_WORK_MS, BESIDE_MS
from tracker.domain.own_types import OwnField, OwnTypeDefinition
from tracker.domain.records import Deliverable, Organisation, ProgressEntry
from tracker.domain.refs import RecordRef
from tracker.services import Services
from tracker.ui.board.page import BoardPage
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.home.page import HomePage
from tracker.ui.records_list.page import ListPage

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def noticed(program: Program) -> None:
    """The window looks at what others wrote, as it does every couple of seconds."""
    settle(program)
    session(program).watching.look()
    settle(program)


def shown_count(program: Program, key: str) -> int:
    """The number that stands in the rail; 0 for none."""
    words = [one.text() for one in program.window.rail.item(key).findChildren(QLabel)]
    return next((int(one) for one in words if one.isdigit()), 0)


def listed(program: Program) -> ListPage:
    session(program).navigator.open_list("deliverable")
    settle(program)
    found = page(program)
    assert isinstance(found, ListPage)
    return found


def logged(services: Services, id: int, note: str, status: str | None = None) -> None:
    entry = ProgressEntry.model_validate(
        {"deliverable_id": id, "on": TODAY.isoformat(), "note": note, "status": status}
    )
    services.progress.log(entry)


def test_a_line_logged_by_the_command_line_is_seen(
    program: Program, sample: Path, qtbot: QtBot
) -> None:
    """A process of its own, and nobody who tells the window to look."""
    found = listed(program)
    id = found.model.id_at(0)
    command = [
        sys.executable, "-m", "tracker", "log", "--db", str(sample), "--on", "2026-11-21",
        f"deliverable-{id}", "Said from elsewhere", "--status", "delivered",
    ]  # fmt: skip
    done = subprocess.run(
        command, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    heard: list[object] = []
    found.desk.bus.changed.connect(lambda change_set, _origin: heard.append(change_set))
    qtbot.waitUntil(lambda: bool(heard), timeout=30_000)
    settle(program)
    column = found.model.keys.index("status")
    row = found.model.row_at(found.model.find_row(id))
    assert row is not None
    assert row[column] == "delivered"
    assert "Log" in program.window.actions_["undo"].text()  # it can be taken back from here


def test_the_list_stays_where_it_was_with_what_is_chosen_and_typed(
    program: Program, second_services: Services
) -> None:
    found = listed(program)
    table = found.view.pane.table
    table.setFocus()
    table.select_row(30)
    press(table, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle(program)
    chosen, scroll = list(table.selected_ids()), table.verticalScrollBar().value()
    assert len(chosen) == 2
    first = table.rowAt(0)
    top = found.model.id_at(first)
    program_text = "joi"
    found.view.bar.line.setFocus()
    QTest.keyClicks(found.view.bar.line, program_text)
    other = next(id for id in found.model.all_ids() if id not in chosen)
    logged(second_services, other, "Elsewhere")
    session(program).watching.look()
    assert found.view.bar.line.text() == program_text
    found.view.bar.line.clear()
    noticed(program)
    assert list(table.selected_ids()) == chosen
    assert found.model.id_at(table.rowAt(0)) == top
    assert table.verticalScrollBar().value() == scroll
    assert found.view.bar.line.hasFocus()


def test_a_new_record_of_another_comes_into_the_list(
    program: Program, second_services: Services
) -> None:
    found = listed(program)
    count = found.model.count
    second_services.records.save(Deliverable(title="From the other desk"))
    noticed(program)
    assert found.model.count == count + 1
    assert found.view.count.text() == f"{count + 1:,}"


def test_the_board_moves_the_card_and_keeps_the_sentence(
    program: Program, second_services: Services
) -> None:
    session(program).navigator.open_board()
    settle(program)
    found = page(program)
    assert isinstance(found, BoardPage)
    planned = [card.id for card in found.found.cards if card.status == "planned"]
    board, strip = found.view.board, found.view.strip
    board.select_id(planned[0])
    board.setFocus()
    press(board, KEY.Key_Right, CTRL)
    QTest.keyClicks(strip.note, "Half a sentence")
    logged(second_services, planned[1], "Elsewhere", "on_hold")
    noticed(program)
    assert next(c.status for c in found.found.cards if c.id == planned[1]) == "on_hold"
    assert strip.isVisible()
    assert strip.note.hasFocus()
    assert strip.note.text() == "Half a sentence"
    assert board.current_id() == planned[0]


def test_what_is_written_here_is_not_told_twice(
    program: Program, second_services: Services, messages: RecordedMessages
) -> None:
    found = listed(program)
    heard: list[object] = []
    found.desk.bus.changed.connect(lambda change_set, _origin: heard.append(change_set))
    id = found.model.id_at(0)
    session(program).navigator.trash(RecordRef("deliverable", id))
    settle(program)
    assert len(heard) == 1
    said = list(messages.on_screen)
    assert said
    noticed(program)
    assert len(heard) == 1
    # And what another does takes no undo of one's own away.
    second_services.records.save(Organisation(name="Elsewhere"))
    noticed(program)
    assert len(heard) == 2
    assert messages.on_screen == said


def test_it_asks_only_while_somebody_may_look(program: Program) -> None:
    watching = session(program).watching
    assert watching.every_ms in (AT_WORK_MS, BESIDE_MS)
    program.window.hide()
    assert watching.every_ms == 0
    program.window.show()
    assert watching.every_ms in (AT_WORK_MS, BESIDE_MS)
    program.window.showMinimized()
    assert watching.every_ms == 0
    program.window.showNormal()
    assert watching.every_ms


def opened_form(program: Program, qtbot: QtBot, id: int) -> RecordFormDialog:
    session(program).navigator.edit(RecordRef("deliverable", id))
    settle(program)
    found = [one for one in program.window.findChildren(RecordFormDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_form_says_that_its_record_was_saved_elsewhere(
    program: Program, second_services: Services, qtbot: QtBot
) -> None:
    id = listed(program).model.id_at(0)
    form = opened_form(program, qtbot, id)
    title = form.form.editor("title").field()
    assert isinstance(title, QLineEdit)
    title.setFocus()
    title.end(False)
    QTest.keyClicks(title, " mine")
    typed = title.text()
    # A line in its log leaves the record as it is: nothing is said.
    logged(second_services, id, "Elsewhere")
    noticed(program)
    assert form.form_body.notice.isHidden()
    theirs = second_services.records.open(Deliverable, id).record
    second_services.records.save(theirs.model_copy(update={"description": "Theirs"}))
    noticed(program)
    notice = form.form_body.notice
    assert notice.isVisible()
    assert "changed elsewhere" in notice.accessibleName()
    assert title.text() == typed
    assert title.hasFocus()
    (button,) = notice.findChildren(QPushButton)
    button.click()
    settle(program)
    assert title.text() == typed
    form.save()
    settle(program)
    both = second_services.records.open(Deliverable, id).record
    assert (both.title, both.description) == (typed, "Theirs")


def test_a_cell_that_is_being_edited_keeps_what_is_typed(
    program: Program, second_services: Services
) -> None:
    found = listed(program)
    table = found.view.pane.table
    table.setFocus()
    table.select_row(5)
    id = found.model.id_at(5)
    assert table.edit_cell()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, "Another title")
    second_services.records.save(Deliverable(title="AAA from the other desk"))
    logged(second_services, id, "Elsewhere")
    noticed(program)
    assert field.hasFocus()
    assert field.text() == "Another title"
    press(field, KEY.Key_Return)
    settle(program)
    assert second_services.records.open(Deliverable, id).record.title == "Another title"


def test_a_type_that_was_defined_elsewhere_is_known_here(
    program: Program, second_services: Services
) -> None:
    found = listed(program)
    field = OwnField(label="Teams", kind="integer")
    made = OwnTypeDefinition(name="Hackathon", icon="lightbulb", fields=(field,))
    second_services.own_types.save(made)
    noticed(program)
    labels = {column.label for column in found.model.all_columns}
    assert "Teams" in labels


def test_home_and_the_rail_count_what_the_command_line_logged(
    program: Program, sample: Path, qtbot: QtBot
) -> None:
    """A process of its own delivers what is overdue: Home, the rail and its views say one less."""
    home = page(program)
    assert isinstance(home, HomePage)
    late, needs = shown_count(program, "deliverable:overdue"), shown_count(program, "home")
    assert late
    assert needs
    before = home.found
    assert before is not None
    found = listed(program)
    session(program).navigator.open_list("deliverable", "overdue")
    settle(program)
    assert found.model.count == late
    id = found.model.id_at(0)
    session(program).navigator.open_home()
    settle(program)
    command = [
        sys.executable, "-m", "tracker", "log", "--db", str(sample), "--on", "2026-11-21",
        f"deliverable-{id}", "Done from elsewhere", "--status", "delivered",
    ]  # fmt: skip
    done = subprocess.run(
        command, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    qtbot.waitUntil(lambda: shown_count(program, "deliverable:overdue") == late - 1, timeout=30_000)
    settle(program)
    assert shown_count(program, "home") == needs - 1
    assert home.found is not None
    assert home.found != before
    assert any("Done from elsewhere" in one.text() for one in home.findChildren(QLabel))
    session(program).navigator.open_list("deliverable", "overdue")
    settle(program)
    assert found.model.count == late - 1
