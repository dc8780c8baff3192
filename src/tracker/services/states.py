"""How deliverables stand on a day: the fold of their logs, with what rows on pages need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.progress import OPEN, SERIES, DeliverableStatus, fold, standing
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Event, ProgressEntry
from tracker.storage.before_agreement import BEGINNINGS
from tracker.storage.reader import load_many, logs_of, shown_names

# An open deliverable of which nothing is logged for so many days is silent.
SILENT_DAYS = 90
# Databases take only so many values in one question.
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class DeliverableState:
    """One deliverable on a day. `is_history`: it happened before its agreement and is not counted
    as delivered under it."""

    record: Deliverable
    name: str
    agreement: str
    event: str
    status: DeliverableStatus
    percent: int | None
    target: PartialDate | None
    original_target: PartialDate | None
    started: PartialDate | None
    delivered: PartialDate | None
    days_late: int
    last: ProgressEntry | None
    responsible: tuple[tuple[RecordRef, str, str], ...]
    is_history: bool = False

    @property
    def ref(self) -> RecordRef:
        return RecordRef(Deliverable.key, self.record.id or 0)

    @property
    def overdue(self) -> bool:
        """Open, and its target has passed."""
        return self.days_late > 0

    @property
    def is_series(self) -> bool:
        """Whether it is the heading over its instances: never open, overdue or counted itself."""
        return self.record.is_series

    @property
    def is_open(self) -> bool:
        return self.status in OPEN and not self.is_series

    @property
    def shown_status(self) -> str:
        """The status as a badge shows it: overdue goes before the logged one."""
        if self.is_series:
            return SERIES
        return "overdue" if self.overdue else str(self.status)


def deliverable_states(
    connection: Connection,
    ids: Sequence[int],
    today: date,
    logs: Mapping[int, list[ProgressEntry]] | None = None,
    known: Mapping[int, Deliverable] | None = None,
) -> list[DeliverableState]:
    """How the deliverables stand at the end of `today`, in the order of `ids`. `logs` are theirs,
    and `known` themselves, if they have been read already."""
    return [
        state
        for at in range(0, len(ids), _AT_ONCE)
        for state in _states(connection, ids[at : at + _AT_ONCE], today, logs, known or {})
    ]


def _states(
    connection: Connection,
    ids: Sequence[int],
    today: date,
    logs: Mapping[int, list[ProgressEntry]] | None,
    known: Mapping[int, Deliverable],
) -> list[DeliverableState]:
    records = {id: known[id] for id in ids if id in known}
    unknown = [id for id in ids if id not in known]
    for record in load_many(connection, Deliverable, unknown) if unknown else ():
        records[record.id or 0] = record
    logs = logs_of(connection, ids) if logs is None else logs
    agreements = _agreements(connection, records.values())
    events = _events(connection, records.values())
    names = shown_names(
        connection,
        {
            RecordRef("organisation", row.organisation_id)
            for record in records.values()
            for row in record.responsible
            if row.organisation_id
        }
        | {
            RecordRef("agreement", record.agreement_id)
            for record in records.values()
            if record.agreement_id
        }
        | {
            RecordRef("organisation", record.organisation_id)
            for record in records.values()
            if record.organisation_id
        },
    )
    found = []
    for id in ids:
        if (one := records.get(id)) is None:
            continue
        event = events.get(one.event_id) if one.event_id else None
        agreement = agreements.get(one.agreement_id) if one.agreement_id else None
        found.append(_state(one, logs.get(id, []), agreement, event, names, today))
    return found


def _state(
    record: Deliverable,
    log: list[ProgressEntry],
    agreement: Agreement | None,
    event: Event | None,
    names: dict[RecordRef, str],
    today: date,
) -> DeliverableState:
    state = fold(record.opening_status, record.target, log, as_at=today)
    # What is open has not happened, whatever its target: it is overdue and no history.
    before = state.status not in OPEN and _was_before(
        agreement, state.delivered or state.target or (event.dates if event else None)
    )
    late = 0
    if record.is_series:
        before = False
    elif state.status in OPEN and state.target and state.target.latest < today:
        late = (today - state.target.latest).days
    under = RecordRef("organisation", record.organisation_id or 0)
    return DeliverableState(
        record=record,
        name=record.title,
        agreement=names.get(RecordRef("agreement", record.agreement_id or 0), names.get(under, "")),
        event=event.name if event else "",
        status=state.status,
        percent=state.percent,
        target=state.target,
        original_target=state.original_target,
        started=state.started,
        delivered=state.delivered,
        days_late=late,
        last=_last_entry(log, today),
        responsible=tuple(
            (
                RecordRef("organisation", row.organisation_id),
                names.get(RecordRef("organisation", row.organisation_id), ""),
                str(row.role),
            )
            for row in record.responsible
            if row.organisation_id
        ),
        is_history=before,
    )


def _last_entry(log: Sequence[ProgressEntry], today: date) -> ProgressEntry | None:
    """The latest entry by the day it happened; what was put right later does not count."""
    counted = [entry for entry in standing(log) if entry.on.earliest <= today]
    return max(counted, key=lambda entry: (entry.on.earliest, entry.id or 0), default=None)


def first_day(agreement: Agreement) -> date | None:
    """The first day on which the agreement can have stood; None if nothing tells.

    Its signature or taking effect tells; where nobody dates these, the day they were stated or
    announced. An agreement only known to be active may have stood since any day.
    """
    begun = [event for event in agreement.lifecycle if event.kind in BEGINNINGS]
    dated = _bounded(event.on for event in begun)
    if dated:
        return min(dated)
    kinds = {event.kind for event in agreement.lifecycle}
    if not begun and LifecycleKind.KNOWN_ACTIVE in kinds:
        return None
    said = _bounded([*(event.stated_on for event in begun), agreement.announced])
    return min(said, default=None)


def _bounded(dates: Iterable[PartialDate | None]) -> list[date]:
    """The earliest possible days of dates of which something is known."""
    return [known.earliest for known in dates if known and known.earliest > date.min]


def _was_before(agreement: Agreement | None, when: PartialDate | None) -> bool:
    """Whether something happened before the agreement (domain.md, Deliverables)."""
    if agreement is None or when is None:
        return False
    begin = first_day(agreement)
    return begin is not None and when.latest < begin


def _agreements(
    connection: Connection, records: Iterable[Deliverable]
) -> dict[int | None, Agreement]:
    ids = {record.agreement_id for record in records if record.agreement_id}
    # Only the days on which it began are needed.
    found = load_many(connection, Agreement, ids, only=("lifecycle",)) if ids else []
    return {record.id: record for record in found}


def _events(connection: Connection, records: Iterable[Deliverable]) -> dict[int | None, Event]:
    ids = {record.event_id for record in records if record.event_id}
    found = load_many(connection, Event, ids, only=()) if ids else []
    return {record.id: record for record in found}


def in_days(today: date, days: int) -> date:
    """The day so many days on, never past the calendar's end."""
    return min(today + timedelta(days=days), date.max)
