"""The top line of the quick look: the kind of record, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import ElidedLabel, plain_tip
from tracker.ui.widgets.states import IconLabel


class QuickLookHead(QWidget):
    """Signals for its buttons."""

    log_requested = Signal()
    favourite_requested = Signal()
    open_requested = Signal()
    close_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._picture = IconLabel(icons, "file-text", "muted")
        self._kind = ElidedLabel("", "small")
        self.log = button(icons, tr("Log progress"), "pencil-line", "icon", shortcut="L")
        self.star = button(icons, tr("Add to favourites"), "star", "icon")
        self.open = button(
            icons, tr("Open the record"), "arrow-up-right", "icon", shortcut="Return"
        )
        self.close_button = button(icons, tr("Close"), "x", "icon", shortcut="Space")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 10, 2)
        row.setSpacing(0)
        row.addWidget(self._picture)
        row.addSpacing(8)
        row.addWidget(self._kind, 1)
        for made, signal in (
            (self.log, self.log_requested),
            (self.star, self.favourite_requested),
            (self.open, self.open_requested),
            (self.close_button, self.close_requested),
        ):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(signal)
            row.addWidget(made)

    def say(self, kind: str, icon: str, can_log: bool) -> None:
        """What is shown below."""
        self._kind.setText(kind)
        self._picture.set_icon(icon)
        self.log.setVisible(can_log)

    def show_favourite(self, marked: bool) -> None:
        """Whether it is a favourite."""
        text = tr("Remove from favourites") if marked else tr("Add to favourites")
        keys = QKeySequence("Ctrl+D").toString(QKeySequence.SequenceFormat.NativeText)
        self.star.setAccessibleName(text)
        self.star.setToolTip(plain_tip(f"{text} ({keys})"))
        name, role = ("star-filled", "accent") if marked else ("star", "muted")
        self._icons.apply(self.star, name, role)
