"""The line in which a filter is typed: words, conditions, what may stand next, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from tracker.domain.filter_text import Completion, FilterProblem, complete
from tracker.domain.filters import FilterField
from tracker.i18n import tr
from tracker.ui.forms.suggest import SuggestLine
from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.icons import Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.labels import plain_tip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Qt's own distance between the frame of a line and its text, in px.
_INSIDE = 2


class FilterLine(SuggestLine):
    """`returnPressed` when what is typed is meant; `below_requested` when Down leads out of it.

    Suggestions open as one types; Tab takes the first or the marked one, Enter a marked one only,
    so that plain words can be entered as they are. Ctrl+Space asks for them.
    """

    below_requested = Signal()
    emptied = Signal()

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(icons, parent)
        self._theme = icons.theme
        self._fields: Sequence[FilterField] = ()
        self._today = date.min
        self._problems: Sequence[FilterProblem] = ()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        magnifier = QAction(self)
        icons.apply(magnifier, "search", "muted")
        self.addAction(magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(tr("Clear the text"), self)
        icons.apply(self._cross, "x", "muted")
        self._cross.triggered.connect(self._clear)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setVisible(False)
        self.textChanged.connect(self._show_cross)
        self.wanted.connect(self._complete)
        self.chosen.connect(self._take)

    def set_fields(self, fields: Sequence[FilterField], today: date) -> None:
        """What can be typed, and the day from which "tomorrow" counts."""
        self._fields, self._today = fields, today

    def say_problems(self, problems: Sequence[FilterProblem]) -> None:
        """Underline what is wrong; none takes the lines away."""
        if problems != self._problems:
            self._problems = tuple(problems)
            set_property(self, "invalid", bool(problems))
            said = "\n".join(problem.message for problem in problems)
            self.setToolTip(plain_tip(said))
            self.setAccessibleDescription(said)
            self.update()

    def go_to(self, problem: FilterProblem) -> None:
        """Select what is wrong, to be typed over."""
        self.setFocus()
        self.setSelection(problem.start, min(problem.end, len(self.text())) - problem.start)

    # --- keys -------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Tab would leave the line before it reaches keyPressEvent.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            tab = event.key() == Qt.Key.Key_Tab and not event.modifiers()
            if tab and self.is_open:
                self._take_marked()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._complete(self.text())
        elif self.is_open and key in _ENTER and self.current() is None:
            self.close_list()
            super().keyPressEvent(event)
        elif not self.is_open and key == Qt.Key.Key_Down and not event.modifiers():
            self.below_requested.emit()
        elif not self.is_open and key == Qt.Key.Key_Escape and self.text():
            self._clear()
        else:
            super().keyPressEvent(event)

    def _take_marked(self) -> None:
        taken = self.current() or (self.suggestions[0] if self.suggestions else None)
        self.close_list()
        if taken is not None:
            self._take(taken)

    # --- suggestions ------------------------------------------------------------------------------

    def _complete(self, text: str) -> None:
        # While a syllable is composed, `text` has it behind what stands in the line.
        cursor = self.cursorPosition() if text == self.text() else len(text)
        found = complete(text, cursor, self._fields, self._today)
        self.offer([Suggestion(one.label, one.detail, one) for one in found], -1)

    def _take(self, suggestion: Suggestion) -> None:
        one = suggestion.payload
        assert isinstance(one, Completion)
        text = self.text()
        open_ended = one.insert.endswith((":", "<", ">", "="))
        gap = "" if open_ended or text[one.end : one.end + 1].isspace() else " "
        self.setText(text[: one.start] + one.insert + gap + text[one.end :])
        self.setCursorPosition(one.start + len(one.insert) + (0 if open_ended else 1))
        self.textEdited.emit(self.text())

    def _clear(self) -> None:
        self.close_list()
        self.clear()
        self.emptied.emit()

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    # --- looks ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._problems:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(element, option, self)
        text, metrics = self.text(), QFontMetricsF(self.font())
        # Where the cursor is painted tells how far the text is scrolled.
        cursor = self.cursorRect().center().x() + 0.5
        start = cursor - metrics.horizontalAdvance(text[: self.cursorPosition()])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("error"), 1.2))
        margins = self.textMargins()
        painter.setClipRect(room.adjusted(margins.left(), 0, -margins.right(), 0))
        base = room.center().y() + metrics.ascent() / 2 + 3
        for problem in self._problems:
            left = start + metrics.horizontalAdvance(text[: problem.start])
            width = metrics.horizontalAdvance(text[problem.start : problem.end])
            _wave(painter, left, base, max(width, 6.0))


def _wave(painter: QPainter, left: float, base: float, width: float) -> None:
    steps = max(2, round(width / 2))
    points = [QPointF(left + 2 * at, base + (at % 2) * 2) for at in range(steps + 1)]
    painter.drawPolyline(QPolygonF(points))
