"""Which line is put right, and whether anything of it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.progress.rows import LABEL_WIDTH
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label


class CorrectionRow(QWidget):
    """Hidden unless a line is put right. `left` when a new line is to be logged instead,
    `withdraw_changed(bool)` when nothing of the old line is to count."""

    left = Signal()
    withdraw_changed = Signal(bool)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        caption = label(tr("Corrects"), "muted")
        caption.setFixedWidth(icons.theme.px(LABEL_WIDTH))
        row.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        self.line_label = label("", wrap=True)
        column.addWidget(self.line_label)
        self.withdraw_box = QCheckBox(tr("&Nothing of it counts: take it out of the log"))
        self.withdraw_box.toggled.connect(self.withdraw_changed)
        column.addWidget(self.withdraw_box)
        row.addLayout(column, 1)
        self.cross = button(icons, tr("Log a new line instead"), "x", "icon")
        self.cross.clicked.connect(self.left)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def withdraws(self) -> bool:
        """Whether nothing of the old line is to count."""
        return not self.isHidden() and self.withdraw_box.isChecked()

    def say(self, text: str) -> None:
        """Show which line it is; empty: none."""
        self.line_label.setText(text)
        self.setVisible(bool(text))
        if not text:
            self.withdraw_box.setChecked(False)
