"""The sheet of all shortcuts (F1), made from the table of commands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import mark, tr, without_mnemonic
from tracker.ui.actions import COMMANDS, Actions, keys_of, plain
from tracker.ui.icons import Icons
from tracker.ui.menu_titles import MENUS
from tracker.ui.widgets.card import SectionTitle
from tracker.ui.widgets.chip import key_hint
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label

# What is no command of a menu but works in every list.
_IN_LISTS = (
    (mark("Open the record"), "Return"),
    (mark("Quick look, and away again"), "Space"),
    (mark("Edit"), "F2"),
    (mark("Filter"), "Ctrl+F"),
    (mark("Copy as a table"), "Ctrl+C"),
    (mark("Move to the trash"), "Del"),
    (mark("Sort by another column too"), "Shift+Click"),
)
_ON_PAGES = (
    (mark("Edit"), "E"),
    (mark("Edit"), "F2"),
    (mark("Log progress"), "L"),
    (mark("Correct a line of the log"), "C"),
)
# A milestone of a deliverable, on its page.
_ON_STEPS = (
    (mark("Done, or not after all"), "Space"),
    (mark("Edit"), "F2"),
    (mark("Move a row up"), "Ctrl+Up"),
    (mark("Move a row down"), "Ctrl+Down"),
    (mark("Remove a row"), "Del"),
)
_ON_BOARD = (
    (mark("Open the record"), "Return"),
    (mark("Quick look, and away again"), "Space"),
    (mark("Log progress"), "L"),
    (mark("Move to another column"), "M"),
    (mark("To the next column"), "Ctrl+Right"),
    (mark("To the column before"), "Ctrl+Left"),
    (mark("To the next lane"), "Ctrl+Down"),
    (mark("Choose all of the column"), "Ctrl+A"),
    (mark("Put the card back"), "Esc"),
    (mark("Edit"), "F2"),
)
_IN_FORMS = (
    (mark("Save"), "Ctrl+S"),
    (mark("Save"), "Ctrl+Return"),
    (mark("Save and new"), "Ctrl+Shift+S"),
    (mark("Close and keep the text"), "Esc"),
    (mark("Next part of the form"), "Ctrl+PgDown"),
    (mark("Move a row up"), "Alt+Shift+Up"),
    (mark("Move a row down"), "Alt+Shift+Down"),
    (mark("Remove a row"), "Alt+Shift+Del"),
)
_WHILE_SEARCHING = (
    (mark("Open the record"), "Return"),
    (mark("Quick look"), "Ctrl+Return"),
    (mark("All results"), "Ctrl+Shift+F"),
    (mark("Commands only"), ">"),
)
_WHILE_LOGGING = ((mark("Log it"), "Return"),)


class ShortcutSheet(DialogFrame):
    """Shows every command that has a shortcut, by menu."""

    def __init__(self, icons: Icons, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(icons, tr("Keyboard shortcuts"), "keyboard", "F1", parent)
        columns = QHBoxLayout()
        columns.setSpacing(36)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        right.setSpacing(8)
        for menu, title in MENUS.items():
            rows = [
                (plain(tr(command.label)), keys_of(actions[command.key]))
                for command in COMMANDS
                if command.menu == menu and command.shortcuts
            ]
            _add(left if menu in ("file", "edit", "new") else right, tr(title), rows)
        third = QVBoxLayout()
        third.setSpacing(8)
        _add(left, tr("On the page of a record"), _native(_ON_PAGES))
        _add(left, tr("On a milestone"), _native(_ON_STEPS))
        _add(right, tr("While logging progress"), _native(_WHILE_LOGGING))
        _add(right, tr("While searching"), _native(_WHILE_SEARCHING))
        _add(third, tr("In lists"), _native(_IN_LISTS))
        _add(third, tr("On the board"), _native(_ON_BOARD))
        _add(third, tr("In forms"), _native(_IN_FORMS))
        for column in (left, right, third):
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.body.addLayout(columns)
        close = self.add_button(tr("Close"), "primary", default=True)
        close.clicked.connect(self.accept)
        # Nothing is there to be typed or pressed first: no button bears the ring.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def take_help(self) -> None:
        """It is the help: the key takes it away."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1 and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyPressEvent(event)


def _native(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words and keys as the person's system writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return [(tr(words), QKeySequence(keys).toString(form) or keys) for words, keys in rows]


def _as_on_keys(keys: str) -> str:
    """As the search box writes keys; Qt calls the Enter key by its old name."""
    return keys.replace("+", " ").replace("Return", "Enter")


def _add(column: QVBoxLayout, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    if column.count():
        column.addSpacing(10)
    heading = SectionTitle(without_mnemonic(title))
    heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    column.addWidget(heading)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    ways: dict[str, list[str]] = {}
    for words, keys in rows:
        ways.setdefault(words, []).append(keys)
    for at, (words, all_keys) in enumerate(ways.items()):
        grid.addWidget(label(words), at, 0)
        shown = QHBoxLayout()
        shown.setSpacing(4)
        shown.addStretch(1)
        for keys in all_keys:
            shown.addWidget(key_hint(_as_on_keys(keys)))
        grid.addLayout(shown, at, 1)
    column.addLayout(grid)
