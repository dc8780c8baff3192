"""The saved views of one list: read in the background, kept, renamed, pinned, removed, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.list_views import ListArrangement
from tracker.errors import InvalidDraft, TrackerError
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.records_list.switcher import SAVED
from tracker.ui.trashing import say_done

if TYPE_CHECKING:
    from tracker.services.views import SavedListView, ViewSaved
    from tracker.ui.records_list.naming import NameDialog

KIND = "saved_view"


class SavedViews(QObject):
    """`loaded` when they are known or others; `saved(id)` after one was kept under a new name."""

    loaded = Signal()
    saved = Signal(int)

    def __init__(self, desk: Desk, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self.is_loaded = False
        self.views: list[SavedListView] = []
        desk.bus.changed.connect(self._changed)

    def load(self) -> None:
        """Read them."""
        call = self._desk.services.views.all
        self._desk.runner.read(self, call, self._take, self._not_read, key="views")

    def key_of(self, id: int) -> str:
        """The key of a view, as places name it."""
        return f"{SAVED}{id}"

    def kept(self, key: str) -> SavedListView | None:
        """A view by its key; None if the key is of another kind of view, or it is gone."""
        return next((view for view in self.views if self.key_of(view.id) == key), None)

    def save_as(self, arrangement: ListArrangement, name: str, parent: QWidget) -> None:
        """Ask for a name and keep a new view."""
        self._ask(tr("Save as a view"), name, parent, partial(self._save_new, arrangement))

    def save(self, view: SavedListView, arrangement: ListArrangement) -> None:
        """Keep a changed view under its name."""
        kept = replace(arrangement, pinned=view.arrangement.pinned)
        call = partial(self._desk.services.views.save, self._kind, view.name, kept, view.id)
        text = tr("The view {name} is saved", name=view.name)
        self._desk.runner.write(self, call, partial(self._done, text))

    def rename(self, view: SavedListView, parent: QWidget) -> None:
        """Ask for another name."""
        self._ask(tr("Rename the view"), view.name, parent, partial(self._rename, view.id))

    def remove(self, view: SavedListView) -> None:
        """Remove a view, with an undo to hand."""
        call = partial(self._desk.services.views.remove, view.id)
        self._desk.runner.write(self, call, partial(self._removed, view.name))

    def pin(self, view: SavedListView, pinned: bool) -> None:
        """Show a view in the rail, or no longer."""
        call = partial(self._desk.services.views.pin, view.id, pinned)
        text = (
            tr("{name} is pinned to the side", name=view.name)
            if pinned
            else tr("{name} is no longer pinned", name=view.name)
        )
        self._desk.runner.write(self, call, partial(self._done, text))

    # --- inside -----------------------------------------------------------------------------------

    def _ask(
        self, title: str, name: str, parent: QWidget, named: Callable[[NameDialog, str], None]
    ) -> None:
        from tracker.ui.records_list.naming import NameDialog

        dialog = NameDialog(self._desk.icons, title, name, parent)
        dialog.named.connect(partial(named, dialog))
        dialog.open()

    def _save_new(self, arrangement: ListArrangement, dialog: NameDialog, name: str) -> None:
        call = partial(self._desk.services.views.save, self._kind, name, arrangement)
        text = tr("The view {name} is saved", name=name)
        done = partial(self._named, dialog, text, True)
        self._desk.runner.write(self, call, done, partial(self._refused, dialog))

    def _rename(self, id: int, dialog: NameDialog, name: str) -> None:
        call = partial(self._desk.services.views.rename, id, name)
        text = tr("The view is called {name} now", name=name)
        done = partial(self._named, dialog, text, False)
        self._desk.runner.write(self, call, done, partial(self._refused, dialog))

    def _named(self, dialog: NameDialog, text: str, new: bool, result: ViewSaved) -> None:
        dialog.accept()
        self._done(text, result)
        if new:
            self.saved.emit(result.id)

    def _refused(self, dialog: NameDialog, error: Exception) -> None:
        if isinstance(error, InvalidDraft):
            dialog.say("; ".join(problem.message for problem in error.problems))
        elif isinstance(error, TrackerError):
            dialog.say(str(error))
        else:
            dialog.reject()
            self._desk.messages.show_error(None, error)

    def _done(self, text: str, result: ViewSaved) -> None:
        say_done(self._desk, self, text, result.change_set)

    def _removed(self, name: str, change_set: ChangeSet | None) -> None:
        say_done(self._desk, self, tr("The view {name} is removed", name=name), change_set)

    def _take(self, found: list[SavedListView]) -> None:
        self.views = [view for view in found if view.kind == self._kind]
        self.is_loaded = True
        self.loaded.emit()

    def _not_read(self, error: Exception) -> None:
        """The list itself goes on without them."""
        self._desk.messages.show_error(None, error)
        self._take(self.views)

    def _changed(self, change_set: ChangeSet, _origin: object) -> None:
        if change_set.touches(KIND):
            self.load()
