"""The keys and the menu by which a row of a list is moved or removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons

# Not Ctrl: a line edit takes Ctrl+Up for itself, and a combo box Alt+Down.
_KEYS = {"up": "Alt+Shift+Up", "down": "Alt+Shift+Down", "remove": "Alt+Shift+Del"}
_ICONS = {"up": "arrow-up", "down": "arrow-down", "remove": "trash-2"}


def listen(row: QWidget, ask: Callable[[str], object]) -> None:
    """Let the keys ask for what they stand for, wherever in the row the focus is."""
    for what, keys in _KEYS.items():
        shortcut = QShortcut(QKeySequence(keys), row)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(ask, what))


def open_menu(below: QWidget, icons: Icons, chosen: Callable[[QAction], object]) -> None:
    """Show the menu; `chosen` is given an action whose data is "up", "down" or "remove"."""
    menu = QMenu(below)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    words = {"up": tr("Move up"), "down": tr("Move down"), "remove": tr("Remove")}
    for what, keys in _KEYS.items():
        action = menu.addAction(icons.icon(_ICONS[what]), words[what])
        action.setShortcut(QKeySequence(keys))
        action.setData(what)
    menu.triggered.connect(chosen)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
