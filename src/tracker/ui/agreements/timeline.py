"""The life of an agreement as a strip: statuses over the years, pauses and doubts included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_day
from tracker.domain.lifecycle import IN_FORCE, AgreementStatus, StatusSpan
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.status import look_of
from tracker.ui.widgets.labels import plain_tip

_BAR, _AXIS, _TOP, _SIDE, _FADE = 30, 36, 18, 14, 70
_CAN_SHOW = (date(1900, 1, 1), date(2200, 1, 1))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The strip's range and what is in it."""

    first: date
    last: date
    spans: tuple[StatusSpan, ...]
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """When a deliverable was or is due or done, in words, and the colour role of its mark."""

    day: date
    words: str
    role: str


def stretch_of(
    spans: Sequence[StatusSpan],
    days: Sequence[PartialDate | None],
    today: date,
    targets: Sequence[Target] = (),
) -> Stretch | None:
    """From the first day that is known to a little after today or the last one; None if no day is
    known. What lies before the first event is left out."""
    known = [on for on in days if on is not None]
    marked = [one for one in targets if _CAN_SHOW[0] < one.day < _CAN_SHOW[1]]
    firsts = [on.earliest for on in known if _CAN_SHOW[0] < on.earliest < _CAN_SHOW[1]]
    lasts = [on.latest for on in known if _CAN_SHOW[0] < on.latest < _CAN_SHOW[1]]
    if not firsts and not lasts:
        return None
    begin = min([*(firsts or lasts), *(one.day for one in marked)])
    end = max([today, *lasts, *(one.day for one in marked)])
    margin = max(timedelta(days=90), (end - begin) / 16)
    shown = tuple(
        span
        for span in spans
        if span.to_day >= begin and span.from_day <= end + margin
        and not (span.status is AgreementStatus.UNKNOWN and span.from_day == date.min)
    )  # fmt: skip
    return Stretch(begin - margin, end + margin, shown, tuple(marked))


class TimelineStrip(QWidget):
    """Paints a stretch; tooltips and the accessible name say it in words."""

    def __init__(
        self, icons: Icons, stretch: Stretch, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons, self._stretch, self._today = icons, stretch, today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = [*(words(span, stretch) for span in stretch.spans), *_target_words(stretch)]
        self.setAccessibleName("; ".join(said))
        icons.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, self._icons.theme.px(_TOP + _BAR + _AXIS + 6))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = [one for one in self._stretch.spans if self._rect(one).contains(event.pos())]
            near = [
                one.words
                for one in self._stretch.targets
                if abs(self._x(one.day) - event.pos().x()) <= 6
                and event.pos().y() > self._icons.theme.px(_TOP + _BAR)
            ]
            tip = words(found[0], self._stretch) if found else "\n".join(near)
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._years(painter)
        for span in self._stretch.spans:
            self._span(painter, span)
        self._targets(painter)
        self._now(painter)

    def _span(self, painter: QPainter, span: StatusSpan) -> None:
        theme = self._icons.theme
        look = look_of(str(span.status))
        color = theme.color(look.role)
        rect = self._rect(span).adjusted(0.5, 0, -0.5, 0)
        ground = QColor(color)
        ground.setAlpha(34 if span.certain else 14)
        ends = span.to_day < self._stretch.last
        painter.setBrush(ground if ends else _fading(ground, rect))
        pen = QPen(QBrush(color if ends else _fading(color, rect)), 1.2)
        if not span.certain:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(rect, 5, 5)
        if span.status is AgreementStatus.PAUSED:
            painter.save()
            painter.setClipRect(rect)
            painter.setPen(QPen(ground, 2))
            at = rect.left() - rect.height()
            while at < rect.right():
                painter.drawLine(
                    QPointF(at, rect.bottom()), QPointF(at + rect.height(), rect.top())
                )
                at += 7
            painter.restore()
        room = rect.adjusted(8, 0, -6, 0)
        word = look.word if span.certain else tr("{status}?", status=look.word)
        painter.setFont(theme.font("small_strong"))
        if painter.fontMetrics().horizontalAdvance(word) <= room.width():
            painter.setPen(color)
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(room, flags, word)
        if span.to_day == date.max and span.status in IN_FORCE:
            self._open_end(painter, room, painter.fontMetrics().horizontalAdvance(word))

    def _open_end(self, painter: QPainter, room: QRectF, taken: int) -> None:
        """Say that nothing is known to end it, right of today, where there is room."""
        theme = self._icons.theme
        painter.setFont(theme.font("small"))
        said = tr("open-ended")
        width = painter.fontMetrics().horizontalAdvance(said)
        left = max(room.left() + taken + 10, room.right() - width)
        before_today = self._x(self._today) - 8 - width
        if left < self._x(self._today) + 8 and left + width > self._x(self._today) - 8:
            left = before_today
        if left > room.left() + taken + 10:
            painter.setPen(theme.color("muted"))
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(left, room.top(), width + 4, room.height()), flags, said)

    def _targets(self, painter: QPainter) -> None:
        theme = self._icons.theme
        y = theme.px(_TOP + _BAR) + 9
        painter.setPen(Qt.PenStyle.NoPen)
        for one in self._stretch.targets:
            x = self._x(one.day)
            painter.setBrush(theme.color(one.role))
            corners = [QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4), QPointF(x - 4, y)]
            painter.drawPolygon(corners)

    def _years(self, painter: QPainter) -> None:
        theme = self._icons.theme
        first, last = self._stretch.first, self._stretch.last
        painter.setFont(theme.font("small"))
        widest = painter.fontMetrics().horizontalAdvance("2000") + 16
        years = max(1, last.year - first.year)
        room = max(1.0, self.width() / years)
        step = next(one for one in (1, 2, 5, 10, 20, 50, 500) if one * room >= widest)
        bottom = theme.px(_TOP + _BAR) + 16
        for year in range(first.year + 1, last.year + 1):
            if year % step:
                continue
            x = self._x(date(year, 1, 1))
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, theme.px(_TOP) - 4), QPointF(x, bottom))
            painter.setPen(theme.color("muted"))
            box = QRectF(x - 30, bottom, 60, theme.px(_AXIS) - 14)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(year))

    def _now(self, painter: QPainter) -> None:
        theme = self._icons.theme
        x = self._x(self._today)
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.drawLine(QPointF(x, 8), QPointF(x, theme.px(_TOP + _BAR) + 4))
        painter.setBrush(theme.color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(x, 8), 3, 3)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("accent"))
        said = tr("today")
        width = painter.fontMetrics().horizontalAdvance(said)
        left = x + 7 if x + 7 + width < self.width() - 4 else x - 7 - width
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left, 0, width + 4, 16), flags, said)

    def _rect(self, span: StatusSpan) -> QRectF:
        px = self._icons.theme.px
        left = self._x(max(span.from_day, self._stretch.first))
        right = self._x(min(span.to_day, self._stretch.last))
        return QRectF(left, px(_TOP), max(3.0, right - left), px(_BAR))

    def _x(self, day: date) -> float:
        first, last = self._stretch.first, self._stretch.last
        share = (day - first).days / max(1, (last - first).days)
        return _SIDE + share * (self.width() - 2 * _SIDE)


def _fading(color: QColor, rect: QRectF) -> QLinearGradient:
    """The colour until near the right end, then less and less of it."""
    gone = QColor(color)
    gone.setAlpha(0)
    found = QLinearGradient(rect.topLeft(), rect.topRight())
    found.setColorAt(0, color)
    found.setColorAt(max(0.0, 1 - _FADE / max(1.0, rect.width())), color)
    found.setColorAt(1, gone)
    return found


def _target_words(stretch: Stretch) -> list[str]:
    return [one.words for one in stretch.targets]


def words(span: StatusSpan, stretch: Stretch) -> str:
    """A span in words: "Active, 3 Dec 2018 to today", open ends said."""
    status = look_of(str(span.status)).word
    if not span.certain:
        status = tr("{status}, not certain", status=status)
    if span.from_day <= stretch.first and span.to_day >= stretch.last:
        return status
    if span.from_day <= date.min:
        return tr("{status} until {end}", status=status, end=write_day(span.to_day))
    if span.to_day >= stretch.last:
        return tr("{status} from {start}", status=status, start=write_day(span.from_day))
    start, end = write_day(span.from_day), write_day(span.to_day)
    return tr("{status} from {start} to {end}", status=status, start=start, end=end)
