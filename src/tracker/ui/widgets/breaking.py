"""A wrapped label that also breaks words that are longer than it is wide."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtGui import QKeySequence as Keys
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from tracker.domain.shortening import shortened
from tracker.i18n import tr
from tracker.ui.widgets.labels import LabelRole

# A line may end there; nothing is seen of it.
_BREAK = "\u200b"
# Words as people write them are shorter, and broken by nobody.
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = 4


class BreakingLabel(QLabel):
    """Plain text to be selected with the mouse, wrapped; it asks for no width of its own, as
    what stands beside or above it would be pushed out of sight by one long word."""

    def __init__(self, role: LabelRole = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            self.setProperty("role", role)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)

    def text(self) -> str:
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = shortened(text)
        super().setText(_LONG_WORD.sub(_with_breaks, self._whole))
        self.setAccessibleName(self._whole)

    def selectedText(self) -> str:
        return super().selectedText().replace(_BREAK, "")

    # What is copied is the text, without the places where it may be broken.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(Keys.StandardKey.Copy) and self.hasSelectedText():
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(tr("&Copy"))
        copy.setEnabled(self.hasSelectedText())
        copy.triggered.connect(self._copy)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.hasSelectedText():
            clipboard.setText(self.selectedText(), QClipboard.Mode.Selection)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selectedText())


def _with_breaks(found: re.Match[str]) -> str:
    made: list[str] = []
    length = 0
    for sign in found.group():
        # Never inside what is seen as one sign: what is put together is left as it is.
        if length >= _PIECE and _may_end(made[-1]) and _may_begin(sign):
            made.append(_BREAK)
            length = 0
        made.append(sign)
        length += 1
    return "".join(made)


def _may_begin(sign: str) -> bool:
    is_jamo = "\u1100" <= sign <= "\u11ff"
    return not is_jamo and unicodedata.category(sign)[0] in "LNP"


def _may_end(sign: str) -> bool:
    # An accent ends a sign; a virama joins it to the next one.
    is_accent = unicodedata.category(sign)[0] == "M" and unicodedata.combining(sign) != 9
    return is_accent or _may_begin(sign)
