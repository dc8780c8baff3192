"""What the form of a type will look like, made anew while its fields are being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.fields import Kind
from tracker.domain.own_type_classes import type_class
from tracker.domain.own_types import OwnChoice, OwnTypeDefinition
from tracker.domain.record import specs
from tracker.i18n import tr, without_mnemonic
from tracker.ui.forms.catalogue import make_editor
from tracker.ui.forms.field_grid import FieldGrid
from tracker.ui.forms.mnemonics import NoMnemonics
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.typed_people import participants_editor
from tracker.ui.widgets.card import SectionTitle
from tracker.ui.widgets.labels import label

_PAUSE_MS = 150


class Preview(QWidget):
    """The fields as they stand in the form; to be looked at and not to be filled in."""

    def __init__(self, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._wanted: type[TypeDetails] | None = None
        self._grid: FieldGrid | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._title = SectionTitle(tr("Preview"))
        self._empty = label(tr("It has no fields of its own yet."), "muted", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._empty)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        column.addStretch(1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._build)

    @property
    def grid(self) -> FieldGrid | None:
        """What is shown of the fields."""
        return self._grid

    def show_definition(self, definition: OwnTypeDefinition, *, at_once: bool = False) -> None:
        """Show a type as it is being written: what has no name yet is called by its place."""
        fields = tuple(
            one.model_copy(
                update={
                    "name": f"p{place}",
                    "label": one.label or tr("Field {n}", n=place),
                    "choices": tuple(
                        OwnChoice(key=f"c{n}", label=choice.label)
                        for n, choice in enumerate(one.choices)
                        if choice.label.strip() and not choice.removed
                    ),
                }
            )
            for place, one in enumerate(definition.current, 1)
        )
        shown = definition.model_copy(update={"key": "preview", "fields": fields})
        self.show_type(type_class(shown), at_once=at_once)

    def show_type(self, declared: type[TypeDetails], *, at_once: bool = False) -> None:
        """Show a declared type."""
        self._wanted = declared
        if at_once:
            self._pause.stop()
            self._build()
        else:
            self._pause.start()

    def _build(self) -> None:
        declared = self._wanted
        if declared is None:
            return
        if self._grid is not None:
            self._place.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
            self._grid = None
        self._title.set_text(without_mnemonic(tr(declared.label)) or tr("Preview"))
        found = specs(declared)
        self._empty.setVisible(not found)
        if not found:
            return
        grid = FieldGrid(self._parts.icons, NoMnemonics(), self)
        for spec in found:
            editor = (
                participants_editor(spec, self._parts, None)
                if spec.kind is Kind.PARTICIPANTS
                else make_editor(declared, spec, self._parts, None, grid)
            )
            grid.add(editor, wide=True)
        for part in grid.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place.addWidget(grid)
        self._grid = grid
        grid.show()
