"""Two windows of the program on one file: neither gets, keeps or loses what the other is typing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from tests import factories
from tests.ui.forms.bench import Bench, Key
from tracker.domain.record import RecordRef
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.left_drafts import left_drafts

# Another process that has the form open and half-typed: until it is ended.
_OTHER = """
import sys
from pathlib import Path
from tracker.ui.forms.drafts import FolderDrafts
drafts = FolderDrafts(Path(sys.argv[1]))
claim = drafts.claim(sys.argv[2])
drafts.save(claim.key, {"name": sys.argv[3]}, 1, {"name": "CARM"})
print("open", flush=True)
sys.stdin.readline()
"""


@contextmanager
def other_window(folder: Path, key: str, typed: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _OTHER, str(folder), key, typed]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def edited(bench: Bench) -> tuple[RecordRef, RecordFormDialog]:
    ref = RecordRef("organisation", factories.organisation(bench.services, "CARM"))
    bench.forms.edit(ref, None)
    bench.settle()
    return ref, bench.opened()


def lock_of(bench: Bench, key: str) -> Path:
    return bench.folder.with_name("drafts.locks") / f"{key}.lock"


def name_in(dialog: RecordFormDialog) -> str:
    field = dialog.form.editor("name").field()
    assert isinstance(field, QLineEdit)
    return field.text()


def test_what_another_live_window_types_does_not_come_here(bench: Bench) -> None:
    with other_window(bench.folder, "organisation-1", "CARM half-ty"):
        ref, dialog = edited(bench)
        assert name_in(dialog) == "CARM"
        notice = dialog.form_body.notice
        assert not notice.isHidden()
        assert "Another window is writing here too" in notice.accessibleName()
        assert "back" not in notice.accessibleName()
        # What is typed here is kept, beside it.
        bench.go(dialog, "name")
        bench.type(" of here")
        bench.settle_drafts()
        bench.press(Key.Key_Escape)
        bench.settle()
        # The first page offers what is free, and not what is being typed elsewhere.
        assert [one.name for one in left_drafts(bench.folder)] == ["CARM of here"]
    left = left_drafts(bench.folder)
    assert {one.name for one in left} == {"CARM of here", "CARM half-ty"}
    assert {one.ref for one in left} == {ref}


def test_discard_leaves_what_another_window_has_gone_on_with(bench: Bench) -> None:
    with other_window(bench.folder, "organisation-1", "CARM half-ty"):
        bench.drafts.discard("organisation-1")
    assert [one.name for one in left_drafts(bench.folder)] == ["CARM half-ty"]


def test_a_crashed_windows_draft_comes_back(bench: Bench) -> None:
    with other_window(bench.folder, "organisation-1", "CARM half-ty"):
        pass  # killed: its lock is left, and holds nothing
    assert lock_of(bench, "organisation-1").exists()
    _ref, dialog = edited(bench)
    assert name_in(dialog) == "CARM half-ty"
    assert "back" in dialog.form_body.notice.accessibleName()


def test_a_draft_left_by_a_closed_form_is_free_for_others(bench: Bench) -> None:
    claim = bench.drafts.claim("organisation-new")
    assert (claim.key, claim.elsewhere) == ("organisation-new", False)
    assert lock_of(bench, "organisation-new").exists()
    bench.drafts.release(claim.key)
    assert not lock_of(bench, "organisation-new").exists()
