"""Pictures of every page and dialog of the real window, light and dark, into docs/pictures.

Run in the project's environment: `python -m scripts.shots [--only WORDS ...] [--folder FOLDER]`
(`make shots`). It starts a virtual screen of its own, and the program on the sample partnerships
on a day that never changes, so that a picture differs only when the program does.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
# Wide enough for the largest picture at double size.
SCREEN = "3200x2600x24"


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures; gives an exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.shots", description=__doc__)
    parser.add_argument("--folder", type=Path, default=PICTURES)
    parser.add_argument("--only", nargs="*", default=[], help="pictures whose name holds a word")
    parser.add_argument("--scale", type=int, choices=(1, 2), help="only at this scale")
    parser.add_argument("--language", choices=("en", "ko"), default="en")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with virtual_screen() as display:
        failed = [
            _take(display, scale, options.folder, options.only, options.language)
            for scale in (1, 2)
            if options.scale in {None, scale}
        ]
    pictures = list(options.folder.glob("*.png"))
    size = sum(picture.stat().st_size for picture in pictures) / 1_000_000
    print(f"{len(pictures)} pictures, {size:.1f} MB, in {options.folder}")
    return max(failed)


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """A screen that nobody sees; gives its name for DISPLAY."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as said:
                number = said.readline().strip()
            if not number:
                raise RuntimeError("Xvfb did not start")
            yield f":{number}"
        finally:
            server.terminate()


def _take(display: str, scale: int, folder: Path, only: Sequence[str], language: str) -> int:
    """One process for each scale: Qt reads it when it starts."""
    # Its path is in a picture or two: always the same.
    home = Path(tempfile.gettempdir()) / "partnership-tracker"
    shutil.rmtree(home, ignore_errors=True)
    try:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(scale),
            "TRACKER_HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "SHOTS_LANGUAGE": language,
        }
        return subprocess.run(
            [sys.executable, "-m", "scripts.shots_scenes", str(folder), str(scale), *only],
            cwd=ROOT,
            env=environment,
            check=False,
        ).returncode
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
