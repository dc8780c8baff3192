"""What a person does on the board with one card, and where the keys go."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from tracker.domain.as_at import as_at
from tracker.domain.refs import RecordRef
from tracker.services.board import Board
from tracker.ui.board.menu import card_menu
from tracker.ui.board.page_view import BoardPageView
from tracker.ui.desk import Desk

KIND = "deliverable"


class BoardActions(QWidget):
    """The actions of the board's page; what it shows is said by `BoardPage`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        built_in = desk.services.lists.built_in(KIND)
        self.view = BoardPageView(desk.icons, built_in, desk.today, desk.language)
        self.found = Board()

    @property
    def is_read_only(self) -> bool:
        """Whether another day than today is shown."""
        return as_at(self.view.bar.filter()) is not None

    def open(self, id: int) -> None:
        """Show a card's page, which leads on to its neighbours here."""
        among = [card.id for card in self.found.cards]
        self.desk.navigator.open_record(RecordRef(KIND, id), among)

    def edit(self, id: int) -> None:
        """Open a card's form."""
        self.desk.navigator.edit(RecordRef(KIND, id))

    def log(self, id: int) -> None:
        """Open the log dialog."""
        self.desk.navigator.log_progress(id)

    def look(self, id: int) -> None:
        """Show a card beside the board, or take it away again."""
        navigator = self.desk.navigator
        if navigator.is_quick_look:
            navigator.end_quick_look()
        else:
            navigator.quick_look(RecordRef(KIND, id))

    def _follow_look(self, id: int) -> None:
        if id and self.isVisible() and self.desk.navigator.is_quick_look:
            self.desk.navigator.quick_look(RecordRef(KIND, id))

    def _menu(self, at: QPoint) -> None:
        card_menu(self).popup(at)

    def _create(self) -> None:
        self.desk.navigator.create(KIND)

    def _choose_day(self) -> None:
        self.view.bar.edit_day(self.view.day)

    def to_today(self) -> None:
        """Show the board as it stands today."""
        self.view.bar.set_day(None)
        self.view.board.setFocus()

    def _to_board(self) -> None:
        self.view.bar.read_now()
        board = self.view.board
        board.setFocus()
        if not board.currentIndex().isValid() and board.board.rowCount():
            board.go(0)

    def _to_filter(self) -> None:
        self.view.bar.line.setFocus()
        self.view.bar.line.selectAll()
