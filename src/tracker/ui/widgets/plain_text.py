"""A field for texts of any length."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

# Qt shapes a paragraph as a whole at each key: one of ten million characters takes two seconds.
LONGEST_PARAGRAPH = 20_000
_PIECE = 8_000
# Nothing to be seen: an invisible separator, which nobody types.
_MARK = "\u2063"
_BREAK = re.compile(f"{_MARK}\n?")


class _Copied(QMimeData):
    """What a field with a long paragraph put on the clipboard."""


def in_pieces(text: str, longest: int = LONGEST_PARAGRAPH) -> str:
    """The text with paragraphs longer than `longest` broken at gaps. An invisible mark stands
    before each such break, so that `whole` can take them out again."""
    if len(text) <= longest:
        return text
    return "\n".join(
        f"{_MARK}\n".join(_pieces(line)) if len(line) > longest else line
        for line in text.split("\n")
    )


def whole(text: str) -> str:
    """The text without the breaks of `in_pieces`."""
    return _BREAK.sub("", text)


def _pieces(line: str) -> list[str]:
    found = []
    start = 0
    while len(line) - start > _PIECE:
        gap = line.rfind(" ", start + _PIECE // 2, start + _PIECE)
        end = gap + 1 if gap > 0 else start + _PIECE
        found.append(line[start:end])
        start = end
    return [*found, line[start:]]


class LongPlainText(QPlainTextEdit):
    """Shows a very long paragraph in pieces; whoever asks for the text gets it as it was."""

    _broken = False

    def setPlainText(self, text: str) -> None:
        shown = in_pieces(text)
        self._broken = shown != text
        super().setPlainText(shown)

    def toPlainText(self) -> str:
        text = super().toPlainText()
        return whole(text) if self._broken else text

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        shown = in_pieces(text)
        if shown == text:
            super().insertFromMimeData(source)
            return
        self._broken = True
        self.insertPlainText(shown)

    def createMimeDataFromSelection(self) -> QMimeData:
        if not self._broken:
            return super().createMimeDataFromSelection()
        data = _Copied()
        data.setText(whole(self.textCursor().selection().toPlainText()))
        return data


def let_go_of_clipboard() -> None:
    """Leave what was copied as a plain text of Qt's own, before the program ends: what Python made
    would be deleted after Python has ended, and that crashes."""
    clipboard = QGuiApplication.clipboard()
    # Other programs' clipboards are left alone; ownsClipboard() is wrong on some platforms.
    if isinstance(clipboard.mimeData(), _Copied):
        clipboard.setText(clipboard.text())
