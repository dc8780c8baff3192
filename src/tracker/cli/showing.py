"""One record as lines of text or as JSON, by its declaration."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from tracker.cli.printing import flat, joined
from tracker.cli.series_lines import SAID_IN_WORDS, series_json, series_lines
from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.evidence_links import link_parts
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.former_fields import former_values, is_former_role, role_label
from tracker.domain.lifecycle import STATUS_LABELS as AGREEMENT_LABELS
from tracker.domain.progress import STATUS_LABELS as DELIVERABLE_LABELS
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import RecordRef, child_lists, specs, value_specs
from tracker.domain.records import ROOT_BY_KEY, Agreement, Deliverable, ProgressEntry
from tracker.i18n import mark, spoken_language, tr
from tracker.services import Services
from tracker.services.attached import AttachedFile
from tracker.services.pages import Standing
from tracker.services.states import DeliverableState

Names = Mapping[RecordRef, str]
_NO_LABELS: Mapping[str, str] = {}
_SAID_ABOVE = frozenset({"trashed_at", "opening_status", "type"}) | SAID_IN_WORDS
# The log moves the target: how it stands is said above, beside the status.
_FIRST_TARGET = {"target": mark("Target (as first agreed)")}


def record_json(services: Services, ref: RecordRef, today: date) -> dict[str, Any]:
    """The record with how it stands, its log, and the names of the records it refers to.

    Raises NotFound. `record` has every field by its own name; dates are EDTF.
    """
    loaded = services.records.open(ROOT_BY_KEY[ref.kind], ref.id)
    found: dict[str, Any] = {
        "ref": str(ref),
        "kind": ref.kind,
        "id": ref.id,
        "name": loaded.name,
        "record": loaded.record.model_dump(mode="json"),
        "names": {str(other): name for other, name in sorted(loaded.names.items())},
    }
    if isinstance(loaded.record, Agreement):
        standing = services.pages.agreement(ref.id, today).standing
        found["standing"] = {
            "status": str(standing.status.status),
            "certain": standing.status.certain,
            "working": standing.status.working,
            "term_end": _edtf(standing.term.end),
            "notice_by": _edtf(standing.term.notice_by),
            "term_working": standing.term.working,
        }
    elif isinstance(loaded.record, Deliverable):
        page = services.pages.deliverable(ref.id, today)
        found["standing"] = {
            "status": str(page.state.status),
            "overdue": page.state.overdue,
            "percent": page.state.percent,
            "target": _edtf(page.state.target),
            "delivered": _edtf(page.state.delivered),
            "before_the_agreement": page.state.is_history,
        }
        found |= series_json(services.series.instances(ref.id, today))
        found["log"] = [
            entry.model_dump(mode="json")
            | {"files": [file.name for file in page.files.get(entry.id or 0, ())]}
            for entry in page.log
        ]
    return found


def record_lines(services: Services, ref: RecordRef, today: date) -> Iterator[str]:
    """The record as a person reads it: only what is known. Raises NotFound."""
    loaded = services.records.open(ROOT_BY_KEY[ref.kind], ref.id)
    record = loaded.record
    yield joined((loaded.name, f"{tr(record.label)} ({ref})"))
    if record.trashed_at is not None:
        yield tr("It is in the trash.")
    log: tuple[ProgressEntry, ...] = ()
    files: Mapping[int, Sequence[AttachedFile]] = {}
    if isinstance(record, Agreement):
        yield from _standing(services.pages.agreement(ref.id, today).standing)
    elif isinstance(record, Deliverable):
        page = services.pages.deliverable(ref.id, today)
        log, files = page.log, page.files
        yield from _state(page.state)
        yield from series_lines(record, services.series.instances(ref.id, today))
    for spec in specs(type(record)):
        if spec.name not in _SAID_ABOVE and spec.kind not in _APART:
            labels = _FIRST_TARGET if isinstance(record, Deliverable) else _NO_LABELS
            yield from _line(spec, getattr(record, spec.name), loaded.names, labels)
    if isinstance(record, Deliverable):
        yield from _details(record, services.types, loaded.names)
    for children in child_lists(type(record)):
        rows = getattr(record, children.spec.name)
        if rows and children.spec.name != "participants":
            yield plain_label(children.spec)
            for row in rows:
                yield f"  {_row(row, loaded.names)}"
    if log:
        yield tr("Log")
        for entry in log:
            names = [file.name for file in files.get(entry.id or 0, ())]
            yield f"  {joined((entry_line(entry), *names))}"


def entry_line(entry: ProgressEntry) -> str:
    """One line of a log."""
    moved = tr("target {date}", date=write_date(entry.target)) if entry.target else ""
    counted = f"{entry.metric} {entry.value}" if entry.value is not None else ""
    return joined(
        (
            write_date(entry.on),
            tr(DELIVERABLE_LABELS[entry.status]) if entry.status else "",
            f"{entry.percent} %" if entry.percent is not None else "",
            entry.note,
            moved,
            entry.target_reason,
            counted,
            entry.format_change,
            entry.evidence_url,
            *(link_parts(link).address for link in entry.further_links),
        )
    )


_APART = (Kind.CHILDREN, Kind.PARTICIPANTS, Kind.DETAILS)


def _standing(standing: Standing) -> Iterator[str]:
    status = tr(AGREEMENT_LABELS[standing.status.status])
    if not standing.status.certain:
        status = tr("{status} (not certain)", status=status)
    yield f"{tr('Status')}: {joined((status, standing.status.working))}"
    if standing.term.end:
        ends = (write_date(standing.term.end), standing.term.working)
        yield f"{tr('Ends')}: {joined(ends)}"


def _state(state: DeliverableState) -> Iterator[str]:
    if state.is_series:
        return
    yield "{label}: {value}".format(
        label=tr("Status"),
        value=joined(
            (
                tr(DELIVERABLE_LABELS[state.status]),
                tr("Overdue") if state.overdue else "",
                tr("Before the agreement, not counted") if state.is_history else "",
                f"{state.percent} %" if state.percent is not None else "",
            )
        ),
    )
    if state.target:
        yield f"{tr('Target')}: {write_date(state.target)}"


def _details(record: Deliverable, types: TypeCatalogue, names: Names) -> Iterator[str]:
    declared = types.of(record.type)
    yield f"{tr('Type')}: {tr(declared.label)}"
    for spec in specs(declared):
        if spec.kind is Kind.PARTICIPANTS:
            rows = [row for row in record.participants if row.role == spec.name]
            if rows:
                yield plain_label(spec)
                for row in rows:
                    yield f"  {_row(row.model_copy(update={'role': ''}), names)}"
        elif spec.name in record.details:
            value = _typed(declared, spec.name, record.details[spec.name])
            yield from _line(spec, value, names)
    yield from _former(record, types, names)


def _former(record: Deliverable, types: TypeCatalogue, names: Names) -> Iterator[str]:
    """What its type does not have any more."""
    lines: list[str] = []
    for one in former_values(types, record):
        lines += _line(one.spec, one.value, names)
    for row in record.participants:
        if is_former_role(types, record.type, row.role):
            label = role_label(types, record.type, row.role)
            lines.append(f"{label}: {_row(row.model_copy(update={'role': ''}), names)}")
    if lines:
        yield tr("No longer in this type")
        yield from (f"  {line}" for line in lines)


def _typed(declared: type[BaseModel], name: str, raw: Any) -> Any:
    """A detail as its type declares it; what does not fit is shown as it is."""
    try:
        return getattr(declared.model_validate({name: raw}), name)
    except ValueError:
        return None


def _line(
    spec: FieldSpec, value: Any, names: Names, labels: Mapping[str, str] = _NO_LABELS
) -> Iterator[str]:
    if text := _written(spec, value, names):
        label = tr(labels[spec.name]) if spec.name in labels else plain_label(spec)
        yield f"{label}: {text}"


def _row(row: BaseModel, names: Names) -> str:
    """The fields of a child row; the first says what it is and needs no label."""
    parts: list[str] = []
    for spec in value_specs(type(row)):
        if text := _written(spec, getattr(row, spec.name), names):
            parts.append(f"{plain_label(spec)}: {text}" if parts else text)
    return joined(parts)


def _written(spec: FieldSpec, value: Any, names: Names) -> str:
    if spec.kind is Kind.REFERENCE and value is not None:
        ref = RecordRef(spec.target, value)
        return flat(names.get(ref) or str(ref))
    return flat(write_value(spec, value, spoken_language()))


def _edtf(value: Any) -> str | None:
    return value.edtf if value else None
