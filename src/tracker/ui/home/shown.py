"""What the first page shows, as plain lines that can be kept for the next start.

Apart from the services: the page is shown before they are imported (docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.refs import RecordRef
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr

if TYPE_CHECKING:
    from tracker.domain.records import ProgressEntry
    from tracker.services.home import HomeOverview
    from tracker.services.states import DeliverableState


class WorkLine(NamedTuple):
    """A deliverable that needs somebody or comes up."""

    ref: RecordRef
    name: str
    agreement: str
    event: str
    target: PartialDate | None
    days_late: int
    last_on: PartialDate | None


class NoticeLine(NamedTuple):
    """An agreement that wants a decision."""

    ref: RecordRef
    name: str
    reason: str
    on: PartialDate | None
    working: str


class AheadLine(NamedTuple):
    """An event, meeting, task or milestone (then `ref` is its deliverable) that comes up."""

    ref: RecordRef
    name: str
    on: PartialDate
    detail: str


class LateStepLine(NamedTuple):
    """A step that is overdue; `ref` is its deliverable."""

    ref: RecordRef
    name: str
    deliverable: str
    target: PartialDate
    days_late: int


class LoggedLine(NamedTuple):
    """One entry logged lately."""

    ref: RecordRef
    name: str
    on: PartialDate
    note: str
    status: str


@dataclass(frozen=True, slots=True)
class HomeShown:
    """The first page on a day. `counts` are of whole lists, `records` of all there is."""

    today: date
    overdue: tuple[WorkLine, ...] = ()
    due_soon: tuple[WorkLine, ...] = ()
    at_risk: tuple[WorkLine, ...] = ()
    silent: tuple[WorkLine, ...] = ()
    late_steps: tuple[LateStepLine, ...] = ()
    notices: tuple[NoticeLine, ...] = ()
    recent: tuple[LoggedLine, ...] = ()
    ahead: tuple[AheadLine, ...] = ()
    by_status: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    records: int = 0


_LINES = {
    "overdue": WorkLine,
    "due_soon": WorkLine,
    "at_risk": WorkLine,
    "silent": WorkLine,
    "late_steps": LateStepLine,
    "notices": NoticeLine,
    "recent": LoggedLine,
    "ahead": AheadLine,
}


def shown_of(overview: HomeOverview, records: int) -> HomeShown:
    """The lines of what the service found."""
    return HomeShown(
        today=overview.today,
        overdue=_work(overview.overdue),
        due_soon=_work(overview.due_soon),
        at_risk=_work(overview.at_risk),
        silent=_work(overview.silent),
        late_steps=tuple(
            LateStepLine(one.ref, one.name, one.deliverable, one.target, one.days_late)
            for one in overview.late_steps
        ),
        notices=tuple(
            NoticeLine(one.ref, one.name, one.reason, one.on, one.working)
            for one in overview.notices
        ),
        recent=tuple(
            LoggedLine(
                one.ref,
                one.name,
                one.entry.on,
                _said(one.entry),
                str(one.entry.status or ""),
            )
            for one in overview.recent
        ),
        ahead=tuple(AheadLine(one.ref, one.name, one.on, one.detail) for one in overview.ahead),
        by_status=overview.by_status,
        counts=overview.counts,
        records=records,
    )


def _said(entry: ProgressEntry) -> str:
    """The sentence of a line, and the day its target moved to with the reason; of one that has
    neither how much is done."""
    said = [entry.note]
    if entry.target is not None:
        said += [tr("target moved to {date}", date=write_date(entry.target)), entry.target_reason]
    elif not entry.note and entry.percent is not None:
        said.append(tr("{percent} %", percent=entry.percent))
    return in_one_line(" · ".join(part for part in said if part))


def to_json(shown: HomeShown) -> dict[str, Any]:
    """As JSON, for `from_json`."""
    return {
        "today": shown.today.isoformat(),
        "by_status": shown.by_status,
        "counts": shown.counts,
        "records": shown.records,
    } | {
        name: [[_out(value) for value in line] for line in lines]
        for name in _LINES
        if (lines := getattr(shown, name))
    }


def from_json(stored: dict[str, Any]) -> HomeShown:
    """What `to_json` gave. Raises ValueError, KeyError or TypeError if it is something else."""
    lines = {
        name: tuple(kind(*map(_in, values)) for values in stored.get(name, ()))
        for name, kind in _LINES.items()
    }
    return HomeShown(
        today=date.fromisoformat(stored["today"]),
        by_status=dict(stored["by_status"]),
        counts=dict(stored["counts"]),
        records=int(stored["records"]),
        **lines,
    )


def _work(states: Sequence[DeliverableState]) -> tuple[WorkLine, ...]:
    return tuple(
        WorkLine(
            state.ref,
            state.name,
            state.agreement,
            state.event,
            state.target,
            state.days_late,
            state.last.on if state.last else None,
        )
        for state in states
    )


def _out(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return {"date": value.edtf}
    return {"ref": list(value)} if isinstance(value, RecordRef) else value


def _in(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return PartialDate.parse(value["date"]) if "date" in value else RecordRef(*value["ref"])
