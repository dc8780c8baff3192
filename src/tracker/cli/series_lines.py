"""A series in the words of the command line: its rule, what came of it, its instances."""

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.cli.printing import joined
from tracker.domain.dates_writing import write_date
from tracker.domain.progress import STATUS_LABELS
from tracker.domain.records import Deliverable
from tracker.domain.series import first_of
from tracker.domain.series_standing import standing_of, write_standing
from tracker.domain.series_writing import write_recurrence
from tracker.i18n import tr
from tracker.services.states import DeliverableState

SAID_IN_WORDS = frozenset({"recurrence", "at_least", "recurs_from", "made_until", "occurrence"})
"""Fields that the lines below say together."""


def series_lines(record: Deliverable, instances: Sequence[DeliverableState]) -> Iterator[str]:
    """Nothing of what is no series."""
    if record.recurrence:
        words = write_recurrence(
            record.recurrence, at_least=record.at_least, first=first_of(record)
        )
        yield f"{tr('Repeats')}: {words}"
    if instances:
        yield f"{tr('Instances')}: {write_standing(standing_of(instances))}"
    for one in instances:
        late = tr("Overdue") if one.overdue else ""
        before = tr("Before the agreement, not counted") if one.is_history else ""
        status = tr(STATUS_LABELS[one.status])
        said = (one.name, status, late, before, write_date(one.target), str(one.ref))
        yield f"  {joined(said)}"


def series_json(instances: Sequence[DeliverableState]) -> dict[str, Any]:
    """The instances by reference; nothing of what is no series."""
    if not instances:
        return {}
    standing = standing_of(instances)
    return {
        "instances": [str(one.ref) for one in instances],
        "series": {
            "total": standing.total,
            "delivered": standing.delivered,
            "overdue": standing.overdue,
            "next_due": standing.next_due.edtf if standing.next_due else None,
            "before_the_agreement": standing.history,
        },
    }
