"""Texts as long as a book do not stop the window, and can be read to their end."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.opened import TODAY, dialog, page, press, running, session, settle, today, type_text
from tests.ui.recording import RecordedMessages
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.records import Agreement, Deliverable, ProgressEntry
from tracker.domain.refs import RecordRef
from tracker.domain.shortening import MOST, in_one_line, shortened
from tracker.services import open_services
from tracker.ui.forms.long_text import GrowingText
from tracker.ui.icons import Icons
from tracker.ui.widgets.passage import FullText, Passage
from tracker.ui.widgets.plain_text import (
    LONGEST_PARAGRAPH,
    LongPlainText,
    in_pieces,
    let_go_of_clipboard,
    whole,
)

CTRL = Qt.KeyboardModifier.ControlModifier
WORK = 3
# One paragraph; a window that laid it out whole would stand still for minutes.
LONG = ("pavilion 한국관 " * 1_000_000)[:10_000_000].strip()


@pytest.fixture(scope="module")
def long_sample(_sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with a very long purpose of one agreement and a very long note below it."""
    path = tmp_path_factory.mktemp("long") / "long.tracker"
    shutil.copy(_sample_file, path)
    services = open_services(path, "tester", today)
    found = services.records.open(Deliverable, WORK).record.agreement_id
    agreement = services.records.open(Agreement, found or 0).record
    services.records.save(agreement.model_copy(update={"purpose": LONG}))
    services.progress.log(ProgressEntry(deliverable_id=WORK, on=PartialDate.of(TODAY), note=LONG))
    services.close()
    return path


@pytest.fixture
def under(sample: Path, long_sample: Path) -> RecordRef:
    """The agreement with the long texts, in the test's own database."""
    shutil.copy(long_sample, sample)
    services = open_services(sample, "tester", today)
    found = services.records.open(Deliverable, WORK).record.agreement_id
    services.close()
    return RecordRef("agreement", found or 0)


@pytest.fixture
def program(
    icons: Icons,
    messages: RecordedMessages,
    tmp_path: Path,
    sample: Path,
    under: RecordRef,
    qtbot: QtBot,
) -> Iterator[Program]:
    """A program over that database."""
    with running(icons, messages, tmp_path / "home") as made:
        in_parts(made, lambda: made.open(Target(sample)))
        yield made


def in_parts(program: Program, act: Callable[[], object]) -> None:
    """Do something and wait until it has been laid out and painted; nothing was laid out of which
    Qt would have to shape a very long text at once."""
    act()
    settle(program)
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            assert len(widget.text()) <= MOST, widget
        elif isinstance(widget, QPlainTextEdit):
            assert longest_paragraph(widget) <= LONGEST_PARAGRAPH, widget
        assert len(widget.accessibleName()) <= 2 * MOST, widget
        assert len(widget.toolTip()) <= 2 * MOST, widget


def longest_paragraph(field: QPlainTextEdit) -> int:
    longest, block = 0, field.document().firstBlock()
    while block.isValid():
        longest, block = max(longest, block.length() - 1), block.next()
    return longest


def test_every_page_opens(program: Program, under: RecordRef) -> None:
    navigator = session(program).navigator
    for show in (
        lambda: navigator.open_record(RecordRef("deliverable", WORK)),
        lambda: program.window.resize(900, 700),
        lambda: navigator.open_record(under),
        lambda: program.window.resize(1280, 820),
        lambda: navigator.open_list("agreement"),
        lambda: navigator.open_list("deliverable"),
        navigator.open_home,
    ):
        in_parts(program, show)


def test_the_log_dialog_opens(program: Program) -> None:
    in_parts(program, lambda: session(program).navigator.log_progress(WORK))
    assert dialog().findChildren(QLabel)
    in_parts(program, dialog().reject)


def test_it_is_found(program: Program) -> None:
    in_parts(program, lambda: press(program.window, Qt.Key.Key_K, CTRL))
    in_parts(program, lambda: type_text(program.finding.palette.field, "한국관"))
    assert program.finding.palette.model.entries
    assert max(len(entry.context) for entry in program.finding.palette.model.entries) < MOST


def test_the_form_opens_and_takes_what_is_typed(program: Program, under: RecordRef) -> None:
    in_parts(program, lambda: session(program).navigator.edit(under))
    form = dialog()
    (area,) = [one for one in form.findChildren(GrowingText) if len(one.toPlainText()) > MOST]
    assert area.toPlainText() == LONG
    area.setFocus()
    in_parts(program, lambda: QTest.keyClicks(area, "New: "))
    assert area.toPlainText() == "New: " + LONG
    in_parts(program, form.reject)


def test_all_of_it_can_be_read_and_copied(program: Program) -> None:
    session(program).navigator.open_record(RecordRef("deliverable", WORK))
    settle(program)
    (passage,) = page(program).findChildren(Passage)
    assert passage.shown.text() == shortened(LONG)
    assert passage.all is not None
    everything = passage.all
    in_parts(program, lambda: QTest.mouseClick(everything, Qt.MouseButton.LeftButton))
    view = dialog()
    assert isinstance(view, FullText)
    assert view.area.isReadOnly()
    assert view.area.toPlainText() == LONG
    in_parts(program, lambda: press(view.area, Qt.Key.Key_End, CTRL))
    (copy,) = [one for one in view.findChildren(QPushButton) if one.text() == "Copy all"]
    in_parts(program, lambda: QTest.mouseClick(copy, Qt.MouseButton.LeftButton))
    assert QGuiApplication.clipboard().text() == LONG
    in_parts(program, lambda: view.resize(500, 400))
    in_parts(program, view.reject)


# --- how it is done -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("", 5, ""),
        ("seven", 5, "seven"),
        ("one two three", 9, "one two…"),
        ("첨단재생의료산업협의회", 5, "첨단재생…"),
        ("a" * 50, 20, "a" * 19 + "…"),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, expected: str) -> None:
    assert shortened(text, most) == expected


def test_one_line_has_no_breaks() -> None:
    assert in_one_line("a\n b\t c") == "a b c"
    assert len(in_one_line("word\n" * 1_000, 50)) <= 50


@pytest.mark.parametrize(
    "text", ["", "short\nlines\n", "x" * 100_000, "a b " * 30_000 + "\n\n" + "y" * 50_000 + "\n"]
)
def test_pieces_are_put_together_again(text: str) -> None:
    pieces = in_pieces(text)
    assert max(map(len, pieces.split("\n"))) <= LONGEST_PARAGRAPH
    assert whole(pieces) == text


def test_a_long_paragraph_can_be_pasted_and_copied(qtbot: QtBot) -> None:
    field = LongPlainText()
    qtbot.addWidget(field)
    field.setPlainText("before ")
    field.moveCursor(field.textCursor().MoveOperation.End)
    text = "word " * 10_000
    QGuiApplication.clipboard().setText(text)
    field.paste()
    assert field.toPlainText() == "before " + text
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == "before " + text
    let_go_of_clipboard()
    assert QGuiApplication.clipboard().text() == "before " + text


COPIED = """
from PySide6.QtWidgets import QApplication
from tracker.ui.widgets.plain_text import LongPlainText, let_go_of_clipboard
app = QApplication([])
field = LongPlainText()
field.setPlainText("word " * 10_000)
field.selectAll()
field.copy()
let_go_of_clipboard()
"""


def test_the_program_ends_well_with_a_long_copy_on_the_clipboard() -> None:
    done = subprocess.run([sys.executable, "-c", COPIED], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_people_write_is_left_alone(qtbot: QtBot) -> None:
    field = LongPlainText()
    qtbot.addWidget(field)
    odd = "a\u2063\nb"
    field.setPlainText(odd)
    assert field.toPlainText() == odd
