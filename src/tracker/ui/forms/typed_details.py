"""The part of a form that depends on the type of the record: made anew when the type changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import plain_label
from tracker.domain.record import RecordRef, specs
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.errors import Problem
from tracker.ui.forms.catalogue import make_editor
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.editor import Collected, Editor, Path
from tracker.ui.forms.field_grid import FieldGrid
from tracker.ui.forms.former_values import FormerValues
from tracker.ui.forms.kept_fields import KeptFields
from tracker.ui.forms.layout import FieldSlot
from tracker.ui.forms.mnemonics import Mnemonics
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.typed_memory import TypedMemory
from tracker.ui.forms.typed_people import participants_editor
from tracker.ui.forms.typed_working import TypedWorking

# The fields of a record that has details: what its type is, and who takes part in it.
TYPE = "type"
PEOPLE = "participants"
_Declared = type[TypeDetails]


class TypedDetails(Editor):
    """The own fields of one type, and the participants in each of its roles.

    What another type would know is kept: shown again where the new type has the same field, and
    stored along where it has not.
    """

    holds = ("details", PEOPLE)

    def __init__(
        self,
        spec: FieldSpec,
        parts: FormParts,
        mnemonics: Mnemonics,
        parent: QWidget | None = None,
        *,
        around: Callable[[], Mapping[str, object]] | None = None,
    ) -> None:
        super().__init__(spec, parts, parent)
        self._mnemonics = mnemonics
        self._around = around
        self._type = ""
        self._memory = TypedMemory()
        self._editors: dict[str, Editor] = {}
        self._fresh: dict[str, Any] = {}
        self._names: dict[RecordRef, str] = {}
        self._owners: list[tuple[str, int]] = []
        self._grid: FieldGrid | None = None
        self._declared = self._found("")
        self._kept = KeptFields()
        self.former = FormerValues(parts, self)
        self.working = TypedWorking(parts, self._entered_record, around, self)
        self._place = QVBoxLayout()
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self._kept)
        column.addLayout(self._place)
        column.addWidget(self.working.values)
        column.addWidget(self.former)
        self.row.addLayout(column, 1)
        self.edited.connect(self.working.start)

    @property
    def type(self) -> str:
        """The key of the type shown."""
        return self._type

    def renew(self) -> None:
        """The types may have been changed: show the fields of the type as they are now."""
        if self._grid is not None and self._declared is not self._found(self._type):
            self._remember()
            self._build()
            self._recall()
            self.restructured.emit()

    def slot_of(self, name: str) -> FieldSlot:
        """The place of one field of the type."""
        assert self._grid is not None
        return self._grid.slots[name]

    def editor(self, name: str) -> Editor:
        """The editor of one field of the type; KeyError if it has none of that name."""
        return self._editors[name]

    def set_type(self, key: str) -> None:
        """Show the fields of another type."""
        if key == self._type and self._grid is not None:
            return
        self._remember()
        entered = self._entered()
        before, self._type = self._type, key
        self._build()
        self._recall()
        self._kept.changed(before, entered, key, self.parts.services.types)
        self._show_former()
        self.restructured.emit()

    def set_value(self, value: Any) -> None:
        """Takes {"details": dict, "participants": rows}."""
        self._memory.begin(value["details"], value[PEOPLE])
        self._build()
        self._recall()
        self._kept.forget()

    def collect(self) -> Collected:
        problems: list[Problem] = []
        details = self._memory.apart(self._editors)
        values: dict[str, Any] = {}
        people: list[DeliverableParticipant] = []
        self._owners = []
        for name, editor in self._editors.items():
            found = editor.collect()
            if isinstance(editor, ChildrenEditor):
                first = len(people)
                people += found.value
                self._owners += [(name, place) for place in range(len(found.value))]
                for one in found.problems:
                    at = (first + int(one.path[0]), *one.path[1:])
                    problems.append(Problem((PEOPLE, *at), one.message))
                continue
            problems += [
                Problem(("details", name, *one.path), one.message) for one in found.problems
            ]
            if found.readable:
                values[name] = found.value
        details |= self._declared.model_validate(values).model_dump(
            mode="json", exclude_defaults=True
        )
        for rows in self._memory.people_apart(self._editors).values():
            people += rows
        return Collected({"details": details, PEOPLE: tuple(people)}, problems)

    def value(self) -> Any:
        return self.collect().value

    def raw(self) -> Any:
        return {
            "type": self._type,
            "fields": {
                name: raw
                for name, editor in self._editors.items()
                if (raw := editor.raw()) != self._fresh[name]
            },
            **self._memory.raw(self._editors),
        }

    def set_raw(self, raw: Any) -> None:
        if not isinstance(raw, dict):
            return
        fields = raw.get("fields")
        self._memory.put_raw(raw)
        self._type = str(raw.get("type", self._type))
        self._build()
        self._recall()
        self._kept.forget()
        for name, one in fields.items() if isinstance(fields, dict) else ():
            if name in self._editors:
                self._editors[name].set_raw(one)

    def show_problem(self, path: Path, message: str) -> None:
        editor, inside = self._at(path)
        if editor is not None:
            editor.show_problem(inside, message)

    def widget_at(self, path: Path) -> QWidget:
        editor, inside = self._at(path)
        return editor.widget_at(inside) if editor is not None else self.field()

    def words_at(self, path: Path) -> str:
        editor, inside = self._at(path)
        return editor.words_at(inside) if editor is not None else plain_label(self.spec)

    def clear_problems(self) -> None:
        for editor in self._editors.values():
            editor.clear_problems()

    def learn_names(self, names: Mapping[RecordRef, str]) -> None:
        self._names |= names
        for editor in self._editors.values():
            editor.learn_names(names)
        self._show_former()

    def nameless(self) -> set[RecordRef]:
        shown = {ref for editor in self._editors.values() for ref in editor.nameless()}
        return shown | (self.former.references() - self._names.keys())

    def references(self) -> set[RecordRef]:
        return {ref for editor in self._editors.values() for ref in editor.references()}

    def mark_gone(self, gone: Collection[RecordRef]) -> None:
        for editor in self._editors.values():
            editor.mark_gone(gone)

    def field(self) -> QWidget:
        return next(iter(self._editors.values())).field() if self._editors else self

    def name_field(self, name: str) -> None:
        self.setAccessibleName(name)

    def _at(self, path: Path) -> tuple[Editor | None, Path]:
        """The editor at a path that begins with a field of the record, and the path inside it."""
        if path and path[0] == PEOPLE:
            at = path[1] if len(path) > 1 else None
            if isinstance(at, int) and at < len(self._owners):
                name, place = self._owners[at]
                return self._editors[name], (place, *path[2:])
            return None, ()
        return (self._editors.get(str(path[1])), path[2:]) if len(path) > 1 else (None, ())

    def _remember(self) -> None:
        """Keep what the fields of the old type hold, read or not."""
        if self._grid is None:
            return
        details = self.collect().value["details"]
        self._memory.keep(self._declared, self._editors, self._fresh, details)

    def _entered(self) -> list[FieldSpec]:
        """The fields of the type shown that hold something."""
        shown = self._editors.items()
        return [editor.spec for name, editor in shown if editor.raw() != self._fresh[name]]

    def _build(self) -> None:
        if self._grid is not None:
            self._place.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        declared = self._declared = self._found(self._type)
        self._grid = FieldGrid(self.parts.icons, self._mnemonics.fork(), self)
        self._editors = {}
        for spec in specs(declared):
            editor = (
                participants_editor(spec, self.parts, self._around, declared.periods.get(spec.name))
                if spec.kind is Kind.PARTICIPANTS
                else make_editor(declared, spec, self.parts, self._around, self._grid)
            )
            self._grid.add(editor)
            editor.edited.connect(self.edited)
            editor.restructured.connect(self.restructured)
            self._editors[spec.name] = editor
        self._fresh = {name: editor.raw() for name, editor in self._editors.items()}
        self._place.addWidget(self._grid)
        self._grid.show()
        self.working.use(declared, self._grid.slots)

    def _recall(self) -> None:
        """Show what is known of the fields of the type in force."""
        self._memory.show(self._declared, self._editors)
        self.learn_names(self._names)
        self.working.start()

    def _found(self, key: str) -> _Declared:
        return self.parts.services.types.of(key)

    def _show_former(self) -> None:
        # What has just been set aside by another type is said above, and comes back with it.
        known, memory = self._kept.names, self._memory
        stored = {name: one for name, one in memory.stored.items() if not known(name)}
        apart = memory.people_apart(self._editors)
        rows = [row for role, held in apart.items() for row in held if not known(role)]
        record = Deliverable(type=self._type or "other", details=stored)
        self.former.show_values(record, rows, self._names)

    def _entered_record(self) -> Deliverable:
        """What is entered here, as far as it can be read."""
        return Deliverable(type=self._type or "other", **self.collect().value)
