"""A measure over time: a small line, what was planned as a dashed one, each point told in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.measures import Series
from tracker.domain.money import write_decimal
from tracker.i18n import tr, trn
from tracker.ui.icons import Icons
from tracker.ui.widgets.labels import plain_tip

_HEIGHT, _PAD, _DOT = 92, 10, 3.5
_NEAR = 14.0


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the line, in px."""

    at: QPointF
    words: str


class MeasureChart(QWidget):
    """Left and right go through the points, each is told; `point_changed(words)`."""

    point_changed = Signal(str)

    def __init__(self, icons: Icons, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self.series = icons, series
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("{metric} over time", metric=series.metric))
        self.setAccessibleDescription(self.description())
        icons.theme.changed.connect(self.updateGeometry)

    # Words.

    def description(self) -> str:
        """What the line shows, for who does not see it."""
        points = self.series.points
        if not points:
            return tr("Nothing is logged yet.")
        said = [trn("{n} value", "{n} values", len(points)), self.point_words(0)]
        if len(points) > 1:
            said.append(self.point_words(len(points) - 1))
        if self.series.planned is not None:
            said.append(tr("planned: {value}", value=self._with_unit(self.series.planned)))
        return "; ".join(said)

    def point_words(self, at: int) -> str:
        """One value with its day."""
        point = self.series.points[at]
        return f"{write_date(point.on)}: {self._with_unit(point.value)}"

    @property
    def current(self) -> int | None:
        """The point that is told."""
        return self._at

    def _with_unit(self, value: Decimal) -> str:
        return f"{write_decimal(value)} {self.series.unit}".strip()

    # Size and events.

    def sizeHint(self) -> QSize:
        px = self._icons.theme.px
        return QSize(px(280), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        px = self._icons.theme.px
        return QSize(px(120), px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.series.points) - 1
        here = last + 1 if self._at is None else self._at
        to = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is None or last < 0:
            super().keyPressEvent(event)
            return
        self._show(max(0, min(last, to)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None and self.series.points:
            self._show(len(self.series.points) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        if near is not None:
            words = plain_tip(self.point_words(near))
            QToolTip.showText(event.globalPosition().toPoint(), words, self)
        else:
            QToolTip.hideText()
        if not self.hasFocus():
            self._show(near)

    def leaveEvent(self, event: object) -> None:
        if not self.hasFocus():
            self._show(None)

    def _near(self, at: QPointF) -> int | None:
        found = [(abs(place.at.x() - at.x()), index) for index, place in enumerate(self._places())]
        distance, index = min(found, default=(_NEAR, 0))
        return index if distance < self._icons.theme.px(int(_NEAR)) else None

    def _show(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            words = self.point_words(at) if at is not None else ""
            self.setAccessibleDescription(words or self.description())
            self.point_changed.emit(words)
            self.update()

    # Painting.

    def _bounds(self) -> tuple[Decimal, Decimal]:
        values = [point.value for point in self.series.points]
        if self.series.planned is not None:
            values.append(self.series.planned)
        values.append(Decimal(0))
        low, high = min(values), max(values)
        return (low, high) if high > low else (low, low + 1)

    def _days(self) -> tuple[date, date]:
        days = [point.on.earliest for point in self.series.points]
        return min(days), max(days)

    def _area(self) -> QRectF:
        theme = self._icons.theme
        metrics = QFontMetrics(theme.font("small"))
        low, high = self._bounds()
        widest = max(metrics.horizontalAdvance(_short(one)) for one in (low, high))
        left, below = widest + theme.px(8), metrics.height() + theme.px(4)
        box = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD / 2)
        return box.adjusted(left, 0, 0, -below)

    def _places(self) -> list[Place]:
        if not self.series.points:
            return []
        area, (first, last) = self._area(), self._days()
        days = (last - first).days
        found = []
        for index, point in enumerate(self.series.points):
            share = (point.on.earliest - first).days / days if days else 0.5
            x = area.left() + share * area.width()
            found.append(Place(QPointF(x, self._y(area, point.value)), self.point_words(index)))
        return found

    def _y(self, area: QRectF, value: Decimal) -> float:
        low, high = self._bounds()
        return area.bottom() - float((value - low) / (high - low)) * area.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._icons.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        area = self._area()
        low, high = self._bounds()
        line = theme.color("line")
        painter.setPen(QPen(line, 1))
        for value in dict.fromkeys((low, Decimal(0), high)):
            y = round(self._y(area, value)) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(theme.color("muted"))
        for value in (low, high):
            box = QRectF(0, self._y(area, value) - 10, area.left() - theme.px(6), 20)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _short(value)
            )
        if self.series.planned is not None:
            y = self._y(area, self.series.planned)
            painter.setPen(QPen(theme.color("muted"), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        self._paint_days(painter, area)
        self._paint_line(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_days(self, painter: QPainter, area: QRectF) -> None:
        if not self.series.points:
            return
        painter.setPen(self._icons.theme.color("muted"))
        below = QRectF(area.left(), area.bottom() + 3, area.width(), self.height())
        points = self.series.points
        if len(points) == 1:
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(below, flags, write_date(points[0].on))
            return
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | top, write_date(points[0].on))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | top, write_date(points[-1].on))

    def _paint_line(self, painter: QPainter) -> None:
        theme = self._icons.theme
        places = self._places()
        accent = theme.color("accent")
        painter.setPen(QPen(accent, 2))
        if len(places) > 1:
            painter.drawPolyline(QPolygonF([place.at for place in places]))
        for index, place in enumerate(places):
            told = index == self._at
            painter.setPen(QPen(accent, 2))
            painter.setBrush(theme.color("surface") if told else accent)
            if len(places) <= 40 or told:
                radius = _DOT + 2 if told else _DOT
                painter.drawEllipse(place.at, radius, radius)


def _short(value: Decimal) -> str:
    """A number at the end of an axis: long ones in thousands, millions ..."""
    size = abs(value)
    for power, unit in ((12, "T"), (9, "G"), (6, "M"), (3, "k")):
        if size >= Decimal(10) ** power * 10:
            return f"{write_decimal(round(value / Decimal(10) ** power, 1))} {unit}"
    return write_decimal(round(value, 2))
