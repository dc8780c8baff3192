"""Values of fields that a type no longer has: shown, never edited, and kept when it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.domain.former_fields import former_values, role_label
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.i18n import tr, without_mnemonic
from tracker.ui.forms.layout import LABEL
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.labels import label, plain_tip


class FormerValues(QWidget):
    """Under "No longer in this type": label and value of each."""

    def __init__(self, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._rows: Sequence[DeliverableParticipant] = ()
        self._lines: list[tuple[str, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        head = label(tr("No longer in this type"), "strong")
        head.setToolTip(plain_tip(tr("These values are kept and shown wherever the record is.")))
        column.addWidget(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.setAccessibleName(tr("No longer in this type"))
        self.hide()

    @property
    def lines(self) -> Sequence[tuple[str, str]]:
        """Label and value of what it shows."""
        return self._lines

    def references(self) -> set[RecordRef]:
        """The records that are named in it."""
        return {ref for row in self._rows for ref in _refs(row)}

    def show_values(
        self,
        record: Deliverable,
        rows: Sequence[DeliverableParticipant],
        names: Mapping[RecordRef, str],
    ) -> None:
        """Show what a deliverable keeps of fields that its type has not; `rows` are those who take
        part in roles that it has not."""
        self._rows = rows
        lines = list(_lines(self._parts, record, rows, names))
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line, (caption, value) in enumerate(lines):
            words = label(caption, "muted", wrap=True)
            words.setFixedWidth(self._parts.icons.theme.px(LABEL))
            said = label(value, wrap=True)
            said.setAccessibleName(f"{caption}: {value}")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(words, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, line, 1, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(lines))


def _lines(
    parts: FormParts,
    record: Deliverable,
    rows: Sequence[DeliverableParticipant],
    names: Mapping[RecordRef, str],
) -> list[tuple[str, str]]:
    types = parts.services.types
    found: dict[str, list[str]] = {}
    for one in former_values(types, record):
        caption = plain_label(one.spec)
        if one.of:
            caption = f"{caption} ({without_mnemonic(tr(one.of))})"
        words = write_value(one.spec, one.value, parts.language)
        found.setdefault(caption, []).append(words)
    for row in rows:
        said = " · ".join(names.get(ref) or str(ref) for ref in _refs(row)) or row.described_as
        found.setdefault(role_label(types, record.type, row.role), []).append(said)
    return [(caption, ", ".join(filter(None, words))) for caption, words in found.items()]


def _refs(row: DeliverableParticipant) -> list[RecordRef]:
    pairs = (("contact", row.contact_id), ("organisation", row.organisation_id))
    return [RecordRef(kind, id) for kind, id in pairs if id]
