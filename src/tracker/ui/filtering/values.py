"""The right side of a condition: a checklist, dates in people's words, numbers with their unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.filter_text import read_value_text, value_words
from tracker.domain.filters import ME, NO, YES, FieldKind, FilterField, Operator
from tracker.i18n import tr, without_mnemonic
from tracker.ui.icons import Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.fields import ComboBox, SpinBox
from tracker.ui.widgets.labels import label

_SEARCHED_FROM = 13
_ROWS, _ROW = 10, 28
_SEVERAL = (Operator.IS, Operator.IS_NOT)


class ValueEditor(QWidget):
    """Edits the values of a condition. `changed` on every change; `values()` raises ValueError
    with a sentence for the person."""

    changed = Signal()

    def values(self) -> tuple[str, ...]:
        """What is entered, as a condition holds it."""
        return ()

    def set_values(self, values: Sequence[str]) -> None:
        """Show the values of a condition."""

    def field(self) -> QWidget | None:
        """The widget that takes the focus."""
        return None


def value_editor(
    icons: Icons, field: FilterField, operator: Operator, today: date, parent: QWidget
) -> ValueEditor:
    """The editor that a field and an operator need."""
    if operator in (Operator.EMPTY, Operator.FILLED):
        return ValueEditor(parent)
    if operator in (Operator.NEXT_DAYS, Operator.LAST_DAYS):
        return DaysEditor(parent)
    if field.kind is FieldKind.FLAG:
        return FlagEditor(parent)
    if field.kind is FieldKind.CHOICE:
        return ChecklistEditor(icons, field, parent)
    return TextsEditor(field, operator, today, parent)


class TextsEditor(ValueEditor):
    """One line, or two for a range; what a date was understood as stands below."""

    def __init__(
        self, field: FilterField, operator: Operator, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._spec, self._operator, self._today = field, operator, today
        between = operator is Operator.BETWEEN
        self._several = field.kind is FieldKind.TEXT and operator in _SEVERAL
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.lines: list[QLineEdit] = []
        for number in range(2 if between else 1):
            if number:
                row.addWidget(label(tr("and"), "muted"))
            line = QLineEdit()
            line.setAccessibleName((tr("From"), tr("To"))[number] if between else tr("Value"))
            line.setPlaceholderText(self._example(number))
            line.setMinimumWidth(90)
            line.textChanged.connect(self._typed)
            row.addWidget(line, 1)
            self.lines.append(line)
        if field.unit:
            row.addWidget(label(tr(field.unit), "muted"))
        column.addLayout(row)
        self._said = label("", "small", wrap=True)
        self._said.hide()
        column.addWidget(self._said)

    def values(self) -> tuple[str, ...]:
        return tuple(
            read_value_text(self._spec, text, self._today)
            for line in self.lines
            for text in (line.text().split(";") if self._several else (line.text(),))
        )

    def set_values(self, values: Sequence[str]) -> None:
        if self._several:
            values = ["; ".join(values)]
        for line, value in zip(self.lines, values, strict=False):
            line.setText(self._written(value))
        self._say("", error=False)

    def field(self) -> QWidget | None:
        return self.lines[0]

    def say_error(self, message: str) -> None:
        """Say below what is wrong."""
        self._say(message, error=True)

    def _written(self, value: str) -> str:
        if self._spec.kind is FieldKind.TEXT or (self._spec.people and value == ME):
            return value
        words = value_words(self._spec, value)
        return words.removesuffix(tr(self._spec.unit)).strip() if self._spec.unit else words

    def _example(self, number: int) -> str:
        match self._spec.kind:
            case FieldKind.DATE:
                return (tr("31 Dec 2026, Aug 2026, today, +2w"), tr("+3m"))[number]
            case FieldKind.DAY:
                return tr("31 March 2026, last quarter")
            case FieldKind.NUMBER:
                return ("30", "2,500")[number]
            case _:
                return tr("a name, or “me”") if self._spec.people else ""

    def _typed(self, _text: str) -> None:
        self._say("", error=False)
        dates = self._spec.kind in (FieldKind.DATE, FieldKind.DAY)
        if dates and any(line.text().strip() for line in self.lines):
            try:
                values = self.values()
            except ValueError:
                pass  # said when it is meant
            else:
                words = [value_words(self._spec, value) for value in values]
                typed = [line.text().strip() for line in self.lines]
                self._say("= " + " – ".join(words) if words != typed else "", error=False)
        self.changed.emit()

    def _say(self, text: str, *, error: bool) -> None:
        set_property(self._said, "role", "error" if error else "small")
        for line in self.lines:
            set_property(line, "invalid", error)
        self._said.setText(text)
        self._said.setVisible(bool(text))


class DaysEditor(ValueEditor):
    """A number of days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = SpinBox()
        self.box.setRange(1, 36_500)
        self.box.setValue(30)
        self.box.setAccessibleName(tr("Days"))
        self.box.valueChanged.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addWidget(label(tr("days, today included"), "muted"))
        row.addStretch(1)

    def values(self) -> tuple[str, ...]:
        return (str(self.box.value()),)

    def set_values(self, values: Sequence[str]) -> None:
        if values and values[0].isdecimal():
            self.box.setValue(min(int(values[0]), 36_500))

    def field(self) -> QWidget | None:
        return self.box

    def _moved(self, _value: int) -> None:
        self.changed.emit()


class FlagEditor(ValueEditor):
    """Yes or no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ComboBox()
        self.box.addItem(tr("Yes"), YES)
        self.box.addItem(tr("No"), NO)
        self.box.setAccessibleName(tr("Value"))
        self.box.currentIndexChanged.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch(1)

    def values(self) -> tuple[str, ...]:
        return (str(self.box.currentData()),)

    def set_values(self, values: Sequence[str]) -> None:
        self.box.setCurrentIndex(1 if values and values[0] == NO else 0)

    def field(self) -> QWidget | None:
        return self.box

    def _moved(self, _index: int) -> None:
        self.changed.emit()


class _Checklist(QListWidget):
    """Space and a click anywhere on the line check it; Enter is left to whoever holds the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            if self.currentRow() >= 0:
                self.itemClicked.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class ChecklistEditor(ValueEditor):
    """Choices of which any may hold; a long list has a line to search it."""

    def __init__(self, icons: Icons, field: FilterField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _Checklist()
        self.list.setAccessibleName(without_mnemonic(tr(field.label)))
        self.list.setProperty("framed", True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for value, words in field.choices.items():
            item = QListWidgetItem(without_mnemonic(tr(words)))
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, icons.theme.px(_ROW)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemClicked.connect(self._turn)
        rows = min(_ROWS, max(2, self.list.count()))
        self.list.setFixedHeight(icons.theme.px(_ROW) * rows + 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.search: QLineEdit | None = None
        if self.list.count() >= _SEARCHED_FROM:
            self.search = QLineEdit()
            self.search.setPlaceholderText(tr("Search the values"))
            self.search.setAccessibleName(tr("Search the values"))
            self.search.textChanged.connect(self._narrow)
            column.addWidget(self.search)
        column.addWidget(self.list)

    def values(self) -> tuple[str, ...]:
        checked = [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        if not checked:
            raise ValueError(tr("Tick at least one value."))
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in checked)

    def set_values(self, values: Sequence[str]) -> None:
        first = True
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in values
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if on and first:
                self.list.setCurrentItem(item)
                self.list.scrollToItem(item)
                first = False

    def field(self) -> QWidget | None:
        return self.search or self.list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search and self.search.hasFocus():
            self.list.setFocus()
            shown = [item for item in self._items() if not item.isHidden()]
            if shown and (self.list.currentRow() < 0 or self.list.currentItem().isHidden()):
                self.list.setCurrentItem(shown[0])
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _turn(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.changed.emit()

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())
