"""What stands in the window at a start before the program behind it is there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import TODAY, page, running, session, settle, today
from tests.ui.recording import RecordedMessages
from tracker.app import first_page
from tracker.app.first_look import FirstLook, keep, recall
from tracker.app.first_page import FirstPage
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.config import Paths
from tracker.domain.records import ROOT_BY_KEY, Organisation
from tracker.services import open_services
from tracker.ui.first.list_page import FirstList
from tracker.ui.home.page import HomePage
from tracker.ui.home.shown import from_json, to_json
from tracker.ui.home.view import HomeView
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.records_list.page import ListPage
from tracker.ui.widgets.rows import CardRow


def texts(widget: QWidget) -> list[str]:
    """What is read on a page."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def close_at(icons: Icons, messages: RecordedMessages, home: Path, sample: Path, list: str) -> None:
    """Open the samples, go to a list (to the first page, if none is named), close the window."""
    with running(icons, messages, home) as program:
        program.open(Target(sample))
        settle(program)
        if list:
            kind, _, view = list.partition(":")
            session(program).navigator.open_list(kind, view)
            settle(program)


@pytest.fixture
def used(icons: Icons, messages: RecordedMessages, tmp_path: Path, sample: Path) -> Paths:
    """The folders of somebody who has opened the samples and closed the program."""
    close_at(icons, messages, tmp_path / "home", sample, "")
    return Paths.below(tmp_path / "home")


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_page, "local_today", today)


def recalled(paths: Paths, sample: Path) -> FirstLook:
    found = recall(paths, sample, TODAY, "en")
    assert found is not None
    return found


@contextmanager
def begun(
    icons: Icons, messages: RecordedMessages, paths: Paths, sample: Path, qtbot: QtBot
) -> Iterator[tuple[Program, FirstPage]]:
    """A program with its first page in the window, before the database is open."""
    with running(icons, messages, paths.data.parent) as program:
        first = FirstPage(recalled(paths, sample), sample, icons, program.window)
        with qtbot.waitSignal(first.shown):
            first.show()
        yield program, first


def test_what_is_kept_is_what_was_shown(program: Program) -> None:
    look = session(program).first_look()
    assert look is not None
    assert look.home is not None
    assert look.home.overdue
    assert look.home.recent
    assert from_json(json.loads(json.dumps(to_json(look.home)))) == look.home


def test_the_page_counts_only_while_nothing_has_changed(used: Paths, sample: Path) -> None:
    home = recalled(used, sample).home
    assert home is not None
    assert home.records
    assert recall(used, sample, TODAY + timedelta(days=1), "en") is None
    assert recall(used, sample, TODAY, "ko") is None
    assert recall(used, sample.with_name("other.tracker"), TODAY, "en") is None
    other = open_services(sample, "somebody else", today)
    other.records.save(Organisation(name="A newcomer"))
    assert recall(used, sample, TODAY, "en") is None  # it is in the write-ahead log only
    other.close()
    assert recall(used, sample, TODAY, "en") is None


@pytest.mark.parametrize("content", ["", "[]", '{"of": []}', '{"of": 1, "home": 2}', "\x00\xff"])
def test_a_damaged_file_is_no_page(used: Paths, sample: Path, content: str) -> None:
    (used.data / "first-page.json").write_text(content, encoding="latin-1")
    assert recall(used, sample, TODAY, "en") is None


def test_a_page_of_nothing_is_not_kept(
    icons: Icons, messages: RecordedMessages, tmp_path: Path
) -> None:
    with running(icons, messages, tmp_path / "home") as program:
        program.open(Target(tmp_path / "new.tracker", create=True))
        settle(program)
    assert not list(tmp_path.rglob("first-page.json"))


def test_a_folder_that_cannot_be_written_is_no_error(used: Paths, sample: Path) -> None:
    look = recalled(used, sample)
    blocked = Paths.below(used.data / "first-page.json")  # a file and no folder
    keep(blocked, sample, look, "en", TODAY)
    assert recall(blocked, sample, TODAY, "en") is None


def test_it_is_shown_first_and_then_made_true(
    used: Paths, sample: Path, icons: Icons, messages: RecordedMessages, qtbot: QtBot
) -> None:
    with begun(icons, messages, used, sample, qtbot) as (program, first):
        shown = page(program)
        assert isinstance(shown, HomeView)
        assert program.session is None
        seen = texts(shown)
        assert first.look.home is not None
        assert first.look.home.overdue[0].name in seen
        program.start(sample, first=first)
        settle(program)
        last = page(program)
        assert isinstance(last, HomePage)
        assert texts(last) == seen


def test_a_click_on_it_is_followed_once_the_database_is_open(
    used: Paths, sample: Path, icons: Icons, messages: RecordedMessages, qtbot: QtBot
) -> None:
    with begun(icons, messages, used, sample, qtbot) as (program, first):
        row = page(program).findChildren(CardRow)[0]
        program.start(sample, first=first)
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        settle(program)
        place = session(program).navigator.history.current
        assert place is not None
        assert (place.page, place.kind) == ("record", "deliverable")


def test_a_database_that_cannot_be_opened_says_so(
    used: Paths, sample: Path, icons: Icons, messages: RecordedMessages, qtbot: QtBot
) -> None:
    with begun(icons, messages, used, sample, qtbot) as (program, first):
        sample.write_text("no database", encoding="utf-8")
        program.start(sample, first=first)
        settle(program)
        assert page(program) is program.window.start
        assert sample.name in program.window.start.what.text()


# --- a list ---------------------------------------------------------------------------------------


def rows_of(table: object, count: int) -> list[list[str]]:
    """What the first rows of a table say."""
    model = table.model()  # type: ignore[attr-defined]
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data() or "") for column in columns] for row in range(count)
    ]


@pytest.mark.parametrize("place", ["deliverable", "deliverable:overdue", "organisation", "event"])
def test_a_list_begins_with_the_rows_that_its_page_shows(
    place: str,
    icons: Icons,
    messages: RecordedMessages,
    tmp_path: Path,
    sample: Path,
    qtbot: QtBot,
) -> None:
    close_at(icons, messages, tmp_path / "home", sample, place)
    paths = Paths.below(tmp_path / "home")
    with begun(icons, messages, paths, sample, qtbot) as (program, first):
        shown = page(program)
        assert isinstance(shown, FirstList)
        assert program.window.rail.current() == place
        early = rows_of(shown.table, 5)
        ids = list(shown.table.list.ids[:5])
        program.start(sample, first=first)
        settle(program)
        last = page(program)
        assert isinstance(last, ListPage)
        assert [last.model.id_at(row) for row in range(5)] == ids
        words = [
            [column.words(value) for column, value in zip(last.model.columns, row, strict=True)]
            for row in (last.model.row_at(at) for at in range(5))
            if row is not None
        ]
        status = next((at for at, c in enumerate(last.model.columns) if c.kind == "status"), -1)
        percent = next((at for at, c in enumerate(last.model.columns) if c.kind == "percent"), -1)
        for one, other in zip(early, words, strict=True):
            for at, text in enumerate(one):
                if at not in (status, percent):
                    assert text == other[at]


def test_a_list_is_asked_anew_after_changes_and_on_any_day(
    icons: Icons,
    messages: RecordedMessages,
    tmp_path: Path,
    sample: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    close_at(icons, messages, tmp_path / "home", sample, "organisation")
    other = open_services(sample, "somebody else", today)
    other.records.save(Organisation(name="AAA Newcomer"))
    other.close()
    monkeypatch.setattr(first_page, "local_today", lambda: TODAY + timedelta(days=40))
    paths = Paths.below(tmp_path / "home")
    with begun(icons, messages, paths, sample, qtbot) as (program, _first):
        shown = page(program)
        assert isinstance(shown, FirstList)
        assert "AAA Newcomer" in [row[0] for row in shown.table.list.rows]


def test_the_row_in_hand_stays_in_hand(
    icons: Icons, messages: RecordedMessages, tmp_path: Path, sample: Path, qtbot: QtBot
) -> None:
    close_at(icons, messages, tmp_path / "home", sample, "organisation")
    paths = Paths.below(tmp_path / "home")
    with begun(icons, messages, paths, sample, qtbot) as (program, first):
        shown = page(program)
        assert isinstance(shown, FirstList)
        shown.table.selectRow(3)
        id = shown.table.current_id()
        program.start(sample, first=first)
        settle(program)
        last = page(program)
        assert isinstance(last, ListPage)
        assert last.view.pane.table.current_id() == id


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(100)])
def test_no_rows_of_a_file_that_is_not_ours(
    content: bytes,
    icons: Icons,
    messages: RecordedMessages,
    tmp_path: Path,
    sample: Path,
    qtbot: QtBot,
) -> None:
    close_at(icons, messages, tmp_path / "home", sample, "organisation")
    sample.write_bytes(content)
    paths = Paths.below(tmp_path / "home")
    with begun(icons, messages, paths, sample, qtbot) as (_program, first):
        assert first.view is None
        assert sample.read_bytes() == content


def test_the_window_is_painted_before_what_it_does_not_wait_for_is_imported() -> None:
    heavy = [
        "sqlalchemy", "pydantic", "alembic", "babel", "typst", "yaml", "rapidfuzz", "docx",
        "xlsxwriter", "dataclasses", "platformdirs", "sqlite3", "socket", "tracker.services",
        "tracker.storage", "tracker.ui.lists", "tracker.ui.home", "tracker.ui.actions",
    ]  # fmt: skip
    code = f"""
import sys
from PySide6 import QtCore
from tracker.app.start import Start
from tracker.cli.window_words import window_words
from tracker.app.kept_code import KeptCode
words = window_words([])
start = Start(words, KeptCode(words.paths.data))
def look():
    found = [m for m in {heavy} if m in sys.modules]
    found += [name for name in ("Qt",) if name in vars(QtCore)]
    print(found)
    sys.stdout.flush()
    import os
    os._exit(0)
start._show_first = look
start.run()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_first_list_is_shown_without_the_services() -> None:
    heavy = ("sqlalchemy", "pydantic", "tracker.services", "tracker.storage", "tracker.ui.lists")
    modules = "tracker.app.first_page, tracker.app.first_rows, tracker.ui.first.list_page"
    code = f"import sys, {modules}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_kinds_are_called_as_their_records() -> None:
    for kind, look in KINDS.items():
        assert (look.label, look.plural) == (ROOT_BY_KEY[kind].label, ROOT_BY_KEY[kind].plural)
