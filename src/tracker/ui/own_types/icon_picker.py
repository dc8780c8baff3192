"""The picture of a type: a button that opens a small table of icons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button

PICTURES = (
    "package", "flag", "users", "globe", "building-2", "landmark", "handshake", "waypoints",
    "file-text", "book-open", "newspaper", "presentation", "mic", "megaphone", "messages-square",
    "languages", "graduation-cap", "lightbulb", "flask-conical", "microscope", "activity",
    "chart-bar", "list-checks", "scale", "gavel", "shield-check", "badge-check", "vote",
    "hand-coins", "coins", "ticket", "calendar-days", "plane", "map-pin", "store", "network",
    "database", "layers", "sparkles", "star", "target", "workflow",
)  # fmt: skip
_ACROSS = 7


class IconPicker(QPushButton):
    """`chosen` when the person takes another picture."""

    chosen = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._picture = "package"
        self.setAutoDefault(False)
        side = icons.theme.px(34)
        self.setFixedSize(side, side)
        self.setAccessibleName(tr("Picture"))
        self.setToolTip(tr("Choose a picture"))
        self.clicked.connect(self.open_table)

    @property
    def picture(self) -> str:
        """The icon's name."""
        return self._picture

    def set_picture(self, name: str) -> None:
        """Show another one; `chosen` is not emitted."""
        self._picture = name
        self._icons.apply(self, name, "accent", size=18)

    def open_table(self) -> IconTable:
        """Show all pictures below the button."""
        table = IconTable(self._icons, self._picture, self)
        table.chosen.connect(self._take)
        table.move(self.mapToGlobal(self.rect().bottomLeft()))
        table.show()
        return table

    def _take(self, name: str) -> None:
        self.set_picture(name)
        self.chosen.emit(name)
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class IconTable(QFrame):
    """All pictures; the arrows walk, Enter takes, Esc leaves things as they are."""

    chosen = Signal(str)

    def __init__(self, icons: Icons, current: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "raised")
        self.setProperty("frame", "dialog")
        self.setAccessibleName(tr("Pictures"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        grid = QGridLayout()
        grid.setSpacing(2)
        column.addLayout(grid)
        self._buttons: list[QPushButton] = []
        for place, name in enumerate(PICTURES):
            made = button(icons, name.replace("-", " "), name, "icon", parent=self)
            made.setCheckable(True)
            made.setChecked(name == current)
            made.clicked.connect(partial(self._take, name))
            grid.addWidget(made, place // _ACROSS, place % _ACROSS)
            self._buttons.append(made)
        at = PICTURES.index(current) if current in PICTURES else 0
        self._buttons[at].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_ACROSS,
            Qt.Key.Key_Down: _ACROSS,
        }  # fmt: skip
        at = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), 0)
        if event.key() in steps:
            to = at + steps[Qt.Key(event.key())]
            if 0 <= to < len(self._buttons):
                self._buttons[to].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(PICTURES[at])
        else:
            super().keyPressEvent(event)

    def _take(self, name: str, *_checked: bool) -> None:
        self.chosen.emit(name)
        self.close()
