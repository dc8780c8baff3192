"""The chips of a filter: one for each condition or group, edited and removed by mouse and keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.filter_text import words_of
from tracker.domain.filters import Filter, FilterField
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.chip import FilterChip
from tracker.ui.widgets.labels import plain_tip
from tracker.ui.widgets.wrapping import WrappingLayout

_LONGEST = 56


class _Chip(FilterChip):
    """Delete or Backspace removes it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.payload)
        else:
            super().keyPressEvent(event)


class ChipRow(QWidget):
    """`edit_requested(place)`, `removed(place)`, `add_requested`."""

    edit_requested = Signal(int)
    removed = Signal(int)
    add_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.chips: list[FilterChip] = []
        self._flow = WrappingLayout(self)
        self.add = button(icons, tr("Filter"), "plus", "chip", tip=tr("Add a filter"))
        self.add.setAccessibleName(tr("Add a filter"))
        self.add.clicked.connect(self.add_requested)
        self._flow.addWidget(self.add)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[Filter], fields: Sequence[FilterField]) -> None:
        """Show a chip for each part."""
        while self.chips:
            gone = self.chips.pop()
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        before: QWidget = self
        for at, part in enumerate(parts):
            words = words_of(part, fields)
            chip = _Chip(self._icons, in_one_line(words, _LONGEST), at)
            chip.word.setToolTip(plain_tip(words if len(words) > _LONGEST else ""))
            chip.word.setAccessibleName(words)
            chip.edit_requested.connect(self._edit)
            chip.removed.connect(self._remove)
            self._flow.insert(at, chip)
            self.chips.append(chip)
            QWidget.setTabOrder(before, chip.word)
            QWidget.setTabOrder(chip.word, chip.cross)
            before = chip.cross
        QWidget.setTabOrder(before, self.add)
        self.updateGeometry()

    def anchor(self, at: int) -> QWidget:
        """What a popup about that part is shown at."""
        return self.chips[at] if 0 <= at < len(self.chips) else self.add

    def focus_chip(self, at: int) -> None:
        """The keys go to a chip, the last one if there are fewer, or to the button behind them."""
        if self.chips:
            self.chips[min(at, len(self.chips) - 1)].word.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def _edit(self, at: object) -> None:
        if isinstance(at, int):
            self.edit_requested.emit(at)

    def _remove(self, at: object) -> None:
        if isinstance(at, int):
            self.removed.emit(at)
