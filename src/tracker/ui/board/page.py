"""The board: the filter and views of the list of deliverables, their cards by status."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.as_at import as_at
from tracker.domain.filter_text import simplified
from tracker.domain.filters import Filter
from tracker.domain.list_views import ListArrangement
from tracker.i18n import tr
from tracker.services.board import LANES as LANE_KEYS
from tracker.services.board import RARE
from tracker.ui.board.arranging import BoardStanding
from tracker.ui.board.asking import BoardAsking
from tracker.ui.board.doing import KIND
from tracker.ui.desk import Desk
from tracker.ui.memory import Memory
from tracker.ui.records_list.place import shown_by
from tracker.ui.records_list.switcher import SAVED, TRASH


class BoardPage(BoardAsking):
    """`show_board(view, standing)`: a view of the list, and how the board stood when it was left;
    `standing()` says so."""

    def __init__(
        self, desk: Desk, memory: Memory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, memory, parent)
        self._place: str | None = None
        self.join_head()
        self.setAccessibleName(tr("Board of deliverables"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view.board)
        self._connect()
        self.saved.load()

    # --- for the navigator ------------------------------------------------------------------------

    def show_board(self, view: str, standing: object = None) -> None:
        """Show a view of the list as a board, as it stood when it was left."""
        wanted = standing if isinstance(standing, BoardStanding) else None
        if view == self._place and wanted is None and self.found.total:
            return
        self._place, self._wanted = view, wanted
        if view.startswith(SAVED) and not self.saved.is_loaded:
            return
        self._show_place()

    def standing(self) -> BoardStanding:
        """How the board stands, for the way back to it."""
        board = self.view.board
        return replace(
            self._standing,
            filter=simplified(self.view.bar.filter()),
            scroll=(board.horizontalOffset(), board.verticalOffset()),
            current=board.current_id(),
        )

    def standing_with(self, filter: Filter) -> BoardStanding:
        """The board as it was left last, narrowed to a filter."""
        return replace(self._kept.standing(), filter=simplified(filter))

    def deliverable_in_hand(self) -> int | None:
        """The card that Log progress is about."""
        return self.view.board.current_id() or None

    def show_row(self, id: int) -> None:
        """Give a card the focus and bring it into view."""
        self.view.board.select_id(id)

    def flush(self) -> None:
        """The program ends: what is typed is kept."""
        self.moves.flush()

    # --- views and filter -------------------------------------------------------------------------

    def _show_place(self) -> None:
        bar = self.view.bar
        place = "" if self._place in (None, TRASH) else str(self._place)
        self._shown = shown_by(
            place, self._built_in, self.saved.views, bar.fields, self.desk.today()
        )
        wanted, kept = self._wanted, self._kept.standing()
        own = self._shown.arrangement
        if wanted is not None:
            self._standing = wanted
        elif own.board:
            self._standing = replace(kept, lanes=own.lanes if own.lanes in LANE_KEYS else "")
        else:
            self._standing = kept
        filter = wanted.filter if wanted is not None and wanted.filter is not None else None
        bar.set_filter(self._shown.filter if filter is None else filter)
        if self._shown.text:
            bar.show_text(self._shown.text)
        if self._shown.problems:
            self.view.notice.say(" ".join(self._shown.problems))
        else:
            self.view.notice.hide()
        self._say_view()
        self._ask()

    def arrangement(self) -> ListArrangement:
        """Of a saved view also the columns of its list."""
        own = self._shown.arrangement
        return replace(
            own, filter=simplified(self.view.bar.filter()), board=True, lanes=self._standing.lanes
        )

    def _say_view(self) -> None:
        own, key = self._shown.arrangement, self._shown.key
        changed = simplified(self.view.bar.filter()) != simplified(own.filter)
        if key.startswith(SAVED):
            changed = changed or not own.board or own.lanes != self._standing.lanes
        self.view.views.set_current(key, changed=changed)
        self.view.show_lanes(self._standing.lanes)
        self.view.as_at.show_day(as_at(self.view.bar.filter()), self.desk.today())
        self.view.board.read_only = self.is_read_only

    def _views_loaded(self) -> None:
        self.view.views.set_saved(self.saved.views)
        if self._place is not None and self._place.startswith(SAVED):
            found = self.saved.kept(self._place)
            if self._shown.key != self._place or found is None:
                self._show_place()
            elif found.arrangement != self._shown.arrangement:
                self._shown = replace(self._shown, arrangement=found.arrangement)
                self._say_view()

    def open_view(self, view: str = "") -> None:
        if view == TRASH:  # what is thrown away has no status to be moved to
            self.desk.navigator.open_list(KIND, view)
        else:
            self.desk.navigator.open_board(view)

    def _reset_view(self) -> None:
        self._wanted = None
        super()._reset_view()

    def _show_as(self, key: str) -> None:
        if key == "list":
            self.view.shown_as.show_current("board")
            filter = simplified(self.view.bar.filter())
            self.desk.navigator.open_list(KIND, self._shown.key, filter)

    def _filter_changed(self) -> None:
        self.moves.cancel()
        self._say_view()
        self._ask()

    def _connect(self) -> None:
        view, board = self.view, self.view.board
        view.lanes.clicked.connect(self._open_lanes)
        view.empty.activated.connect(self.create_record)
        view.hidden.activated.connect(self._clear_filter)
        board.moved.connect(self._move)
        board.opened.connect(self.open)
        board.looked.connect(self.quick_look)
        board.current_id_changed.connect(self.follow_quick_look)
        board.log_asked.connect(self.log)
        board.edit_asked.connect(self.edit)
        board.move_asked.connect(self._move_asked)
        board.put_back.connect(self.moves.cancel)
        board.lane_turned.connect(self.turn_lane)
        board.menu_asked.connect(self._menu)
        board.scrolled.connect(self._place_strip)
        board.heads.fold_turned.connect(self.turn_column)
        board.heads.limit_asked.connect(self._ask_limit)
        view.strip.turned.connect(self.turn)
        self.moves.begun.connect(self._begun)
        self.moves.turned.connect(self._turned)
        self.moves.ended.connect(self._ended)
        self.moves.failed.connect(self._failed)


__all__ = ["RARE", "BoardPage"]
