"""The foot of a form's dialog: its buttons, and the keys that do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from tracker.i18n import tr

if TYPE_CHECKING:
    from tracker.ui.forms.form_dialog import RecordFormDialog


class FormFoot:
    """`again` is there where another new record can be begun, `more` in the small form."""

    def __init__(self, dialog: RecordFormDialog, *, is_new: bool) -> None:
        small = dialog.is_small
        self.more = dialog.add_button(tr("All fields"), "quiet")
        self.more.clicked.connect(dialog.expand)
        self.more.setVisible(small)
        cancel = dialog.add_button(tr("Cancel"))
        cancel.clicked.connect(dialog.reject)
        self.again = dialog.add_button(tr("Save and new"))
        self.again.clicked.connect(dialog.save_and_new)
        self.again.setVisible(is_new and not small)
        words = tr("Create") if small else tr("Save")
        self.save = dialog.add_button(words, "primary", default=small)
        self.save.clicked.connect(dialog.save)
        dialog.set_hint(
            tr("Enter creates it · Esc goes back")
            if small
            else tr("Ctrl+S saves · Esc keeps the text for later · * needed")
        )

    def become_whole(self) -> None:
        """The small form has been expanded."""
        self.more.hide()
        self.save.setDefault(False)

    def set_enabled(self, enabled: bool) -> None:
        """While it is being saved nothing else can be asked for."""
        for button in (self.save, self.again, self.more):
            button.setEnabled(enabled)


def add_keys(dialog: RecordFormDialog) -> None:
    """The shortcuts of a form."""
    for keys, call in (
        (QKeySequence(QKeySequence.StandardKey.Save), dialog.save),
        (QKeySequence("Ctrl+Return"), dialog.save),
        (QKeySequence("Ctrl+Enter"), dialog.save),
        (QKeySequence("Ctrl+Shift+S"), dialog.save_and_new),
        (QKeySequence("Ctrl+PgDown"), dialog.form_body.next_part),
        (QKeySequence("Ctrl+PgUp"), dialog.form_body.part_before),
    ):
        shortcut = QShortcut(keys, dialog)
        shortcut.activated.connect(call)
