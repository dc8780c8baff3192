"""The table of pasted names."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tracker.i18n import tr
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.plain_table import PlainTable


class NamesTable(PlainTable):
    """Names by the arrows; Enter, Space or a double click asks what becomes of one."""

    def __init__(self, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(parts.icons, tr("What becomes of the names"), parent)
        self.asked: Callable[[int], None] | None = None
        self.left_out: Callable[[int], None] | None = None
        self.doubleClicked.connect(self._double)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
        if (
            at >= 0
            and event.key() in keys
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._ask(at)
        elif at >= 0 and event.key() == Qt.Key.Key_Delete and self.left_out is not None:
            self.left_out(at)
        else:
            super().keyPressEvent(event)

    def _double(self) -> None:
        self._ask(self.currentIndex().row())

    def _menu(self, at: QPoint) -> None:
        if (index := self.indexAt(at)).isValid():
            self.setCurrentIndex(index)
            self._ask(index.row())

    def _ask(self, row: int) -> None:
        if self.asked is not None and row >= 0:
            self.asked(row)
