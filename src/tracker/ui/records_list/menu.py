"""What can be done with the selected records of a list, as the menu on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from tracker.domain.filters import FieldKind, Filter
from tracker.domain.refs import RecordRef
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr, trn
from tracker.ui.lists.model import VALUE_ROLE
from tracker.ui.records_list.cell_filter import field_of, filter_of, is_span

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.ui.records_list.page import ListPage

_LONGEST = 40


def context_menu(page: ListPage) -> QMenu:
    """The menu of the selected records; frees itself when closed."""
    made = _Menu(page)
    count = page.view.pane.table.selected_count()
    made.about_one(count == 1)
    made.about_values()
    made.about_all(count)
    return made.menu


class _Menu:
    def __init__(self, page: ListPage) -> None:
        self._page = page
        self.menu = QMenu(page)
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _add(
        self, text: str, icon: str, slot: Callable[..., object], keys: str = "", on: bool = True
    ) -> None:
        action = QAction(text, self.menu)
        if icon:
            self._page.desk.icons.apply(action, icon)
        if keys:
            action.setShortcut(QKeySequence(keys))
            # Shown here only: the list acts on the key itself.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(on)
        action.triggered.connect(slot)
        self.menu.addAction(action)

    def about_one(self, one: bool) -> None:
        page = self._page
        self._add(tr("&Open"), "arrow-up-right", page.open_current, "Return", one)
        self._add(tr("&Quick look"), "eye", page.toggle_quick_look, "Space", one)
        self._add(tr("&Edit…"), "pencil", page.edit_current, "", one)
        if page.kind == "deliverable" and one:
            # Of several there is a line of its own below.
            self._add(tr("&Log progress…"), "pen-line", page.log_current)
        if page.kind == "agreement":
            self._add(tr("&Summary…"), "file-output", page.export_summary, "", one)
        id = page.current_id()
        if not page.is_trash and id is not None:
            favourite = RecordRef(page.kind, id) in page.desk.favourites
            words = tr("Remove from fa&vourites") if favourite else tr("Add to fa&vourites")
            self._add(words, "star-off" if favourite else "star", page.toggle_favourite, "", one)
        self.menu.addSeparator()

    def about_values(self) -> None:
        """Filtering by the cell that has the focus."""
        page = self._page
        index = page.view.pane.table.currentIndex()
        if not index.isValid() or page.current_id() is None:
            return
        column = page.model.columns[index.column()]
        field = field_of(page.view.bar.fields, column.key)
        if field is None:
            return
        value = index.data(VALUE_ROLE)
        if column.spec is None and field.kind is FieldKind.TEXT and ", " in str(value or ""):
            return  # several names in one text: none of them is called so
        only = filter_of(field, value, exclude=False)
        others = filter_of(field, value, exclude=True)
        if only is None or others is None:
            return
        words = in_one_line(column.words(value) if value not in (None, "") else "", _LONGEST)
        words = words.replace("&", "&&")
        if words and is_span(value):
            narrowed = tr("Only within {date}", date=words)
            excluded = tr("Not within {date}", date=words)
        elif words:
            narrowed, excluded = tr("Only “{value}”", value=words), tr("Not “{value}”", value=words)
        else:
            called = column.label.replace("&", "&&")
            narrowed = tr("Only without {field}", field=called)
            excluded = tr("Only with {field}", field=called)
        self._narrow(narrowed, "list-filter", only)
        self._narrow(excluded, "funnel-x", others)
        self.menu.addSeparator()

    def _narrow(self, text: str, icon: str, filter: Filter) -> None:
        action = QAction(text, self.menu)
        self._page.desk.icons.apply(action, icon)
        action.setData(filter)
        action.triggered.connect(self._page.narrow_by_sender)
        self.menu.addAction(action)

    def about_all(self, count: int) -> None:
        page = self._page
        self._add(tr("Copy as a &table"), "copy", page.copy_selection, "Ctrl+C")
        if page.is_trash:
            self.menu.addSeparator()
            self._add(tr("&Bring back from the trash"), "undo-2", page.restore_selected)
            return
        words = trn("&Change {n} record…", "&Change {n} records…", count)
        self._add(words, "pencil-line", page.bulk_edit)
        if page.kind == "deliverable" and count > 1:
            words = trn("&Log for {n} deliverable…", "&Log for {n} deliverables…", count)
            self._add(words, "pen-line", page.bulk_log, "Ctrl+Shift+L")
        self._add(tr("&Paste rows…"), "clipboard-list", page.paste_rows, "Ctrl+V")
        self._add(tr("E&xport this list…"), "file-spreadsheet", page.export_list)
        self.menu.addSeparator()
        self._add(tr("&Move to the trash"), "trash-2", page.trash_selected, "Del")
