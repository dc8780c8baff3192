"""What is wrong, in words with a sign, below the field that it is said of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.ui.icons import Icons
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel

_SIGN = 13


class ProblemLine(QWidget):
    """Hidden while nothing is wrong."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(1, 0, 0, 2)
        line.setSpacing(5)
        sign = IconLabel(icons, "circle-alert", "error", _SIGN)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._words = label("", "error", wrap=True)
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Say what is wrong; nothing, if empty."""
        self._words.setText(words)
        self.setVisible(bool(words))
