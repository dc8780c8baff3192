"""One condition being edited: field, how it is compared, and with what."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.filter_text import DATE_VERBS, full_label
from tracker.domain.filters import OPERATORS, Condition, FieldKind, FilterField, Operator
from tracker.i18n import tr
from tracker.ui.filtering.values import TextsEditor, ValueEditor, value_editor
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.fields import ComboBox
from tracker.ui.widgets.labels import label


class Alternative(QWidget):
    """`field_requested` when another field is wanted, `remove_requested`, `changed`."""

    field_requested = Signal()
    remove_requested = Signal()
    changed = Signal()

    def __init__(
        self, icons: Icons, field: FilterField, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons, self._today = icons, today
        self.spec = field
        self.choose = button(icons, "", "chevron-down", "quiet")
        self.choose.setProperty("tone", "flush")
        self.choose.clicked.connect(self.field_requested)
        self.operator = ComboBox()
        self.operator.setAccessibleName(tr("How it is compared"))
        self.operator.currentIndexChanged.connect(self._operator_changed)
        self.cross = button(icons, tr("Remove this alternative"), "x", "icon")
        self.cross.clicked.connect(self.remove_requested)
        self.cross.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.choose)
        head.addWidget(self.operator)
        head.addStretch(1)
        head.addWidget(self.cross)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self._column.addWidget(self.problem)
        self.editor = ValueEditor(self)
        self.set_field(field)

    def set_field(self, field: FilterField) -> None:
        """Compare another field."""
        self.spec = field
        words = full_label(field)
        self.choose.setText(words.replace("&", "&&"))
        self.choose.setAccessibleName(tr("Field: {field}", field=words))
        self.operator.blockSignals(True)
        self.operator.clear()
        for operator in OPERATORS[field.kind]:
            verb = DATE_VERBS.get(operator) if field.kind is FieldKind.DATE else None
            self.operator.addItem(tr(verb or operator.label), operator)
        if field.kind is FieldKind.DATE:
            self.operator.setCurrentIndex(self.operator.findData(Operator.LESS))
        self.operator.blockSignals(False)
        self._make_editor()

    def show_condition(self, condition: Condition) -> None:
        """Show a condition on this field."""
        self.operator.setCurrentIndex(max(0, self.operator.findData(condition.operator)))
        self.editor.set_values(condition.values)

    def condition(self) -> Condition | None:
        """What is entered; None, and said below, if it cannot be understood."""
        operator = Operator(self.operator.currentData())
        try:
            values = self.editor.values()
        except ValueError as error:
            self.say(str(error))
            return None
        self.say("")
        return Condition(self.spec.key, operator, values)

    def say(self, problem: str) -> None:
        """Say what is wrong, at the field if it can say so itself."""
        if isinstance(self.editor, TextsEditor):
            self.editor.say_error(problem)
            problem = ""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def focus_value(self) -> None:
        """The keys go to the value, or to the comparison if it needs none."""
        (self.editor.field() or self.operator).setFocus()

    def _operator_changed(self, _index: int) -> None:
        kept = self._kept_values()
        self._make_editor()
        if kept:
            self.editor.set_values(kept)
        self.changed.emit()

    def _kept_values(self) -> tuple[str, ...]:
        """What was entered stays when only the comparison changes."""
        try:
            return self.editor.values()
        except ValueError:
            return ()

    def _make_editor(self) -> None:
        before = self.editor
        operator = Operator(self.operator.currentData())
        self.editor = value_editor(self._icons, self.spec, operator, self._today, self)
        self.editor.changed.connect(self._edited)
        self._column.removeWidget(before)
        before.hide()
        before.deleteLater()
        self._column.insertWidget(1, self.editor)
        self.problem.hide()
        QWidget.setTabOrder(self.choose, self.operator)
        if (field := self.editor.field()) is not None:
            QWidget.setTabOrder(self.operator, field)

    def _edited(self) -> None:
        self.problem.hide()
        self.changed.emit()
