"""A status by shape, word and colour, as a widget and as something a delegate paints."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui.icons import SIZE, Icons
from tracker.ui.status import StatusLook, look_of

GAP = 6


def paint_status(
    painter: QPainter, rect: QRect, icons: Icons, look: StatusLook, text: str = ""
) -> None:
    """Paint icon and word in the status' colour, left in `rect` and centred in its height."""
    theme = icons.theme
    dpr = painter.device().devicePixelRatio()
    top = rect.top() + (rect.height() - SIZE) // 2
    painter.drawPixmap(QPoint(rect.left(), top), icons.pixmap(look.icon, look.role, SIZE, dpr))
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.color(look.role))
    room = rect.adjusted(SIZE + GAP, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(
        text or look.word, Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class StatusBadge(QWidget):
    """Icon and word of a status; `text` replaces the word, as in "52 days late"."""

    def __init__(
        self, icons: Icons, status: str = "", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._look = look_of(status)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.text())
        icons.theme.changed.connect(self.updateGeometry)

    def set_status(self, status: str, text: str = "") -> None:
        """Show another status."""
        self._look = look_of(status)
        self._text = text
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word shown."""
        return self._text or self._look.word

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._icons.theme.font("strong"))
        width = SIZE + GAP + metrics.horizontalAdvance(self.text()) + 2
        return QSize(width, max(SIZE, metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_status(painter, self.rect(), self._icons, self._look, self.text())
