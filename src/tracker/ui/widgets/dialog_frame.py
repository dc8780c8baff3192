"""The frame of every dialog: title with icon and shortcut, body, foot with a hint and buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.ui.icons import Icons
from tracker.ui.widgets.body_scroll import BodyScroll
from tracker.ui.widgets.buttons import Kind, button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.chip import key_hint
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel


class DialogFrame(QDialog):
    """Add to `body`, then buttons from left to right; it is freed when closed.

    It commits what an input method still holds before a button acts (Korean syllables). It is
    never larger than its screen: what has no room there scrolls between title and buttons.
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
        self._has_been_shown = self._scrolls = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setProperty("ground", "surface")
        column = self._column = QVBoxLayout(self)
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

    def most(self) -> QSize:
        """So large it may be, in px: most of the screen it is on."""
        room = self.screen().availableSize()
        return QSize(round(room.width() * 0.92), round(room.height() * 0.9))

    def fit_screen(self, width: int, height: int) -> None:
        """Take so much room (logical px of the theme), or most of a small screen."""
        px = self.icons.theme.px
        self.resize(QSize(px(width), px(height)).boundedTo(self.most()))

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._let_scroll()
        return answer

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._let_scroll()
        self._keep_within()
        if not self._has_been_shown:
            self._has_been_shown = True
            self.take_help()
            self.first_shown()

    def _let_scroll(self) -> None:
        """Where the body needs more than the screen has, it scrolls from now on."""
        most, needed = self.most(), self._column.totalMinimumSize()
        high = needed.height()
        if self._column.hasHeightForWidth():
            width = min(self.width(), most.width())
            high = max(high, self._column.totalMinimumHeightForWidth(width))
        if not self._scrolls and (needed.width() > most.width() or high > most.height()):
            self._scrolls = True
            BodyScroll.between(self._column, self.body)
            self._keep_within()

    def _keep_within(self) -> None:
        most = self.most()
        if self.minimumSize() != self.minimumSize().boundedTo(most):
            self.setMinimumSize(self.minimumSize().boundedTo(most))
        if self.size() != self.size().boundedTo(most):
            self.resize(self.size().boundedTo(most))

    def first_shown(self) -> None:
        """It is on the screen for the first time: where the keyboard goes."""

    def take_help(self) -> None:
        """The help key works as in the window, whose keys a dialog keeps away."""
        above = self.parentWidget()
        for action in above.window().actions() if above is not None else ():
            if QKeySequence(Qt.Key.Key_F1) in action.shortcuts():
                self.addAction(action)

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
