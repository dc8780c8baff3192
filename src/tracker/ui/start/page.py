"""The page while no database is open: opening, or why it cannot be opened and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from tracker.errors import TrackerError
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import Card, set_ground
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import BusyLine, IconLabel

_WIDTH = 520


class StartPage(QWidget):
    """`say_opening(path)`, `say_error(path, error)`; the buttons ask for what to do next.
    `create_it` is among them only where the file may be made."""

    retry_requested = Signal()
    open_requested = Signal()
    new_requested = Signal()
    create_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, "window")
        self._icons = icons
        self._blank = QWidget()
        self._busy = BusyLine(icons)
        self._error = QWidget()
        self.what, self.why, self.remedy, self.file = (
            _text("title"),
            _text(),
            _text("strong"),
            _text("small"),
        )
        self.create_it = button(icons, tr("&Create it"), "plus", "primary")
        self.retry = button(icons, tr("&Try again"), "refresh-cw", "primary")
        self.open = button(icons, tr("&Open another…"), "folder-open")
        self.new = button(icons, tr("New &database…"), "database")
        self.create_it.clicked.connect(self.create_requested)
        self.retry.clicked.connect(self.retry_requested)
        self.open.clicked.connect(self.open_requested)
        self.new.clicked.connect(self.new_requested)
        self._lay_out(icons)
        self._stack = QStackedLayout(self)
        for part in (self._blank, self._busy, self._error):
            self._stack.addWidget(part)

    def say_opening(self, path: Path) -> None:
        """The file is being opened; nothing is shown at first, since it is mostly quick."""
        self.setAccessibleName(tr("Opening {name}", name=path.name))
        self._stack.setCurrentWidget(self._blank)

    def say_busy(self) -> None:
        """It takes longer."""
        if self._stack.currentWidget() is self._blank:
            self._stack.setCurrentWidget(self._busy)

    def say_error(self, path: Path, error: Exception, *, can_create: bool = False) -> None:
        """Why the file could not be opened, in plain words; whether it may be made is offered."""
        if isinstance(error, TrackerError):
            self.what.setText(error.what)
            self.why.setText(error.why)
            self.remedy.setText(error.remedy)
        else:
            self.what.setText(tr("“{name}” could not be opened.", name=path.name))
            self.why.setText(tr("Something went wrong in the program: {error}", error=repr(error)))
            self.remedy.setText(tr("Nothing was changed. The log file has the details."))
        for part in (self.why, self.remedy):
            part.setVisible(bool(part.text()))
        self.file.setText(str(path))
        self.setAccessibleName(self.what.text())
        self.create_it.setVisible(can_create)
        self.retry.setVisible(not can_create)
        self._stack.setCurrentWidget(self._error)
        (self.create_it if can_create else self.retry).setFocus()

    def _lay_out(self, icons: Icons) -> None:
        card = Card(margin=28)
        card.setMaximumWidth(icons.theme.px(_WIDTH))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        card.body.addWidget(IconLabel(icons, "octagon-alert", "error", 28))
        card.body.addSpacing(6)
        for part in (self.what, self.why, self.remedy):
            card.body.addWidget(part)
        card.body.addSpacing(2)
        card.body.addWidget(self.file)
        card.body.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.create_it, self.retry, self.open, self.new):
            row.addWidget(each)
        row.addStretch(1)
        card.body.addLayout(row)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        column = QVBoxLayout(self._error)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addLayout(across)
        column.addStretch(3)


def _text(role: str = "") -> QLabel:
    """Wrapped words that can be copied."""
    made = label("", role, wrap=True)  # type: ignore[arg-type]
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
