"""One row of a list in a form: the editors of a child record side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.domain.record import ChildRecord, RecordRef
from tracker.i18n import tr
from tracker.ui.forms.catalogue import make_editor
from tracker.ui.forms.editor import Collected, Editor, Path
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.position_filling import PositionFilling
from tracker.ui.forms.problem_line import ProblemLine
from tracker.ui.forms.revealing import reveal
from tracker.ui.forms.row_lines import FoldedFields, RowLines
from tracker.ui.forms.row_menu import listen, open_menu
from tracker.ui.forms.row_shares import GAP, TOOL
from tracker.ui.forms.row_values import RowValues
from tracker.ui.widgets.buttons import button


class ChildRow(QWidget):
    """`asked(what)`: up, down, remove, add. A row in which nothing is entered counts as none."""

    edited = Signal()
    asked = Signal(str)

    def __init__(
        self,
        record: type[ChildRecord],
        main: Sequence[FieldSpec],
        more: Sequence[FieldSpec],
        parts: FormParts,
        fixed: Mapping[str, Any],
        around: Mapping[str, object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._record = record
        self._parts = parts
        self.enter_adds = True
        self.editors: dict[str, Editor] = {}
        self._values = RowValues(record, self.editors, fixed, around)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for spec in main:
            self._made(spec)
        self.lines = RowLines(main, self.editors, parts, self)
        self.lines.rearranged.connect(self._align_tools)
        self._folded = FoldedFields([self._made(spec) for spec in more], self)
        self._folded.hide()
        self._more = more
        self._fold_button = self._tool(tr("More of this row"), "chevron-down")
        self._fold_button.setCheckable(True)
        self._fold_button.toggled.connect(self.unfold)
        self._fold_button.setVisible(bool(more))
        self._menu_button = self._tool(tr("Move or remove"), "ellipsis")
        self._menu_button.clicked.connect(self._open_menu)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(GAP)
        self._tools.addWidget(self._fold_button)
        self._tools.addWidget(self._menu_button)
        across = QGridLayout()
        across.setHorizontalSpacing(GAP)
        across.setVerticalSpacing(GAP)
        across.setColumnStretch(0, 1)
        across.addWidget(self.lines, 0, 0)
        across.addLayout(self._tools, 0, 1, Qt.AlignmentFlag.AlignTop)
        # Below the fields and not below the buttons.
        across.addWidget(self._folded, 1, 0)
        column.addLayout(across)
        if PositionFilling.suits(self.editors):
            column.addWidget(PositionFilling(parts, self.editors, self))
        self._said = ProblemLine(parts.icons, self)
        column.addWidget(self._said)
        self._values.begin()
        listen(self, self.asked.emit)

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return next(iter(self.editors.values())).field()

    def is_blank(self) -> bool:
        """Whether nothing has been entered in a new row."""
        return self._values.is_blank

    def set_record(self, child: ChildRecord) -> None:
        """Show a stored or prefilled child."""
        self._values.put(child)
        self._unfold_filled()

    def collect(self) -> Collected:
        """The child as far as it can be read, and the problems by field."""
        return self._values.collect()

    def raw(self) -> dict[str, Any]:
        """Everything typed, as JSON."""
        return self._values.raw()

    def set_raw(self, raw: Mapping[str, Any]) -> None:
        """Bring back what `raw` gave."""
        self._values.put_raw(raw)
        self._unfold_filled()

    def show_problem(self, path: Path, message: str) -> None:
        """Mark one of its fields and say below the row what is wrong."""
        editor = self._editor_at(path)
        self._unfold_for(editor)
        editor.show_problem(path[1:], message)

    def widget_at(self, path: Path) -> QWidget:
        """The widget of one of its fields."""
        editor = self._editor_at(path)
        self._unfold_for(editor)
        return editor.field()

    def words_at(self, path: Path) -> str:
        """The label of one of its fields."""
        return plain_label(self._editor_at(path).spec)

    def clear_problems(self) -> None:
        """Take all marks away."""
        for editor in self.editors.values():
            editor.clear_problems()

    def learn_names(self, names: Mapping[RecordRef, str]) -> None:
        """Names of records referred to."""
        for editor in self.editors.values():
            editor.learn_names(names)

    def nameless(self) -> set[RecordRef]:
        """Records whose names are still to be asked for."""
        return {ref for editor in self.editors.values() for ref in editor.nameless()}

    def references(self) -> set[RecordRef]:
        """Records that are chosen in it."""
        return {ref for editor in self.editors.values() for ref in editor.references()}

    def mark_gone(self, gone: Collection[RecordRef]) -> None:
        """Say so where one of these is chosen."""
        for editor in self.editors.values():
            editor.mark_gone(gone)

    def name_row(self, name: str) -> None:
        """Tell screen readers which row of which list this is."""
        for editor in self.editors.values():
            editor.name_field(f"{name}, {plain_label(editor.spec)}")
        self._fold_button.setAccessibleName(tr("More of {row}", row=name))
        self._menu_button.setAccessibleName(tr("Move or remove {row}", row=name))

    def unfold(self, open_: bool) -> None:
        """Show or hide the rarer fields."""
        self._folded.setVisible(open_)
        self._parts.icons.apply(
            self._fold_button, "chevron-up" if open_ else "chevron-down", "muted"
        )

    def reveal(self) -> None:
        """Scroll all of it into view, and what stands below it."""
        reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and self.enter_adds
            and not self.is_blank()
        ):
            self.asked.emit("add")
        else:
            super().keyPressEvent(event)

    def _editor_at(self, path: Path) -> Editor:
        first = next(iter(self.editors.values()))
        return self.editors.get(str(path[0]), first) if path else first

    def _unfold_for(self, editor: Editor) -> None:
        if any(spec.name == editor.spec.name for spec in self._more):
            self._fold_button.setChecked(True)

    def _made(self, spec: FieldSpec) -> Editor:
        editor = make_editor(self._record, spec, self._parts, self._values.by_field, self)
        editor.make_small()
        editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        editor.edited.connect(self.edited)
        editor.problem_changed.connect(self._problem_changed)
        self.editors[spec.name] = editor
        return editor

    def _tool(self, words: str, icon: str) -> QPushButton:
        made = button(self._parts.icons, words, icon, "icon", parent=self)
        made.setFixedSize(self._parts.icons.theme.px(TOOL), self._parts.icons.theme.px(TOOL))
        return made

    def _align_tools(self) -> None:
        """Beside the first line of fields and not beside its labels."""
        self._tools.setContentsMargins(0, self.lines.label_height, 0, 0)

    def _unfold_filled(self) -> None:
        if any(self._values.is_filled(spec.name) for spec in self._more):
            self._fold_button.setChecked(True)

    def _problem_changed(self) -> None:
        lines = [
            tr("{field}: {problem}", field=plain_label(editor.spec), problem=editor.problem)
            for editor in self.editors.values()
            if editor.problem
        ]
        self._said.say("\n".join(lines))

    def _open_menu(self) -> None:
        open_menu(self._menu_button, self._parts.icons, self._from_menu)

    def _from_menu(self, action: Any) -> None:
        self.asked.emit(str(action.data()))
