"""The editor of what type a deliverable is: those that are offered, and at the end a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from weakref import ref as weak

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.fields import FieldSpec, Kind
from tracker.i18n import tr
from tracker.ui.forms.choices import ChoiceEditor
from tracker.ui.forms.parts import FormParts, NewTypeRequest

_NEW = "\x00new"
_TO_THE_END = (Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Down)


class TypeEditor(ChoiceEditor):
    """One of the types, with its icon. A retired type is there only where it is chosen already."""

    wide = True

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        offered = parts.services.types.offered()
        labels = {key: declared.label for key, declared in offered.items()}
        chosen = replace(spec, kind=Kind.CHOICE, choices=labels)
        super().__init__(chosen, parts, optional=False, parent=parent)
        # As wide as two fields side by side would be, and wider than that in a narrow form.
        self.row.addStretch(1)
        self._before = self.combo.currentIndex()
        self._add_new()
        self.recolor()

    def recolor(self) -> None:
        types = self.parts.services.types
        for place in range(self.combo.count()):
            key = str(self.combo.itemData(place))
            icon = "plus" if key == _NEW else types.of(key).icon
            self.combo.setItemIcon(place, self.parts.icons.icon(icon, "muted"))

    def set_value(self, value: Any) -> None:
        if value and self.combo.findData(str(value)) < 0:
            self._add(str(value))
        super().set_value(value)
        self._before = self.combo.currentIndex()
        self.recolor()

    def set_raw(self, raw: Any) -> None:
        if isinstance(raw, str) and raw in self.parts.services.types:
            self.set_value(raw)

    def renew(self) -> None:
        """The types may be others now, or called otherwise."""
        current = self.combo.currentData()
        self.combo.blockSignals(True)
        self.combo.clear()
        for key, declared in self.parts.services.types.offered().items():
            self.combo.addItem(tr(declared.label), key)
        self._add_new()
        self.combo.blockSignals(False)
        self.set_value(current)

    def _add(self, key: str) -> None:
        """A type that is not offered, where a record has it."""
        types = self.parts.services.types
        words = tr(types.of(key).label) if key in types else key
        at = self.combo.findData(_NEW)
        self.combo.insertItem(self.combo.count() if at < 0 else at - 1, words, key)

    def _add_new(self) -> None:
        if self.parts.new_type is not None:
            self.combo.insertSeparator(self.combo.count())
            self.combo.addItem(tr("New type…"), _NEW)

    def _chosen(self) -> None:
        if self.combo.currentData() == _NEW and self.combo.walked_with is not None:
            # Walking past the last type opens nothing; only the open list does, where it is chosen.
            last = self.combo.findData(_NEW) - 2  # before the separator
            at = last if self.combo.walked_with in _TO_THE_END else self._before
            self.combo.setCurrentIndex(at)
            if at == self._before:
                return
        elif self.combo.currentData() == _NEW:
            # What was chosen before stays until there is another.
            self.combo.setCurrentIndex(self._before)
            if self.parts.new_type is not None:
                chosen = partial(_take, weak(self))
                self.parts.new_type(NewTypeRequest(self.window(), chosen))
            return
        self._before = self.combo.currentIndex()
        super()._chosen()

    def take(self, key: str) -> None:
        """Choose a type that has just been made."""
        self.renew()
        self.set_value(key)
        self.edited.emit()


def _take(editor: Callable[[], TypeEditor | None], key: str) -> None:
    found = editor()
    if found is not None and isValid(found):
        found.take(key)
