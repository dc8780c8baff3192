"""What opens below a step, in place: a sentence and a day to log that it is done; its fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading import read_date
from tracker.domain.dates_writing import write_date
from tracker.domain.milestones import target_from
from tracker.domain.offsets import Offset, read_offset, write_offset
from tracker.domain.record import spec_of
from tracker.domain.records.deliverables import Milestone
from tracker.domain.validation import problem_with
from tracker.i18n import tr
from tracker.ui.deliverables.steps_memory import StepsMemory
from tracker.ui.icons import Icons
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.dialog_frame import commit_input
from tracker.ui.widgets.labels import label

_TITLE = spec_of(Milestone, "title")
_MOST_NOTE = 20_000


class _Panel(QWidget):
    """Fields in a row; Enter takes them, Esc closes and keeps what is typed."""

    taken = Signal()
    closed = Signal()
    KEY = ""

    def __init__(self, icons: Icons, memory: StepsMemory, step: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons, self._memory, self._step = icons, memory, step
        self._lines: dict[str, QLineEdit] = {}
        self._says: dict[str, QWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(icons.theme.px(34), 2, icons.theme.px(12), 10)
        self.column.setSpacing(4)
        self._error = label("", "error", wrap=True)
        self._error.hide()

    def _line(self, name: str, otherwise: str, hint: str, caption: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setText(self._memory.text(self.KEY, self._step, name, otherwise))
        made.setPlaceholderText(hint)
        made.setAccessibleName(caption)
        made.textEdited.connect(self._typed)
        made.installEventFilter(self)
        self._lines[name] = made
        return made

    def _typed(self) -> None:
        for name, line in self._lines.items():
            self._memory.texts[self.KEY, self._step, name] = line.text()
        self.say({})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        commit_input()
        if not self.problems():
            self.taken.emit()

    def problems(self) -> bool:
        """Say beside the fields what is wrong with them; whether anything is."""
        raise NotImplementedError

    def say(self, wrong: dict[str, str]) -> None:
        """Mark fields and say what is wrong; the first of them gets the keyboard."""
        for name, line in self._lines.items():
            set_property(line, "invalid", name in wrong)
            line.setAccessibleDescription(wrong.get(name, ""))
        self._error.setText("\n".join(wrong.values()))
        self._error.setVisible(bool(wrong))
        if wrong:
            self._lines[next(iter(wrong))].setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Take the keyboard."""
        first = next(iter(self._lines.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()


class ReachPanel(_Panel):
    """A sentence, and the day: today unless something else is written."""

    KEY = "reach"

    def __init__(
        self, icons: Icons, memory: StepsMemory, step: Milestone, today: date, parent: QWidget
    ) -> None:
        super().__init__(icons, memory, step.id or 0, parent)
        self._today = today
        self.note = self._line("note", "", tr("What happened? (not needed)"), tr("What happened"))
        self.day = self._line("day", "", tr("today"), tr("On which day"))
        self.day.setFixedWidth(icons.theme.px(120))
        log = button(icons, tr("Log as done"), "check", "primary")
        log.clicked.connect(self._take)
        close = button(icons, tr("Close"), "x", "icon")
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        row.addWidget(self.day)
        row.addWidget(log)
        row.addWidget(close)
        self.column.addLayout(row)
        self.column.addWidget(self._error)

    def values(self) -> tuple[PartialDate, str]:
        """The day and the sentence; ValueError with a sentence."""
        text = self.day.text().strip()
        day = read_date(text, self._today) if text else PartialDate.of(self._today)
        return day, self.note.text().strip()

    def problems(self) -> bool:
        wrong: dict[str, str] = {}
        if len(self.note.text()) > _MOST_NOTE:
            wrong["note"] = tr("The sentence is too long.")
        try:
            self.values()
        except ValueError as error:
            wrong["day"] = str(error)
        self.say(wrong)
        return bool(wrong)


class EditPanel(_Panel):
    """Title, how far from the event, and target; a new step if it has no id.

    What is written as a distance shows the day it gives, as long as no target is written.
    """

    KEY = "edit"

    def __init__(
        self,
        icons: Icons,
        memory: StepsMemory,
        step: Milestone,
        anchor: PartialDate | None,
        today: date,
        counted: str,
        parent: QWidget,
    ) -> None:
        super().__init__(icons, memory, step.id or 0, parent)
        self._anchor, self._today, self._stored = anchor, today, step
        self.title = self._line("title", step.title, tr("What is to be done"), tr("Step"))
        self.offset = self._line(
            "offset", write_offset(step.offset), tr("such as 6 weeks before"), tr("From the event")
        )
        self.target = self._line(
            "target", write_date(step.target), tr("such as May 2027"), tr("Target")
        )
        self._gives = label("", "small", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        for at, (caption, line) in enumerate(
            ((tr("Step"), self.title), (tr("From the event"), self.offset),
             (tr("Target"), self.target))
        ):  # fmt: skip
            words = label(caption, "small")
            words.setBuddy(line)
            grid.addWidget(words, 0, at)
            grid.addWidget(line, 1, at)
        for at, share in enumerate((5, 3, 3)):
            grid.setColumnStretch(at, share)
        save = button(icons, tr("Add") if step.id is None else tr("Save"), "", "primary")
        save.clicked.connect(self._take)
        close = button(icons, tr("Close"), "x", "icon")
        close.clicked.connect(self.closed)
        grid.addWidget(save, 1, 3)
        grid.addWidget(close, 1, 4)
        self.column.addLayout(grid)
        self.column.addWidget(self._gives)
        self.column.addWidget(self._error)
        self._counted = counted
        self.offset.textEdited.connect(self._offset_typed)
        self._show_given()

    def values(self) -> tuple[str, Offset | None, PartialDate | None]:
        """Title, offset, target; ValueError where the last two cannot be read."""
        return " ".join(self.title.text().split()), self._offset(), self._target()

    def problems(self) -> bool:
        wrong: dict[str, str] = {}
        if message := problem_with(_TITLE, " ".join(self.title.text().split())):
            wrong["title"] = message
        readers: tuple[tuple[str, Callable[[], object]], ...] = (
            ("offset", self._offset), ("target", self._target),
        )  # fmt: skip
        for name, read in readers:
            try:
                read()
            except ValueError as error:
                wrong[name] = str(error)
        self.say(wrong)
        return bool(wrong)

    def _offset(self) -> Offset | None:
        text = self.offset.text().strip()
        if text == write_offset(self._stored.offset):
            return self._stored.offset
        return read_offset(text) if text else None

    def _target(self) -> PartialDate | None:
        text = self.target.text().strip()
        if text == write_date(self._stored.target):
            return self._stored.target
        return read_date(text, self._today) if text else None

    def _offset_typed(self) -> None:
        """The target follows what is written, as the step will."""
        try:
            offset = self._offset()
        except ValueError:
            self._gives.setText(self._counted)
            return
        given = target_from(self._anchor, offset)
        if given is not None:
            self.target.setText(write_date(given))
            self._typed()
        self._show_given()

    def _show_given(self) -> None:
        try:
            given = target_from(self._anchor, self._offset())
        except ValueError:
            given = None
        words = self._counted
        if given is not None:
            words = tr("{counted}: {date}", counted=self._counted, date=write_date(given))
        self._gives.setText(words)
