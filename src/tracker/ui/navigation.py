"""The way from any page to any other, with back and forward; pages are made when first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.trashing import bring_back, move_to_trash

_MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where the window is: page "home", "list" (of a kind, in a view) or "record"."""

    page: str
    kind: str = ""
    view: str = ""
    id: int = 0


HOME = Place("home")


class History:
    """The places visited, as in a browser."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place shown now."""
        return self._places[self._at] if self._places else None

    @property
    def can_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at < len(self._places) - 1

    def go(self, place: Place) -> None:
        """Visit a place; what lay ahead is forgotten."""
        if place == self.current:
            return
        self._places = [*self._places[: self._at + 1], place][-_MOST_PLACES:]
        self._at = len(self._places) - 1

    def step(self, by: int) -> Place | None:
        """Go one back (-1) or forward (1); None if there is nothing there."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self.current

    def forget(self, place: Place) -> None:
        """Drop a place that is gone, and doubles that this leaves."""
        kept: list[Place] = []
        at = 0
        for number, each in enumerate(self._places):
            if each != place and (not kept or kept[-1] != each):
                kept.append(each)
            if number == self._at:
                at = max(0, len(kept) - 1)
        self._places, self._at = kept, at if kept else -1

    def records(self) -> list[RecordRef]:
        """The records visited, the latest first."""
        places = [place for place in reversed(self._places) if place.page == "record"]
        return list(dict.fromkeys(RecordRef(place.kind, place.id) for place in places))


class ListPage(Protocol):
    """A page that shows a list, narrowed to a view."""

    def show_view(self, view: str) -> None: ...


class RecordPage(Protocol):
    """A page that shows one record after another."""

    def show_record(self, id: int) -> None: ...


@dataclass(frozen=True)
class Pages:
    """How pages are made. A kind without a record page is opened in its form."""

    home: Callable[[Desk], QWidget]
    list: Callable[[Desk, str], QWidget]
    records: Mapping[str, Callable[[Desk], QWidget]] = field(default_factory=dict)


class Dialogs(Protocol):
    """How forms and dialogs are opened."""

    def create(self, kind: str, prefill: Mapping[str, Any] | None) -> None: ...
    def edit(self, ref: RecordRef) -> None: ...
    def log(self, deliverable_id: int | None) -> None: ...
    def summary(self, agreement_id: int) -> None: ...


class WindowNavigator(QObject):
    """Implements `tracker.ui.desk.Navigator` on a stack of pages."""

    place_changed = Signal(object)

    def __init__(self, stack: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = History()
        self._stack = stack
        self._made: dict[tuple[str, str], QWidget] = {}
        self._desk: Desk | None = None
        self._pages: Pages | None = None
        self._dialogs: Dialogs | None = None

    def start(self, desk: Desk, pages: Pages, dialogs: Dialogs) -> None:
        """Say on whose behalf it navigates; before anything else is called."""
        self._desk, self._pages, self._dialogs = desk, pages, dialogs

    def close(self) -> None:
        """Free every page."""
        for page in self._made.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._made.clear()

    # --- pages ----------------------------------------------------------------------------------

    def open_home(self) -> None:
        """Show the first page."""
        self._go(HOME)

    def open_list(self, kind: str, view: str = "") -> None:
        self._go(Place("list", kind, view))

    def open_record(self, ref: RecordRef) -> None:
        if self._pages is not None and ref.kind in self._pages.records:
            self._go(Place("record", ref.kind, "", ref.id))
        else:
            self.edit(ref)

    def back(self) -> None:
        """Show the page before this one."""
        if (place := self.history.step(-1)) is not None:
            self._show(place)

    def forward(self) -> None:
        """Show the page after this one."""
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

    def recent(self) -> list[RecordRef]:
        """The records visited, the latest first."""
        return self.history.records()

    # --- actions --------------------------------------------------------------------------------

    def create(self, kind: str, prefill: Mapping[str, Any] | None = None) -> None:
        if self._dialogs is not None:
            self._dialogs.create(kind, prefill)

    def edit(self, ref: RecordRef) -> None:
        if self._dialogs is not None:
            self._dialogs.edit(ref)

    def trash(self, ref: RecordRef) -> None:
        self.trash_all([ref])

    def trash_all(self, refs: Sequence[RecordRef]) -> None:
        """Move several records to the trash; one undo brings them all back."""
        if self._desk is not None:
            move_to_trash(self._desk, self, refs, partial(self._leave, tuple(refs)))

    def restore(self, ref: RecordRef) -> None:
        if self._desk is not None:
            bring_back(self._desk, self, [ref])

    def log_progress(self, deliverable_id: int | None = None) -> None:
        if self._dialogs is not None:
            self._dialogs.log(deliverable_id)

    def export_summary(self, agreement_id: int) -> None:
        if self._dialogs is not None:
            self._dialogs.summary(agreement_id)

    def undo(self, change_set_id: int | None = None) -> None:
        if self._desk is not None:
            call = partial(self._desk.services.undo.undo, change_set_id)
            self._desk.runner.write(self, call, self._undone)

    def redo(self, change_set_id: int | None = None) -> None:
        """Repeat what was undone last; if a change set is named, only what that one undid."""
        if self._desk is not None:
            call = partial(self._desk.services.undo.redo, change_set_id)
            self._desk.runner.write(self, call, self._redone)

    # --- inside ---------------------------------------------------------------------------------

    def _go(self, place: Place) -> None:
        # Made before it is a place visited: a page that fails leaves everything as it was.
        self.page(place)
        self.history.go(place)
        self._show(place)

    def _show(self, place: Place) -> None:
        page: Any = self.page(place)
        if place.page == "list":
            page.show_view(place.view)
        elif place.page == "record":
            page.show_record(place.id)
        self._stack.setCurrentWidget(page)
        page.setFocus()
        self.place_changed.emit(place)

    def _make(self, place: Place) -> QWidget:
        assert self._desk is not None
        assert self._pages is not None
        if place.page == "list":
            return self._pages.list(self._desk, place.kind)
        if place.page == "record":
            return self._pages.records[place.kind](self._desk)
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

    def _undone(self, change_set: ChangeSet) -> None:
        if self._desk is not None:
            self._desk.bus.announce(change_set, self)
            text = tr("Undone: {action}", action=change_set.action)
            self._desk.messages.toast(text, tr("Redo"), partial(self.redo, change_set.id))

    def _redone(self, change_set: ChangeSet) -> None:
        if self._desk is not None:
            self._desk.bus.announce(change_set, self)
            text = tr("Done again: {action}", action=change_set.action)
            self._desk.messages.toast(text, tr("Undo"), partial(self.undo, change_set.id))
