"""A person chosen in a row brings along the position held now: filled in, said, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.positions import current_position
from tracker.domain.record import RecordRef
from tracker.domain.records import Contact
from tracker.domain.records.contacts import Affiliation
from tracker.i18n import tr
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.picking import ReferenceEditor
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.labels import label

if TYPE_CHECKING:
    from tracker.services.records import RecordService

_PERSON, _TITLE, _ORGANISATION = "contact_id", "title", "organisation_id"
Found = tuple[RecordRef, Affiliation | None, dict[RecordRef, str]]


class PositionFilling(QWidget):
    """Below a row for a person: fills empty fields when a contact is chosen, and says so."""

    def __init__(
        self, parts: FormParts, editors: Mapping[str, Editor], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._editors = editors
        self._filled: dict[str, Any] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(1, 0, 0, 2)
        line.setSpacing(8)
        self._words = label("", "small")
        self._undo = LinkButton(tr("Empty again"), None, "accent", self)
        self._undo.activated.connect(self._empty)
        line.addWidget(self._words)
        line.addWidget(self._undo)
        line.addStretch(1)
        self.hide()
        person = editors[_PERSON]
        assert isinstance(person, ReferenceEditor)
        self._person = person
        person.edited.connect(self._look)
        for name in (_TITLE, _ORGANISATION):
            editors[name].edited.connect(self._say)

    @staticmethod
    def suits(editors: Mapping[str, Editor]) -> bool:
        """Whether these are the fields of a row for a person with a title and an organisation."""
        return editors.keys() >= {_PERSON, _TITLE, _ORGANISATION}

    def _look(self) -> None:
        ref = self._person.ref
        if ref is None:
            self._empty()
            return
        self._parts.runner.read(
            self, partial(_position, self._parts.services.records, ref), done=self._fill,
            key="position",
        )  # fmt: skip

    def _fill(self, found: Found) -> None:
        ref, position, names = found
        if self._person.ref != ref:
            return
        self._empty()
        if position is None:
            return
        for name in (_TITLE, _ORGANISATION):
            editor, value = self._editors[name], getattr(position, name)
            blank = editor.collect()
            if value and blank.readable and not blank.value:
                editor.set_value(value)
                editor.learn_names(names)
                self._filled[name] = editor.raw()
        if self._filled:
            # The form is told by one of the fields that were filled.
            self._editors[next(iter(self._filled))].edited.emit()

    def _empty(self) -> None:
        """Take back what is still as it was filled in."""
        still = self._still()
        self._filled = {}
        for name in still:
            self._editors[name].set_value("" if name == _TITLE else None)
        self._say()
        if still:
            self._editors[still[0]].edited.emit()

    def _still(self) -> list[str]:
        return [name for name, raw in self._filled.items() if self._editors[name].raw() == raw]

    def _say(self) -> None:
        still = self._still()
        if still:
            who = self._person.line.text()
            self._words.setText(tr("Filled in from the present position of {name}.", name=who))
        elif self._undo.hasFocus():
            self._editors[_TITLE].field().setFocus()
        self.setVisible(bool(still))


def _position(records: RecordService, ref: RecordRef) -> Found:
    loaded = records.open(Contact, ref.id)
    return ref, current_position(loaded.record.affiliations), loaded.names
