"""The layout of a list page: title with count, views, filter, the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import mark, tr
from tracker.ui.icons import Icons
from tracker.ui.kinds import KindLook
from tracker.ui.lists.pane import ListPane
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.chip import FilterChip
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.pills import PillSwitch

_FILTER_WIDTH = 260
_NOTHING = {
    "overdue": mark("Nothing is overdue"),
    "due": mark("Nothing is due in the next 30 days"),
    "silent": mark("Something was logged for everything in the last 90 days"),
    "expiring": mark("Nothing expires in the next 90 days"),
    "trash": mark("Nothing is in the trash"),
}
_NOTHING_AT_ALL = mark("Nothing is in this view")


class ListPageView(QWidget):
    """Parts only; the page says what they do."""

    def __init__(
        self, icons: Icons, look: KindLook, views: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        set_ground(self, "surface")
        self.title = label(look.many, "title")
        self.count = label("", "muted")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr(look.filter_label))
        self.filter.setAccessibleName(tr(look.filter_label))
        magnifier = QAction(self.filter)
        icons.apply(magnifier, "search", "muted")
        self.filter.addAction(magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(tr("Clear the filter"), self.filter)
        icons.apply(self._cross, "x", "muted")
        self._cross.triggered.connect(self.filter.clear)
        self.filter.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setVisible(False)
        self.filter.textChanged.connect(self._show_cross)
        self.filter.setMaximumWidth(icons.theme.px(_FILTER_WIDTH))
        self.filter.setMinimumWidth(icons.theme.px(120))
        self.filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.new = button(icons, look.new, "plus")
        self.views = PillSwitch(icons, tr("Views of {list}", list=look.many))
        self.chips = QHBoxLayout()
        self.chips.setSpacing(6)
        self.pane = ListPane(icons, look.many)
        self._look = look
        self.say_empty("")
        self.views.add("", tr("All"))
        for key, text in views.items():
            self.views.add(key, tr(text))
        self._lay_out(below=len(views) > 1)

    def say_empty(self, view: str) -> None:
        """What stands there when the list, or a view of it, has nothing."""
        if view:
            words = tr(_NOTHING.get(view, _NOTHING_AT_ALL))
            self.pane.set_empty("circle-check", words, "", tr("Show all"))
        else:
            self.pane.set_empty(self._look.icon, tr(self._look.empty_label), "", self._look.new)

    def reset_filter(self) -> None:
        """Empty the filter without asking anew."""
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self._show_cross("")

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def show_chip(self, text: str) -> FilterChip | None:
        """Show a filter that is in force, or none."""
        while (item := self.chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not text:
            return None
        chip = FilterChip(self._icons, text)
        self.chips.addWidget(chip)
        return chip

    def _lay_out(self, *, below: bool) -> None:
        """The views stand in a line of their own `below` the title if there are many."""
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 20, 0 if below else 14)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count)
        if not below:
            head.addSpacing(8)
            head.addWidget(self.views)
            head.addSpacing(4)
            head.addLayout(self.chips)
        head.addStretch(1)
        head.addWidget(self.filter, 2)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        if below:
            second = QHBoxLayout()
            second.setContentsMargins(20, 10, 20, 12)
            second.setSpacing(8)
            second.addWidget(self.views)
            second.addLayout(self.chips)
            second.addStretch(1)
            column.addLayout(second)
        column.addWidget(hairline())
        column.addWidget(self.pane, 1)
        QWidget.setTabOrder(self.filter, self.new)
        QWidget.setTabOrder(self.new, self.pane.table)
