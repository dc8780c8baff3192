"""The layout of the first page: two columns, or one below the other where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from tracker.i18n import tr, trn
from tracker.ui.home import words
from tracker.ui.home.needs import HomeNeeds
from tracker.ui.home.shown import HomeShown
from tracker.ui.home.side import INSET, HomeSide
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import Card, PageTitle, Panel, ScrollColumn, set_ground
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel

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
        self.middle = ScrollColumn()
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
        self._loading = button(icons, tr("Look at the sample partnerships"), "eye")
        self._new = button(icons, tr("New agreement"), "plus", "primary", shortcut="Ctrl+N")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty())

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
        self._stack.setCurrentIndex(2)

    def set_loading(self, loading: bool) -> None:
        """While the samples are being loaded."""
        for part in (self._loading, self._new):
            part.setEnabled(not loading)
        self._loading.setText(
            tr("Loading the sample partnerships…")
            if loading
            else tr("Look at the sample partnerships")
        )

    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """The buttons of the empty page: new agreement, samples."""
        return self._new, self._loading

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._icons.theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.panel.setVisible(not narrow)
            self.below.setVisible(narrow)
            (self.below if narrow else self.panel).body.addWidget(self.side)

    def _empty(self) -> QWidget:
        card = Card(margin=32)
        card.setMaximumWidth(self._icons.theme.px(560))
        card.body.setSpacing(6)
        card.body.addWidget(IconLabel(self._icons, "handshake", "accent", 32))
        card.body.addSpacing(8)
        card.body.addWidget(label(tr("Welcome"), "title"))
        text = tr(
            "Record who agreed on what, what is to come of it, and what has been done. "
            "Begin with an agreement, or look round in real partnerships first."
        )
        card.body.addWidget(label(text, "", wrap=True))
        card.body.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._new)
        row.addWidget(self._loading)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addSpacing(6)
        hint = tr("The samples go into this database; one undo removes them all.")
        card.body.addWidget(label(hint, "small", wrap=True))
        self._new.clicked.connect(self.new_requested)
        self._loading.clicked.connect(self.samples_requested)
        made = QWidget()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        column = QVBoxLayout(made)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addLayout(across)
        column.addStretch(3)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made


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
