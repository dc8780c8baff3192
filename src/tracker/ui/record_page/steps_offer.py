"""Says on a page that steps no longer fit the day they are counted from; leads to moving them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.i18n import tr, trn
from tracker.services.milestone_moves import StepsOffer
from tracker.ui.desk import Desk
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel


class StepsOfferLine(QWidget):
    """A line with a button; for one deliverable, or for all that is at an event."""

    def __init__(
        self,
        desk: Desk,
        offers: Sequence[StepsOffer],
        *,
        deliverable_id: int | None = None,
        event_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(desk.icons, "calendar-clock", "at_risk"))
        row.addWidget(label(offer_words(offers), wrap=True), 1)
        self.move_button = button(desk.icons, tr("Move…"), "calendar-range")
        self.move_button.setAccessibleName(tr("Move the dates that no longer fit"))
        ask = partial(_ask, desk, deliverable_id, event_id)
        self.move_button.clicked.connect(ask)
        row.addWidget(self.move_button)


def passing_words(offers: Sequence[StepsOffer]) -> str:
    """The same in passing, for a message."""
    steps = sum(len(offer.moving) for offer in offers)
    if targets := sum(offer.target is not None for offer in offers):
        count = steps + targets
        return trn("{n} date no longer fits the event", "{n} dates no longer fit the event", count)
    return trn("{n} step no longer fits its day", "{n} steps no longer fit their day", steps)


def _target_words(offers: Sequence[StepsOffer]) -> str:
    moved = [offer for offer in offers if offer.target is not None]
    return trn(
        "{n} target is still a date that {event} had before.",
        "{n} targets are still dates that {event} had before.",
        len(moved), event=moved[0].anchor_name,
    ) if moved else ""  # fmt: skip


def offer_words(offers: Sequence[StepsOffer]) -> str:
    """How many steps do not fit what, and how many targets an event left behind."""
    targets = _target_words(offers)
    if not any(offer.moving for offer in offers):
        return targets
    return " ".join(filter(None, (_step_words(offers), targets)))


def _step_words(offers: Sequence[StepsOffer]) -> str:
    count = sum(len(offer.moving) for offer in offers)
    first = offers[0]
    day = write_date(first.anchor.day)
    if all(move.before is None for offer in offers for move in offer.moving):
        return trn(
            "{n} step has no date yet; it can be counted from {date}.",
            "{n} steps have no date yet; they can be counted from {date}.",
            count, date=day,
        )  # fmt: skip
    if first.anchor_name:
        return trn(
            "{n} step no longer fits {event}, {date}.",
            "{n} steps no longer fit {event}, {date}.",
            count, event=first.anchor_name, date=day,
        )  # fmt: skip
    return trn(
        "{n} step no longer fits the target, {date}.",
        "{n} steps no longer fit the target, {date}.",
        count, date=day,
    )  # fmt: skip


def _ask(
    desk: Desk, deliverable_id: int | None, event_id: int | None, _checked: bool = False
) -> None:
    desk.navigator.move_steps(deliverable_id=deliverable_id, event_id=event_id)
