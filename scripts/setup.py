"""Set the program up in `.venv`: system libraries, pinned packages, the program itself.

Needs nothing but a Python from 3.11 on: `python3 -m scripts.setup [run|test|shots]`. What was done
is noted in `.venv/setup.json`, so that the next call returns at once.
"""

from __future__ import annotations  # an older Python must get as far as being refused

import hashlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts import system_libraries
from scripts.system_libraries import SystemLibrariesError
from tracker import display

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")
NOTE = VENV / "setup.json"
# The second holds all of the first.
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-dev.txt"}


class SetupError(Exception):
    """What went wrong, and what to do."""


def prepare(purpose: str) -> None:
    """Make all ready for `purpose` ("run", "test" or "shots").

    Raises SetupError or SystemLibrariesError, with what to do.
    """
    packages = "run" if purpose == "run" else "test"
    done = _is_done(packages)
    _prepare_system(purpose, have_venv=done)
    if done:
        return
    _make_venv()
    say(f"Installing the packages of {REQUIREMENTS[packages]} into .venv (once) ...")
    _pip("install", "--require-hashes", "--only-binary=:all:", "-r", REQUIREMENTS[packages])
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", ".")
    _run("The program could not be compiled.", str(PYTHON), "-m", "compileall", "-q", "src")
    note = {"root": str(ROOT), packages: _fingerprint(packages)}
    NOTE.write_text(json.dumps(note), encoding="utf-8")
    say("Ready: the program is " + str((BIN / "tracker").relative_to(ROOT)))


def say(line: str) -> None:
    """Tell the person what is being done."""
    print(line, flush=True)


def _prepare_system(purpose: str, *, have_venv: bool) -> None:
    """All that the system must give, in one go: one command to copy if it has to be asked for."""
    must = [] if have_venv else _venv_packages()
    libraries = system_libraries.missing(system_libraries.OFFSCREEN)
    windowless = purpose == "run" and not display.is_there()
    if purpose == "shots" or (purpose == "run" and not windowless):
        libraries += system_libraries.missing(system_libraries.WINDOW)
    if purpose == "shots":
        libraries += system_libraries.missing_programs(system_libraries.VIRTUAL_SCREEN)
    try:
        system_libraries.install([*must, *libraries], say)
    except SystemLibrariesError as error:
        if must or not windowless:
            raise
        say(f"{error}\nThis is for the window only; the job without a window goes on.")


def _venv_packages() -> list[str]:
    """What Debian packs apart from Python though a virtual environment cannot be made without."""
    if _works() or importlib.util.find_spec("ensurepip") is not None:
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def _works() -> bool:
    """There is a `.venv` that can be built upon. One that was moved cannot: its scripts name the
    old folder."""
    moved = NOTE.exists() and _read_note().get("root") != str(ROOT)
    return PYTHON.exists() and not moved and _succeeds(str(PYTHON), "-m", "pip", "--version")


def _is_done(packages: str) -> bool:
    note = _read_note()
    wanted = {level: _fingerprint(level) for level in (packages, "test")}
    return (
        PYTHON.exists()
        and note.get("root") == str(ROOT)
        and any(note.get(level) == fingerprint for level, fingerprint in wanted.items())
    )


def _read_note() -> dict[str, str]:
    """What the last complete set-up left; empty if there was none."""
    try:
        note = json.loads(NOTE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _fingerprint(packages: str) -> str:
    """Changes when the set-up has to be done again: new pins or new data of the project."""
    files = (ROOT / REQUIREMENTS[packages], ROOT / "pyproject.toml")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _make_venv() -> None:
    if _works():
        return
    # In a process of its own: this one may have looked for ensurepip before it came.
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    _run("No virtual environment could be made in .venv.", *command)


def _pip(*arguments: str) -> None:
    _run(
        "pip failed; is the network there? What was fetched is kept: call make again.",
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        *arguments,
    )


def _run(problem: str, *command: str) -> None:
    """Run in the project's folder; raises SetupError(problem) when the command fails."""
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
        raise SetupError(problem)


def _succeeds(*command: str) -> bool:
    return not subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Set up for the purpose that `arguments` name ("run" if none); gives an exit code."""
    purpose = arguments[0] if arguments else "run"
    if purpose not in {"run", "test", "shots"}:
        print("usage: python3 -m scripts.setup [run|test|shots]", file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 -- this runs under whatever Python there is
        print(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}", file=sys.stderr)
        return 1
    try:
        prepare(purpose)
    except (SetupError, SystemLibrariesError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
