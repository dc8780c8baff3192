"""The parts of a long form, at its left: one click or key to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.card import clear, set_ground
from tracker.ui.widgets.elided_button import ElidedButton
from tracker.ui.widgets.labels import fit_width

_LEAST, _MOST = 176, 250
# Around the words of a button and of the list, in px.
_AROUND = 44


class SectionIndex(QWidget):
    """`asked(number)` of the part to show."""

    asked = Signal(int)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._titles: list[str] = []
        self._current = 0
        set_ground(self, "window")
        self.setAccessibleName(tr("Parts of the form"))
        self.setFixedWidth(icons.theme.px(_LEAST))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 14)
        column.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)
        column.addStretch(1)

    def show_parts(self, parts: Sequence[tuple[str, int | None]]) -> None:
        """Show titles with how much each part holds."""
        words = [f"{title}   {count}" if count else title for title, count in parts]
        if words == self._titles:
            return
        self._titles = words
        # The one that is marked is written bold.
        wide = fit_width(QFontMetrics(self._icons.theme.font("strong")), *words)
        px = self._icons.theme.px
        self.setFixedWidth(min(px(_MOST), max(px(_LEAST), wide + px(_AROUND))))
        clear(self._list)
        for number, text in enumerate(words):
            made = ElidedButton(self._icons, text, "", "quiet")
            made.setProperty("number", number)
            made.setProperty("tone", "index")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setCheckable(True)
            made.setChecked(number == self._current)
            made.clicked.connect(self._ask)
            self._list.addWidget(made)

    def set_current(self, number: int) -> None:
        """Mark the part that is in view."""
        self._current = number
        for place in range(self._list.count()):
            item = self._list.itemAt(place)
            made = item.widget() if item is not None else None
            if isinstance(made, QPushButton):
                made.setChecked(place == number)

    def _ask(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            # Which one is marked follows from what is then in view.
            pressed.setChecked(int(pressed.property("number")) == self._current)
            self.asked.emit(int(pressed.property("number")))
