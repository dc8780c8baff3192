"""Where the user's files are kept, and the few things the program remembers between starts.

What belongs to the records is in the database; here is only what belongs to this person at this
machine. A damaged settings file is put aside and the defaults are used: it never stops a start.
"""

# The window waits for this module, so it does without dataclasses and platformdirs (6 ms).
import contextlib
import json
import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

APP_NAME = "partnership-tracker"
DATABASE_NAME = "Partnerships.tracker"
HOME_VARIABLE = "TRACKER_HOME"
_SYSTEM: str = sys.platform


class Paths(NamedTuple):
    """The user's folders. Nothing is created by asking for one."""

    data: Path
    """Databases and their backups."""
    config: Path
    """Settings."""
    logs: Path

    @classmethod
    def of_user(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The platform's usual folders, or all below $TRACKER_HOME (a USB stick, a test)."""
        home = environment.get(HOME_VARIABLE, "").strip()
        if home:
            return cls.below(Path(home).expanduser().absolute())
        if _SYSTEM.startswith("linux"):
            return cls(*_of_xdg(environment))
        import platformdirs

        folders = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
        return cls(folders.user_data_path, folders.user_config_path, folders.user_log_path)

    @classmethod
    def below(cls, home: Path) -> Self:
        """All folders in one place."""
        return cls(home / "data", home / "config", home / "logs")

    @property
    def default_database(self) -> Path:
        """The database that is opened when no other was named or opened before."""
        return self.data / DATABASE_NAME

    @property
    def settings(self) -> Path:
        """The file of `Settings`."""
        return self.config / "settings.json"

    @property
    def log(self) -> Path:
        """The log file of `logging_setup`."""
        return self.logs / "tracker.log"


class Theme(StrEnum):
    """Which palette the window takes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(NamedTuple):
    """What is remembered between starts. `_replace` makes a changed one; `save` keeps it."""

    language: str = ""
    """A code such as "ko"; empty is the system's."""
    theme: Theme = Theme.SYSTEM
    last_database: str = ""
    recorder: str = ""
    """The name under which this person's progress entries are recorded."""
    windows: Mapping[str, str] = MappingProxyType({})
    """Geometry and state of windows, splitters and columns, by name (base64 of Qt's bytes)."""
    recent: tuple[str, ...] = ()
    """The databases opened lately, the latest first."""

    @classmethod
    def load(cls, file: Path) -> Self:
        """The settings in `file`. A missing, damaged or partly wrong file gives defaults.

        A file that cannot be understood at all is kept beside as `settings.json.damaged`.
        """
        try:
            stored = json.loads(file.read_text(encoding="utf-8"))
            if not isinstance(stored, dict):
                raise ValueError("settings are not an object")
        except OSError:
            return cls()
        except (ValueError, RecursionError):
            with contextlib.suppress(OSError):
                file.replace(file.with_name(file.name + ".damaged"))
            return cls()
        return cls(**dict(_understood(stored)))

    def with_window(self, name: str, state: str) -> Self:
        """The same settings with the state of one window remembered."""
        return self._replace(windows={**self.windows, name: state})

    def save(self, file: Path) -> None:
        """Write to `file` so that a crash leaves the old or the new one. Raises OSError."""
        stored = self._asdict() | {"windows": dict(self.windows)}
        write_atomically(file, json.dumps(stored, ensure_ascii=False, indent=2).encode() + b"\n")


def write_atomically(file: Path, content: bytes) -> None:
    """Write `content` to a temporary name in the same folder, then rename it to `file`.

    The folder is made if need be; the file is readable by this user only. On any failure (OSError)
    the old file stays as it was and the temporary one is removed.
    """
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _of_xdg(environment: Mapping[str, str]) -> tuple[Path, Path, Path]:
    """Data, configuration and logs by the XDG Base Directory Specification 0.8; a relative path
    in a variable is to be ignored, by its section 2."""

    def folder(variable: str, usual: str) -> Path:
        named = Path(environment.get(variable, "").strip())
        return (named if named.is_absolute() else Path(usual).expanduser()) / APP_NAME

    return (
        folder("XDG_DATA_HOME", "~/.local/share"),
        folder("XDG_CONFIG_HOME", "~/.config"),
        folder("XDG_STATE_HOME", "~/.local/state") / "log",
    )


def _understood(stored: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The entries of a settings file whose values are of the right kind; others are dropped."""
    kept: list[tuple[str, Any]] = [
        (name, stored[name])
        for name in ("language", "last_database", "recorder")
        if isinstance(stored.get(name), str)
    ]
    if stored.get("theme") in list(Theme):
        kept.append(("theme", Theme(stored["theme"])))
    windows = stored.get("windows")
    if isinstance(windows, dict):
        texts = {name: state for name, state in windows.items() if isinstance(state, str)}
        kept.append(("windows", texts))
    recent = stored.get("recent")
    if isinstance(recent, list):
        kept.append(("recent", tuple(path for path in recent if isinstance(path, str))))
    return kept
