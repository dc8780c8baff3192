"""The first page of last time, shown while the database is being opened."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.opened import TODAY, page, running, session, settle, today
from tests.ui.recording import RecordedMessages
from tracker.app.first_look import FirstLook, keep, recall
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.config import Paths
from tracker.domain.records import ROOT_BY_KEY
from tracker.services import open_services
from tracker.ui.home.page import HomePage
from tracker.ui.home.shown import from_json, to_json
from tracker.ui.home.view import HomeView
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.widgets.rows import CardRow


def texts(widget: QWidget) -> list[str]:
    """What is read on a page."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


@pytest.fixture
def used(icons: Icons, messages: RecordedMessages, tmp_path: Path, sample: Path) -> Paths:
    """The folders of somebody who has opened the samples and closed the program."""
    with running(icons, messages, tmp_path / "home") as program:
        program.open(Target(sample))
        settle(program)
    return Paths.below(tmp_path / "home")


def recalled(paths: Paths, sample: Path) -> FirstLook:
    found = recall(paths, sample, TODAY, "en")
    assert found is not None
    return found


def test_what_is_kept_is_what_was_shown(program: Program) -> None:
    look = session(program).first_look()
    assert look is not None
    assert look.home.overdue
    assert look.home.recent
    assert from_json(json.loads(json.dumps(to_json(look.home)))) == look.home


def test_the_page_counts_only_while_nothing_has_changed(used: Paths, sample: Path) -> None:
    assert recalled(used, sample).home.records
    assert recall(used, sample, TODAY + timedelta(days=1), "en") is None
    assert recall(used, sample, TODAY, "ko") is None
    assert recall(used, sample.with_name("other.tracker"), TODAY, "en") is None
    other = open_services(sample, "somebody else", today)
    other.records.save(ROOT_BY_KEY["organisation"](name="A newcomer"))
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
    keep(blocked, sample, look, "en")
    assert recall(blocked, sample, TODAY, "en") is None


def test_it_is_shown_first_and_then_made_true(
    used: Paths, sample: Path, icons: Icons, messages: RecordedMessages
) -> None:
    look = recalled(used, sample)
    with running(icons, messages, used.data.parent) as program:
        program.start(sample, look=look)
        first = page(program)
        assert isinstance(first, HomeView)
        assert program.session is None
        seen = texts(first)
        assert look.home.overdue[0].name in seen
        program._after_look()
        settle(program)
        last = page(program)
        assert isinstance(last, HomePage)
        assert texts(last) == seen


def test_the_database_is_opened_once_the_page_is_drawn(
    used: Paths, sample: Path, icons: Icons, messages: RecordedMessages
) -> None:
    with running(icons, messages, used.data.parent) as program:
        # The window of `running` has been drawn already: as if it were a new one.
        program.window._was_painted = False
        program.start(sample, look=recalled(used, sample))
        QTest.qWait(100)
        settle(program)
        assert session(program).services.database_path == sample


def test_a_click_on_it_is_followed_once_the_database_is_open(
    used: Paths, sample: Path, icons: Icons, messages: RecordedMessages
) -> None:
    with running(icons, messages, used.data.parent) as program:
        program.start(sample, look=recalled(used, sample))
        row = page(program).findChildren(CardRow)[0]
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        program._after_look()
        settle(program)
        place = session(program).navigator.history.current
        assert place is not None
        assert (place.page, place.kind) == ("record", "deliverable")


def test_a_database_that_cannot_be_opened_says_so(
    used: Paths, sample: Path, icons: Icons, messages: RecordedMessages
) -> None:
    look = recalled(used, sample)
    sample.write_text("no database", encoding="utf-8")
    with running(icons, messages, used.data.parent) as program:
        program.start(sample, look=look)
        program._after_look()
        settle(program)
        assert page(program) is program.window.start
        assert sample.name in program.window.start.what.text()


def test_the_window_is_imported_without_what_it_does_not_wait_for() -> None:
    heavy = ("sqlalchemy", "pydantic", "tracker.services", "tracker.storage", "alembic", "babel")
    heavy += ("typst", "yaml", "rapidfuzz", "docx", "xlsxwriter")
    code = f"import sys, tracker.app.start; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_kinds_are_called_as_their_records() -> None:
    for kind, look in KINDS.items():
        assert (look.label, look.plural) == (ROOT_BY_KEY[kind].label, ROOT_BY_KEY[kind].plural)
