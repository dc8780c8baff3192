"""The deliverable, found by typing a few letters; keys go on before the answer is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.names import closeness
from tracker.domain.progress import OPEN
from tracker.domain.reading import plain_label
from tracker.domain.record import spec_of
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.i18n import tr
from tracker.services import Services
from tracker.ui.desk import Desk
from tracker.ui.forms.suggest import SuggestLine
from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.status import look_of
from tracker.ui.widgets.badge import StatusBadge

_OFFERED = 12
_READ = 60


@dataclass(frozen=True, slots=True)
class Picked:
    """A deliverable as the picker knows it."""

    id: int
    name: str
    agreement: str = ""
    status: str = ""

    @property
    def text(self) -> str:
        """The line that names it."""
        return f"{self.name} · {self.agreement}" if self.agreement else self.name

    @property
    def detail(self) -> str:
        """What tells it apart in the list."""
        return " · ".join(part for part in (self.agreement, look_of(self.status).word) if part)


@dataclass(frozen=True, slots=True)
class Offers:
    """What was found for a text."""

    text: str
    found: list[Suggestion]


class PickLine(SuggestLine):
    """Enter is heard even before the suggestions for what was typed have come."""

    entered = Signal()
    arrived = Signal()
    """It has got the keyboard."""
    pending = False
    """Whether suggestions have been asked for and have not come."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.arrived.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        )
        if enter and (self.pending or self.current() is None):
            self.close_list()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class DeliverablePicker(QWidget):
    """`picked(Picked)` when one is chosen, `settled()` when the person goes on with the next field
    (perhaps before the answer has come), `missed(text)` when nothing fits."""

    picked = Signal(object)
    settled = Signal()
    missed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._current: Picked | None = None
        self._take_first = False
        self._greeted = False
        self._is_greeting = False
        self._greeting: Offers | None = None
        self._among: tuple[int, ...] = ()
        self.line = PickLine(desk.icons)
        self.line.setPlaceholderText(tr("Type a few letters of it"))
        self.line.setAccessibleName(plain_label(spec_of(ProgressEntry, "deliverable_id")))
        self.line.wanted.connect(self._ask)
        self.line.chosen.connect(self._choose)
        self.line.entered.connect(self._enter)
        self.line.arrived.connect(self._arrived)
        self.line.left.connect(self._leave)
        self.badge = StatusBadge(desk.icons)
        self.badge.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.line, 1)
        row.addWidget(self.badge)

    @property
    def current(self) -> Picked | None:
        """The deliverable chosen."""
        return self._current

    @property
    def is_waiting(self) -> bool:
        """Whether what was typed is still being looked up, and the first one found is taken."""
        return self._take_first

    def put(self, picked: Picked) -> None:
        """Show a deliverable; nothing is emitted. What is being typed is left alone."""
        before = self._current
        self._current = picked
        same = before is not None and before.id == picked.id
        if before is not None and same and self.line.hasFocus() and self.line.text() != before.text:
            return
        chosen = same and self.line.hasSelectedText()
        self._show(picked)
        if chosen:
            self.line.selectAll()

    def _show(self, picked: Picked) -> None:
        self.line.setText(picked.text)
        self.line.setCursorPosition(0)
        self.badge.set_status(picked.status)
        self.badge.setVisible(bool(picked.status))

    def greet(self, among: Sequence[int] = ()) -> None:
        """Offer the open deliverables, or those of `among`, as soon as it is shown."""
        self._greeted, self._among = True, tuple(among)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._greeted:
            self._ask("")

    def _ask(self, text: str) -> None:
        self._is_greeting, self._greeted = self._greeted, False
        self._greeting = None
        self.line.pending = True
        if self._current is not None and text.strip() != self._current.text:
            self.badge.hide()
        if self._current is not None and text.strip() == self._current.text:
            text = ""
        call = partial(offers, self._desk.services, text, self._desk.today(), self._among)
        self._desk.runner.read(self, call, self._offer, key="offers")

    def _offer(self, answer: Offers) -> None:
        text, found = answer.text, answer.found
        self.line.pending = False
        if self._take_first:
            self._take_first = False
            if found and text.strip():
                self._choose(found[0])
            else:
                self._miss()
            return
        if self._is_greeting and not self.line.hasFocus():
            # The database was quicker than the window, which has not got the keyboard yet.
            self._greeting = answer
            return
        self._is_greeting = False
        # Nothing is marked before something is typed: Enter takes nothing by accident.
        self.line.offer(found, 0 if text.strip() else -1)
        if not found and text.strip():
            self.missed.emit(text.strip())

    def _arrived(self) -> None:
        if self._greeting is not None:
            greeting, self._greeting = self._greeting, None
            self._offer(greeting)

    def _choose(self, suggestion: Suggestion) -> None:
        self.put(suggestion.payload)
        self.picked.emit(suggestion.payload)
        self.settled.emit()

    def _enter(self) -> None:
        if self._is_unchanged():
            self.settled.emit()
        elif self.line.pending:
            self._take_first = True
            self.settled.emit()
        else:
            self._ask(self.line.text())

    def _leave(self) -> None:
        if self._take_first or self._is_unchanged():
            return
        marked = self.line.current()
        if marked is not None:
            self._choose_quietly(marked)
        elif self.line.pending and self.line.text().strip():
            self._take_first = True
        else:
            self._miss()

    def _choose_quietly(self, suggestion: Suggestion) -> None:
        self.put(suggestion.payload)
        self.picked.emit(suggestion.payload)

    def _miss(self) -> None:
        """Nothing was found: what was chosen before stays; otherwise the words stay to be seen."""
        text = self.line.text().strip()
        if self._current is not None:
            self.put(self._current)
        if text and (self._current is None or text != self._current.text):
            self.missed.emit(text)

    def _is_unchanged(self) -> bool:
        return self._current is not None and self.line.text() == self._current.text


def offers(services: Services, text: str, today: date, among: Sequence[int] = ()) -> Offers:
    """What the picker offers: the open ones first, those to be seen to before others; with `text`
    all that it names. Without it nothing but `among`, if that is given."""
    kind = Deliverable.key
    if text.strip():
        ids = [pick.ref.id for pick in services.search.pick(kind, text, _READ)]
    elif among:
        ids = list(among)
    else:
        newest = (Sort("last_logged", descending=True),)
        late = Condition("status", Operator.IS, ("overdue",))
        ids = [
            *services.lists.top(kind, ListQuery(late, today), (), _OFFERED),
            *services.lists.top(kind, ListQuery(today=today), newest, _READ),
        ]
    found = _named(services, list(dict.fromkeys(ids)), today)
    if text.strip():
        # What begins as typed comes first, then what is open; a sort keeps the order otherwise.
        found.sort(key=lambda one: (closeness(text, one.name) > 0, not _is_open(one.status)))
    else:
        found = [one for one in found if _is_open(one.status)]
    shown = found[:_OFFERED]
    return Offers(text, [Suggestion(one.name, one.detail, one) for one in shown])


def _named(services: Services, ids: list[int], today: date) -> list[Picked]:
    kind = Deliverable.key
    rows = services.lists.rows(kind, ids, today, ("title", "agreement", "status"))
    return [
        Picked(id, *(str(value or "") for value in row))
        for id, row in zip(ids, rows, strict=True)
        # An empty one went to the trash for good in between.
        if row
    ]


def _is_open(status: str) -> bool:
    return status == "overdue" or status in OPEN
