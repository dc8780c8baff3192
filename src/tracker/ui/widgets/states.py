"""What stands where content would: nothing yet, something wrong, still working."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.errors import TrackerError
from tracker.i18n import tr, without_mnemonic
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label


class IconLabel(QLabel):
    """A picture in the theme's colours."""

    def __init__(
        self,
        icons: Icons,
        name: str,
        role: str = "text",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._icons, self._name, self._role, self._size = icons, name, role, size
        self.setFixedSize(size, size)
        icons.theme.changed.connect(self.update)

    def set_icon(self, name: str, role: str = "") -> None:
        """Show another icon."""
        self._name, self._role = name, role or self._role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        picture = self._icons.pixmap(self._name, self._role, self._size, self.devicePixelRatio())
        QPainter(self).drawPixmap(0, 0, picture)


class EmptyState(QWidget):
    """Icon, sentence, and the next thing to do: `activated` when its button is pressed."""

    activated = Signal()

    def __init__(
        self,
        icons: Icons,
        icon: str,
        title: str,
        text: str = "",
        *,
        action: str = "",
        action_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(2)
        self._picture = IconLabel(icons, icon, "muted", 36)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self._title = label(title, "section", wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        self._text = label(text, "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text)
        column.addSpacing(10)
        self._action = button(icons, action, action_icon)
        self._action.clicked.connect(self.activated)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(icon, title, text, action)

    def say(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """Change everything it says; an empty action hides the button."""
        self._picture.set_icon(icon)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._action.setText(action)
        self._action.setAccessibleName(without_mnemonic(action))
        self._action.setVisible(bool(action))


class ErrorBanner(QFrame):
    """What happened, why, and what to do, above the content; details can be copied.

    `activated` when the button of a message that offers something is pressed.
    """

    closed = Signal()
    activated = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "banner")
        self._details = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel(icons, "circle-alert", "error"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._what = label("", "strong", wrap=True)
        self._why = label("", "", wrap=True)
        words.addWidget(self._what)
        words.addWidget(self._why)
        self._icons, self._words = icons, words
        self.action: QPushButton | None = None
        row.addLayout(words, 1)
        self._copy = button(icons, tr("Copy details"), "copy", "quiet")
        self._copy.clicked.connect(self._copy_details)
        self._close = button(icons, tr("Close this message"), "x", "icon")
        self._close.clicked.connect(self.clear)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_error(self, error: Exception) -> None:
        """Show an error's own words; anything but a TrackerError is a bug and reads so."""
        if isinstance(error, TrackerError):
            self.say(error.what, " ".join(part for part in (error.why, error.remedy) if part))
        else:
            self.say(tr("Something went wrong in the program."), "", repr(error))

    def say(self, what: str, why: str = "", details: str = "", action: str = "") -> None:
        """Show a message of one's own; `action` are the words of a button below it."""
        self._what.setText(what)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._offer(action)
        self._details = details or "\n".join(part for part in (what, why) if part)
        self.setAccessibleName(f"{what} {why}".strip())
        self.show()

    def _offer(self, action: str) -> None:
        if self.action is not None:
            self.action.hide()
            self.action.deleteLater()
            self.action = None
        if action:
            self.action = button(self._icons, action)
            self.action.clicked.connect(self.activated)
            self._words.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)

    def clear(self) -> None:
        """Hide it."""
        self.hide()
        self.closed.emit()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


class Spinner(QWidget):
    """A turning arc; it rests while hidden."""

    def __init__(self, icons: Icons, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._size = size
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._turn)
        self.setFixedSize(size, size)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(self._theme.color("track"), 2))
        painter.drawEllipse(rect)
        pen = QPen(self._theme.color("accent"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(rect, -self._angle * 16, 90 * 16)

    def _turn(self) -> None:
        self._angle = (self._angle + 18) % 360
        self.update()


class BusyLine(QWidget):
    """A spinner and a word, in place of what is being fetched."""

    def __init__(self, icons: Icons, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(Spinner(icons))
        row.addWidget(label(text or tr("One moment…"), "muted"))
        row.addStretch(1)
