"""A line to choose a field in: a few letters, the arrows, or a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.i18n import tr
from tracker.ui.forms.suggest import SuggestLine
from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.icons import Icons


class FieldPicker(SuggestLine):
    """`picked(FieldSpec)` when another field is chosen; a text that names none is put back."""

    picked = Signal(object)

    def __init__(
        self, icons: Icons, fields: Sequence[FieldSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(icons, parent)
        self._fields = [(plain_label(spec), spec) for spec in fields]
        self.field: FieldSpec | None = None
        self.setPlaceholderText(tr("Type to find a field"))
        self.setAccessibleName(tr("Field"))
        self.wanted.connect(self._offer)
        self.chosen.connect(self._take)
        self.left.connect(self._leave)

    def pick(self, name: str) -> None:
        """Choose the field of that name."""
        for words, spec in self._fields:
            if spec.name == name:
                self._choose(words, spec)

    def _offer(self, text: str) -> None:
        wanted = text.strip().casefold()
        if self.field is not None and wanted == plain_label(self.field).casefold():
            wanted = ""
        found = [
            Suggestion(words, tr(spec.help) if spec.help else "", spec)
            for words, spec in self._fields
            if wanted in words.casefold()
        ]
        found.sort(key=lambda one: not one.label.casefold().startswith(wanted))
        self.offer(found)

    def _take(self, suggestion: Suggestion) -> None:
        self._choose(suggestion.label, suggestion.payload)

    def _choose(self, words: str, spec: FieldSpec) -> None:
        self.setText(words)
        self.setCursorPosition(0)
        if spec is not self.field:
            self.field = spec
            self.picked.emit(spec)

    def _leave(self) -> None:
        typed = self.text().strip().casefold()
        begun = [one for one in self._fields if typed and one[0].casefold().startswith(typed)]
        exact = [one for one in begun if one[0].casefold() == typed]
        current = self.current()
        if self.steered and current is not None:
            self._take(current)
        elif len(exact or begun) == 1:
            self._choose(*(exact or begun)[0])
        else:
            self.setText(plain_label(self.field) if self.field is not None else "")
