"""The editor of a date as far as it is known: free text, and beside it what was understood."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QDate, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.fields import FieldSpec
from tracker.i18n import tr
from tracker.ui.forms.lines import LineEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.icons import Icons
from tracker.ui.widgets.calendar import style_calendar
from tracker.ui.widgets.labels import plain_tip

_GAP = 10
_BUTTON = 22
_DASH = re.compile(r"[-–—]")


class CalendarPopup(QFrame):
    """A month to choose a day from; `picked(date)`."""

    picked = Signal(object)

    def __init__(self, icons: Icons, day: QDate, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("frame", "card")
        self._calendar = QCalendarWidget(self)
        self._calendar.setAccessibleName(tr("Calendar"))
        style_calendar(self._calendar, icons.theme)
        self._calendar.setSelectedDate(day)
        self._calendar.clicked.connect(self._choose)
        self._calendar.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._calendar)

    def open_at(self, corner: QPoint) -> None:
        """Show it with its upper left corner there, moved so that all of it is on the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()
        self._calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        chosen = PartialDate.parse(day.toString(Qt.DateFormat.ISODate))
        self.picked.emit(chosen)
        self.close()


class DateLine(QLineEdit):
    """A line that shows, while it is not being edited, the date its text was understood as."""

    opened = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.understood = ""
        # Not QLineEdit.addAction: it misplaces its button where a style sheet gives padding.
        self._button = QToolButton(self)
        self._button.setProperty("kind", "field")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.setAccessibleName(tr("Calendar"))
        self._button.setIconSize(QSize(14, 14))
        icons.apply(self._button, "calendar", "muted", size=14)
        self._button.clicked.connect(self.opened)
        self.setTextMargins(0, 0, _BUTTON, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = min(_BUTTON, self.height() - 6)
        self._button.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not (
            event.modifiers() & ~Qt.KeyboardModifier.AltModifier
        ):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() or not self.understood or self.understood == self.text():
            return
        theme = self._icons.theme
        metrics = QFontMetrics(self.font())
        room = QRect(self.rect().adjusted(9, 2, -30, -2))
        typed, meant = (metrics.horizontalAdvance(text) for text in (self.text(), self.understood))
        painter = QPainter(self)
        painter.setFont(self.font())
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if typed + _GAP + meant <= room.width():
            painter.setPen(theme.color("muted"))
            painter.drawText(room.adjusted(typed + _GAP, 0, 0, 0), where, self.understood)
            return
        # No room for both: what it means is what one wants to see; the text is back on focus.
        painter.fillRect(room, theme.color("field" if self.isEnabled() else "window"))
        painter.setPen(theme.color("text" if self.isEnabled() else "disabled"))
        text = metrics.elidedText(self.understood, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, where, text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


class DateEditor(LineEditor):
    """ "4 June 2024", "Aug 2020", "next Friday", "2020년 8월": what is typed stays as it is."""

    line: DateLine

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.line.opened.connect(self._open_calendar)

    def read(self, text: str) -> Any:
        value = super().read(text)
        # "next Friday" means the Friday after the day on which it was typed.
        self._shown = (text, value)
        return value

    def check(self) -> None:
        super().check()
        self._say_understood()

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._say_understood()

    def raw(self) -> Any:
        found = self.collect().value
        return {"text": self.text(), "edtf": found.edtf if found is not None else ""}

    def set_raw(self, raw: Any) -> None:
        if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
            return
        self.put_text(raw["text"])
        if raw.get("edtf"):
            try:
                self._shown = (self.text(), PartialDate.parse(str(raw["edtf"])))
            except ValueError:
                self._shown = None
        self.check()

    def _made_line(self) -> QLineEdit:
        return DateLine(self.parts.icons, self)

    def _typed(self) -> None:
        self.line.understood = ""
        super()._typed()

    def _say_understood(self) -> None:
        found = self.collect()
        meant = write_date(found.value, self.parts.language) if found.value is not None else ""
        differs = bool(meant) and _plainly(meant) != _plainly(self.text())
        self.line.understood = meant if differs else ""
        self.line.setToolTip(plain_tip(meant if differs else self.described()))
        if not self.problem:
            said = tr("understood as {date}", date=meant) if differs else self.described()
            self.line.setAccessibleDescription(said)
        self.line.update()

    def _open_calendar(self) -> None:
        found = self.collect().value
        day = found.earliest if found is not None and found.is_day else self.parts.today()
        popup = CalendarPopup(self.parts.icons, QDate(day.year, day.month, day.day), self)
        popup.picked.connect(self._pick)
        popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _pick(self, value: PartialDate) -> None:
        self.set_value(value)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


def _plainly(text: str) -> str:
    """A date without what makes no difference: "4 June 2024" and "4 Jun 2024" are the same."""
    return " ".join(word[:3] if word.isalpha() else word for word in _DASH.sub(" ", text).split())
