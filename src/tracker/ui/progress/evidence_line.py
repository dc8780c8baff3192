"""One piece of evidence in the dialog: a small picture or an icon, its name, and a cross."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.progress.evidence_items import Item
from tracker.ui.record_page.files import size_in_words
from tracker.ui.record_page.pictures import Thumbnail, file_icon
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import ElidedLabel, label
from tracker.ui.widgets.states import IconLabel, Spinner

_SIDE = 24


class EvidenceLine(QWidget):
    """`removed(item)` by its cross, or by Delete on it."""

    removed = Signal(object)

    def __init__(self, icons: Icons, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._icons = icons
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        side = icons.theme.px(_SIDE)
        box = QWidget()
        box.setFixedSize(side, side)
        self._box = QHBoxLayout(box)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._lead: QWidget | None = None
        row.addWidget(box)
        self.name = ElidedLabel(item.name)
        row.addWidget(self.name, 1)
        self.size_label = label("", "small")
        row.addWidget(self.size_label)
        self.cross = button(icons, tr("Leave out: {field}", field=item.name[:60]), "x", "icon")
        self.cross.clicked.connect(self._remove)
        row.addWidget(self.cross)
        self.show_item()

    def show_item(self) -> None:
        """What is known of it by now: a file is read in the background."""
        item, icons = self.item, self._icons
        if self._lead is not None:
            self._lead.hide()
            self._lead.deleteLater()
        if not item.is_read:
            self._lead = Spinner(icons)
        elif item.picture is not None:
            self._lead = Thumbnail(icons, item.picture)
        else:
            self._lead = IconLabel(icons, "link" if item.link else file_icon(item.name), "muted")
        self._box.addWidget(self._lead, 0, Qt.AlignmentFlag.AlignCenter)
        self.name.setText(item.name)
        self.size_label.setText(self._rest())
        self.setAccessibleName(f"{item.name} {self._rest()}".strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)

    def _rest(self) -> str:
        item = self.item
        if item.link is not None:
            return item.link.address[:40] if item.link.title else ""
        if not item.is_read:
            return tr("is being read…")
        if item.kept is not None:
            return size_in_words(item.kept.size)
        return size_in_words(len(item.prepared.content)) if item.prepared else ""

    def _remove(self) -> None:
        self.removed.emit(self.item)
