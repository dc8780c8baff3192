"""One field of a type in the making: what it is called, of what kind, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.fields import Kind
from tracker.domain.own_types import WITH_UNIT, OwnField
from tracker.i18n import tr
from tracker.ui.forms.row_menu import listen, open_menu
from tracker.ui.icons import Icons
from tracker.ui.own_types.choice_lines import ChoiceLines
from tracker.ui.own_types.kinds import key_of, offered, parts_of
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.fields import ComboBox
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.states import IconLabel

_INDENT = 26


class Grip(IconLabel):
    """Takes the field along with the mouse: `moved(where)` in coordinates of the screen."""

    moved = Signal(QPoint)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(icons, "grip-vertical", "muted", 16, parent)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(plain_tip(tr("Drag to move it; with the keyboard Alt+Shift+Up and Down")))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(event.globalPosition().toPoint())


class FieldBox(QFrame):
    """`asked(what)`: up, down, remove, add; `dragged(where)` while it is moved with the mouse."""

    edited = Signal()
    asked = Signal(str)
    dragged = Signal(QPoint)

    def __init__(self, icons: Icons, field: OwnField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name = field.name
        self.grip = Grip(icons)
        self.label = QLineEdit(field.label)
        self.label.setPlaceholderText(tr("Name of the field"))
        self.label.setCursorPosition(0)
        self.kind = ComboBox()
        for key, words in offered():
            self.kind.addItem(tr(words), key)
        self.kind.setCurrentIndex(max(0, self.kind.findData(key_of(field.kind, field.target))))
        self.required = QCheckBox(tr("Required"))
        self.required.setChecked(field.required)
        self.unit = QLineEdit(field.unit)
        self.unit.setPlaceholderText(tr("such as m²"))
        self.help = QLineEdit(field.help)
        self.choices = ChoiceLines(icons)
        self.choices.set_choices(field.choices)
        self.fold = button(icons, tr("More of this field"), "chevron-down", "icon")
        self.fold.setCheckable(True)
        self.menu = button(icons, tr("Move or remove"), "ellipsis", "icon")
        self._said = label("", "error", wrap=True)
        self._said.hide()
        if field.name:
            self.kind.setEnabled(False)
            self.kind.setToolTip(
                plain_tip(tr("What was entered is of this kind. For another, add a field."))
            )
        self._lay_out()
        self.grip.moved.connect(self.dragged)
        self.label.textEdited.connect(self.edited)
        self.unit.textEdited.connect(self.edited)
        self.help.textEdited.connect(self.edited)
        self.required.clicked.connect(self.edited)
        self.choices.edited.connect(self.edited)
        self.kind.activated.connect(self._kind_chosen)
        self.fold.toggled.connect(self._unfold)
        self.menu.clicked.connect(self._open_menu)
        self.label.returnPressed.connect(self._entered)
        listen(self, self.asked.emit)
        self._show_kind()
        self.fold.setChecked(bool(field.unit or field.help))
        self._unfold(self.fold.isChecked())

    def field(self) -> OwnField:
        """What is entered; as far as it goes."""
        kind, target = parts_of(str(self.kind.currentData()))
        return OwnField(
            name=self._name,
            label=self.label.text(),
            kind=kind,
            required=self.required.isChecked(),
            choices=self.choices.choices() if kind is Kind.CHOICE else (),
            unit=self.unit.text() if kind in WITH_UNIT else "",
            help=self.help.text(),
            target=target,
        )

    def name_it(self, number: int) -> None:
        """Tell screen readers which field this is."""
        row = tr("Field {n}", n=number)
        for part, words in (
            (self.label, tr("Name")), (self.kind, tr("Kind")), (self.required, tr("Required")),
            (self.unit, tr("Unit")), (self.help, tr("Help")), (self.fold, tr("More")),
            (self.menu, tr("Move or remove")),
        ):  # fmt: skip
            part.setAccessibleName(f"{row}, {words}")
        self.setAccessibleName(row)

    def show_problem(self, path: Sequence[str | int], message: str) -> QWidget:
        """Say what is wrong, beside its part; gives the widget to go to."""
        name = str(path[0]) if path else "label"
        if name == "choices":
            return self.choices.show_problem(path, message)
        part = {"unit": self.unit, "help": self.help, "kind": self.kind,
                "target": self.kind}.get(name, self.label)  # fmt: skip
        if name in ("unit", "help"):
            self.fold.setChecked(True)
        lines = [line for line in self._said.text().split("\n") if line]
        self._said.setText("\n".join([*lines, message]))
        self._said.show()
        set_property(part, "invalid", True)
        part.setAccessibleDescription(message)
        return part

    def clear_problems(self) -> None:
        """Take all marks away."""
        self._said.setText("")
        self._said.hide()
        self.choices.clear_problems()
        for part in (self.label, self.kind, self.unit, self.help):
            set_property(part, "invalid", False)
            part.setAccessibleDescription("")

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in order."""
        return (
            self.label, self.kind, self.required, self.fold, self.menu, self.help, self.unit,
            *self.choices.lines, self.choices.add_button,
        )  # fmt: skip

    @property
    def problem(self) -> str:
        """What is said below it."""
        return self._said.text()

    def _lay_out(self) -> None:
        theme = self._icons.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(5)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.grip)
        line.addSpacing(4)
        line.addWidget(self.label, 2)
        line.addWidget(self.kind, 1)
        line.addWidget(self.required)
        line.addWidget(self.fold)
        line.addWidget(self.menu)
        column.addLayout(line)
        said = QHBoxLayout()
        said.setContentsMargins(_INDENT, 0, 0, 0)
        said.addWidget(self._said, 1)
        column.addLayout(said)
        for part in (self.fold, self.menu):
            part.setFixedSize(theme.px(28), theme.px(28))
        self._more = QWidget(self)
        grid = QGridLayout(self._more)
        grid.setContentsMargins(_INDENT, 0, 2 * theme.px(28) + 12, 4)
        grid.setHorizontalSpacing(8)
        self._unit_words = label(tr("Unit"), "small")
        self._unit_words.setBuddy(self.unit)
        words = label(tr("Help"), "small")
        words.setBuddy(self.help)
        grid.addWidget(words, 0, 0)
        grid.addWidget(self.help, 0, 1)
        grid.addWidget(self._unit_words, 0, 2)
        grid.addWidget(self.unit, 0, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 1)
        column.addWidget(self._more)
        self._inside = QWidget(self)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(_INDENT, 0, 2 * theme.px(28) + 12, 4)
        inside.addWidget(self.choices)
        column.addWidget(self._inside)

    def _kind_chosen(self) -> None:
        self._show_kind()
        if parts_of(str(self.kind.currentData()))[0] is Kind.CHOICE:
            self.choices.begin()
        self.edited.emit()

    def _show_kind(self) -> None:
        kind, _ = parts_of(str(self.kind.currentData()))
        self._inside.setVisible(kind is Kind.CHOICE)
        for part in (self.unit, self._unit_words):
            part.setVisible(kind in WITH_UNIT)

    def _unfold(self, open_: bool) -> None:
        self._more.setVisible(open_)
        self._icons.apply(self.fold, "chevron-up" if open_ else "chevron-down", "muted")

    def _open_menu(self) -> None:
        open_menu(self.menu, self._icons, self._from_menu)

    def _from_menu(self, action: object) -> None:
        self.asked.emit(str(action.data()))  # type: ignore[attr-defined]

    def _entered(self) -> None:
        if self.label.text().strip():
            self.asked.emit("add")
