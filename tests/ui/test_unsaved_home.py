"""After a crash the first page tells of what was typed and not saved, and leads back to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.opened import dialog, page, press, running, session, settle, type_text
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import KEEP_MS, at_rest
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.domain.refs import RecordRef
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.home.page import HomePage
from tracker.ui.icons import Icons
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.widgets.labels import ElidedLabel

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def told(program: Program) -> list[str]:
    session(program).navigator.open_home()
    settle(program)
    home = page(program)
    assert isinstance(home, HomePage)
    return [one.text() for one in home.unsaved.findChildren(ElidedLabel) if one.isVisible()]


def go_on(program: Program, place: int) -> QWidget:
    home = page(program)
    assert isinstance(home, HomePage)
    button = home.unsaved.findChildren(QPushButton)[place]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(program)
    return dialog()


def typed(program: Program, text: str) -> RecordFormDialog:
    form = dialog()
    assert isinstance(form, RecordFormDialog)
    field = form.form.editor("title").field()
    field.setFocus()
    type_text(field, text)  # type: ignore[arg-type]
    at_rest(program.runner, program, longest=KEEP_MS)
    return form


def test_a_form_that_was_open_when_the_program_died(
    icons: Icons, sample: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with running(icons, RecordedMessages(), home) as program:
        program.open(Target(sample))
        settle(program)
        assert told(program) == []
        session(program).navigator.open_record(RecordRef("agreement", 2))
        settle(program)
        press(program.window, Qt.Key.Key_D, CTRL, SHIFT)
        settle(program)
        typed(program, "Half a deliverable")
        # What is in the file now is all that a crash would leave.
        drafts = list((home / "data" / "drafts").rglob("deliverable-new-*.json"))
        drafts = drafts or list(home.rglob("deliverable-new-*.json"))
        assert len(drafts) == 1
        kept = drafts[0].read_bytes()
        dialog().done(0)
    drafts[0].write_bytes(kept)
    with running(icons, RecordedMessages(), home) as program:
        program.open(Target(sample))
        settle(program)
        (line,) = told(program)
        assert line.startswith("Not saved yet: New deliverable “Half a deliverable”, typed ")
        form = go_on(program, 0)
        assert isinstance(form, RecordFormDialog)
        record, _problems = form.form.draft()
        assert getattr(record, "title") == "Half a deliverable"  # noqa: B009
        assert getattr(record, "agreement_id") == 2  # noqa: B009 - begun on its page
        QTest.keyClick(form, Qt.Key.Key_S, CTRL)
        settle(program)
        assert told(program) == []


def test_drafts_of_a_record_and_of_a_log_are_told_as_soon_as_they_are_left(
    program: Program,
) -> None:
    session(program).navigator.edit(RecordRef("agreement", 2))
    settle(program)
    form = typed(program, " more")
    form.reject()
    settle(program)
    (line,) = told(program)
    assert line.startswith("Not saved yet: changes of ")
    session(program).navigator.log_progress(3)
    settle(program)
    log = dialog()
    assert isinstance(log, LogProgressDialog)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "Half a sentence")
    log.reject()
    settle(program)
    assert [one.split(" of ")[0] for one in told(program)] == [
        "Not saved yet: log", "Not saved yet: changes",
    ]  # fmt: skip
    assert isinstance(go_on(program, 0), LogProgressDialog)
    assert "Half a sentence" in str(dialog().focusWidget().property("plainText"))
    dialog().reject()
    settle(program)
    form = go_on(program, 1)  # type: ignore[assignment]
    assert isinstance(form, RecordFormDialog)
    assert str(form.form.editor("title").field().property("text")).endswith(" more")
    form.reject()
