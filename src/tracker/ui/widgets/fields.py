"""Qt's own fields as the house wants them: room before the number, deaf to a passing wheel."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDateEdit, QDoubleSpinBox, QSpinBox, QWidget

from tracker.ui.theme import Theme
from tracker.ui.widgets.calendar import style_calendar
from tracker.ui.widgets.wheel import WheelGuard

# A style sheet reaches neither the line edit inside a spin box nor its margins.
_MARGIN = 7
# Border and padding of the list below a combo box, and its scroll bar, in px.
_LIST_INSET = 24


class SpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        WheelGuard(self)


class DecimalBox(QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        WheelGuard(self)


class ComboBox(QComboBox):
    """A choice of some; its list is as wide as its words, also where the box is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        WheelGuard(self)

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + _LIST_INSET)
        super().showPopup()


class DayBox(QDateEdit):
    """A whole day with a calendar; partial dates have a field of their own (ui.forms)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        style_calendar(self.calendarWidget(), theme)
        WheelGuard(self)
