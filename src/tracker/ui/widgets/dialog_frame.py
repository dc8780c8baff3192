"""The frame of every dialog: title with icon and shortcut, body, foot with a hint and buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import Kind, button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.chip import key_hint
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel


class DialogFrame(QDialog):
    """Add to `body`, then buttons from left to right; it is freed when closed.

    It commits what an input method still holds before a button acts (Korean syllables).
    """

    def __init__(
        self,
        icons: Icons,
        title: str,
        icon: str = "",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icons = icons
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        # A line of its own: not every desktop draws a frame round a window.
        self.setProperty("frame", "dialog")
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 13, 16, 13)
        head.setSpacing(10)
        if icon:
            head.addWidget(IconLabel(icons, icon, "accent"))
        self._title = label(title, "section")
        head.addWidget(self._title, 1)
        if shortcut:
            keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            head.addWidget(key_hint(keys.replace("+", " ")))
        column.addLayout(head)
        column.addWidget(hairline())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        column.addWidget(hairline())
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(16, 10, 16, 10)
        self._foot.setSpacing(8)
        self._hint = label("", "small")
        self._foot.addWidget(self._hint, 1)
        column.addLayout(self._foot)
        set_ground(self, "surface")

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def set_hint(self, text: str) -> None:
        """The quiet line at the left of the foot, as in "Enter saves"."""
        self._hint.setText(text)

    def add_button(self, text: str, kind: Kind = "", *, default: bool = False) -> QPushButton:
        """A button at the right end of the foot; the default one is pressed by Enter."""
        made = button(self.icons, text, "", kind)
        if default:
            made.setDefault(True)
        made.pressed.connect(commit_input)
        self._foot.addWidget(made)
        return made


def commit_input() -> None:
    """Take over the syllable that an input method still holds. Call it before reading fields."""
    if QGuiApplication.focusObject() is not None:
        QGuiApplication.inputMethod().commit()
