"""The table of a list: keys, selection kept by id, columns remembered."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tracker.ui.icons import Icons
from tracker.ui.lists.columns import SortKey
from tracker.ui.lists.copying import table_text
from tracker.ui.lists.delegate import RowDelegate
from tracker.ui.lists.fitting import fitted
from tracker.ui.lists.header import ListHeader
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.selecting import ranges, rows_of

ROW, COMPACT_ROW = 34, 26
_Index = QModelIndex | QPersistentModelIndex
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_SELECT = QItemSelectionModel.SelectionFlag.Select | _ROWS
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS


class ListView(QTableView):
    """Shows a WindowedTableModel. `activated_id(id)` on Enter or double click."""

    activated_id = Signal(int)
    selection_ids_changed = Signal()
    layout_changed = Signal()
    copied = Signal(int)

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._list: WindowedTableModel | None = None
        self._compact = False
        self._fitting = False
        self._sized_by_hand = False
        self._kept: tuple[array[int], int] | None = None
        self.setAccessibleName(name)
        self._delegate = RowDelegate(icons, self)
        self.setItemDelegate(self._delegate)
        self.head = ListHeader(icons, self)
        self.setHorizontalHeader(self.head)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_compact(False)
        self.doubleClicked.connect(self._open)
        self.head.layout_changed.connect(self._hand_changed)
        self.head.sectionResized.connect(self._resized)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        icons.theme.changed.connect(self._restyle)

    def use(self, model: WindowedTableModel) -> None:
        """Show a model."""
        self._list = model
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        model.answered.connect(self._fit)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        for at, column in enumerate(model.columns):
            self.setColumnWidth(at, self._icons.theme.px(column.width))
            self.setColumnHidden(at, not column.shown)
        self._sized_by_hand = False
        self._fit()

    # --- selection, by id ---------------------------------------------------------------------

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from the top."""
        model = self._list
        if model is None:
            return []
        ranges = self.selected_ranges()
        found: dict[int, None] = {}
        for top, bottom in ranges:
            found.update(dict.fromkeys(model.ids(top, bottom)))
        return list(found)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last), from the top."""
        if self._list is None:
            return []
        selection = self.selectionModel().selection()
        parts = (selection.at(at) for at in range(selection.size()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def current_id(self) -> int | None:
        """The id of the row that has the focus."""
        index = self.currentIndex()
        if self._list is None or not index.isValid():
            return None
        return self._list.id_at(index.row())

    def select_id(self, id: int) -> bool:
        """Select a row and bring it into view; says whether it is in the list."""
        row = self._list.find_row(id) if self._list is not None else -1
        if row < 0 or self._list is None:
            return False
        index = self._list.index(row, self._first_column())
        self.selectionModel().setCurrentIndex(index, _ONLY)
        self.scrollTo(index)
        return True

    # --- appearance ----------------------------------------------------------------------------

    def set_compact(self, compact: bool) -> None:
        """Lower rows, for those who want to see more."""
        self._compact = compact
        height = self._icons.theme.px(COMPACT_ROW if compact else ROW)
        side = self.verticalHeader()
        side.setMinimumSectionSize(height)
        side.setDefaultSectionSize(height)

    def layout_state(self) -> dict[str, Any]:
        """Order, widths, hidden columns and sort, to be remembered as JSON."""
        model = self._list
        if model is None:
            return {}
        head = self.head
        order = [head.logicalIndex(at) for at in range(head.count())]
        columns = [
            {"key": model.columns[at].key, "width": head.sectionSize(at) or model.columns[at].width,
             "shown": not head.isSectionHidden(at)}
            for at in order
        ]  # fmt: skip
        sort = [[key.key, key.descending] for key in model.sort_keys]
        sized = self._sized_by_hand
        return {"columns": columns, "sort": sort, "compact": self._compact, "sized": sized}

    def apply_layout(self, state: dict[str, Any]) -> None:
        """Take over a remembered layout; what it does not know stays as it is."""
        model = self._list
        if model is None:
            return
        numbers = {column.key: at for at, column in enumerate(model.columns)}
        self._sized_by_hand = bool(state.get("sized", False))
        self._fitting = True
        place = 0
        for entry in state.get("columns", ()):
            at = numbers.get(entry.get("key"))
            if at is None:
                continue
            self.head.moveSection(self.head.visualIndex(at), place)
            self.setColumnHidden(at, not entry.get("shown", True))
            if entry.get("width"):
                self.setColumnWidth(at, int(entry["width"]))
            place += 1
        self._fitting = False
        self.set_compact(bool(state.get("compact", self._compact)))
        known = [
            SortKey(str(key), bool(down)) for key, down in state.get("sort", ()) if key in numbers
        ]
        model.set_sort(known)
        self._fit()

    def copy_selection(self) -> None:
        """Put the selected rows with their headers on the clipboard, as shown."""
        model = self._list
        ids = self.selected_ids()
        if model is not None and ids:
            order = (self.head.logicalIndex(at) for at in range(self.head.count()))
            shown = [at for at in order if not self.head.isSectionHidden(at)]
            done = partial(self._copy, shown)
            model.runner.read(self, partial(model.source.rows, ids), done, key="copy")

    # --- events --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Not here: it would fetch every row. Searching is the filter's work."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered_row = self._delegate.hovered_row, row
        for one in {before, row}:
            if one >= 0 and before != row:
                self.viewport().update(
                    0, self.rowViewportPosition(one), self.viewport().width(), self.rowHeight(one)
                )

    def _open(self, index: _Index) -> None:
        if self._list is not None and index.isValid():
            self.activated_id.emit(self._list.id_at(index.row()))

    def _first_column(self) -> int:
        order = (self.head.logicalIndex(at) for at in range(self.head.count()))
        return next((at for at in order if not self.head.isSectionHidden(at)), 0)

    def _fit(self) -> None:
        """Fit the widths to what the rows say and to the room, until the person sets widths."""
        model = self._list
        if model is None or self._sized_by_hand:
            return
        shown = [at for at in range(len(model.columns)) if not self.isColumnHidden(at)]
        widths = fitted(self._icons.theme, model, shown, self.viewport().width())
        self._fitting = True
        for at, width in widths.items():
            self.setColumnWidth(at, width)
        self._fitting = False

    def _scrolled(self, _value: int) -> None:
        if self._list is not None:
            self._list.set_top(max(0, self.rowAt(0)))

    def _hand_changed(self) -> None:
        if not self._fitting:
            self._fit()
            self.layout_changed.emit()

    def _resized(self, _section: int, _before: int, _after: int) -> None:
        pressed = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if pressed and not self._fitting:
            self._sized_by_hand = True
            self.layout_changed.emit()

    def _restyle(self) -> None:
        self.set_compact(self._compact)
        self.head.viewport().update()
        self.viewport().update()
        self._fit()

    def _selection_changed(self, _selected: QItemSelection, _gone: QItemSelection) -> None:
        self.selection_ids_changed.emit()

    def _keep_selection(self) -> None:
        current = self.current_id()
        self._kept = array("q", self.selected_ids()), -1 if current is None else current

    def _restore_selection(self) -> None:
        if self._kept is None or self._list is None:
            return
        (ids, current), self._kept = self._kept, None
        model, first, last = self._list, self._first_column(), self.head.count() - 1
        rows = rows_of(model, ids)
        selection = QItemSelection()
        for top, bottom in ranges(rows):
            selection.select(model.index(top, 0), model.index(bottom, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if current >= 0 and (row := model.find_row(current)) >= 0:
            no_change = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(model.index(row, first), no_change)
        elif ids:
            self.selection_ids_changed.emit()

    def _copy(self, shown: Sequence[int], rows: Sequence[tuple[Any, ...]]) -> None:
        if self._list is not None:
            QGuiApplication.clipboard().setText(table_text(self._list.columns, shown, rows))
            self.copied.emit(len(rows))
