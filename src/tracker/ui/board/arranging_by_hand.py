"""What a person does with the board itself: cards to other columns, lanes, folds, limits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from tracker.domain.progress import SERIES
from tracker.i18n import tr
from tracker.services.board import LANES as LANE_KEYS
from tracker.ui.board.arranging import Arrangement, lane_token
from tracker.ui.board.doing import BoardActions
from tracker.ui.board.limits import LimitDialog
from tracker.ui.board.menu import column_menu
from tracker.ui.board.moving import CardMoves
from tracker.ui.board.page_view import LANES
from tracker.ui.board.remembering import BoardMemory
from tracker.ui.desk import Desk
from tracker.ui.memory import Memory


class BoardArranging(BoardActions):
    """Moves cards and arranges the board."""

    def __init__(self, desk: Desk, memory: Memory | None, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kept = BoardMemory(memory)
        self._standing = self._kept.standing()
        # The folded column that was opened for what is being moved.
        self._opened = ""
        self.moves = CardMoves(desk, self.view.strip, self)

    def _arrange(self, laid: Arrangement | None = None) -> None:
        raise NotImplementedError

    def _ask(self) -> None:
        raise NotImplementedError

    def _say_view(self) -> None:
        raise NotImplementedError

    def _move(self, ids: tuple[int, ...], to: str) -> None:
        if self.is_read_only:
            self._say_read_only()
            return
        known = {card.id: card for card in self.found.cards}
        cards = [known[id] for id in ids if id in known and known[id].status != SERIES]
        is_move = any(card.status != to for card in cards)
        if self.moves.cards and self.moves.ids.issuperset(ids):
            # The same cards, dragged on or back while it is asked about them.
            self.moves.turn(to) if is_move else self.moves.cancel()
        elif is_move:
            current = self.view.board.current_id()
            # The strip stands at the first: that is the one with the focus.
            cards.sort(key=lambda card: card.id != current)
            self.moves.begin(tuple(cards), to)

    def turn(self, by: int) -> None:
        """The cards that are asked about go a column further (1), or back (-1)."""
        columns = [one.key for one in self.view.board.board.arrangement.columns if one.is_target]
        if self.moves.to in columns:
            at = columns.index(self.moves.to) + by
            if 0 <= at < len(columns):
                self.moves.turn(columns[at])

    def _begun(self) -> None:
        self._turned()
        self.view.board.is_asking = True
        self.view.strip.take_focus()

    def _turned(self) -> None:
        self._fold_again()
        if self.moves.to in self._standing.folded:
            self._opened = self.moves.to
            self._standing = replace(self._standing, folded=self._standing.folded - {self.moves.to})
        self._arrange()
        self.view.board.take_up(self.moves.cards[0].id)
        self._place_strip()

    def _fold_again(self) -> None:
        """A column that was opened for cards that went on, or back, is folded as it was."""
        if self._opened:
            folded = self._standing.folded | {self._opened}
            self._standing, self._opened = replace(self._standing, folded=folded), ""

    def _ended(self, moved: dict[int, int], to: str, in_hand: bool) -> None:
        self.view.board.is_asking = False
        if moved:
            self._opened = ""  # it has cards now
            # It stays where it was put until the change is read, which may know better.
            self.found = self.found.with_status(moved, to)
        self._fold_again()
        self._arrange()
        if in_hand:
            self.view.board.setFocus()
        if (row := self.view.board.currentIndex()).isValid():
            self.view.board.scrollTo(row)

    def _failed(self, error: Exception) -> None:
        self.view.notice.show_error(error)
        self.desk.messages.toast(tr("The card is back where it was; what you wrote is kept."))

    def _place_strip(self) -> None:
        if not self.moves.cards:
            return
        board = self.view.board
        row = board.board.arrangement.rows.get(self.moves.cards[0].id)
        self.view.strip.say_limit(self._over_limit())
        if row is not None:
            rect = board.visualRect(board.board.index(row))
            self.view.strip.open_below(rect, board.viewport().rect())

    def _over_limit(self) -> str:
        """What the column holds, if that is more than somebody wished for."""
        arrangement = self.view.board.board.arrangement
        column = arrangement.columns[arrangement.column_of(self.moves.to)]
        if not column.is_over:
            return ""
        return tr(
            "{column}: {count}, more than the limit of {limit}. Nothing is refused.",
            column=column.word,
            count=column.count,
            limit=column.limit,
        )

    def _say_read_only(self) -> None:
        said = tr("A board as at another day is only shown: go back to today to move cards.")
        self.desk.messages.toast(said, tr("Back to today"), self.to_today)

    def _move_asked(self) -> None:
        """The columns to choose from, at the card."""
        board = self.view.board
        if self.is_read_only:
            self._say_read_only()
        elif (card := board.card(board.current_id())) is not None and card.status == SERIES:
            said = tr("A series has no status of its own: move its instances.")
            self.desk.messages.toast(said, tr("Open"), partial(self.open, card.id))
        elif card is not None:
            menu = column_menu(self)
            at = board.visualRect(board.currentIndex()).bottomLeft()
            menu.popup(board.viewport().mapToGlobal(at))

    def set_lanes(self, lanes: str) -> None:
        """Divide the board; "" for one lane."""
        if lanes != self._standing.lanes:
            self.moves.cancel()
            self._standing = replace(self._standing, lanes=lanes, closed=frozenset())
            self._kept.keep(self._standing)
            self._say_view()
            self._ask()

    def turn_column(self, key: str) -> None:
        """Fold a column, or open it."""
        self.moves.cancel()
        self._standing = replace(self._standing, folded=self._standing.folded ^ {key})
        self._kept.keep(self._standing)
        self._arrange()

    def turn_lane(self, row: int) -> None:
        """Fold the lane of a row, or open it."""
        entry = self.view.board.board.entry(row)
        if entry is not None:
            self.moves.cancel()
            key = lane_token(self.view.board.board.arrangement.lanes[entry.lane].key)
            self._standing = replace(self._standing, closed=self._standing.closed ^ {key})
            self._arrange()

    def _ask_limit(self, key: str) -> None:
        column = next(c for c in self.view.board.board.arrangement.columns if c.key == key)
        dialog = LimitDialog(self.desk.icons, column.word, column.limit, self)
        dialog.chosen.connect(partial(self._set_limit, key))
        dialog.open()

    def _set_limit(self, key: str, limit: int) -> None:
        self._kept.set_limit(key, limit)
        self._arrange()

    def lanes_menu(self) -> QMenu:
        """What the board can be divided by."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for key in LANE_KEYS:
            action = QAction(tr(LANES[key]), menu)
            action.setCheckable(True)
            action.setChecked(key == self._standing.lanes)
            action.setActionGroup(group)
            action.triggered.connect(partial(self.set_lanes, key))
            menu.addAction(action)
        return menu

    def _open_lanes(self) -> None:
        button = self.view.lanes
        self.lanes_menu().popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
