"""Qt's calendar in the theme's colours; its own weekends are red, as if they were overdue."""

from __future__ import annotations

from functools import partial
from weakref import ref

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget
from shiboken6 import isValid

from tracker.i18n import spoken_language
from tracker.ui.theme import Theme


def style_calendar(calendar: QCalendarWidget, theme: Theme) -> None:
    """Give a calendar (also a date field's `calendarWidget()`) the theme's colours, and keep it;
    months and days are in the language of the window, the week begins as on the person's system."""
    calendar.setLocale(QLocale(spoken_language()))
    calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setGridVisible(False)
    renew = partial(_color, ref(calendar), theme)
    renew()
    theme.changed.connect(renew)
    calendar.destroyed.connect(partial(_let_go, theme, renew))


def _color(calendar: ref[QCalendarWidget], theme: Theme) -> None:
    found = calendar()
    if found is None or not isValid(found):
        return
    head, weekend, plain = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    head.setForeground(theme.color("muted"))
    head.setFontPointSize(theme.font("head").pixelSize() * 0.75)
    weekend.setForeground(theme.color("muted"))
    plain.setForeground(theme.color("text"))
    found.setHeaderTextFormat(head)
    for day in Qt.DayOfWeek:
        late = day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
        found.setWeekdayTextFormat(day, weekend if late else plain)


def _let_go(theme: Theme, renew: partial[None]) -> None:
    if isValid(theme):
        theme.changed.disconnect(renew)
