"""Which of a person's positions is the one held now, as far as it is known."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.records.contacts import Affiliation


def current_position(positions: Sequence[Affiliation]) -> Affiliation | None:
    """The position that lists show (`services.positions.current_first`): the one stated or begun
    last, then as the user ordered them. None if each has an end."""
    held = [one for one in positions if one.until is None]
    return max(held, key=_known, default=None)


def _known(position: Affiliation) -> date:
    stated = position.as_of or position.since
    return stated.earliest if stated is not None else date.min
