"""The heads of the columns: status by shape, colour and word, how many, and how many at most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QWidget

from tracker.i18n import tr, trn
from tracker.ui.board.arranging import Column
from tracker.ui.icons import SIZE, Icons
from tracker.ui.widgets.buttons import PressButton
from tracker.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from tracker.ui.board.geometry import Geometry


class ColumnHead(PressButton):
    """The head of one column; pressed, it offers what can be done with it. `arrived` when the
    keyboard comes to it."""

    arrived = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.column = Column("idea", 0)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_column(self, column: Column) -> None:
        """Say another count."""
        self.column = column
        spoken = [column.word, trn("{n} deliverable", "{n} deliverables", column.count)]
        if column.limit:
            spoken.append(tr("limit {limit}", limit=column.limit))
        if column.is_over:
            spoken.append(tr("more than the limit"))
        if column.folded:
            spoken.append(tr("folded"))
        self.setAccessibleName(", ".join(spoken))
        self.setToolTip(plain_tip(", ".join(spoken)))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.arrived.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, dpr, column = self._icons.theme, self.devicePixelRatio(), self.column
        look = column.look
        ground = "hover" if self.underMouse() else "window"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRect(0, 0, self.width(), self.height() + 10), 8, 8)
        picture = self._icons.pixmap(look.icon, look.role, SIZE, dpr)
        number = f"{column.count:,}"
        if column.limit:
            number = tr("{count} / {limit}", count=number, limit=column.limit)
        role = "overdue" if column.is_over else "muted"
        middle = (self.height() - SIZE) // 2
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if column.folded:
            painter.drawPixmap((self.width() - SIZE) // 2, 6, picture)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color(role))
            low = QRect(0, SIZE + 6, self.width(), self.height() - SIZE - 6)
            painter.drawText(low, int(Qt.AlignmentFlag.AlignCenter), f"{column.count:,}")
        else:
            painter.drawPixmap(12, middle, picture)
            left = 12 + SIZE + 6
            metrics = QFontMetrics(theme.font("strong"))
            font = theme.font("small_strong" if column.is_over else "base")
            wide = QFontMetrics(font).horizontalAdvance(number) + (20 if column.is_over else 0)
            room = self.width() - left - wide - 22
            word = metrics.elidedText(look.word, Qt.TextElideMode.ElideRight, room)
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.color(look.role))
            painter.drawText(QRect(left, 0, room, self.height()), flags, word)
            at = left + metrics.horizontalAdvance(word) + 8
            if column.is_over:
                mark = self._icons.pixmap("triangle-alert", "overdue", 14, dpr)
                painter.drawPixmap(at, (self.height() - 14) // 2, mark)
                at += 18
            painter.setFont(font)
            painter.setPen(theme.color(role))
            painter.drawText(QRect(at, 0, self.width() - at, self.height()), flags, number)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 7, 7)


class BoardHeads(QWidget):
    """A row of heads above the board. `fold_turned(status)` to fold or open a column,
    `limit_asked(status)` to say how many it may hold at most, `reached(place)` when the keyboard
    comes to the head of a column, which may lie outside the view."""

    reached = Signal(int)
    fold_turned = Signal(str)
    limit_asked = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.heads: list[ColumnHead] = []
        self.menu: QMenu | None = None
        self.setAccessibleName(tr("Columns"))

    def wanted_height(self) -> int:
        """How high it is."""
        return self._icons.theme.px(44)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show the heads of these columns."""
        while len(self.heads) < len(columns):
            head = ColumnHead(self._icons, self)
            head.clicked.connect(self._pressed)
            head.arrived.connect(self._arrived)
            self.heads.append(head)
        for at, head in enumerate(self.heads):
            head.setVisible(at < len(columns))
            if at < len(columns):
                head.show_column(columns[at])

    def place(self, geometry: Geometry, scrolled: int) -> None:
        """Let the heads stand above their columns."""
        top = 4
        for head, left, width in zip(self.heads, geometry.lefts, geometry.widths, strict=False):
            head.setGeometry(left - scrolled, top, width, self.height() - top)

    def _arrived(self) -> None:
        head = self.sender()
        if isinstance(head, ColumnHead):
            self.reached.emit(self.heads.index(head))

    def _pressed(self) -> None:
        head = self.sender()
        if not isinstance(head, ColumnHead):
            return
        key = head.column.key
        if head.column.folded:
            self.fold_turned.emit(key)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for what, text, icon in (
            ("fold", tr("&Fold this column"), "minimize-2"),
            ("limit", tr("Most cards at a &time…"), "gauge"),
        ):
            action = QAction(text, menu)
            self._icons.apply(action, icon)
            action.setData((what, key))
            action.triggered.connect(self._chosen)
            menu.addAction(action)
        menu.popup(head.mapToGlobal(QPoint(0, head.height())))

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            what, key = action.data()
            (self.fold_turned if what == "fold" else self.limit_asked).emit(key)
