"""Imports after PySide6 as quick as before it.

PySide6 reads the source of every module that is imported after it and looks whether its name
occurs, in case the module has switched on one of its optional spellings ("from __feature__ import
snake_case"). This program never does. Without it the services are imported 100 ms sooner.
"""

from __future__ import annotations

import sys


def read_no_sources() -> None:
    """Let PySide6 take for granted that no module uses its optional spellings."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", _uses_none)  # noqa: B010 - a name of PySide6's own


def _uses_none(_module: object) -> bool:
    return False
