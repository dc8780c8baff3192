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
from tracker.ui.widgets.buttons import put_words
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label

_WIDTH, _ROW, _MOST_ROWS, _LINE = 640, 30, 14, 24


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
        staying = sum(offer.target_stays for offer in self._offers)
        if staying:
            words = trn(
                "{n} target was set otherwise and stays.",
                "{n} targets were set otherwise and stay.",
                staying,
            )
            self.body.addWidget(label(words, "small", wrap=True))
        following = sum(offer.following or 0 for offer in self._offers)
        if following:
            words = trn(
                "{n} instance that nobody has changed goes with its series.",
                "{n} instances that nobody has changed go with their series.",
                following,
            )
            self.body.addWidget(label(words, "small", wrap=True))
        self.set_hint(tr("Space ticks a line"))
        self.leave_button = self.add_button(tr("&Leave them"))
        self.move_button = self.add_button("", "primary", default=True)
        self.leave_button.clicked.connect(self.reject)
        self.move_button.clicked.connect(self._move)
        self.table.chosen_changed.connect(self._say)
        px = desk.icons.theme.px
        rows = min(len(self.table.model_.rows), _MOST_ROWS)
        more = _LINE * (bool(by_hand) + bool(staying) + bool(following))
        self.resize(px(_WIDTH), px(190 + rows * _ROW + more))
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
        chosen = self.table.chosen()
        put_words(self.move_button, _button_words(chosen), enabled=bool(chosen))

    def _move(self) -> None:
        chosen = self.table.chosen()
        ids = tuple(row.step_id for row in chosen if row.step_id is not None)
        targets = tuple(row.deliverable_id for row in chosen if row.step_id is None)
        of = tuple(dict.fromkeys(row.deliverable_id for row in chosen))
        # The window outlives this dialog, and what the write says.
        owner = self.parentWidget() or self
        call = partial(self._desk.services.milestones.move, ids, of, targets)
        done = partial(_moved, self._desk, owner, len(chosen), bool(targets))
        self._desk.runner.write(owner, call, done)
        self.accept()


def _button_words(chosen: Sequence[MoveRow]) -> str:
    count = len(chosen)
    if not count:
        return tr("&Move")
    if any(row.step_id is None for row in chosen):
        return trn("&Move {n} date", "&Move {n} dates", count)
    return trn("&Move {n} step", "&Move {n} steps", count)


def _moved(
    desk: Desk, owner: QWidget, count: int, with_targets: bool, change_set: ChangeSet | None
) -> None:
    words = (
        trn("{n} date moved", "{n} dates moved", count)
        if with_targets
        else trn("{n} step moved", "{n} steps moved", count)
    )
    say_done(desk, owner, words, change_set)


def rows_of(offers: Sequence[StepsOffer]) -> list[MoveRow]:
    """The target that goes with the event, the steps that would move, then those that were set by
    hand, deliverable by deliverable."""
    found = []
    for offer in offers:
        if (target := offer.target) is not None:
            found.append(
                MoveRow(
                    offer.deliverable_id, None, _target_words(offer), offer.name,
                    write_date(target.before), write_date(target.after), False,
                )
            )  # fmt: skip
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


def _target_words(offer: StepsOffer) -> str:
    return tr("Target") if offer.following is None else tr("First date of the series")


def _title(offers: Sequence[StepsOffer]) -> str:
    names = {offer.anchor_name for offer in offers}
    if len(names) == 1 and (name := names.pop()):
        name = name if len(name) <= 60 else name[:59] + "…"
        if any(offer.target for offer in offers):
            return tr("Move dates with {event}?", event=name)
        return tr("Move steps with {event}?", event=name)
    if len(offers) == 1:
        return tr("Move steps with the target?")
    return tr("Move steps with their days?")


def _why(offers: Sequence[StepsOffer]) -> str:
    first = offers[0]
    if len({(offer.anchor_name, offer.anchor.day) for offer in offers}) > 1:
        return tr("The days from which these steps are counted have changed.")
    day = write_date(first.anchor.day)
    if first.anchor_name and any(offer.target for offer in offers):
        return tr(
            "{event} is on {date} now. These dates followed from the ones it had.",
            event=first.anchor_name,
            date=write_date(target.after) if (target := first.target) else day,
        )
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
