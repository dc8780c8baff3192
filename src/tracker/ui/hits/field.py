"""The box in which one searches: what an input method is still composing counts as typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchField(QLineEdit):
    """`sought(text)` at every change, with what is being composed in its place.

    In Korean the syllable one is at is composed until the next key: without it the search would
    always be a syllable behind.
    """

    sought = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composed = ""
        self._last = ""
        self.textChanged.connect(self._changed)

    @property
    def is_composing(self) -> bool:
        """Whether a syllable is not finished yet."""
        return bool(self._composed)

    def whole_text(self) -> str:
        """What is typed and what is being composed where the cursor stands."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._composed + text[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Before it is passed on: the change of text it causes is told with it.
        was, self._composed = self._composed, event.preeditString()
        super().inputMethodEvent(event)
        if was and not self._composed:
            # Finished: what was left open while composing is sought for good.
            self._last = ""
        self._changed()

    def restart(self, text: str = "") -> None:
        """Put a text there without telling it."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
        self._composed, self._last = "", self.text()

    def _changed(self) -> None:
        now = self.whole_text()
        if now != self._last:
            self._last = now
            self.sought.emit(now)
