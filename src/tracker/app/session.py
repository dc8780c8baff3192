"""One open database in the window: its pages, its way around, and what the frame shows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tracker.app.first_look import FirstLook
from tracker.app.pages import WindowDialogs
from tracker.config import Paths
from tracker.domain.changes import ChangeSet
from tracker.ui.bus import Bus
from tracker.ui.desk import Desk
from tracker.ui.home.page import HomePage
from tracker.ui.icons import Icons
from tracker.ui.kinds import LISTED
from tracker.ui.main_window import MainWindow
from tracker.ui.messages import Messages
from tracker.ui.navigation import HOME, Pages, Place, WindowNavigator
from tracker.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from tracker.services import Services
    from tracker.services.undo import UndoState

_DAY_CHECK_MS = 30_000


@dataclass(frozen=True)
class Parts:
    """What outlives a database: the window and all that is behind it."""

    window: MainWindow
    runner: TaskRunner
    messages: Messages
    icons: Icons
    paths: Paths
    today: Callable[[], date]
    language: str


@dataclass(frozen=True, slots=True)
class _Frame:
    counts: dict[str, int]
    undo: UndoState


def _frame(services: Services, today: date) -> _Frame:
    return _Frame(services.lists.counts(today), services.undo.state())


class Session(QObject):
    """Joins the pages, the dialogs and the frame for one database; `close` frees them."""

    def __init__(
        self,
        parts: Parts,
        services: Services,
        pages: Pages,
        parent: QObject | None = None,
        look: FirstLook | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self.services = services
        self.bus = Bus(self)
        self.navigator = WindowNavigator(parts.window.stack, self)
        self.desk = Desk(
            services=services,
            runner=parts.runner,
            bus=self.bus,
            messages=parts.messages,
            icons=parts.icons,
            theme=parts.icons.theme,
            paths=parts.paths,
            today=parts.today,
            language=parts.language,
            navigator=self.navigator,
        )
        self.dialogs = WindowDialogs(self.desk, parts.window, self)
        self._make_home = pages.home
        self._look = look
        self._counts: dict[str, int] | None = None
        self.navigator.start(self.desk, Pages(self._home, pages.list, pages.records), self.dialogs)
        self._day = parts.today()
        self._clock = QTimer(self)
        self._clock.setInterval(_DAY_CHECK_MS)
        self._clock.timeout.connect(self._look_at_the_day)
        self._clock.start()
        self.bus.changed.connect(self._changed)
        self.navigator.place_changed.connect(self._moved)
        parts.window.set_open(True, services.database_path.stem)
        self.navigator.open_home()
        self.refresh()

    def first_look(self) -> FirstLook | None:
        """The first page as it stands; None if it is not known or there is nothing on it."""
        home = self.navigator.page(HOME)
        found = home.found if isinstance(home, HomePage) else None
        if found is None or self._counts is None or not found.records:
            return None
        return FirstLook(found, self._counts)

    def close(self) -> None:
        """Free the pages and close the database after what is still being written."""
        self.dialogs.keep_drafts()
        self.navigator.close()
        self._parts.runner.write(self._parts.window, self.services.close)
        self.deleteLater()

    def refresh(self) -> None:
        """Ask for the numbers of the rail and what can be undone."""
        self._counts = None
        call = partial(_frame, self.services, self._parts.today())
        self._parts.runner.read(self, call, self._show_frame, key="frame")

    def open_key(self, key: str) -> None:
        """Show the page of a rail item or a Go command."""
        kind, _, view = key.partition(":")
        if kind == "home":
            self.navigator.open_home()
        elif kind in LISTED:
            self.navigator.open_list(kind, view)

    def _home(self, desk: Desk) -> QWidget:
        made = self._make_home(desk)
        if isinstance(made, HomePage):
            made.attention_changed.connect(self._parts.window.set_attention)
            if self._look is not None:
                made.show_first(self._look.home)
        return made

    def _changed(self, _change_set: ChangeSet, _origin: object) -> None:
        # Whoever announces a change offers its undo afterwards: these are of changes before.
        self._parts.messages.drop_toasts()
        self.refresh()

    def _show_frame(self, frame: _Frame) -> None:
        self._counts = frame.counts
        self._parts.window.set_counts(frame.counts)
        self._parts.window.actions_.set_undo(frame.undo)

    def _moved(self, place: Place) -> None:
        history = self.navigator.history
        self._parts.window.mark_place(place)
        self._parts.window.set_history(history.can_back, history.can_forward)

    def _look_at_the_day(self) -> None:
        """When the day has turned, everything that is due may have changed."""
        today = self._parts.today()
        if today != self._day:
            self._day = today
            self.refresh()
            home = self.navigator.page(Place("home"))
            if isinstance(home, HomePage):
                home.refresh()
