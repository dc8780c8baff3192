"""What a form says above its fields: mistakes to correct, a draft that is back, likely doubles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.errors import Problem
from tracker.i18n import tr, trn
from tracker.ui.forms.editor import Path
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import LinkButton, button
from tracker.ui.widgets.card import clear, set_ground
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel

if TYPE_CHECKING:
    from tracker.services.search import Pick

_SHOWN = 6


class ProblemSummary(QFrame):
    """All mistakes of a form, each a link to its field: `asked(path)`."""

    asked = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel(icons, "circle-alert", "error"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        self._title = label("", "strong")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addWidget(self._title)
        column.addLayout(self._list)
        row.addLayout(column)
        row.addStretch(1)
        self.hide()

    def say(self, problems: Sequence[tuple[str, Problem]]) -> None:
        """Show them, each with the words for its field; nothing hides the summary."""
        clear(self._list)
        self.setVisible(bool(problems))
        if not problems:
            return
        title = trn(
            "Not saved yet: one thing to correct.",
            "Not saved yet: {n} things to correct.",
            len(problems),
        )
        self._title.setText(title)
        self.setAccessibleName(title)
        for field, problem in problems[:_SHOWN]:
            words = tr("{field}: {problem}", field=field, problem=problem.message)
            link = LinkButton(words if field else problem.message, problem.path)
            link.activated.connect(self._ask)
            self._list.addWidget(link)
        if (rest := len(problems) - _SHOWN) > 0:
            self._list.addWidget(label(trn("and one more", "and {n} more", rest), "small"))

    def _ask(self, path: Path) -> None:
        self.asked.emit(path)


class NoticeBar(QFrame):
    """One sentence with things to do: `pressed(key)`."""

    pressed = Signal(str)

    def __init__(
        self, icons: Icons, icon: str, role: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setProperty("frame", "card")
        set_ground(self, "window")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel(icons, icon, role))
        self._words = label("", wrap=True)
        row.addWidget(self._words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        row.addLayout(self._buttons)
        self.hide()

    def say(self, text: str, actions: Sequence[tuple[str, str]]) -> None:
        """Show a sentence; `actions` are keys and words of buttons."""
        clear(self._buttons)
        self._words.setText(text)
        self.setAccessibleName(text)
        for key, words in actions:
            made = button(self._icons, words, "", "quiet")
            made.setProperty("key", key)
            made.clicked.connect(self._press)
            self._buttons.addWidget(made)
        self.show()

    def _press(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QWidget):
            self.pressed.emit(str(pressed.property("key")))


class SimilarNotice(QWidget):
    """Records that may be the same: never in the way, one key away. `activated(pick)`."""

    activated = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 2, 0, 2)
        row.setSpacing(7)
        row.addWidget(IconLabel(icons, "copy", "at_risk", 14), 0, Qt.AlignmentFlag.AlignTop)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        row.addLayout(self._list)
        row.addStretch(1)
        self.hide()

    def say(self, picks: Sequence[Pick], text: str) -> None:
        """Show them under a sentence; none hides it."""
        clear(self._list)
        self.setVisible(bool(picks))
        if not picks:
            return
        self._list.addWidget(label(text, "small"))
        for pick in picks:
            words = " · ".join(part for part in (pick.label, pick.detail) if part)
            link = LinkButton(words, pick, "accent")
            link.activated.connect(self.activated)
            self._list.addWidget(link)
