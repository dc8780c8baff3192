"""Pasting rows in the window: from the clipboard to the list and back by one undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from tests.ui.dialog_desk import DialogDesk, dialog_desk
from tests.ui.recording import RecordedMessages
from tracker.domain.records import Organisation
from tracker.services import Services
from tracker.services.pasting import Outcome
from tracker.ui.icons import Icons
from tracker.ui.pasting.dialog import PasteRowsDialog
from tracker.ui.tasks import TaskRunner

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = "Name\tCountry\tCity\nNew Society\tKorea, South\tSeoul\nOdd One\tNowhereland\t\n"


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    QGuiApplication.clipboard().setText("")
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made
    QGuiApplication.clipboard().setText("")


def opened(at: DialogDesk, text: str, kind: str = "organisation") -> PasteRowsDialog:
    QGuiApplication.clipboard().setText(text)
    dialog = PasteRowsDialog(at.desk, kind)
    at.show(dialog)
    return dialog


def names(services: Services) -> set[str]:
    return {one.name for one in services.records.several(Organisation, range(1, 400)).values()}


def cells(dialog: PasteRowsDialog, column: int) -> list[str]:
    model = dialog.table.shown
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_what_is_on_the_clipboard_is_seen_pasted_and_undone(at: DialogDesk) -> None:
    services = at.desk.services
    before = names(services)
    dialog = opened(at, ROWS.replace("Korea, South", "KR"))
    assert dialog.mapping.mapping() == ("name", "country", "city")
    assert cells(dialog, 2) == ["New Society", "Odd One"]
    assert cells(dialog, 1)[0] == "New"
    assert "Nowhereland" in cells(dialog, 1)[1]
    assert dialog.apply_button.text() == "&Paste 1 row"
    assert names(services) == before
    dialog.apply_button.setFocus()
    QTest.keyClick(dialog.apply_button, Key.Key_Return)
    at.settle()
    assert names(services) == before | {"New Society"}
    assert len(at.changes) == 1
    toast = at.messages.toasts[-1]
    assert "1 record added" in toast.text
    assert "1 row left out" in toast.text
    assert toast.act is not None
    toast.act()
    at.settle()
    assert names(services) == before
    assert not isValid(dialog) or not dialog.isVisible()


def test_an_empty_clipboard_waits_for_ctrl_v(at: DialogDesk) -> None:
    dialog = opened(at, "")
    assert not dialog.banner.isVisible()
    assert not dialog.apply_button.isEnabled()
    QTest.keyClick(dialog, Key.Key_V, CTRL)
    at.settle()
    assert dialog.banner.isVisible()
    QGuiApplication.clipboard().setText("Name\nNew Society")
    QTest.keyClick(dialog, Key.Key_V, CTRL)
    at.settle()
    assert not dialog.banner.isVisible()
    assert dialog.apply_button.isEnabled()


def test_a_column_is_what_the_person_says_it_is(at: DialogDesk) -> None:
    dialog = opened(at, "Society of Cells\tA remark\nSociety of Genes\tOther")
    assert not dialog.head.isChecked()
    assert dialog.mapping.mapping() == ("name", "")
    box = dialog.mapping.boxes[1]
    box.setFocus()
    QTest.keyClicks(box, "Acr")
    QTest.keyClick(box, Key.Key_Return)
    box.setCurrentIndex(box.findData("acronym"))
    box.activated.emit(box.currentIndex())
    at.settle()
    assert dialog.table.shown.columnCount() == 4
    first = dialog.mapping.boxes[0]
    first.setCurrentIndex(first.findData("acronym"))
    first.activated.emit(first.currentIndex())
    at.settle()
    # No field stands for two columns; without a name nothing can be made.
    assert dialog.mapping.mapping() == ("acronym", "")
    assert not dialog.apply_button.isEnabled()


def test_the_first_row_may_be_a_row(at: DialogDesk) -> None:
    dialog = opened(at, "Name\tCity\nA Society\tSeoul")
    assert len(cells(dialog, 0)) == 1
    QTest.mouseClick(dialog.head, Qt.MouseButton.LeftButton, pos=dialog.head.rect().center())
    dialog.head.setChecked(False)
    at.settle()
    assert cells(dialog, 2) == ["Name", "A Society"]


def test_only_the_rows_with_problems_are_shown_and_copied(at: DialogDesk) -> None:
    dialog = opened(at, ROWS)
    dialog.filter.set_current(str(Outcome.PROBLEM))
    assert "Odd One" in cells(dialog, 2)
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].split("\t") == ["Name", "Country", "City", "Problem"]
    assert "Nowhereland" in text


def test_names_that_are_not_there_are_made_when_asked(at: DialogDesk) -> None:
    services = at.desk.services
    dialog = opened(at, "Title\tParties\nNew MoU\tARM; Institute of Tests", "agreement")
    assert "Institute of Tests" in dialog.missing.text()
    assert not dialog.apply_button.isEnabled()
    dialog.make_missing.click()
    at.settle()
    assert dialog.apply_button.isEnabled()
    dialog.apply_button.click()
    at.settle()
    assert "Institute of Tests" in names(services)
    at.messages.toasts[-1].act()  # type: ignore[misc]
    at.settle()
    assert "Institute of Tests" not in names(services)


def test_too_much_is_said(at: DialogDesk) -> None:
    dialog = opened(at, "x\n" * 50_010)
    assert "50,0" in dialog.banner.accessibleName()
    assert not dialog.apply_button.isEnabled()


def test_escape_changes_nothing(at: DialogDesk) -> None:
    before = names(at.desk.services)
    dialog = opened(at, ROWS)
    QTest.keyClick(dialog, Key.Key_Escape)
    at.settle()
    assert names(at.desk.services) == before
    assert not at.changes


def test_records_of_the_same_name_are_changed_when_asked_and_each_change_is_shown(
    at: DialogDesk,
) -> None:
    one = at.desk.services.records.open(Organisation, 1).record
    row = f"Name\tCity\n{one.name}\tElsewhere\nOdd One\t{'x' * 5000}"
    dialog = opened(at, row)
    assert not dialog.match.isChecked()
    assert cells(dialog, 1)[0] == "New"
    assert dialog.same.text() == "1 row has the name of a record that is there"
    QTest.keyClick(dialog.match, Key.Key_Space)
    at.settle()
    assert cells(dialog, 1)[0] == "Changes it"
    change = f"{one.city or 'nothing'} → Elsewhere"
    assert cells(dialog, 3)[0] == change
    assert f"City: {change}" in dialog.told.toPlainText()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Key.Key_Down)
    assert "City: " in dialog.told.toPlainText()
    assert "…" not in dialog.told.toPlainText()
