"""One cold start in a process of its own; prints a line as soon as something is on the screen.

`python -m benchmarks.start_child empty` opens an empty window, `... program FILE` the real program
on a database. The program is not told: it is heard by its log.
"""

import logging
import os
import sys

OPEN = "the database is open"
SHOWN = {
    "the first page of last time is shown": "first paint",
    "the first page is shown": "first page read",
    OPEN: "open",
}


def say(line: str) -> None:
    """Tell the parent at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Listener(logging.Handler):
    """Passes on what the program logs about its start; ends the process when asked to."""

    def __init__(self, last: str) -> None:
        super().__init__()
        self._last = last

    def emit(self, record: logging.LogRecord) -> None:
        line = SHOWN.get(record.getMessage())
        if line is None:
            return
        say(line)
        if line == self._last == "open":  # the page kept for the next start has to be read first
            _close_soon()
        elif line == self._last or (line == "open" and self._last == "first paint"):
            os._exit(0)  # in the second case there was no page to show: the day has turned


def _close_soon() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    QTimer.singleShot(1500, QApplication.closeAllWindows)


def empty() -> None:
    """An empty window, as large as the program's."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            say("first paint")
            os._exit(0)

    app = QApplication([])
    window = Window()
    window.resize(1280, 820)
    window.show()
    app.exec()


def program(file: str, last: str) -> None:
    """The real program, until the line `last`."""
    from tracker.__main__ import main

    logging.getLogger("tracker").addHandler(Listener(last))
    logging.getLogger("tracker.ui.home.page").setLevel(logging.DEBUG)
    main(["--db", file])


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        program(*sys.argv[2:])
