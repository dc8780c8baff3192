"""The keys of a list's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from tracker.ui.lists.view import ListView

_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_COPY = _CONTROL | Qt.KeyboardModifier.ShiftModifier
_MOVE = QAbstractItemView.CursorAction


def handle_key(view: ListView, event: QKeyEvent) -> bool:
    """What a key does here; False for what every table does with it."""
    key = event.key()
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    model = view.list
    if model is None:
        return False
    current = view.current_id()
    if event.matches(QKeySequence.StandardKey.Copy) or (key == Qt.Key.Key_C and held == _COPY):
        view.copy_selection()
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == _NONE:
        if not event.isAutoRepeat():
            view.open_row(view.currentIndex())
    elif key == Qt.Key.Key_F2 and held == _NONE:
        if not view.edit_cell() and current is not None:
            view.edit_requested.emit(current)
    elif key == Qt.Key.Key_Space and held == _NONE:
        if current is not None:
            view.quick_look_requested.emit(current)
        else:
            view.open_row(view.currentIndex())
    elif key == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier:
        view.open_column_menu()
    elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and held in (_NONE, _CONTROL):
        _sideways(view, -1 if key == Qt.Key.Key_Left else 1, far=held == _CONTROL)
    else:
        return False
    return True


def moved(view: ListView, action: QAbstractItemView.CursorAction) -> QModelIndex | None:
    """Where a movement leads that this list sees otherwise than every table: Home and End are the
    first and the last row."""
    model = view.list
    if model is None or action not in (_MOVE.MoveHome, _MOVE.MoveEnd) or not model.rowCount():
        return None
    return model.index(0 if action == _MOVE.MoveHome else model.rowCount() - 1, view.cell())


def _sideways(view: ListView, step: int, *, far: bool) -> None:
    """Another cell of the row, which stays selected; in a grouped list first the group."""
    model, index, head = view.list, view.currentIndex(), view.head
    if model is None or not index.isValid():
        return
    row = index.row()
    if model.group_at(row) is not None:
        model.set_open(row, step > 0)
        return
    last = head.count() - 1
    at = head.visualIndex(index.column()) + step
    if at < 0 and model.is_grouped and not far:
        view.go_to_cell(model.heading_of(row), head.logicalIndex(0), only=True)
        return
    if far:
        at = 0 if step < 0 else last
    column = head.logicalIndex(max(0, min(at, last)))
    view.go_to_cell(row, column)
