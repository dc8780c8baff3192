"""The program is asked to end from outside while something is typed: it is kept."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.opened import today
from tracker.config import Paths
from tracker.services import open_services
from tracker.ui.forms.drafts import FolderDrafts, drafts_folder

TYPES_AND_WAITS = """
import sys
from PySide6.QtTest import QTest
from tracker.app import run_window
from tracker.app.program import Program
from tracker.cli.parser import parse

opened = Program._opened

def then_type(self, *answer):
    opened(self, *answer)
    dialog = self.session.dialogs.forms().create("organisation", self.window)
    QTest.keyClicks(dialog.form.editor("name").field(), "Yeosu Cluster")
    print("typed", flush=True)

Program._opened = then_type
sys.exit(run_window(parse(["--db", sys.argv[1]])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_program_in_order_and_keeps_what_is_typed(
    tmp_path: Path, name: str
) -> None:
    database = tmp_path / "a.tracker"
    open_services(database, "tester", today).close()
    program = subprocess.Popen(
        [sys.executable, "-c", TYPES_AND_WAITS, str(database)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "typed\n", program.communicate(timeout=30)
    program.send_signal(getattr(signal, name))
    said = program.communicate(timeout=30)
    assert program.returncode == 0, said
    folder = drafts_folder(Paths.below(tmp_path / "home"), database)
    draft = FolderDrafts(folder).load("organisation-new")
    assert draft is not None
    assert draft.values["name"] == "Yeosu Cluster"
