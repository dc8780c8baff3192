"""The libraries of the system that Qt needs on Linux, and how a bare Debian gets them.

The names were found on a bare Debian 12. On macOS and Windows Qt brings all it needs.
"""

from __future__ import annotations  # an older Python must get as far as being refused

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable

OFFSCREEN = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
}
WINDOW = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libx11-xcb1": "libX11-xcb.so.1",
}
VIRTUAL_SCREEN = {"xvfb": "Xvfb", "xauth": "xauth"}


class SystemLibrariesError(Exception):
    """Something is missing and cannot be installed from here; says what to do."""


def install(packages: Iterable[str], say: Callable[[str], None]) -> None:
    """Install the Debian `packages` if this user may; otherwise raise with the command."""
    wanted = sorted(packages)
    if not wanted:
        return
    as_root = _as_root()
    if as_root is None or shutil.which("apt-get") is None:
        raise SystemLibrariesError(_advice(wanted))
    say(f"Installing {' '.join(wanted)} ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = [*as_root, "apt-get", "-q", "-y"]
    for command in ([*get, "update"], [*get, "install", "--no-install-recommends", *wanted]):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        # A failed update is no reason to stop: the lists on the machine may do.
        if done.returncode and "install" in command:
            raise SystemLibrariesError(
                f"{done.stderr.decode(errors='replace').strip()}\n{_advice(wanted)}"
            )


def missing(libraries: dict[str, str]) -> list[str]:
    """The packages of `libraries` (package: shared object) that are not on this machine."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for package, name in libraries.items() if not _loads(name)]


def missing_programs(programs: dict[str, str]) -> list[str]:
    """The packages of `programs` (package: program) that are not on this machine."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for package, name in programs.items() if shutil.which(name) is None]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _as_root() -> list[str] | None:
    """What to write before a command that root must run; None if this user may not."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        return ["sudo", "-n"]
    return None


def _advice(packages: list[str]) -> str:
    advice = (
        "The system lacks what is listed here. Install it once, then call make again:\n\n"
        f"    sudo apt-get install --no-install-recommends {' '.join(packages)}\n"
    )
    if shutil.which("apt-get"):
        return advice
    files = [{**OFFSCREEN, **WINDOW}.get(package, package) for package in packages]
    return f"{advice}\n(names of Debian; the files are {', '.join(files)})"
