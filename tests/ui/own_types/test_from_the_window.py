"""Types of one's own from the window: by command, from the settings, from a form, in the list."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.opened import session, settle
from tracker.app.program import Program
from tracker.services import Services
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.type_choice import TypeEditor
from tracker.ui.own_types.dialog import OwnTypesDialog
from tracker.ui.own_types.type_list import NEW
from tracker.ui.settings.dialog import SettingsDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def _of(kind: type[QWidget]) -> QWidget:
    (found,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    return found


def _types(program: Program) -> OwnTypesDialog:
    settle(program)
    found = _of(OwnTypesDialog)
    assert isinstance(found, OwnTypesDialog)
    assert QTest.qWaitForWindowActive(found)
    return found


def _type(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def _save(program: Program) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_S, CTRL)
    settle(program)


def _shot(widget: QWidget, name: str) -> None:
    if folder := os.environ.get("FORM_SHOTS"):
        widget.grab().save(f"{folder}/{name}.png")


def test_by_command(program: Program, second_services: Services) -> None:
    program.window.actions_["own_types"].trigger()
    dialog = _types(program)
    dialog.new_button.click()
    _type("Hackathon")
    _save(program)
    assert "Hackathon" in [str(one.label) for one in session(program).services.types.all().values()]
    dialog.reject()
    # Undone like everything else.
    program.window.actions_["undo"].trigger()
    settle(program)
    assert second_services.own_types.all() == []


def test_from_the_settings(program: Program) -> None:
    program.window.actions_["settings"].trigger()
    settle(program)
    settings = _of(SettingsDialog)
    assert isinstance(settings, SettingsDialog)
    _shot(settings, "settings")
    QTest.mouseClick(settings.types, Qt.MouseButton.LeftButton)
    assert not _types(program).isHidden()


def test_from_the_form_and_back_with_the_new_type(
    program: Program, second_services: Services
) -> None:
    program.window.actions_["new_deliverable"].trigger()
    settle(program)
    form = _of(RecordFormDialog)
    assert isinstance(form, RecordFormDialog)
    kind = form.form.editor("type")
    assert isinstance(kind, TypeEditor)
    form.form.go_to(("title",))
    _type("Two days")
    kind.combo.setFocus()
    kind.combo.showPopup()
    QTest.keyClick(kind.combo.view(), Qt.Key.Key_End)
    QTest.keyClick(kind.combo.view(), Qt.Key.Key_Return)
    dialog = _types(program)
    assert dialog.key == NEW
    _type("Hackathon")
    _save(program)
    assert not any(
        isinstance(one, OwnTypesDialog) and one.isVisible()
        for one in QApplication.topLevelWidgets()
    )
    assert kind.combo.currentText() == "Hackathon"
    _shot(form, "form-with-own-type")
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    form.form.go_to(("title",))
    _save(program)
    (line,) = second_services.own_types.all()
    assert (line.definition.name, line.uses) == ("Hackathon", 1)
    assert second_services.search.pick("deliverable", "Two days")
