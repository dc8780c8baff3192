"""Label and value rows: the facts of a record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.labels import label


class FactGrid(QWidget):
    """Facts below each other, labels muted; `link_activated(payload)` for values that lead on."""

    link_activated = Signal(object)

    def __init__(self, label_width: int = 96, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, value: str, *, missing: str | None = None) -> QLabel:
        """A fact in words, wrapped; an empty value reads "not stated", muted."""
        text = value or (tr("not stated") if missing is None else missing)
        shown = label(text, "" if value else "muted", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_widget(name, shown)
        return shown

    def add_links(self, name: str, links: Sequence[tuple[str, object]]) -> None:
        """Values that lead somewhere: (text, payload), one a line."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for text, payload in links:
            link = LinkButton(text, payload)
            link.activated.connect(self.link_activated)
            column.addWidget(link)
        self.add_widget(name, box)

    def add_widget(self, name: str, widget: QWidget) -> None:
        """A fact shown by a widget of its own."""
        row = self._grid.rowCount()
        caption = label(name, "muted", wrap=True)
        caption.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # A long label wraps; only a long word makes the column wider.
        longest = max(map(self.fontMetrics().horizontalAdvance, name.split()), default=0)
        caption.setMaximumWidth(max(self._label_width, longest + 4))
        caption.setBuddy(widget)
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if not widget.accessibleName():
            widget.setAccessibleName(name)
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)

    def clear(self) -> None:
        """Remove every fact."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
