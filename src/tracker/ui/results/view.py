"""The layout of the page of results."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tracker.domain.shortening import shortened
from tracker.i18n import tr
from tracker.ui.hits.delegate import EntryDelegate
from tracker.ui.hits.entry import EntryModel
from tracker.ui.hits.field import SearchField
from tracker.ui.hits.view import EntryView
from tracker.ui.icons import Icons
from tracker.ui.results.kinds import KindSwitch
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import EmptyState

_SHOWN_TEXT = 60
_WIDEST = 1080


class ResultsView(QWidget):
    """`field`, `kinds`, `list`, `as_list`, `more`; a message in place of the list."""

    def __init__(self, icons: Icons, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        set_ground(self, "surface")
        self.field = SearchField()
        self.field.setPlaceholderText(tr("A name, or words of a record, a log, a note or a file"))
        self.field.setAccessibleName(tr("Search everywhere"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(icons.theme.px(36))
        self.field.addAction(
            icons.icon("search", "muted"), SearchField.ActionPosition.LeadingPosition
        )
        self.kinds = KindSwitch(icons)
        self.list = EntryView(icons, "surface")
        self._delegate = EntryDelegate(icons, self.list)
        self.list.setModel(model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Results"))
        self.message = EmptyState(icons, "search", "")
        self.status = label("", "small")
        self.more = button(icons, tr("Show more"), "", "quiet")
        self.as_list = button(icons, tr("Open as a list"), "list", "quiet")
        self._middle = QStackedWidget()
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.message)
        self._lay_out()

    def say_start(self) -> None:
        """Before anything is typed."""
        self.message.say(
            "search",
            tr("Search everywhere"),
            tr(
                "Names, notes, logs and the text of attached files. Beginnings of words are enough;"
                " Korean also by initial consonants."
            ),
        )
        self._middle.setCurrentIndex(1)

    def say_nothing(self, text: str, kind: str) -> None:
        """Nothing was found."""
        title = tr("Nothing matches “{text}”.", text=shortened(text, _SHOWN_TEXT))
        advice = (
            tr("There may be something among the other kinds.")
            if kind
            else tr("Try fewer words, or only the beginning of one. Every word must be found.")
        )
        self.message.say("search", title, advice)
        self._middle.setCurrentIndex(1)

    def show_list(self) -> None:
        """Show the lines."""
        self._middle.setCurrentIndex(0)

    @property
    def says(self) -> bool:
        """Whether a message stands where the lines would."""
        return self._middle.currentIndex() == 1

    def _lay_out(self) -> None:
        px = self._icons.theme.px
        pills = QScrollArea()
        pills.setAccessibleName(self.kinds.accessibleName())
        pills.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pills.setWidget(self.kinds)
        pills.setWidgetResizable(True)
        pills.setFrameShape(QScrollArea.Shape.NoFrame)
        pills.setFixedHeight(px(44))
        set_ground(pills, "surface")
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 0, 0)
        foot.addWidget(self.status)
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.as_list)
        inside = QWidget()
        inside.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(pills)
        column.addWidget(self._middle, 1)
        column.addWidget(hairline())
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
