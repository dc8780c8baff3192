"""The line that asks, at the card, what happened: a sentence, the day, and for what is done how
much. Enter logs it, Esc puts the card back and keeps what was typed; Ctrl and an arrow take the
card a column further before that."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
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

_WIDTH = 360
_MOST = 4_000
_DELIVERED = str(DeliverableStatus.DELIVERED)
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CONTROL = Qt.KeyboardModifier.ControlModifier


class MoveStrip(QFrame):
    """`logged` on Enter, `cancelled` on Esc, `more_asked` for the whole log dialog, `edited` as
    text is typed, `turned(by)` for another column: 1 for the next, -1 for the one before. The page
    says what it is about, and takes it away."""

    logged = Signal()
    cancelled = Signal()
    more_asked = Signal()
    edited = Signal()
    turned = Signal(int)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._today = date.min
        self._percent_shown = False
        self.setProperty("frame", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        shadow(self)
        self.status = StatusBadge(icons, "planned")
        self.back = button(icons, tr("The column before"), "chevron-left", "icon")
        self.on = button(icons, tr("The next column"), "chevron-right", "icon")
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
        self.percent.setFixedWidth(icons.theme.px(84))
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.limit = label("", "error", wrap=True)
        self.limit.hide()
        self.meanwhile = label("", "error", wrap=True)
        self.meanwhile.hide()
        self.hint = label(_hint(), "small")
        self.more = button(icons, tr("More…"), "", "quiet", tip=tr("All fields of the log"))
        self.cancel = button(icons, tr("Cancel"), "", "quiet")
        self.log = button(icons, tr("Log"), "", "primary")
        self._lay_out()
        self.note.installEventFilter(self)
        self.back.clicked.connect(self._turn_back)
        self.on.clicked.connect(self._turn_on)
        self.note.textEdited.connect(self.edited)
        self.day.textEdited.connect(self.edited)
        self.percent.valueChanged.connect(self.edited)
        self.more.clicked.connect(self.more_asked)
        self.cancel.clicked.connect(self.cancelled)
        self.log.clicked.connect(self.logged)
        self.hide()

    def ask(
        self, to: str, today: date, note: str = "", day: str = "", *, several: bool = False
    ) -> None:
        """Begin to ask about a card that goes to a status, or about several."""
        self._today = today
        self.note.setText(note)
        self.day.setText(day or write_date(PartialDate.of(today)))
        self.more.setVisible(not several)
        self.turn(to)
        self.set_busy(False)
        self.say("")
        self.say_meanwhile("")

    def turn(self, to: str, *, at_home: bool = False) -> None:
        """It goes to another status, or is back in its own column (`at_home`)."""
        self.status.set_status(to)
        said = tr("Log the move to {status}", status=word_of(to))
        self.setAccessibleName(said)
        # The keys stay in the line: that it is about another column now is told there.
        self._describe()
        # Partly is not a number: nobody is made to state one.
        self._percent_shown = to == _DELIVERED and not at_home
        self.percent.blockSignals(True)
        self.percent.setValue(100 if self._percent_shown else 0)
        self.percent.blockSignals(False)
        self.percent.setVisible(self._percent_shown)
        self.hint.setText(tr("Not moved: Enter logs the sentence alone") if at_home else _hint())

    def count_cards(self, count: int) -> None:
        """Of how many it asks, where these are several."""
        self.count.setText(trn("{n} deliverable", "{n} deliverables", count) if count > 1 else "")

    def say_limit(self, words: str) -> None:
        """That the column holds more than it should; nothing where it does not. It is no mistake:
        nothing is refused."""
        self.limit.setText(words)
        self.limit.setVisible(bool(words))
        self._describe()

    def say_meanwhile(self, words: str) -> None:
        """How the cards stand by now, which is not as they were taken up; nothing if they do. The
        keys stay where they are."""
        self.meanwhile.setText(words)
        self.meanwhile.setVisible(bool(words))
        self._describe()
        if words:
            self._fit_height()
            # Higher now: it must not hang out of the board with the button.
            over = self.parentWidget()
            room = over.height() - self.height() - 8 if over is not None else self.y()
            self.move(self.x(), max(4, min(self.y(), room)))

    def _describe(self) -> None:
        more = " ".join(one.text() for one in (self.meanwhile, self.limit) if one.text())
        said = self.accessibleName()
        self.note.setAccessibleDescription(f"{said}. {more}" if more else said)

    def open_below(self, card: QRect, room: QRect) -> None:
        """Show it at a card, moved so that all of it is seen."""
        self.setFixedWidth(min(self._icons.theme.px(_WIDTH), room.width() - 16))
        self._fit_height()
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
            self._fit_height()

    def _fit_height(self) -> None:
        """As high as its words are at its width; `adjustSize` takes them for narrower."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wraps = layout.hasHeightForWidth()
            height = layout.totalHeightForWidth(self.width()) if wraps else 0
            self.resize(self.width(), height or layout.totalSizeHint().height())

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and isinstance(event, QKeyEvent):
            by = _ARROWS.get(Qt.Key(event.key()), 0)
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if by and held == _CONTROL and event.type() == QEvent.Type.KeyPress and self._free(by):
                self.turned.emit(by)
                return True
        return super().eventFilter(watched, event)

    def _turn_back(self) -> None:
        self.turned.emit(-1)

    def _turn_on(self) -> None:
        self.turned.emit(1)

    def _free(self, by: int) -> bool:
        """Whether an arrow with Ctrl has no word to go to: nothing was typed here yet, or that is
        gone through."""
        end = len(self.note.text()) if by > 0 else 0
        at_end = self.note.cursorPosition() == end and not self.note.hasSelectedText()
        return at_end or not self.note.isModified()

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
        head.setSpacing(4)
        head.addWidget(self.back)
        head.addWidget(self.status)
        head.addWidget(self.on)
        head.addStretch(1)
        head.addWidget(self.count)
        head.addWidget(self.more)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.day)
        foot.addWidget(self.percent)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.log)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.meanwhile)
        column.addWidget(self.note)
        column.addWidget(self.problem)
        column.addWidget(self.limit)
        column.addWidget(self.hint)
        column.addLayout(foot)
        order: list[QWidget] = [
            self.back, self.on, self.note, self.day, self.percent,
            self.log, self.cancel, self.more,
        ]  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def _hint() -> str:
    return tr("Enter logs · Esc puts it back · Ctrl+← → another column")
