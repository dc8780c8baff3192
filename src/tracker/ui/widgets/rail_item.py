"""One line of the rail: icon, word, count."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tracker.ui.icons import SIZE, Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.tips import plain_tip

_INDENT, _GAP = 10, 6
_QT_GAP = 4  # a push button's own, between icon and words


class RailItem(QPushButton):
    """A button of the rail, painted by the style sheet. `stepped(by)` when an arrow key is
    pressed. `settle` follows once the window is painted."""

    stepped = Signal(int)

    def __init__(self, icons: Icons, key: str, icon: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._icons = icons
        self._count: QLabel | None = None
        self._number = ""
        self._tip = ""
        self._is_cut = self._has_room = self._is_folded = False
        self.setProperty("kind", "rail")
        self.setProperty("focusPolicy", 0)  # Qt.NoFocus
        self.setCheckable(True)
        self.setIconSize(QSize(SIZE + _GAP, SIZE))
        self.name(icon, words)

    def name(self, icon: str, words: str, tip: str = "") -> None:
        """Say what it is called."""
        self.words, self._tip = words, tip
        self._icons.apply(self, icon, "text", "accent", gap=_GAP)
        self.setText(words.replace("&", "&&"))
        self._fit()
        self._tell()

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, the words in the tip; of the numbers only one that asks for
        attention."""
        if folded != self._is_folded:
            self._is_folded = folded
            if self._count is not None:
                set_property(self._count, "folded", folded)
            self._fit()
            self._tell()

    def settle(self) -> None:
        """Take the focus by key."""
        from PySide6.QtCore import Qt  # late: see tracker.ui.theme

        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_count(self, count: int | None, attention: bool) -> None:
        """The number at the right; `attention` shows it in the colour of overdue things."""
        number = "" if count is None else f"{count:,}"
        if self._count is None:
            if not number:
                return
            self._count = _count_label(self, attention=attention, folded=self._is_folded)
        if (number, attention) != (self._number, self._count.property("attention")):
            self._number = number
            self._count.setText(number)
            if attention != self._count.property("attention"):
                set_property(self._count, "attention", attention)
            self._fit()
            self._tell()

    def nextCheckState(self) -> None:
        """Being checked means being shown, which only the rail decides."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_room = True
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        from PySide6.QtCore import Qt

        # A ring for those who came by key; not because the window was just opened.
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        ring = event.reason() in keys
        if ring != bool(self.property("ring")):
            set_property(self, "ring", ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in steps:
            self.stepped.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        said = f"{self.words}, {self._number}" if self._number else self.words
        self.setAccessibleName(said)
        words = said if self._is_folded else self.words if self._is_cut else ""
        self.setToolTip(plain_tip(self._tip or words))

    def _fit(self) -> None:
        """Cut words that have no room; they are those of a view that somebody named."""
        if not self._has_room:
            return
        if self._is_folded:
            self._fit_folded()
            return
        taken = 0
        if self._count is not None:
            self._count.setText(self._number)
            self._count.setVisible(True)
            self._count.adjustSize()
            taken = self._count.width() + 8 if self._number else 0
            left = self.width() - _INDENT - self._count.width()
            top = (self.height() - self._count.height()) // 2
            self._count.setGeometry(QRect(left, top, self._count.width(), self._count.height()))
        room = self.width() - 2 * _INDENT - SIZE - _GAP - _QT_GAP - taken
        metrics = self.fontMetrics()
        shown = self.words
        if len(shown) > 12 and metrics.horizontalAdvance(shown) > room:
            from PySide6.QtCore import Qt

            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        shown = shown.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)
            self._is_cut = shown != self.words.replace("&", "&&")
            self._tell()

    def _fit_folded(self) -> None:
        """The number, where it asks for attention, at the upper corner of the icon."""
        if self.text():
            self.setText("")
        if self._count is None:
            return
        shown = self._number if len(self._number) < 3 else "•"
        self._count.setText(shown)
        self._count.setVisible(bool(self._count.property("attention")))
        self._count.adjustSize()
        self._count.move(self.width() - self._count.width() - 1, 0)


def _count_label(item: RailItem, *, attention: bool, folded: bool) -> QLabel:
    from PySide6.QtCore import Qt

    made = QLabel(item)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", "count")
    made.setProperty("attention", attention)
    made.setProperty("folded", folded)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.show()
    return made
