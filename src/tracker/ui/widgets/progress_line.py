"""How far long work is, in place, with a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.operation import Operation
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label


class ProgressLine(QWidget):
    """Words, a bar and "Stop"; there only while an operation runs that it follows."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operation: Operation | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._words = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = button(icons, tr("&Stop"), "circle-stop", "quiet")
        self.stop.clicked.connect(self._stop)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        self.hide()

    def follow(self, operation: Operation, *, stoppable: bool = True) -> None:
        """Show how far an operation is, until it ends."""
        self._operation = operation
        self._words.setText(operation.title)
        self._bar.setAccessibleName(operation.title)
        self._bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setVisible(stoppable)
        operation.progressed.connect(self._progressed)
        operation.ended.connect(self._ended)
        self.show()

    def _progressed(self, done: int, total: int, text: str) -> None:
        if self.sender() is not self._operation:
            return
        # Qt counts only so far.
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(1000 * done // total if total else 0)
        if text:
            self._words.setText(text)

    def _ended(self, _how: str) -> None:
        if self.sender() is self._operation:
            self._operation = None
            self.hide()

    def _stop(self) -> None:
        if self._operation is not None:
            self.stop.setEnabled(False)
            self._words.setText(tr("Stopping…"))
            self._operation.cancel()
