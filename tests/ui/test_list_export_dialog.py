"""Saving a list from the window: format, rows, file, stop; only the file dialog is a fake."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from python_calamine import CalamineWorkbook
from shiboken6 import isValid

from tests.ui.dialog_desk import TODAY, DialogDesk, dialog_desk, focused
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import until
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery, ShownList
from tracker.ui.icons import Icons
from tracker.ui.list_export.dialog import SELECTED, ExportListDialog
from tracker.ui.operation import Cancelled
from tracker.ui.tasks import TaskRunner

Key = Qt.Key


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


def shown(at: DialogDesk, *selected: int) -> ShownList:
    return ShownList(
        "organisation", ListQuery(today=TODAY), (), ("name", "country"), "Organisations", selected
    )


def opened(at: DialogDesk, *selected: int) -> ExportListDialog:
    dialog = ExportListDialog(at.desk, shown(at, *selected))
    at.show(dialog)
    return dialog


def test_enter_saves_the_whole_list_as_a_workbook(at: DialogDesk, tmp_path: Path) -> None:
    total = at.desk.services.lists.total("organisation")
    dialog = opened(at)
    assert str(total) in dialog.what.findChildren(QPushButton)[0].text()
    at.messages.files = [tmp_path / "all.xlsx"]
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert at.messages.suggested[0].name == "Organisations.xlsx"
    rows = CalamineWorkbook.from_path(str(tmp_path / "all.xlsx")).get_sheet_by_index(0).to_python()
    assert len(rows) == total + 1
    toast = at.messages.toasts[-1]
    assert (toast.action, str(total) in toast.text) == ("Open", True)
    assert not isValid(dialog) or not dialog.isVisible()


def test_only_the_selected_rows_as_csv(at: DialogDesk, tmp_path: Path) -> None:
    some = list(at.desk.services.lists.ids("organisation", ListQuery(today=TODAY)))[:3]
    dialog = opened(at, *some)
    assert dialog.what.current() == SELECTED
    dialog.form.set_current("csv")
    assert "commas" in dialog.note.text()
    at.messages.files = [tmp_path / "some"]
    dialog.save_button.click()
    at.settle()
    with (tmp_path / "some.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 4


def test_an_ending_that_was_added_does_not_replace_unasked(at: DialogDesk, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_text("mine")
    dialog = opened(at)
    at.messages.files = [tmp_path / "list"]
    at.messages.answers = ["keep"]
    dialog.save_button.click()
    at.settle()
    assert (tmp_path / "list.xlsx").read_text() == "mine"
    at.messages.files = [tmp_path / "list"]
    at.messages.answers = ["replace"]
    dialog.save_button.click()
    at.settle()
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")


def test_what_goes_wrong_is_said_in_the_dialog(at: DialogDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    at.messages.files = [tmp_path / "no" / "list.csv"]
    dialog.save_button.click()
    at.settle()
    assert dialog.banner.isVisible()
    assert "list.csv" in dialog.banner.accessibleName()
    assert dialog.save_button.isEnabled()
    assert not at.messages.toasts


def test_escape_stops_the_writing_first(
    at: DialogDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from tracker.services.list_export import ListExportService

    waiting = threading.Event()

    def slow(_self: object, _shown: object, _path: object, _form: object, report, _only):  # type: ignore[no-untyped-def]
        for step in range(10_000):
            report(step, 10_000)
            waiting.wait(0.002)
        raise AssertionError("never stopped")

    monkeypatch.setattr(ListExportService, "export", slow)
    dialog = opened(at)
    at.messages.files = [tmp_path / "list.csv"]
    dialog.save_button.click()
    until(dialog.progress.isVisible)
    QTest.keyClick(dialog, Key.Key_Escape)
    at.settle()
    assert dialog.isVisible()
    assert "no file" in dialog.banner.accessibleName()
    assert not dialog.progress.isVisible()
    assert not (tmp_path / "list.csv").exists()
    QTest.keyClick(dialog, Key.Key_Escape)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert issubclass(Cancelled, Exception)


def test_a_list_without_rows_is_not_saved(at: DialogDesk) -> None:
    nothing = Condition("name", Operator.IS, ("no such name",))
    empty = ShownList("organisation", ListQuery(nothing, TODAY), (), ("name",), "Organisations")
    dialog = ExportListDialog(at.desk, empty)
    at.show(dialog)
    assert not dialog.save_button.isEnabled()
    assert "filter" in dialog.note.text()
