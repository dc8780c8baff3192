"""The program behind the window: opens databases, one at a time, and closes them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from tracker.app.collecting import Collector
from tracker.app.commands import Commands
from tracker.app.first_look import FirstLook, keep
from tracker.app.opening import Target, first_target, open_target, user_name
from tracker.config import Paths
from tracker.domain.refs import RecordRef
from tracker.errors import NotFound
from tracker.i18n import mark
from tracker.ui.home.needs import attention
from tracker.ui.home.view import HomeView
from tracker.ui.icons import Icons
from tracker.ui.main_window import MainWindow
from tracker.ui.memory import Memory
from tracker.ui.messages import Messages
from tracker.ui.tasks import TaskRunner
from tracker.ui.widgets.plain_text import let_go_of_clipboard

if TYPE_CHECKING:
    from tracker.app.session import Session
    from tracker.services import Services
    from tracker.ui.navigation import Pages
    from tracker.ui.search.palette import SearchPalette

_KIND = mark("Partnership database")
_log = logging.getLogger(__name__)


class Program(QObject):
    """Keeps the window and at most one open database (`session`)."""

    def __init__(
        self,
        icons: Icons,
        messages: Messages,
        memory: Memory,
        paths: Paths,
        today: Callable[[], date],
        *,
        language: str = "en",
        pages: Pages | None = None,
    ) -> None:
        super().__init__()
        Collector(self)
        self._icons, self._messages = icons, messages
        self._memory, self._paths, self._today = memory, paths, today
        self.runner = TaskRunner(messages, self)
        self.window = MainWindow(icons, memory)
        self._pages = pages
        self.session: Session | None = None
        self._target: Target | None = None
        self._language = language
        self._look: FirstLook | None = None
        self._look_view: HomeView | None = None
        self._then: Callable[[Session], None] | None = None
        self.palette: SearchPalette | None = None
        Commands(self, icons, messages, memory, paths)
        self._show_recent()

    # --- databases ------------------------------------------------------------------------------

    def start(
        self,
        named: Path | None = None,
        *,
        samples: bool = False,
        look: FirstLook | None = None,
    ) -> None:
        """Open what is to be opened at the start; a `look` at its first page is shown before."""
        target = first_target(self._paths, self._memory.settings, named, samples=samples)
        if look is None:
            self.open(target)
        else:
            self._target = target
            self._show_look(look)
            # Opened once it is on the screen, which the imports of the services would only delay.
            self.window.painted.connect(self._after_look, Qt.ConnectionType.QueuedConnection)

    def open(self, target: Target) -> None:
        """Open a database in the background; what is open stays until that has succeeded."""
        self._target = target
        if self.session is None and self._look is None:
            self.window.start.say_opening(target.path)
            self.window.show_start()
        who = self._memory.settings.recorder or user_name()
        self.runner.read(
            self,
            partial(open_target, target, who, self._today),
            partial(self._opened, target),
            partial(self._not_opened, target),
        )

    def retry(self) -> None:
        """Open what could not be opened once more."""
        if self._target is not None:
            self.open(self._target)

    def create(self) -> None:
        """Make the database that was named but is not there."""
        if self._target is not None:
            self.open(replace(self._target, create=True))

    def keep_drafts(self, *_session: object) -> None:
        """Write what is typed and not saved, at once: the computer may be shutting down."""
        if self.session is not None:
            self.session.dialogs.keep_drafts()

    def shutdown(self) -> None:
        """Finish what is being written, close the database, remember the settings."""
        # Before the runner ends: what it is asked to write then drops its draft itself.
        self.keep_drafts()
        let_go_of_clipboard()
        idle = not self.runner.is_busy
        self.runner.shutdown()
        if self.session is not None:
            look = self.session.first_look() if idle else None
            services = self.session.services
            services.close()
            if look is not None:
                keep(self._paths, services.database_path, look, self._language)
            self.session = None
        self._memory.save()

    def _opened(self, target: Target, services: Services) -> None:
        services.forbid_thread(threading.get_ident())
        history = None
        if self.session is not None:
            if self.session.services.database_path == services.database_path:
                # Opened anew, as under another name of the person: they stay where they were.
                history = self.session.navigator.history
            self.session.close()
        self.session = self._session_on(services)
        if history is not None:
            self.session.navigator.take_up(history)
        then = self._then
        self._end_look()
        self._use_palette(services)
        if target.remember:
            self._memory.change(last_database=str(target.path))
        self._memory.opened(target.path)
        self._show_recent()
        self.save_memory()
        _log.info("the database is open")
        if then is not None:
            then(self.session)

    def _session_on(self, services: Services) -> Session:
        # Imported here, since the first page of last time is shown without them.
        from tracker.app.pages import window_pages
        from tracker.app.session import Parts, Session

        parts = Parts(
            self.window,
            self.runner,
            self._messages,
            self._icons,
            self._paths,
            self._today,
            self._language,
        )
        pages = self._pages or window_pages(self._memory)
        return Session(parts, services, pages, self, self._look)

    def _not_opened(self, target: Target, error: Exception) -> None:
        if self.session is not None:
            self._messages.show_error(self.window, error)
            return
        self._end_look()
        self.window.show_start()
        offered = target.offer and isinstance(error, NotFound)
        self.window.start.say_error(target.path, error, can_create=offered)

    # --- the first page of last time ------------------------------------------------------------

    def _show_look(self, look: FirstLook) -> None:
        view = HomeView(self._icons)
        view.show_overview(look.home)
        view.needs.opened.connect(self._open_record)
        view.side.record_chosen.connect(self._open_record)
        self.window.show_first_look(view)
        self.window.set_counts(look.counts)
        self.window.set_attention(attention(look.home))
        self._look, self._look_view = look, view

    def _after_look(self) -> None:
        _log.info("the first page of last time is shown")
        if self._target is not None:
            self.open(self._target)

    def _end_look(self) -> None:
        if self._look_view is not None:
            self.window.stack.removeWidget(self._look_view)
            self._look_view.deleteLater()
        self._look = self._look_view = self._then = None

    # --- the frame ------------------------------------------------------------------------------

    def when_open(self, call: Callable[[Session], None]) -> bool:
        """Now, or once the database is open whose first page is shown already; False if neither."""
        if self.session is not None:
            call(self.session)
        elif self._look is not None:
            self._then = call
        return self.session is not None or self._look is not None

    def save_memory(self) -> None:
        """Write the settings file, in the background."""
        self.runner.read(self, self._memory.save, _nothing)

    def _use_palette(self, services: Services) -> None:
        """Made with the first database, and not while the window waits to be shown."""
        from tracker.ui.search.palette import SearchPalette

        if self.palette is None:
            self.palette = SearchPalette(
                self._icons,
                self.runner,
                self.window,
                visited=self._visited,
                commands=self.window.actions_.offered,
            )
            self.palette.chosen.connect(self._open_record)
            for key, action in self.window.actions_.all():
                if key != "search":
                    # What a shortcut does is to be seen, and not to lie under the palette.
                    action.triggered.connect(self.palette.dismiss)
        self.palette.use(services)

    def _open_record(self, ref: RecordRef) -> None:
        self.when_open(partial(_go_to, ref))

    def _visited(self) -> list[RecordRef]:
        return self.session.navigator.recent() if self.session is not None else []

    def _show_recent(self) -> None:
        self.window.menus.set_recent(self._memory.settings.recent)


def _go_to(ref: RecordRef, session: Session) -> None:
    session.navigator.open_record(ref)


def _nothing(_answer: object) -> None:
    return None
