"""A switch between the parts of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import dress
from tracker.ui.widgets.tips import plain_tip


class _Pill(QPushButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the switch walks
        else:
            super().keyPressEvent(event)


class PillSwitch(QWidget):
    """Buttons of which one is chosen; `changed(key)`. Left and right walk through them."""

    changed = Signal(str)

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._pills: dict[str, QPushButton] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def add(self, key: str, text: str, icon: str = "") -> None:
        """Add a part; the first one added is chosen."""
        pill = _Pill(text)
        dress(pill, self._icons, text, icon, "pill")
        pill.setCheckable(True)
        pill.setProperty("key", key)
        pill.clicked.connect(self._clicked)
        self._pills[key] = pill
        self._row.addWidget(pill)
        if len(self._pills) == 1:
            pill.setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Change the words of a part, as when its count changes."""
        self._pills[key].setText(text)
        self._pills[key].setAccessibleName(text)

    def set_compact(self, compact: bool) -> None:
        """Where there is little room, show the pictures only; the words are the tips."""
        for pill in self._pills.values():
            words = pill.accessibleName()
            pill.setText("" if compact else words.replace("&", "&&"))
            pill.setToolTip(plain_tip(words) if compact else "")

    def current(self) -> str:
        """The key of the chosen part."""
        return next((key for key, pill in self._pills.items() if pill.isChecked()), "")

    def show_current(self, key: str) -> None:
        """Show which part is chosen, without a signal."""
        for name, pill in self._pills.items():
            pill.setChecked(name == key)

    def set_current(self, key: str) -> None:
        """Choose a part; emits `changed` when it was another one."""
        before = self.current()
        self.show_current(key)
        if key != before:
            self.changed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        keys = list(self._pills)
        if step and keys:
            after = keys[(keys.index(self.current()) + step) % len(keys)]
            self._pills[after].setFocus(Qt.FocusReason.TabFocusReason)
            self.set_current(after)
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, QPushButton):
            # A click has already toggled it; what was chosen before is what is still checked.
            key = str(pill.property("key"))
            others = [name for name, one in self._pills.items() if one.isChecked() and name != key]
            for name, one in self._pills.items():
                one.setChecked(name == key)
            if others:
                self.changed.emit(key)
