"""Menus of the checklist and its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tracker.ui.icons import Icons


def put_action(icons: Icons, menu: QMenu, text: str, icon: str, call: Callable[[], object]) -> None:
    """Add an entry; an ampersand in its text is no shortcut."""
    made = QAction(text.replace("&", "&&"), menu)
    icons.apply(made, icon)
    made.triggered.connect(partial(_run, call))
    menu.addAction(made)


def show_menu(menu: QMenu, at: QPoint) -> None:
    """Open it there; it goes when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)


def _run(call: Callable[[], object], _checked: bool = False) -> None:
    call()
