"""The checklist of a deliverable: ticked, written, ordered and moved by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget

from tests import factories
from tests.ui.opened import page, press, session, settle, type_text
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.offsets import read_offset
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, Event
from tracker.domain.records.deliverables import Milestone
from tracker.errors import TrackerError
from tracker.services import Services
from tracker.services.bulk import FieldChange
from tracker.services.milestone_templates import MilestoneTemplates
from tracker.ui.deliverables.step_panels import EditPanel, ReachPanel
from tracker.ui.deliverables.step_row import StepRow
from tracker.ui.deliverables.steps_block import StepsBlock
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.milestones.moving import MoveStepsDialog
from tracker.ui.milestones.usual_dialog import UsualStepsDialog
from tracker.ui.record_page.steps_offer import StepsOfferLine
from tracker.ui.widgets.buttons import LinkButton

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


def asked(program: Program, call: Callable[[Services], object]) -> object:
    """What a call of the services gives, made on a thread that may ask the database."""
    found: list[object] = []
    services = session(program).services
    program.runner.write(program.window, lambda: call(services), found.append)
    settle(program)
    return found[0] if found else None


def visible(parent: QWidget, kind: type[W]) -> list[W]:
    return [one for one in parent.findChildren(kind) if one.isVisible()]


def rows(program: Program) -> list[StepRow]:
    return visible(page(program), StepsBlock)[0].rows


def titles(program: Program) -> list[str]:
    return [row.step.title for row in rows(program)]


def record(program: Program, id: int) -> Deliverable:
    found = asked(program, lambda services: services.records.open(Deliverable, id).record)
    assert isinstance(found, Deliverable)
    return found


def quiet(program: Program) -> None:
    """Until what was written has been read and shown."""
    settle(program)


@pytest.fixture
def event(program: Program) -> int:
    made = asked(program, lambda s: factories.event(s, "ISCT 2027", dates="2027-05-29/2027-06-01"))
    assert isinstance(made, int)
    return made


@pytest.fixture
def pavilion(program: Program, event: int) -> int:
    """A pavilion with the usual steps, whose page is shown."""

    def made(services: Services) -> int:
        id = factories.deliverable(services, event_id=event)
        services.milestones.apply_template(id)
        return id

    found = asked(program, made)
    assert isinstance(found, int)
    show(program, found)
    return found


def show(program: Program, id: int) -> None:
    session(program).navigator.open_record(RecordRef("deliverable", id))
    quiet(program)


def focus(program: Program, place: int) -> StepRow:
    row = rows(program)[place]
    row.setFocus()
    assert row.hasFocus()
    return row


def focused_line() -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


# --- the offer ------------------------------------------------------------------------------


def test_the_usual_steps_are_one_click_away(program: Program, event: int) -> None:
    made = asked(program, lambda s: factories.deliverable(s, event_id=event))
    assert isinstance(made, int)
    show(program, made)
    (block,) = visible(page(program), StepsBlock)
    assert block.rows == []
    (usual,) = [one for one in visible(block, LinkButton) if "usual" in one.text()]
    assert usual.text() == "Use the 7 usual steps of “Pavilion”"
    QTest.mouseClick(usual, LEFT)
    quiet(program)
    assert titles(program)[:2] == ["Application submitted", "Stand paid"]
    assert rows(program)[3].accessibleName() == (
        "Freight sent, Open, 17 Apr 2027, 6 weeks before ISCT 2027"
    )
    assert rows(program)[5].accessibleName().endswith("on the first day of ISCT 2027")


# --- ticking --------------------------------------------------------------------------------


def test_a_step_is_logged_in_place_by_keys_and_taken_back(
    program: Program, pavilion: int, messages: RecordedMessages
) -> None:
    row = focus(program, 1)
    press(row, Qt.Key.Key_Space)
    type_text(focused_line(), "Paid by bank")
    press(focused_line(), Qt.Key.Key_Return)
    quiet(program)
    step = record(program, pavilion).milestones[1]
    assert step.done == on("2026-11-21")
    (entry,) = asked(program, lambda s: s.progress.entries(pavilion))  # type: ignore[misc]
    assert (entry.milestone_id, entry.note) == (step.id, "Paid by bank")
    assert rows(program)[1].isChecked()
    assert rows(program)[1].hasFocus(), "the keyboard stays where it was"
    messages.toasts[-1].act()
    quiet(program)
    assert record(program, pavilion).milestones[1].done is None
    press(rows(program)[1], Qt.Key.Key_Space)
    press(focused_line(), Qt.Key.Key_Return)
    quiet(program)
    press(rows(program)[1], Qt.Key.Key_Return)
    quiet(program)
    assert record(program, pavilion).milestones[1].done is None


def test_a_step_is_logged_by_mouse_for_another_day(program: Program, pavilion: int) -> None:
    row = rows(program)[0]
    QTest.mouseClick(row, LEFT, pos=row.shape_rect().center())
    (panel,) = visible(page(program), ReachPanel)
    panel.day.setFocus()
    type_text(panel.day, "next someday")
    press(panel.day, Qt.Key.Key_Return)
    assert panel.day.property("invalid")
    assert "next someday" in panel.day.accessibleDescription()
    assert record(program, pavilion).milestones[0].done is None
    panel.day.clear()
    type_text(panel.day, "Aug 2026")
    press(panel.day, Qt.Key.Key_Return)
    quiet(program)
    assert record(program, pavilion).milestones[0].done == on("2026-08")


def test_a_click_beside_the_shape_ticks_nothing(program: Program, pavilion: int) -> None:
    row = rows(program)[0]
    QTest.mouseClick(row, LEFT, pos=QPoint(row.width() // 2, row.height() // 2))
    assert row.hasFocus()
    assert not visible(page(program), ReachPanel)


def test_what_is_typed_waits_when_the_panel_is_closed_or_the_page_made_anew(
    program: Program, pavilion: int
) -> None:
    press(focus(program, 2), Qt.Key.Key_Space)
    type_text(focused_line(), "두 개")
    press(focused_line(), Qt.Key.Key_Escape)
    assert not visible(page(program), ReachPanel)
    assert rows(program)[2].hasFocus()
    press(rows(program)[2], Qt.Key.Key_Space)
    assert focused_line().text() == "두 개"
    # Somebody else's change rebuilds the page.
    saved = asked(program, lambda s: s.milestones.add(pavilion, "Elsewhere").change_set)
    session(program).bus.announce(saved, None)
    quiet(program)
    assert "Elsewhere" in titles(program)
    (panel,) = visible(page(program), ReachPanel)
    assert panel.note.text() == "두 개"


# --- changing -------------------------------------------------------------------------------


def test_a_distance_gives_its_target_while_it_is_typed(program: Program, pavilion: int) -> None:
    press(focus(program, 3), Qt.Key.Key_F2)
    (panel,) = visible(page(program), EditPanel)
    panel.offset.setFocus()
    panel.offset.selectAll()
    type_text(panel.offset, "7 weeks before")
    assert panel.target.text() == "10 Apr 2027"
    press(panel.offset, Qt.Key.Key_Return)
    quiet(program)
    step = record(program, pavilion).milestones[3]
    assert (step.offset, step.target) == (read_offset("7 weeks before"), on("2027-04-10"))


@pytest.mark.parametrize("wrong", ["soonish", "6 weeks beside", "١٢ before", "9" * 300])
def test_a_wrong_distance_is_said_beside_the_field(
    program: Program, pavilion: int, wrong: str
) -> None:
    press(focus(program, 3), Qt.Key.Key_F2)
    (panel,) = visible(page(program), EditPanel)
    panel.offset.setFocus()
    panel.offset.selectAll()
    panel.offset.insert(wrong)
    press(panel.offset, Qt.Key.Key_Return)
    assert panel.offset.property("invalid")
    assert panel.offset.hasFocus()
    assert "does not say how long" in panel.offset.accessibleDescription()
    assert record(program, pavilion).milestones[3].target == on("2027-04-17")


def test_steps_are_added_one_after_the_other(program: Program, pavilion: int) -> None:
    (block,) = visible(page(program), StepsBlock)
    (add,) = [one for one in visible(block, LinkButton) if one.text() == "Add a step"]
    add.setFocus()
    press(add, Qt.Key.Key_Return)
    press(focused_line(), Qt.Key.Key_Return)
    (panel,) = visible(page(program), EditPanel)
    assert panel.title.property("invalid"), "a step needs a title"
    type_text(panel.title, "통역사 섭외")
    panel.offset.setFocus()
    type_text(panel.offset, "3주 전")
    press(panel.offset, Qt.Key.Key_Return)
    quiet(program)
    step = record(program, pavilion).milestones[-1]
    assert (step.title, step.target) == ("통역사 섭외", on("2027-05-08"))
    # The next one can be typed at once.
    assert focused_line().text() == ""
    type_text(focused_line(), "Flyers")
    press(focused_line(), Qt.Key.Key_Return)
    quiet(program)
    assert titles(program)[-2:] == ["통역사 섭외", "Flyers"]


def test_steps_are_put_in_order_by_keys_and_by_dragging(program: Program, pavilion: int) -> None:
    press(focus(program, 1), Qt.Key.Key_Down, CONTROL)
    quiet(program)
    assert titles(program)[:3] == ["Application submitted", "Design approved", "Stand paid"]
    assert rows(program)[2].hasFocus()
    press(rows(program)[2], Qt.Key.Key_Up, CONTROL)
    quiet(program)
    assert titles(program)[1] == "Stand paid"
    row, target = rows(program)[0], rows(program)[2]
    start = QPoint(row.width() // 3, row.height() // 2)
    QTest.mousePress(row, LEFT, pos=start)
    end = row.mapFromGlobal(target.mapToGlobal(QPoint(start.x(), target.height() - 2)))
    QTest.mouseMove(row, QPoint(start.x(), start.y() + 12))
    QTest.mouseMove(row, end)
    QTest.mouseRelease(row, LEFT, pos=end)
    quiet(program)
    assert titles(program)[:3] == ["Stand paid", "Design approved", "Application submitted"]


def test_arrows_walk_and_delete_removes_with_an_undo(
    program: Program, pavilion: int, messages: RecordedMessages
) -> None:
    press(focus(program, 0), Qt.Key.Key_Down)
    assert rows(program)[1].hasFocus()
    press(rows(program)[1], Qt.Key.Key_End)
    assert rows(program)[-1].hasFocus()
    press(rows(program)[-1], Qt.Key.Key_Delete)
    quiet(program)
    assert len(rows(program)) == 6
    assert rows(program)[-1].hasFocus()
    messages.toasts[-1].act()
    quiet(program)
    assert len(rows(program)) == 7


def test_the_menu_of_a_row_says_all_it_can_do(program: Program, pavilion: int) -> None:
    row = focus(program, 1)
    press(row, Qt.Key.Key_Menu)
    (menu,) = [one for one in visible(program.window, QMenu) if one.actions()]
    assert [one.text() for one in menu.actions() if one.text()] == [
        "Mark as done…", "Edit…", "Move up", "Move down", "Remove",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    assert visible(page(program), ReachPanel)


def test_two_hundred_steps_are_all_there(program: Program, event: int) -> None:
    six = read_offset("6 weeks before")
    many = tuple(Milestone(title=f"단계 {n}", offset=six) for n in range(200))
    made = asked(program, lambda s: factories.deliverable(s, event_id=event, milestones=many))
    assert isinstance(made, int)
    show(program, made)
    assert len(rows(program)) == 200
    (line,) = visible(page(program), StepsOfferLine)
    assert [one.text() for one in visible(line, QLabel) if one.text()] == [
        "200 steps have no date yet; they can be counted from 29 May 2027."
    ]


# --- moving with the event ------------------------------------------------------------------


def change_dates(
    program: Program, event: int, dates: str, told: Callable[[], object] = lambda: False
) -> None:
    """Change them elsewhere, and wait until somebody is asked or `told` about it."""

    def save(services: Services) -> object:
        found = services.records.open(Event, event).record
        changed = found.model_copy(update={"dates": on(dates)})
        return services.records.save(changed).change_set

    session(program).bus.announce(asked(program, save), None)
    for _ in range(60):
        quiet(program)
        if visible(program.window, MoveStepsDialog) or told():
            break


def test_changed_dates_ask_whether_the_steps_move(
    program: Program, pavilion: int, event: int, messages: RecordedMessages
) -> None:
    by_hand = record(program, pavilion).milestones[2].id or 0
    asked(program, lambda s: s.milestones.set_target(pavilion, by_hand, on("2027-02-01")))
    change_dates(program, event, "2027-06-12/2027-06-15")
    (dialog,) = visible(program.window, MoveStepsDialog)
    assert not dialog.isModal()
    assert dialog.windowTitle() == "Move steps with ISCT 2027?"
    assert dialog.move_button.text() == "&Move 6 steps"
    model = dialog.table.model_
    assert [row.title for row in model.rows if row.by_hand] == ["Design approved"]
    # Space unticks the first; Enter moves the others.
    press(dialog.table, Qt.Key.Key_Home)
    press(dialog.table, Qt.Key.Key_Space)
    assert dialog.move_button.text() == "&Move 5 steps"
    press(dialog.table, Qt.Key.Key_Return)
    quiet(program)
    targets = [str(step.target) for step in record(program, pavilion).milestones]
    assert targets == [
        "2026-08-29", "2026-12-12", "2027-02-01", "2027-05-01", "2027-06-11", "2027-06-12",
        "2027-07-10",
    ]  # fmt: skip
    assert messages.toasts[-1].text == "5 steps moved"
    messages.toasts[-1].act()
    quiet(program)
    assert str(record(program, pavilion).milestones[3].target) == "2027-04-17"


def test_the_target_that_was_the_events_dates_has_a_tick_of_its_own(
    program: Program, event: int, messages: RecordedMessages
) -> None:
    dates = "2027-05-29/2027-06-01"
    made = asked(program, lambda s: factories.deliverable(s, event_id=event, target=dates))
    other = asked(
        program,
        lambda s: factories.deliverable(s, "Talk", event_id=event, target="2027-09"),
    )
    assert isinstance(made, int)
    assert isinstance(other, int)
    asked(program, lambda s: s.milestones.apply_template(made))
    asked(program, lambda s: s.milestones.apply_template(other))
    change_dates(program, event, "2027-06-12/2027-06-15")
    (dialog,) = visible(program.window, MoveStepsDialog)
    assert dialog.windowTitle() == "Move dates with ISCT 2027?"
    rows = dialog.table.model_.rows
    assert (rows[0].title, rows[0].before) == ("Target", "29 May – 1 Jun 2027")
    assert [row.title for row in rows].count("Target") == 1
    said = [one.text() for one in visible(dialog, QLabel)]
    assert "1 target was set otherwise and stays." in said
    assert dialog.move_button.text() == f"&Move {len(rows)} dates"
    press(dialog.table, Qt.Key.Key_Home)
    press(dialog.table, Qt.Key.Key_Space)
    assert dialog.move_button.text() == f"&Move {len(rows) - 1} steps"
    press(dialog.table, Qt.Key.Key_Space)
    press(dialog.table, Qt.Key.Key_Return)
    quiet(program)
    assert messages.toasts[-1].text == f"{len(rows)} dates moved"
    (line,) = asked(program, lambda s: s.progress.entries(made))  # type: ignore[misc]
    assert (str(line.target), line.target_reason) == ("2027-06-12/2027-06-15", "the event moved")
    assert asked(program, lambda s: s.progress.entries(other)) == []
    assert not visible(program.window, MoveStepsDialog)
    messages.toasts[-1].act()
    quiet(program)
    assert asked(program, lambda s: s.progress.entries(made)) == []


def test_steps_that_were_left_can_be_moved_later(
    program: Program, pavilion: int, event: int
) -> None:
    change_dates(program, event, "2027-06-12")
    (dialog,) = visible(program.window, MoveStepsDialog)
    press(dialog.table, Qt.Key.Key_Escape)
    quiet(program)
    assert str(record(program, pavilion).milestones[3].target) == "2027-04-17"
    for kind, id in (("deliverable", pavilion), ("event", event)):
        session(program).navigator.open_record(RecordRef(kind, id))
        quiet(program)
        (line,) = visible(page(program), StepsOfferLine)
        QTest.mouseClick(line.move_button, LEFT)
        quiet(program)
        (dialog,) = visible(program.window, MoveStepsDialog)
        assert dialog.move_button.text() == "&Move 7 steps"
        if kind == "deliverable":
            dialog.reject()
        else:
            QTest.mouseClick(dialog.move_button, LEFT)
        quiet(program)
    assert str(record(program, pavilion).milestones[3].target) == "2027-05-01"
    assert not visible(page(program), StepsOfferLine)


def test_whoever_is_typing_is_told_in_passing(
    program: Program, pavilion: int, event: int, messages: RecordedMessages
) -> None:
    press(focus(program, 2), Qt.Key.Key_Space)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    change_dates(program, event, "2027-06-12", lambda: messages.toasts)
    assert not visible(program.window, MoveStepsDialog)
    assert messages.toasts[-1].text == "7 steps no longer fit their day"
    messages.toasts[-1].act()
    quiet(program)
    assert visible(program.window, MoveStepsDialog)
    visible(program.window, MoveStepsDialog)[0].reject()


# --- the usual steps ------------------------------------------------------------------------


def usual(program: Program) -> UsualStepsDialog:
    session(program).navigator.edit_usual_steps("pavilion")
    quiet(program)
    (dialog,) = visible(program.window, UsualStepsDialog)
    return dialog


def test_the_usual_steps_are_edited_by_keys_and_reset(
    program: Program, messages: RecordedMessages
) -> None:
    dialog = usual(program)
    first = dialog.rows.rows[0]
    assert first.typed() == ("Application submitted", "9 months before")
    assert not dialog.reset.isEnabled()
    first.title.setFocus()
    first.title.selectAll()
    type_text(first.title, "신청서 제출")
    press(first.title, Qt.Key.Key_Down, CONTROL)
    assert [row.title.text() for row in dialog.rows.rows[:2]] == ["Stand paid", "신청서 제출"]
    assert first.title.hasFocus()
    last = dialog.rows.rows[-1]
    last.title.setFocus()
    press(last.title, Qt.Key.Key_Return)
    type_text(focused_line(), "Thank-you letter")
    dialog.save_button.click()
    quiet(program)
    template = asked(program, lambda s: s.milestones.templates.template("pavilion"))
    assert [step.title for step in template.steps] == [  # type: ignore[attr-defined]
        "Stand paid", "신청서 제출", "Design approved", "Freight sent", "Built up",
        "Pavilion opens", "Leads followed up", "Thank-you letter",
    ]  # fmt: skip
    dialog = usual(program)
    assert dialog.reset.isEnabled()
    QTest.mouseClick(dialog.reset, LEFT)
    QTest.mouseClick(dialog.save_button, LEFT)
    quiet(program)
    template = asked(program, lambda s: s.milestones.templates.template("pavilion"))
    assert not template.edited  # type: ignore[attr-defined]
    messages.toasts[-1].act()
    quiet(program)
    template = asked(program, lambda s: s.milestones.templates.template("pavilion"))
    assert template.edited  # type: ignore[attr-defined]


def test_wrong_rows_are_said_and_nothing_typed_is_lost(
    program: Program, messages: RecordedMessages
) -> None:
    dialog = usual(program)
    row = dialog.rows.rows[2]
    row.offset.setFocus()
    row.offset.selectAll()
    type_text(row.offset, "before long")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert row.offset.property("invalid")
    assert "before long" in row.offset.accessibleDescription()
    # Another type is looked at meanwhile.
    dialog.types.setCurrentIndex(dialog.types.findData("forum"))
    quiet(program)
    assert dialog.rows.rows[0].typed()[0] == "Date and host agreed"
    dialog.types.setCurrentIndex(dialog.types.findData("pavilion"))
    assert dialog.rows.rows[2].offset.text() == "before long"
    messages.answers = ["stay"]
    dialog.reject()
    assert dialog.isVisible()
    assert "changed" in messages.questions[-1].text
    messages.answers = ["discard"]
    dialog.reject()
    assert not dialog.isVisible()


def test_steps_that_cannot_be_saved_stay_typed_and_what_was_saved_is_said(
    program: Program, messages: RecordedMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = usual(program)
    dialog.rows.rows[0].title.setText("신청")
    dialog.rows.rows[0].title.textEdited.emit("신청")
    dialog.types.setCurrentIndex(dialog.types.findData("forum"))
    quiet(program)
    dialog.rows.rows[0].title.setText("Host found")
    dialog.rows.rows[0].title.textEdited.emit("Host found")
    real = MilestoneTemplates.save

    def save(self: MilestoneTemplates, key: str, name: str, steps: object) -> object:
        if key == "forum":
            raise TrackerError("The disk is full.", "", "Make room.")
        return real(self, key, name, steps)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(MilestoneTemplates, "save", save)
        QTest.mouseClick(dialog.save_button, LEFT)
        quiet(program)
    assert dialog.isVisible()
    assert "disk is full" in dialog.banner.accessibleName()
    assert dialog.type_key == "forum"
    assert dialog.rows.rows[0].typed()[0] == "Host found"
    assert ["Pavilion" in toast.text for toast in messages.toasts] == [True]
    QTest.mouseClick(dialog.save_button, LEFT)
    quiet(program)
    template = asked(program, lambda s: s.milestones.templates.template("forum"))
    assert template.steps[0].title == "Host found"  # type: ignore[attr-defined]
    assert len(messages.toasts) == 2


def test_dates_changed_in_the_form_of_the_event_ask_as_well(
    program: Program, pavilion: int, event: int
) -> None:
    session(program).navigator.edit(RecordRef("event", event))
    quiet(program)
    (form,) = visible(program.window, RecordFormDialog)
    line = form.form.editor("dates").field()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    type_text(line, "12 Jun 2027")
    press(line, Qt.Key.Key_Return, CONTROL)
    for _ in range(60):
        quiet(program)
        if visible(program.window, MoveStepsDialog):
            break
    (dialog,) = visible(program.window, MoveStepsDialog)
    QTest.mouseClick(dialog.move_button, LEFT)
    quiet(program)
    assert str(record(program, pavilion).milestones[3].target) == "2027-05-01"


def test_dates_changed_in_bulk_ask_as_well(program: Program, pavilion: int, event: int) -> None:
    def change(services: Services) -> object:
        return services.bulk.apply("event", [event], [FieldChange("dates", on("2027-06-12"))])

    done = asked(program, change)
    session(program).bus.announce(done.change_set, None)  # type: ignore[attr-defined]
    for _ in range(60):
        quiet(program)
        if visible(program.window, MoveStepsDialog):
            break
    (dialog,) = visible(program.window, MoveStepsDialog)
    assert len(dialog.table.chosen()) == 7
    dialog.reject()
