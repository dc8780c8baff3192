"""The first page of somebody who has recorded nothing yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import Card
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel


class EmptyHome(QWidget):
    """Names the next actions: `new_requested` and `samples_requested`."""

    new_requested = Signal()
    samples_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.samples = button(icons, tr("Look at the sample partnerships"), "eye")
        self.new = button(icons, tr("New agreement"), "plus", "primary", shortcut="Ctrl+N")
        self.new.clicked.connect(self.new_requested)
        self.samples.clicked.connect(self.samples_requested)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card(icons), 100)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addLayout(across)
        column.addStretch(3)

    def set_loading(self, loading: bool) -> None:
        """While the samples are being loaded."""
        for part in (self.samples, self.new):
            part.setEnabled(not loading)
        self.samples.setText(
            tr("Loading the sample partnerships…")
            if loading
            else tr("Look at the sample partnerships")
        )

    def _card(self, icons: Icons) -> Card:
        card = Card(margin=32)
        card.setMaximumWidth(icons.theme.px(560))
        card.body.setSpacing(6)
        card.body.addWidget(IconLabel(icons, "handshake", "accent", 32))
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
        row.addWidget(self.new)
        row.addWidget(self.samples)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addSpacing(6)
        hint = tr("The samples go into this database; one undo removes them all.")
        card.body.addWidget(label(hint, "small", wrap=True))
        return card
