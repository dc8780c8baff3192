"""Databases that cannot be opened: said in the window, in plain words, and never written to."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.opened import running, session, settle
from tests.ui.recording import RecordedMessages
from tracker.app import opening
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.errors import DiskFull, NotWritable
from tracker.storage import engine
from tracker.ui.icons import Icons

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def program(
    icons: Icons, messages: RecordedMessages, tmp_path: Path, qtbot: QtBot
) -> Iterator[Program]:
    """A program with nothing open."""
    with running(icons, messages, tmp_path / "home") as made:
        yield made


def open_(program: Program, path: Path) -> None:
    program.open(Target(path))
    assert program.runner.wait_idle(10_000)


def said(program: Program) -> str:
    """What the start page says; nothing if it is not shown or shows no error."""
    start = program.window.start
    if program.window.stack.currentWidget() is not start or not start.retry.isVisible():
        return ""
    return f"{start.what.text()} {start.why.text()} {start.remedy.text()}"


def text_file(path: Path) -> None:
    path.write_text("Dear all,\nplease find the minutes attached.\n" * 50, encoding="utf-8")


def foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()


def newer_database(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = struct.pack(">I", 999)
    path.write_bytes(bytes(content))


def torn_database(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 300] = b"\xa5" * 300
    path.write_bytes(bytes(content))


def cut_database(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:57])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (text_file, "is not a partnership database"),
        (foreign_database, "is not a partnership database"),
        (newer_database, "was written by a newer version"),
        (torn_database, "is damaged"),
        (cut_database, "is damaged"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained_and_not_touched(
    spoil: Callable[[Path], None],
    words: str,
    program: Program,
    sample_file: Path,
    tmp_path: Path,
) -> None:
    path = tmp_path / "이상한 file.tracker"
    if spoil not in (text_file, foreign_database):
        shutil.copy(sample_file, path)
    spoil(path)
    before = path.read_bytes()
    open_(program, path)
    assert words in said(program)
    assert "Nothing was changed." in said(program)
    assert program.window.start.file.text() == str(path)
    assert path.read_bytes() == before
    assert program.session is None


def test_the_window_offers_nothing_that_needs_a_database(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "notes.tracker"
    text_file(path)
    open_(program, path)
    act = program.window.actions_
    for key in ("undo", "log", "new_agreement", "home", "search", "go_event"):
        assert not act[key].isEnabled()
    for key in ("open_database", "new_database", "settings", "quit", "shortcuts"):
        assert act[key].isEnabled()
    assert not program.window.top.log.isEnabled()
    QTest.mouseClick(program.window.rail.item("agreement"), LEFT)
    assert said(program)
    assert program.window.rail.current() == ""


def test_a_file_that_is_gone_is_not_made_anew(
    program: Program,
    sample: Path,
    tmp_path: Path,
) -> None:
    gone = tmp_path / "gone.tracker"
    open_(program, gone)
    assert "is not there" in said(program)
    assert not gone.exists()
    shutil.copy(sample, gone)
    QTest.mouseClick(program.window.start.retry, LEFT)
    settle(program)
    assert session(program).services.database_path == gone
    assert not said(program)


def test_a_name_that_is_not_there_is_made_only_when_asked_to(
    program: Program, tmp_path: Path
) -> None:
    named = tmp_path / "typo.tracker"
    program.start(named)
    settle(program)
    start = program.window.start
    assert program.window.stack.currentWidget() is start
    assert start.what.text() == "“typo.tracker” is not there."
    assert start.create_it.isVisible()
    assert not start.retry.isVisible()
    assert not named.exists()
    QTest.mouseClick(start.create_it, LEFT)
    settle(program)
    assert session(program).services.database_path == named


def test_nothing_else_offers_to_make_a_file(program: Program, tmp_path: Path) -> None:
    program.start(tmp_path / "typo.tracker")
    settle(program)
    notes = tmp_path / "notes.tracker"
    text_file(notes)
    for path in (tmp_path / "gone.tracker", notes):
        open_(program, path)
        assert said(program)
        assert not program.window.start.create_it.isVisible()


def test_open_another_from_the_start_page(
    program: Program,
    messages: RecordedMessages,
    sample: Path,
    tmp_path: Path,
) -> None:
    open_(program, tmp_path / "gone.tracker")
    messages.files.append(sample)
    QTest.mouseClick(program.window.start.open, LEFT)
    settle(program)
    assert session(program).services.database_path == sample


def test_new_database_from_the_start_page(
    program: Program, messages: RecordedMessages, tmp_path: Path
) -> None:
    open_(program, tmp_path / "gone.tracker")
    messages.files.append(tmp_path / "fresh.tracker")
    QTest.mouseClick(program.window.start.new, LEFT)
    settle(program)
    assert session(program).services.database_path == tmp_path / "fresh.tracker"


def test_a_locked_file_is_explained_while_the_window_lives(
    program: Program,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 300)
    holder = sqlite3.connect(sample, isolation_level=None)
    # A rollback journal is taken away by nobody else while this lock is held.
    holder.execute("PRAGMA journal_mode=DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    program.open(Target(sample))
    assert not said(program)
    qtbot.waitUntil(lambda: bool(said(program)), timeout=10_000)
    assert "is in use" in said(program)
    holder.execute("ROLLBACK")
    holder.close()
    QTest.mouseClick(program.window.start.retry, LEFT)
    settle(program)
    assert session(program).services.lists is not None


@pytest.mark.parametrize(
    "error",
    [
        DiskFull("“x” could not be saved.", "The disk is full.", "Free some space."),
        NotWritable("“x” cannot be written.", "The folder is read-only.", "Move it."),
    ],
)
def test_what_the_disk_says_is_shown(
    error: Exception, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(opening, "open_services", refuse, raising=False)
    monkeypatch.setattr("tracker.services.open_services", refuse)
    program.open(Target(tmp_path / "x.tracker", create=True))
    settle(program)
    assert str(error) == said(program)


def test_a_folder_that_is_a_file_is_explained(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    program.open(Target(tmp_path / "file" / "x.tracker", create=True))
    settle(program)
    assert "cannot be written" in said(program)


def test_a_mistake_in_the_program_is_told_as_one(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(opening, "open_services", fail, raising=False)
    monkeypatch.setattr("tracker.services.open_services", fail)
    program.open(Target(tmp_path / "x.tracker", create=True))
    settle(program)
    assert "could not be opened" in said(program)
    assert "oops" in said(program)


def test_a_second_file_that_fails_leaves_the_first_open(
    program: Program,
    messages: RecordedMessages,
    sample: Path,
    tmp_path: Path,
) -> None:
    open_(program, sample)
    before = session(program)
    notes = tmp_path / "notes.tracker"
    text_file(notes)
    open_(program, notes)
    assert program.session is before
    assert [type(error).__name__ for error in messages.errors] == ["NotOurDatabase"]
    assert not said(program)
    before.navigator.open_list("agreement")
    settle(program)
    assert "40" in program.window.rail.item("agreement").accessibleName()
