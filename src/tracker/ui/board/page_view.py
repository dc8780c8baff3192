"""The layout of the board's page: the head and the filter of the list, and the board below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import mark, tr
from tracker.ui.board.strip import MoveStrip
from tracker.ui.board.view import BoardView
from tracker.ui.filtering.bar import FilterBar
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.records_list.as_at_bar import AsAtBar
from tracker.ui.records_list.switcher import ViewSwitcher
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.folding_head import FoldingHead
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.states import BusyLine, EmptyState, ErrorBanner

if TYPE_CHECKING:
    from tracker.services.list_declarations import BuiltInView

LANES = {
    "": mark("No lanes"),
    "agreement": mark("By agreement"),
    "owner": mark("By owner"),
    "type": mark("By type"),
}


class BoardPageView(QWidget):
    """Parts only; the page says what they do."""

    def __init__(
        self,
        icons: Icons,
        built_in: Sequence[BuiltInView],
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        look = KINDS["deliverable"]
        set_ground(self, "surface")
        self.title = label(look.many, "title")
        self.count = label("", "muted")
        self.views = ViewSwitcher(icons, look.many, built_in)
        self.shown_as = shown_as_switch(icons, "board")
        self.lanes = button(icons, tr("Lanes"), "rows-3", tip=tr("Divide the board into lanes"))
        self.day = button(icons, tr("As at…"), "history", tip=tr("The board as at another day"))
        self.new = button(icons, look.new, "plus", "primary")
        self.bar = FilterBar(icons, tr(look.filter_label), today)
        self.as_at = AsAtBar(icons)
        self.notice = ErrorBanner(icons)
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
        self._words = {self.lanes: self.lanes.text(), self.day: self.day.text()}
        self._head = FoldingHead(self, self._lay_out(), (self.title,), self._dress)

    def show_lanes(self, lanes: str) -> None:
        """Say what the board is divided by."""
        words = tr(LANES.get(lanes, LANES[""])) if lanes else tr("Lanes")
        self._words[self.lanes] = words
        self.lanes.setAccessibleName(tr("Lanes: {what}", what=tr(LANES.get(lanes, LANES[""]))))
        self._dress(self._head.is_narrow)
        self._head.words_changed()

    def show_part(self, part: QWidget) -> None:
        """The board, or what stands there instead."""
        self._stack.setCurrentWidget(part)

    def state(self) -> str:
        """What stands there: "board", "busy", "empty" or "hidden"."""
        return ("board", "busy", "empty", "hidden")[self._stack.currentIndex()]

    def _dress(self, narrow: bool) -> None:
        for one, text in self._words.items():
            one.setText("" if narrow else text)
        look = KINDS["deliverable"]
        self.count.setVisible(not narrow)
        self.new.setText("" if narrow else look.new)
        self.new.setToolTip(plain_tip(look.new) if narrow else "")
        self.shown_as.set_compact(narrow)
        self.bar.set_narrow(narrow)
        self.as_at.set_narrow(narrow)
        self.views.set_narrow(narrow)

    def _lay_out(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 0)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addSpacing(6)
        head.addWidget(self.views)
        head.addStretch(1)
        head.addWidget(self.shown_as)
        head.addSpacing(4)
        for tool in (self.day, self.lanes):
            head.addWidget(tool)
        head.addSpacing(4)
        head.addWidget(self.new)
        bar = QVBoxLayout()
        bar.setContentsMargins(20, 10, 20, 10)
        bar.setSpacing(10)
        for part in (self.bar, self.as_at, self.notice, self.cut):
            bar.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        order: list[QWidget] = [
            self.views.button, self.views.save, self.shown_as, self.day, self.lanes, self.new,
            self.bar.line, self.bar.chips,
        ]  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        # Of the line of the day, too, or Tab would come to it last of all.
        below = (self.bar.chips.add, self.as_at.edit, self.as_at.back, self.board)
        for before, after in pairwise(below):
            QWidget.setTabOrder(before, after)
        return head


def shown_as_switch(icons: Icons, current: str) -> PillSwitch:
    """The switch between the list and the board."""
    made = PillSwitch(icons, tr("How the deliverables are shown"))
    made.add("list", tr("List"), "list")
    made.add("board", tr("Board"), "square-kanban")
    made.set_current(current)
    return made
