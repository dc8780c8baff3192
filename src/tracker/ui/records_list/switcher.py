"""The button that says which view of a list is shown, and its menu: other views, keeping views."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from tracker.i18n import tr, without_mnemonic
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.elided_button import ElidedButton
from tracker.ui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from tracker.services.list_declarations import BuiltInView
    from tracker.services.views import SavedListView

TRASH = "trash"
SAVED = "saved:"
_LONGEST = 34


class ViewSwitcher(QWidget):
    """`chosen(key)` for another view; `asked(what)` for "save", "save_as", "reset", "rename",
    "delete", "pin" or "unpin" of the one that is shown."""

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(
        self,
        icons: Icons,
        name: str,
        built_in: Sequence[BuiltInView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._built_in = built_in
        self._saved: Sequence[SavedListView] = ()
        self._key = ""
        self._changed = False
        self._is_narrow = False
        self._name = name
        self.button = ElidedButton(icons, "", "chevron-down")
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.button.clicked.connect(self._open)
        self.save = button(icons, tr("Save view…"), "save", "quiet")
        self.save.clicked.connect(self._save)
        self.save.hide()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.button)
        row.addWidget(self.save)
        self._say()

    @property
    def key(self) -> str:
        """The key of the view that is shown."""
        return self._key

    def set_saved(self, saved: Sequence[SavedListView]) -> None:
        """The saved views there are."""
        self._saved = saved
        self._say()

    def set_current(self, key: str, *, changed: bool) -> None:
        """Which view is shown, and whether it is as it was kept; emits nothing."""
        self._key, self._changed = key, changed
        self._say()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out words where there is little room."""
        self._is_narrow = narrow
        self._say()

    def name_of(self, key: str) -> str:
        """What a view is called."""
        if key == TRASH:
            return tr("In the trash")
        for view in self._built_in:
            if view.key == key:
                return tr(view.label)
        for saved in self._saved:
            if f"{SAVED}{saved.id}" == key:
                return saved.name
        return tr("All")

    def menu(self) -> QMenu:
        """The menu of the button; frees itself when closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        self._view(menu, group, "", tr("All"))
        for view in self._built_in:
            self._view(menu, group, view.key, tr(view.label))
        if self._saved:
            menu.addSection(tr("Saved views"))
            for saved in self._saved:
                self._view(menu, group, f"{SAVED}{saved.id}", saved.name)
        menu.addSeparator()
        self._view(menu, group, TRASH, tr("In the trash"))
        menu.addSeparator()
        self._ask(menu, "save", tr("&Save this view"), "save", self._changed and self._is_saved())
        self._ask(menu, "save_as", tr("Save &as a new view…"), "plus", self._key != TRASH)
        self._ask(menu, "reset", tr("&Reset the view"), "rotate-ccw", self._changed)
        if self._is_saved():
            pinned = any(
                saved.arrangement.pinned
                for saved in self._saved
                if f"{SAVED}{saved.id}" == self._key
            )
            if pinned:
                self._ask(menu, "unpin", tr("Un&pin from the side"), "pin-off", True)
            else:
                self._ask(menu, "pin", tr("&Pin to the side"), "pin", True)
            self._ask(menu, "rename", tr("Re&name the view…"), "pencil", True)
            self._ask(menu, "delete", tr("&Delete the view"), "trash-2", True)
        return menu

    def _is_saved(self) -> bool:
        return self._key.startswith(SAVED)

    def _view(self, menu: QMenu, group: QActionGroup, key: str, text: str) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(key == self._key)
        action.setActionGroup(group)
        action.triggered.connect(partial(self.chosen.emit, key))
        menu.addAction(action)

    def _ask(self, menu: QMenu, what: str, text: str, icon: str, enabled: bool) -> None:
        action = QAction(text, menu)
        self._icons.apply(action, icon)
        action.setEnabled(enabled)
        action.triggered.connect(partial(self.asked.emit, what))
        menu.addAction(action)

    def _open(self) -> None:
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def _save(self) -> None:
        self.asked.emit("save" if self._is_saved() else "save_as")

    def _say(self) -> None:
        name = self.name_of(self._key)
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        words = f"{short} •" if self._changed else short
        self.button.setText(words.replace("&", "&&"))
        spoken = tr("{view}, changed", view=name) if self._changed else name
        self.button.setAccessibleName(tr("View of {list}: {view}", list=self._name, view=spoken))
        about = tr("Which part of the list is shown")
        self.button.setToolTip(plain_tip(f"{name} · {about}"))
        kept = tr("Save") if self._is_saved() else tr("Save view…")
        self.save.setText("" if self._is_narrow else kept)
        self.save.setToolTip(plain_tip(without_mnemonic(kept)))
        self.save.setAccessibleName(without_mnemonic(kept))
        self.save.setVisible(self._changed and self._key != TRASH)
