"""The switch above the results: all of them, or those of one kind, each with its number."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import mark, tr
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.widgets.pills import PillSwitch

ALL = "all"
# Found as such, they lead to their records.
_NOTES = {
    "progress_entry": (mark("Log lines"), "pencil-line"),
    "attachment": (mark("Files"), "paperclip"),
}
# Nobody reads on so far; the services count no further.
_MOST = 1_000


class KindSwitch(PillSwitch):
    """`changed(key)`: a kind, or ALL. Kinds of which nothing was found are not shown."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(icons, tr("Kinds of records"), parent)
        self.add(ALL, tr("All"))
        for key, look in KINDS.items():
            self.add(key, look.many, look.icon)
        for key, (label, icon) in _NOTES.items():
            self.add(key, tr(label), icon)
        for key, pill in self._pills.items():
            if key != ALL:
                pill.hide()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many of each kind there are; a kind that is chosen stays in sight."""
        words = {key: look.many for key, look in KINDS.items()}
        words |= {key: tr(label) for key, (label, _icon) in _NOTES.items()}
        for key, word in words.items():
            count = counts.get(key, 0)
            self.set_text(key, f"{word} {in_figures(count)}")
            self._pills[key].setVisible(bool(count) or key == self.current())

    def kind(self) -> str:
        """The kind chosen; empty for all."""
        chosen = self.current()
        return "" if chosen == ALL else chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        shown = [key for key, pill in self._pills.items() if pill.isVisible()]
        if step and self.current() in shown:
            after = shown[(shown.index(self.current()) + step) % len(shown)]
            self._pills[after].setFocus(Qt.FocusReason.TabFocusReason)
            self.set_current(after)
        else:
            super().keyPressEvent(event)


def in_figures(count: int) -> str:
    """A number as it is shown; where no further was counted, that is said."""
    return f"{count:,}" if count < _MOST else f"{_MOST:,}+"
