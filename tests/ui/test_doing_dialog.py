"""What every dialog has that looks, does, can be stopped and says the end; on the real ones too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.dialog_desk import DialogDesk, dialog_desk, focused
from tests.ui.recording import RecordedMessages
from tracker.domain.records import Deliverable
from tracker.errors import TrackerError
from tracker.services import Services
from tracker.ui.bulk.dialog import BulkEditDialog
from tracker.ui.bulk_progress.dialog import BulkLogDialog
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.icons import Icons
from tracker.ui.operation import Progress
from tracker.ui.pasting.dialog import PasteRowsDialog
from tracker.ui.tasks import TaskRunner

Key = Qt.Key


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


class Held:
    """Work that goes on until it is let go, and looks whether it was stopped."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.error: Exception | None = None

    def __call__(self, progress: Progress) -> str:
        self.begun.set()
        while not self.go.wait(0.005):
            progress.check()
        progress.check()
        if self.error is not None:
            raise self.error
        return "outcome"


class Trying(DoingDialog):
    """A line to type in, and work that a test holds."""

    def __init__(self, desk: Desk, held: Held) -> None:
        super().__init__(desk, "Trying")
        self.held = held
        self.line = QLineEdit()
        self.seen: list[str] = []
        for part in (self.banner, self.line, self.progress):
            self.body.addWidget(part)

    def first_shown(self) -> None:
        self.line.setFocus()

    def look(self) -> None:
        self.ask("Looking", self.held, self.seen.append)

    def allow(self, allowed: bool) -> None:
        self.line.setEnabled(allowed)

    def go(self, told: Callable[[DoingDialog | None, str], None]) -> None:
        self.do("Doing", self.held, told)


@pytest.fixture
def trying(at: DialogDesk) -> Trying:
    dialog = Trying(at.desk, Held())
    at.show(dialog)
    assert focused() is dialog.line
    return dialog


def test_a_look_that_is_stopped_can_be_begun_again(at: DialogDesk, trying: Trying) -> None:
    trying.look()
    assert trying.is_looking
    QTest.mouseClick(trying.progress.stop, Qt.MouseButton.LeftButton)
    at.settle()
    assert not trying.is_looking
    assert not trying.seen
    assert trying.banner.isVisible()
    again = trying.banner.action
    assert again is not None
    trying.held.go.set()
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    at.settle()
    assert trying.seen == ["outcome"]
    assert not trying.banner.isVisible()


def test_only_the_newest_look_is_answered(at: DialogDesk, trying: Trying) -> None:
    trying.look()
    trying.held = Held()
    trying.held.go.set()
    trying.look()
    at.settle()
    assert trying.seen == ["outcome"]
    assert not trying.banner.isVisible(), "what was replaced is not told as stopped"


def test_a_look_that_ended_before_more_was_typed_is_not_seen(
    at: DialogDesk, trying: Trying
) -> None:
    ended = threading.Event()

    def cannot_be_stopped(_progress: Progress) -> str:
        ended.set()
        return "of what was typed before"

    trying.ask("Looking", cannot_be_stopped, trying.seen.append)
    assert ended.wait(20)
    trying.held.go.set()
    trying.look()
    at.settle()
    assert trying.seen == ["outcome"]


def test_esc_stops_the_work_first_and_the_keys_are_back_where_they_were(
    at: DialogDesk, trying: Trying
) -> None:
    told: list[object] = []
    QTest.keyClicks(trying.line, "typed")
    trying.go(lambda *one: told.append(one))
    assert not trying.line.isEnabled()
    QTest.keyClick(trying, Key.Key_Escape)
    at.settle()
    assert trying.isVisible()
    assert not trying.is_doing
    assert not told
    assert trying.banner.isVisible()
    assert focused() is trying.line
    assert trying.line.text() == "typed"
    QTest.keyClick(trying, Key.Key_Escape)
    assert not isValid(trying) or not trying.isVisible()


def test_a_failure_is_said_in_the_dialog_and_what_is_typed_stays(
    at: DialogDesk, trying: Trying
) -> None:
    QTest.keyClicks(trying.line, "typed")
    trying.held.error = TrackerError("The disk is full.", "", "Make room.")
    trying.held.go.set()
    trying.go(lambda *_one: None)
    at.settle()
    assert "disk is full" in trying.banner.accessibleName()
    assert focused() is trying.line
    assert trying.line.text() == "typed"
    assert not at.messages.errors


def test_what_is_told_after_the_dialog_has_gone(
    at: DialogDesk, trying: Trying, qtbot: QtBot
) -> None:
    told: list[object] = []
    held = trying.held
    trying.go(lambda *one: told.append(one))
    qtbot.waitUntil(held.begun.is_set)
    trying.done(0)
    held.go.set()
    at.settle()
    assert told == [(None, "outcome")]


def test_a_failure_after_the_dialog_has_gone_is_a_message(
    at: DialogDesk, trying: Trying, qtbot: QtBot
) -> None:
    held = trying.held
    held.error = TrackerError("The disk is full.", "", "Make room.")
    trying.go(lambda *_one: None)
    qtbot.waitUntil(held.begun.is_set)
    trying.done(0)
    held.go.set()
    at.settle()
    assert at.messages.errors == [held.error]


# --- the real ones --------------------------------------------------------------------------------


def some_ids(services: Services, count: int) -> list[int]:
    return sorted(services.records.several(Deliverable, range(1, 200)))[:count]


def test_a_stopped_look_does_not_leave_the_log_for_many_deaf(
    at: DialogDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = at.desk.services
    some = some_ids(services, 3)
    dialog = BulkLogDialog(at.desk, at.parts, some)
    at.show(dialog)
    QTest.keyClicks(focused(), "Asked all hosts")
    held = Held()
    with monkeypatch.context() as patched:
        patched.setattr(type(services.bulk_progress), "preview", _waiting(held))
        dialog.look()
        QTest.mouseClick(dialog.progress.stop, Qt.MouseButton.LeftButton)
        at.settle()
    dialog.fields["note"].field().setFocus()
    for _ in range(2):
        QTest.keyClick(focused(), Key.Key_Return)
        at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert len(at.changes) == 1


def _waiting(held: Held) -> Callable[..., object]:
    def call(_service: object, _ids: object, _log: object, report: Callable[..., None]) -> object:
        while not held.go.wait(0.005):
            report(0, 1)
        raise AssertionError("it was to be stopped")

    return call


def test_what_is_written_for_many_is_kept_when_the_program_ends(at: DialogDesk) -> None:
    some = some_ids(at.desk.services, 3)
    dialog = BulkLogDialog(at.desk, at.parts, some)
    at.show(dialog)
    QTest.keyClicks(focused(), "Half a sentence")
    dialog.flush()
    again = BulkLogDialog(at.desk, at.parts, some)
    assert again.fields["note"].raw() == "Half a sentence"
    again.deleteLater()


def test_why_rows_could_not_be_pasted_stays_said(
    at: DialogDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise TrackerError("The disk is full.", "", "Make room.")

    QGuiApplication.clipboard().setText("Name\tCity\nNew Society\tSeoul\n")
    dialog = PasteRowsDialog(at.desk, "organisation")
    at.show(dialog)
    monkeypatch.setattr(type(at.desk.services.pasting), "apply", refuse)
    dialog.apply_button.setFocus()
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    assert "disk is full" in dialog.banner.accessibleName()
    assert dialog.apply_button.isEnabled(), "it can be tried again"
    QGuiApplication.clipboard().setText("")


def test_what_is_no_rows_leaves_the_rows_that_are_there(at: DialogDesk) -> None:
    QGuiApplication.clipboard().setText("Name\tCity\nNew Society\tSeoul\n")
    dialog = PasteRowsDialog(at.desk, "organisation")
    at.show(dialog)
    QGuiApplication.clipboard().setText("")
    QTest.keyClick(dialog, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert dialog.banner.isVisible()
    assert dialog.apply_button.isEnabled()
    QTest.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    at.settle()
    assert len(at.changes) == 1


def test_the_keys_are_back_in_the_field_after_a_failed_change(
    at: DialogDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise TrackerError("The disk is full.", "", "Make room.")

    dialog = BulkEditDialog(at.desk, at.parts, "organisation", [1, 2, 3])
    at.show(dialog)
    dialog.picker.pick("city")
    at.settle()
    field = focused()
    QTest.keyClicks(field, "New words")
    at.settle()
    monkeypatch.setattr(type(at.desk.services.bulk), "apply", refuse)
    dialog.apply_button.click()
    at.settle()
    assert dialog.banner.isVisible()
    assert focused() is field
