"""The house's own message box: plain text, buttons in words, details to copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.messages import Choice
from tracker.ui.widgets.buttons import Kind, button
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label

_KINDS: dict[str, Kind] = {"normal": "", "primary": "primary", "danger": "danger"}


class MessageDialog(DialogFrame):
    """Says something and offers choices; `answered` gets the chosen key exactly once."""

    def __init__(
        self,
        icons: Icons,
        title: str,
        paragraphs: Sequence[str],
        choices: Sequence[Choice],
        answered: Callable[[str], None],
        *,
        icon: str = "",
        details: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icons, title, icon, parent=parent)
        self._answered: Callable[[str], None] | None = answered
        self._chosen = choices[0].key
        self._keys: dict[QPushButton, str] = {}
        self._details = details
        self.setMinimumWidth(420)
        self.setMaximumWidth(560)
        self.setAccessibleDescription("\n".join(paragraphs))
        for text in paragraphs:
            if text:
                self.body.addWidget(label(text, wrap=True))
        if details:
            shown = QPlainTextEdit(details)
            shown.setReadOnly(True)
            shown.setAccessibleName(tr("Details"))
            shown.setFixedHeight(120)
            self.body.addWidget(shown)
            copy = button(icons, tr("Copy details"), "copy", "quiet")
            copy.clicked.connect(self._copy)
            self.body.addWidget(copy)
        self.body.addStretch(1)
        for choice in choices:
            last = choice is choices[-1]
            made = self.add_button(choice.label, _KINDS[choice.kind], default=last)
            made.clicked.connect(self._choose)
            self._keys[made] = choice.key
            if last:
                made.setFocus()

    def choose(self, key: str) -> None:
        """Answer with a choice and close."""
        self._chosen = key
        self.accept()

    def done(self, result: int) -> None:
        """Every way to close it ends here."""
        super().done(result)
        answered, self._answered = self._answered, None
        if answered is not None:
            answered(self._chosen)

    def _choose(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.choose(self._keys[pressed])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
