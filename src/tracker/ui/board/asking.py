"""What the board asks for: all of it, or only what a change has touched."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.list_views import ListQuery
from tracker.i18n import tr
from tracker.services.board import Board, BoardCard, in_order
from tracker.ui.board.arranging import Arrangement, BoardStanding, arranged
from tracker.ui.board.arranging_by_hand import BoardArranging
from tracker.ui.board.doing import KIND
from tracker.ui.desk import Desk
from tracker.ui.memory import Memory

_SOON_MS = 250
# Of so many cards all are read anew: that is quicker.
_MOST_AT_ONCE = 500
# One question at a time: the answer to an older one, of what stood before a change, is dropped.
_QUESTION = "board"


class _Answer(NamedTuple):
    board: Board
    total: int
    standing: BoardStanding
    laid: Arrangement


class BoardAsking(BoardArranging):
    """Reads the cards in the background and lays them out."""

    def __init__(self, desk: Desk, memory: Memory | None, parent: QWidget | None = None) -> None:
        super().__init__(desk, memory, parent)
        self._wanted: BoardStanding | None = None
        self._total = 0
        self._stale = False
        self._asks_all = False
        self._awaited: frozenset[int] = frozenset()
        self._busy_soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._busy_soon.timeout.connect(self._still_busy)

    def query(self) -> ListQuery:
        """What the board is asked for now."""
        services = self.desk.services
        return ListQuery(self.view.bar.filter(), self.desk.today(), me=services.who)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._ask()

    def _ask(self) -> None:
        self._busy_soon.start()
        self._asks_all, self._awaited = True, frozenset()
        services, query, standing = self.desk.services, self.query(), self._standing
        limits, labels = self._kept.limits, self._type_labels()

        def ask() -> _Answer:
            found = services.board.board(query, standing.lanes)
            # Laid out here too: 2,000 cards take the window's thread longer than a frame.
            laid = arranged(found, standing, limits, lambda key: labels.get(key, key))
            return _Answer(found, services.lists.total(KIND), standing, laid)

        self.desk.runner.read(self, ask, self._take, self._not_read, key=_QUESTION)

    def _take(self, answer: _Answer) -> None:
        self._busy_soon.stop()
        self._asks_all = False
        self.found, self._total = answer.board, answer.total
        if not self._shown.problems:
            self.view.notice.hide()
        self._let_go()
        self._say_found()
        as_asked = answer.standing is self._standing and not self.moves.cards
        self._arrange(answer.laid if as_asked else None)
        if (wanted := self._wanted) is not None:
            self._wanted = None
            self.view.board.select_id(wanted.current)
            self.view.board.horizontalScrollBar().setValue(wanted.scroll[0])
            self.view.board.verticalScrollBar().setValue(wanted.scroll[1])

    def _not_read(self, error: Exception) -> None:
        self._busy_soon.stop()
        self._asks_all, self._awaited = False, frozenset()
        self.view.notice.show_error(error)
        if self.view.state() == "busy":
            self.view.show_part(self.view.board)

    def _still_busy(self) -> None:
        if not self.found.total:
            self.view.show_part(self.view.busy)

    def _say_found(self) -> None:
        board, view = self.found, self.view
        view.count.setText(f"{board.total:,}")
        view.cut.setVisible(board.is_cut)
        if board.is_cut:
            said = tr(
                "The first {count} by target are shown of {total}; the counts are of all. "
                "Narrow the filter to see the others.",
                count=f"{len(board.cards):,}",
                total=f"{board.total:,}",
            )
            view.cut.setText(said)
        if board.total:
            view.show_part(view.board)
        elif self._total:
            words = view.bar.words()
            said = tr("Nothing fits: {filter}.", filter=words) if words else ""
            hidden = tr("{count} records are hidden.", count=f"{self._total:,}")
            view.hidden.say(
                "list-filter",
                tr("The filter hides everything"),
                f"{said} {hidden}".strip(),
                tr("Clear the filter"),
            )
            view.show_part(view.hidden)
        else:
            view.show_part(view.empty)

    def _let_go(self) -> None:
        """Of what is asked about nothing is here any more: what was typed waits in its draft. What
        is still here may have got another status."""
        if not self.moves.cards:
            return
        known = {card.id: card for card in self.found.cards}
        if self.moves.ids.isdisjoint(known):
            self.moves.cancel()
        else:
            self.moves.follow(known)

    def _arrange(self, laid: Arrangement | None = None) -> None:
        self.view.board.lanes = self.found.lanes
        self.view.board.arrange(laid or self._arranged())
        self._place_strip()

    def _arranged(self) -> Arrangement:
        labels = self._type_labels()
        return arranged(
            self.found,
            self._standing,
            self._kept.limits,
            lambda key: labels.get(key, key),
            self.moves.ids,
            self.moves.to,
        )

    def _type_labels(self) -> dict[str, str]:
        return {key: tr(one.label) for key, one in self.desk.services.types.all().items()}

    def _changed(self, change_set: ChangeSet, _origin: object) -> None:
        """Only what a change touched is read; all of it where it touched what cards name."""
        if not self.isVisible():
            self._stale = True
            return
        ids = {ref.id for ref in change_set.touched if ref.kind == KIND}
        others = {ref.kind for ref in change_set.touched} - {KIND, "progress_entry", "attachment"}
        ids |= self._awaited
        if self._asks_all or others or not ids or self.found.is_cut or len(ids) > _MOST_AT_ONCE:
            self._ask()
            return
        self._awaited = frozenset(ids)
        services, query = self.desk.services, self.query()

        def ask() -> tuple[BoardCard, ...]:
            return services.board.some(query, ids)

        done = partial(self._take_some, frozenset(ids), query)
        self.desk.runner.read(self, ask, done, self._not_read, key=_QUESTION)

    def _take_some(
        self, ids: frozenset[int], query: ListQuery, cards: tuple[BoardCard, ...]
    ) -> None:
        self._awaited = frozenset()
        if query != self.query() or self.found.is_cut:
            return self._ask()
        kept = [card for card in self.found.cards if card.id not in ids]
        if not (kept or cards):
            return self._ask()  # whether the filter hides them, or there are none any more
        self.found = Board.of(in_order([*kept, *cards]), self._standing.lanes, self.found.day)
        self._let_go()
        self._say_found()
        self._arrange()
        return None
