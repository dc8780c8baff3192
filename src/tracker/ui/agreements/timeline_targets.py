"""The deliverables on the strip of an agreement's life: a mark on the day of each."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.dates_writing import write_date
from tracker.i18n import tr
from tracker.services.states import DeliverableState
from tracker.ui.agreements.timeline import Target
from tracker.ui.status import look_of


def targets_of(states: Iterable[DeliverableState]) -> list[Target]:
    """One for each deliverable that has a date."""
    found = []
    for one in states:
        when = one.delivered or one.target
        if when is None:
            continue
        day = write_date(when)
        if one.delivered is not None:
            said = tr("{deliverable}: delivered {date}", deliverable=one.name, date=day)
        else:
            said = tr("{deliverable}: target {date}", deliverable=one.name, date=day)
        found.append(Target(when.latest, said, look_of(one.shown_status).role))
    return found
