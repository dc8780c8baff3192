"""The machine and the versions that the figures belong to."""

import os
import platform
import sqlite3
import sys
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    """One paragraph: processor, system, versions, how busy it is."""
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("PySide6-Essentials", "SQLAlchemy")
    )
    machine = f"{_processor()}, {os.cpu_count()} cores; {platform.system()} {platform.release()}"
    if hasattr(os, "getloadavg"):
        machine += f"; load {os.getloadavg()[0]:.1f}"
    python = f"Python {platform.python_version()}, {libraries}, SQLite {sqlite3.sqlite_version}"
    screen = os.environ.get("QT_QPA_PLATFORM", "the usual platform")
    return f"{machine}\n{python}, typst {version('typst')}; Qt on {screen}"


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
