"""The first page: reads what needs somebody today, and leads on from there."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.resources import data_path
from tracker.ui.desk import Desk
from tracker.ui.home.needs import ListLink, attention
from tracker.ui.home.shown import HomeShown, shown_of
from tracker.ui.home.unsaved import Unsaved
from tracker.ui.home.view import HomeView

if TYPE_CHECKING:
    from tracker.services import Services

# More than the page shows of any kind, so that what is counted twice can be told apart.
_MOST = 60
_log = logging.getLogger(__name__)


def _find(services: Services, today: date) -> HomeShown:
    records = sum(
        services.lists.total(kind)
        for kind in ("agreement", "deliverable", "organisation", "contact")
    )
    return shown_of(services.home.overview(today, _MOST), records)


class HomePage(QWidget):
    """`attention_changed(count)` after every change, also while another page is shown."""

    attention_changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: HomeShown | None = None
        self._shown: HomeShown | None = None
        self._is_fresh = False
        self.view = HomeView(desk.icons)
        self.setAccessibleName(tr("Home"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.unsaved = Unsaved(desk)
        column.addWidget(self.unsaved)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view.first_focus())
        self.view.needs.opened.connect(self._open)
        self.view.needs.list_wanted.connect(self._open_list)
        self.view.needs.log_wanted.connect(self._log)
        self.view.side.status_chosen.connect(self._open_status)
        self.view.side.record_chosen.connect(self._open)
        self.view.new_requested.connect(self._create)
        self.view.samples_requested.connect(self._load_samples)
        desk.bus.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Ask again, as after a change or when the day has turned."""
        self._is_fresh = False
        desk = self._desk
        call = partial(_find, desk.services, desk.today())
        desk.runner.read(self, call, self._take, key="home")

    @property
    def found(self) -> HomeShown | None:
        """What there is now; None while that is being asked."""
        return self._found if self._is_fresh else None

    def show_first(self, shown: HomeShown) -> None:
        """Show this until the answer is there."""
        self._found = shown
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()
        self.unsaved.look()

    def event(self, event: QEvent) -> bool:
        # A dialog over the page was closed: its text may wait as a draft now, or no longer.
        if event.type() == QEvent.Type.WindowUnblocked and self.isVisible():
            self.unsaved.look()
        return super().event(event)

    def _changed(self, _change_set: ChangeSet, _origin: object) -> None:
        self.refresh()
        if self.isVisible():
            self.unsaved.look()

    def _take(self, found: HomeShown) -> None:
        self._found, self._is_fresh = found, True
        self.attention_changed.emit(attention(found))
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        """Show what was found last; not at all while nobody sees it."""
        found = self._found
        if found is None or found == self._shown:
            return
        self._shown = found
        self.view.show_overview(found)
        _log.debug("the first page is shown")

    # --- the ways on ----------------------------------------------------------------------------

    def _open(self, ref: RecordRef) -> None:
        self._desk.navigator.open_record(ref)

    def _open_list(self, link: ListLink) -> None:
        self._desk.navigator.open_list(link.kind, link.view)

    def _open_status(self, status: str) -> None:
        view = "overdue" if status == "overdue" else f"status:{status}"
        self._desk.navigator.open_list("deliverable", view)

    def _log(self, deliverable_id: int) -> None:
        self._desk.navigator.log_progress(deliverable_id)

    def _create(self) -> None:
        self._desk.navigator.create("agreement")

    def _load_samples(self) -> None:
        desk = self._desk
        self.view.set_loading(True)
        call = partial(desk.services.samples.load, data_path("sample"), desk.today())
        desk.runner.write(self, call, self._loaded, self._not_loaded)

    def _loaded(self, change_set: ChangeSet | None) -> None:
        self.view.set_loading(False)
        if change_set is not None:
            self._desk.bus.announce(change_set, self)
            self._desk.messages.toast(
                tr("The sample partnerships are here. One undo removes them."),
                tr("Undo"),
                partial(self._remove_samples, change_set.id),
            )

    def _remove_samples(self, change_set_id: int) -> None:
        desk = self._desk
        desk.runner.write(self, partial(desk.services.undo.undo, change_set_id), self._removed)

    def _removed(self, change_set: ChangeSet) -> None:
        self._desk.bus.announce(change_set, self)

    def _not_loaded(self, error: Exception) -> None:
        self.view.set_loading(False)
        self._desk.messages.show_error(self, error)
