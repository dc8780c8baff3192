"""Two windows that log on one deliverable: neither gets nor loses what the other is writing."""

# ruff: noqa: F811 - fixtures are asked for by name

from __future__ import annotations

import subprocess
import sys

from pytestqt.qtbot import QtBot

from tests.ui.test_log_progress import (  # noqa: F401
    ESC,
    Opened,
    desk,
    work,
    write_draft,
)
from tracker.ui.desk import Desk
from tracker.ui.forms.drafts import drafts_folder
from tracker.ui.forms.left_drafts import left_drafts
from tracker.ui.progress.drafts import Draft
from tracker.ui.progress.picker import Picked

_OTHER = """
import sys
from pathlib import Path
from tracker.ui.forms.draft_locks import DraftLocks, log_name
locks = DraftLocks(Path(sys.argv[1]))
assert locks.take(log_name(sys.argv[2]))
print("open", flush=True)
sys.stdin.readline()
"""


def test_what_another_window_is_logging_stays_there(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    id = work["reports"]
    write_draft(desk, Draft(Picked(id, "Reports", "", "planned"), {"note": "Half a th"}))
    folder = drafts_folder(desk.paths, desk.services.database_path)
    command = [sys.executable, "-c", _OTHER, str(folder), str(id)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "open\n"
            assert left_drafts(folder) == []
            opened = Opened(qtbot, desk, id)
            assert opened.dialog.note.text() == ""
            assert "Another window is writing here too" in opened.dialog.standing.text()
            opened.type("Of here.")
            opened.key(ESC)
        finally:
            other.kill()
            other.wait()
    # Ended: both texts are there, one after the other.
    assert len(left_drafts(folder)) == 2
    assert Opened(qtbot, desk, id).dialog.note.text() == "Half a th"
