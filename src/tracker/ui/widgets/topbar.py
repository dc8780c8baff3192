"""The bar above every page: back and forward, search, new, log progress."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import tr
from tracker.ui.icons import SIZE, Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground

HEIGHT = 48


class SearchButton(QAbstractButton):
    """Looks like a search box and opens the command palette."""

    def __init__(self, icons: Icons, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self._keys = self._keys.replace("+", " ")
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(icons.theme.px(432))

    def sizeHint(self) -> QSize:
        return QSize(self._icons.theme.px(432), self._icons.theme.px(31))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._icons.theme
        words = "muted" if self.isEnabled() else "disabled"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = "accent" if self.hasFocus() else "scrollbar" if self.underMouse() else "line"
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(theme.color(border), width))
        painter.setBrush(theme.color("window"))
        inset = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6.5, 6.5
        )
        top = (self.height() - SIZE) // 2
        icon = self._icons.pixmap("search", words, SIZE, self.devicePixelRatio())
        painter.drawPixmap(QPoint(11, top), icon)
        painter.setFont(theme.font("small"))
        hint = painter.fontMetrics().horizontalAdvance(self._keys) + 12
        box = QRectF(self.width() - hint - 10, (self.height() - 19) / 2, hint, 19)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color(words))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._keys)
        painter.setFont(theme.font("base"))
        room = self.rect().adjusted(36, 0, -round(hint) - 18, 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)


class TopBar(QWidget):
    """The signals say what was asked for; `new_menu` is filled by whoever knows the records."""

    back_requested = Signal()
    forward_requested = Signal()
    search_requested = Signal()
    day_requested = Signal()
    log_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, "surface")
        self.back = button(icons, tr("Back"), "arrow-left", "icon", shortcut="Alt+Left")
        self.forward = button(icons, tr("Forward"), "arrow-right", "icon", shortcut="Alt+Right")
        self.search = SearchButton(icons, tr("Search or run a command"), "Ctrl+K")
        self.day = button(icons, tr("Today"), "history", tip=tr("Show another day"))
        self.new = button(icons, tr("New"), "plus", tip=tr("Record something new"))
        self.log = button(icons, tr("Log progress"), "pen-line", "primary", shortcut="Ctrl+L")
        self.new_menu = QMenu(self.new)
        self.new.setMenu(self.new_menu)
        for part in (self.back, self.forward, self.day, self.new, self.log):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        requests: tuple[tuple[QAbstractButton, SignalInstance], ...] = (
            (self.back, self.back_requested),
            (self.forward, self.forward_requested),
            (self.search, self.search_requested),
            (self.day, self.day_requested),
            (self.log, self.log_requested),
        )
        for asked, signal in requests:
            asked.clicked.connect(signal)
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 16, 8)
        row.setSpacing(2)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(4)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        for part in (self.day, self.new, self.log):
            row.addSpacing(6)
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline())
        self.set_history(False, False)

    def set_history(self, back: bool, forward: bool) -> None:
        """Say whether there is a page to go back or forward to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def set_day(self, text: str, other_day: bool) -> None:
        """The day that lists are shown for; another day than today is marked."""
        self.day.setText(text)
        set_property(self.day, "kind", "marked" if other_day else "")
