"""The layout of the board's page: the head and the filter of the list, and the board below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.i18n import mark, tr
from tracker.ui.board.strip import MoveStrip
from tracker.ui.board.view import BoardView
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.records_list.headed import HeadedView
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import BusyLine, EmptyState

if TYPE_CHECKING:
    from tracker.services.list_declarations import BuiltInView

LANES = {
    "": mark("No lanes"),
    "agreement": mark("By agreement"),
    "owner": mark("By owner"),
    "type": mark("By type"),
}


class BoardPageView(HeadedView):
    """Parts only; the page says what they do."""

    def __init__(
        self,
        icons: Icons,
        built_in: Sequence[BuiltInView],
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        look = KINDS["deliverable"]
        super().__init__(
            icons, look, built_in, today,
            shown_as="board", day_tip=tr("The board as at another day"), parent=parent,
        )  # fmt: skip
        self.lanes = button(icons, tr("Lanes"), "rows-3", tip=tr("Divide the board into lanes"))
        self.cut = label("", "muted", wrap=True)
        self.cut.hide()
        self.board = BoardView(icons, tr("Board of deliverables"), language)
        self.strip = MoveStrip(icons, self.board.viewport())
        self.busy = BusyLine(icons)
        self.empty = EmptyState(icons, look.icon, tr(look.empty_label), "", action=look.new)
        self.hidden = EmptyState(icons, "list-filter", tr("The filter hides everything"))
        self._stack = QStackedWidget()
        for part in (self.board, self.busy, self.empty, self.hidden):
            self._stack.addWidget(part)
        self.lay_out((self.lanes,), self._stack, self.board, below=(self.cut,))

    def show_lanes(self, lanes: str) -> None:
        """Say what the board is divided by."""
        what = tr(LANES.get(lanes, LANES[""]))
        words = what if lanes else tr("Lanes")
        self.say_tool(self.lanes, words, tr("Lanes: {what}", what=what))

    def show_part(self, part: QWidget) -> None:
        """The board, or what stands there instead."""
        self._stack.setCurrentWidget(part)

    def state(self) -> str:
        """What stands there: "board", "busy", "empty" or "hidden"."""
        return ("board", "busy", "empty", "hidden")[self._stack.currentIndex()]
