"""Series in a summary: the rule in words and what it came to, with the instances below it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.domain.series import first_of
from tracker.domain.series_standing import SeriesStanding, standing_of, write_standing
from tracker.domain.series_writing import write_recurrence
from tracker.domain.summary import FactLine
from tracker.i18n import tr
from tracker.services.states import DeliverableState


def grouped(states: Sequence[DeliverableState]) -> list[DeliverableState]:
    """The same, with the instances of a series after it in their own order; a series stands where
    the first of them would."""
    heads = {one.record.id: one for one in states if one.is_series}
    under: defaultdict[int | None, list[DeliverableState]] = defaultdict(list)
    for one in states:
        if one.record.series_id in heads:
            under[one.record.series_id].append(one)
    found: list[DeliverableState] = []
    told: set[int | None] = set()
    for one in states:
        of = one.record.id if one.is_series else one.record.series_id
        if of not in heads:
            found.append(one)
        elif of not in told:
            told.add(of)
            found += [heads[of], *sorted(under[of], key=_due)]
    return found


def standing_in(states: Sequence[DeliverableState], series: DeliverableState) -> SeriesStanding:
    """What the instances of a series among these come to."""
    return standing_of(one for one in states if one.record.series_id == series.record.id)


def series_facts(series: DeliverableState, standing: SeriesStanding) -> Iterator[FactLine]:
    """How often, and what came of it."""
    record = series.record
    words = write_recurrence(record.recurrence, at_least=record.at_least, first=first_of(record))
    yield FactLine(label=tr("Repeats"), value=words)
    yield FactLine(label=tr("So far"), value=write_standing(standing))


def _due(one: DeliverableState) -> tuple[date, int]:
    when = one.record.occurrence or one.target
    return (when.earliest if when else date.max, one.record.instance or 0)
