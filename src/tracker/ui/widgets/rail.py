"""The navigation rail: pages and saved views, each with icon, word and count."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from tracker.ui.icons import SIZE, Icons
from tracker.ui.theme import Theme
from tracker.ui.widgets.card import clear, set_ground
from tracker.ui.widgets.labels import label, plain_tip

WIDTH = 208


class RailItem(QAbstractButton):
    """One line of the rail; paints itself."""

    def __init__(
        self, icons: Icons, key: str, icon: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._icons = icons
        self._icon = icon
        self._count = ""
        self._attention = False
        self._ring = False
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None, attention: bool) -> None:
        """The number at the right; `attention` shows it in the colour of overdue things."""
        self._count = "" if count is None else str(count)
        self._attention = attention
        self.setAccessibleName(f"{self.text()}, {self._count}" if self._count else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, self._icons.theme.px(31))

    def nextCheckState(self) -> None:
        """Being checked means being shown, which only the rail decides."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring for those who came by key; not because the window was just opened.
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ring = event.reason() in keys
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the rail walks; a button by itself would leave at the ends
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._icons.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = "accent_ground" if chosen else "rail_hover" if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self._ring and self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        role = "accent" if chosen else "text"
        top = (self.height() - SIZE) // 2
        icon = self._icons.pixmap(self._icon, role, SIZE, self.devicePixelRatio())
        painter.drawPixmap(QPoint(10, top), icon)
        font = theme.font("strong" if chosen or self._attention else "base")
        room = self.rect().adjusted(10, 0, -10, 0)
        number = QFontMetrics(font).horizontalAdvance(self._count)
        self._write_count(painter, room, theme, chosen)
        painter.setFont(theme.font("strong" if chosen else "base"))
        painter.setPen(theme.color(role))
        words = room.adjusted(SIZE + 10, 0, -(number + 8) if self._count else 0, 0)
        elided = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        self.setToolTip(plain_tip(self.text()) if elided != self.text() else "")
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), elided)

    def _write_count(self, painter: QPainter, room: QRect, theme: Theme, chosen: bool) -> None:
        painter.setFont(theme.font("small_strong" if chosen or self._attention else "small"))
        painter.setPen(theme.color("overdue" if self._attention else "muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(right), self._count)


class NavigationRail(QWidget):
    """Sections of items; `activated(key)` when one is chosen. Arrow keys walk through them."""

    activated = Signal(str)

    def __init__(self, icons: Icons, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._items: dict[str, RailItem] = {}
        self._sections: dict[str, QVBoxLayout] = {}
        self._current = ""
        set_ground(self, "rail")
        self.setFixedWidth(icons.theme.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 17, 8, 12)
        column.setSpacing(0)
        heading = label(title, "brand")
        heading.setContentsMargins(10, 0, 0, 13)
        column.addWidget(heading)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        column.addLayout(self._middle)
        column.addStretch(1)
        self._sections["bottom"] = QVBoxLayout()
        self._sections["bottom"].setSpacing(1)
        column.addLayout(self._sections["bottom"])

    def add_section(self, section: str, title: str = "") -> None:
        """Add a group below the others; "bottom" is there already."""
        if title:
            heading = label(title, "small")
            heading.setContentsMargins(10, 16, 0, 6)
            self._middle.addWidget(heading)
        body = QVBoxLayout()
        body.setSpacing(1)
        self._middle.addLayout(body)
        self._sections[section] = body

    def add_item(self, section: str, key: str, icon: str, text: str, tip: str = "") -> None:
        """Add an item to a section that was added before."""
        item = RailItem(self._icons, key, icon, text)
        if tip:
            item.setToolTip(plain_tip(tip))
        item.clicked.connect(self._clicked)
        self._sections[section].addWidget(item)
        self._items[key] = item
        item.setChecked(key == self._current)

    def clear_section(self, section: str) -> None:
        """Remove a section's items, to fill it anew (saved views)."""
        body = self._sections[section]
        items = (body.itemAt(at) for at in range(body.count()))
        gone = {item.widget() for item in items if item is not None}
        self._items = {key: item for key, item in self._items.items() if item not in gone}
        clear(body)

    def set_count(self, key: str, count: int | None, attention: bool = False) -> None:
        """Show a number at an item; unknown keys are ignored."""
        if (item := self._items.get(key)) is not None:
            item.set_count(count, attention)

    def set_current(self, key: str) -> None:
        """Mark the page that is shown; emits nothing."""
        self._current = key
        for name, item in self._items.items():
            item.setChecked(name == key)

    def current(self) -> str:
        """The key of the page that is shown."""
        return self._current

    def item(self, key: str) -> RailItem:
        """The button of an item."""
        return self._items[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        items = sorted(self._items.values(), key=_height)
        focused = next((at for at, item in enumerate(items) if item.hasFocus()), None)
        if step and focused is not None:
            items[(focused + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.set_current(item.key)
            self.activated.emit(item.key)


def _height(item: RailItem) -> int:
    return item.y()
