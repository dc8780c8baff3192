"""The table of a list: keys, cells and rows in hand, columns as the person arranged them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from tracker.domain.filters import EVERYTHING, Filter
from tracker.domain.list_views import ListArrangement
from tracker.ui.icons import Icons
from tracker.ui.lists.arranging import arrange, arrangement_of, from_state, to_state
from tracker.ui.lists.cell_editing import CellEditing, Commit, MakeEditor
from tracker.ui.lists.choosing import ColumnChooser
from tracker.ui.lists.column_menu import ColumnMenu
from tracker.ui.lists.copying import Copying
from tracker.ui.lists.fitting import Widths
from tracker.ui.lists.hand import SelectingTable
from tracker.ui.lists.keys import handle_key, moved
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.table import COMPACT_ROW, ROW

__all__ = ["COMPACT_ROW", "ROW", "ListView"]
_Index = QModelIndex | QPersistentModelIndex


class ListView(SelectingTable):
    """Shows a WindowedTableModel.

    `activated_id(id)` on Enter or double click, `edit_requested(id)` on F2 where the cell cannot
    be edited in place, `quick_look_requested(id)` on Space, `menu_requested(point on the screen)`
    for the menu of the selected rows, `layout_changed` when the person arranged columns, sort,
    groups or density, `copied(rows)`.
    """

    activated_id = Signal(int)
    edit_requested = Signal(int)
    quick_look_requested = Signal(int)
    menu_requested = Signal(QPoint)
    layout_changed = Signal()
    copied = Signal(int)

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(icons, name, parent)
        self.widths = Widths(icons.theme)
        self.copying = Copying(self)
        self.editing = CellEditing(self)
        self.doubleClicked.connect(self._open_record)
        self.clicked.connect(self._toggle)
        self.head.sectionMoved.connect(self._hand_changed)
        self.head.sectionResized.connect(self._resized)
        self.head.sectionHandleDoubleClicked.connect(self.fit_column)
        self.head.menu_requested.connect(self._open_menu)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        icons.theme.changed.connect(self._restyle)

    def use(self, model: WindowedTableModel) -> None:
        """Show a model, once."""
        super().use(model)
        model.placed.connect(self.editing.follow)
        model.placed.connect(self.widths.rows_came)
        model.answered.connect(self._measure_answer)
        model.completed.connect(self._measure_more)
        model.rows_arrived.connect(self._see_dates)
        model.columns_changed.connect(self._columns_changed)
        model.sort_changed.connect(self._told)
        model.group_changed.connect(self._told)
        self.fit()

    # --- arrangement ----------------------------------------------------------------------------

    def shown_keys(self) -> tuple[str, ...]:
        """The keys of the columns, as they stand from the left."""
        if self.list is None:
            return ()
        keys = self.list.keys
        return tuple(keys[self.head.logicalIndex(at)] for at in range(len(keys)))

    def arrangement(self, filter: Filter = EVERYTHING, *, pinned: bool = False) -> ListArrangement:
        """How the list is arranged now; the filter is the page's."""
        return arrangement_of(self, filter, pinned=pinned)

    def arrange(self, arrangement: ListArrangement, *, ask: bool = True) -> None:
        """Take over an arrangement, save its filter; what is unknown is left out. Without `ask`
        the caller asks the model itself."""
        self.is_arranging = True
        arrange(self, arrangement, ask=ask)
        self.is_arranging = False
        self.fit()

    def layout_state(self) -> dict[str, Any]:
        """The arrangement as JSON, to be remembered."""
        return to_state(self.arrangement())

    def apply_layout(self, state: dict[str, Any]) -> None:
        """Take over a remembered arrangement."""
        if state:
            self.arrange(from_state(state))

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, in this order, by the person's hand."""
        if self.list is not None and tuple(keys) != self.shown_keys():
            self.list.set_columns(keys)
            self.order_sections()
            self._hand_changed()

    def show_first_columns(self) -> None:
        """The columns as they are until the person arranges them."""
        if self.list is not None:
            self.widths.by_hand.clear()
            self.list.set_columns(column.key for column in self.list.all_columns if column.shown)
            self.order_sections()
            self._hand_changed()

    def set_all_open(self, is_open: bool) -> None:
        """Show or hide the records of all groups."""
        if self.list is not None:
            self.list.set_all_open(is_open)
            self.rows_went()

    def fit(self) -> None:
        """Give the columns their widths."""
        if self.list is None:
            return
        keys = self.list.keys
        order = {key: at for at, key in enumerate(self.shown_keys())}
        columns = sorted(self.list.columns, key=lambda column: order[column.key])
        was, self.is_arranging = self.is_arranging, True
        for key, width in self.widths.fitted(columns, self.viewport().width()).items():
            self.setColumnWidth(keys.index(key), width)
        self.is_arranging = was

    def fit_column(self, section: int) -> None:
        """Make a column as wide as what it says, up to what the window shows at once."""
        if self.list is not None:
            column = self.list.columns[section]
            self.hold_widths()
            edge = self.head.visualIndex(section) == 0
            width = self.widths.whole(self.list, section, edge=edge)
            self.widths.by_hand[column.key] = min(width, self.viewport().width())
            self._hand_changed()

    def hold_widths(self) -> None:
        """From now on the widths are the person's own."""
        for at, key in enumerate(self.list.keys if self.list is not None else ()):
            self.widths.by_hand[key] = self.columnWidth(at)

    # --- what the person does -------------------------------------------------------------------

    def menu_of(self, section: int) -> QMenu:
        """The menu of a column; frees itself when closed."""
        return ColumnMenu(self, section)

    def column_menu(self) -> QMenu:
        """The menu of the column in which the current cell is."""
        return self.menu_of(self.cell())

    def open_column_menu(self) -> None:
        """Open it below the head, ready for the arrow keys."""
        menu = self.column_menu()
        menu.popup(self.head.corner_of(self.cell()))
        menu.setActiveAction(menu.actions()[0])

    def choose_columns(self, anchor: QWidget | None = None) -> None:
        """Open the columns to choose from, below a button or the head."""
        if self.list is not None:
            corner = self.head.corner_of(self.head.logicalIndex(0))
            if anchor is not None:
                corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
            ColumnChooser(self).open_at(corner)

    def copy_selection(self) -> None:
        """Put the selected rows with their headers on the clipboard, as shown."""
        self.copying.start()

    def edit_with(self, make: MakeEditor, commit: Commit) -> None:
        """Let cells be edited in place: `make(declaration, parent)` gives a form's editor;
        `commit(id, key, value, ended)` saves in the background and calls `ended` with what is
        wrong, or "" when it is saved."""
        self.editing.use(make, commit)

    def edit_cell(self) -> bool:
        """Edit the current cell in place; says whether that can be done."""
        return self.editing.start(self.currentIndex())

    def open_row(self, index: _Index) -> None:
        """Open a record; open or close a group."""
        if self.list is None or not index.isValid():
            return
        if id := self.list.id_at(index.row()):
            self.activated_id.emit(id)
        else:
            self._toggle(index)

    # --- events ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not handle_key(self, event):
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = moved(self, action)
        return super().moveCursor(action, modifiers) if found is None else found

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(20, 0))
        if self.selected_count():
            self.menu_requested.emit(place)

    def set_compact(self, compact: bool) -> None:
        """Lower rows, for those who want to see more."""
        changed = compact != self.is_compact
        super().set_compact(compact)
        if changed and not self.is_arranging:
            self.layout_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self.editing.follow()

    # --- within ---------------------------------------------------------------------------------

    def _open_record(self, index: _Index) -> None:
        if self.list is not None and self.list.id_at(index.row()):
            self.open_row(index)

    def _toggle(self, index: _Index) -> None:
        if self.list is not None and self.list.group_at(index.row()) is not None:
            self.list.set_open(index.row(), not self.list.is_open(index.row()))

    def _open_menu(self, section: int, place: QPoint) -> None:
        self.menu_of(section).popup(place)

    def _measure(self) -> None:
        if self.list is not None:
            self.widths.measure(self.list)
            self.fit()

    def _measure_answer(self) -> None:
        # Renewed while somebody is further down, the columns stay as wide as those rows need.
        if self.verticalScrollBar().value() == 0:
            self.widths.expect_others()
        self._measure()

    def _measure_more(self) -> None:
        # The first piece of an answer may be one row.
        if self.widths.has_seen_few:
            self._measure()

    def _see_dates(self, first: int, last: int) -> None:
        if self.list is None:
            return
        rows = (self.list.peek(place) for place in range(first, last + 1))
        if self.widths.see_dates(self.list, (row for row in rows if row)):
            self.fit()

    def _scrolled(self, _value: int) -> None:
        if self.list is not None:
            self.list.set_top(max(0, self.rowAt(0)))
            self.hover_again()
            self.editing.follow()

    def _columns_changed(self) -> None:
        if self.list is not None:
            self.order_sections()
            self._measure()

    def _hand_changed(self) -> None:
        if not self.is_arranging:
            self.fit()
            self.layout_changed.emit()

    def _told(self) -> None:
        self.head.viewport().update()
        if not self.is_arranging:
            self.layout_changed.emit()

    def _resized(self, _section: int, _before: int, _after: int) -> None:
        if self.head.is_dragged and not self.is_arranging:
            self.hold_widths()
            self.layout_changed.emit()
        self.editing.follow()

    def _restyle(self) -> None:
        self.set_compact(self.is_compact)
        self.widths.forget()
        self.delegate.forget()
        self.head.viewport().update()
        self.viewport().update()
        self._measure()
