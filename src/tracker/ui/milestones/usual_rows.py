"""The rows of a template: what is to be done and how far from the event, in an order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.milestone_templates import TemplateStep
from tracker.domain.offsets import Offset, read_offset, write_offset
from tracker.domain.record import spec_of
from tracker.domain.records.deliverables import Milestone
from tracker.domain.validation import problem_with
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label

Typed = list[tuple[str, str]]
"""What stands in the rows: title and distance as text."""
_TITLE = spec_of(Milestone, "title")


class UsualRow(QWidget):
    """`asked(what)`: up, down, remove, next."""

    edited = Signal()
    asked = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(tr("What is to be done"))
        self.offset = QLineEdit(self)
        self.offset.setPlaceholderText(tr("such as 6 weeks before"))
        self._menu = [
            self._tool(icons, tr("Move up"), "arrow-up", "up"),
            self._tool(icons, tr("Move down"), "arrow-down", "down"),
            self._tool(icons, tr("Remove"), "x", "remove"),
        ]
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.title, 5)
        line.addWidget(self.offset, 3)
        for tool in self._menu:
            line.addWidget(tool)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._wrong)
        for field in (self.title, self.offset):
            field.textEdited.connect(self._typed)
            field.installEventFilter(self)

    def put(self, title: str, offset: str) -> None:
        """Show a step as it is typed."""
        self.title.setText(title)
        self.title.setCursorPosition(0)
        self.offset.setText(offset)

    def typed(self) -> tuple[str, str]:
        """What stands in it."""
        return self.title.text(), self.offset.text()

    def name(self, place: int) -> None:
        """Tell screen readers which row it is."""
        self.title.setAccessibleName(tr("Step {n}", n=place))
        self.offset.setAccessibleName(tr("Step {n}, from the event", n=place))

    def read(self, given: Offset | None) -> TemplateStep | None:
        """The step; None, with what is wrong said below, if it is none. `given` is the distance it
        was shown with."""
        wrong: dict[QLineEdit, str] = {}
        title = " ".join(self.title.text().split())
        if message := problem_with(_TITLE, title):
            wrong[self.title] = message
        offset = None
        try:
            offset = self._offset(given)
        except ValueError as error:
            wrong[self.offset] = str(error)
        for field in (self.title, self.offset):
            set_property(field, "invalid", field in wrong)
            field.setAccessibleDescription(wrong.get(field, ""))
        self._wrong.setText("\n".join(wrong.values()))
        self._wrong.setVisible(bool(wrong))
        if wrong:
            next(iter(wrong)).setFocus(Qt.FocusReason.OtherFocusReason)
        return None if wrong else TemplateStep(title, offset)

    def _offset(self, given: Offset | None) -> Offset | None:
        text = self.offset.text().strip()
        if text == write_offset(given):
            return given
        return read_offset(text) if text else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if held == Qt.KeyboardModifier.ControlModifier and event.key() in _MOVES:
                self.asked.emit(_MOVES[event.key()])
                return True
            if not held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.asked.emit("next")
                return True
        return super().eventFilter(watched, event)

    def _tool(self, icons: Icons, text: str, icon: str, what: str) -> QWidget:
        made = button(icons, text, icon, "icon", parent=self)
        made.clicked.connect(partial(self.asked.emit, what))
        return made

    def _typed(self) -> None:
        set_property(self.title, "invalid", False)
        set_property(self.offset, "invalid", False)
        self._wrong.hide()
        self.edited.emit()


_MOVES: dict[int, str] = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


def _as_typed(steps: Sequence[TemplateStep]) -> Typed:
    return [(one.title, write_offset(one.offset)) for one in steps]


class UsualRows(QWidget):
    """Rows to add, remove and put in order."""

    edited = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.rows: list[UsualRow] = []
        self._given: dict[str, Offset] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)

    def put(self, steps: Sequence[TemplateStep], typed: Typed | None = None) -> None:
        """Show steps, or what was typed of them."""
        self._given = {write_offset(one.offset): one.offset for one in steps if one.offset}
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        shown = typed if typed is not None else _as_typed(steps)
        for title, offset in shown:
            self.add().put(title, offset)
        self._number()

    def add(self, at: int | None = None) -> UsualRow:
        """A further, empty row."""
        made = UsualRow(self._icons, self)
        made.edited.connect(self.edited)
        made.asked.connect(partial(self._asked, made))
        place = len(self.rows) if at is None else at
        self.rows.insert(place, made)
        self._column.insertWidget(place, made)
        made.show()
        self._number()
        return made

    def typed(self) -> Typed:
        """What stands in the rows."""
        return [row.typed() for row in self.rows]

    def read(self) -> tuple[TemplateStep, ...] | None:
        """The steps, without rows in which nothing stands; None if something is wrong."""
        found: list[TemplateStep] = []
        first_wrong: UsualRow | None = None
        for row in self.rows:
            if not any(text.strip() for text in row.typed()):
                continue
            step = row.read(self._given.get(row.offset.text().strip()))
            if step is None:
                first_wrong = first_wrong or row
            else:
                found.append(step)
        if first_wrong is not None:
            first_wrong.read(None)  # takes the keyboard back from a later one
            return None
        return tuple(found)

    def _asked(self, row: UsualRow, what: str) -> None:
        place = self.rows.index(row)
        if what == "next":
            if place + 1 < len(self.rows):
                self.rows[place + 1].title.setFocus()
            elif any(text.strip() for text in row.typed()):
                self.add().title.setFocus()
                self.edited.emit()
        elif what == "remove":
            self.rows.pop(place)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            if self.rows:
                self.rows[min(place, len(self.rows) - 1)].title.setFocus()
            self.edited.emit()
        elif 0 <= (after := place + (1 if what == "down" else -1)) < len(self.rows):
            focused = self.window().focusWidget()
            self.rows.insert(after, self.rows.pop(place))
            self._column.removeWidget(row)
            self._column.insertWidget(after, row)
            if focused is not None:
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()
        self._number()

    def _number(self) -> None:
        for place, row in enumerate(self.rows, 1):
            row.name(place)
