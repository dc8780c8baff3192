"""The menus of a card: what can be done with it, and where it can be moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tracker.domain.progress import SERIES
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn

if TYPE_CHECKING:
    from tracker.ui.board.doing import BoardActions


def column_menu(page: BoardActions, parent: QMenu | None = None) -> QMenu:
    """The columns a card can be moved to, or all that are chosen, each with its number as a key."""
    count = len(page.view.board.in_hand())
    words = trn("&Move {n} card to", "&Move {n} cards to", count) if count > 1 else tr("&Move to")
    menu = QMenu(words, parent or page)
    if parent is None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    board = page.view.board
    cards = [board.card(id) for id in board.in_hand()]
    columns = [one for one in board.board.arrangement.columns if one.is_target]
    for number, column in enumerate(columns, 1):
        action = QAction(f"&{number}  {column.word}", menu)
        page.desk.icons.apply(action, column.look.icon, column.look.role)
        action.setIconVisibleInMenu(True)
        can_go = any(one.status not in (column.key, SERIES) for one in cards if one is not None)
        action.setEnabled(can_go)
        action.triggered.connect(partial(board.move_in_hand, column.key))
        menu.addAction(action)
    return menu


def card_menu(page: BoardActions) -> QMenu:
    """What can be done with the card that has the focus; frees itself when closed."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    board = page.view.board
    id = board.current_id()
    card = board.card(id)
    for text, icon, keys, slot in (
        (tr("&Open"), "arrow-up-right", "Return", page.open),
        (tr("&Log progress…"), "pen-line", "L", page.log),
        (tr("&Quick look"), "eye", "Space", page.quick_look),
        (tr("&Edit…"), "pencil", "F2", page.edit),
    ):
        action = QAction(text, menu)
        page.desk.icons.apply(action, icon)
        action.setShortcut(keys)
        action.triggered.connect(partial(slot, id))
        menu.addAction(action)
    if not page.is_read_only:
        moving = column_menu(page, menu)
        page.desk.icons.apply(moving.menuAction(), "move")
        menu.addMenu(moving)
    if card is not None and card.agreement_id:
        menu.addSeparator()
        action = QAction(tr("Open the &agreement"), menu)
        page.desk.icons.apply(action, "handshake")
        ref = RecordRef("agreement", card.agreement_id)
        action.triggered.connect(partial(page.desk.navigator.open_record, ref))
        menu.addAction(action)
    return menu
