"""Logging progress with real keys on a real database."""

from __future__ import annotations

import gc
import json
import shutil
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests import factories
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import at_rest, choose_by_letters
from tracker.config import Paths
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import ProgressEntry
from tracker.domain.records.deliverables import Measure, Milestone
from tracker.errors import DatabaseLocked, NotFound
from tracker.services import Services, open_services
from tracker.ui.bus import Bus
from tracker.ui.desk import Desk, LogStart
from tracker.ui.icons import Icons
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.progress.drafts import Draft, ProgressDrafts
from tracker.ui.progress.picker import DeliverablePicker
from tracker.ui.tasks import TaskRunner

TODAY = date(2026, 11, 21)


class Calls:
    """A navigator that only remembers."""

    def __init__(self) -> None:
        self.logged: list[int | None] = []

    def log_progress(
        self, deliverable_id: int | None = None, start: LogStart | None = None
    ) -> None:
        self.logged.append(deliverable_id)


@pytest.fixture
def services(tmp_path: Path, _empty_file: Path) -> Iterator[Services]:
    path = Path(shutil.copy(_empty_file, tmp_path / "a.tracker"))
    made = open_services(path, "me", lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def work(services: Services) -> dict[str, int]:
    """Three deliverables: reports, a pavilion with milestone and measure, a delivered seminar."""
    arm, carm = (factories.organisation(services, name) for name in ("ARM", "CARM"))
    agreement = factories.agreement(services, "MoU of ARM and CARM", (arm, carm), "2024-06-04")
    return {
        "reports": factories.deliverable(
            services,
            "Regional trend reports",
            agreement_id=agreement,
            target=PartialDate.parse("2024-09-30"),
            opening_status=DeliverableStatus.IN_PROGRESS,
        ),
        "pavilion": factories.deliverable(
            services,
            "Pavilion at ISCT",
            agreement_id=agreement,
            milestones=(Milestone(title="Stand booked"), Milestone(title="Stand built")),
            measures=(Measure(metric="exhibitors", planned=12),),
        ),
        "seminar": factories.deliverable(
            services, "Regulatory seminar", opening_status=DeliverableStatus.DELIVERED
        ),
    }


@pytest.fixture
def desk(
    services: Services,
    work: dict[str, int],
    runner: TaskRunner,
    messages: RecordedMessages,
    icons: Icons,
    tmp_path: Path,
    qapp: QApplication,
) -> Iterator[Desk]:
    bus = Bus()
    home = Paths.below(tmp_path / "home")
    navigator: Any = Calls()
    yield Desk(
        services, runner, bus, messages, icons, icons.theme, home, lambda: TODAY, "en", navigator
    )
    runner.wait_idle()


class Opened:
    """A dialog under test, and keys that go where the focus is."""

    def __init__(self, qtbot: QtBot, desk: Desk, deliverable_id: int | None = None) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.dialog = LogProgressDialog(desk, deliverable_id)
        self.dialog.show()
        self.dialog.activateWindow()
        # Not just any focus: a dialog closed before may still have it.
        qtbot.waitUntil(self._has_focus, timeout=20_000)
        self.settle()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.dialog.isAncestorOf(focused)

    @property
    def is_open(self) -> bool:
        return isValid(self.dialog) and self.dialog.isVisible()

    def settle(self) -> None:
        at_rest(self.desk.runner)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, text: str, settle: bool = True) -> None:
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.focus(), letter)
            else:
                QApplication.sendEvent(self.focus(), committed(letter))
            if settle:
                self.settle()

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, settle: bool = True) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        self.qtbot.keyClick(self.focus(), key, held)
        if settle:
            self.settle()

    def line(self, name: str) -> Any:
        return self.dialog.fields[name].field()

    def fill(self, name: str, text: str) -> None:
        """Type into a field instead of what stands there."""
        field = self.line(name)
        field.setFocus()
        field.selectAll()
        self.type(text)


ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def committed(text: str) -> QInputMethodEvent:
    """What an input method sends when a syllable is finished."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    return event


def only_entry(desk: Desk, deliverable_id: int) -> ProgressEntry:
    (entry,) = desk.services.progress.entries(deliverable_id)
    return entry


def test_six_keys_beside_the_sentence(
    qtbot: QtBot, desk: Desk, work: dict[str, int], messages: RecordedMessages
) -> None:
    heard: list[Any] = []
    desk.bus.changed.connect(lambda change, _origin: heard.append(change))
    opened = Opened(qtbot, desk)
    opened.type("repo")
    opened.key(ENTER)
    assert opened.focus() is opened.dialog.note.area
    opened.type("First half-year report sent.")
    opened.key(ENTER)

    entry = only_entry(desk, work["reports"])
    assert entry.note == "First half-year report sent."
    assert entry.on == PartialDate.of(TODAY)
    assert (entry.status, entry.percent, entry.target) == (None, None, None)
    assert [change.touches("deliverable", work["reports"]) for change in heard] == [True]
    assert [toast.text for toast in messages.toasts] == ["Logged on Regional trend reports"]
    assert messages.toasts[0].action == "Undo"


def test_keys_faster_than_the_database_go_where_they_are_meant(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk)
    opened.type("repo", settle=False)
    opened.key(ENTER, settle=False)
    opened.type("Sent.", settle=False)
    opened.key(ENTER, settle=False)
    opened.settle()
    assert only_entry(desk, work["reports"]).note == "Sent."


def test_nothing_of_that_name_is_said_and_the_sentence_is_kept(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk)
    opened.type("xyzzy", settle=False)
    opened.key(ENTER, settle=False)
    opened.type("Sent.", settle=False)
    opened.key(ENTER, settle=False)
    opened.settle()
    assert all(not desk.services.progress.entries(id) for id in work.values())
    assert "xyzzy" in texts(opened.dialog)
    assert opened.dialog.note.text() == "Sent."
    opened.key(ENTER)
    assert "Choose the deliverable." in texts(opened.dialog)
    assert opened.focus() is opened.dialog.picker.line


def test_open_deliverables_are_offered_at_once_and_none_is_taken_by_accident(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk)
    line = opened.dialog.picker.line
    # The overdue one first; the delivered one is not to be logged on.
    assert line.suggestions[0].label == "Regional trend reports"
    assert "Regulatory seminar" not in [one.label for one in line.suggestions]
    opened.key(ENTER)
    assert opened.dialog.picker.current is None
    opened.type("reg")
    assert [one.label for one in line.suggestions] == [
        "Regional trend reports",
        "Regulatory seminar",
    ]
    opened.key(Qt.Key.Key_Down)
    opened.key(ENTER)
    assert opened.dialog.picker.current.id == work["seminar"]


def test_they_are_offered_also_when_the_window_gets_the_keyboard_late(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, picker = QLineEdit(window), DeliverablePicker(desk, window)
    picker.greet()
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    first.setFocus()
    at_rest(desk.runner)
    assert not picker.line.is_open
    picker.line.setFocus()
    assert picker.line.is_open
    assert picker.line.suggestions[0].label == "Regional trend reports"
    assert picker.line.current() is None


def test_everything_at_once(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    opened = Opened(qtbot, desk, work["pavilion"])
    assert opened.focus() is opened.dialog.note.area
    opened.type("The stand is up")
    opened.key(ENTER, SHIFT)
    opened.type("in hall 2.")
    opened.key(TAB)
    opened.type("at")
    opened.fill("percent", "40")
    opened.fill("on", "yesterday")
    opened.key(Qt.Key.Key_T, ALT)
    opened.type("+2w")
    opened.key(TAB)
    opened.type("Customs")
    opened.key(Qt.Key.Key_V, ALT)
    opened.type("example.org/stand")
    opened.key(Qt.Key.Key_E, ALT)
    assert opened.line("metric").text() == "exhibitors"
    opened.fill("value", "11")
    opened.key(Qt.Key.Key_M, ALT)
    opened.key(Qt.Key.Key_Down)
    opened.key(Qt.Key.Key_Down)
    opened.key(Qt.Key.Key_F, ALT)
    opened.type("online instead of in person")
    opened.key(ENTER, CTRL)

    entry = only_entry(desk, work["pavilion"])
    milestone = desk.services.pages.deliverable(work["pavilion"], TODAY).state.record.milestones[1]
    assert entry.note == "The stand is up\nin hall 2."
    assert entry.status is DeliverableStatus.AT_RISK
    assert entry.percent == 40
    assert str(entry.on.edtf) == "2026-11-20"
    assert entry.target is not None
    assert entry.target.edtf == "2026-12-05"
    assert entry.target_reason == "Customs"
    assert entry.evidence_url == "https://example.org/stand"
    assert (entry.metric, entry.value) == ("exhibitors", 11)
    assert entry.milestone_id == milestone.id
    assert entry.format_change == "online instead of in person"


def test_delivered_is_all_of_it_unless_the_person_says_otherwise(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    combo = opened.line("status")
    combo.setFocus()
    choose_by_letters(combo, "deliv")
    assert opened.line("percent").text() == "100"
    choose_by_letters(combo, "idea")
    choose_by_letters(combo, "at")
    assert opened.line("percent").text() == ""
    opened.fill("percent", "80")
    combo.setFocus()
    choose_by_letters(combo, "deliv")
    assert opened.line("percent").text() == "80"
    opened.key(ENTER)
    entry = only_entry(desk, work["reports"])
    assert (entry.status, entry.percent) == (DeliverableStatus.DELIVERED, 80)


def test_what_does_not_change_is_not_logged(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    first = ProgressEntry(
        deliverable_id=work["reports"],
        on=PartialDate.of(TODAY),
        percent=20,
        status=DeliverableStatus.AT_RISK,
    )
    desk.services.progress.log(first)
    opened = Opened(qtbot, desk, work["reports"])
    assert opened.line("percent").text() == "20"
    assert opened.line("status").currentText() == "At risk"
    opened.type("Slow.")
    opened.key(ENTER)
    entry = desk.services.progress.entries(work["reports"])[-1]
    assert (entry.note, entry.percent, entry.status) == ("Slow.", None, None)


def test_mistakes_stand_beside_their_fields_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["pavilion"])
    opened.type("Booked.")
    opened.fill("percent", "150")
    opened.fill("on", "31 February")
    opened.key(Qt.Key.Key_T, ALT)
    opened.type("whenever")
    opened.key(ENTER, CTRL)
    assert not desk.services.progress.entries(work["pavilion"])
    shown = texts(opened.dialog)
    assert "Write a number from 0 to 100." in shown
    assert "February" in shown
    assert "whenever" in shown
    assert opened.focus() is opened.line("percent")
    assert opened.line("percent").property("invalid") is True
    assert opened.dialog.note.text() == "Booked."
    for name, text in (("percent", "50"), ("on", "20 Nov 2026"), ("target", "Dec 2026")):
        opened.fill(name, text)
    opened.key(ENTER, CTRL)
    entry = only_entry(desk, work["pavilion"])
    assert (entry.percent, entry.on.edtf) == (50, "2026-11-20")


def test_an_empty_entry_is_refused(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.key(ENTER)
    assert not desk.services.progress.entries(work["reports"])
    assert "Write what happened" in texts(opened.dialog)


def test_a_row_that_is_taken_away_is_not_logged(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    opened.key(Qt.Key.Key_T, ALT)
    opened.type("Dec 2026")
    opened.dialog.more.close_group("target")
    opened.dialog.log_button.click()
    opened.settle()
    assert only_entry(desk, work["reports"]).target is None


def test_escape_keeps_the_text_and_the_next_time_it_is_back(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk)
    opened.type("repo")
    opened.key(ENTER)
    opened.type("Half a sen")
    opened.fill("on", "19 Nov 2026")
    opened.key(Qt.Key.Key_T, ALT)
    opened.type("Dec 2026")
    opened.key(ESC)
    qtbot.waitUntil(lambda: not QApplication.topLevelWidgets() or not visible_dialogs())

    again = Opened(qtbot, desk)
    assert again.dialog.picker.current.id == work["reports"]
    assert again.focus() is again.dialog.picker.line
    assert again.dialog.note.text() == "Half a sen"
    assert again.line("target").text() == "Dec 2026"
    again.key(ENTER)
    again.type("tence.")
    again.key(ENTER)
    assert "Say why it moves." in texts(again.dialog)
    again.key(ENTER)
    entry = only_entry(desk, work["reports"])
    assert (entry.note, entry.on.edtf) == ("Half a sentence.", "2026-11-19")
    assert entry.target is not None

    fresh = Opened(qtbot, desk)
    assert fresh.dialog.note.text() == ""
    assert fresh.dialog.picker.current is None


def test_a_kept_text_stays_with_the_deliverable_it_was_written_for(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("About the reports")
    opened.key(ESC)
    again = Opened(qtbot, desk)
    again.type("pavi")
    again.key(ENTER)
    assert again.dialog.note.text() == ""
    again.type("About the pavilion")
    again.key(ENTER)
    assert only_entry(desk, work["pavilion"]).note == "About the pavilion"
    assert not desk.services.progress.entries(work["reports"])
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == "About the reports"


def test_a_text_just_written_goes_along_to_another_deliverable(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Stand booked")
    opened.dialog.picker.line.setFocus()
    opened.dialog.picker.line.selectAll()
    opened.type("pavi")
    opened.key(ENTER)
    assert opened.dialog.note.text() == "Stand booked"
    opened.key(ENTER)
    assert only_entry(desk, work["pavilion"]).note == "Stand booked"
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == ""


def test_logging_drops_no_draft_but_its_own(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    opened = Opened(qtbot, desk)
    opened.dialog.note.area.setFocus()
    opened.type("Called CARM about something.")
    opened.key(ESC)
    other = Opened(qtbot, desk, work["pavilion"])
    other.type("Stand booked.")
    other.key(ENTER)
    assert only_entry(desk, work["pavilion"]).note == "Stand booked."
    assert Opened(qtbot, desk, work["pavilion"]).dialog.note.text() == ""
    again = Opened(qtbot, desk)
    assert again.dialog.note.text() == "Called CARM about something."
    assert again.dialog.picker.current is None
    # It was written for no deliverable: it goes to the one that is chosen now.
    again.type("repo")
    again.key(ENTER)
    again.key(ENTER)
    assert only_entry(desk, work["reports"]).note == "Called CARM about something."
    assert Opened(qtbot, desk).dialog.note.text() == ""


def test_a_text_for_no_deliverable_takes_the_place_of_no_other_text(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("About the reports")
    opened.key(ESC)
    opened = Opened(qtbot, desk)
    opened.dialog.picker.line.selectAll()
    opened.type("pavi")
    opened.key(ENTER)
    opened.key(ESC)
    write_draft(desk, Draft(None, {"note": "For nobody"}))
    again = Opened(qtbot, desk)
    assert again.dialog.note.text() == "For nobody"
    again.type("repo")
    again.key(ENTER)
    assert again.dialog.note.text() == "About the reports"
    again.key(ENTER)
    assert only_entry(desk, work["reports"]).note == "About the reports"
    assert Opened(qtbot, desk).dialog.note.text() == "For nobody"


def test_quitting_while_it_is_logged_leaves_no_draft(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    write_draft(desk, Draft(None, {"note": "For nobody"}))
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    opened.key(ENTER, settle=False)
    desk.runner.shutdown()  # before the window is told
    assert only_entry(desk, work["reports"]).note == "Sent."
    drafts = ProgressDrafts(desk)
    assert drafts.of(work["reports"]) is None
    latest = drafts.latest()
    assert latest is not None
    assert latest.fields == {"note": "For nobody"}


def test_a_text_that_cannot_be_kept_is_not_lost(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    folder = desk.paths.data / "drafts"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    for _ in range(2):
        opened.key(ESC)
        assert opened.dialog.isVisible()
        assert opened.dialog.banner.isVisible()
        assert "Your text could not be kept" in texts(opened.dialog)
    assert opened.dialog.note.text() == "Sent."
    folder.unlink()
    opened.key(ESC)
    assert not opened.is_open
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == "Sent."


def test_a_text_that_cannot_be_kept_is_lost_when_the_person_says_so(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    folder = desk.paths.data / "drafts"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    opened.key(ESC)
    offer = opened.dialog.banner.action
    assert offer is not None
    assert offer.accessibleName() == "Close and lose the text"
    offer.click()
    assert not opened.is_open
    # Without any text there is nothing to lose.
    empty = Opened(qtbot, desk, work["reports"])
    empty.key(ESC)
    assert not empty.is_open


def write_draft(desk: Desk, draft: Draft) -> None:
    """A text that waits from last time."""
    drafts = ProgressDrafts(desk)
    drafts.keep(draft)
    assert drafts.flush()


def test_a_draft_is_in_a_file_before_anything_is_closed(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("The power may f")
    folder = desk.paths.data / "drafts"
    qtbot.waitUntil(lambda: folder.exists() and any(folder.rglob("*.json")), timeout=3000)
    (file,) = folder.rglob("*.json")
    kept = json.loads(file.read_text("utf-8"))
    assert "The power may f" in str(kept)
    file.write_text("{ half a fi", "utf-8")
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == ""


def test_cancel_discards_and_a_toast_brings_it_back(
    qtbot: QtBot, desk: Desk, work: dict[str, int], messages: RecordedMessages
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Not so sure")
    opened.dialog.discard_button.click()
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == ""
    act = messages.toasts[-1].act
    assert act is not None
    act()
    navigator: Any = desk.navigator
    assert navigator.logged == [work["reports"]]
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == "Not so sure"


def test_undo_from_the_toast(
    qtbot: QtBot, desk: Desk, work: dict[str, int], messages: RecordedMessages
) -> None:
    heard: list[Any] = []
    desk.bus.changed.connect(lambda change, _origin: heard.append(change))
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Too soon.")
    opened.key(ENTER)
    act = messages.toasts[-1].act
    assert act is not None
    act()
    opened.settle()
    assert not desk.services.progress.entries(work["reports"])
    assert len(heard) == 2
    assert heard[1].touches("deliverable", work["reports"])


def test_a_failure_is_shown_with_the_text_kept_and_can_be_tried_again(
    qtbot: QtBot, desk: Desk, work: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = DatabaseLocked("It was not saved.", "Another program uses the file.", "Close it.")

    def fail(*_given: object) -> None:
        raise locked

    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    with monkeypatch.context() as patched:
        patched.setattr(desk.services.progress, "log", fail)
        opened.key(ENTER)
    assert opened.dialog.isVisible()
    assert "Another program uses the file." in texts(opened.dialog)
    assert opened.dialog.note.text() == "Sent."
    opened.key(ENTER)
    assert only_entry(desk, work["reports"]).note == "Sent."


def test_a_failure_after_the_dialog_was_closed_is_still_told(
    qtbot: QtBot,
    desk: Desk,
    work: dict[str, int],
    messages: RecordedMessages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object) -> None:
        raise NotFound("It is not there any more.")

    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    with monkeypatch.context() as patched:
        patched.setattr(desk.services.progress, "log", fail)
        opened.key(ENTER, settle=False)
        opened.dialog.reject()
        opened.settle()
    assert [error.what for error in messages.errors] == ["It is not there any more."]
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == "Sent."


def test_a_deliverable_that_is_gone(qtbot: QtBot, desk: Desk) -> None:
    opened = Opened(qtbot, desk, 999)
    assert not opened.dialog.banner.isHidden()


def test_a_hangul_syllable_in_the_making_is_logged(
    qtbot: QtBot, desk: Desk, work: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    area = opened.dialog.note.area
    opened.type("보고서 발")
    QApplication.sendEvent(area, QInputMethodEvent("송", []))

    def commit() -> None:
        QApplication.sendEvent(area, committed("송"))

    # What an input method does when it is told to commit.
    monkeypatch.setattr("tracker.ui.progress.dialog.commit_input", commit)
    opened.dialog.log_button.click()
    opened.settle()
    assert only_entry(desk, work["reports"]).note == "보고서 발송"


def test_a_korean_name_is_found_while_it_is_composed(
    qtbot: QtBot, desk: Desk, services: Services
) -> None:
    made = factories.deliverable(services, "유럽 진출 세미나")
    opened = Opened(qtbot, desk)
    line = opened.dialog.picker.line
    QApplication.sendEvent(line, QInputMethodEvent("유럽", []))
    opened.settle()
    assert [one.payload.id for one in line.suggestions] == [made]


def test_every_control_has_a_name(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    opened = Opened(qtbot, desk, work["pavilion"])
    for key in ("target", "evidence", "measure", "milestone", "format"):
        opened.dialog.more.open(key)
    nameless = [
        widget
        for widget in opened.dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QPushButton) and widget.text())
    ]
    assert nameless == []


def test_it_is_freed_when_closed(
    qtbot: QtBot, desk: Desk, work: dict[str, int], qapp: QApplication
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    gone: list[bool] = []
    opened.dialog.destroyed.connect(lambda: gone.append(True))
    wrapper = weakref.ref(opened.dialog)
    opened.key(ENTER)
    del opened
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone == [True]
    assert wrapper() is None


def test_the_arrows_raise_and_lower_the_percent(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.fill("percent", "93")
    for _ in range(2):
        opened.key(Qt.Key.Key_Up)
    assert opened.line("percent").text() == "100"
    opened.key(Qt.Key.Key_Down)
    assert opened.line("percent").text() == "95"


def texts(dialog: LogProgressDialog) -> str:
    """All words of visible labels."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(
        found.text() for found in dialog.findChildren(QLabel) if found.isVisibleTo(dialog)
    )


def visible_dialogs() -> list[QWidget]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, LogProgressDialog) and one.isVisible()
    ]


def test_drafts_of_another_database_stay_there(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Ours")
    opened.key(ESC)
    other = open_services(tmp_path / "other.tracker", "me", lambda: TODAY)
    try:
        factories.deliverable(other, "Theirs")
        assert Opened(qtbot, replace(desk, services=other), 1).dialog.note.text() == ""
    finally:
        other.close()
