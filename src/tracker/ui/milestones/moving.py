"""Which steps move with the event: a preview with a box for each, moved in one action."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.dates_writing import write_date
from tracker.i18n import tr, trn
from tracker.services.milestone_moves import StepsOffer
from tracker.ui.desk import Desk
from tracker.ui.milestones.moves_table import MoveRow, MovesTable
from tracker.ui.trashing import say_done
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label

_WIDTH, _ROW, _MOST_ROWS = 640, 30, 14


def ask_to_move(
    desk: Desk, window: QWidget, deliverable_id: int | None, event_id: int | None
) -> None:
    """Ask about the steps that no longer fit; says so if all do."""
    call = partial(
        desk.services.milestones.left_behind, deliverable_id=deliverable_id, event_id=event_id
    )
    desk.runner.read(window, call, partial(_answered, desk, window))


def _answered(desk: Desk, window: QWidget, offers: tuple[StepsOffer, ...]) -> None:
    if offers:
        open_offer(desk, window, offers)
    else:
        desk.messages.toast(tr("Every step fits its day."))


def open_offer(desk: Desk, window: QWidget, offers: Sequence[StepsOffer]) -> MoveStepsDialog:
    """Show the question beside the work, which can go on; another one is answered by it."""
    for other in window.findChildren(MoveStepsDialog):
        other.done(0)
    made = MoveStepsDialog(desk, offers, window)
    made.setModal(False)
    made.show()
    return made


class MoveStepsDialog(DialogFrame):
    """Enter moves what is ticked, Space ticks, Esc leaves everything as it is."""

    def __init__(
        self, desk: Desk, offers: Sequence[StepsOffer], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.icons, _title(offers), "calendar-clock", parent=parent)
        self._desk, self._offers = desk, tuple(offers)
        self.body.addWidget(label(_why(self._offers), wrap=True))
        self.table = MovesTable(desk.icons, rows_of(self._offers), parent=self)
        self.body.addWidget(self.table, 1)
        by_hand = sum(len(offer.by_hand) for offer in self._offers)
        if by_hand:
            words = trn(
                "{n} step was set by hand and stays, unless you tick it.",
                "{n} steps were set by hand and stay, unless you tick them.",
                by_hand,
            )
            self.body.addWidget(label(words, "small", wrap=True))
        self.set_hint(tr("Space ticks a step"))
        self.leave_button = self.add_button(tr("&Leave them"))
        self.move_button = self.add_button("", "primary", default=True)
        self.leave_button.clicked.connect(self.reject)
        self.move_button.clicked.connect(self._move)
        self.table.chosen_changed.connect(self._say)
        px = desk.icons.theme.px
        rows = min(len(self.table.model_.rows), _MOST_ROWS)
        self.resize(px(_WIDTH), px(190 + rows * _ROW + (24 if by_hand else 0)))
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.move_button.isEnabled() and not event.isAutoRepeat():
                self._move()
            return
        super().keyPressEvent(event)

    def _say(self) -> None:
        count = len(self.table.chosen())
        words = trn("&Move {n} step", "&Move {n} steps", count) if count else tr("&Move")
        self.move_button.setText(words)
        self.move_button.setAccessibleName(words.replace("&", ""))
        self.move_button.setEnabled(bool(count))

    def _move(self) -> None:
        chosen = self.table.chosen()
        ids = tuple(row.step_id for row in chosen)
        of = tuple(dict.fromkeys(row.deliverable_id for row in chosen))
        # The window outlives this dialog, and what the write says.
        owner = self.parentWidget() or self
        call = partial(self._desk.services.milestones.move, ids, of)
        self._desk.runner.write(owner, call, partial(_moved, self._desk, owner, len(ids)))
        self.accept()


def _moved(desk: Desk, owner: QWidget, count: int, change_set: ChangeSet | None) -> None:
    say_done(desk, owner, trn("{n} step moved", "{n} steps moved", count), change_set)


def rows_of(offers: Sequence[StepsOffer]) -> list[MoveRow]:
    """The steps that would move, then those that were set by hand, deliverable by deliverable."""
    found = []
    for offer in offers:
        for moves, by_hand in ((offer.moving, False), (offer.by_hand, True)):
            found += [
                MoveRow(
                    offer.deliverable_id, move.step.id or 0, move.step.title, offer.name,
                    write_date(move.before) if move.before else tr("no date"),
                    write_date(move.after), by_hand,
                )
                for move in moves
            ]  # fmt: skip
    return found


def _title(offers: Sequence[StepsOffer]) -> str:
    names = {offer.anchor_name for offer in offers}
    if len(names) == 1 and (name := names.pop()):
        return tr("Move steps with {event}?", event=name if len(name) <= 60 else name[:59] + "…")
    if len(offers) == 1:
        return tr("Move steps with the target?")
    return tr("Move steps with their days?")


def _why(offers: Sequence[StepsOffer]) -> str:
    first = offers[0]
    if len({(offer.anchor_name, offer.anchor.day) for offer in offers}) > 1:
        return tr("The days from which these steps are counted have changed.")
    day = write_date(first.anchor.day)
    if first.anchor_name:
        return tr(
            "{event} is on {date} now. These steps are counted from its first day.",
            event=first.anchor_name,
            date=day,
        )
    return tr(
        "“{name}” is due on {date} now. These steps are counted from that day.",
        name=first.name,
        date=day,
    )
