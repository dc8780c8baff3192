"""The form of any record, made from its declaration."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import RecordRef, RootRecord, child_lists
from tracker.errors import Problem
from tracker.ui.forms.assembling import assemble
from tracker.ui.forms.catalogue import edited_specs, make_editor
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.editor import Editor, Path
from tracker.ui.forms.form_places import FormPlaces
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.picking import ReferenceEditor
from tracker.ui.forms.picking_children import connect_sources
from tracker.ui.forms.rules import FormRules
from tracker.ui.forms.sections import FormSections
from tracker.ui.forms.tab_order import order_tabs
from tracker.ui.forms.type_choice import TypeEditor
from tracker.ui.forms.typed_details import PEOPLE, TYPE, TypedDetails
from tracker.ui.widgets.wheel import guard_wheel

if TYPE_CHECKING:
    from tracker.ui.forms.field_grid import FieldGrid
    from tracker.ui.forms.layout import FieldSlot, FormSection


class RecordForm(QWidget):
    """Sections of fields. `only` leaves all but some fields away (the small form in place)."""

    edited = Signal()
    shown = Signal()
    """Another record is shown, or a draft has been brought back."""
    sections_changed = Signal()
    supplied = Signal(object)
    """A call that fills in what a new record begins with: no change by the person."""

    def __init__(
        self,
        record: type[RootRecord],
        parts: FormParts,
        *,
        only: Collection[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        self._parts = parts
        self._base: RootRecord = record()
        self.brought_back: frozenset[str] = frozenset()  # by a draft; fields
        self._small = only is not None
        self._tabs = QTimer(self)
        self._tabs.setSingleShot(True)
        self._tabs.timeout.connect(partial(order_tabs, self))
        self._editors: dict[str, Editor] = {}
        self._parts_of = FormSections(self, parts.icons, record.name_fields)
        self._places = FormPlaces(self, self._editors, self._parts_of)
        self._children = {found.spec.name: found.record for found in child_lists(record)}
        self._rules = parts.rules.get(record.key)
        shown = [one for one in edited_specs(record) if only is None or one.name in only]
        self._has_details = any(one.kind is Kind.DETAILS for one in edited_specs(record))
        for spec in sorted(shown, key=lambda spec: spec.folded):
            self._add(spec)
        self._wire()
        guard_wheel(self)
        if isinstance(self._rules, FormRules):
            self._rules.built(self)
        order_tabs(self)

    @property
    def base(self) -> RootRecord:
        """The record as it was opened, or the empty one."""
        return self._base

    @property
    def sections(self) -> Sequence[FormSection]:
        """The parts of the form from top to bottom."""
        return self._parts_of.all()

    @property
    def fields(self) -> Sequence[str]:
        """The fields that are shown."""
        return list(self._editors)

    def today(self) -> date:
        """The day on which it is filled in."""
        return self._parts.today()

    def editor(self, name: str) -> Editor:
        """The editor of a field; KeyError if it is not shown."""
        return self._editors[name]

    def slot(self, name: str) -> FieldSlot | None:
        """The place of a field, to put something below it."""
        return self._parts_of.slots.get(name)

    def grid(self, section: str) -> FieldGrid | None:
        """The fields under a heading of the declaration."""
        return self._parts_of.grids.get(section)

    def set_record(self, record: RootRecord, names: Mapping[RecordRef, str]) -> None:
        """Show a record; nothing counts as edited then."""
        self._base = record
        self.brought_back = frozenset()
        for editor in self._editors.values():
            editor.set_value(self._of(editor, record))
        self._follow_type()
        self.learn_names(names)
        for editor in self._editors.values():
            if isinstance(editor, ReferenceEditor):
                editor.resolve()
        self._unfold_filled()
        self.shown.emit()

    def add_starting_rows(self) -> None:
        """The empty rows with which a new record begins."""
        wanted = self._rules.starting_rows() if isinstance(self._rules, FormRules) else {}
        for name, count in wanted.items():
            editor = self._editors.get(name)
            if isinstance(editor, ChildrenEditor):
                while len(editor.rows) < count:
                    editor.add_row()

    def learn_names(self, names: Mapping[RecordRef, str]) -> None:
        """Take over the names of records that are referred to."""
        for editor in self._editors.values():
            editor.learn_names(names)

    def nameless(self) -> set[RecordRef]:
        """Records whose names are still to be asked for."""
        return {ref for editor in self._editors.values() for ref in editor.nameless()}

    def references(self) -> set[RecordRef]:
        """Records that are chosen in its fields."""
        return {ref for editor in self._editors.values() for ref in editor.references()}

    def mark_gone(self, gone: Collection[RecordRef]) -> None:
        """Mark the fields in which records are chosen that are no longer there."""
        for editor in self._editors.values():
            editor.mark_gone(gone)

    def values(self) -> dict[str, object]:
        """What can be read of it, by field, for a record that is created from it."""
        plain = (editor for editor in self._editors.values() if not editor.holds)
        return {
            editor.spec.name: editor.collect().value
            for editor in plain
            if editor.spec.kind is not Kind.CHILDREN
        }

    def draft(self) -> tuple[RootRecord | None, list[Problem]]:
        """The record as entered and everything wrong with it; None if it cannot be made at all."""
        return assemble(self._base, self._editors, self._parts.services.types)

    def raw(self) -> dict[str, Any]:
        """Everything typed, as JSON."""
        return {name: editor.raw() for name, editor in self._editors.items()}

    def set_raw(self, raw: Mapping[str, Any]) -> None:
        """Bring back what `raw` gave; fields that are not there stay as they are."""
        for name, editor in self._editors.items():
            if name in raw:
                editor.set_raw(raw[name])
            if name == TYPE:
                self._follow_type()
        self._unfold_filled()
        self.shown.emit()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields; folded ones are unfolded."""
        self._places.show_problems(problems)

    def go_to(self, path: Path) -> None:
        """Give the field at `path` the focus and scroll it into view."""
        self._places.go_to(path)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a widget of the form is seen."""
        self._places.reveal(widget)

    def words_for(self, path: Path) -> str:
        """The field at a path in words: "Parties 2 · Organisation"."""
        return self._places.words_for(path)

    def focus_in(self, section: QWidget) -> None:
        """Begin with the first field of a part."""
        for name, editor in self._editors.items():
            if self._parts_of.home[name] is section:
                editor.field().setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def focus_first(self) -> None:
        """Begin with the first field."""
        first = next(iter(self._editors.values()), None)
        if first is not None:
            field = first.field()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(field, QLineEdit):
                field.end(False)

    def _of(self, editor: Editor, record: RootRecord) -> Any:
        if editor.holds:
            return {name: getattr(record, name) for name in editor.holds}
        return getattr(record, editor.spec.name)

    def _add(self, spec: FieldSpec) -> None:
        if self._has_details and spec.name == PEOPLE:
            return
        if isinstance(self._rules, FormRules) and spec.name in self._rules.held:
            return
        editor = self._made(spec)
        editor.edited.connect(self.edited)
        editor.restructured.connect(self._restructured)
        self._editors[spec.name] = editor
        self._parts_of.add(editor)

    def _made(self, spec: FieldSpec) -> Editor:
        if spec.kind is Kind.DETAILS:
            letters = self._parts_of.mnemonics
            return TypedDetails(spec, self._parts, letters, self, around=self.values)
        if self._has_details and spec.name == TYPE:
            return TypeEditor(spec, self._parts, self)
        if spec.kind is Kind.CHILDREN:
            child = self._children[spec.name]
            made = ChildrenEditor(spec, child, self._parts, self, around=self.values)
            made.enter_adds = not self._small
            return made
        if isinstance(self._rules, FormRules):
            own = self._rules.editor(self, spec, self._parts)
            if own is not None:
                return own
        return make_editor(self.record, spec, self._parts, self.values, self)

    def _wire(self) -> None:
        """Type and details; a choice among the rows of another record that is chosen here."""
        kind = self._editors.get(TYPE)
        if isinstance(kind, TypeEditor):
            kind.edited.connect(self._follow_type)
            self._follow_type()
        connect_sources(self._parts.services.records, self._editors.values())

    def _follow_type(self) -> None:
        kind = self._editors.get(TYPE)
        details = next(
            (one for one in self._editors.values() if isinstance(one, TypedDetails)), None
        )
        if isinstance(kind, TypeEditor) and details is not None:
            details.set_type(str(kind.value()))
            guard_wheel(details)
            section = self._parts_of.home[details.spec.name]
            section.set_title(kind.combo.currentText())
            self.sections_changed.emit()

    def renew_types(self) -> None:
        """The types of deliverables may be others now, or have other fields."""
        kind = self._editors.get(TYPE)
        if isinstance(kind, TypeEditor):
            kind.renew()
            for editor in self._editors.values():
                if isinstance(editor, TypedDetails):
                    editor.renew()
                    guard_wheel(editor)
            self._follow_type()

    def _restructured(self) -> None:
        self._tabs.start(0)
        self.sections_changed.emit()

    def _unfold_filled(self) -> None:
        more = self._parts_of.more
        if more is None:
            return
        empty = self.record()
        for editor in self._editors.values():
            if editor.spec.folded:
                found = editor.collect()
                if not found.readable or found.value != self._of(editor, empty):
                    more.unfold()
