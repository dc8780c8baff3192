"""The keyboard focus goes where the person sends it: never by itself to a toast or a button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import running, session, settle
from tests.ui.own_types.test_from_the_window import _type, _types
from tests.ui.waiting import drain
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.services import Services
from tracker.ui.icons import Icons
from tracker.ui.widgets.focus_keeper import FocusKeeper
from tracker.ui.widgets.toast import Toast, ToastStack
from tracker.ui.window_messages import WindowMessages

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def spoken(icons: Icons, tmp_path: Path, sample: Path, qtbot: QtBot) -> Iterator[Program]:
    """A program whose toasts are really there."""
    messages = WindowMessages(icons)
    with running(icons, messages, tmp_path / "home") as made:  # type: ignore[arg-type]
        messages.use_window(made.window)
        made.open(Target(sample))
        settle(made)
        yield made


@pytest.mark.parametrize("by", ["mouse", "space", "shortcut"])
def test_a_saved_type_is_still_there_after_the_space_bar(
    spoken: Program, second_services: Services, by: str
) -> None:
    spoken.window.actions_["own_types"].trigger()
    dialog = _types(spoken)
    QTest.mouseClick(dialog.new_button, LEFT)
    _type("Hackathon")
    QTest.mouseClick(dialog.panel.add_button, LEFT)
    _type("Teams")
    if by == "mouse":
        QTest.mouseClick(dialog.save_button, LEFT)
    elif by == "space":
        dialog.save_button.setFocus()
        QTest.keyClick(dialog.save_button, KEY.Key_Space)
    else:
        QTest.keyClick(_focused(), KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(spoken)
    assert [one.definition.name for one in second_services.own_types.all()] == ["Hackathon"]
    focused = _focused()
    assert not _in_toast(focused)
    if by == "shortcut":
        assert focused is dialog.panel.boxes[0].label
    else:
        assert focused is dialog.save_button
    for _ in range(2):
        QTest.keyClick(_focused(), KEY.Key_Space)
        settle(spoken)
    assert [one.definition.name for one in second_services.own_types.all()] == ["Hackathon"]
    dialog.reject()


def test_a_toast_gives_the_focus_back(spoken: Program) -> None:
    session(spoken).navigator.open_list("deliverable")
    settle(spoken)
    before = _focused()
    session(spoken).desk.messages.toast("Said", "Undo", _nothing)
    drain()
    (toast,) = spoken.window.findChildren(Toast)
    assert toast.action is not None
    assert QApplication.focusWidget() is before
    toast.action.setFocus(Qt.FocusReason.TabFocusReason)
    assert toast.action.hasFocus()  # the person may go there
    toast.dismiss()
    assert QApplication.focusWidget() is before


class Bench(QDialog):
    """A field, the button that is switched off, and another that does harm."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.field = QLineEdit()
        self.holder = QWidget()
        inner = QVBoxLayout(self.holder)
        self.save, self.harm = QPushButton("Save"), QPushButton("Remove")
        for one in (self.save, self.harm):
            one.setAutoDefault(False)
            inner.addWidget(one)
        column.addWidget(self.field)
        column.addWidget(self.holder)
        self.pressed = 0
        self.harm.clicked.connect(self._count)

    def _count(self) -> None:
        self.pressed += 1


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    keeper = FocusKeeper(qapp, made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    keeper.deleteLater()


def test_a_button_switched_off_has_the_focus_back_when_it_is_on_again(bench: Bench) -> None:
    bench.save.setFocus()
    bench.save.setEnabled(False)
    assert _focused() is bench.holder
    QTest.keyClick(_focused(), KEY.Key_Space)
    assert bench.pressed == 0
    bench.save.setEnabled(True)
    assert _focused() is bench.save
    # Not if the person went on meanwhile.
    bench.save.setEnabled(False)
    bench.field.setFocus()
    bench.save.setEnabled(True)
    assert _focused() is bench.field


def test_what_is_taken_away_leaves_the_focus_beside_it(bench: Bench) -> None:
    bench.save.setFocus()
    bench.save.hide()
    assert _focused() is bench.holder
    QTest.keyClick(_focused(), KEY.Key_Space)
    assert bench.pressed == 0
    QTest.keyClick(_focused(), KEY.Key_Tab)
    assert _focused() is bench.harm


def test_no_toast_of_a_dialog_gets_it_either(bench: Bench, icons: Icons) -> None:
    toast = ToastStack(icons, bench).show("Said", "Undo", _nothing)
    bench.harm.setEnabled(False)
    bench.save.setFocus()
    bench.holder.hide()  # the next in line is the toast
    assert not _in_toast(_focused())
    toast.dismiss()


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _in_toast(widget: QWidget) -> bool:
    return any(one.isAncestorOf(widget) for one in widget.window().findChildren(Toast))


def _nothing() -> None:
    return None
