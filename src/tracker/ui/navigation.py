"""The way from any page to any other, with back and forward; pages are made when first shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.domain.refs import RecordRef
from tracker.ui.desk import Desk
from tracker.ui.navigation_deeds import NavigatorDeeds
from tracker.ui.navigation_parts import (
    AsksWhatToLog,
    Dialogs,
    LeadsToLog,
    Pages,
    QuickLookPanel,
    ShowsRow,
)
from tracker.ui.places import HOME, History, Place

if TYPE_CHECKING:
    from tracker.domain.filters import Filter


class WindowNavigator(NavigatorDeeds):
    """Implements `tracker.ui.desk.Navigator` on a stack of pages."""

    place_changed = Signal(object)

    def __init__(self, stack: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = History()
        self._stack = stack
        self._made: dict[tuple[str, str], QWidget] = {}
        self._pages: Pages | None = None
        self._glance: QuickLookPanel | None = None

    def start(self, desk: Desk, pages: Pages, dialogs: Dialogs) -> None:
        """Say on whose behalf it navigates; before anything else is called."""
        self._desk, self._pages, self._dialogs = desk, pages, dialogs

    def close(self) -> None:
        """Free every page."""
        for page in self._made.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        if self._glance is not None:
            self._glance.dismiss()
            self._glance.deleteLater()
            self._glance = None

    # --- pages ----------------------------------------------------------------------------------

    def open_home(self) -> None:
        """Show the first page."""
        self._go(HOME)

    def open_list(self, kind: str, view: str = "", filter: Filter | None = None) -> None:
        place = Place("list", kind, view)
        self._go(place)
        if filter is not None:
            page: Any = self.page(place)
            page.show_filter(filter)

    def open_board(
        self, view: str = "", filter: Filter | None = None, *, instead: bool = False
    ) -> None:
        if self._pages is None or self._pages.board is None:
            return
        place = Place("board", "deliverable", view)
        page: Any = self.page(place)
        if filter is not None:
            place = replace(place, standing=page.standing_with(filter))
        if instead:
            self.history.replace(place)
            self._show(place)
        else:
            self._go(place)

    def open_record(self, ref: RecordRef, among: Sequence[int] = ()) -> None:
        if self._pages is not None and ref.kind in self._pages.records:
            self._go(Place("record", ref.kind, "", ref.id, among))
        else:
            self.edit(ref)

    def open_search(self, text: str = "") -> None:
        if self._pages is None or self._pages.search is None:
            return
        place, here = Place("search", "", text), self.history.current
        if here is not None and here.page == place.page:
            # Typing on is no further visit.
            self.history.replace(place if text else here)
            page: Any = self.page(place)
            page.show_text(text or here.view)
        else:
            self._go(place)

    def quick_look(self, ref: RecordRef) -> None:
        if self._glance is None and self._pages is not None and self._pages.quick_look is not None:
            assert self._desk is not None
            self._glance = self._pages.quick_look(self._desk, self._stack)
        if self._glance is not None:
            self._glance.show_record(ref)

    def end_quick_look(self) -> None:
        if self._glance is not None:
            self._glance.dismiss()

    @property
    def is_quick_look(self) -> bool:
        return self._glance is not None and self._glance.isVisible()

    def step_record(self, by: int) -> None:
        """Show the next (1) or previous (-1) record of the list the one shown was opened from.
        Back still leads to where that was."""
        here = self.history.current
        place = here.stepped(by) if here is not None else None
        if place is not None:
            self.history.replace(place)
            self._show(place)

    def toggle_favourite(self) -> None:
        """Mark the record that is shown as a favourite, or no longer."""
        here = self.history.current
        if here is not None and here.ref is not None and self._desk is not None:
            self._desk.favourites.toggle(here.ref)

    def back(self) -> None:
        """Show the page before this one; a list shows the record that was seen last."""
        left = self.history.current
        self._keep_standing()
        if (place := self.history.step(-1)) is not None:
            self._show(place)
            if left is not None and left.page == "record" and left.kind == place.kind:
                page = self.page(place)
                if isinstance(page, ShowsRow):
                    page.show_row(left.id)

    def forward(self) -> None:
        """Show the page after this one."""
        self._keep_standing()
        if (place := self.history.step(1)) is not None:
            self._show(place)

    def take_up(self, history: History) -> None:
        """Go on where another one was, with its way back and forward."""
        self.history = history
        if history.current is not None:
            self._show(history.current)

    def page(self, place: Place) -> QWidget:
        """The page of a place, made when first asked for."""
        key = (place.page, place.kind)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(place)
            self._stack.addWidget(found)
        return found

    def deliverable_in_hand(self) -> int | None:
        """The deliverable that is looked at: beside the page, on its own page or in a list."""
        if self._glance is not None and self._glance.isVisible():
            return self._glance.deliverable_in_hand()
        here = self.history.current
        if here is None:
            return None
        if here.page == "record" and here.kind != "deliverable":
            return None
        page = self.page(here)
        return page.deliverable_in_hand() if isinstance(page, LeadsToLog) else None

    def log_in_hand(self) -> None:
        """Open the log dialog for what is looked at; of several the page says which."""
        id, here = self.deliverable_in_hand(), self.history.current
        start = None
        if id is None and not self.is_quick_look and here and here.page == "record":
            page = self.page(here)
            start = page.log_start() if isinstance(page, AsksWhatToLog) else None
        self.log_progress(id, start)

    def recent(self) -> list[RecordRef]:
        """The records visited, the latest first."""
        return self.history.records()

    # --- inside ---------------------------------------------------------------------------------

    def _go(self, place: Place) -> None:
        # Made before it is a place visited: a page that fails leaves everything as it was.
        self.page(place)
        self._keep_standing()
        self.history.go(place)
        self._show(place)

    def _keep_standing(self) -> None:
        """The page that is left comes back as it stands, where it says how."""
        here = self.history.current
        if here is None:
            return
        page = self._made.get((here.page, here.kind))
        standing = getattr(page, "standing", None)
        if standing is not None and self._stack.currentWidget() is page:
            self.history.replace(replace(here, standing=standing()))

    def _show(self, place: Place) -> None:
        page: Any = self.page(place)
        if place.page == "list":
            page.show_view(place.view)
        elif place.page == "board":
            page.show_board(place.view, place.standing)
        elif place.page == "record":
            page.show_record(place.id)
            page.show_position(place.position())
        elif place.page == "search":
            page.show_text(place.view)
        self.end_quick_look()
        self._stack.setCurrentWidget(page)
        page.setFocus()
        self.place_changed.emit(place)

    def _make(self, place: Place) -> QWidget:
        assert self._desk is not None
        assert self._pages is not None
        if place.page == "list":
            return self._pages.list(self._desk, place.kind)
        if place.page == "board" and self._pages.board is not None:
            return self._pages.board(self._desk)
        if place.page == "record":
            return self._pages.records[place.kind](self._desk)
        if place.page == "search" and self._pages.search is not None:
            return self._pages.search(self._desk)
        return self._pages.home(self._desk)

    def _leave(self, refs: Sequence[RecordRef]) -> None:
        """Do not stay on, or come back to, the page of a record that is gone."""
        before = self.history.current
        for ref in refs:
            self.history.forget(Place("record", ref.kind, "", ref.id))
        if self.history.current is None:
            self.open_home()
        elif self.history.current != before:
            self._show(self.history.current)


__all__ = ["Dialogs", "Pages", "QuickLookPanel", "WindowNavigator"]
