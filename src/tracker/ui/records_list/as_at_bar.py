"""The line above a list that is shown as at another day, and the way back to today."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel


class AsAtBar(QWidget):
    """`back_requested` when today is wanted again; `edit_requested` for another day."""

    back_requested = Signal()
    edit_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("part", "as_at")
        self.setAccessibleName(tr("As at another day"))
        self.words = label("", "strong")
        self.more = label("", "muted", wrap=True)
        self.edit = button(icons, tr("Another day…"), "calendar", "quiet")
        self.back = button(icons, tr("Back to today"), "rotate-ccw", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel(icons, "history", "notice"))
        row.addWidget(self.words)
        row.addWidget(self.more, 1)
        row.addWidget(self.edit)
        row.addWidget(self.back)
        self.edit.clicked.connect(self.edit_requested)
        self.back.clicked.connect(self.back_requested)
        self.hide()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the day means where there is little room."""
        self.more.setVisible(not narrow)
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.setStretch(1, 1 if narrow else 0)

    def show_day(self, day: date | None, today: date) -> None:
        """The day that is shown; None for today, which needs no words."""
        self.setVisible(day is not None)
        if day is None:
            return
        self.words.setText(as_at_words(day))
        self.more.setText(
            tr("As the logs say they stood at the end of that day; what came later is listed too.")
            if day <= today
            else tr("That day is still to come: as it would stand if nothing more is logged.")
        )


def as_at_words(day: date) -> str:
    """ "As at 31 March 2024", in the person's format."""
    return tr("As at {date}", date=write_date(PartialDate.of(day)))
