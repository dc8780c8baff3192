"""The body of a dialog that is larger than its screen, made to scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.ui.widgets.card import set_ground


class BodyScroll(QScrollArea):
    """Wants as much room as what is inside, and makes do with less."""

    @classmethod
    def between(cls, column: QVBoxLayout, body: QVBoxLayout) -> None:
        """Let `body`, which stands in `column`, scroll in its place; the keyboard stays where it
        is, and what it comes to is scrolled into view."""
        at, focused = column.indexOf(body), QApplication.focusWidget()
        column.removeItem(body)
        body.setParent(None)
        made = cls()
        inside = QWidget()
        inside.setLayout(body)
        set_ground(inside, "surface")
        set_ground(made, "surface")
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setWidgetResizable(True)
        made.setWidget(inside)
        column.insertWidget(at, made, 1)
        made.show()
        if focused is not None and inside.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        inside, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        return inside.sizeHint() + QSize(bar, bar) if inside is not None else super().sizeHint()
