"""The dialog that asks how a view is called."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.dialog_frame import DialogFrame, commit_input
from tracker.ui.widgets.labels import label

_LONGEST = 120


class NameDialog(DialogFrame):
    """`named(text)` on Save. It stays open until `accept`, so that a name that is refused can be
    changed: see `say`."""

    named = Signal(str)

    def __init__(
        self, icons: Icons, title: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(icons, title, "list-filter", parent=parent)
        words = label(tr("&Name"))
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(tr("Name of the view"))
        self.name.setMinimumWidth(icons.theme.px(320))
        self.name.selectAll()
        words.setBuddy(self.name)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        for part in (words, self.name, self.problem):
            self.body.addWidget(part)
        self.body.setSpacing(6)
        self.set_hint(tr("Enter saves"))
        self.add_button(tr("Cancel")).clicked.connect(self.reject)
        self.add_button(tr("Save"), "primary", default=True).clicked.connect(self._save)
        self.name.textEdited.connect(self._edited)
        self.name.setFocus()

    def say(self, problem: str) -> None:
        """Say why the name was not taken."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        set_property(self.name, "invalid", bool(problem))
        if problem:
            self.name.setFocus()

    def _edited(self, _text: str) -> None:
        self.say("")

    def _save(self) -> None:
        commit_input()
        if self.name.text().strip():
            self.named.emit(self.name.text().strip())
        else:
            self.say(tr("A view needs a name."))
