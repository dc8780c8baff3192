"""The palette, made when it is first asked for, and joined to the program."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from tracker.domain.refs import RecordRef
from tracker.ui.icons import Icons
from tracker.ui.places import Place

if TYPE_CHECKING:
    from tracker.app.program import Program
    from tracker.app.session import Session
    from tracker.services import Services
    from tracker.ui.favourites import Favourites
    from tracker.ui.search.palette import SearchPalette


class Finding(QObject):
    """Opens `palette` over the window; it searches the database that is open."""

    def __init__(self, program: Program, icons: Icons) -> None:
        super().__init__(program)
        self._program, self._icons = program, icons
        self._services: Services | None = None
        self.palette: SearchPalette | None = None

    def use(self, services: Services | None) -> None:
        """The database to search; None while there is none."""
        self._services = services
        if self.palette is not None:
            self.palette.use(services)

    def open(self) -> None:
        """Show the palette."""
        if self._services is not None:
            if self.palette is None:
                self.palette = self._made()
                self.palette.use(self._services)
            self.palette.open()

    def open_all(self) -> None:
        """Show the page of everything that is found, with the text of the palette if it is open."""
        text = ""
        if self.palette is not None and self.palette.isVisible():
            text = self.palette.typed_text()
        self._show_all(text)

    def _made(self) -> SearchPalette:
        from tracker.ui.search.palette import SearchPalette

        window = self._program.window
        palette = SearchPalette(
            self._icons,
            self._program.runner,
            window,
            visited=self._visited,
            commands=window.actions_.offered,
            favourites=self._favourites,
        )
        palette.chosen.connect(self._program.open_record)
        palette.went.connect(self._go)
        palette.glanced.connect(self._glance)
        palette.all_wanted.connect(self._show_all)
        for key, action in window.actions_.all():
            if key != "search":
                # What a shortcut does is to be seen, and not to lie under the palette.
                action.triggered.connect(palette.dismiss)
        return palette

    def _visited(self) -> list[RecordRef]:
        session = self._program.session
        return session.navigator.recent() if session is not None else []

    def _favourites(self) -> Favourites | None:
        session = self._program.session
        return session.desk.favourites if session is not None else None

    def _go(self, key: str) -> None:
        self._program.when_open(methodcaller("open_key", key))

    def _glance(self, ref: RecordRef) -> None:
        self._program.when_open(partial(_glance_at, ref))

    def _show_all(self, text: str) -> None:
        self._program.when_open(partial(_search_for, text))


def _glance_at(ref: RecordRef, session: Session) -> None:
    session.navigator.quick_look(ref)


def _search_for(text: str, session: Session) -> None:
    session.navigator.open_search(text)
    page = session.navigator.page(Place("search"))
    page.setFocus(Qt.FocusReason.ShortcutFocusReason)
