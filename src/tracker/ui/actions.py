"""Every command of the window, declared once: its words, icon, shortcut and menu.

Menus, the palette and the shortcut sheet are made from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from tracker.i18n import mark, tr, without_mnemonic
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS, LISTED
from tracker.ui.menu_titles import EDIT, FILE, GO, HELP, NEW
from tracker.ui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from tracker.services.undo import UndoState


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `label` is marked and holds its mnemonic; the first shortcut is shown."""

    key: str
    menu: str
    label: str
    icon: str
    shortcuts: tuple[str, ...] = ()
    needs_database: bool = True
    group: int = 0


_NEW_KEYS = {
    "agreement": "Ctrl+N",
    "deliverable": "Ctrl+Shift+D",
    "organisation": "Ctrl+Shift+O",
    "contact": "Ctrl+Shift+P",
    "event": "Ctrl+Shift+E",
}
_NEW_LABELS = {
    "agreement": mark("New &agreement…"),
    "deliverable": mark("New &deliverable…"),
    "organisation": mark("New &organisation…"),
    "contact": mark("New &contact…"),
    "event": mark("New &event…"),
}
_GO_LABELS = {
    "agreement": mark("&Agreements"),
    "deliverable": mark("&Deliverables"),
    "organisation": mark("&Organisations"),
    "contact": mark("&Contacts"),
    "event": mark("&Events"),
}

_NEXT = ("Alt+Down", "Ctrl+PgDown")
_BEFORE = ("Alt+Up", "Ctrl+PgUp")

COMMANDS: tuple[Command, ...] = (
    Command("new_database", FILE, mark("&New database…"), "database", (), False),
    Command("open_database", FILE, mark("&Open…"), "folder-open", ("Ctrl+O",), False),
    Command("check_database", FILE, mark("&Check the database…"), "circle-check", (), True, 1),
    Command("check_evidence", FILE, mark("Check the &evidence…"), "paperclip", (), True, 1),
    Command("usual_steps", FILE, mark("&Usual steps…"), "list-checks", (), True, 1),
    Command("own_types", FILE, mark("&Types of deliverables…"), "shapes", (), True, 1),
    Command("settings", FILE, mark("&Settings…"), "settings", ("Ctrl+,",), False, 1),
    Command("quit", FILE, mark("&Quit"), "log-out", ("Ctrl+Q",), False, 2),
    Command("undo", EDIT, mark("&Undo"), "undo-2", ("Ctrl+Z",)),
    Command("redo", EDIT, mark("&Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("bulk_edit", EDIT, mark("C&hange the selected records…"), "pencil-line", (), True, 1),
    Command(
        "bulk_log",
        EDIT,
        mark("&Log for the selected deliverables…"),
        "pen-line",
        ("Ctrl+Shift+L",),
        True,
        1,
    ),
    Command("paste_rows", EDIT, mark("&Paste rows…"), "clipboard-list", (), True, 1),
    Command("columns", EDIT, mark("&Columns…"), "columns-3", (), True, 2),
    Command("as_at", EDIT, mark("&As at another day…"), "history", ("Ctrl+Shift+A",), True, 2),
    Command("save_view", EDIT, mark("&Save the list as a view…"), "save", (), True, 2),
    Command("export_list", EDIT, mark("E&xport this list…"), "file-spreadsheet", (), True, 2),
    Command("log", NEW, mark("&Log progress…"), "pen-line", ("Ctrl+L",)),
    *(
        Command(
            f"new_{kind}", NEW, _NEW_LABELS[kind], KINDS[kind].icon, (_NEW_KEYS[kind],), True, 1
        )
        for kind in LISTED
    ),
    Command("search", GO, mark("&Search or run a command…"), "search", ("Ctrl+K",)),
    Command("search_all", GO, mark("Search every&where…"), "list-filter", ("Ctrl+Shift+F",)),
    Command("back", GO, mark("&Back"), "arrow-left", ("Alt+Left",), True, 1),
    Command("forward", GO, mark("&Forward"), "arrow-right", ("Alt+Right",), True, 1),
    Command("next", GO, mark("&Next record of the list"), "chevron-down", _NEXT, True, 1),
    Command("previous", GO, mark("&Previous record of the list"), "chevron-up", _BEFORE, True, 1),
    Command("home", GO, mark("&Home"), "house", ("Ctrl+1", "Alt+Home"), True, 2),
    *(
        Command(f"go_{kind}", GO, _GO_LABELS[kind], KINDS[kind].icon, (f"Ctrl+{n}",), True, 2)
        for n, kind in enumerate(LISTED, 2)
    ),
    Command("board", GO, mark("Board of de&liverables"), "square-kanban", ("Ctrl+B",), True, 2),
    Command("favourite", GO, mark("Add to fa&vourites"), "star", ("Ctrl+D",), True, 3),
    Command("shortcuts", HELP, mark("&Keyboard shortcuts"), "keyboard", ("F1",), False),
    Command("about", HELP, mark("&About Partnership Tracker"), "info", (), False, 1),
)


LIST_COMMANDS = (
    "bulk_edit", "bulk_log", "paste_rows", "columns", "as_at", "save_view", "export_list",
)  # fmt: skip
"""What can be done while a list is shown."""


class Actions(QObject):
    """The commands as actions of a window. `connect` says what one does."""

    def __init__(self, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._icons = icons
        self._is_dressed = False
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(tr(command.label), window)
            action.setIconVisibleInMenu(True)
            action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
            action.setObjectName(command.key)
            action.setProperty("icon_name", command.icon)
            action.setEnabled(not command.needs_database)
            window.addAction(action)
            self._actions[command.key] = action
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self._actions["about"].setMenuRole(QAction.MenuRole.AboutRole)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def all(self) -> Iterator[tuple[str, QAction]]:
        """Every command's key and action."""
        yield from self._actions.items()

    def dress(self) -> None:
        """Give the actions their icons, when a menu first shows them: drawing these takes longer
        than all else in the window, which is seen before."""
        if not self._is_dressed:
            self._is_dressed = True
            for command in COMMANDS:
                self._icons.apply(self._actions[command.key], command.icon)

    def connect_to(self, key: str, slot: Callable[[], object]) -> None:
        """Say what a command does."""
        self._actions[key].triggered.connect(slot)

    def offered(self) -> list[QAction]:
        """What the palette offers: everything but itself and the way back."""
        apart = ("search", "search_all", "back", "forward")
        order = (NEW, EDIT, GO, FILE, HELP)
        offered = [each for each in COMMANDS if each.key not in apart]
        offered.sort(key=lambda each: order.index(each.menu))
        return [self._actions[each.key] for each in offered]

    def of_menu(self, menu: str) -> Iterator[tuple[Command, QAction]]:
        """The commands of a menu, in their order."""
        for command in COMMANDS:
            if command.menu == menu:
                yield command, self._actions[command.key]

    def set_open(self, is_open: bool) -> None:
        """Whether there is a database to work on."""
        for command in COMMANDS:
            if command.needs_database:
                self._actions[command.key].setEnabled(is_open)
        if is_open:
            self.set_undo(None)
            self.set_history(False, False)
            self.set_among(None)
            self.set_favourite(None)
            self.set_list(False)

    def set_list(self, shown: bool) -> None:
        """Whether a list is shown."""
        for key in LIST_COMMANDS:
            self._actions[key].setEnabled(shown)

    def set_history(self, back: bool, forward: bool) -> None:
        """Whether there is a page to go back or forward to."""
        self._actions["back"].setEnabled(back)
        self._actions["forward"].setEnabled(forward)

    def set_among(self, place: tuple[int, int] | None) -> None:
        """Which record of how many of its list is shown; None if it was not opened from one."""
        at, count = place or (0, 0)
        self._actions["next"].setEnabled(at + 1 < count)
        self._actions["previous"].setEnabled(at > 0)

    def set_favourite(self, marked: bool | None) -> None:
        """Whether the record that is shown is a favourite; None if no record is."""
        action = self._actions["favourite"]
        action.setEnabled(marked is not None)
        action.setText(tr("Remove from fa&vourites") if marked else tr("Add to fa&vourites"))

    def set_undo(self, state: UndoState | None) -> None:
        """Name the actions that undo and redo would concern; None while that is not known."""
        can_undo, can_redo = (state.undo, state.redo) if state else (None, None)
        undo, redo = self._actions["undo"], self._actions["redo"]
        undo.setEnabled(can_undo is not None)
        redo.setEnabled(can_redo is not None)
        # An ampersand in a name is no mnemonic.
        undo.setText(
            tr("&Undo “{action}”", action=str(can_undo).replace("&", "&&"))
            if can_undo
            else tr("&Undo")
        )
        redo.setText(
            tr("&Redo “{action}”", action=str(can_redo).replace("&", "&&"))
            if can_redo
            else tr("&Redo")
        )
        # A name in it is no HTML.
        for action in (undo, redo):
            action.setToolTip(plain_tip(plain(action.text())))


def plain(words: str) -> str:
    """The words of an action without mnemonic and ellipsis, for the palette and the sheet."""
    return without_mnemonic(words).removesuffix("…")


def keys_of(action: QAction) -> str:
    """The first shortcut of an action as the person's system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
