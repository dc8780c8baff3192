"""Buttons of the house: kinds, icons, and links that carry what they lead to."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from tracker.i18n import without_mnemonic
from tracker.ui.icons import SIZE, Icons
from tracker.ui.widgets.tips import plain_tip

Kind = Literal["", "primary", "danger", "quiet", "icon", "link", "chip", "pill"]
_GAP = 3
_ICON_ROLES = {"primary": "on_accent", "danger": "on_danger", "pill": "muted"}


class PressButton(QPushButton):
    """A button that Enter presses as Space does, wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt  # late: see tracker.ui.theme

        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Held down, it would press again and again what has long gone elsewhere.
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(
    icons: Icons,
    text: str,
    icon: str = "",
    kind: Kind = "",
    *,
    tip: str = "",
    shortcut: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button. An icon button shows no text: `text` is its accessible name and tip.

    `shortcut` is only shown in the tip; the action that owns it is made elsewhere.
    """
    made = PressButton("" if kind == "icon" else text, parent)
    dress(made, icons, text, icon, kind)
    name = made.accessibleName()
    if kind == "icon":
        tip = tip or name
        made.setFixedSize(icons.theme.px(30), icons.theme.px(30))
    made.setToolTip(tip_with_keys(tip or name, shortcut) if shortcut else plain_tip(tip))
    return made


def tip_with_keys(tip: str, keys: str) -> str:
    """A tip that names the keys which do the same, as the system writes them."""
    from PySide6.QtGui import QKeySequence

    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return plain_tip(f"{tip} ({native})")


def dress(made: QPushButton, icons: Icons, text: str, icon: str = "", kind: Kind = "") -> None:
    """Give a button its kind, icon and accessible name."""
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    made.setAccessibleName(without_mnemonic(text))
    if icon:
        role = _ICON_ROLES.get(kind, "muted" if kind == "icon" else "text")
        gap = 0 if kind == "icon" or not text else _GAP
        icons.apply(made, icon, role, "accent" if kind in {"pill", "chip"} else "", gap=gap)
        made.setIconSize(QSize(SIZE + gap, SIZE))
    if kind in {"link", "icon", "chip"}:
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def put_words(made: QPushButton, words: str, *, enabled: bool = True) -> None:
    """Say something else on a button, for eyes and ears, and whether it can be pressed."""
    made.setText(words)
    made.setAccessibleName(without_mnemonic(words))
    made.setEnabled(enabled)


class LinkButton(PressButton):
    """Text that leads somewhere: `activated(payload)` when clicked or opened by key."""

    activated = Signal(object)

    def __init__(
        self,
        text: str,
        payload: object = None,
        tone: Literal["", "muted", "accent"] = "",
        parent: QWidget | None = None,
    ) -> None:
        from PySide6.QtCore import Qt

        super().__init__(text.replace("&", "&&"), parent)
        self.payload = payload
        self.setProperty("kind", "link")
        if tone:
            self.setProperty("tone", tone)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.activated.emit(self.payload)
