"""What the page of a deliverable says of its steps, beside the steps themselves."""

from dataclasses import dataclass

from tracker.domain.milestones import Anchor
from tracker.services.milestone_moves import Anchored, StepsOffer


@dataclass(frozen=True, slots=True)
class StepsPage:
    """What the steps are counted from, how many are usual for the type, and which of them a move
    of that day left behind. `event` is the event's name, whether or not it is dated."""

    anchor: Anchor | None
    event: str
    is_open: bool
    usual: int
    offer: StepsOffer | None


def steps_page(found: Anchored, usual: int, offer: StepsOffer | None) -> StepsPage:
    """Gathered from what was read."""
    return StepsPage(found.anchor, found.event_name, found.is_open, usual, offer)
