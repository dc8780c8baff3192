"""Starts Qt and the program, and ends both."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker import __version__
from tracker.app.endings import Endings
from tracker.app.failures import Failures
from tracker.app.opening import local_today
from tracker.app.program import Program
from tracker.config import APP_NAME
from tracker.i18n import tr
from tracker.logging_setup import start_logging
from tracker.resources import resource_path
from tracker.ui.icons import Icons
from tracker.ui.main_window import TITLE
from tracker.ui.memory import Memory
from tracker.ui.theme import Theme
from tracker.ui.window_messages import WindowMessages

if TYPE_CHECKING:
    from tracker.app import WindowOptions
    from tracker.app.first_look import FirstLook


def run(options: WindowOptions, look: FirstLook | None = None) -> int:
    """Run the window until it is closed."""
    start_logging(options.paths.log)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName(tr(TITLE))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_NAME)
    memory = Memory(options.paths.settings)
    theme = Theme(app, resource_path(), memory.settings.theme.value)
    icons = Icons(theme, resource_path("icons"))
    app.setWindowIcon(icons.icon("handshake", "accent", size=64))
    messages = WindowMessages(icons)
    failures = Failures(messages, app)
    program = Program(
        icons, messages, memory, options.paths, local_today, language=options.language
    )
    messages.use_window(program.window)
    failures.install()
    # The end of the session, or "kill": what is typed is kept, and the window closes in order.
    app.commitDataRequest.connect(program.keep_drafts, Qt.ConnectionType.DirectConnection)
    endings = Endings(app)
    endings.install()
    program.start(options.database, samples=options.samples, look=look)
    program.window.show()
    try:
        return app.exec()
    finally:
        program.shutdown()
        endings.uninstall()
        failures.uninstall()
