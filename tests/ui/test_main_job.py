"""The main job in a running program, with the keyboard: record what was agreed, record what was
delivered, log what was done, hand out the summary; and every step of it undone and done again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests.ui.forms.bench import CTRL, SHIFT, Bench, Key
from tests.ui.forms.filling import fill_mou, fill_pavilion
from tests.ui.opened import dialog, press, session, settle
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable
from tracker.services import Services
from tracker.ui.actions import plain
from tracker.ui.forms.drafts import FolderDrafts
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.summaries.dialog import SummaryDialog

# None of them is in the sample partnerships.
PARTIES = ("Northern Society for Cell Therapy", "Yeosu Cluster Council", "Honam Forum")
PEOPLE = (
    ("Ada Quist", "President", "Northern Society", "Signatory"),
    ("한지우", "회장", "Honam Forum", "Signatory"),
)
MOU, PAVILION = "MoU on trends and pavilions", "Pavilion of the north"
NOTE = "Stand booked with the organiser"


@dataclass
class Job:
    """The program, the hands on its keyboard, and an onlooker at the same file."""

    program: Program
    hands: Bench
    onlooker: Services
    messages: RecordedMessages
    qtbot: QtBot
    folder: Path

    def found(self, kind: str, text: str) -> list[RecordRef]:
        """What the file holds by that name."""
        return [one.ref for one in self.onlooker.search.pick(kind, text) if one.label == text]

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        # As a desktop does when a dialog is closed; only an active window gets shortcuts.
        self.program.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.program.window)
        press(self.program.window, key, *modifiers)
        settle(self.program)

    def undo(self, action: str) -> None:
        """Ctrl+Z, after a look at what the menu says it would take back."""
        words = plain(self.program.window.actions_["undo"].text())
        assert action in words
        self.press(Key.Key_Z, CTRL)
        assert self.messages.errors == []

    def redo(self, action: str) -> None:
        """Ctrl+Shift+Z."""
        words = plain(self.program.window.actions_["redo"].text())
        assert action in words
        self.press(Key.Key_Z, CTRL, SHIFT)
        assert self.messages.errors == []

    def here(self) -> RecordRef:
        """The record whose page is shown."""
        place = session(self.program).navigator.history.current
        assert place is not None
        assert place.page == "record", place
        return RecordRef(place.kind, place.id)

    def exported(self, agreement: RecordRef, name: str) -> dict[str, str]:
        """The summary saved in all three formats by its dialog, and read back."""
        session(self.program).navigator.export_summary(agreement.id)
        settle(self.program)
        shown = dialog()
        assert isinstance(shown, SummaryDialog)
        files = {ending: self.folder / f"{name}.{ending}" for ending in shown.buttons}
        for ending, made in shown.buttons.items():
            self.messages.files.append(files[ending])
            QTest.mouseClick(made, Qt.MouseButton.LeftButton)
            settle(self.program)
        press(shown, Key.Key_Escape)
        settle(self.program)
        assert self.messages.errors == []
        return {
            "pdf": _pdf(files["pdf"]), "docx": _docx(files["docx"]), "xlsx": _xlsx(files["xlsx"]),
        }  # fmt: skip


@pytest.fixture
def job(
    program: Program,
    second_services: Services,
    messages: RecordedMessages,
    qtbot: QtBot,
    tmp_path: Path,
) -> Job:
    """A program with the sample partnerships open."""
    opened = session(program)
    drafts = tmp_path / "unused"
    hands = Bench(
        second_services, program.runner, opened.bus, messages, opened.dialogs.forms(),
        FolderDrafts(drafts), drafts,
    )  # fmt: skip
    return Job(program, hands, second_services, messages, qtbot, tmp_path)


def test_the_main_job_from_the_samples_to_the_files(job: Job) -> None:
    hands = job.hands

    # A three-party MoU; its page is shown when it is saved.
    job.press(Key.Key_N, CTRL)
    hands.settle()
    fill_mou(hands, hands.opened(), PARTIES, PEOPLE, MOU)
    hands.press(Key.Key_S, CTRL)
    hands.settle()
    mou = job.here()
    assert job.found("agreement", MOU) == [mou]
    stored = job.onlooker.records.open(Agreement, mou.id)
    parties = [RecordRef("organisation", one.organisation_id or 0) for one in stored.record.parties]
    assert [stored.names[one] for one in parties] == list(PARTIES)
    action = f"Add agreement {MOU}"
    job.undo(action)
    assert job.found("agreement", MOU) == []
    assert job.found("organisation", PARTIES[0]) == [parties[0]]
    job.redo(action)
    assert job.found("agreement", MOU) == [mou]
    assert job.onlooker.records.open(Agreement, mou.id).record.parties == stored.record.parties
    for format, text in job.exported(mou, "agreed").items():
        for name in (MOU, *PARTIES, *(person[0] for person in PEOPLE)):
            assert name in text, (format, name)
        assert PAVILION not in text

    # A pavilion that came of it.
    session(job.program).navigator.create("deliverable", {"agreement_id": mou.id})
    hands.settle()
    fill_pavilion(hands, hands.opened(), PARTIES[:2], PAVILION)
    hands.press(Key.Key_Return, CTRL)
    hands.settle()
    pavilion = job.here()
    assert pavilion.kind == "deliverable"
    delivered = job.onlooker.records.open(Deliverable, pavilion.id).record
    assert delivered.agreement_id == mou.id
    assert [one.organisation_id for one in delivered.participants] == [
        one.id for one in parties[:2]
    ]
    action = f"Add deliverable {PAVILION}"
    job.undo(action)
    assert job.found("deliverable", PAVILION) == []
    job.redo(action)
    assert job.onlooker.records.open(Deliverable, pavilion.id).record.details == delivered.details
    for format, text in job.exported(mou, "delivered").items():
        for name in (*PARTIES, PAVILION):
            assert name in text, (format, name)

    # What was done for it, from its page.
    session(job.program).navigator.open_record(pavilion)
    settle(job.program)
    job.press(Key.Key_L, CTRL)
    hands.settle()
    assert isinstance(dialog(), LogProgressDialog)
    hands.type(NOTE)
    hands.press(Key.Key_Return)
    hands.settle()
    assert _notes(job, pavilion) == [NOTE]
    job.undo("Log progress")
    assert _notes(job, pavilion) == []
    job.redo("Log progress")
    assert _notes(job, pavilion) == [NOTE]
    for format, text in job.exported(mou, "logged").items():
        assert NOTE in text, format

    # All of it is taken back, the latest first.
    job.undo("Log progress")
    job.undo(f"Add deliverable {PAVILION}")
    job.undo(f"Add agreement {MOU}")
    assert _notes(job, pavilion) == []
    assert job.found("deliverable", PAVILION) == job.found("agreement", MOU) == []
    assert QApplication.activeModalWidget() is None


def _notes(job: Job, deliverable: RecordRef) -> list[str]:
    return [one.note for one in job.onlooker.progress.entries(deliverable.id)]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _pdf(file: Path) -> str:
    document = pdfium.PdfDocument(file)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return _flat(text)


def _docx(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return _flat(" ".join([*(one.text for one in document.paragraphs), *cells]))


def _xlsx(file: Path) -> str:
    book = CalamineWorkbook.from_path(str(file))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return _flat(" ".join(str(cell) for row in rows for cell in row))
