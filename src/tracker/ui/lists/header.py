"""The head of a list: sort by click (Shift adds a column), move, resize, the menu of a column."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from tracker.domain.list_views import Sort
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.lists.fitting import EDGE
from tracker.ui.lists.frozen import frozen_width, paint_edge
from tracker.ui.lists.model import WindowedTableModel

_PAD = 10
_ARROW = 12
_GRIP = 4
_BUTTON = Qt.MouseButton.LeftButton


class ListHeader(QHeaderView):
    """What the person does to columns with the mouse; `menu_requested(section, point)`."""

    menu_requested = Signal(int, QPoint)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._icons = icons
        self._shift = 0
        self._pulled: int | None = None
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(tr("Columns"))
        self.sectionClicked.connect(self._sort_by)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if width := frozen_width(self):
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, width, self.height()), self.logicalIndex(0))
            paint_edge(painter, width, self.height(), self._icons.theme.color("line"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._at_edge(point) and event.button() == _BUTTON:
            # Qt takes no column by an edge that is not where the column truly ends.
            self._pulled = point.x() - self.sectionSize(self.logicalIndex(0))
            return
        # Until the button is let go: what is dragged may leave the column.
        self._shift = self._beyond(point)
        super().mousePressEvent(self._shifted(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pulled is not None:
            width = max(self.minimumSectionSize(), point.x() - self._pulled)
            self.resizeSection(self.logicalIndex(0), width)
            return
        if not event.buttons():
            self._shift = self._beyond(point)
        super().mouseMoveEvent(self._shifted(event))
        if not event.buttons() and self._at_edge(point):
            self.setCursor(Qt.CursorShape.SplitHCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pulled is not None:
            self._pulled = None
            return
        super().mouseReleaseEvent(self._shifted(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._shifted(event))

    def _at_edge(self, point: QPoint) -> bool:
        """Whether a point is where the first column, over others, can be made wider."""
        width = frozen_width(self)
        return bool(width) and abs(point.x() - width) <= _GRIP

    def _beyond(self, point: QPoint) -> int:
        """How far from its own place a point stands on the first column; 0 on any other."""
        frozen = 0 <= point.x() < frozen_width(self)
        return self.sectionViewportPosition(self.logicalIndex(0)) if frozen else 0

    def _shifted(self, event: QMouseEvent) -> QMouseEvent:
        """What the mouse does on the first column, where that column truly lies."""
        if not self._shift:
            return event
        place = event.position() + QPointF(self._shift, 0)
        return QMouseEvent(
            event.type(), place, event.scenePosition(), event.globalPosition(),
            event.button(), event.buttons(), event.modifiers(), event.pointingDevice(),
        )  # fmt: skip

    @property
    def is_dragged(self) -> bool:
        """Whether the mouse is pulling at it."""
        return bool(QGuiApplication.mouseButtons() & _BUTTON)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._icons.theme.px(30))

    def corner_of(self, section: int) -> QPoint:
        """The lower left corner of a section, on the screen."""
        left = max(0, self.sectionViewportPosition(section))
        return self.viewport().mapToGlobal(QPoint(left, self.height()))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        model = self.model()
        if not isinstance(model, WindowedTableModel):
            return
        theme = self._icons.theme
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        column = model.columns[logicalIndex]
        edge = EDGE if self.visualIndex(logicalIndex) == 0 else 0
        room = rect.adjusted(_PAD + edge, 0, -_PAD, -1)
        painter.setFont(theme.font("head"))
        rank = next((n for n, k in enumerate(model.sort_keys) if k.key == column.key), -1)
        painter.setPen(theme.color("text" if rank >= 0 else "muted"))
        # Of several the place is told.
        place = str(rank + 1) if rank >= 0 and len(model.sort_keys) > 1 else ""
        metrics = painter.fontMetrics()
        beside = _ARROW + 4 + metrics.horizontalAdvance(place) if rank >= 0 else 0
        words = room.adjusted(0, 0, -beside, 0)
        text = metrics.elidedText(tr(column.label), Qt.TextElideMode.ElideRight, words.width())
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        if rank < 0:
            return
        name = "arrow-down" if model.sort_keys[rank].descending else "arrow-up"
        width = metrics.horizontalAdvance(text)
        left = words.right() + 4 if column.right else words.left() + width + 4
        top = words.center().y() - _ARROW // 2 + 1
        dpr = self.devicePixelRatio()
        painter.drawPixmap(QPoint(left, top), self._icons.pixmap(name, "text", _ARROW, dpr))
        painter.drawText(
            QRect(left + _ARROW, room.top(), room.width(), room.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            place,
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos() + QPoint(self._beyond(event.pos()), 0))
        if section >= 0:
            self.menu_requested.emit(section, event.globalPos())

    def _sort_by(self, section: int) -> None:
        model = self.model()
        if isinstance(model, WindowedTableModel) and model.columns[section].sortable:
            add = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            model.set_sort(turned(model.sort_keys, model.columns[section].key, add=add))


def turned(keys: tuple[Sort, ...], key: str, *, add: bool) -> list[Sort]:
    """The sort after a click on a column: by it, or the other way round if it was by it already;
    with `add` beside the others."""
    at = next((n for n, known in enumerate(keys) if known.key == key), -1)
    new = Sort(key, at >= 0 and not keys[at].descending)
    if not add:
        return [new]
    return [*keys[:at], new, *keys[at + 1 :]] if at >= 0 else [*keys, new]
