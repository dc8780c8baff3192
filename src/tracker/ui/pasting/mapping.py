"""What each column of pasted rows is: a box for each, with a sample of what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.services.pasting import PasteField
from tracker.ui.icons import Icons
from tracker.ui.widgets.card import set_ground
from tracker.ui.widgets.fields import ComboBox
from tracker.ui.widgets.labels import ElidedLabel

_WIDTH, _HEIGHT = 168, 88
_SAMPLES = 3


class MappingBar(QScrollArea):
    """`changed()` when the person says what a column is. No field stands for two columns."""

    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._boxes: list[QComboBox] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("What the columns are"))
        self.setFixedHeight(icons.theme.px(_HEIGHT))

    def put(
        self,
        fields: Sequence[PasteField],
        heads: Sequence[str],
        samples: Sequence[Sequence[str]],
        mapping: Sequence[str],
    ) -> None:
        """Show columns, and what each is taken for."""
        inside = QWidget()
        set_ground(inside, "surface")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._boxes = []
        for at, key in enumerate(mapping):
            cells = [line[at] for line in samples if line[at]][:_SAMPLES]
            row.addLayout(self._column(fields, heads[at], cells, key, at))
        row.addStretch(1)
        self.setWidget(inside)
        self._mark()

    def mapping(self) -> tuple[str, ...]:
        """The key of the field of every column, "" for those left out."""
        return tuple(str(box.currentData() or "") for box in self._boxes)

    @property
    def boxes(self) -> Sequence[QComboBox]:
        """The box of each column."""
        return self._boxes

    def _column(
        self, fields: Sequence[PasteField], head: str, cells: Sequence[str], key: str, at: int
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name = head or tr("Column {number}", number=at + 1)
        box = ComboBox()
        box.setMaxVisibleItems(24)
        box.addItem(tr("Left out"), "")
        for one in fields:
            box.addItem(one.label, one.key)
        box.setCurrentIndex(max(box.findData(key), 0))
        box.setAccessibleName(tr("What column “{name}” is", name=name))
        box.setFixedWidth(self._icons.theme.px(_WIDTH))
        box.activated.connect(self._chosen)
        self._boxes.append(box)
        title = ElidedLabel(name, "strong")
        title.setFixedWidth(self._icons.theme.px(_WIDTH))
        sample = ElidedLabel(" · ".join(cells), "small")
        sample.setFixedWidth(self._icons.theme.px(_WIDTH))
        for widget in (title, box, sample):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _chosen(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QComboBox) and chosen.currentData():
            for box in self._boxes:
                if box is not chosen and box.currentData() == chosen.currentData():
                    box.setCurrentIndex(0)
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """What is left out is seen to be."""
        for box in self._boxes:
            box.setProperty("quiet", not box.currentData())
