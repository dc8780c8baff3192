"""What a list and a board do alike: views, filter and day from their head, and a record by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.list_views import ListArrangement
from tracker.domain.refs import RecordRef
from tracker.ui.desk import Desk
from tracker.ui.records_list.headed import HeadedView
from tracker.ui.records_list.place import Shown
from tracker.ui.records_list.saved import SavedViews


class HeadedPage(QWidget):
    """Its heir makes `view`, calls `join_head`, and says how its records are shown."""

    view: HeadedView
    saved: SavedViews

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self._shown = Shown()

    def join_head(self) -> None:
        """Let the parts of the head do what they are there for."""
        lists, view = self.desk.services.lists, self.view
        self._built_in = lists.built_in(self.kind)
        self._types = lists.types
        self.saved = SavedViews(self.desk, self.kind, self)
        view.bar.set_fields(lists.filter_fields(self.kind))
        view.bar.changed.connect(self._filter_changed)
        view.bar.below_requested.connect(self.to_records)
        view.views.chosen.connect(self._choose_view)
        view.views.asked.connect(self._view_asked)
        view.shown_as.changed.connect(self._show_as)
        view.day.clicked.connect(self.choose_day)
        view.as_at.edit_requested.connect(self.choose_day)
        view.as_at.back_requested.connect(self.to_today)
        view.new.clicked.connect(self.create_record)
        self.saved.loaded.connect(self._views_loaded)
        self.saved.saved.connect(self._open_saved)
        self.desk.bus.changed.connect(self._changed)
        self.add_key(QKeySequence(QKeySequence.StandardKey.Find), self, self.to_filter)

    # --- for its heir to say ----------------------------------------------------------------------

    def arrangement(self) -> ListArrangement:
        """The view as it stands, to be kept."""
        raise NotImplementedError

    def open_view(self, view: str = "") -> None:
        """Show another view, as a page of its own to come back from."""
        raise NotImplementedError

    def to_records(self) -> None:
        """The keys go to what the filter has found."""
        raise NotImplementedError

    def choose_day(self) -> None:
        """Ask for another day to look at."""
        raise NotImplementedError

    def to_today(self) -> None:
        """Show the records as they stand today."""
        raise NotImplementedError

    def _show_place(self) -> None:
        raise NotImplementedError

    def _filter_changed(self) -> None:
        raise NotImplementedError

    def _views_loaded(self) -> None:
        raise NotImplementedError

    def _show_as(self, key: str) -> None:
        raise NotImplementedError

    def _changed(self, change_set: ChangeSet, origin: object) -> None:
        raise NotImplementedError

    # --- views and filter -------------------------------------------------------------------------

    def _view_asked(self, what: str) -> None:
        """What the menu of views asks for the one that is shown."""
        now = self.arrangement()
        view = self.saved.kept(self._shown.key)
        if what == "save_as":
            self.saved.save_as(replace(now, pinned=False), "", self)
        elif what == "reset":
            self._reset_view()
        elif view is None:
            return
        elif what == "save":
            self.saved.save(view, now)
        elif what == "rename":
            self.saved.rename(view, self)
        elif what == "delete":
            # Left before it goes: that it is gone would be said as if it were amiss.
            self.open_view()
            self.saved.remove(view)
        else:
            self.saved.pin(view, what == "pin")

    def _reset_view(self) -> None:
        """As the view was kept."""
        self._show_place()

    def _choose_view(self, view: str) -> None:
        self.open_view(view)

    def _open_saved(self, id: int) -> None:
        self.open_view(self.saved.key_of(id))

    def _clear_filter(self) -> None:
        """Back to what the view itself shows."""
        self.view.bar.go_back_to(self._shown.arrangement.filter)
        self._filter_changed()

    def to_filter(self) -> None:
        """The keys go to the filter."""
        self.view.bar.line.setFocus()
        self.view.bar.line.selectAll()

    # --- records ----------------------------------------------------------------------------------

    def add_key(self, keys: QKeySequence, of: QWidget, slot: Callable[[], None]) -> None:
        """Keys that count while `of`, or what stands in it, has the focus."""
        shortcut = QShortcut(keys, of)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def edit(self, id: int) -> None:
        """Open a record's form."""
        self.desk.navigator.edit(RecordRef(self.kind, id))

    def create_record(self) -> None:
        """Open an empty form."""
        self.desk.navigator.create(self.kind)

    def quick_look(self, id: int) -> None:
        """Show a record beside the page, or take it away again."""
        navigator = self.desk.navigator
        if navigator.is_quick_look:
            navigator.end_quick_look()
        elif id:
            navigator.quick_look(RecordRef(self.kind, id))

    def follow_quick_look(self, id: int) -> None:
        """While it is open, it shows the record that has the focus."""
        navigator = self.desk.navigator
        if id and self.isVisible() and navigator.is_quick_look:
            navigator.quick_look(RecordRef(self.kind, id))
