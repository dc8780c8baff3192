"""One open database in the window: its pages, its way around, and what the frame shows of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tracker.app.favourite_marks import FavouriteMarks
from tracker.app.first_look import FirstLook
from tracker.app.first_page import FirstPage
from tracker.app.making_ahead import MakingAhead
from tracker.app.pages import WindowDialogs
from tracker.app.watching import Watching
from tracker.config import Paths
from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef, linked
from tracker.i18n import tr
from tracker.ui.bus import Bus
from tracker.ui.desk import Desk
from tracker.ui.favourites import Favourites
from tracker.ui.home.page import HomePage
from tracker.ui.icons import Icons
from tracker.ui.kinds import LISTED
from tracker.ui.main_window import VIEWS, MainWindow
from tracker.ui.memory import Memory
from tracker.ui.messages import Messages
from tracker.ui.milestones.following import StepsFollow
from tracker.ui.navigation import Pages, WindowNavigator
from tracker.ui.places import HOME, Place
from tracker.ui.records_list.pins import RailItems, RailPins
from tracker.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from tracker.services import Services
    from tracker.services.undo import UndoState

_DAY_CHECK_MS = 30_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What outlives a database: the window and all that is behind it."""

    window: MainWindow
    runner: TaskRunner
    messages: Messages
    icons: Icons
    memory: Memory
    paths: Paths
    today: Callable[[], date]
    language: str


@dataclass(frozen=True, slots=True)
class _Frame:
    counts: dict[str, int]
    undo: UndoState


def _frame(services: Services, today: date) -> _Frame:
    return _Frame(services.lists.counts(today, services.who), services.undo.state())


class Session(QObject):
    """Joins the pages, the dialogs and the frame for one database; `close` frees them."""

    def __init__(
        self,
        parts: Parts,
        services: Services,
        pages: Pages,
        parent: QObject | None = None,
        first: FirstPage | None = None,
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
            favourites=Favourites(parts.memory, services.database_path, self),
        )
        self.dialogs = WindowDialogs(self.desk, parts.window, self)
        self._make_home = pages.home
        self._home_is_made = False
        self._first = first.look if first is not None else None
        self._counts: dict[str, int] | None = None
        self.navigator.start(self.desk, replace(pages, home=self._home), self.dialogs)
        self._day = parts.today()
        self._clock = QTimer(self)
        self._clock.setInterval(_DAY_CHECK_MS)
        self._clock.timeout.connect(self._look_at_the_day)
        self._clock.start()
        self.bus.changed.connect(self._changed)
        self.navigator.place_changed.connect(self._moved)
        parts.window.set_open(True, services.database_path.stem)
        self._open_first()
        self.refresh()
        FavouriteMarks(self.desk, parts.window, self)
        StepsFollow(self.desk, parts.window, self)
        fixed = [(key, icon, tr(label)) for key, icon, label in VIEWS]
        parts.window.set_views(fixed)
        RailPins(self.desk, fixed, self._show_views, parts.window.rail.set_count, self)
        self.desk.favourites.changed.connect(self._marked)
        self._ahead = MakingAhead(self.desk, self)
        self.watching = Watching(self.desk, parts.window, self)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._parts.window.stack.currentWidget()

    def first_look(self) -> FirstLook | None:
        """What the next start can show of where the window is: of the list that is shown, or that
        a record was opened from, or of the first page. None if there is nothing yet."""
        home = self.navigator.page(HOME) if self._home_is_made else None
        found = home.found if isinstance(home, HomePage) else None
        counts = self._counts or {}
        place = self.navigator.history.latest("home", "list")
        page = self.navigator.page(place) if place is not None else None
        if place is not None and place.page == "list" and page is not None:
            from tracker.app.first_list import kept_of

            lists, theme = self.services.lists, self._parts.icons.theme
            # A page of the stack is a QWidget to mypy; that of a list is a ListPage.
            kept = kept_of(page, place, lists, self._parts.today(), theme)  # type: ignore[arg-type]
            if kept is not None:
                return FirstLook(found, counts, ("list", place.kind, place.view), kept)
        if found is None or not counts or not found.records:
            return None
        return FirstLook(found, counts)

    def _open_first(self) -> None:
        page, kind, view = self._first.place if self._first is not None else ("home", "", "")
        if page == "list" and kind in LISTED:
            self.navigator.open_list(kind, view)
        else:
            self.navigator.open_home()

    def close(self) -> None:
        """Free the pages and close the database after what is still being written."""
        self._ahead.stop()
        self.watching.stop()
        self.dialogs.keep_drafts()
        self.navigator.close()
        self._parts.runner.write(self._parts.window, self.services.close)
        self.deleteLater()

    def refresh(self) -> None:
        """Ask for the numbers of the rail and what can be undone."""
        self._counts = None
        call = partial(_frame, self.services, self._parts.today())
        self._parts.runner.read(self, call, self._show_frame, key="frame")
        if not self._home_is_made:
            # The first page asks for all of it, and says how much it is.
            call_home = partial(self.services.home.attention, self._parts.today())
            self._parts.runner.read(
                self, call_home, self._show_attention, self._no_attention, key="attention"
            )

    def open_key(self, key: str) -> None:
        """Show the page of a rail item, a Go command or a line of the palette."""
        kind, _, view = key.partition(":")
        if kind == "home":
            self.navigator.open_home()
        elif kind == "board":
            self.navigator.open_board(view)
        elif kind in LISTED:
            self.navigator.open_list(kind, view)
        elif kind == "owes" and (ref := linked(view)) is not None:
            self._open_owes(ref)
        elif (ref := linked(key)) is not None:
            self.navigator.open_record(ref)

    def _open_owes(self, agreement: RecordRef) -> None:
        from tracker.ui.agreements.page import AgreementPage

        self.navigator.open_record(agreement)
        if isinstance(self.page, AgreementPage):
            self.page.parts.set_current("owes")

    def _home(self, desk: Desk) -> QWidget:
        made = self._make_home(desk)
        self._home_is_made = True
        if isinstance(made, HomePage):
            made.attention_changed.connect(self._parts.window.set_attention)
            if self._first is not None and self._first.home is not None:
                made.show_first(self._first.home)
        return made

    def _show_attention(self, count: int) -> None:
        if not self._home_is_made:
            self._parts.window.set_attention(count)

    def _no_attention(self, error: Exception) -> None:
        """The first page says what is wrong, when somebody opens it."""
        _log.warning("what needs somebody could not be counted", exc_info=error)

    def _changed(self, _change_set: ChangeSet, origin: object) -> None:
        # Whoever announces a change offers its undo afterwards: these are of changes before. What
        # another program did offers none.
        if origin is not self.watching:
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
        actions = self._parts.window.actions_
        actions.set_among(place.position())
        actions.set_list(place.page == "list")
        ref = place.ref
        actions.set_favourite(ref in self.desk.favourites if ref is not None else None)

    def _show_views(self, items: RailItems) -> None:
        self._parts.window.set_views(items)
        if (place := self.navigator.history.current) is not None:
            self._parts.window.mark_place(place)

    def _marked(self, ref: RecordRef) -> None:
        place = self.navigator.history.current
        if place is not None and place.ref == ref:
            self._parts.window.actions_.set_favourite(ref in self.desk.favourites)

    def _look_at_the_day(self) -> None:
        """When the day has turned, everything that is due may have changed."""
        today = self._parts.today()
        if today != self._day:
            self._day = today
            self._ahead.start()
            self.refresh()
            home = self.navigator.page(HOME) if self._home_is_made else None
            if isinstance(home, HomePage):
                home.refresh()
