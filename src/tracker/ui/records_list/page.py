"""The list page of any kind of record: filter, views, arrangement; open, make, change, trash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.as_at import AS_AT, as_at
from tracker.domain.changes import ChangeSet
from tracker.domain.filter_text import simplified
from tracker.domain.filters import EVERYTHING, Filter
from tracker.domain.list_views import ListArrangement, ListQuery, ShownList
from tracker.domain.records import Deliverable
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.kinds import KINDS
from tracker.ui.lists.arranging import from_state
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.memory import Memory
from tracker.ui.records_list.cells import CellSaving
from tracker.ui.records_list.doing import ListActions
from tracker.ui.records_list.place import FILTER, Shown, shown_by
from tracker.ui.records_list.saved import SavedViews
from tracker.ui.records_list.source import PageQuery, ServiceRows
from tracker.ui.records_list.switcher import SAVED, TRASH
from tracker.ui.records_list.view import ListPageView


class ListPage(ListActions):
    """`show_view(view)`: "" for all, a built-in view, "trash", "saved:7" or "filter:status:…"."""

    def __init__(
        self, desk: Desk, kind: str, memory: Memory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, kind, parent)
        self._memory = memory
        self._look = KINDS[kind]
        self._place = ""
        self._shown = Shown()
        self._day: date | None = None
        self._kept = ListArrangement()
        self._stale = False
        lists = desk.services.lists
        self._built_in = lists.built_in(kind)
        self._types = lists.types
        self.view = ListPageView(desk.icons, self._look, self._built_in, desk.today)
        self.view.bar.set_fields(lists.filter_fields(kind))
        self.model = WindowedTableModel(
            ServiceRows(lists, kind, self.day, desk.language), desk.runner, self
        )
        self.saved = SavedViews(desk, kind, self)
        # A filter for a view that is not known yet.
        self._asked: Filter | None = None
        self._to_board = QTimer(self, singleShot=True, interval=0)
        self._to_board.timeout.connect(self._open_as_board)
        self._cells = CellSaving(desk, kind, self)
        self.view.offer_day(self._has_days())
        self.setAccessibleName(self._look.many)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        pane = self.view.pane
        pane.use(self.model)
        pane.set_status(desk.services.database_path.name)
        pane.table.edit_with(self._cells.make, self._cells.commit)
        self.setFocusProxy(pane.table)
        self._connect()
        self.saved.load()

    @property
    def is_trash(self) -> bool:
        return self._shown.key == TRASH

    def show_view(self, view: str) -> None:
        """Show all records, or those of a view; what was typed in the filter goes."""
        asked = view.startswith((FILTER, "status:"))
        if view == self._place and self.model.has_answer and not asked:
            return
        self._place, self._asked = view, None
        if view.startswith(SAVED) and not self.saved.is_loaded:
            return  # shown as soon as it is known
        self._show_place()

    def show_filter(self, filter: Filter) -> None:
        """Narrow what is shown to a filter instead of that of its view, and stay a list."""
        self._to_board.stop()
        if self._place.startswith(SAVED) and not self.saved.is_loaded:
            self._asked = filter
            return
        if simplified(filter) != simplified(self.view.bar.filter()):
            self.view.bar.set_filter(filter)
            self._filter_changed()

    def _open_as_board(self) -> None:
        """A view that was kept as a board opens as one."""
        if self.isVisible():
            self.desk.navigator.open_board(self._place, instead=True)

    def _show_as(self, key: str) -> None:
        """The same records as a board, with the filter as it stands."""
        if key == "board":
            self.view.shown_as.show_current("list")
            view = "" if self.is_trash else self._shown.key
            filter = EVERYTHING if self.is_trash else self.view.bar.filter()
            self.desk.navigator.open_board(view, filter)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._renew_fields()
            self.model.refresh()

    # --- views ------------------------------------------------------------------------------------

    def _show_place(self) -> None:
        bar, table = self.view.bar, self.view.pane.table
        shown = shown_by(
            self._place, self._built_in, self.saved.views, bar.fields, self.desk.today()
        )
        self._shown = shown
        bar.set_filter(shown.filter)
        wanted = shown.arrangement
        if not shown.key.startswith(SAVED):
            wanted = self._as_remembered(wanted)
        table.arrange(wanted, ask=False)
        self._kept = table.arrangement(simplified(shown.arrangement.filter))
        if shown.text:
            bar.show_text(shown.text)
        if shown.arrangement.board and self.kind == Deliverable.key:
            self._to_board.start()
        self.view.say_problems(shown)
        self.view.say_empty(shown.key, self.desk.services.who)
        self.view.show_trash(shown.key)
        self.view.pane.foot.offers_several = not self.is_trash
        self.view.pane.foot.offers_log = not self.is_trash and self.kind == "deliverable"
        self._say_arrangement()
        self._ask()

    def _as_remembered(self, wanted: ListArrangement) -> ListArrangement:
        """All views that are not kept share the columns; a view may have an order of its own."""
        if self._memory is None:
            return wanted
        known = from_state(self._memory.layout(self._name))
        return replace(
            known,
            filter=wanted.filter,
            sort=wanted.sort or known.sort,
            group=wanted.group or known.group,
            columns=wanted.columns or known.columns,
        )

    def _say_arrangement(self) -> None:
        """Whether the view is as it was kept; what the tools of the head say."""
        table, key = self.view.pane.table, self._shown.key
        now = table.arrangement(simplified(self.view.bar.filter()))
        if key.startswith(SAVED):
            changed = replace(now, pinned=False) != replace(self._kept, pinned=False)
        else:
            changed = now.filter != self._kept.filter
        self.view.views.set_current(key, changed=changed and not self.is_trash)
        group = next(
            (each for each in self.model.all_columns if each.key == self.model.group), None
        )
        self.view.show_group(group.label if group is not None else "")
        self.view.density.setChecked(table.is_compact)

    def _views_loaded(self) -> None:
        self.view.views.set_saved(self.saved.views)
        if not self._place.startswith(SAVED):
            return
        fresh = self._shown.key != self._place
        found = next((v for v in self.saved.views if f"{SAVED}{v.id}" == self._place), None)
        if (
            fresh
            or found is None
            or replace(found.arrangement, pinned=False)
            != replace(self._shown.arrangement, pinned=False)
        ):
            self._show_place()
        if (asked := self._asked) is not None:
            self._asked = None
            self.show_filter(asked)

    def _view_asked(self, what: str) -> None:
        key = self._shown.key
        now = self.view.pane.table.arrangement(simplified(self.view.bar.filter()))
        view = self.saved.find(int(key.removeprefix(SAVED))) if key.startswith(SAVED) else None
        if what == "save_as":
            self.saved.save_as(now, "", self)
        elif what == "reset":
            self._show_place()
        elif view is None:
            return
        elif what == "save":
            self.saved.save(view, now)
        elif what == "rename":
            self.saved.rename(view, self)
        elif what == "delete":
            # Left before it goes: that it is gone would be said as if it were amiss.
            self.desk.navigator.open_list(self.kind)
            self.saved.remove(view)
        else:
            self.saved.pin(view, what == "pin")

    def run(self, command: str) -> None:
        """A command of the window that is about this list."""
        match command:
            case "bulk_edit":
                self.bulk_edit()
            case "paste_rows":
                self.paste_rows()
            case "columns":
                self.view.pane.table.choose_columns()
            case "save_view" if not self.is_trash:
                self._view_asked("save_as")
            case "export_list":
                self.export_list()
            case "bulk_log":
                self.bulk_log()
            case "as_at":
                self.choose_day()

    def _view_saved(self, id: int) -> None:
        self.desk.navigator.open_list(self.kind, f"{SAVED}{id}")

    def _choose_view(self, view: str) -> None:
        self.desk.navigator.open_list(self.kind, view)

    # --- asking -----------------------------------------------------------------------------------

    def shown_day(self) -> date | None:
        """The other day than today that the list is shown as at."""
        return self._day

    def day(self) -> date:
        """The day that the list is shown as at."""
        return self._day or self.desk.today()

    def to_today(self) -> None:
        """Show the list as it stands today."""
        self.view.bar.set_day(None)
        self.view.pane.table.setFocus()

    def choose_day(self) -> None:
        """Ask for the day that the list is shown as at, if it can be."""
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

    def _filter_changed(self) -> None:
        self._say_arrangement()
        self._ask()

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

    def _clear_filter(self) -> None:
        """Back to what the view itself shows."""
        self.view.bar.go_back_to(self._shown.arrangement.filter)
        self._filter_changed()

    def _begin(self) -> None:
        """The button of the empty list; of an empty view it leads to all records."""
        if self._shown.key:
            self.desk.navigator.open_list(self.kind)
        else:
            self.create_record()

    # --- arrangement ------------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        return f"list:{self.kind}"

    def _layout_changed(self) -> None:
        self._say_arrangement()
        if self._memory is None or self._shown.key.startswith(SAVED):
            return
        state = self.view.pane.table.layout_state()
        own = self._shown.arrangement
        before = self._memory.layout(self._name)
        # The order that a view brings along is not that of the whole list.
        if own.sort and self.model.sort_keys == own.sort:
            state["sort"] = before.get("sort", [])
        self._memory.keep_layout(self._name, state)

    def _turn_density(self, compact: bool) -> None:
        self.view.pane.table.set_compact(compact)
        self._layout_changed()

    # --- joining ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        view, table = self.view, self.view.pane.table
        view.bar.changed.connect(self._filter_changed)
        view.shown_as.changed.connect(self._show_as)
        view.bar.below_requested.connect(self.to_table)
        view.views.chosen.connect(self._choose_view)
        view.views.asked.connect(self._view_asked)
        self.saved.loaded.connect(self._views_loaded)
        self.saved.saved.connect(self._view_saved)
        view.group.clicked.connect(self.open_group_menu)
        view.density.toggled.connect(self._turn_density)
        view.export.clicked.connect(self.export_list)
        view.day.clicked.connect(self.choose_day)
        view.as_at.edit_requested.connect(self.choose_day)
        view.as_at.back_requested.connect(self.to_today)
        view.new.clicked.connect(self.create_record)
        view.pane.foot.several.clicked.connect(self.bulk_edit)
        view.pane.foot.log.clicked.connect(self.bulk_log)
        view.pane.create_requested.connect(self._begin)
        view.pane.clear_requested.connect(self._clear_filter)
        table.activated_id.connect(self.open)
        table.edit_requested.connect(self.edit_cell)
        table.quick_look_requested.connect(self.quick_look)
        table.current_id_changed.connect(self.follow_quick_look)
        table.menu_requested.connect(self.open_menu)
        table.layout_changed.connect(self._layout_changed)
        self.model.answered.connect(self._counted)
        self.model.completed.connect(self._counted)
        self.desk.bus.changed.connect(self._changed)
        self.add_key(QKeySequence(QKeySequence.StandardKey.Find), self, self.to_filter)
        self.add_key(QKeySequence(QKeySequence.StandardKey.Delete), table, self.trash_selected)
        self.add_key(QKeySequence(QKeySequence.StandardKey.Paste), table, self.paste_rows)
