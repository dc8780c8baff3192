"""What the window remembers between starts, over `tracker.config.Settings`."""

from __future__ import annotations

import binascii
import json
import logging
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray

from tracker.config import Settings

_MOST_RECENT = 8
_log = logging.getLogger(__name__)


class Memory:
    """The settings in force; `save` writes them. A folder that cannot be written is no error."""

    def __init__(self, file: Path, settings: Settings | None = None) -> None:
        """`settings` are those of the file, if it has been read already."""
        self._file = file
        self._writing = threading.Lock()
        self.settings = Settings.load(file) if settings is None else settings

    def change(self, **values: Any) -> None:
        """Set fields of `Settings`."""
        self.settings = self.settings._replace(**values)

    def save(self) -> None:
        """Write the settings file; from any thread."""
        with self._writing:
            try:
                self.settings.save(self._file)
            except OSError:
                _log.warning("the settings could not be saved", exc_info=True)

    def opened(self, path: Path) -> None:
        """Put a database at the head of those opened lately."""
        others = [known for known in self.settings.recent if known != str(path)]
        self.change(recent=(str(path), *others)[:_MOST_RECENT])

    def geometry(self, name: str) -> QByteArray:
        """The geometry of a window as Qt wrote it; empty if none is remembered."""
        return QByteArray.fromBase64(self.settings.windows.get(name, "").encode())

    def keep_geometry(self, name: str, state: QByteArray) -> None:
        """Remember the geometry of a window."""
        text = binascii.b2a_base64(state.data(), newline=False).decode()
        self.settings = self.settings.with_window(name, text)

    def layout(self, name: str) -> dict[str, Any]:
        """The layout of a list; empty if none is remembered or it is damaged."""
        try:
            found = json.loads(self.settings.windows.get(name, "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep_layout(self, name: str, state: dict[str, Any]) -> None:
        """Remember the layout of a list."""
        self.settings = self.settings.with_window(name, json.dumps(state))
