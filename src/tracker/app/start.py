"""Starts Qt and the program, and ends both.

In steps, so that each is on the screen before the next one is even imported: the window with its
frame; the first page; the program behind it (docs/performance.md).
"""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tracker import __version__
from tracker.config import APP_NAME
from tracker.i18n import tr
from tracker.logging_setup import start_logging
from tracker.resources import resource_path
from tracker.ui.icons import Icons
from tracker.ui.main_window import TITLE, MainWindow
from tracker.ui.memory import Memory
from tracker.ui.theme import Theme

if TYPE_CHECKING:
    from tracker.app import WindowOptions
    from tracker.app.endings import Endings
    from tracker.app.failures import Failures
    from tracker.app.first_page import FirstPage
    from tracker.app.kept_code import KeptCode
    from tracker.app.program import Program

_log = logging.getLogger(__name__)


class Start:
    """`run` stays until the window is closed."""

    def __init__(self, options: WindowOptions, code: KeptCode) -> None:
        self._options = options
        self._code = code
        start_logging(options.paths.log)
        self._app = QApplication([*sys.argv[:1], *Theme.STYLE])
        self._app.setApplicationName(APP_NAME)
        self._app.setApplicationDisplayName(tr(TITLE))
        self._app.setApplicationVersion(__version__)
        self._app.setDesktopFileName(APP_NAME)
        self._memory = Memory(options.paths.settings, options.settings)
        mode = options.settings.theme.value
        # The mode is a literal to `Theme`; an enumeration holds the same words.
        theme = Theme(self._app, resource_path(), mode, early=True)  # type: ignore[arg-type]
        self._icons = Icons(theme, resource_path("icons"), early=True)
        self.window = MainWindow(self._icons, self._memory, early=True)
        self._program: Program | None = None
        self._failures: Failures | None = None
        self._endings: Endings | None = None

    def run(self) -> int:
        """Show the window and go on behind it."""
        self.window.painted.connect(self._show_first)
        self.window.show()
        try:
            return self._app.exec()
        finally:
            if self._program is not None:
                self._program.shutdown()
            if self._endings is not None:
                self._endings.uninstall()
            if self._failures is not None:
                self._failures.uninstall()

    def _show_first(self) -> None:
        """What the first page showed last time or would show now, before all else is there."""
        _log.info("the window is painted")
        from tracker.app.first_page import FirstPage

        first = FirstPage.of(self._options, self._icons, self.window)
        if first is None:
            self._go_on(None)
        else:
            first.shown.connect(self._shown)
            self._first = first
            first.show()

    def _shown(self) -> None:
        # Once it is painted: the imports that follow hold up everything.
        QTimer.singleShot(0, self._go_on_behind)

    def _go_on_behind(self) -> None:
        self._go_on(self._first)

    def _go_on(self, first: FirstPage | None) -> None:
        """Import and join the program."""
        from PySide6.QtCore import Qt

        from tracker.app.endings import Endings
        from tracker.app.failures import Failures
        from tracker.app.opening import local_today
        from tracker.app.program import Program
        from tracker.ui.window_messages import WindowMessages

        messages = WindowMessages(self._icons)
        messages.use_window(self.window)
        self._failures = Failures(messages, self._app)
        self._failures.install()
        self._endings = Endings(self._app)
        self._endings.install()
        program = self._program = Program(
            self._icons,
            messages,
            self._memory,
            self._options.paths,
            local_today,
            language=self._options.language,
            window=self.window,
        )
        # The end of the session, or "kill": what is typed is kept, and the window closes in order.
        self._app.commitDataRequest.connect(program.keep_drafts, Qt.ConnectionType.DirectConnection)
        program.start(self._options.database, samples=self._options.samples, first=first)
        gc.freeze()
        self._code.save()
        for handler in logging.getLogger().handlers:
            handler.flush()
