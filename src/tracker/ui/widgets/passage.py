"""A text of any length: its beginning, and the whole of it in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from tracker.domain.shortening import MOST, in_one_line, shortened
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import LabelRole, label
from tracker.ui.widgets.plain_text import LongPlainText

_SIZE = (720, 560)


class Passage(QWidget):
    """A wrapped text that can be selected. Of one too long to be laid out at once the beginning
    is shown and "Show all" opens the rest; `name` says what the text is."""

    def __init__(
        self,
        icons: Icons,
        name: str,
        text: str,
        role: LabelRole = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._name, self._text = icons, name, text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self.shown = passage_label(text, role)
        column.addWidget(self.shown)
        self.all: LinkButton | None = None
        if len(text) > MOST:
            self.all = LinkButton(tr("Show all"), True, "accent")
            self.all.setAccessibleName(tr("Show all of: {name}", name=in_one_line(name, 80)))
            self.all.activated.connect(self._show_all)
            column.addWidget(self.all)

    def _show_all(self) -> None:
        FullText(self._icons, self._name, self._text, self.window()).open()


def passage(icons: Icons, name: str, text: str, role: LabelRole = "") -> QWidget:
    """A text to be read: a label if it is short, else a `Passage`."""
    return Passage(icons, name, text, role) if len(text) > MOST else passage_label(text, role)


def passage_label(text: str, role: LabelRole = "") -> QLabel:
    """The beginning of a text, wrapped, to be selected with the mouse."""
    shown = label(shortened(text), role, wrap=True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown


class FullText(DialogFrame):
    """Shows a long text to be read and copied."""

    def __init__(self, icons: Icons, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(icons, name, "file-text", parent=parent)
        self._text = text
        self.area = LongPlainText()
        self.area.setReadOnly(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(name)
        self.area.setTabChangesFocus(True)
        self.area.setUndoRedoEnabled(False)
        self.area.setPlainText(text)
        self.body.addWidget(self.area, 1)
        count = f"{len(text):,}"
        self.set_hint(tr("{count} characters", count=count))
        self.add_button(tr("Copy all")).clicked.connect(self._copy)
        close = self.add_button(tr("Close"), "primary", default=True)
        close.clicked.connect(self.accept)
        self.resize(icons.theme.px(_SIZE[0]), icons.theme.px(_SIZE[1]))
        self.area.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
