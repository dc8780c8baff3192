"""A card of rows, as on the home page: something leading, a title and a line, links at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.shortening import in_one_line
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.card import ScrollColumn, clear, hairline
from tracker.ui.widgets.labels import ElidedLabel, label


class CardRow(QWidget):
    """One row. It is a button itself: `activated(payload)` on click or Enter."""

    activated = Signal(object)

    def __init__(
        self,
        leading: QWidget | None,
        title: str,
        subtitle: str = "",
        *,
        trailing: Sequence[QWidget] = (),
        payload: object = None,
        leading_width: int = 110,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.payload = payload
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("part", "row")
        words = (in_one_line(part) for part in (title, subtitle) if part)
        self.setAccessibleName(" ".join(words))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        if leading is not None:
            box = QHBoxLayout()
            box.addWidget(leading)
            box.addStretch(1)
            holder = QWidget()
            box.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(box)
            holder.setMinimumWidth(leading_width)
            row.addWidget(holder)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(ElidedLabel(title))
        if subtitle:
            lines.addWidget(ElidedLabel(subtitle, "small"))
        row.addLayout(lines, 1)
        end = QHBoxLayout()
        end.setSpacing(4)
        for at, widget in enumerate(trailing):
            if at and isinstance(widget, LinkButton):
                end.addWidget(label("·", "small"))
            end.addWidget(widget)
        row.addLayout(end)
        if payload is not None:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        set_property(self, "hovered", self.payload is not None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        set_property(self, "hovered", False)

    def _open(self) -> None:
        if self.payload is not None:
            self.activated.emit(self.payload)


class RowsCard(QFrame):
    """A card that holds rows with hairlines between; `activated(payload)` of any row."""

    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(1, 1, 1, 1)
        self._body.setSpacing(0)

    def add(self, row: QWidget) -> None:
        """Add a row below the others."""
        if self._body.count():
            self._body.addWidget(hairline())
        self._body.addWidget(row)
        if isinstance(row, CardRow):
            row.activated.connect(self.activated)

    def clear(self) -> None:
        """Remove every row."""
        clear(self._body)

    def rows(self) -> list[CardRow]:
        """The rows, from the top."""
        items = (self._body.itemAt(at) for at in range(self._body.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, CardRow)]


class RowsColumn(ScrollColumn):
    """A column in which the arrows go from row to row, also from one card to the next; where no row
    follows they scroll."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held or not by or not self._go(by):
            super().keyPressEvent(event)

    def _go(self, by: int) -> bool:
        """To the row beside the one that holds the keyboard; from none to the first."""
        inside = self.widget()
        assert inside is not None
        found = inside.findChildren(CardRow)
        rows = [one for one in found if one.isVisible() and one.payload is not None]
        rows.sort(key=lambda one: one.mapTo(inside, QPoint()).y())
        focused: QWidget | None = self.window().focusWidget()
        here = [at for at, one in enumerate(rows) if _holds(one, focused)]
        at = here[0] + by if here else (0 if by > 0 else -1)
        if not 0 <= at < len(rows):
            return False
        rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(rows[at], 0, 24)
        return True


def _holds(row: CardRow, widget: QWidget | None) -> bool:
    return widget is not None and (widget is row or row.isAncestorOf(widget))
