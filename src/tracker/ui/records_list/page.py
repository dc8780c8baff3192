"""The list page of any kind of record: filter by words and views, open, make, move to the trash."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.record import RecordRef
from tracker.i18n import tr
from tracker.services.lists import TRASH, ListQuery
from tracker.ui.desk import Desk
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.memory import Memory
from tracker.ui.records_list.source import ServiceRows
from tracker.ui.records_list.view import ListPageView
from tracker.ui.status import look_of
from tracker.ui.trashing import bring_back, move_to_trash

_TYPING_MS = 150
_STATUS = "status:"


class ListPage(QWidget):
    """`show_view(view)`: a built-in view, "" for all, or "status:planned"."""

    def __init__(
        self, desk: Desk, kind: str, memory: Memory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._memory = memory
        self._look = KINDS[kind]
        self._view = ""
        self._stale = False
        lists = desk.services.lists
        views = lists.views(kind)
        self.view = ListPageView(desk.icons, self._look, views)
        self.model = WindowedTableModel(
            ServiceRows(lists, kind, desk.today, desk.language), desk.runner, self
        )
        self.setAccessibleName(self._look.many)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        pane = self.view.pane
        pane.use(self.model)
        pane.set_status(desk.services.database_path.name)
        if memory is not None:
            pane.table.apply_layout(memory.layout(self._name))
        self.setFocusProxy(pane.table)
        self._connect()

    @property
    def _name(self) -> str:
        return f"list:{self._kind}"

    def show_view(self, view: str) -> None:
        """Show all records, or those of a view; what was typed in the filter goes."""
        changed = view != self._view or not self.model.has_answer
        self._view = view
        if changed:
            self.view.reset_filter()
        self.view.views.blockSignals(True)
        self.view.views.set_current("" if view.startswith(_STATUS) else view)
        self.view.views.blockSignals(False)
        self.view.say_empty(view)
        chip = self.view.show_chip(self._status_words())
        if chip is not None:
            chip.removed.connect(self._show_all)
            chip.edit_requested.connect(self._show_all)
        if changed:
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.model.refresh()

    # --- asking ---------------------------------------------------------------------------------

    def _connect(self) -> None:
        view, table = self.view, self.view.pane.table
        self._typing.timeout.connect(self._ask)
        view.filter.textChanged.connect(self._typed)
        view.filter.returnPressed.connect(self._to_table)
        view.views.changed.connect(self._choose_view)
        view.new.clicked.connect(self._create)
        view.pane.create_requested.connect(self._begin)
        view.pane.clear_requested.connect(self._show_all)
        table.activated_id.connect(self._open)
        table.layout_changed.connect(self._keep_layout)
        self.model.sort_changed.connect(self._keep_layout)
        self.model.answered.connect(self._answered)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._menu)
        self._desk.bus.changed.connect(self._changed)
        self._key(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(
            self._to_filter
        )
        self._key(QKeySequence(QKeySequence.StandardKey.Delete), table).activated.connect(
            self._trash
        )
        self._key(QKeySequence("F2"), table).activated.connect(self._edit)
        self._key(QKeySequence("Down"), view.filter).activated.connect(self._to_table)

    def _key(self, keys: QKeySequence, of: QWidget) -> QShortcut:
        shortcut = QShortcut(keys, of)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _query(self) -> ListQuery:
        text = self.view.filter.text().strip()
        if self._view.startswith(_STATUS):
            status = self._view.removeprefix(_STATUS)
            return ListQuery(text, "", self._desk.today(), status)
        return ListQuery(text, self._view, self._desk.today())

    def _ask(self) -> None:
        self._typing.stop()
        words = self.view.filter.text().strip()
        self.view.pane.set_filter_words(
            tr("Nothing matches “{words}”.", words=words) if words else ""
        )
        self.model.ask(self._query())

    def _typed(self, _text: str) -> None:
        self._typing.start()

    def _answered(self) -> None:
        self.view.count.setText(str(self.model.count))

    def _changed(self, _change_set: ChangeSet, _origin: object) -> None:
        # A list shows names of other records too, so any change may concern it.
        if self.isVisible():
            self.model.refresh()
        else:
            self._stale = True

    def _status_words(self) -> str:
        if not self._view.startswith(_STATUS):
            return ""
        return tr("Status: {status}", status=look_of(self._view.removeprefix(_STATUS)).word)

    # --- what the person does -------------------------------------------------------------------

    def _choose_view(self, view: str) -> None:
        self._desk.navigator.open_list(self._kind, view)

    def _show_all(self, _payload: object = None) -> None:
        self.view.filter.clear()
        if self._view:
            self._desk.navigator.open_list(self._kind)
        else:
            self._ask()

    def _to_table(self) -> None:
        table = self.view.pane.table
        table.setFocus()
        if self.model.count and not table.currentIndex().isValid():
            table.select_id(self.model.id_at(0))

    def _to_filter(self) -> None:
        self.view.filter.setFocus()
        self.view.filter.selectAll()

    def _create(self) -> None:
        self._desk.navigator.create(self._kind)

    def _begin(self) -> None:
        """The button of the empty list; of an empty view it leads to all records."""
        if self._view:
            self._show_all()
        else:
            self._create()

    def _open(self, id: int) -> None:
        self._desk.navigator.open_record(RecordRef(self._kind, id))

    def _current(self) -> int | None:
        return self.view.pane.table.current_id()

    def _open_current(self) -> None:
        if (id := self._current()) is not None:
            self._open(id)

    def _edit(self) -> None:
        if (id := self._current()) is not None:
            self._desk.navigator.edit(RecordRef(self._kind, id))

    def _log(self) -> None:
        self._desk.navigator.log_progress(self._current())

    def _export(self) -> None:
        if (id := self._current()) is not None:
            self._desk.navigator.export_summary(id)

    def _copy(self) -> None:
        self.view.pane.table.copy_selection()

    def _restore(self) -> None:
        refs = [RecordRef(self._kind, id) for id in self.view.pane.table.selected_ids()]
        if refs:
            bring_back(self._desk, self, refs)

    def _trash(self) -> None:
        ids = self.view.pane.table.selected_ids()
        if self._view == TRASH:
            return
        if len(ids) == 1:
            self._desk.navigator.trash(RecordRef(self._kind, ids[0]))
        elif ids:
            refs = [RecordRef(self._kind, id) for id in ids]
            move_to_trash(self._desk, self, refs, self.model.refresh)

    def _menu(self, at: QPoint) -> None:
        table = self.view.pane.table
        if table.selected_ids():
            self.context_menu().popup(table.viewport().mapToGlobal(at))

    def context_menu(self) -> QMenu:
        """What can be done with the selected records; frees itself when closed."""
        icons: Icons = self._desk.icons
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = len(self.view.pane.table.selected_ids()) == 1

        def add(text: str, icon: str, slot: object, keys: str = "", enabled: bool = True) -> None:
            action = QAction(text, menu)
            icons.apply(action, icon)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.setEnabled(enabled)
            action.triggered.connect(slot)
            menu.addAction(action)

        add(tr("&Open"), "arrow-up-right", self._open_current, "Return", one)
        add(tr("&Edit…"), "pencil", self._edit, "F2", one)
        if self._kind == "deliverable":
            add(tr("&Log progress…"), "pen-line", self._log, "", one)
        if self._kind == "agreement":
            add(tr("&Summary…"), "file-output", self._export, "", one)
        menu.addSeparator()
        add(tr("&Copy as a table"), "copy", self._copy, "Ctrl+C")
        menu.addSeparator()
        if self._view == TRASH:
            add(tr("&Bring back from the trash"), "undo-2", self._restore)
        else:
            add(tr("&Move to the trash"), "trash-2", self._trash, "Del")
        return menu

    def _keep_layout(self) -> None:
        if self._memory is not None:
            self._memory.keep_layout(self._name, self.view.pane.table.layout_state())
