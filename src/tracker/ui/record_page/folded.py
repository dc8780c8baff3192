"""Many lines of which the first are shown, and the others on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import trn
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.widgets.buttons import LinkButton


class FoldedLines(QWidget):
    """Record lines below each other; those after `most` wait behind "8 more"."""

    activated = Signal(object)

    def __init__(
        self,
        lines: Sequence[RecordLine],
        most: int = 8,
        gap: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        # One more line takes no more room than the button that would hide it.
        shown = most if len(lines) > most + 1 else len(lines)
        self._waiting = list(lines[shown:])
        self._more: LinkButton | None = None
        for line in lines[:shown]:
            self._add(line)
        for line in self._waiting:
            line.setParent(self)
            line.hide()
        if self._waiting:
            hidden = len(self._waiting)
            self._more = LinkButton(trn("{n} more", "{n} more", hidden), True, "accent")
            self._more.activated.connect(self.unfold)
            self._column.addWidget(self._more)

    def unfold(self) -> None:
        """Show every line."""
        waiting, self._waiting = self._waiting, []
        if self._more is not None:
            self._more.hide()
        for line in waiting:
            self._add(line)
            line.show()
        if waiting:
            waiting[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, line: RecordLine) -> None:
        line.activated.connect(self.activated)
        self._column.addWidget(line)


def folded(icons: Icons, lines: Sequence[RecordLine], most: int = 8) -> FoldedLines:
    """Lines as they stand in a side column."""
    return FoldedLines(lines, most, icons.theme.px(5))
