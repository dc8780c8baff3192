"""The board itself: an item view whose items lie in columns and lanes; only what is seen is
painted. That it is an item view gives each card its accessible name, state and place."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from tracker.ui.board.arranging import HEADER, Arrangement, Entry
from tracker.ui.board.geometry import GAP, MARGIN, Geometry, Sizes
from tracker.ui.board.hand import HandledBoard
from tracker.ui.board.heads import BoardHeads
from tracker.ui.board.keys import handle_key
from tracker.ui.board.model import ID_ROLE, BoardModel
from tracker.ui.board.painting import CardPainter
from tracker.ui.icons import Icons

_Index = QModelIndex | QPersistentModelIndex
_FLAG = QItemSelectionModel.SelectionFlag
_EDGE, _SCROLL_MS = 36, 25


class BoardView(HandledBoard):
    """`moved(ids, status)` when cards are dropped on a column or moved by a key; the page asks for
    the sentence. `opened(id)`, `looked(id)`, `log_asked(id)`, `edit_asked(id)`, `lane_turned(row)`
    and `menu_asked(point)` are what keys and the mouse want; `put_back` on Esc while the page asks
    about a move (`is_asking`)."""

    looked = Signal(int)
    log_asked = Signal(int)
    edit_asked = Signal(int)
    move_asked = Signal()
    put_back = Signal()
    current_id_changed = Signal(int)
    scrolled = Signal()

    def __init__(
        self, icons: Icons, name: str, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.cards = CardPainter(icons)
        self.board = BoardModel(language, self)
        self.read_only = False
        self.is_asking = False
        self.lanes = ""
        self.hovered = -1
        self._drag_ids: tuple[int, ...] = ()
        self._drag_from: QPoint | None = None
        self._drag_at: QPoint | None = None
        self.geometry_ = Geometry(Arrangement(), self._sizes(), QSize(800, 400))
        self.heads = BoardHeads(icons, self)
        self.heads.reached.connect(self.show_column)
        self.setModel(self.board)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self._edge_timer = QTimer(self, interval=_SCROLL_MS)
        self._edge_timer.timeout.connect(self.scroll_at_edge)
        icons.theme.changed.connect(self.forget)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)

    # --- what the page asks -----------------------------------------------------------------------

    def arrange(self, arrangement: Arrangement) -> None:
        """Show another arrangement; the cards that are chosen and the one in hand stay so."""
        chosen, current = self.selected_ids(), self.current_id()
        before = self.board.entry(self.currentIndex().row())
        at = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        self.heads.show_columns(arrangement.columns)
        # Told only once it stands: a reset would say that nothing has the focus.
        self.blockSignals(True)
        self.board.arrange(arrangement)
        self.lay_out()
        self.verticalScrollBar().setValue(at[0])
        self.horizontalScrollBar().setValue(at[1])
        row = arrangement.rows.get(current, -1)
        if row < 0 and before is not None and arrangement.entries:
            row = self._near(before)
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.board.index(row), _FLAG.NoUpdate)
        selection = QItemSelection()
        for id in chosen:
            if (found := arrangement.rows.get(id)) is not None:
                index = self.board.index(found)
                selection.select(index, index)
        if selection.isEmpty() and row >= 0 and chosen:
            selection.select(self.board.index(row), self.board.index(row))
        self.selectionModel().select(selection, _FLAG.ClearAndSelect)
        self.blockSignals(False)
        self.viewport().update()
        if self.current_id() != current:
            self.current_id_changed.emit(self.current_id())

    def select_id(self, id: int) -> bool:
        """Give a card the focus and bring it into view."""
        row = self.board.arrangement.rows.get(id)
        if row is None:
            return False
        self.go(row)
        return True

    def take_up(self, id: int) -> None:
        """Give a card the focus; what is chosen with it stays chosen."""
        row = self.board.arrangement.rows.get(id)
        if row is not None and id in self.selected_ids():
            index = self.board.index(row)
            self.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
            self.scrollTo(index)
        else:
            self.select_id(id)

    def move_in_hand(self, to: str) -> None:
        """Move what is in hand to a column; those that are there already stay."""
        self._tell_moved(self.in_hand(), to)

    def forget(self) -> None:
        """Colours or fonts are new."""
        self.cards.forget()
        self.lay_out()
        self.viewport().update()

    # --- layout -----------------------------------------------------------------------------------

    def _sizes(self) -> Sizes:
        px = self._icons.theme.px
        return Sizes(self.cards.height(), px(36), px(224), px(330), px(46))

    def lay_out(self) -> None:
        """Work out anew where all lies."""
        self.setViewportMargins(0, self.heads.wanted_height(), 0, 0)
        self.geometry_ = Geometry(self.board.arrangement, self._sizes(), self.viewport().size())
        self.updateGeometries()

    def doItemsLayout(self) -> None:
        """Qt's own layout has no columns and lanes."""
        self.updateGeometries()

    def updateGeometries(self) -> None:
        room, found = self.viewport().size(), self.geometry_
        for bar, whole, seen in (
            (self.verticalScrollBar(), found.height, room.height()),
            (self.horizontalScrollBar(), found.width, room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(1, seen))
            bar.setSingleStep(found.sizes.card // 3)
        self._place_heads()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
        # What stands at a card lies elsewhere now, as if it had been scrolled.
        self.scrolled.emit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._place_heads()
        self.viewport().update()
        self.scrolled.emit()

    def _place_heads(self) -> None:
        at = self.viewport().geometry()
        self.heads.setGeometry(at.left(), 0, at.width(), self.heads.wanted_height())
        self.heads.place(self.geometry_, self.horizontalOffset())

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRect(self, index: _Index) -> QRect:
        entry = self.board.entry(index.row()) if index.isValid() else None
        return self.seen(self.geometry_.rect(entry)) if entry is not None else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        found = self.geometry_
        sticky = self.sticky()
        if sticky >= 0 and 0 <= point.y() < found.head_height:
            return self.board.index(self.board.arrangement.headers[sticky])
        row = found.entry_at(point.x() + self.horizontalOffset(), point.y() + self.verticalOffset())
        return self.board.index(row) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        entry = self.board.entry(index.row())
        if entry is None:
            return
        rect = self.geometry_.rect(entry)
        down = self.verticalScrollBar()
        head = self.geometry_.head_height if entry.column != HEADER else 0
        top, bottom = rect.top() - GAP - head, rect.bottom() + GAP
        if top < down.value():
            down.setValue(top)
        elif bottom > down.value() + self.viewport().height():
            down.setValue(bottom - self.viewport().height())
        if entry.column != HEADER:
            self._scroll_across(rect.left(), rect.right())

    def show_column(self, at: int) -> None:
        """Bring a whole column into view, if there is room for it."""
        if 0 <= at < len(self.geometry_.lefts):
            left = self.geometry_.lefts[at]
            self._scroll_across(left, left + self.geometry_.widths[at])

    def _scroll_across(self, left: int, right: int) -> None:
        across = self.horizontalScrollBar()
        if left - MARGIN < across.value():
            across.setValue(left - MARGIN)
        elif right + MARGIN > across.value() + self.viewport().width():
            across.setValue(right + MARGIN - self.viewport().width())

    def isIndexHidden(self, _index: _Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        rect = rect.normalized()
        selection = QItemSelection()
        if rect.width() <= 2 and rect.height() <= 2:
            index = self.indexAt(rect.topLeft())
            if index.isValid():
                selection.select(index, index)
        else:
            for row in range(self.board.rowCount()):
                index = self.board.index(row)
                if self.visualRect(index).intersects(rect):
                    selection.select(index, index)
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self.signalsBlocked():
            self.current_id_changed.emit(self.current_id())

    def _near(self, before: Entry) -> int:
        """Where the focus goes when its card has gone: to its place in the cell, or the lane."""
        found = self.board.arrangement
        lane = min(before.lane, len(found.lanes) - 1)
        if before.column in (HEADER, *range(len(found.columns))):
            cell = found.cell(lane, before.column) if before.column != HEADER else ()
            if cell and cell[0].id in found.rows:
                return found.row(lane, before.column, min(before.place, len(cell) - 1))
        return found.headers.get(lane, 0)

    # --- keys and mouse ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag_at is not None and event.key() == Qt.Key.Key_Escape:
            self.end_drag()
        elif not handle_key(self, event):
            super().keyPressEvent(event)


__all__ = ["ID_ROLE", "BoardView"]
