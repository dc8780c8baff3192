"""What is possible and seldom meant: asked once, beside the field, and then logged as it is."""

from __future__ import annotations

from datetime import date

from tracker.domain.dates_writing import write_date
from tracker.domain.evidence_health import DONE
from tracker.domain.progress import OPEN, STATUS_LABELS, fold
from tracker.domain.records import ProgressEntry
from tracker.errors import Problem
from tracker.i18n import tr
from tracker.services.pages import DeliverablePage

_ALL = 100


def doubts_about(
    entry: ProgressEntry, page: DeliverablePage | None, today: date, language: str = "en"
) -> list[Problem]:
    """By field: a target that moves without a reason, a day that is yet to come, a delivery before
    the start, all of it done and still open."""
    found: list[Problem] = []
    if entry.withdraws:
        return found
    again = tr("Log it once more if you mean it.")
    if entry.on.earliest > today:
        said = tr("This day is yet to come; the line counts from then on.")
        found.append(Problem(("on",), f"{said} {again}"))
    if page is None:
        return found
    record = page.page.record
    before = [line for line in page.log if line.id != entry.corrects_id]
    state = fold(record.opening_status, record.target, before)
    moves = entry.target is not None and state.target is not None and entry.target != state.target
    if moves and not entry.target_reason.strip():
        said = tr("Say why it moves.")
        found.append(Problem(("target_reason",), f"{said} {again}"))
    if entry.status in DONE and state.started and entry.on.latest < state.started.earliest:
        day = write_date(state.started, language)
        said = tr("It was begun on {date}; it cannot be delivered before.", date=day)
        found.append(Problem(("on",), f"{said} {again}"))
    status = entry.status or state.status
    if entry.percent == _ALL and status in OPEN:
        said = tr("All is done, and it is still “{status}”.", status=tr(STATUS_LABELS[status]))
        found.append(Problem(("status",), f"{said} {again}"))
    return found
