"""Many lines of which the first are shown, and the others on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import trn
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.card import Column

LineMaker = Callable[[], RecordLine]
"""Makes a line when it is first shown."""


class FoldedLines(Column):
    """Record lines below each other; those after `most` wait behind "8 more", and are only made
    when they are asked for."""

    activated = Signal(object)
    unfolded = Signal()

    def __init__(
        self,
        lines: Sequence[LineMaker],
        most: int = 8,
        gap: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap, parent)
        # One more line takes no more room than the button that would hide it.
        shown = most if len(lines) > most + 1 else len(lines)
        self._waiting = list(lines[shown:])
        self._more: LinkButton | None = None
        for make in lines[:shown]:
            self._add(make())
        if self._waiting:
            hidden = len(self._waiting)
            self._more = LinkButton(trn("{n} more", "{n} more", hidden), True, "accent")
            self._more.activated.connect(self.unfold)
            self.body.addWidget(self._more)

    def unfold(self) -> None:
        """Show every line."""
        waiting, self._waiting = self._waiting, []
        if self._more is not None:
            self._more.hide()
        made = [self._add(make()) for make in waiting]
        for before, line in pairwise(made):
            QWidget.setTabOrder(before, line)
        self.unfolded.emit()
        if made:
            if self._more is not None:
                QWidget.setTabOrder(self._more, made[0])
            made[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, line: RecordLine) -> RecordLine:
        line.activated.connect(self.activated)
        self.body.addWidget(line)
        line.show()
        return line


def folded(
    icons: Icons, lines: Sequence[LineMaker], most: int = 8, parent: QWidget | None = None
) -> FoldedLines:
    """Lines as they stand in a side column."""
    return FoldedLines(lines, most, icons.theme.px(5), parent)
