"""The line that asks, at the card, what happened: a sentence, the day, and for what is done how
much. Enter logs it, Esc puts the card back and keeps what was typed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading import read_date
from tracker.domain.dates_writing import write_date
from tracker.domain.progress import DeliverableStatus
from tracker.i18n import tr, trn
from tracker.ui.board.arranging import word_of
from tracker.ui.icons import Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.badge import StatusBadge
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import shadow
from tracker.ui.widgets.dialog_frame import commit_input
from tracker.ui.widgets.fields import SpinBox
from tracker.ui.widgets.labels import label

_WIDTH = 340
_MOST = 4_000
_DONE = (str(DeliverableStatus.DELIVERED), str(DeliverableStatus.PARTLY_DELIVERED))


class MoveStrip(QFrame):
    """`logged` on Enter, `cancelled` on Esc, `more_asked` for the whole log dialog, `edited` as
    text is typed. The page says what it is about, and takes it away."""

    logged = Signal()
    cancelled = Signal()
    more_asked = Signal()
    edited = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._today = date.min
        self._percent_shown = False
        self.setProperty("frame", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        shadow(self)
        self.status = StatusBadge(icons, "planned")
        self.count = label("", "muted")
        self.note = QLineEdit()
        self.note.setMaxLength(_MOST)
        self.note.setPlaceholderText(tr("What happened"))
        self.note.setAccessibleName(tr("What happened"))
        self.day = QLineEdit()
        self.day.setAccessibleName(tr("On"))
        self.day.setFixedWidth(icons.theme.px(118))
        self.percent = SpinBox()
        self.percent.setRange(0, 100)
        self.percent.setSuffix(" %")
        self.percent.setAccessibleName(tr("Percent"))
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.hint = label(tr("Enter logs · Esc puts it back"), "small")
        self.more = button(icons, tr("More…"), "", "quiet", tip=tr("All fields of the log"))
        self.cancel = button(icons, tr("Cancel"), "", "quiet")
        self.log = button(icons, tr("Log"), "", "primary")
        self._lay_out()
        self.note.textEdited.connect(self.edited)
        self.day.textEdited.connect(self.edited)
        self.percent.valueChanged.connect(self.edited)
        self.more.clicked.connect(self.more_asked)
        self.cancel.clicked.connect(self.cancelled)
        self.log.clicked.connect(self.logged)
        self.hide()

    def ask(self, to: str, count: int, today: date, note: str = "", day: str = "") -> None:
        """Begin to ask about cards that go to a status."""
        self._today = today
        self.status.set_status(to)
        self.count.setText(trn("{n} deliverable", "{n} deliverables", count) if count > 1 else "")
        self.setAccessibleName(tr("Log the move to {status}", status=word_of(to)))
        self.note.setText(note)
        self.day.setText(day or write_date(PartialDate.of(today)))
        self._percent_shown = to in _DONE
        self.percent.setVisible(self._percent_shown)
        self.percent.blockSignals(True)
        self.percent.setValue(100 if to == _DONE[0] else 0)
        self.percent.blockSignals(False)
        # Partly is not a number: nobody is made to state one.
        self.percent.setVisible(to == _DONE[0])
        self._percent_shown = to == _DONE[0]
        self.more.setVisible(count == 1)
        self.set_busy(False)
        self.say("")

    def open_below(self, card: QRect, room: QRect) -> None:
        """Show it at a card, moved so that all of it is seen."""
        self.setFixedWidth(min(self._icons.theme.px(_WIDTH), room.width() - 16))
        self.adjustSize()
        at = QPoint(card.left(), card.bottom() + 6)
        if at.y() + self.height() > room.bottom() - 8:
            above = card.top() - self.height() - 6
            at.setY(above if above >= 4 else max(4, room.bottom() - self.height() - 8))
        at.setX(max(8, min(at.x(), room.right() - self.width() - 8)))
        self.move(at)
        self.show()
        self.raise_()

    def take_focus(self) -> None:
        """The keys go to the sentence."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note.end(False)

    def read_day(self) -> PartialDate:
        """The day in the line; today if it is empty. ValueError, in words, if it is none."""
        text = self.day.text().strip()
        return read_date(text, self._today) if text else PartialDate.of(self._today)

    def read_percent(self) -> int | None:
        """The percent, where it is asked for."""
        return self.percent.value() if self._percent_shown else None

    def typed(self) -> bool:
        """Whether anything was typed that is worth keeping."""
        return bool(self.note.text().strip())

    def say(self, problem: str, *, of_day: bool = False) -> None:
        """What is wrong, beside the fields; nothing takes it away."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        set_property(self.note, "invalid", bool(problem) and not of_day)
        set_property(self.day, "invalid", bool(problem) and of_day)
        if problem:
            (self.day if of_day else self.note).setFocus()
            self.adjustSize()

    def set_busy(self, busy: bool) -> None:
        """While it is written, nothing is pressed twice."""
        self.log.setEnabled(not busy)
        # What is typed after Enter would be in neither the log nor the draft.
        for line in (self.note, self.day):
            line.setReadOnly(busy)
        self.percent.setReadOnly(busy)

    def has_focus(self) -> bool:
        """Whether the keys go to it."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            commit_input()
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                commit_input()
                self.logged.emit()
        else:
            # Nothing typed here is meant for the board below.
            event.accept()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.status)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.percent)
        head.addWidget(self.day)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.log)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.problem)
        column.addWidget(self.hint)
        column.addLayout(foot)
        order: list[QWidget] = [
            self.note, self.day, self.percent, self.log, self.cancel, self.more,
        ]  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
