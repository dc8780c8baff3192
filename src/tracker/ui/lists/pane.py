"""A whole list: table, line at the foot, and what stands there when there is nothing to show."""

from __future__ import annotations

import logging

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.lists.foot import Foot
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.view import ListView
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.states import BusyLine, EmptyState, ErrorBanner

_BUSY_AFTER_MS = 200
_log = logging.getLogger(__name__)


class ListPane(QWidget):
    """`table` is the ListView, `foot` the line below. `create_requested` from the empty list's
    button; `clear_requested` when a filter hides everything and the person wants it gone."""

    create_requested = Signal()
    clear_requested = Signal()

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._list: WindowedTableModel | None = None
        self._filter_words = ""
        self._has_failed = False
        set_ground(self, "surface")
        self.table = ListView(icons, name)
        self.banner = ErrorBanner(icons)
        self._busy = BusyLine(icons)
        self._empty = EmptyState(icons, "list", tr("Nothing here yet"))
        self._hidden = EmptyState(
            icons, "list-filter", tr("The filter hides everything"), action=tr("Clear the filter")
        )
        self._empty.activated.connect(self.create_requested)
        self._hidden.activated.connect(self.clear_requested)
        # On a widget of its own: a layout without one shows its first part as a window.
        parts = QWidget(self)
        self._stack = QStackedLayout(parts)
        for part in (self.table, self._busy, self._empty, self._hidden):
            self._stack.addWidget(part)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_BUSY_AFTER_MS)
        self._soon.timeout.connect(self._still_busy)
        self.foot = Foot(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(parts, 1)
        column.addWidget(hairline())
        column.addWidget(self.foot)

    def use(self, model: WindowedTableModel) -> None:
        """Show a model; then `model.ask(query)`."""
        self._list = model
        self.table.use(model)
        self.foot.use(model)
        model.asked.connect(self._asked)
        model.answered.connect(self._answered)
        model.failed.connect(self._failed)

    def columns_button(self) -> QPushButton:
        """A button that opens the columns to choose from."""
        made = button(self._icons, tr("&Columns"), "columns-3")
        made.clicked.connect(self._choose_columns)
        return made

    def set_empty(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """What an empty list says and offers."""
        self._empty.say(icon, title, text, action)

    def set_filter_words(self, text: str) -> None:
        """The filter in words, shown when it hides everything."""
        self._filter_words = text

    def set_status(self, text: str) -> None:
        """The right end of the foot."""
        self.foot.status.setText(text)

    def shown_text(self) -> str:
        """The count in the foot, as in "14 of 61 shown"."""
        return self.foot.shown.text()

    def state(self) -> str:
        """What stands there: "table", "busy", "empty" or "hidden"."""
        return ("table", "busy", "empty", "hidden")[self._stack.currentIndex()]

    def _choose_columns(self) -> None:
        pressed = self.sender()
        self.table.choose_columns(pressed if isinstance(pressed, QWidget) else None)

    def _asked(self) -> None:
        self._soon.start()

    def _still_busy(self) -> None:
        if self._list is None:
            return
        if self._list.has_answer:
            self.foot.say_busy(True)
        else:
            self._stack.setCurrentWidget(self._busy)

    def _answered(self) -> None:
        self._soon.stop()
        self.foot.say_busy(False)
        if self._has_failed:
            self._has_failed = False
            self.banner.hide()
        model = self._list
        if model is None:
            return
        if model.count:
            self._stack.setCurrentWidget(self.table)
        elif model.total:
            found = tr("{count} records are hidden.", count=f"{model.total:,}")
            if model.total == 1:
                found = tr("1 record is hidden.")
            text = " ".join(part for part in (self._filter_words, found) if part)
            self._hidden.say(
                "list-filter", tr("The filter hides everything"), text, tr("Clear the filter")
            )
            self._stack.setCurrentWidget(self._hidden)
        else:
            self._stack.setCurrentWidget(self._empty)

    def _failed(self, error: Exception) -> None:
        _log.error("a list could not be read", exc_info=error)
        self._soon.stop()
        self.foot.say_busy(False)
        self._has_failed = True
        self.banner.show_error(error)
        if self._stack.currentWidget() is self._busy:
            self._stack.setCurrentWidget(self.table)
