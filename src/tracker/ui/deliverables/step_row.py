"""One step of the checklist: its shape to tick, title, what its day is counted from, day, state.

Painted whole, so that 200 of them cost little.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QToolTip, QWidget

from tracker.domain.milestones import StepState
from tracker.domain.records.deliverables import Milestone
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.milestone_page import StepsPage
from tracker.ui.deliverables.step_words import beside, said, when
from tracker.ui.icons import SIZE, Icons
from tracker.ui.status import look_of
from tracker.ui.widgets.labels import plain_tip

_PAD, _GAP = 12, 8
_WORD, _DATE, _TOOL = 84, 104, 26
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class StepRow(QAbstractButton):
    """`ticked` by its shape, Space or Enter; `wanted(what)`: edit, remove, up, down, menu, above,
    below, first, last; `dragged(y)` and `dropped` in the coordinates of its parent."""

    ticked = Signal()
    wanted = Signal(str)
    dragged = Signal(int)
    dropped = Signal()

    def __init__(
        self,
        icons: Icons,
        step: Milestone,
        state: StepState,
        about: StepsPage,
        *,
        lined: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.step, self.state = step, state
        self._icons, self._lined = icons, lined
        self._look = look_of(str(state))
        self._title = in_one_line(step.title)
        self._beside, self._when = in_one_line(beside(step, about)), when(step)
        self._pressed_at: QPoint | None = None
        self._drags = False
        self.setCheckable(True)
        self.setChecked(step.done is not None)
        self.setText(self._title.replace("&", "&&"))
        self.setAccessibleName(said(step, state, self._look.word, about))
        self.setAccessibleDescription(
            tr("Space marks it as done, F2 edits it, Ctrl+Up and Ctrl+Down move it")
        )
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        icons.theme.changed.connect(self.updateGeometry)

    # --- places -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        theme = self._icons.theme
        height = QFontMetrics(theme.font("base")).height() + theme.px(14)
        if self._is_narrow():
            height += QFontMetrics(theme.font("small")).height() + theme.px(1)
        return QSize(theme.px(320), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._icons.theme.px(180), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def shape_rect(self) -> QRect:
        """Where a click ticks it."""
        side = self._icons.theme.px(34)
        return QRect(0, 0, side, self.height())

    def tool_rect(self) -> QRect:
        """Where its menu opens."""
        side = self._icons.theme.px(_TOOL)
        return QRect(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def _is_narrow(self) -> bool:
        """Whether the words beside the title have to go below it."""
        if not self._beside:
            return False
        theme = self._icons.theme
        title = QFontMetrics(theme.font("base")).horizontalAdvance(self._title)
        beside_ = QFontMetrics(theme.font("small")).horizontalAdvance(self._beside)
        taken = self.shape_rect().width() + theme.px(_TOOL + _WORD + _DATE + 3 * _GAP) + 6
        return title + beside_ + theme.px(_GAP) + 4 > self.width() - taken

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, look, px = self._icons.theme, self._look, self._icons.theme.px
        hot = self.underMouse() or self.hasFocus()
        if self._drags:
            painter.fillRect(self.rect(), theme.color("selection"))
        elif hot:
            painter.fillRect(self.rect(), theme.color("hover"))
        if self._lined:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(px(_PAD), 0, self.width() - px(_PAD), 0)
        shape = self.shape_rect()
        top = (self.height() - SIZE) // 2
        left = shape.left() + (shape.width() - SIZE) // 2 + 1
        picture = self._icons.pixmap(look.icon, look.role, SIZE, self.devicePixelRatio())
        painter.drawPixmap(QPoint(left, top), picture)
        right = self.tool_rect().left() - 2
        if hot:
            tool = self.tool_rect()
            dots = self._icons.pixmap("ellipsis", "muted", SIZE, self.devicePixelRatio())
            inset = (tool.width() - SIZE) // 2
            painter.drawPixmap(tool.topLeft() + QPoint(inset, inset), dots)
        word = QRect(right - px(_WORD), 0, px(_WORD), self.height())
        date = QRect(word.left() - px(_DATE) - px(_GAP), 0, px(_DATE), self.height())
        calm = self.state in (StepState.DONE, StepState.OPEN)
        self._put(painter, word, self._look.word, "small" if calm else "small_strong", look.role)
        dated = self.step.done is not None or self.step.target is not None
        overdue = self.state is StepState.OVERDUE
        colour = "overdue" if overdue else ("text" if dated else "muted")
        self._put(painter, date, self._when, "base", colour, _RIGHT)
        room = QRect(shape.right(), 0, date.left() - shape.right() - px(_GAP), self.height())
        self._put_title(painter, room)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _put_title(self, painter: QPainter, room: QRect) -> None:
        colour = "muted" if self.state is StepState.DONE else "text"
        if self._is_narrow():
            half = room.height() // 2
            above, below = QRect(room), QRect(room)
            above.setBottom(room.top() + half + 1)
            below.setTop(room.top() + half - 1)
            self._put(painter, above, self._title, "base", colour)
            self._put(painter, below, self._beside, "small", "muted")
            return
        self._put(painter, room, self._title, "base", colour)
        self._put(painter, room, self._beside, "small", "muted", _RIGHT)

    def _put(
        self, painter: QPainter, room: QRect, text: str, font: str, colour: str, at: int = _LEFT
    ) -> None:
        theme = self._icons.theme
        made: QFont = theme.font(font)  # type: ignore[arg-type]
        painter.setFont(made)
        painter.setPen(theme.color(colour))
        shown = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, at, shown)

    # --- mouse --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed_at is None:
            on_shape = self.shape_rect().contains(at) or self.tool_rect().contains(at)
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if on_shape else Qt.CursorShape.ArrowCursor)
            return
        far = abs(at.y() - self._pressed_at.y()) >= QApplication.startDragDistance()
        if far and not self._drags:
            self._drags = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._drags:
            self.update()
            self.dragged.emit(self.mapToParent(at).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        if self._drags:
            self._drags = False
            self.unsetCursor()
            self.update()
            self.dropped.emit()
        elif pressed is not None:
            at = event.position().toPoint()
            if self.shape_rect().contains(pressed) and self.shape_rect().contains(at):
                self.ticked.emit()
            elif self.tool_rect().contains(pressed) and self.tool_rect().contains(at):
                self.wanted.emit("menu")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if not self.shape_rect().contains(at) and not self.tool_rect().contains(at):
            self.wanted.emit("edit")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wanted.emit("menu")
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    # --- keys ---------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # F2 edits the step and not the record that the page shows.
            if event.key() == Qt.Key.Key_F2 and not event.modifiers():
                event.accept()
                return True
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = tr("Mark as done") if self.shape_rect().contains(event.pos()) else ""
            if self.step.done is not None and tip:
                tip = tr("Not done after all")
            words = tip or "\n".join(part for part in (self._title, self._beside) if part)
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and key in _MOVES:
            self.wanted.emit(_MOVES[key])
        elif not held and key in _KEYS:
            self.wanted.emit(_KEYS[key])
        elif not held and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.ticked.emit()
        else:
            event.ignore()


_MOVES: dict[int, str] = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
_KEYS: dict[int, str] = {
    Qt.Key.Key_Up: "above",
    Qt.Key.Key_Down: "below",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
    Qt.Key.Key_F2: "edit",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Menu: "menu",
}
