"""One cold start in a process of its own; prints a line as soon as something is on the screen.

`python -m benchmarks.start_child empty` opens an empty window, `... program FILE LINE` the real
program on a database until that line, `... use FILE KIND SECONDS` lets somebody look at a list for
so long and close it. The program is not told: it is heard by its log.
"""

import logging
import os
import sys

SAID = {
    "the window is painted": "frame",
    "the first list is filled": "list",
    "the first page of last time is shown": "page",
    "the first page is shown": "page read",
    "the database is open": "open",
}


def say(line: str) -> None:
    """Tell the parent at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Listener(logging.Handler):
    """Passes on what the program logs about its start; ends the process at the line `last`."""

    def __init__(self, last: str, use: tuple[str, float] | None = None) -> None:
        super().__init__()
        self._last = last
        self._use = use

    def emit(self, record: logging.LogRecord) -> None:
        line = SAID.get(record.getMessage())
        if line is None:
            return
        say(line)
        if line == self._last:
            os._exit(0)
        if line == "open" and self._use is not None:
            _look_at(*self._use)


def _look_at(kind: str, seconds: float) -> None:
    """As a person does: open the list, look at it, close the window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication

    key = "home" if kind == "home" else f"go_{kind}"
    for window in QApplication.topLevelWidgets():
        if (action := window.findChild(QAction, key)) is not None:
            QTimer.singleShot(0, action.trigger)
    QTimer.singleShot(round(seconds * 1000), QApplication.closeAllWindows)


def empty() -> None:
    """An empty window, as large as the program's."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            say("empty")
            os._exit(0)

    app = QApplication([])
    window = Window()
    window.resize(1280, 820)
    window.show()
    app.exec()


def program(listener: Listener, file: str) -> None:
    """The real program."""
    from tracker.__main__ import main

    logging.getLogger("tracker").addHandler(listener)
    logging.getLogger("tracker.ui.home.page").setLevel(logging.DEBUG)
    main(["--db", file])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["empty"]:
            empty()
        case ["program", file, last]:
            program(Listener(last), file)
        case ["use", file, kind, seconds]:
            program(Listener("", (kind, float(seconds))), file)
