"""The layout of the first page: two columns, or one below the other where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QWidget

from tracker.i18n import tr, trn
from tracker.ui.home import words
from tracker.ui.home.empty import EmptyHome
from tracker.ui.home.needs import HomeNeeds
from tracker.ui.home.shown import HomeShown
from tracker.ui.home.side import INSET, HomeSide
from tracker.ui.icons import Icons
from tracker.ui.widgets.card import Card, PageTitle, Panel, set_ground
from tracker.ui.widgets.rows import RowsColumn

_SIDE = 380
_NARROW = 900


class HomeView(QWidget):
    """`new_requested` and `samples_requested` come from the empty page."""

    new_requested = Signal()
    samples_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        set_ground(self, "window")
        self._narrow = False
        self.title = PageTitle(tr("Today"))
        self.needs = HomeNeeds(icons)
        self.side = HomeSide(icons)
        self.middle = RowsColumn()
        self.middle.body.addWidget(self.title)
        self.middle.body.addSpacing(8)
        self.middle.body.addWidget(self.needs)
        self.panel = Panel("right", icons.theme.px(_SIDE))
        if (inside := self.panel.column.widget()) is not None and inside.layout() is not None:
            inside.setContentsMargins(-INSET, 0, -INSET, 0)
        self.panel.body.addWidget(self.side)
        self.below = Card(margin=14 - INSET)
        self.below.hide()
        self.middle.body.addSpacing(8)
        self.middle.body.addWidget(self.below)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.middle, 1)
        row.addWidget(self.panel)
        self._empty: EmptyHome | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(full)

    def first_focus(self) -> QWidget:
        """Where the keys go when the page is shown."""
        return self.middle

    def show_overview(self, overview: HomeShown) -> None:
        """Show what needs somebody, or how to begin if nothing is recorded yet."""
        if not overview.records:
            self.show_empty()
            return
        self.title.say(tr("Today"), _line(overview))
        self.needs.show_overview(overview)
        self.side.show_statuses(overview.by_status)
        self.side.show_logged(overview.recent, overview.today)
        self._stack.setCurrentIndex(1)

    def show_empty(self) -> None:
        """Nothing is recorded yet: name the next actions."""
        self._stack.setCurrentWidget(self.empty())

    def empty(self) -> EmptyHome:
        """The page of somebody who has nothing yet; made only for them."""
        if self._empty is None:
            self._empty = EmptyHome(self._icons)
            self._empty.new_requested.connect(self.new_requested)
            self._empty.samples_requested.connect(self.samples_requested)
            self._stack.addWidget(self._empty)
        return self._empty

    def set_loading(self, loading: bool) -> None:
        """While the samples are being loaded."""
        self.empty().set_loading(loading)

    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """The buttons of the empty page: new agreement, samples."""
        return self.empty().new, self.empty().samples

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._icons.theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.panel.setVisible(not narrow)
            self.below.setVisible(narrow)
            (self.below if narrow else self.panel).body.addWidget(self.side)


def _line(overview: HomeShown) -> str:
    """The day in words and what it brings."""
    counts = overview.counts
    overdue, due = counts.get("overdue", 0), counts.get("due", 0)
    notices, silent = counts.get("notices", 0), counts.get("silent", 0)
    return words.joined(
        words.day_line(overview.today),
        trn("{n} overdue", "{n} overdue", overdue) if overdue else "",
        trn("{n} due within 30 days", "{n} due within 30 days", due) if due else "",
        trn("{n} agreement to decide on", "{n} agreements to decide on", notices)
        if notices
        else "",
        trn("{n} silent", "{n} silent", silent) if silent else "",
    )
