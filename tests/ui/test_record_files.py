"""The files of a record on its page: attached, dropped, opened, saved, removed and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.opened import (  # noqa: F401
    page,
    program,
    sample,
    sample_file,
    second_services,
    session,
    settle,
)
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.domain.record import RecordRef
from tracker.services import Services
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.changes import ChangesPart
from tracker.ui.record_page.files import FilesPart, size_in_words

MOU = RecordRef("agreement", 1)


@pytest.fixture
def shown(program: Program) -> RecordPage:  # noqa: F811
    """The page of an agreement."""
    session(program).navigator.open_record(MOU)
    settle(program)
    found = page(program)
    assert isinstance(found, RecordPage)
    return found


def files(of: RecordPage) -> FilesPart:
    assert of.files is not None
    return of.files


def test_a_chosen_file_is_listed_opened_saved_removed_and_brought_back(
    program: Program,  # noqa: F811
    shown: RecordPage,
    messages: RecordedMessages,
    second_services: Services,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "plan & 계획.txt"
    path.write_text("a laboratory in Incheon", "utf-8")
    messages.files = [path]
    files(shown).attach_button.click()
    settle(program)
    (line,) = files(shown).lines
    assert line.line.words() == "plan & 계획.txt 23 B"
    assert [hit.ref for hit in second_services.search.find("laboratory incheon")] == [MOU]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    line.line.click()
    settle(program)
    assert Path(opened[0].toLocalFile()).read_text("utf-8") == "a laboratory in Incheon"
    assert Path(opened[0].toLocalFile()).name == "plan & 계획.txt"
    messages.files = [tmp_path / "copy.txt"]
    line.menu.actions()[1].trigger()
    settle(program)
    assert (tmp_path / "copy.txt").read_bytes() == path.read_bytes()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    settle(program)
    assert files(shown).lines == []
    undo = messages.toasts[-1]
    assert undo.action == "Undo"
    assert undo.act is not None
    undo.act()
    settle(program)
    assert [file.name for file in files(shown).files] == ["plan & 계획.txt"]
    told = [line for part in shown.findChildren(ChangesPart) for line in part.lines()]
    assert "Attached “plan & 계획.txt”" in told
    assert "Removed the file “plan & 계획.txt”" in told


def _drop(on: RecordPage, paths: list[Path]) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(on, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(on, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return True


def test_files_dropped_on_the_page_are_attached(
    program: Program,  # noqa: F811
    shown: RecordPage,
    tmp_path: Path,
) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(path.name, "utf-8")
    assert _drop(shown, paths)
    settle(program)
    assert {file.name for file in files(shown).files} == {"a.txt", "b.txt"}
    assert not _drop(shown, [])


def test_what_cannot_be_attached_is_said(
    program: Program,  # noqa: F811
    shown: RecordPage,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    _drop(shown, [tmp_path / "none.txt"])
    settle(program)
    assert "cannot be read" in str(messages.errors.pop())
    assert files(shown).files == []


def test_what_may_be_a_program_is_not_opened_unasked(
    program: Program,  # noqa: F811
    shown: RecordPage,
    messages: RecordedMessages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    path = tmp_path / "setup.exe"
    path.write_bytes(b"MZ")
    _drop(shown, [path])
    settle(program)
    messages.answers = ["leave", "open"]
    (line,) = files(shown).lines
    line.line.click()
    settle(program)
    assert opened == []
    line.line.click()
    settle(program)
    assert len(opened) == 1


def test_a_file_dropped_while_the_page_goes_to_another_record_stays_with_its_own(
    program: Program,  # noqa: F811
    shown: RecordPage,
    second_services: Services,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", "utf-8")
    _drop(shown, [path])
    session(program).navigator.open_record(RecordRef("agreement", 2))
    settle(program)
    assert [file.name for file in second_services.attachments.of(MOU)] == ["a.txt"]
    assert second_services.attachments.of(RecordRef("agreement", 2)) == []


def test_sizes_are_read_by_a_person() -> None:
    assert [size_in_words(n) for n in (0, 2048, 3 * 1024 * 1024 + 300_000)] == [
        "0 B",
        "2 KB",
        "3.3 MB",
    ]
