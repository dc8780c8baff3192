"""Puts the editors of a form in their parts: under headings, in grids, or folded away."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.reading import plain_label
from tracker.i18n import tr
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.field_grid import FieldGrid
from tracker.ui.forms.layout import (
    Disclosure,
    FieldSlot,
    FormSection,
    is_wide,
)
from tracker.ui.forms.mnemonics import Mnemonics
from tracker.ui.forms.typed_details import TypedDetails
from tracker.ui.icons import Icons

_MORE = "#more"


class FormSections:
    """Lays out the widget `form`. Lists and details are parts of their own."""

    def __init__(self, form: QWidget, icons: Icons, name_fields: tuple[str, ...]) -> None:
        self.mnemonics = Mnemonics()
        self.grids: dict[str, FieldGrid] = {}
        self.slots: dict[str, FieldSlot] = {}
        self.home: dict[str, FormSection] = {}
        """The part in which each field stands."""
        self.more: Disclosure | None = None
        self._form = form
        self._icons = icons
        self._name_fields = name_fields
        self._sections: dict[str, FormSection] = {}
        self._column = QVBoxLayout(form)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def all(self) -> list[FormSection]:
        """The parts from top to bottom."""
        return [*self._sections.values(), *([self.more] if self.more else [])]

    def add(self, editor: Editor) -> None:
        """Put an editor where its declaration says."""
        spec = editor.spec
        if isinstance(editor, ChildrenEditor | TypedDetails):
            words = plain_label(spec)
            editor.name_field(words)
            if spec.section:
                # Before the plain fields that stand under the same heading.
                section = self._section(f"#{spec.section}", tr(spec.section))
                section.body.insertWidget(section.body.indexOf(section.head) + 1, editor)
            else:
                section = self._section(spec.name, words)
                section.body.addWidget(editor)
            self.home[spec.name] = section
            return
        key = _MORE if spec.folded else spec.section
        grid = self.grids.get(key)
        if grid is None:
            grid = self.grids[key] = FieldGrid(self._icons, self.mnemonics)
            if spec.folded:
                self._folded().content.addWidget(grid)
            else:
                title = tr(spec.section) if spec.section else ""
                self._section(f"#{key}", title).body.addWidget(grid)
        self.slots[spec.name] = grid.add(
            editor, wide=bool(editor.holds) or is_wide(spec, self._name_fields)
        )
        self.home[spec.name] = self._folded() if spec.folded else self._sections[f"#{key}"]

    def _section(self, key: str, title: str) -> FormSection:
        if key not in self._sections:
            made = self._sections[key] = FormSection(title, self._form)
            self._column.addWidget(made)
        return self._sections[key]

    def _folded(self) -> Disclosure:
        if self.more is None:
            self.more = Disclosure(tr("More fields"), self._icons, self._form)
            self._column.addWidget(self.more)
        return self.more
