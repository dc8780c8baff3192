"""The composition root: the only place where the parts of the window are built and joined."""

import gc
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
    # All measured, see docs/performance.md: collecting garbage during imports costs 40-50 ms, and
    # SQLAlchemy imported after PySide6, which hooks imports, 100 ms more than before it. With the
    # first page of last time to show, neither it nor the services are waited for.
    gc.disable()
    from tracker.app.first_look import recall
    from tracker.app.opening import first_target, local_today

    path = first_target(
        options.paths, options.settings, options.database, samples=options.samples
    ).path
    look = recall(options.paths, path, local_today(), options.language)
    if look is None:
        import tracker.services  # noqa: F401 - SQLAlchemy before PySide6, which hooks imports
    from tracker.app.start import run

    gc.freeze()
    gc.enable()
    return run(options, look)
