"""Below the rows of a list: what adds one, shows more of them, or puts a removed one back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import tr, trn
from tracker.ui.forms.revealing import reveal
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import LinkButton, button, put_words


class RowsFoot(QWidget):
    """`added`, `more_wanted` and `back_wanted` when the person asks for it."""

    added = Signal()
    more_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, icons: Icons, item: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setSpacing(12)
        # As high as a field, so that it lines up with a label beside it.
        self._line.setContentsMargins(0, 5, 0, 5)
        self.add = button(icons, tr("Add {thing}", thing=item.lower()), "", "link")
        self.add.setProperty("tone", "accent")
        self.add.setCursor(Qt.CursorShape.PointingHandCursor)
        icons.apply(self.add, "plus", "accent", size=14)
        self.add.clicked.connect(self.added)
        self._further = LinkButton("", None, "accent")
        self._further.clicked.connect(self.more_wanted)
        self._back = LinkButton(tr("Put the removed row back"), None, "accent")
        self._back.clicked.connect(self.back_wanted)
        for one in (self.add, self._further, self._back):
            self._line.addWidget(one)
        self._line.addStretch(1)
        self._further.hide()
        self._back.hide()

    def reveal(self) -> None:
        """Scroll it into view, below the rows that came."""
        reveal(self)

    def put_beside(self, other: QWidget) -> None:
        """Another way to add rows."""
        self._line.insertWidget(1, other)

    def say_waiting(self, count: int) -> None:
        """Offer to show some of so many rows that wait."""
        self._further.setVisible(bool(count))
        if count:
            put_words(self._further, trn("Show {n} more row", "Show {n} more rows", count))

    def offer_back(self, offered: bool) -> None:
        """Whether a removed row can be put back."""
        self._back.setVisible(offered)
