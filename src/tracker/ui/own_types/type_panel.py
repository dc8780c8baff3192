"""The editor of one type: picture, name, its fields in order, and those it once had."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.own_types import OwnField, OwnTypeDefinition
from tracker.errors import Problem
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.own_types.field_box import FieldBox
from tracker.ui.own_types.icon_picker import IconPicker
from tracker.ui.own_types.removed_fields import RemovedFields
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import SectionTitle
from tracker.ui.widgets.labels import label

# Of a field's editor, what can have the focus whenever it is shown.
_PARTS = ("label", "kind", "required", "fold", "menu")


class TypePanel(QWidget):
    """`edited` when the person changed anything."""

    edited = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._base = OwnTypeDefinition()
        self._boxes: list[FieldBox] = []
        self.picture = IconPicker(icons)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("such as Hackathon"))
        self.name.setAccessibleName(tr("Name of the type"))
        self._name_said = label("", "error", wrap=True)
        self._name_said.hide()
        self._fields_said = label("", "error", wrap=True)
        self._fields_said.hide()
        self.add_button = button(icons, tr("Add field"), "plus", "link")
        self.add_button.setProperty("tone", "accent")
        self.removed = RemovedFields(icons)
        self._lay_out()
        self.picture.chosen.connect(self._edited)
        self.name.textEdited.connect(self._edited)
        self.name.returnPressed.connect(self._from_name)
        self.add_button.clicked.connect(self._add_clicked)
        self.removed.wanted_back.connect(self._take_back)

    @property
    def boxes(self) -> Sequence[FieldBox]:
        """The editors of its fields, from the top."""
        return self._boxes

    def set_definition(self, definition: OwnTypeDefinition) -> None:
        """Show a type; `edited` is not emitted. Who is in a field of it stays there."""
        place = self._place_of_focus()
        self._base = definition
        self.name.setText(definition.name)
        self.picture.set_picture(definition.icon)
        for box in list(self._boxes):
            self._drop(box)
        for field in definition.current:
            self._insert(field, len(self._boxes))
        self.removed.set_fields(definition.removed)
        self.clear_problems()
        self._renumber()
        if place is not None and place[0] < len(self._boxes):
            box = self._boxes[place[0]]
            part = getattr(box, place[1])
            (part if part.isEnabled() else box.label).setFocus()

    def _place_of_focus(self) -> tuple[int, str] | None:
        """The field that has the focus, and in which of its parts."""
        for at, box in enumerate(self._boxes):
            for name in _PARTS:
                if getattr(box, name).hasFocus():
                    return at, name
        return None

    def definition(self) -> OwnTypeDefinition:
        """What is entered. Fields without anything in them are left out."""
        found = tuple(box.field() for box in self._filled())
        return self._base.model_copy(
            update={
                "name": self.name.text(),
                "icon": self.picture.picture,
                "fields": (*found, *self.removed.fields),
            }
        )

    def show_problems(self, problems: Sequence[Problem]) -> QWidget | None:
        """Mark what is wrong; gives the first of the widgets."""
        self.clear_problems()
        places = [self._show(problem) for problem in problems]
        return places[0] if places else None

    def clear_problems(self) -> None:
        """Take all marks away."""
        set_property(self.name, "invalid", False)
        self.name.setAccessibleDescription("")
        self._name_said.hide()
        self._fields_said.hide()
        for box in self._boxes:
            box.clear_problems()

    def begin(self) -> None:
        """Where typing begins."""
        self.name.setFocus()
        self.name.selectAll()

    def _filled(self) -> list[FieldBox]:
        """A new field that nobody has touched is none."""
        return [box for box in self._boxes if box.field() != OwnField()]

    def _show(self, problem: Problem) -> QWidget:
        path, filled = problem.path, self._filled()
        if len(path) > 1 and path[0] == "fields" and isinstance(path[1], int):
            if path[1] < len(filled):
                return filled[path[1]].show_problem(path[2:], problem.message)
        elif path and path[0] == "name":
            set_property(self.name, "invalid", True)
            self.name.setAccessibleDescription(problem.message)
            self._name_said.setText(problem.message)
            self._name_said.show()
            return self.name
        self._fields_said.setText(problem.message)
        self._fields_said.show()
        return self.add_button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = label(tr("&Name"), "muted")
        words.setBuddy(self.name)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(words)
        line.addWidget(self.picture)
        line.addWidget(self.name, 1)
        column.addLayout(line)
        column.addWidget(self._name_said)
        column.addSpacing(4)
        column.addWidget(SectionTitle(tr("Fields")))
        hint = tr("Every deliverable has a title, a target, parties and a log besides these.")
        column.addWidget(label(hint, "small", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        column.addWidget(self._fields_said)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.removed)
        column.addStretch(1)

    def _insert(self, field: OwnField, place: int) -> FieldBox:
        box = FieldBox(self._icons, field, self)
        box.edited.connect(self._edited)
        box.asked.connect(partial(self._asked, box))
        box.dragged.connect(partial(self._dragged, box))
        self._boxes.insert(place, box)
        self._list.insertWidget(place, box)
        box.show()
        self._renumber()
        return box

    def _drop(self, box: FieldBox) -> None:
        self._boxes.remove(box)
        self._list.removeWidget(box)
        box.hide()
        box.deleteLater()
        self._renumber()

    def _renumber(self) -> None:
        before: QWidget = self.name
        for number, box in enumerate(self._boxes, 1):
            box.name_it(number)
            QWidget.setTabOrder(before, box.label)
            for first, then in zip(box.tab_stops, box.tab_stops[1:], strict=False):
                QWidget.setTabOrder(first, then)
            before = box.tab_stops[-1]
        QWidget.setTabOrder(before, self.add_button)

    def _from_name(self) -> None:
        (self._boxes[0].label if self._boxes else self.add_button).setFocus()

    def _add_clicked(self) -> None:
        self._begin(self._insert(OwnField(), len(self._boxes)))

    def _begin(self, box: FieldBox) -> None:
        box.label.setFocus()
        QTimer.singleShot(0, box, partial(_reveal, box))

    def _asked(self, box: FieldBox, what: str) -> None:
        place = self._boxes.index(box)
        if what == "add":
            self._begin(self._insert(OwnField(), place + 1))
        elif what == "remove":
            field = box.field()
            self._drop(box)
            if field.name:
                self.removed.add(field)
            following = self._boxes[min(place, len(self._boxes) - 1)] if self._boxes else None
            (following.label if following is not None else self.add_button).setFocus()
            self.edited.emit()
        else:
            self._move(box, place + (1 if what == "down" else -1))

    def _move(self, box: FieldBox, to: int) -> None:
        if box not in self._boxes or not 0 <= to < len(self._boxes) or self._boxes[to] is box:
            return
        focused = self.window().focusWidget()
        self._boxes.remove(box)
        self._boxes.insert(to, box)
        self._list.removeWidget(box)
        self._list.insertWidget(to, box)
        self._renumber()
        if focused is not None:
            focused.setFocus()
        self.edited.emit()

    def _dragged(self, box: FieldBox, where: QPoint) -> None:
        """The field changes places with a neighbour once the mouse is beyond its middle."""
        y = self.mapFromGlobal(where).y()
        place = self._boxes.index(box)
        if place > 0 and y < self._boxes[place - 1].geometry().center().y():
            self._move(box, place - 1)
        elif place < len(self._boxes) - 1 and y > self._boxes[place + 1].geometry().center().y():
            self._move(box, place + 1)

    def _take_back(self, field: OwnField) -> None:
        box = self._insert(field.model_copy(update={"removed": False}), len(self._boxes))
        self._begin(box)
        self.edited.emit()

    def _edited(self, *_what: object) -> None:
        self.edited.emit()


def as_told(definition: OwnTypeDefinition) -> OwnTypeDefinition:
    """A type with its fields and choices in the order in which the panel tells them: those that
    were removed last."""
    fields = tuple(
        one.model_copy(
            update={"choices": tuple(sorted(one.choices, key=lambda choice: choice.removed))}
        )
        for one in (*definition.current, *definition.removed)
    )
    return definition.model_copy(update={"fields": fields})


def _reveal(box: FieldBox) -> None:
    above = box.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(box, 0, 60)
