"""What a list page asks for: its question, the day it is shown as at, the fields there are."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.as_at import AS_AT, as_at
from tracker.domain.changes import ChangeSet
from tracker.domain.filter_text import simplified
from tracker.domain.list_views import ListArrangement, ListQuery, ShownList
from tracker.domain.records import Deliverable
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.kinds import KINDS
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.records_list.doing import ListActions
from tracker.ui.records_list.source import PageQuery, ServiceRows
from tracker.ui.records_list.switcher import TRASH
from tracker.ui.records_list.view import ListPageView


class ListAsking(ListActions):
    """Asks in the background, again after every change; a page that is not seen does so when it is
    shown."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, kind, parent)
        self._look = KINDS[kind]
        self._day: date | None = None
        self._stale = False
        lists = desk.services.lists
        self.view = ListPageView(desk.icons, self._look, lists.built_in(kind), desk.today)
        source = ServiceRows(lists, kind, self.day, desk.language)
        self.model = WindowedTableModel(source, desk.runner, self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._renew_fields()
            self.model.refresh()

    @property
    def is_trash(self) -> bool:
        return self._shown.key == TRASH

    # --- the day ----------------------------------------------------------------------------------

    def shown_day(self) -> date | None:
        """The other day than today that the list is shown as at."""
        return self._day

    def day(self) -> date:
        """The day that the list is shown as at."""
        return self._day or self.desk.today()

    def to_today(self) -> None:
        self.view.bar.set_day(None)
        self.view.pane.table.setFocus()

    def choose_day(self) -> None:
        if self._has_days():
            shown = self.view.as_at.edit if self._day is not None else self.view.day
            self.view.bar.edit_day(shown)

    def _has_days(self) -> bool:
        """Whether records of this list stand differently on different days."""
        return AS_AT in {field.key for field in self.view.bar.fields}

    def _take_day(self) -> None:
        """What the filter says of the day: told above the list, and the rows only shown."""
        self._day = as_at(self.view.bar.filter())
        self.view.as_at.show_day(self._day, self.desk.today())
        self.view.offer_day(self._day is None and self._has_days())
        self.view.pane.table.editing.allowed = self._day is None

    # --- the question -----------------------------------------------------------------------------

    def query(self) -> ListQuery:
        """What the list is asked for now."""
        services = self.desk.services
        return ListQuery(
            self.view.bar.filter(), self.desk.today(), trash=self.is_trash, me=services.who
        )

    def shown_list(self) -> ShownList:
        """The list as it stands on the screen."""
        name = self.view.views.name_of(self._shown.key) if self._shown.key else ""
        title = f"{self._look.many} – {name}" if name else self._look.many
        if self._day is not None:
            title = tr("{list} as at {date}", list=title, date=self._day.isoformat())
        keys = self.view.pane.table.shown_keys()
        selected = tuple(self.view.pane.table.selected_ids())
        return ShownList(self.kind, self.query(), self.model.sort_keys, keys, title, selected)

    def _ask(self) -> None:
        self._take_day()
        words = self.view.bar.words()
        said = tr("Nothing fits: {filter}.", filter=words) if words else ""
        self.view.pane.set_filter_words(said)
        base = simplified(self._shown.arrangement.filter)
        self.model.ask(PageQuery(self.query(), base))

    def _counted(self) -> None:
        self._renew_fields()  # another program may have written types
        self.view.count.setText(f"{self.model.count:,}")

    def _changed(self, _change_set: ChangeSet, _origin: object) -> None:
        # A list shows names of other records too, so any change may concern it.
        if self.isVisible():
            self._renew_fields()
            self.model.refresh()
        else:
            self._stale = True

    def _renew_fields(self) -> None:
        """Somebody changed the types of deliverables: there are other columns and filters."""
        services = self.desk.services
        if self._types is services.types or self.kind != Deliverable.key:
            return
        self._types = services.types
        self.view.bar.set_fields(services.lists.filter_fields(self.kind))
        before = ListArrangement(self.view.bar.filter())
        now, problems = services.views.checked(self.kind, before)
        if problems:
            self.view.bar.set_filter(now.filter)
        self.model.renew_columns()
        self.view.pane.table.order_sections()
        self.saved.load()
        if self.model.has_answer:
            self._filter_changed()
