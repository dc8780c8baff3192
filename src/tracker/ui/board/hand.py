"""The board by the mouse: choosing, dragging over columns with scrolling at the edges, dropping."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from tracker.domain.progress import SERIES
from tracker.services.board import NO_STATUS
from tracker.ui.board.arranging import HEADER
from tracker.ui.board.heads import BoardHeads
from tracker.ui.board.painted import PaintedBoard

_FLAG = QItemSelectionModel.SelectionFlag
_EDGE = 36


class HandledBoard(PaintedBoard):
    """What the mouse does; `moved(ids, status)` when cards are dropped on another column."""

    moved = Signal(object, str)
    opened = Signal(int)
    lane_turned = Signal(int)
    menu_asked = Signal(QPoint)

    heads: BoardHeads
    read_only: bool
    _drag_from: QPoint | None
    _edge_timer: QTimer
    _began_at: int = 0

    def current_id(self) -> int:
        """The card that has the focus; 0 for none."""
        entry = self.board.entry(self.currentIndex().row())
        return entry.card.id if entry is not None and entry.card is not None else 0

    def selected_ids(self) -> tuple[int, ...]:
        """The cards that are chosen, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        cards = (self.board.entry(row) for row in rows)
        return tuple(one.card.id for one in cards if one is not None and one.card is not None)

    def in_hand(self) -> tuple[int, ...]:
        """What a move is about: the chosen cards if the one with the focus is among them."""
        current, chosen = self.current_id(), self.selected_ids()
        return chosen if current in chosen else (current,) if current else ()

    def go(self, row: int, *, extend: bool = False) -> None:
        """Give a row the focus; `extend` chooses all from where that began to this one, or adds it
        where it is in another column."""
        index = self.board.index(row)
        selection = self.selectionModel()
        if not extend:
            entry = self.board.entry(row)
            self._began_at = entry.card.id if entry is not None and entry.card is not None else 0
            selection.setCurrentIndex(index, _FLAG.ClearAndSelect)
        elif (begin := self._beginning(row)) >= 0:
            chosen = QItemSelection(
                self.board.index(min(begin, row)), self.board.index(max(begin, row))
            )
            selection.setCurrentIndex(index, _FLAG.NoUpdate)
            selection.select(chosen, _FLAG.ClearAndSelect)
        else:
            selection.setCurrentIndex(index, _FLAG.Select)
        self.scrollTo(index)

    def choose_column(self) -> None:
        """Choose all cards of the column that has the focus: of its lane first, and if they are
        chosen already of all lanes that are open."""
        entry = self.board.entry(self.currentIndex().row())
        if entry is None or entry.card is None:
            return
        found = self.board.arrangement
        ids = [card.id for card in found.cell(entry.lane, entry.column)]
        if set(ids) <= set(self.selected_ids()):
            ids = [one.id for lane in found.lanes for one in lane.cells[entry.column]]
        selection = QItemSelection()
        for row in (found.rows[id] for id in ids if id in found.rows):
            selection.select(self.board.index(row), self.board.index(row))
        self.selectionModel().select(selection, _FLAG.ClearAndSelect)

    def _beginning(self, row: int) -> int:
        """The row at which choosing began, if it is in the same cell as another; -1 if not."""
        begin = self.board.arrangement.rows.get(self._began_at, -1)
        one, other = self.board.entry(begin), self.board.entry(row)
        if one is None or other is None or other.card is None:
            return -1
        return begin if (one.lane, one.column) == (other.lane, other.column) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._drag_at is not None:
            # Another button while one drags means: not after all.
            self.end_drag()
            return
        point = event.position().toPoint()
        index = self.indexAt(point)
        entry = self.board.entry(index.row()) if index.isValid() else None
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        card = entry.card if entry is not None else None
        if event.button() == Qt.MouseButton.LeftButton and card is not None:
            if held == Qt.KeyboardModifier.ShiftModifier:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.go(index.row(), extend=True)
                return
            self._began_at = card.id
        if event.button() == Qt.MouseButton.LeftButton and not held:
            column = self.geometry_.column_at(point.x() + self.horizontalOffset())
            if entry is None and column >= 0 and self.board.arrangement.columns[column].folded:
                self.heads.fold_turned.emit(self.board.arrangement.columns[column].key)
                return
            if card is not None:
                self._drag_from = point
                # Several that are chosen are dragged together: the press does not let them go.
                if card.id in self.selected_ids():
                    self.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
                    self.setFocus(Qt.FocusReason.MouseFocusReason)
                    return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._drag_from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (point - self._drag_from).manhattanLength() >= QApplication.startDragDistance()
            if self._drag_at is None and far and not self.read_only:
                self._drag_ids = self._movable(self.in_hand())
                if self._drag_ids:
                    self.setCursor(Qt.CursorShape.ClosedHandCursor)
                    self._edge_timer.start()
            if self._drag_ids:
                self._drag_at = point
                self.viewport().update()
            return
        if self._drag_at is not None:
            self.end_drag()  # the button was let go where nobody told
        row = self.indexAt(point).row()
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag_at is None:
            pressed, self._drag_from = self._drag_from, None
            if pressed is not None and len(self.selected_ids()) > 1 and not event.modifiers():
                self.go(self.currentIndex().row())
            super().mouseReleaseEvent(event)
            return
        ids, to = self._drag_ids, self.drop_column(event.position().toPoint())
        self.end_drag()
        self._tell_moved(ids, to)

    def _movable(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Those of some cards that have a status of their own."""
        cards = map(self.card, ids)
        return tuple(one.id for one in cards if one is not None and one.status != SERIES)

    def _tell_moved(self, ids: Iterable[int], to: str) -> None:
        moving = self._movable(ids)
        cards = map(self.card, moving)
        if to and to not in NO_STATUS and any(one.status != to for one in cards if one is not None):
            self.moved.emit(moving, to)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Another window or a dialog came: the button's release would be told to that.
        if self._drag_at is not None:
            self.end_drag()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.end_drag()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current_id():
            if event.reason() == QContextMenuEvent.Reason.Mouse:
                self.menu_asked.emit(event.globalPos())
            else:
                at = self.visualRect(self.currentIndex()).center()
                self.menu_asked.emit(self.viewport().mapToGlobal(at))

    def end_drag(self) -> None:
        """Let the card go where it was."""
        self._drag_ids, self._drag_at, self._drag_from = (), None, None
        self._edge_timer.stop()
        self.unsetCursor()
        self.viewport().update()

    def scroll_at_edge(self) -> None:
        """While a card is dragged to an edge, what lies beyond comes in."""
        if self._drag_at is None:
            return
        for bar, at, size in (
            (self.verticalScrollBar(), self._drag_at.y(), self.viewport().height()),
            (self.horizontalScrollBar(), self._drag_at.x(), self.viewport().width()),
        ):
            over = max(0, _EDGE - at) - max(0, at - (size - _EDGE))
            if over:
                bar.setValue(bar.value() - round(over * 0.7))

    def _clicked(self, index: QModelIndex) -> None:
        entry = self.board.entry(index.row())
        if entry is not None and entry.column == HEADER:
            self.lane_turned.emit(index.row())

    def _double_clicked(self, index: QModelIndex) -> None:
        entry = self.board.entry(index.row())
        if entry is not None and entry.card is not None:
            self.opened.emit(entry.card.id)
