"""What an instance of a series begins with: what the series says of all of them.

Copied are the words and choices of the series, never its dates, figures and addresses: those are
of one instance. Steps with an offset get their targets from the instance's own.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.fields import Kind
from tracker.domain.milestones import target_from
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import ChildRecord, value_specs
from tracker.domain.records.deliverables import Deliverable, Milestone
from tracker.domain.series import Numbered
from tracker.domain.series_writing import period_words

C = TypeVar("C", bound=ChildRecord)

TITLE = "{title}, {period}"
_OF_ALL = frozenset(
    {
        Kind.TEXT,
        Kind.LONG_TEXT,
        Kind.TEXTS,
        Kind.CHOICE,
        Kind.FLAG,
        Kind.COUNTRY,
        Kind.DURATION,
        Kind.REFERENCE,
    }
)
_COPIED = ("type", "agreement_id", "organisation_id", "commitment_id", "owner_id", "places", "tags")
_BEGUN = (DeliverableStatus.IDEA, DeliverableStatus.PLANNED)


def title_of(series: Deliverable, number: int, target: PartialDate) -> str:
    """What an instance is called; unknown words in braces stay as they were typed."""
    title = series.instance_title.strip() or TITLE
    for name, said in (
        ("{period}", period_words(target)),
        ("{number}", str(number)),
        ("{year}", str(target.earliest.year)),
        ("{title}", series.title),
    ):
        title = title.replace(name, said)
    return title


def common_values(series: Deliverable, types: TypeCatalogue = BUILT_IN) -> dict[str, Any]:
    """The fields that all instances have of the series; children are new rows."""
    status = series.opening_status
    return {
        **{name: getattr(series, name) for name in _COPIED},
        "opening_status": status if status in _BEGUN else DeliverableStatus.PLANNED,
        "series_id": series.id,
        "details": _details(series, types),
        "responsible": _new(series.responsible),
        "participants": tuple(
            row.model_copy(update={"since": None, "until": None})
            for row in _new(series.participants)
        ),
        "measures": _new(series.measures),
    }


def instance_of(
    series: Deliverable,
    one: Numbered,
    types: TypeCatalogue = BUILT_IN,
    existing: Deliverable | None = None,
    *,
    at_event: bool = False,
) -> Deliverable:
    """A new instance; or the untouched one that is there, as it is now to be. `at_event`: its date
    is that of the series' event, so it is at it."""
    values = common_values(series, types) | {
        "title": title_of(series, one.number, one.target),
        "target": one.target,
        "instance": one.number,
        "occurrence": PartialDate.of(one.day),
        "milestones": _steps(series.milestones, one.target),
        "event_id": series.event_id if at_event else None,
    }
    if existing is None:
        return Deliverable.model_validate(values)
    for name in ("responsible", "participants", "measures", "milestones"):
        values[name] = _same_rows(values[name], getattr(existing, name))
    return existing.model_copy(update=values)


def _details(series: Deliverable, types: TypeCatalogue) -> dict[str, Any]:
    kinds = {spec.name: spec.kind for spec in value_specs(types.of(series.type))}
    return {name: value for name, value in series.details.items() if kinds.get(name) in _OF_ALL}


def _steps(steps: Sequence[Milestone], target: PartialDate) -> tuple[Milestone, ...]:
    return tuple(
        step.model_copy(update={"done": None, "target": target_from(target, step.offset)})
        for step in _new(steps)
    )


def _new(rows: Sequence[C]) -> tuple[C, ...]:
    return tuple(row.model_copy(update={"id": None, "version": 0}) for row in rows)


def _same_rows(rows: Sequence[C], there: Sequence[C]) -> tuple[C, ...]:
    """Rows keep their place in the database as far as there are any."""
    known = [(row.id, row.version) for row in there]
    return tuple(
        row.model_copy(update=dict(zip(("id", "version"), known[at], strict=True)))
        if at < len(known)
        else row
        for at, row in enumerate(rows)
    )
