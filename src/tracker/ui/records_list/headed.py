"""What stands above the records of a page, list and board alike: title, views, tools, filter, and
below it the day and what is amiss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.filtering.bar import FilterBar
from tracker.ui.icons import Icons
from tracker.ui.kinds import KindLook
from tracker.ui.records_list.as_at_bar import AsAtBar
from tracker.ui.records_list.switcher import ViewSwitcher
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.folding_head import FoldingHead
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.states import ErrorBanner

if TYPE_CHECKING:
    from tracker.services.list_declarations import BuiltInView


class HeadedView(QWidget):
    """Parts only; the page says what they do. Its heir makes the tools and what is shown, and then
    calls `lay_out`."""

    def __init__(
        self,
        icons: Icons,
        look: KindLook,
        built_in: Sequence[BuiltInView],
        today: Callable[[], date],
        *,
        shown_as: str,
        day_tip: str,
        parent: QWidget | None = None,
    ) -> None:
        """`shown_as` is "list" or "board"; `day_tip` is what the tool for another day says."""
        super().__init__(parent)
        self._icons, self._look = icons, look
        set_ground(self, "surface")
        self.title = label(look.many, "title")
        self.count = label("", "muted")
        self.views = ViewSwitcher(icons, look.many, built_in)
        self.shown_as = PillSwitch(icons, tr("How the deliverables are shown"))
        self.shown_as.add("list", tr("List"), "list")
        self.shown_as.add("board", tr("Board"), "square-kanban")
        self.shown_as.set_current(shown_as)
        self.day = button(icons, tr("As at…"), "history", tip=day_tip)
        self.new = button(icons, look.new, "plus", "primary")
        self.bar = FilterBar(icons, tr(look.filter_label), today)
        self.as_at = AsAtBar(icons)
        self.notice = ErrorBanner(icons)
        # The words of the tools, which give way to their pictures where there is little room.
        self._words: dict[QPushButton, str] = {}
        self._head: FoldingHead | None = None

    def lay_out(
        self,
        tools: Sequence[QPushButton],
        shown: QWidget,
        first: QWidget,
        *,
        spare: Sequence[QWidget] = (),
        below: Sequence[QWidget] = (),
    ) -> None:
        """Put everything in its place: `tools` in the head beside the day, `below` under the
        filter, then what is `shown`, of which the keys go to `first`. Tools in `spare` are left
        out where there is no room at all."""
        self._words = {tool: tool.text() for tool in (self.day, *tools) if tool.text()}
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 0)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addSpacing(6)
        head.addWidget(self.views)
        head.addStretch(1)
        head.addWidget(self.shown_as)
        for tool in (self.day, *tools):
            head.addWidget(tool)
        head.addSpacing(4)
        head.addWidget(self.new)
        bar = QVBoxLayout()
        bar.setContentsMargins(20, 10, 20, 10)
        bar.setSpacing(10)
        for part in (self.bar, self.as_at, self.notice, *below):
            bar.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(shown, 1)
        order: list[QWidget] = [
            self.views.button, self.views.save, self.shown_as, self.day, *tools, self.new,
            self.bar.line, self.bar.chips,
        ]  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        # Of the line of the day, too, or Tab would come to it last of all.
        inner = (self.bar.chips.add, self.as_at.edit, self.as_at.back, first)
        for before, after in pairwise(inner):
            QWidget.setTabOrder(before, after)
        self._head = FoldingHead(self, head, (*spare, self.title), self._dress)

    def say_tool(self, tool: QPushButton, words: str, spoken: str) -> None:
        """Other words for a tool, and what a screen reader says of it."""
        self._words[tool] = words.replace("&", "&&")
        tool.setAccessibleName(spoken)
        if self._head is not None:
            self._dress(self._head.is_narrow)
            self._head.words_changed()

    def _dress(self, narrow: bool) -> None:
        for tool, words in self._words.items():
            tool.setText("" if narrow else words)
        self.count.setVisible(not narrow)
        self.new.setText("" if narrow else self._look.new)
        self.new.setToolTip(plain_tip(self._look.new) if narrow else "")
        self.shown_as.set_compact(narrow)
        self.bar.set_narrow(narrow)
        self.as_at.set_narrow(narrow)
        self.views.set_narrow(narrow)
