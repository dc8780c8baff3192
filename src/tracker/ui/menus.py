"""The menu bar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from tracker.i18n import tr
from tracker.ui.actions import Actions
from tracker.ui.icons import Icons
from tracker.ui.menu_titles import FILE
from tracker.ui.widgets.labels import plain_tip

_NAME_CUT = 60


class Menus(QObject):
    """Fills the menus of a bar, given by their keys; `recent_chosen(path)` when a database opened
    lately is wanted again."""

    recent_chosen = Signal(str)

    def __init__(
        self, icons: Icons, bar: QMenuBar, menus: Mapping[str, QMenu], actions: Actions
    ) -> None:
        super().__init__(bar)
        self._icons = icons
        self.recent = QMenu(tr("Open &recent"), bar)
        icons.apply(self.recent.menuAction(), "history")
        for key, menu in menus.items():
            menu.aboutToShow.connect(actions.dress)
            group = 0
            for command, action in actions.of_menu(key):
                if command.group != group:
                    menu.addSeparator()
                    group = command.group
                menu.addAction(action)
                if key == FILE and command.key == "open_database":
                    menu.addMenu(self.recent)
        self.recent.triggered.connect(self._chosen)

    def set_recent(self, paths: Sequence[str]) -> None:
        """The databases opened lately, the latest first."""
        self.recent.clear()
        for path in paths:
            name = Path(path).name
            action = QAction(name.replace("&", "&&")[:_NAME_CUT], self.recent)
            action.setToolTip(plain_tip(path))
            action.setStatusTip(path)
            action.setData(path)
            self.recent.addAction(action)
        self.recent.setEnabled(bool(paths))
        self.recent.setToolTipsVisible(True)

    def _chosen(self, action: QAction) -> None:
        self.recent_chosen.emit(str(action.data()))
