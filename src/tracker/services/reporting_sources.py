"""What a summary rests on: its sources, and where they state something differently."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from pydantic import BaseModel

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import LIFECYCLE_LABELS, LifecycleKind
from tracker.domain.progress import STATUS_LABELS, DeliverableStatus
from tracker.domain.reading import plain_label
from tracker.domain.record import spec_of
from tracker.domain.records import Agreement, Deliverable
from tracker.domain.records.evidence import Citation
from tracker.domain.summary import Disagreement, SourceLine, Statement
from tracker.i18n import tr
from tracker.services.reporting_material import Material


def sources(material: Material) -> tuple[SourceLine, ...]:
    """Every source of the agreement, then those of its deliverables and their logs, once each."""
    found = []
    for id in dict.fromkeys(_cited(material)):
        source = material.sources.get(id or 0)
        if source is None:
            continue
        found.append(
            SourceLine(
                title=source.title,
                publisher=source.publisher,
                published=material.written(source.published),
                reliability=str(source.reliability or ""),
                reliability_label=tr(source.reliability.label).lower()
                if source.reliability
                else "",
                url=source.url,
            )
        )
    return tuple(found)


def _cited(material: Material) -> Iterator[int | None]:
    yield from (row.source_id for row in material.agreement.citations)
    for state in material.states:
        yield from (row.source_id for row in state.record.citations)
        yield from (row.source_id for row in state.record.observations)
        yield from (row.source_id for row in material.logs.get(state.ref.id, ()))


# --- statements that differ ------------------------------------------------------------------


def disagreements(material: Material) -> tuple[Disagreement, ...]:
    """The fields of the agreement and its deliverables of which the sources state different
    things. Both stay: which of them is right is not for a program to say."""
    agreement = material.agreement
    found = list(_of(material, agreement.citations, Agreement, ""))
    for state in material.states:
        record = state.record
        found += _of(material, record.citations, material.types.of(record.type), record.title)
    return tuple(found)


def _of(
    material: Material, citations: Iterable[Citation], record: type[BaseModel], title: str
) -> Iterator[Disagreement]:
    stated: dict[str, list[Citation]] = {}
    for row in citations:
        if row.field and row.stated.strip() and (row.source_id or 0) in material.sources:
            stated.setdefault(row.field, []).append(row)
    for field, rows in stated.items():
        # What is said under a name that no field has, such as a reason, adds up.
        if not _known_label(record, field) or not _differ(rows):
            continue
        label = field_label(record, field)
        yield Disagreement(
            field_label=f"{title}: {label}" if title else label,
            statements=tuple(
                Statement(value=row.stated, source=_source(material, row)) for row in rows
            ),
        )


def _differ(rows: list[Citation]) -> bool:
    """Whether two sources state what cannot be the same. What one source states twice is no
    disagreement, and neither is a year beside a day in it."""
    return any(
        one.source_id != other.source_id and not _same(one.stated, other.stated)
        for at, one in enumerate(rows)
        for other in rows[at + 1 :]
    )


def _same(one: str, other: str) -> bool:
    if " ".join(one.split()).casefold() == " ".join(other.split()).casefold():
        return True
    try:
        first, second = PartialDate.parse(one), PartialDate.parse(other)
    except ValueError:
        return False
    return first.earliest <= second.latest and second.earliest <= first.latest


def _source(material: Material, row: Citation) -> str:
    source = material.sources[row.source_id or 0]
    return source.publisher or source.title


def field_label(record: type[BaseModel], field: str) -> str:
    """What a cited field is called: a field of the record, of its type, or something that
    happened ("signed"); else the word itself."""
    words = field.replace("_", " ").strip()
    return _known_label(record, field) or words[:1].upper() + words[1:]


def _known_label(record: type[BaseModel], field: str) -> str:
    for declared in (record, Deliverable if record is not Agreement else Agreement):
        with suppress(KeyError):
            return plain_label(spec_of(declared, field))
    with suppress(ValueError):
        return tr(LIFECYCLE_LABELS[LifecycleKind(field)])
    with suppress(ValueError):
        return tr(STATUS_LABELS[DeliverableStatus(field)])
    return ""
