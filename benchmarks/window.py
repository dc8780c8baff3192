"""The real window on a database, without a screen, and waiting for what it paints."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import benchmarks.as_started  # noqa: F401 - before all else

# isort: split
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.samples import TODAY
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.app.session import Session
from tracker.config import Paths
from tracker.resources import resource_path
from tracker.ui.icons import Icons
from tracker.ui.memory import Memory
from tracker.ui.theme import Theme
from tracker.ui.window_messages import WindowMessages

_LONGEST_S = 120.0
_QUIET_S = 0.04
_EVENTS = QEventLoop.ProcessEventsFlag


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.times = 0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, _of: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.times += 1
        return False


class Stretches(QObject):
    """The longest work between two turns of the event loop while it is watched, in ms: `longest`
    by the processor time of the window's thread, `longest_wall` by the clock.

    A timer without delay has its turn as soon as the loop is free. By the clock there is in it what
    other programs and threads take meanwhile, which on a busy machine is most of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._last = self._last_wall = 0.0
        self.longest = self.longest_wall = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch while the block runs."""
        self.longest = self.longest_wall = 0.0
        self._last, self._last_wall = time.thread_time(), time.perf_counter()
        self._timer.start()
        yield
        self._timer.stop()

    def _turn(self) -> None:
        now, wall = time.thread_time(), time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.longest_wall = max(self.longest_wall, (wall - self._last_wall) * 1000)
        self._last, self._last_wall = now, wall


class OpenWindow:
    """The program with one database open."""

    def __init__(self, app: QApplication, program: Program) -> None:
        self.app = app
        self.program = program
        # Something must wake the loop that waits for events.
        self._heart = QTimer(interval=20)
        self._heart.start()

    @property
    def session(self) -> Session:
        """The open session."""
        assert self.program.session is not None
        return self.program.session

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        page = self.program.window.stack.currentWidget()
        assert page is not None
        return page

    def until(self, reached: Callable[[], bool]) -> None:
        """Turn the event loop, as the program does, until something is so."""
        end = time.monotonic() + _LONGEST_S
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError(str(reached))
            self.app.processEvents(_EVENTS.AllEvents | _EVENTS.WaitForMoreEvents)

    def settle(self) -> None:
        """Until nothing is left to answer or to paint."""
        self.until(lambda: not self.program.runner.is_busy)
        end = time.monotonic() + _QUIET_S
        self.until(lambda: time.monotonic() > end and not self.program.runner.is_busy)


def _today() -> date:
    return TODAY


@contextmanager
def opened(path: Path) -> Iterator[OpenWindow]:
    """The window with the database at `path`, on its first page, 1280 x 820."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with TemporaryDirectory() as home:
        paths = Paths.below(Path(home))
        memory = Memory(paths.settings)
        icons = Icons(Theme(app, resource_path(), "light"), resource_path("icons"))
        messages = WindowMessages(icons)
        program = Program(icons, messages, memory, paths, _today, language="en")
        messages.use_window(program.window)
        program.window.resize(1280, 820)
        program.window.show()
        found = OpenWindow(app, program)
        program.open(Target(path))
        found.until(lambda: program.session is not None or not program.runner.is_busy)
        assert program.session is not None, f"{path} could not be opened"
        found.settle()
        yield found
        program.window.close()
        program.shutdown()
