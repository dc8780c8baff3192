"""The list page of any kind of record: filter, views, arrangement; open, make, change, trash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.filter_text import simplified
from tracker.domain.filters import EVERYTHING
from tracker.domain.list_views import ListArrangement, ListQuery, ShownList
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
        self._kept = ListArrangement()
        self._stale = False
        lists = desk.services.lists
        self._built_in = lists.built_in(kind)
        self.view = ListPageView(desk.icons, self._look, self._built_in, desk.today)
        self.view.bar.set_fields(lists.filter_fields(kind))
        self.model = WindowedTableModel(
            ServiceRows(lists, kind, desk.today, desk.language), desk.runner, self
        )
        self.saved = SavedViews(desk, kind, self)
        self._cells = CellSaving(desk, kind, self)
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
        self._place = view
        if view.startswith(SAVED) and not self.saved.is_loaded:
            return  # shown as soon as it is known
        self._show_place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
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
        self.view.say_problems(shown)
        self.view.say_empty(shown.key, self.desk.services.who)
        self.view.show_trash(shown.key)
        self.view.pane.foot.offers_several = not self.is_trash
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

    def _view_saved(self, id: int) -> None:
        self.desk.navigator.open_list(self.kind, f"{SAVED}{id}")

    def _choose_view(self, view: str) -> None:
        self.desk.navigator.open_list(self.kind, view)

    # --- asking -----------------------------------------------------------------------------------

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
        keys = self.view.pane.table.shown_keys()
        selected = tuple(self.view.pane.table.selected_ids())
        return ShownList(self.kind, self.query(), self.model.sort_keys, keys, title, selected)

    def _ask(self) -> None:
        words = self.view.bar.words()
        said = tr("Nothing fits: {filter}.", filter=words) if words else ""
        self.view.pane.set_filter_words(said)
        base = simplified(self._shown.arrangement.filter)
        self.model.ask(PageQuery(self.query(), base))

    def _filter_changed(self) -> None:
        self._say_arrangement()
        self._ask()

    def _counted(self) -> None:
        self.view.count.setText(f"{self.model.count:,}")

    def _changed(self, _change_set: ChangeSet, _origin: object) -> None:
        # A list shows names of other records too, so any change may concern it.
        if self.isVisible():
            self.model.refresh()
        else:
            self._stale = True

    def _clear_filter(self) -> None:
        """Back to what the view itself shows."""
        base = simplified(self._shown.arrangement.filter)
        if simplified(self.view.bar.filter()) == base:
            base = EVERYTHING
        self.view.bar.set_filter(base)
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
        view.bar.below_requested.connect(self.to_table)
        view.views.chosen.connect(self._choose_view)
        view.views.asked.connect(self._view_asked)
        self.saved.loaded.connect(self._views_loaded)
        self.saved.saved.connect(self._view_saved)
        view.group.clicked.connect(self.open_group_menu)
        view.density.toggled.connect(self._turn_density)
        view.export.clicked.connect(self.export_list)
        view.new.clicked.connect(self.create_record)
        view.pane.foot.several.clicked.connect(self.bulk_edit)
        view.pane.create_requested.connect(self._begin)
        view.pane.clear_requested.connect(self._clear_filter)
        table.activated_id.connect(self.open)
        table.edit_requested.connect(self.edit_cell)
        table.quick_look_requested.connect(self.quick_look)
        table.current_id_changed.connect(self.follow_quick_look)
        table.menu_requested.connect(self._menu)
        table.layout_changed.connect(self._layout_changed)
        self.model.answered.connect(self._counted)
        self.model.completed.connect(self._counted)
        self.desk.bus.changed.connect(self._changed)
        self._key(QKeySequence(QKeySequence.StandardKey.Find), self, self.to_filter)
        self._key(QKeySequence(QKeySequence.StandardKey.Delete), table, self.trash_selected)
        self._key(QKeySequence(QKeySequence.StandardKey.Paste), table, self.paste_rows)

    def _key(self, keys: QKeySequence, of: QWidget, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(keys, of)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _menu(self, at: QPoint) -> None:
        if self.view.pane.table.selected_count():
            self.context_menu().popup(at)
