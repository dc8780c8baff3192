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
from tracker.ui.records_list.headed_page import HeadedPage

KIND = "deliverable"


class BoardActions(HeadedPage):
    """The actions of the board's page; what it shows is said by `BoardPage`."""

    view: BoardPageView

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, KIND, parent)
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

    def log(self, id: int) -> None:
        """Open the log dialog, or of several chosen cards that which logs on all of them."""
        chosen = self.view.board.selected_ids()
        if id in chosen and len(chosen) > 1:
            self.desk.navigator.bulk_log(chosen)
        else:
            self.desk.navigator.log_progress(id)

    def _menu(self, at: QPoint) -> None:
        card_menu(self).popup(at)

    def choose_day(self) -> None:
        self.view.bar.edit_day(self.view.day)

    def to_today(self) -> None:
        self.view.bar.set_day(None)
        self.view.board.setFocus()

    def to_records(self) -> None:
        self.view.bar.read_now()
        board = self.view.board
        board.setFocus()
        if not board.currentIndex().isValid() and board.board.rowCount():
            board.go(0)
