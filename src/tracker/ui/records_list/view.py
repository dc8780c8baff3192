"""The layout of a list page: title, views, filter, tools, the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import mark, tr
from tracker.ui.filtering.bar import FilterBar
from tracker.ui.icons import Icons
from tracker.ui.kinds import KindLook
from tracker.ui.lists.pane import ListPane
from tracker.ui.records_list.as_at_bar import AsAtBar
from tracker.ui.records_list.switcher import TRASH, ViewSwitcher
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.folding_head import FoldingHead
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.states import ErrorBanner

if TYPE_CHECKING:
    from tracker.services.list_declarations import BuiltInView
    from tracker.ui.records_list.place import Shown

_NOTHING = {
    "overdue": mark("Nothing is overdue"),
    "due": mark("Nothing is due in the next 30 days"),
    "silent": mark("Something was logged for everything in the last 90 days"),
    "expiring": mark("Nothing expires in the next 90 days"),
    "mine": mark("Nothing is yours"),
    "trash": mark("Nothing is in the trash"),
}
_ABOUT_ME = mark(
    "The owner of what is shown here is {name}: your name in the settings. If your contact has "
    "another name, change it there."
)
_NOTHING_AT_ALL = mark("Nothing is in this view")


class ListPageView(QWidget):
    """Parts only; the page says what they do."""

    def __init__(
        self,
        icons: Icons,
        look: KindLook,
        built_in: Sequence[BuiltInView],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._look = icons, look
        set_ground(self, "surface")
        self.title = label(look.many, "title")
        self.count = label("", "muted")
        self.views = ViewSwitcher(icons, look.many, built_in)
        self.bar = FilterBar(icons, tr(look.filter_label), today)
        self.pane = ListPane(icons, look.many)
        # Of its own: that of the list goes with the next answer.
        self.notice = ErrorBanner(icons)
        self.as_at = AsAtBar(icons)
        self.day = button(icons, tr("As at…"), "history", tip=tr("The list as at another day"))
        self.shown_as = PillSwitch(icons, tr("How the deliverables are shown"))
        self.shown_as.add("list", tr("List"), "list")
        self.shown_as.add("board", tr("Board"), "square-kanban")
        if look.key != "deliverable":
            self.shown_as.hide()
        self.columns = self.pane.columns_button()
        self.group = button(icons, tr("Group"), "rows-3", tip=tr("Group the rows"))
        self.density = button(icons, tr("Lower rows"), "rows-4", "icon")
        self.density.setCheckable(True)
        self.export = button(icons, tr("Export this list…"), "file-spreadsheet", "icon")
        self.new = button(icons, look.new, "plus", "primary")
        self._labels = {
            self.columns: self.columns.text(),
            self.group: self.group.text(),
            self.day: self.day.text(),
        }
        self.say_empty("")
        self._head = FoldingHead(self, self._lay_out(), (self.density, self.title), self._dress)

    def say_empty(self, view: str, me: str = "") -> None:
        """What stands there when the list, or a view of it, has nothing; `me` is the name that
        stands for "me"."""
        if view:
            words = tr(_NOTHING.get(view, _NOTHING_AT_ALL))
            about = tr(_ABOUT_ME, name=me) if view == "mine" else ""
            self.pane.set_empty("circle-check", words, about, tr("Show all"))
        else:
            self.pane.set_empty(self._look.icon, tr(self._look.empty_label), "", self._look.new)

    def offer_day(self, offered: bool) -> None:
        """Whether another day can be asked for here; where one is shown, its bar offers that."""
        self.day.setVisible(offered)

    def say_problems(self, shown: Shown) -> None:
        """What could not be shown of a view, above the list."""
        if not shown.problems:
            self.notice.hide()
        elif shown.key:
            self.notice.say(tr("A part of this view was left out."), "\n".join(shown.problems))
        else:
            self.notice.say(" ".join(shown.problems))

    def show_group(self, column: str) -> None:
        """The words of the column that the rows are grouped by; empty for none."""
        words = tr("By {column}", column=column) if column else tr("Group")
        self._labels[self.group] = words.replace("&", "&&")
        self.group.setAccessibleName(
            tr("Grouped by {column}", column=column) if column else tr("Group the rows")
        )
        self._dress(self._head.is_narrow)
        self._head.words_changed()

    def show_trash(self, view: str) -> None:
        """In the trash nothing is made, grouped or exported."""
        self.new.setVisible(view != TRASH)

    def _dress(self, narrow: bool) -> None:
        for one, text in self._labels.items():
            one.setText("" if narrow else text)
        self.shown_as.set_compact(narrow)
        self.count.setVisible(not narrow)
        self.new.setText("" if narrow else self._look.new)
        self.new.setToolTip(plain_tip(self._look.new) if narrow else "")
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
        for tool in (self.day, self.group, self.columns, self.density, self.export):
            head.addWidget(tool)
        head.addSpacing(4)
        head.addWidget(self.new)
        bar = QVBoxLayout()
        bar.setContentsMargins(20, 10, 20, 10)
        bar.setSpacing(10)
        bar.addWidget(self.bar)
        bar.addWidget(self.as_at)
        bar.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.pane, 1)
        order: list[QWidget] = [
            self.views.button, self.views.save, self.shown_as, self.day,
            self.group, self.columns, self.density,
            self.export, self.new, self.bar.line, self.bar.chips,
        ]  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.bar.chips.add, self.as_at.edit)
        QWidget.setTabOrder(self.as_at.edit, self.as_at.back)
        QWidget.setTabOrder(self.as_at.back, self.pane.table)
        return head
