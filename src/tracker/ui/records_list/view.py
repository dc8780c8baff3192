"""The layout of a list page: below the head, the list and its tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.i18n import mark, tr
from tracker.ui.icons import Icons
from tracker.ui.kinds import KindLook
from tracker.ui.lists.pane import ListPane
from tracker.ui.records_list.headed import HeadedView
from tracker.ui.records_list.switcher import TRASH
from tracker.ui.widgets.buttons import button

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


class ListPageView(HeadedView):
    """Parts only; the page says what they do. What is amiss with the view is told by `notice`: what
    the list itself says goes with the next answer."""

    def __init__(
        self,
        icons: Icons,
        look: KindLook,
        built_in: Sequence[BuiltInView],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            icons, look, built_in, today,
            shown_as="list", day_tip=tr("The list as at another day"), parent=parent,
        )  # fmt: skip
        self.pane = ListPane(icons, look.many)
        if look.key != "deliverable":
            self.shown_as.hide()
        self.columns = self.pane.columns_button()
        self.group = button(icons, tr("Group"), "rows-3", tip=tr("Group the rows"))
        self.density = button(icons, tr("Lower rows"), "rows-4", "icon")
        self.density.setCheckable(True)
        self.export = button(icons, tr("Export this list…"), "file-spreadsheet", "icon")
        self.say_empty("")
        tools = (self.group, self.columns, self.density, self.export)
        self.lay_out(tools, self.pane, self.pane.table, spare=(self.density,))

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
        spoken = tr("Grouped by {column}", column=column) if column else tr("Group the rows")
        self.say_tool(self.group, words, spoken)

    def show_trash(self, view: str) -> None:
        """In the trash nothing is made, grouped or exported."""
        self.new.setVisible(view != TRASH)
