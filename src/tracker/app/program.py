"""The program behind the window: opens databases, one at a time, and closes them."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tracker.app.collecting import Collector
from tracker.app.commands import Commands
from tracker.app.finding import Finding
from tracker.app.first_look import keep
from tracker.app.opening import Target, first_target, open_target, user_name
from tracker.config import Paths
from tracker.domain.refs import RecordRef
from tracker.errors import NotFound
from tracker.i18n import mark
from tracker.ui.icons import Icons
from tracker.ui.main_window import MainWindow
from tracker.ui.memory import Memory
from tracker.ui.messages import Messages
from tracker.ui.tasks import TaskRunner
from tracker.ui.widgets.focus_keeper import FocusKeeper
from tracker.ui.widgets.plain_text import let_go_of_clipboard

if TYPE_CHECKING:
    from tracker.app.first_page import FirstPage
    from tracker.app.session import Session
    from tracker.services import Services
    from tracker.ui.navigation import Pages

_KIND = mark("Partnership database")
# The window's thread waits so long for its turn while another computes, again and again in every
# painting; usual are 5 ms. A frame of a list took 8 ms beside a busy reader, and takes 4.
_TURN_S = 0.001
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
        window: MainWindow | None = None,
    ) -> None:
        """`window` may be on the screen already, with what is seen of it at first."""
        super().__init__()
        self._collector = Collector(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            FocusKeeper(application, self)
        sys.setswitchinterval(_TURN_S)
        self._icons, self._messages = icons, messages
        self._memory, self._paths, self._today = memory, paths, today
        self.runner = TaskRunner(messages, self)
        self.window = window or MainWindow(icons, memory)
        self.window.settle()
        self._pages = pages
        self.session: Session | None = None
        self._target: Target | None = None
        self._language = language
        self._first: FirstPage | None = None
        self._then: Callable[[Session], None] | None = None
        self.finding = Finding(self, icons)
        self._commands = Commands(self, icons, messages, memory, paths)
        self._show_recent()

    # --- databases ------------------------------------------------------------------------------

    def start(
        self,
        named: Path | None = None,
        *,
        samples: bool = False,
        first: FirstPage | None = None,
    ) -> None:
        """Open what is to be opened at the start; its `first` page stands there already."""
        self._first = first
        if first is not None:
            first.opened.connect(self.open_record)
        self.open(first_target(self._paths, self._memory.settings, named, samples=samples))
        self.runner.read(self, _clear_old_copies, _nothing)

    def open(self, target: Target) -> None:
        """Open a database in the background; what is open stays until that has succeeded."""
        self._target = target
        if self.session is None and not self._is_first_shown:
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
            self.open(self._target._replace(create=True))

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
            today = self._today()
            look = self.session.first_look() if idle else None
            services = self.session.services
            services.close()
            if look is not None:
                keep(self._paths, services.database_path, look, self._language, today)
            self.session = None
        self._memory.save()

    def _opened(self, target: Target, services: Services) -> None:
        services.forbid_thread(threading.get_ident())
        history = None
        if self.session is None:
            self._collector.leave_out()
        else:
            if self.session.services.database_path == services.database_path:
                # Opened anew, as under another name of the person: they stay where they were.
                history = self.session.navigator.history
            self.session.close()
        self.session = self._session_on(services)
        if history is not None:
            self.session.navigator.take_up(history)
        then, self._then = self._then, None
        if self._first is not None:
            self._first.give_way_to(self.session.page)
            self._first = None
        self.finding.use(services)
        # A mark is kept at once: it is nowhere else.
        self.session.desk.favourites.changed.connect(self._marked)
        self._commands.listen_to_mouse()
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
            self._memory,
            self._paths,
            self._today,
            self._language,
        )
        pages = self._pages or window_pages(self._memory)
        return Session(parts, services, pages, self, self._first)

    def _not_opened(self, target: Target, error: Exception) -> None:
        if self.session is not None:
            self._messages.show_error(self.window, error)
            return
        if self._first is not None:
            self._first.end()
        self._first = self._then = None
        self.window.show_start()
        offered = target.offer and isinstance(error, NotFound)
        self.window.start.say_error(target.path, error, can_create=offered)

    # --- the frame ------------------------------------------------------------------------------

    def when_open(self, call: Callable[[Session], None]) -> bool:
        """Now, or once the database is open whose first page is shown already; False if neither."""
        if self.session is not None:
            call(self.session)
        elif self._is_first_shown:
            self._then = call
        return self.session is not None or self._is_first_shown

    @property
    def _is_first_shown(self) -> bool:
        return self._first is not None and self._first.view is not None

    def _marked(self, _ref: RecordRef) -> None:
        self.save_memory()

    def save_memory(self) -> None:
        """Write the settings file, in the background."""
        self.runner.read(self, self._memory.save, _nothing)

    def open_record(self, ref: RecordRef) -> None:
        """Show a record's page, once the database is open."""
        self.when_open(partial(_go_to, ref))

    def _show_recent(self) -> None:
        self.window.menus.set_recent(self._memory.settings.recent)


def _go_to(ref: RecordRef, session: Session) -> None:
    session.navigator.open_record(ref)


def _clear_old_copies() -> None:
    from tracker.services.opened_copies import clear_old_copies

    clear_old_copies()


def _nothing(_answer: object) -> None:
    return None
