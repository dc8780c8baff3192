"""Types of one's own: made, changed, retired and removed, by hand and by keyboard."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests import factories
from tests.ui.dialog_desk import DialogDesk, dialog_desk
from tests.ui.forms.bench import now
from tests.ui.forms.test_forms_wheel import turn
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import at_rest, choose_by_letters, drain
from tracker.domain.fields import Kind
from tracker.domain.own_types import OwnChoice, OwnField, OwnTypeDefinition
from tracker.domain.records import Deliverable
from tracker.ui.forms.draft_queue import DraftQueue
from tracker.ui.forms.drafts import FolderDrafts
from tracker.ui.icons import Icons
from tracker.ui.own_types.dialog import OwnTypesDialog
from tracker.ui.own_types.icon_picker import IconTable
from tracker.ui.own_types.type_list import NEW
from tracker.ui.tasks import TaskRunner

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier

HACKATHON = OwnTypeDefinition(
    name="Hackathon",
    fields=(
        OwnField(label="Teams", kind=Kind.INTEGER, unit="teams"),
        OwnField(label="Jury", kind=Kind.PARTICIPANTS, target="contact"),
        OwnField(
            label="Outcome",
            kind=Kind.CHOICE,
            choices=(OwnChoice(label="won"), OwnChoice(label="lost")),
        ),
    ),
)


class Hand:
    """The dialog and what a person does in it."""

    def __init__(self, made: DialogDesk, drafts: DraftQueue) -> None:
        self.made, self.desk, self.messages = made, made.desk, made.messages
        self.services, self.drafts = made.desk.services, drafts
        self.dialog: OwnTypesDialog

    def open(self, **more: object) -> OwnTypesDialog:
        self.dialog = OwnTypesDialog(
            self.desk,
            self.made.parts,
            self.drafts,
            None,
            **more,  # type: ignore[arg-type]
        )
        self.dialog.show()
        self.dialog.activateWindow()
        assert QTest.qWaitForWindowActive(self.dialog)
        self.settle()
        return self.dialog

    def settle(self) -> None:
        at_rest(self.desk.runner)

    def type(self, text: str) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(_focused(), letter)
            else:
                done = QInputMethodEvent("", [])
                done.setCommitString(letter)
                QApplication.sendEvent(_focused(), done)

    def press(
        self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(_focused(), key, with_)
        drain()

    def stored(self, name: str) -> OwnTypeDefinition:
        lines = self.services.own_types.all()
        return next(one.definition for one in lines if one.definition.name == name)

    def shot(self, name: str, widget: QWidget | None = None) -> None:
        if folder := os.environ.get("FORM_SHOTS"):
            (widget or self.dialog).grab().save(f"{folder}/{name}.png")


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.fixture
def hand(
    tmp_path: Path,
    _empty_file: Path,
    runner: TaskRunner,
    messages: RecordedMessages,
    icons: Icons,
) -> Iterator[Hand]:
    path = Path(shutil.copy(_empty_file, tmp_path / "t.tracker"))
    with dialog_desk(path, tmp_path, runner, messages, icons) as made:
        store = FolderDrafts(tmp_path / "typedrafts", now)
        yield Hand(made, DraftQueue(store, runner))


def _kind(hand: Hand, place: int, word: str) -> None:
    combo = hand.dialog.panel.boxes[place].kind
    combo.setFocus()
    choose_by_letters(combo, word)  # a blank would open the list
    assert combo.currentText().startswith(word)


def test_a_type_is_shown_when_one_goes_to_it_not_when_the_list_gets_the_focus(hand: Hand) -> None:
    dialog = hand.open()
    dialog.close_button.setFocus()
    dialog.types.setFocus()
    hand.settle()
    assert dialog.key is None
    hand.press(Key.Key_Down)
    assert dialog.key == dialog.types.keys()[0]


def test_a_type_from_nothing_with_the_keyboard(hand: Hand) -> None:
    dialog = hand.open()
    assert dialog.key is None
    hand.press(Key.Key_N, CTRL)
    assert dialog.key == NEW
    hand.type("Hackathon")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_Space)  # "Add field"
    hand.settle()
    hand.type("Teams")
    _kind(hand, 0, "Whole")
    hand.dialog.panel.boxes[0].label.setFocus()
    hand.press(Key.Key_Return)  # the next field
    hand.settle()
    hand.type("Result")
    _kind(hand, 1, "Choice")
    box = dialog.panel.boxes[1]
    box.choices.lines[0].setFocus()
    hand.type("won")
    hand.press(Key.Key_Return)
    hand.type("lost")
    box.required.setFocus()
    hand.press(Key.Key_Space)
    dialog.panel.boxes[1].label.setFocus()
    hand.press(Key.Key_Return)
    hand.type("Jury")
    _kind(hand, 2, "People")
    dialog.panel.boxes[2].label.setFocus()
    hand.press(Key.Key_Up, ALT_SHIFT)
    hand.settle()
    hand.shot("own-type-new")
    grid = dialog.preview.grid
    assert grid is not None
    assert [one.editor.spec.kind for one in grid.slots.values()] == [
        Kind.INTEGER, Kind.PARTICIPANTS, Kind.CHOICE,
    ]  # fmt: skip
    hand.press(Key.Key_S, CTRL)
    hand.settle()
    found = hand.stored("Hackathon")
    assert [(one.label, one.kind, one.required) for one in found.fields] == [
        ("Teams", Kind.INTEGER, False),
        ("Jury", Kind.PARTICIPANTS, False),
        ("Result", Kind.CHOICE, True),
    ]
    assert found.fields[1].target == "contact"
    assert [one.label for one in found.fields[2].choices] == ["won", "lost"]
    assert dialog.key == found.key in hand.services.types
    assert not dialog.is_changed
    assert hand.drafts.load("owntype-new") is None
    toast = hand.messages.toasts[-1]
    assert toast.text == "Saved “Hackathon”"
    assert toast.act is not None
    toast.act()
    hand.settle()
    assert hand.services.own_types.all() == []
    assert not hand.messages.errors


def test_the_button_that_saved_has_the_keyboard_again(hand: Hand) -> None:
    dialog = hand.open()
    hand.press(Key.Key_N, CTRL)
    hand.type("Lab visit")
    dialog.save_button.setFocus()
    assert dialog.save_button.hasFocus()
    hand.press(Key.Key_Space)
    hand.settle()
    assert hand.stored("Lab visit")
    assert dialog.save_button.isEnabled()
    assert dialog.save_button.hasFocus()


def test_what_is_wrong_is_said_beside_its_part(hand: Hand) -> None:
    dialog = hand.open(begin="")
    hand.settle()
    dialog.panel.add_button.click()
    hand.type("Same")
    dialog.panel.add_button.click()
    hand.type("same")
    dialog.panel.add_button.click()
    _kind(hand, 2, "Choice")
    dialog.save()
    hand.settle()
    assert hand.services.own_types.all() == []
    assert dialog.panel.name.property("invalid")
    first, second, third = dialog.panel.boxes
    assert not first.problem
    assert "already" in second.problem
    assert third.problem
    assert _focused() is dialog.panel.name
    hand.shot("own-type-problems")
    hand.type("Pavilion")
    dialog.save()
    assert dialog.panel.name.property("invalid"), "a type of the program is called so"
    # While it is put right the marks go.
    second.label.setFocus()
    second.label.selectAll()
    hand.type("Other")
    assert not second.problem
    assert third.problem


def test_esc_loses_nothing_and_the_text_comes_back(hand: Hand) -> None:
    dialog = hand.open(begin="")
    hand.settle()
    hand.type("Hackathon <b>한국</b>")
    dialog.panel.add_button.click()
    hand.type("Teams & more")
    hand.press(Key.Key_Escape)
    hand.settle()
    assert hand.messages.toasts[-1].text == "Your text is kept as a draft."
    again = hand.open(begin="")
    hand.settle()
    assert again.panel.name.text() == "Hackathon <b>한국</b>"
    assert [box.label.text() for box in again.panel.boxes] == ["Teams & more"]
    assert not again.notice.isHidden()
    hand.shot("own-type-draft")
    again.notice.pressed.emit("discard")
    hand.settle()
    assert again.panel.name.text() == ""
    again.reject()
    assert hand.drafts.load("owntype-new") is None


def test_a_removed_field_keeps_its_values_and_can_be_taken_back(hand: Hand) -> None:
    saved = hand.services.own_types.save(HACKATHON).definition
    teams = saved.fields[0].name
    made = factories.deliverable(hand.services, type=saved.key, details={teams: 12})
    dialog = hand.open()
    assert dialog.key == saved.key
    dialog.panel.boxes[0].label.setFocus()
    hand.press(Key.Key_Delete, ALT_SHIFT)
    assert [one.label for one in dialog.panel.removed.fields] == ["Teams"]
    hand.shot("own-type-removed")
    dialog.save()
    hand.settle()
    now_ = hand.stored("Hackathon")
    assert [one.label for one in now_.current] == ["Jury", "Outcome"]
    record = hand.services.records.open(Deliverable, made).record
    assert record.details == {teams: 12}
    # The kind of what is stored cannot be changed; another field can be added.
    assert not dialog.panel.boxes[0].kind.isEnabled()
    (link,) = dialog.panel.removed.links
    link.click()
    assert dialog.panel.removed.fields == ()
    dialog.save()
    hand.settle()
    assert [one.label for one in hand.stored("Hackathon").current] == ["Jury", "Outcome", "Teams"]
    assert hand.stored("Hackathon").current[2].name == teams


def _drag(hand: Hand, place: int, to: QPoint) -> None:
    """Hold a field by its grip with the mouse, take it to a place of the panel, let go."""
    panel, grip = hand.dialog.panel, hand.dialog.panel.boxes[place].grip
    start = grip.mapTo(panel, grip.rect().center())
    QTest.mousePress(grip, LEFT, pos=grip.rect().center())
    for step in range(1, 13):
        at = panel.mapToGlobal(start + (to - start) * (step / 12))
        # The field moves below the mouse as it changes places.
        QTest.mouseMove(grip, grip.mapFromGlobal(at))
        drain()
    QTest.mouseRelease(grip, LEFT, pos=grip.mapFromGlobal(panel.mapToGlobal(to)))
    drain()


def test_order_by_drag_with_the_mouse(hand: Hand) -> None:
    hand.services.own_types.save(HACKATHON)
    dialog = hand.open()
    panel = dialog.panel
    last = panel.boxes[2]
    _drag(hand, 0, last.mapTo(panel, QPoint(10, last.height() + 30)))
    assert [box.label.text() for box in panel.boxes] == ["Jury", "Outcome", "Teams"]
    tops = [box.mapTo(panel, QPoint()).y() for box in panel.boxes]
    assert tops == sorted(tops)
    assert dialog.is_changed
    hand.press(Key.Key_S, CTRL)
    hand.settle()
    assert [one.label for one in hand.stored("Hackathon").current] == ["Jury", "Outcome", "Teams"]
    first = panel.boxes[0]
    _drag(hand, 2, first.mapTo(panel, QPoint(10, 2)))
    assert [box.label.text() for box in panel.boxes] == ["Teams", "Jury", "Outcome"]


def test_a_drag_that_goes_nowhere_changes_nothing(hand: Hand) -> None:
    hand.services.own_types.save(HACKATHON)
    dialog = hand.open()
    grip = dialog.panel.boxes[1].grip
    _drag(hand, 1, grip.mapTo(dialog.panel, grip.rect().center() + QPoint(200, 3)))
    # Without the button the mouse takes nothing along.
    QTest.mouseMove(grip, QPoint(5, 300))
    drain()
    assert [box.label.text() for box in dialog.panel.boxes] == ["Teams", "Jury", "Outcome"]
    assert not dialog.is_changed


def test_the_wheel_changes_no_kind_in_passing(hand: Hand) -> None:
    dialog = hand.open()
    dialog.new_button.click()
    hand.settle()
    dialog.panel.add_button.click()
    hand.settle()
    (box,) = dialog.panel.boxes
    before = dialog.panel.definition()
    combos = dialog.findChildren(QComboBox)
    assert box.kind in combos
    for combo in combos:
        combo.clearFocus()
        turn(combo)
        turn(combo, 1)
    assert dialog.panel.definition() == before
    box.kind.setFocus()
    kind = box.field().kind
    turn(box.kind)
    assert box.field().kind is not kind


def test_retire_offer_and_remove(hand: Hand) -> None:
    saved = hand.services.own_types.save(HACKATHON).definition
    dialog = hand.open()
    dialog.retire_button.click()
    hand.settle()
    assert hand.stored("Hackathon").retired
    assert saved.key not in hand.services.types.offered()
    assert dialog.retire_button.text() == "&Offer again"
    dialog.retire_button.click()
    hand.settle()
    assert saved.key in hand.services.types.offered()
    made = factories.deliverable(hand.services, type=saved.key)
    hand.desk.bus.announce(
        hand.services.records.save(
            hand.services.records.open(Deliverable, made).record.model_copy(update={"title": "y"})
        ).change_set  # type: ignore[arg-type]
    )
    hand.settle()
    dialog.remove_button.click()
    hand.settle()
    assert "1 deliverable has it" in str(hand.messages.errors[-1].why)
    assert hand.stored("Hackathon")
    hand.messages.errors.clear()


def test_an_unused_type_is_removed_after_a_question(hand: Hand) -> None:
    hand.services.own_types.save(HACKATHON)
    dialog = hand.open()
    hand.messages.answers = ["keep"]
    dialog.remove_button.click()
    hand.settle()
    assert hand.stored("Hackathon")
    hand.messages.answers = ["remove"]
    dialog.remove_button.click()
    hand.settle()
    assert hand.services.own_types.all() == []
    assert dialog.key is None
    act = hand.messages.toasts[-1].act
    assert act is not None
    act()
    hand.settle()
    assert hand.stored("Hackathon").current[0].label == "Teams"


def test_choices_are_pasted_renamed_and_taken_out(hand: Hand) -> None:
    hand.services.own_types.save(HACKATHON)
    dialog = hand.open()
    box = dialog.panel.boxes[2]
    box.choices.add_button.click()
    QGuiApplication.clipboard().setText("third\n fourth \n\nfifth")
    hand.press(Key.Key_V, CTRL)
    assert [one.text() for one in box.choices.lines] == ["won", "lost", "third", "fourth", "fifth"]
    box.choices.lines[0].setText("first place")
    box.choices.lines[1].setFocus()
    box.choices.lines[1].clear()
    hand.press(Key.Key_Backspace)
    dialog.save()
    hand.settle()
    before = {one.label: one.key for one in HACKATHON.fields[2].choices}
    assert before
    after = hand.stored("Hackathon").fields[2].choices
    assert [one.label for one in after if not one.removed] == [
        "first place",
        "third",
        "fourth",
        "fifth",
    ]
    assert [one.removed for one in after].count(True) == 1


def test_a_picture_is_chosen_with_the_arrows(hand: Hand) -> None:
    dialog = hand.open(begin="")
    hand.settle()
    hand.type("Hackathon")
    dialog.panel.picture.setFocus()
    hand.press(Key.Key_Space)
    (table,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, IconTable))
    hand.shot("own-type-icons", table)
    QTest.keyClick(table, Key.Key_Right)
    QTest.keyClick(table, Key.Key_Return)
    assert dialog.panel.picture.picture == "flag"
    dialog.save()
    hand.settle()
    assert hand.stored("Hackathon").icon == "flag"


def test_types_of_the_program_are_shown_and_not_edited(hand: Hand) -> None:
    dialog = hand.open()
    dialog.types.go_to("survey")
    dialog.show_type("survey")
    hand.settle()
    assert dialog.preview.grid is not None
    assert "responses" in dialog.preview.grid.slots
    assert not dialog.save_button.isEnabled()
    hand.shot("own-type-built-in")
    dialog.save()
    assert hand.services.own_types.all() == []


def test_going_to_another_type_keeps_what_is_written(hand: Hand) -> None:
    saved = hand.services.own_types.save(HACKATHON).definition
    other = hand.services.own_types.save(OwnTypeDefinition(name="Prize")).definition
    dialog = hand.open()
    dialog.panel.name.setFocus()
    dialog.panel.name.selectAll()
    hand.type("Hackathon 2")
    dialog.types.setFocus()
    hand.press(Key.Key_Down)
    assert dialog.key == other.key
    dialog.show_type(saved.key)
    assert dialog.panel.name.text() == "Hackathon 2"
    assert hand.stored("Hackathon")
