"""Whether a window can be opened here. Needs nothing but Python: the set-up asks it too."""

from __future__ import annotations  # an older Python must get as far as being refused

import contextlib
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 2.0
"""Seconds to wait for a display on another machine."""
_X_DISPLAY = re.compile(r"^(?P<host>[^:]*):(?P<number>\d+)(\.\d+)?$")
_FIRST_X_PORT = 6000
# Qt's platforms that need a display server.
_ON_SCREEN = {"xcb", "wayland", "wayland-egl"}


def can_open_window(environment: Mapping[str, str] = os.environ) -> bool:
    """False where Qt would abort: no screen, and no platform of Qt's chosen that needs none."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    names = {name.partition(":")[0] for name in chosen.split(";") if name}
    return bool(names - _ON_SCREEN) or is_there(environment)


def is_there(environment: Mapping[str, str] = os.environ) -> bool:
    """True if there is a screen: always on macOS and Windows, else if a display server answers.

    A DISPLAY left over from a closed session does not count; Qt would abort on it.
    """
    if sys.platform in {"win32", "darwin"}:
        return True
    return _wayland_answers(environment) or _x_answers(environment.get("DISPLAY", ""))


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return bool(name) and Path(folder, name).is_socket()


def _x_answers(display: str) -> bool:
    found = _X_DISPLAY.match(display)
    if found is None:
        return False
    host, number = found["host"], int(found["number"])
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 -- where X servers listen
        return _connects(path) or _connects(f"\0{path}")
    import socket  # here, since not every start needs it and it takes 3 ms

    with contextlib.suppress(OSError):
        socket.create_connection((host, _FIRST_X_PORT + number), PATIENCE).close()
        return True
    return False


def _connects(path: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
        connection.connect(path)
        return True
    return False
