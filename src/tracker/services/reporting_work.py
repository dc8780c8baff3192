"""What was promised and what came of it: commitments and deliverables."""

from collections.abc import Iterator

from tracker.domain.deliverable_values import computed_of
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.measures import series_of
from tracker.domain.money import write_decimal
from tracker.domain.progress import SERIES, STATUS_LABELS, standing
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import specs
from tracker.domain.records import ProgressEntry
from tracker.domain.records.deliverables import Deliverable, DeliverableParticipant, Responsibility
from tracker.domain.records.evidence import Observation, Qualifier
from tracker.domain.summary import (
    NO_DATE,
    CommitmentLine,
    DeliverableLine,
    FactLine,
    ProgressLine,
    ResponsibleLine,
)
from tracker.i18n import tr
from tracker.services.reporting_material import Material
from tracker.services.reporting_people import small, unique
from tracker.services.reporting_series import grouped, series_facts, standing_in
from tracker.services.reporting_steps import steps
from tracker.services.states import DeliverableState


def commitments(material: Material) -> tuple[CommitmentLine, ...]:
    """What was agreed without something to tick off, and who owes it to whom."""
    return tuple(
        CommitmentLine(
            text=row.text,
            area=row.area,
            owed_by=material.name("organisation", row.owed_by_id),
            owed_to=material.name("organisation", row.owed_to_id),
            condition=row.condition,
        )
        for row in material.agreement.commitments
    )


# --- deliverables ----------------------------------------------------------------------------


def deliverables(material: Material) -> tuple[DeliverableLine, ...]:
    """Every deliverable as it stands, in the order of their targets; instances below their
    series."""
    return tuple(
        _series(material, state) if state.is_series else _deliverable(material, state)
        for state in grouped(material.states)
    )


def _series(material: Material, state: DeliverableState) -> DeliverableLine:
    """The heading over instances: when the next is due, how often it comes, what came of it."""
    standing = standing_in(material.states, state)
    return _deliverable(material, state).model_copy(
        update={
            "status": SERIES,
            "status_label": tr("Series"),
            "percent": None,
            "target": material.written(standing.next_due, full=False),
            "original_target": NO_DATE,
            "moved_reason": "",
            "delivered": NO_DATE,
            "facts": (*series_facts(state, standing), *_facts(material, state, "")),
        }
    )


def _deliverable(material: Material, state: DeliverableState) -> DeliverableLine:
    record = state.record
    moved = state.original_target != state.target
    event = _event(material, record.event_id)
    return DeliverableLine(
        title=record.title,
        record=str(state.ref),
        type_label=_type(material, record),
        status=str(state.status),
        status_label=tr(STATUS_LABELS[state.status]),
        overdue=state.overdue,
        target=material.written(state.target, full=False),
        original_target=material.written(state.original_target if moved else None, full=False),
        moved_reason=_moved_reason(material, state) if moved else "",
        delivered=material.written(state.delivered, full=False),
        percent=state.percent,
        event=event,
        responsible=_responsible(state),
        last_progress=_last(material, state),
        is_history=state.is_history,
        facts=tuple(_facts(material, state, event)),
        steps=steps(material, state),
    )


def _type(material: Material, record: Deliverable) -> str:
    """What it is; of the type "other" in the words of the record, where it has some."""
    declared = material.types.of(record.type)
    own = str(record.details.get("what") or "") if declared.key == "other" else ""
    return own or tr(declared.label)


def _event(material: Material, event_id: int | None) -> str:
    event = material.events.get(event_id or 0)
    if event is None:
        return ""
    place = event.city if event.city and event.city not in event.name else ""
    return ", ".join(part for part in (event.name, place) if part)


def _responsible(state: DeliverableState) -> tuple[ResponsibleLine, ...]:
    found: dict[str, list[str]] = {}
    for _, name, role in state.responsible:
        found.setdefault(name, []).append(small(Responsibility(role)))
    return tuple(
        ResponsibleLine(organisation=name, role_label=", ".join(unique(roles)))
        for name, roles in found.items()
    )


# --- the log ---------------------------------------------------------------------------------


def _standing(material: Material, state: DeliverableState) -> list[ProgressEntry]:
    """The entries by the day of the summary that no later one corrects, the latest last."""
    log = material.logs.get(state.ref.id, [])
    counted = [entry for entry in standing(log) if entry.on.earliest <= material.today]
    return sorted(counted, key=lambda entry: (entry.on.earliest, entry.id or 0))


def _moved_reason(material: Material, state: DeliverableState) -> str:
    """Why the target is what it is now."""
    moves = [entry for entry in _standing(material, state) if entry.target is not None]
    return moves[-1].target_reason if moves else ""


def _last(material: Material, state: DeliverableState) -> ProgressLine | None:
    """The latest entry by the day of the summary."""
    standing = _standing(material, state)
    if not standing:
        return None
    last = standing[-1]
    return ProgressLine(
        date=material.written(last.on, full=False), sentence=_sentence(material, last)
    )


def _sentence(material: Material, entry: ProgressEntry) -> str:
    """The note; of an entry without one, what it changed."""
    if entry.note:
        return entry.note
    moved = tr("target moved to {date}", date=material.date(entry.target)) if entry.target else ""
    counted = f"{entry.metric}: {write_decimal(entry.value)}" if entry.value is not None else ""
    parts = (
        tr(STATUS_LABELS[entry.status]) if entry.status else "",
        f"{entry.percent} %" if entry.percent is not None else "",
        ": ".join(part for part in (moved, entry.target_reason) if part),
        counted,
        entry.format_change,
        entry.evidence_title or entry.evidence_url,
    )
    return ", ".join(part for part in parts if part)


# --- what its type knows of it ---------------------------------------------------------------


def _facts(material: Material, state: DeliverableState, event: str) -> Iterator[FactLine]:
    """The facts of the type, by its declaration; then computed values and figures."""
    record = state.record
    declared = material.types.of(record.type)
    details = declared.model_validate(record.details)
    said = f"{record.title} {event}".casefold()
    doing = {name for _, name, _ in state.responsible}
    for spec in specs(declared):
        if spec.kind is Kind.PARTICIPANTS:
            names = _participants(material, record, spec)
            if names:
                repeated = doing.issuperset(names)
                yield FactLine(label=plain_label(spec), value=", ".join(names), repeated=repeated)
            continue
        value = write_value(spec, getattr(details, spec.name), material.language)
        if value and value != _type(material, record):
            repeated = value.casefold() in said
            yield FactLine(label=plain_label(spec), value=value, repeated=repeated)
    for computed in computed_of(record, declared):
        yield FactLine(label=computed.marked, value=computed.words)
    yield from _measures(material, state)
    for row in record.observations:
        if (line := _figure(material, row)) is not None:
            yield line


def _measures(material: Material, state: DeliverableState) -> Iterator[FactLine]:
    """What was to be counted: as planned, as last stated, and by how much that is more or less."""
    for one in series_of(state.record.measures, _standing(material, state)):
        label = one.metric[:1].upper() + one.metric[1:]
        planned, actual = (
            f"{write_decimal(number)} {one.unit}".strip() if number is not None else ""
            for number in (one.planned, one.actual)
        )
        if one.variance is not None:
            sign = "+" if one.variance > 0 else ""
            value = tr(
                "{actual}, {planned} planned ({difference}, computed)",
                actual=actual,
                planned=planned,
                difference=f"{sign}{write_decimal(one.variance)}",
            )
        else:
            value = actual or (tr("{planned} planned", planned=planned) if planned else "")
        if value:
            yield FactLine(label=label, value=value)


def _participants(material: Material, record: Deliverable, spec: FieldSpec) -> list[str]:
    rows = [row for row in record.participants if row.role == spec.name]
    return unique(_participant(material, row) for row in rows)


def _participant(material: Material, row: DeliverableParticipant) -> str:
    """ "So Ra Park (Director, SCRM)", "GC Pharma (since 2019)"."""
    organisation = material.name("organisation", row.organisation_id)
    person = material.name("contact", row.contact_id)
    more = [
        row.title,
        organisation if person or row.described_as else "",
        tr("since {date}", date=material.date(row.since, full=False)) if row.since else "",
        tr("until {date}", date=material.date(row.until, full=False)) if row.until else "",
    ]
    beside = ", ".join(part for part in more if part)
    name = person or row.described_as or organisation
    return f"{name} ({beside})" if name and beside else name


def _figure(material: Material, row: Observation) -> FactLine | None:
    if row.value is None:
        return None
    qualifier = "" if row.qualifier is Qualifier.EXACTLY else tr(row.qualifier.label)
    number = " ".join(part for part in (qualifier, write_decimal(row.value), row.unit) if part)
    when = f" ({material.date(row.as_of, full=False)})" if row.as_of else ""
    return FactLine(label=row.metric[:1].upper() + row.metric[1:], value=number + when)
