"""The button below a list of people or organisations by which a list of names is pasted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.domain.record import ChildRecord, RecordRef
from tracker.i18n import tr
from tracker.ui.forms.parts import FormParts, NamesRequest, PastedNames
from tracker.ui.widgets.buttons import button

_TEXT, _COMMAS = "pasted", "commas"
Rows = Sequence[tuple[ChildRecord, Mapping[RecordRef, str]]]


class NamesPasting(QObject):
    """What was pasted and is not settled yet is part of what was typed: `edited` when it changed.
    `taken` tells the records that stand in the list; `add` takes further rows."""

    edited = Signal()

    def __init__(
        self,
        spec: FieldSpec,
        parts: FormParts,
        taken: Callable[[], set[RecordRef]],
        add: Callable[[Rows], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._spec, self._parts, self._over = spec, parts, parent
        self._taken, self._add = taken, add
        self._pasted = PastedNames()
        self.button = button(parts.icons, tr("Paste names…"), "", "link", parent=parent)
        self.button.setProperty("tone", "muted")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setAccessibleName(tr("Paste names: {field}", field=plain_label(spec)))
        parts.icons.apply(self.button, "clipboard-list", "muted", size=14)
        self.button.clicked.connect(self._ask)

    def raw(self) -> list[dict[str, Any]]:
        """What is not settled yet, as JSON."""
        pasted = self._pasted
        if not pasted.text:
            return []
        commas = {_COMMAS: pasted.commas} if pasted.commas else {}
        return [{_TEXT: pasted.text, **commas}]

    def take_raw(self, raw: Mapping[str, Any]) -> bool:
        """Take back what `raw` gave; False if it is none of these."""
        if not isinstance(text := raw.get(_TEXT), str):
            return False
        commas = raw.get(_COMMAS)
        self._pasted = PastedNames(text, commas if isinstance(commas, str) else "")
        return True

    def forget(self) -> None:
        """What was pasted goes, as all rows do."""
        self._pasted = PastedNames()

    def _ask(self) -> None:
        if self._parts.paste_names is not None:
            taken = self._taken()
            self._parts.paste_names(
                NamesRequest(self._spec, taken, self._over, self._add, self._pasted, self._keep)
            )

    def _keep(self, pasted: PastedNames) -> None:
        if pasted != self._pasted:
            self._pasted = pasted
            self.edited.emit()
