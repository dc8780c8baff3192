"""The fields that a type once had: their values are kept, and they can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.own_types import OwnField
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.own_types.kinds import words_of
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.card import SectionTitle
from tracker.ui.widgets.labels import ElidedLabel, label


class RemovedFields(QWidget):
    """`wanted_back(field)` when one is to be a field of the type again."""

    wanted_back = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._fields: list[OwnField] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionTitle(tr("Removed fields")))
        hint = tr("What was entered in them is kept and shown under “No longer in this type”.")
        column.addWidget(label(hint, "small", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)
        self.links: list[LinkButton] = []
        self._show()

    @property
    def fields(self) -> tuple[OwnField, ...]:
        """The removed fields."""
        return tuple(self._fields)

    def set_fields(self, fields: Sequence[OwnField]) -> None:
        """Show these."""
        self._fields = list(fields)
        self._show()

    def add(self, field: OwnField) -> None:
        """A further one."""
        self._fields.append(field.model_copy(update={"removed": True}))
        self._show()

    def _show(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links = []
        for field in self._fields:
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            words = ElidedLabel(
                f"{field.label} · {tr(words_of(field.kind, field.target))}", "muted"
            )
            back = LinkButton(tr("Take back"), field.name, "accent")
            back.setAccessibleName(tr("Take back {field}", field=field.label))
            back.activated.connect(partial(self._back, field))
            line.addWidget(words)
            line.addWidget(back)
            line.addStretch(1)
            self._list.addWidget(row)
            self.links.append(back)
        self.setVisible(bool(self._fields))

    def _back(self, field: OwnField, *_payload: object) -> None:
        self._fields = [one for one in self._fields if one.name != field.name]
        self._show()
        self.wanted_back.emit(field)
