"""The logs of an agreement's deliverables as a table, by the declaration of a line of a log."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.progress import standing
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import RecordRef, value_specs
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.summary import NO_DATE, LogColumn, LogTable, LogValue
from tracker.i18n import tr
from tracker.services.reporting_material import Material
from tracker.services.states import DeliverableState

# Said by a column of its own: of which deliverable, and whether a later line put it right.
_SAID = ("deliverable_id", "corrects_id", "withdraws")
_NOTHING = ("", NO_DATE)
_SPECS = tuple(spec for spec in value_specs(ProgressEntry) if spec.name not in _SAID)


def log_table(material: Material) -> LogTable:
    """Every line by the day of the summary, deliverable by deliverable, also those put right
    later; only the columns in which something stands."""
    rows = [row for state in material.states for row in _rows(material, state)]
    if not rows:
        return LogTable()
    first = LogColumn(label=plain_label(_of("deliverable_id")), kind=str(Kind.TEXT))
    heads = [first, *(LogColumn(label=plain_label(one), kind=str(one.kind)) for one in _SPECS)]
    heads.append(LogColumn(label=tr("Counted"), kind=str(Kind.CHOICE)))
    # A zero is said, too.
    filled = [at for at in range(len(heads)) if any(row[at] not in _NOTHING for row in rows)]
    return LogTable(
        columns=tuple(heads[at] for at in filled),
        rows=tuple(tuple(row[at] for at in filled) for row in rows),
    )


def _of(name: str) -> FieldSpec:
    return next(spec for spec in value_specs(ProgressEntry) if spec.name == name)


def _rows(material: Material, state: DeliverableState) -> Iterator[tuple[LogValue, ...]]:
    log = [
        entry
        for entry in material.logs.get(state.ref.id, [])
        if entry.on.earliest <= material.today
    ]
    counted = {entry.id for entry in standing(log)}
    steps = {step.id: step.title for step in state.record.milestones}
    title = material.name(Deliverable.key, state.ref.id) or state.record.title
    for entry in sorted(log, key=lambda one: (one.on.earliest, one.id or 0)):
        stands = tr("yes") if entry.id in counted else tr("no, put right later")
        if entry.withdraws:
            stands = tr("no, takes a line out")
        values = (_value(material, spec, entry, steps) for spec in _SPECS)
        yield (title, *values, stands)


def _value(
    material: Material, spec: FieldSpec, entry: ProgressEntry, steps: dict[int | None, str]
) -> LogValue:
    value = getattr(entry, spec.name)
    match spec.kind:
        case Kind.DATE:
            return material.written(value, full=False)
        case Kind.MOMENT if isinstance(value, datetime):
            return f"{value.astimezone():%Y-%m-%d %H:%M}"
        case Kind.PERCENT | Kind.DECIMAL if isinstance(value, int | Decimal):
            return value
        case Kind.REFERENCE:
            if spec.target == "milestone":
                return steps.get(value, "")
            return material.names.get(RecordRef(spec.target, value), "") if value else ""
        case _:
            return write_value(spec, value, material.language)
