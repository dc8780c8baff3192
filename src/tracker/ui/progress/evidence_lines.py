"""The list of what is brought as evidence: of much only a part is seen, the rest by scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollBar

from tracker.ui.icons import Icons
from tracker.ui.progress.evidence_items import Item
from tracker.ui.progress.evidence_line import EvidenceLine
from tracker.ui.widgets.card import ScrollColumn

# Half a line shows that there are more; the dialog must not grow out of the screen. Height in px.
_MOST_SEEN, _HEIGHT = 5.5, 32


class EvidenceLines(ScrollColumn):
    """`removed(item)` by the cross of a line."""

    removed = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__("surface", margin=0)
        self._icons = icons
        self.lines: list[EvidenceLine] = []
        self.body.setSpacing(2)
        self.hide()

    def put(self, items: Sequence[Item]) -> None:
        """Show these, and the last of them when there are more than before."""
        more = len(items) > len(self.lines)
        for line in self.lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [EvidenceLine(self._icons, item, self) for item in items]
        for line in self.lines:
            line.removed.connect(self.removed)
            self.body.addWidget(line)
            line.show()
        seen = min(len(self.lines), _MOST_SEEN)
        self.setFixedHeight(self._icons.theme.px(round(_HEIGHT * seen)))
        self.setVisible(bool(self.lines))
        if more and len(self.lines) > _MOST_SEEN:
            bar = self.verticalScrollBar()
            QTimer.singleShot(0, bar, partial(_to_end, bar))

    def show_item(self, item: Item) -> None:
        """More is known of one: of fifty files all the others need not be made anew."""
        for line in self.lines:
            if line.item is item:
                line.show_item()

    def place_of_keys(self) -> int | None:
        """The line in which the keyboard is."""
        return next((at for at, line in enumerate(self.lines) if line.cross.hasFocus()), None)

    def give_keys(self, at: int) -> bool:
        """To that line, or the last one; False if there is none."""
        if not self.lines:
            return False
        line = self.lines[min(at, len(self.lines) - 1)]
        line.cross.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(line)
        return True


def _to_end(bar: QScrollBar) -> None:
    bar.setValue(bar.maximum())
