"""Copies of kept files that other programs open: nobody says when these are done with them."""

import contextlib
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

# Not "tracker-": a search program of that name keeps folders there too.
_BEGINS = "partnership-tracker-"
_KEPT_S = 24 * 60 * 60


def folder_for_copy() -> Path:
    """A new folder that only this person may look into."""
    return Path(tempfile.mkdtemp(prefix=_BEGINS))


def clear_old_copies() -> None:
    """Remove our folders in which nothing has been written for a day: a copy that is still open
    may have been saved there. Nothing that is another person's is touched, nor what a link leads
    to; what cannot be removed stays."""
    before = time.time() - _KEPT_S
    for folder in Path(tempfile.gettempdir()).glob(f"{_BEGINS}*"):
        with contextlib.suppress(OSError):
            if _is_ours(folder) and _written(folder) < before:
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())


def _written(folder: Path) -> float:
    return max(one.lstat().st_mtime for one in (folder, *folder.iterdir()))
