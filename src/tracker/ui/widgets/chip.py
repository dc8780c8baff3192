"""Chips: a filter that is in force, with a cross; or a small value that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label


class FilterChip(QFrame):
    """A filter in words; `edit_requested(payload)`, `removed(payload)`."""

    edit_requested = Signal(object)
    removed = Signal(object)

    def __init__(
        self, icons: Icons, text: str, payload: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.payload = payload
        self.setProperty("frame", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        plain = text.replace("&", "&&")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.word = button(icons, plain, "", "chip")
        self.word.clicked.connect(self._edit)
        self.cross = button(icons, tr("Remove the filter {text}", text=plain), "", "chip")
        self.cross.setText("")
        self.cross.setProperty("part", "cross")
        icons.apply(self.cross, "x", "muted", size=12)
        self.cross.setIconSize(QSize(12, 12))
        self.cross.clicked.connect(self._remove)
        row.addWidget(self.word)
        row.addWidget(self.cross)

    def _edit(self) -> None:
        self.edit_requested.emit(self.payload)

    def _remove(self) -> None:
        self.removed.emit(self.payload)


def key_hint(text: str, parent: QWidget | None = None) -> QWidget:
    """A shortcut as a small key, as in the search box: give "Ctrl L"."""
    hint = label(text, "key", parent=parent)
    hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
    hint.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return hint
