"""What can be chosen in a field: a line each, in order. A pasted list becomes lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.own_types import OwnChoice
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label


class _Line(QWidget):
    """One choice. Its key stays when it is called otherwise."""

    def __init__(self, icons: Icons, choice: OwnChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = choice.key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.edit = QLineEdit(choice.label)
        self.remove = button(icons, tr("Remove this choice"), "x", "icon")
        row.addWidget(self.edit, 1)
        row.addWidget(self.remove)
        column.addLayout(row)
        self.said = label("", "error", wrap=True)
        self.said.hide()
        column.addWidget(self.said)


class ChoiceLines(QWidget):
    """Enter in a line begins the next; Backspace in an empty one takes it away."""

    edited = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._lines: list[_Line] = []
        self._removed: list[OwnChoice] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        foot = QHBoxLayout()
        self.add_button = button(icons, tr("Add choice"), "plus", "link")
        self.add_button.setProperty("tone", "accent")
        self.add_button.clicked.connect(self._add_clicked)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.said = label("", "error", wrap=True)
        self.said.hide()
        column.addWidget(self.said)

    @property
    def lines(self) -> Sequence[QLineEdit]:
        """The lines, from the top."""
        return [line.edit for line in self._lines]

    def set_choices(self, choices: Sequence[OwnChoice]) -> None:
        """Show these; those that are no longer offered are kept and not shown."""
        for line in list(self._lines):
            self._drop(line)
        self._removed = [one for one in choices if one.removed]
        for one in choices:
            if not one.removed:
                self._insert(one, len(self._lines))

    def choices(self) -> tuple[OwnChoice, ...]:
        """What stands in the lines, then what is no longer offered. A choice that is written anew
        under the name of one that was removed is that one."""
        removed, found = list(self._removed), []
        for line in self._lines:
            text, key = line.edit.text(), line.key
            wanted = text.strip().casefold()
            back = next((one for one in removed if one.label.strip().casefold() == wanted), None)
            if not key and back is not None:
                removed.remove(back)
                key = back.key
            found.append(OwnChoice(key=key, label=text))
        return (*found, *removed)

    def show_problem(self, path: Sequence[str | int], message: str) -> QWidget:
        """Say it beside the line it speaks of; gives the widget to go to."""
        if len(path) > 1 and isinstance(path[1], int) and path[1] < len(self._lines):
            line = self._lines[path[1]]
            line.said.setText(message)
            line.said.show()
            set_property(line.edit, "invalid", True)
            line.edit.setAccessibleDescription(message)
            return line.edit
        self.said.setText(message)
        self.said.show()
        return self._lines[0].edit if self._lines else self.add_button

    def clear_problems(self) -> None:
        """Take all marks away."""
        self.said.hide()
        for line in self._lines:
            line.said.hide()
            set_property(line.edit, "invalid", False)
            line.edit.setAccessibleDescription("")

    def begin(self) -> None:
        """Have a line to type into."""
        if not self._lines:
            self._insert(OwnChoice(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = next((n for n, one in enumerate(self._lines) if one.edit is watched), -1)
            if place >= 0 and self._pressed(place, event):
                return True
        return super().eventFilter(watched, event)

    def _pressed(self, place: int, event: QKeyEvent) -> bool:
        line = self._lines[place]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if line.edit.text().strip():
                self._insert(OwnChoice(), place + 1).edit.setFocus()
                self.edited.emit()
            return True
        if event.key() == Qt.Key.Key_Backspace and not line.edit.text() and len(self._lines) > 1:
            self._take_away(line)
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            words = [one.strip() for one in QGuiApplication.clipboard().text().splitlines()]
            words = [one for one in words if one]
            if len(words) > 1:
                self._paste(place, words)
                return True
        return False

    def _paste(self, place: int, words: Sequence[str]) -> None:
        if not self._lines[place].edit.text():
            self._lines[place].edit.setText(words[0])
            words = words[1:]
        for at, text in enumerate(words, place + 1):
            self._insert(OwnChoice(label=text), at)
        self.edited.emit()

    def _add_clicked(self) -> None:
        self._insert(OwnChoice(), len(self._lines)).edit.setFocus()

    def _insert(self, choice: OwnChoice, place: int) -> _Line:
        line = _Line(self._icons, choice, self)
        line.edit.setAccessibleName(tr("Choice"))
        line.edit.textEdited.connect(self.edited)
        line.edit.installEventFilter(self)
        line.remove.clicked.connect(partial(self._take_away, line))
        self._lines.insert(place, line)
        self._list.insertWidget(place, line)
        line.show()
        for number, one in enumerate(self._lines, 1):
            one.edit.setAccessibleName(tr("Choice {n}", n=number))
        return line

    def _take_away(self, line: _Line, *_checked: bool) -> None:
        place = self._lines.index(line)
        if line.key:
            self._removed.append(OwnChoice(key=line.key, label=line.edit.text(), removed=True))
        self._drop(line)
        if self._lines:
            self._lines[max(0, place - 1)].edit.setFocus()
        else:
            self.add_button.setFocus()
        self.edited.emit()

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        self._list.removeWidget(line)
        line.edit.removeEventFilter(self)
        line.hide()
        line.deleteLater()
