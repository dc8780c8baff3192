"""What a person does on a list: with the current record, with the selected ones, with all."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from tracker.domain.filters import Condition, Group
from tracker.domain.list_views import ShownList
from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.records_list.as_at_bar import as_at_words
from tracker.ui.records_list.headed_page import HeadedPage
from tracker.ui.records_list.menu import context_menu
from tracker.ui.records_list.view import ListPageView
from tracker.ui.trashing import bring_back, move_to_trash

# Columns of the deliverables that change by logging progress alone.
_LOGGED = frozenset({"status", "percent", "target", "last_logged"})


class ListActions(HeadedPage):
    """The actions of a list page; what it shows is said by `ListPage`."""

    view: ListPageView
    model: WindowedTableModel

    @property
    def is_trash(self) -> bool:
        """Whether the trash is shown."""
        raise NotImplementedError

    def shown_day(self) -> date | None:
        """The other day than today that the list is shown as at."""
        raise NotImplementedError

    def shown_list(self) -> ShownList:
        """The list as it stands on the screen."""
        raise NotImplementedError

    # --- the current record -----------------------------------------------------------------------

    def current_id(self) -> int | None:
        """The record that has the focus."""
        return self.view.pane.table.current_id()

    def show_row(self, id: int) -> None:
        """Select a record and bring it into view, if it is in the list."""
        if self.current_id() != id:
            self.view.pane.table.select_id(id)

    def open(self, id: int) -> None:
        """Show a record's page, which leads on to its neighbours here."""
        self.desk.navigator.open_record(RecordRef(self.kind, id), self.model.all_ids())

    def edit_cell(self, id: int) -> None:
        """What is not edited in its cell: by the log if it changes by that alone, else the form."""
        if (day := self.shown_day()) is not None:
            said = tr("{day}: go back to today to change something.", day=as_at_words(day))
            self.desk.messages.toast(said, tr("Back to today"), self.to_today)
            return
        column = self.model.columns[self.view.pane.table.cell()]
        if self.deliverable_in_hand() == id and column.key in _LOGGED:
            self.desk.navigator.log_progress(id)
        else:
            self.edit(id)

    def open_current(self) -> None:
        if (id := self.current_id()) is not None:
            self.open(id)

    def edit_current(self) -> None:
        if (id := self.current_id()) is not None:
            self.edit(id)

    def deliverable_in_hand(self) -> int | None:
        """The deliverable that Log progress is about; one in the trash is not."""
        return self.current_id() if self.kind == "deliverable" and not self.is_trash else None

    def log_current(self) -> None:
        self.desk.navigator.log_progress(self.current_id())

    def export_summary(self) -> None:
        if (id := self.current_id()) is not None:
            self.desk.navigator.export_summary(id)

    def toggle_favourite(self) -> None:
        if (id := self.current_id()) is not None:
            self.desk.favourites.toggle(RecordRef(self.kind, id))

    def toggle_quick_look(self) -> None:
        self.quick_look(self.current_id() or 0)

    # --- the selected records ---------------------------------------------------------------------

    def context_menu(self) -> QMenu:
        """What can be done with the selected records; frees itself when closed."""
        return context_menu(self)  # type: ignore[arg-type]

    def open_menu(self, at: QPoint) -> None:
        """Offer there what can be done with the selected records, if any are."""
        if self.view.pane.table.selected_count():
            self.context_menu().popup(at)

    def copy_selection(self) -> None:
        self.view.pane.table.copy_selection()

    def bulk_edit(self) -> None:
        ids = self.view.pane.table.selected_ids()
        if ids and not self.is_trash:
            self.desk.navigator.bulk_edit(self.kind, ids)

    def bulk_log(self) -> None:
        """Log one line on the selected deliverables, or on the one that has the focus."""
        ids = self.view.pane.table.selected_ids()
        if self.kind == "deliverable" and ids and not self.is_trash:
            self.desk.navigator.bulk_log(ids)

    def restore_selected(self) -> None:
        refs = self._selected()
        if refs:
            bring_back(self.desk, self, refs)

    def trash_selected(self) -> None:
        refs = self._selected()
        if self.is_trash or not refs:
            return
        if len(refs) == 1:
            self.desk.navigator.trash(refs[0])
        else:
            move_to_trash(self.desk, self, refs, self.model.refresh)

    def _selected(self) -> list[RecordRef]:
        return [RecordRef(self.kind, id) for id in self.view.pane.table.selected_ids()]

    # --- the list ---------------------------------------------------------------------------------

    def paste_rows(self) -> None:
        if not self.is_trash:
            self.desk.navigator.paste_rows(self.kind)

    def export_list(self) -> None:
        self.desk.navigator.export_list(self.shown_list())

    def narrow_by_sender(self) -> None:
        """Filter by the cell that the chosen action of the menu is about."""
        action = self.sender()
        part = action.data() if isinstance(action, QAction) else None
        if isinstance(part, Condition | Group):
            self.view.bar.add_part(part)

    def to_records(self) -> None:
        """The keys go to the rows."""
        self.view.bar.read_now()
        table = self.view.pane.table
        table.setFocus()
        if self.model.count and not table.currentIndex().isValid():
            table.select_row(0)

    # --- groups -----------------------------------------------------------------------------------

    def open_group_menu(self) -> None:
        anchor = self.view.group
        self.group_menu().popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))

    def group_menu(self) -> QMenu:
        """By which column the rows are grouped; frees itself when closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        self._group_by(menu, group, "", tr("No groups"))
        menu.addSeparator()
        kinds: dict[str, QMenu] = {"": menu}
        own: QMenu | None = None
        for column in self.model.all_columns:
            if not column.groupable:
                continue
            if column.of not in kinds:
                own = own or menu.addMenu(tr("What only one type has"))
                kinds[column.of] = own.addMenu(column.of.replace("&", "&&"))
            self._group_by(kinds[column.of], group, column.key, column.label)
        if self.model.group:
            menu.addSeparator()
            for text, slot in ((tr("&Open all groups"), self._open_all),
                               (tr("&Close all groups"), self._close_all)):  # fmt: skip
                action = QAction(text, menu)
                action.triggered.connect(slot)
                menu.addAction(action)
        return menu

    def _group_by(self, menu: QMenu, group: QActionGroup, key: str, text: str) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(self.model.group == key)
        action.setData(key)
        action.setActionGroup(group)
        action.triggered.connect(self._grouped)
        menu.addAction(action)

    def _grouped(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.model.set_group(str(action.data()))

    def _open_all(self) -> None:
        self.view.pane.table.set_all_open(True)

    def _close_all(self) -> None:
        self.view.pane.table.set_all_open(False)
