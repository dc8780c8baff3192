"""Logging one line on many deliverables in the window, with real keys on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from tests.ui.dialog_desk import TODAY, DialogDesk, dialog_desk, focused
from tests.ui.recording import RecordedMessages
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.shifts import read_shift
from tracker.services import Services
from tracker.services.bulk_progress import BulkLog
from tracker.ui.bulk_progress.dialog import BulkLogDialog
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner

Key = Qt.Key


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


def ids(services: Services) -> list[int]:
    return sorted(services.records.several(Deliverable, range(1, 200)))


def logged(services: Services, some: list[int], note: str) -> int:
    return sum(any(one.note == note for one in services.progress.entries(id)) for id in some)


def opened(at: DialogDesk, some: list[int]) -> BulkLogDialog:
    dialog = BulkLogDialog(at.desk, at.parts, some)
    at.show(dialog)
    return dialog


def look(at: DialogDesk) -> None:
    """Wait for the preview, which comes a moment after the last key."""
    at.settle()


def cells(dialog: BulkLogDialog, column: int) -> list[str]:
    shown = dialog.table.shown
    return [str(shown.index(row, column).data()) for row in range(shown.rowCount())]


def test_a_sentence_and_enter_log_on_all_with_one_undo(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services)[:12]
    dialog = opened(at, some)
    assert "12 deliverables" in dialog.windowTitle()
    assert focused() is dialog.fields["note"].field()
    QTest.keyClicks(focused(), "Asked all hosts")
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert isValid(dialog)
    assert dialog.isVisible(), "what it does is shown before it is done"
    assert len(cells(dialog, 0)) == 12
    assert logged(services, some, "Asked all hosts") == 0
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert logged(services, some, "Asked all hosts") == 12
    assert len(at.changes) == 1
    assert "12 deliverables" in at.messages.toasts[-1].text
    at.messages.toasts[-1].act()
    at.settle()
    assert logged(services, some, "Asked all hosts") == 0


def test_targets_move_by_keys_alone(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services)
    dialog = opened(at, some)
    shift = dialog.fields["shift"].field()
    for _ in range(12):
        if focused() is shift:
            break
        QTest.keyClick(focused(), Key.Key_Tab)
    assert focused() is shift
    QTest.keyClicks(focused(), "2 weeks")
    look(at)
    dated = [id for id in some if services.pages.deliverable(id, at.desk.today()).state.target]
    left = ("no target", "over", "series")
    moved = sum(not any(word in text for word in left) for text in cells(dialog, 2))
    assert 0 < moved <= len(dated)
    assert f"{moved} target" in dialog.summary.text()
    assert "left out" in dialog.summary.text()
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    last = [services.progress.entries(id)[-1:] for id in some]
    assert sum(bool(one and one[0].target and not one[0].note) for one in last) == moved


def test_tab_goes_as_one_reads(at: DialogDesk) -> None:
    dialog = opened(at, ids(at.desk.services)[:3])
    names = ("on", "status", "percent", "shift")
    wanted = [dialog.fields[name].field() for name in names]
    wanted += [*dialog.chips, dialog.fields["target_reason"].field()]
    for widget in wanted:
        QTest.keyClick(focused(), Key.Key_Tab)
        assert focused() is widget


def test_a_target_moved_to_a_day_that_has_passed_is_said(at: DialogDesk) -> None:
    dialog = opened(at, ids(at.desk.services))
    go_to(dialog.fields["shift"].field())
    QTest.keyClicks(focused(), "-999 weeks")
    look(at)
    assert "passed" in dialog.summary.text()
    assert any("that day has passed" in text for text in cells(dialog, 2))


def test_a_chip_says_by_how_much_and_the_mouse_logs(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services)
    dialog = opened(at, some)
    chip = next(one for one in dialog.findChildren(QPushButton) if one.property("shift") == "+1m")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert "1 month later" in dialog.fields["shift"].meant.text()  # type: ignore[attr-defined]
    look(at)
    assert dialog.log_button.isEnabled()
    QTest.mouseClick(dialog.log_button, Qt.MouseButton.LeftButton)
    at.settle()
    assert at.changes


def go_to(widget: QWidget) -> None:
    """By the Tab key alone."""
    for _ in range(20):
        if focused() is widget:
            return
        QTest.keyClick(focused(), Key.Key_Tab)
    raise AssertionError("not reached by Tab")


@pytest.mark.parametrize(
    ("name", "typed"), [("target_reason", "illness"), ("shift", "2 weeks"), ("percent", "40")]
)
def test_enter_typed_at_once_in_a_field_of_one_line_logs(
    at: DialogDesk, name: str, typed: str
) -> None:
    services = at.desk.services
    some = ids(services)[:12]
    dialog = opened(at, some)
    QTest.keyClicks(focused(), "Asked all hosts")
    if name == "target_reason":
        go_to(dialog.fields["shift"].field())
        QTest.keyClicks(focused(), "1 month")
    go_to(dialog.fields[name].field())
    QTest.keyClicks(focused(), typed)
    assert not dialog.log_button.isEnabled(), "what it does is not known yet"
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert logged(services, some, "Asked all hosts") == 12
    assert len(at.changes) == 1


def test_enter_while_it_is_being_looked_at_logs_when_that_is_done(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services)[:12]
    dialog = opened(at, some)
    go_to(dialog.fields["percent"].field())
    QTest.keyClicks(focused(), "40")
    dialog._look()
    assert dialog._looking is not None
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert len(at.changes) == 1


def test_a_chip_is_pressed_by_enter_and_enter_again_logs(at: DialogDesk) -> None:
    services = at.desk.services
    later = BulkLog(on=PartialDate.of(TODAY), shift=read_shift("2 weeks"))
    preview = services.bulk_progress.preview(ids(services), later)
    some = [line.ref.id for line in preview.lines]
    dialog = opened(at, some)
    one, two = dialog.chips[:2]
    go_to(one)
    QTest.keyClick(focused(), Key.Key_Return)
    go_to(two)
    QTest.keyClick(focused(), Key.Key_Return)
    assert dialog.fields["shift"].raw() == "+2w"
    assert focused() is two
    at.settle()
    assert dialog.isVisible(), "it was only set"
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert len(at.changes) == 1


def test_enter_does_not_log_what_is_wrong_or_left_out_but_leads_there(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services)[:3]
    services.records.trash(RecordRef("deliverable", some[1]))
    dialog = opened(at, some)
    percent = dialog.fields["percent"].field()
    go_to(percent)
    QTest.keyClicks(focused(), "150")
    go_to(dialog.fields["target_reason"].field())
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert "100" in dialog.fields["percent"].problem
    assert focused() is percent
    QTest.keyClick(focused(), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), "15")
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert dialog.isVisible()
    assert not at.changes
    assert focused() is dialog.table
    assert "trash" in cells(dialog, 2)[0]
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    assert len(at.changes) == 1


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(at: DialogDesk) -> None:
    dialog = opened(at, ids(at.desk.services)[:3])
    QTest.keyClicks(focused(), "a line")
    shift = dialog.fields["shift"]
    shift.field().setFocus()
    QTest.keyClicks(focused(), "some day")
    dialog.log()
    at.settle()
    assert "2 weeks" in shift.problem
    assert not dialog.log_button.isEnabled()
    percent = dialog.fields["percent"]
    percent.field().setFocus()
    QTest.keyClicks(focused(), "150")
    dialog.log()
    at.settle()
    assert "100" in percent.problem
    assert dialog.fields["note"].raw() == "a line"
    assert not at.changes


def test_nothing_said_is_told_beside_the_sentence(at: DialogDesk) -> None:
    dialog = opened(at, ids(at.desk.services)[:3])
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert "Write what happened" in dialog.fields["note"].problem


def test_esc_keeps_the_text_and_it_is_back_the_next_time(at: DialogDesk) -> None:
    some = ids(at.desk.services)[:4]
    dialog = opened(at, some)
    dialog.fields["note"].field().insertPlainText("한국어 문장 and more")  # type: ignore[attr-defined]
    dialog.fields["shift"].field().setFocus()
    QTest.keyClicks(focused(), "1 month")
    QTest.keyClick(focused(), Key.Key_Escape)
    at.settle()
    again = opened(at, some[:2])
    assert again.fields["note"].raw() == "한국어 문장 and more"
    assert again.fields["shift"].raw() == "1 month"
    assert "last time" in again._hint.text()
    look(at)
    assert len(cells(again, 0)) == 2
    QTest.mouseClick(again.fresh, Qt.MouseButton.LeftButton)
    assert again.fields.is_empty
    QTest.keyClick(focused(), Key.Key_Escape)
    at.settle()
    assert opened(at, some).fields.is_empty


def test_today_of_a_day_that_has_passed_is_that_day(at: DialogDesk) -> None:
    dialog = opened(at, ids(at.desk.services)[:2])
    QTest.keyClicks(focused(), "Asked")
    raw = dialog.fields.raw()
    assert raw["on"]["text"] == "today"
    dialog.fields.set_raw(raw | {"on": {"text": "today", "edtf": "2026-11-15"}})
    assert dialog.fields["on"].raw() == {"text": "15 Nov 2026", "edtf": "2026-11-15"}
    dialog.fields.set_raw(raw)
    assert dialog.fields["on"].raw()["text"] == "today"


def test_one_is_chosen(at: DialogDesk) -> None:
    services = at.desk.services
    (one,) = ids(services)[:1]
    dialog = opened(at, [one, one])
    assert dialog.windowTitle() == "Log for 1 deliverable"
    QTest.keyClicks(focused(), "Asked")
    look(at)
    assert dialog.summary.text() == "1 deliverable gets this line"
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert logged(services, [one], "Asked") == 1
    assert at.messages.toasts[-1].text == "Logged on 1 deliverable"


def test_one_in_the_trash_is_left_out_and_told(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services)[:3]
    services.records.trash(RecordRef("deliverable", some[1]))
    dialog = opened(at, some)
    QTest.keyClicks(focused(), "x")
    look(at)
    assert "trash" in cells(dialog, 2)[0]
    assert "1 is left out" in dialog.summary.text()
    assert "2 deliverables" in dialog.log_button.text()


def test_when_others_were_quicker_nothing_is_logged_and_the_text_stays(
    at: DialogDesk, second_services: Services
) -> None:
    services = at.desk.services
    some = ids(services)[:1]
    dialog = opened(at, some)
    QTest.keyClicks(focused(), "Hall booked")
    look(at)
    meanwhile = ProgressEntry(deliverable_id=some[0], on=TODAY.isoformat(), note="Elsewhere")
    second_services.progress.log(meanwhile)
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    look(at)
    assert dialog.isVisible()
    assert "meanwhile" in dialog.banner._what.text()
    assert not logged(services, some, "Hall booked")
    # The text is there, also as a draft, and looked at again it can be logged.
    kept = BulkLogDialog(at.desk, at.parts, some)
    assert kept.fields["note"].raw() == "Hall booked"
    kept.deleteLater()
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert logged(services, some, "Hall booked") == 1
    assert not isValid(dialog) or not dialog.isVisible()
