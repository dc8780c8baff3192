"""The small dialog that asks how many cards a column may hold at most."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.dialog_frame import DialogFrame, commit_input
from tracker.ui.widgets.fields import SpinBox
from tracker.ui.widgets.labels import label

MOST = 999


class LimitDialog(DialogFrame):
    """`chosen(limit)` on Save; 0 for no limit."""

    chosen = Signal(int)

    def __init__(self, icons: Icons, word: str, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(
            icons, tr("Most cards at a time: {column}", column=word), "gauge", parent=parent
        )
        words = label(tr("&Limit"))
        self.limit = SpinBox()
        self.limit.setRange(0, MOST)
        self.limit.setSpecialValueText(tr("no limit"))
        self.limit.setValue(limit)
        self.limit.setAccessibleName(tr("Limit"))
        words.setBuddy(self.limit)
        self.body.addWidget(words)
        self.body.addWidget(self.limit)
        about = tr("A column with more cards is marked. Nothing is refused.")
        self.body.addWidget(label(about, "muted", wrap=True))
        self.body.setSpacing(6)
        self.add_button(tr("Cancel")).clicked.connect(self.reject)
        self.add_button(tr("Save"), "primary", default=True).clicked.connect(self._save)
        self.limit.setFocus()
        self.limit.selectAll()

    def _save(self) -> None:
        commit_input()
        self.chosen.emit(self.limit.value())
        self.accept()
