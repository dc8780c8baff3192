"""The composition root: the only place where the parts of the window are built and joined."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    from tracker.config import Paths, Settings

    class WindowOptions(Protocol):
        """What the command line says about the window."""

        @property
        def database(self) -> Path | None: ...
        @property
        def samples(self) -> bool: ...
        @property
        def language(self) -> str: ...
        @property
        def paths(self) -> Paths: ...
        @property
        def settings(self) -> Settings: ...


def run_window(options: WindowOptions) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    `options.language` has been put in force already (`tracker.i18n.use_language`).
    """
    # Collecting garbage during imports costs 40-50 ms; `app.collecting` takes it up afterwards.
    gc.disable()
    from tracker.app.kept_code import KeptCode

    code = KeptCode(options.paths.data)
    with code:
        import PySide6.QtCore  # noqa: F401 - imported for the code that is kept of it
    from tracker.app.quick_imports import read_no_sources

    read_no_sources()
    from tracker.app.start import Start

    return Start(options, code).run()
