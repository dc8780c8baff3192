"""What is asked once before a move is logged, and then logged as it is: others logged meanwhile, or
the card would stand where it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.progress import STATUS_LABELS
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import tr, trn
from tracker.services.meanwhile import LoggedMeanwhile

if TYPE_CHECKING:
    from tracker.services.bulk_progress import BulkLog, BulkProgress
    from tracker.services.progress import ProgressService


def look_first(
    progress: ProgressService, seen: Mapping[int, int], first: Callable[[], None] | None
) -> None:
    """How the cards stand now, before anything else is asked. Raises LoggedMeanwhile."""
    if found := progress.meanwhile(seen):
        raise LoggedMeanwhile(found)
    if first is not None:
        first()


def ask_if_it_stays(service: BulkProgress, ids: Sequence[int], line: BulkLog, today: date) -> None:
    """Look at what the logs say later than the line of a move. Raises InvalidDraft, with what to
    ask, if cards would not come to its status by it. Reads the database."""
    if line.on.earliest > today:
        said = tr("This day is yet to come; the line counts from then on.")
    else:
        said = _later(service, ids, line)
    if said:
        again = tr("Log it once more if you mean it.")
        raise InvalidDraft([Problem(("on",), f"{said} {again}")])


def _later(service: BulkProgress, ids: Sequence[int], line: BulkLog) -> str:
    states = [one.after for one in service.preview(ids, line).lines if one.after is not None]
    staying = [state for state in states if state.status != line.status]
    if len(states) == len(staying) == 1:
        status = tr(STATUS_LABELS[staying[0].status])
        return tr("Its log says something later: it stays “{status}”.", status=status)
    if not staying:
        return ""
    return trn(
        "The log of {n} card says something later: it stays where it is.",
        "The logs of {n} cards say something later: they stay where they are.",
        len(staying),
    )
