"""A Qt that loses references must not slip in: PySide6 6.12.0 on Python 3.11 aborts the process."""

import subprocess
import sys

import PySide6

CALLS = 20_000

PROGRAM = f"""
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
widget = QWidget()
for turn in range({CALLS}):
    widget.setEnabled(turn % 2 == 0)
assert not widget.isEnabled()
print("alive")
"""


def test_setters_may_be_called_without_end() -> None:
    # In a process of its own: a bad Qt aborts it.
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


def test_qt_is_older_than_the_bad_one() -> None:
    assert (6, 8) <= PySide6.__version_info__[:2] < (6, 12)
