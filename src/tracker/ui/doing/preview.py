"""What would be done, line by line; before there is anything to see, what to do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import trn
from tracker.ui.icons import Icons
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.plain_table import CellLook, PlainTable
from tracker.ui.widgets.states import EmptyState


class Preview(QWidget):
    """A sentence that counts, and below it a table called `name` or what is said in its place."""

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = label("", "strong", wrap=True)
        self.state = EmptyState(icons, "list-checks", "", "")
        self.table = PlainTable(icons, name)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self._stack, 1)

    def say(
        self, title: str, text: str = "", *, icon: str = "list-checks", summary: str = ""
    ) -> None:
        """There is nothing to see: say why, or what to do first."""
        self._count(summary)
        self.state.say(icon, title, text)
        self._stack.setCurrentWidget(self.state)

    def put(
        self,
        summary: str,
        heads: Sequence[str],
        count: int,
        look: Callable[[int, int], CellLook],
        shares: Sequence[float],
    ) -> None:
        """Show so many lines; `shares` are those of the first columns of the width."""
        self._count(summary)
        self.table.put(heads, count, look, shares=shares)
        self._stack.setCurrentWidget(self.table)

    def _count(self, summary: str) -> None:
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))


def first_shown(shown: int, total: int) -> list[str]:
    """That there are more lines than are shown, if there are."""
    if shown >= total:
        return []
    return [trn("the first {n} is shown", "the first {n} are shown", shown)]
