"""The list page of any kind of record: filter, views, arrangement; open, make, change, trash."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.filter_text import simplified
from tracker.domain.filters import EVERYTHING, Filter
from tracker.domain.list_views import ListArrangement
from tracker.domain.records import Deliverable
from tracker.ui.desk import Desk
from tracker.ui.lists.arranging import from_state
from tracker.ui.memory import Memory
from tracker.ui.records_list.asking import ListAsking
from tracker.ui.records_list.cells import CellSaving
from tracker.ui.records_list.place import FILTER, shown_by
from tracker.ui.records_list.switcher import SAVED


class ListPage(ListAsking):
    """`show_view(view)`: "" for all, a built-in view, "trash", "saved:7" or "filter:status:…"."""

    def __init__(
        self, desk: Desk, kind: str, memory: Memory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, kind, parent)
        self._memory = memory
        self._place = ""
        self._kept = ListArrangement()
        # A filter for a view that is not known yet.
        self._asked: Filter | None = None
        self._to_board = QTimer(self, singleShot=True, interval=0)
        self._to_board.timeout.connect(self._open_as_board)
        self._cells = CellSaving(desk, kind, self)
        self.join_head()
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
        now = self.arrangement()
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
        found = self.saved.kept(self._place)
        if (
            self._shown.key != self._place
            or found is None
            or replace(found.arrangement, pinned=False)
            != replace(self._shown.arrangement, pinned=False)
        ):
            self._show_place()
        if (asked := self._asked) is not None:
            self._asked = None
            self.show_filter(asked)

    def arrangement(self) -> ListArrangement:
        return self.view.pane.table.arrangement(simplified(self.view.bar.filter()))

    def open_view(self, view: str = "") -> None:
        self.desk.navigator.open_list(self.kind, view)

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

    def _filter_changed(self) -> None:
        self._say_arrangement()
        self._ask()

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
        view.group.clicked.connect(self.open_group_menu)
        view.density.toggled.connect(self._turn_density)
        view.export.clicked.connect(self.export_list)
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
        self.add_key(QKeySequence(QKeySequence.StandardKey.Delete), table, self.trash_selected)
        self.add_key(QKeySequence(QKeySequence.StandardKey.Paste), table, self.paste_rows)
