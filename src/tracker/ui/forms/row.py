"""One row of a list in a form: the editors of a child record side by side."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import plain_label
from tracker.domain.record import ChildRecord, RecordRef, value_specs
from tracker.errors import Problem
from tracker.i18n import tr
from tracker.ui.forms.catalogue import make_editor
from tracker.ui.forms.editor import Collected, Editor, Path
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.position_filling import PositionFilling
from tracker.ui.forms.row_menu import listen, open_menu
from tracker.ui.forms.row_shares import GAP, TOOL, lines_of, share_of
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label

# Below a row that has just been added, for the button that adds the next, in px.
_ROOM = 56


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
        self._fixed = dict(fixed)
        self._id: int | None = None
        self._version = 0
        self._outside = around
        self.enter_adds = True
        self.editors: dict[str, Editor] = {}
        self._messages: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._line = QHBoxLayout()
        self._line.setSpacing(GAP)
        column.addLayout(self._line)
        first, second = lines_of(main)
        for spec in first:
            self._line.addWidget(self._made(spec), share_of(spec), Qt.AlignmentFlag.AlignTop)
        self._folded = QWidget(self)
        self._more = more
        self._fold_button = button(
            parts.icons, tr("More of this row"), "chevron-down", "icon", parent=self
        )
        self._fold_button.setFixedSize(parts.icons.theme.px(TOOL), parts.icons.theme.px(TOOL))
        self._fold_button.setCheckable(True)
        self._fold_button.toggled.connect(self.unfold)
        self._fold_button.setVisible(bool(more))
        self._menu_button = button(
            parts.icons, tr("Move or remove"), "ellipsis", "icon", parent=self
        )
        self._menu_button.setFixedSize(parts.icons.theme.px(TOOL), parts.icons.theme.px(TOOL))
        self._menu_button.clicked.connect(self._open_menu)
        self._line.addWidget(self._fold_button, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._menu_button, 0, Qt.AlignmentFlag.AlignTop)
        if second:
            column.addLayout(self._made_second(second))
        column.addWidget(self._folded)
        self._fill_folded(more)
        if PositionFilling.suits(self.editors):
            column.addWidget(PositionFilling(parts, self.editors, self))
        self._said = label("", "error", wrap=True, parent=self)
        self._said.hide()
        column.addWidget(self._said)
        for name, editor in self.editors.items():
            editor.set_value(record.model_fields[name].default)
        self._fresh = self._cells()
        self._chosen = False
        if main and main[0].kind is Kind.CHOICE:
            # What is chosen says something even if it is what stood there: "Signed", day unknown.
            self.editors[main[0].name].edited.connect(self._chose)
        listen(self, self.asked.emit)

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return next(iter(self.editors.values())).field()

    def is_blank(self) -> bool:
        """Whether nothing has been entered in a new row."""
        return self._id is None and not self._chosen and self._cells() == self._fresh

    def set_record(self, child: ChildRecord) -> None:
        """Show a stored or prefilled child."""
        self._id, self._version = child.id, child.version
        # What this row has no editor for stays as it is.
        for spec in value_specs(self._record):
            if spec.name not in self.editors:
                self._fixed[spec.name] = getattr(child, spec.name)
        for name, editor in self.editors.items():
            editor.set_value(getattr(child, name))
        if child.id is None and self._lacks(child):
            # Taken over from elsewhere, it counts once the person goes on with it.
            self._fresh = self._cells()
        self._unfold_filled()

    def collect(self) -> Collected:
        """The child as far as it can be read, and the problems by field."""
        values: dict[str, Any] = {"id": self._id, "version": self._version, **self._fixed}
        problems: list[Problem] = []
        for name, editor in self.editors.items():
            found = editor.collect()
            problems += [Problem((name, *one.path), one.message) for one in found.problems]
            if found.readable:
                values[name] = found.value
        return Collected(self._record.model_validate(values), problems, readable=not problems)

    def values(self) -> dict[str, object]:
        """What can be read of it, by field, for a record that is created from it."""
        found = {name: editor.collect().value for name, editor in self.editors.items()}
        return {**self._outside, **self._fixed, **found}

    def raw(self) -> dict[str, Any]:
        """Everything typed, as JSON."""
        fixed = self._record.model_validate(self._fixed).model_dump(
            mode="json", include=set(self._fixed)
        )
        told: dict[str, Any] = {
            "id": self._id, "version": self._version, "fixed": fixed, "cells": self._cells(),
        }  # fmt: skip
        return {**told, "chosen": True} if self._chosen else told

    def set_raw(self, raw: Mapping[str, Any]) -> None:
        """Bring back what `raw` gave."""
        self._id = raw.get("id") if isinstance(raw.get("id"), int) else None
        self._version = int(raw.get("version") or 0)
        self._chosen = bool(raw.get("chosen"))
        fixed = raw.get("fixed")
        for name, one in fixed.items() if isinstance(fixed, dict) else ():
            with contextlib.suppress(ValueError):
                self._fixed[name] = getattr(self._record.model_validate({name: one}), name)
        cells = raw.get("cells")
        for name, cell in cells.items() if isinstance(cells, dict) else ():
            if name in self.editors:
                self.editors[name].set_raw(cell)
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
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea) and (inside := above.widget()) is not None:
            # The form may not have taken its new height yet.
            if (layout := inside.layout()) is not None:
                layout.activate()
            above.ensureWidgetVisible(self, 0, _ROOM)

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
        editor = make_editor(self._record, spec, self._parts, self.values, self)
        editor.make_small()
        editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        editor.edited.connect(self.edited)
        editor.problem_changed.connect(self._problem_changed)
        self.editors[spec.name] = editor
        return editor

    def _made_second(self, specs: Sequence[FieldSpec]) -> QHBoxLayout:
        """The fields below the first, each with its label before it."""
        line = QHBoxLayout()
        line.setSpacing(GAP)
        tools = 1 + bool(self._more)
        line.setContentsMargins(12, 0, tools * (self._parts.icons.theme.px(TOOL) + GAP), 4)
        for spec in specs:
            words = label(plain_label(spec), "small")
            editor = self._made(spec)
            words.setBuddy(editor.field())
            line.addWidget(words)
            line.addWidget(editor, share_of(spec))
        return line

    def _chose(self) -> None:
        self._chosen = True

    def _lacks(self, child: ChildRecord) -> bool:
        """Whether a reference that it needs is missing."""
        return any(
            editor.spec.required
            and editor.spec.kind is Kind.REFERENCE
            and getattr(child, name) is None
            for name, editor in self.editors.items()
        )

    def _fill_folded(self, more: Sequence[FieldSpec]) -> None:
        grid = QGridLayout(self._folded)
        grid.setContentsMargins(12, 2, self._parts.icons.theme.px(2 * TOOL) + 2 * GAP, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(GAP)
        for place, spec in enumerate(more):
            words = label(plain_label(spec), "small")
            editor = self._made(spec)
            words.setBuddy(editor.field())
            grid.addWidget(words, place // 2, place % 2 * 2)
            grid.addWidget(editor, place // 2, place % 2 * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1 if len(more) > 1 else 0)
        self._folded.hide()

    def _unfold_filled(self) -> None:
        filled = [
            spec for spec in self._more if self.editors[spec.name].raw() != self._fresh[spec.name]
        ]
        if filled:
            self._fold_button.setChecked(True)

    def _cells(self) -> dict[str, Any]:
        return {name: editor.raw() for name, editor in self.editors.items()}

    def _problem_changed(self) -> None:
        lines = [
            tr("{field}: {problem}", field=plain_label(editor.spec), problem=editor.problem)
            for editor in self.editors.values()
            if editor.problem
        ]
        self._said.setText("\n".join(lines))
        self._said.setVisible(bool(lines))

    def _open_menu(self) -> None:
        open_menu(self._menu_button, self._parts.icons, self._from_menu)

    def _from_menu(self, action: Any) -> None:
        self.asked.emit(str(action.data()))
