"""The keys of the board: everything the mouse can do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tracker.domain.progress import SERIES
from tracker.ui.board.arranging import HEADER, Arrangement, Entry

if TYPE_CHECKING:
    from tracker.ui.board.view import BoardView

_KEY = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_WALK = (
    _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Left, _KEY.Key_Right, _KEY.Key_Home, _KEY.Key_End,
    _KEY.Key_PageUp, _KEY.Key_PageDown,
)  # fmt: skip


def handle_key(view: BoardView, event: QKeyEvent) -> bool:
    """What a key does here; False for what every item view does with it, such as type-ahead."""
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    entry = view.board.entry(view.currentIndex().row())
    id = view.current_id()
    if held == _CONTROL and key in (_KEY.Key_Left, _KEY.Key_Right) and entry is not None:
        _move(view, entry, 1 if key == _KEY.Key_Right else -1)
    elif key in _WALK and held in (_NONE, _SHIFT, _CONTROL):
        row = _step(view, entry, key, whole=held == _CONTROL)
        if row >= 0:
            view.go(row, extend=held == _SHIFT)
    elif key in (_KEY.Key_Return, _KEY.Key_Enter) and held == _NONE:
        if id and not event.isAutoRepeat():
            view.opened.emit(id)
        elif entry is not None and not id:
            view.lane_turned.emit(view.currentIndex().row())
    elif key == _KEY.Key_Space and held == _NONE:
        if id:
            view.looked.emit(id)
        elif entry is not None:
            view.lane_turned.emit(view.currentIndex().row())
    elif key == _KEY.Key_A and held == _CONTROL:
        view.choose_column()
    elif key == _KEY.Key_Escape and view.is_asking:
        view.put_back.emit()
    elif key == _KEY.Key_F2 and held == _NONE and id:
        view.edit_asked.emit(id)
    elif held == _NONE and key in (_KEY.Key_L, _KEY.Key_M) and id and not _is_searching(view):
        (view.log_asked.emit(id) if key == _KEY.Key_L else view.move_asked.emit())
    else:
        if event.text().strip() and held in (_NONE, _SHIFT):
            view.setProperty("typed_at", time.monotonic())
        return False
    return True


def _is_searching(view: BoardView) -> bool:
    """Whether letters are being typed to find a card: then L and M are letters, too."""
    typed = view.property("typed_at")
    pause = QApplication.keyboardInputInterval() / 1000
    return isinstance(typed, float) and time.monotonic() - typed < pause


def _move(view: BoardView, entry: Entry, by: int) -> None:
    """To the next column on that side, also a folded one: it opens."""
    if entry.card is None:
        return
    if view.read_only or entry.card.status == SERIES:
        view.move_asked.emit()  # which says why not
        return
    at = entry.column + by
    columns = view.board.arrangement.columns
    if 0 <= at < len(columns) and columns[at].is_target:
        view.move_in_hand(columns[at].key)


def _step(view: BoardView, entry: Entry | None, key: Qt.Key, *, whole: bool) -> int:
    found = view.board.arrangement
    if not found.entries:
        return -1
    if entry is None:
        return 0
    if whole and key in (_KEY.Key_Home, _KEY.Key_End):
        return 0 if key == _KEY.Key_Home else len(found.entries) - 1
    if whole and key in (_KEY.Key_Up, _KEY.Key_Down):
        return _lane_beyond(found, entry, 1 if key == _KEY.Key_Down else -1)
    if entry.column == HEADER:
        return _from_header(view, found, entry, key)
    cell = found.cell(entry.lane, entry.column)
    page = max(1, view.viewport().height() // (view.geometry_.sizes.card + 8) - 1)
    steps = {
        _KEY.Key_Home: 0,
        _KEY.Key_End: len(cell) - 1,
        _KEY.Key_PageUp: max(0, entry.place - page),
        _KEY.Key_PageDown: min(len(cell) - 1, entry.place + page),
    }
    if key in steps:
        return found.row(entry.lane, entry.column, steps[key])
    view.setProperty("column", entry.column)
    if key == _KEY.Key_Down:
        if entry.place + 1 < len(cell):
            return found.row(entry.lane, entry.column, entry.place + 1)
        return found.headers.get(entry.lane + 1, -1)
    if key == _KEY.Key_Up:
        if entry.place > 0:
            return found.row(entry.lane, entry.column, entry.place - 1)
        return found.headers.get(entry.lane, -1)
    return _beside(found, entry, 1 if key == _KEY.Key_Right else -1)


def _beside(found: Arrangement, entry: Entry, by: int) -> int:
    """The card nearest in height in the next column that has any."""
    at = entry.column + by
    while 0 <= at < len(found.columns):
        cell = found.cell(entry.lane, at)
        if cell and not found.columns[at].folded:
            return found.row(entry.lane, at, min(entry.place, len(cell) - 1))
        at += by
    return -1


def _from_header(view: BoardView, found: Arrangement, entry: Entry, key: Qt.Key) -> int:
    lane = found.lanes[entry.lane]
    if (key == _KEY.Key_Left) != lane.closed and key in (_KEY.Key_Left, _KEY.Key_Right):
        view.lane_turned.emit(view.currentIndex().row())
        return -1
    column = view.property("column")
    wanted = column if isinstance(column, int) and column < len(found.columns) else 0
    if key in (_KEY.Key_Down, _KEY.Key_PageDown, _KEY.Key_Right):
        row = _in_lane(found, entry.lane, wanted, 0)
        return row if row >= 0 else found.headers.get(entry.lane + 1, -1)
    if key in (_KEY.Key_Up, _KEY.Key_PageUp) and entry.lane > 0:
        row = _in_lane(found, entry.lane - 1, wanted, -1)
        return row if row >= 0 else found.headers[entry.lane - 1]
    if key == _KEY.Key_Home:
        return 0
    return len(found.entries) - 1 if key == _KEY.Key_End else -1


def _in_lane(found: Arrangement, lane: int, column: int, place: int) -> int:
    """The first or last card of a lane's column, or else of the nearest that has any."""
    if found.lanes[lane].closed:
        return -1
    for at in sorted(range(len(found.columns)), key=lambda one: abs(one - column)):
        cell = found.cell(lane, at)
        if cell and not found.columns[at].folded:
            return found.row(lane, at, place if place == 0 else len(cell) - 1)
    return -1


def _lane_beyond(found: Arrangement, entry: Entry, by: int) -> int:
    lane = entry.lane + by
    if not found.has_headers or not 0 <= lane < len(found.lanes):
        return -1
    return found.headers[lane]
