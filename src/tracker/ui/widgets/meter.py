"""A thin progress bar with its percent, as a widget and for delegates; and labelled bars."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.status import meter_role
from tracker.ui.theme import Theme

_BAR = 5.0
_BAR_WIDTH = 48
_GAP = 8


def paint_bar(painter: QPainter, rect: QRectF, share: float, color: QColor, track: QColor) -> None:
    """A rounded bar filled to `share`, 0 to 1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(track)
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0:
        done = QRectF(rect)
        done.setWidth(max(rect.height(), rect.width() * min(share, 1.0)))
        painter.setBrush(color)
        painter.drawRoundedRect(done, radius, radius)
    painter.restore()


def paint_meter(
    painter: QPainter, rect: QRect, theme: Theme, percent: int | None, status: str = ""
) -> None:
    """A bar and "60 %" at the right of `rect`; nothing when the percent is not known."""
    if percent is None:
        return
    painter.setFont(theme.font("base"))
    painter.setPen(theme.color("text"))
    number = tr("{percent} %", percent=percent)
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(rect, right, number)
    metrics = painter.fontMetrics()
    widest = metrics.horizontalAdvance(tr("{percent} %", percent=100))
    width = min(_BAR_WIDTH, rect.width() - widest - _GAP)
    if width < 16:
        return
    left = rect.right() - widest - _GAP - width
    bar = QRectF(left, rect.top() + (rect.height() - _BAR) / 2, width, _BAR)
    color = theme.color(meter_role(percent, status))
    paint_bar(painter, bar, percent / 100, color, theme.color("track"))


class ProgressMeter(QWidget):
    """A thin bar and its percent."""

    def __init__(
        self, icons: Icons, percent: int | None = 0, status: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._percent = percent
        self._status = status
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("base"))
        number = metrics.horizontalAdvance(tr("{percent} %", percent=100))
        return QSize(number + _GAP + _BAR_WIDTH, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_meter(QPainter(self), self.rect(), self._theme, self._percent, self._status)

    def _name(self) -> None:
        known = self._percent is not None
        self.setAccessibleName(tr("{percent} %", percent=self._percent) if known else "")


class Bar(QWidget):
    """A bar that fills the width it is given: one line of a small chart."""

    def __init__(
        self, icons: Icons, share: float, role: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._share = share
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(0, (self.height() - 8) / 2, self.width(), 8)
        color, track = self._theme.color(self._role), self._theme.color("track")
        paint_bar(QPainter(self), rect, self._share, color, track)
