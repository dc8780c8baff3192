"""What makes a draft wrong, said beside the field. Only what names a record is required."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tracker.domain.deliverable_types import type_of, types
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import LONGEST_TEXT, plain_label
from tracker.domain.record import Record, child_lists, value_specs
from tracker.domain.records import Agreement, Deliverable, ProgressEntry
from tracker.errors import Problem
from tracker.i18n import tr

Path = tuple[str | int, ...]


def problems_of(record: Record) -> list[Problem]:
    """Every mistake in a draft; an empty list means it can be saved."""
    found = list(_of_fields(record, record, ()))
    for children in child_lists(type(record)):
        for place, child in enumerate(getattr(record, children.spec.name)):
            found += _of_fields(child, child, (children.spec.name, place))
    if isinstance(record, Agreement):
        found += _of_agreement(record)
    elif isinstance(record, Deliverable):
        found += _of_deliverable(record)
    elif isinstance(record, ProgressEntry):
        found += _of_entry(record)
    return found


def _of_fields(record: BaseModel, values: Any, at: Path) -> Iterator[Problem]:
    for spec in value_specs(type(record)):
        if message := problem_with(spec, getattr(values, spec.name)):
            yield Problem((*at, spec.name), message)


def problem_with(spec: FieldSpec, value: Any) -> str:
    """What is wrong with one value; empty if nothing is."""
    if value in (None, "", ()):
        return tr("Enter {field}.", field=_article(spec)) if spec.required else ""
    if spec.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.URL) and len(value) > LONGEST_TEXT:
        return tr("The text is too long.")
    if spec.pattern:
        texts = value if spec.kind is Kind.TEXTS else (value,)
        for text in texts:
            if not re.fullmatch(spec.pattern, text):
                return tr(
                    "“{text}” is not a valid {field}.",
                    text=text[:60],
                    field=plain_label(spec).lower(),
                )
    if spec.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT):
        if spec.minimum is not None and value < spec.minimum:
            return tr("Write a number of at least {low}.", low=f"{spec.minimum:g}")
        if spec.maximum is not None and value > spec.maximum:
            return tr("Write a number of at most {high}.", high=f"{spec.maximum:g}")
    return ""


def _article(spec: FieldSpec) -> str:
    label = plain_label(spec)
    return tr("the {field}", field=label[:1].lower() + label[1:])


def _of_agreement(agreement: Agreement) -> Iterator[Problem]:
    named = [party for party in agreement.parties if party.organisation_id or party.described_as]
    if not agreement.title and len(named) < 2:
        yield Problem(("title",), tr("Enter a title, or at least two parties."))
    for place, party in enumerate(agreement.parties):
        if not party.organisation_id and not party.described_as:
            yield Problem(("parties", place, "organisation_id"), tr("Choose the organisation."))
    seen: dict[tuple[object, ...], int] = {}
    for place, party in enumerate(agreement.parties):
        if (
            party.organisation_id
            and seen.setdefault((party.organisation_id, party.role), place) != place
        ):
            yield Problem(
                ("parties", place, "organisation_id"),
                tr("This party is listed twice in the same role."),
            )
    for place, link in enumerate(agreement.links):
        if agreement.id is not None and link.other_id == agreement.id:
            yield Problem(
                ("links", place, "other_id"), tr("An agreement cannot be linked to itself.")
            )
    for place, event in enumerate(agreement.lifecycle):
        if event.on and event.effective_on and event.effective_on.latest < event.on.earliest:
            yield Problem(
                ("lifecycle", place, "effective_on"),
                tr("It cannot take effect before it was declared."),
            )


def _of_deliverable(deliverable: Deliverable) -> Iterator[Problem]:
    if deliverable.type not in types():
        yield Problem(("type",), tr("Choose a type."))
    declared = type_of(deliverable.type)
    for spec in value_specs(declared):
        raw = deliverable.details.get(spec.name)
        if raw in (None, "", []):
            continue
        try:
            value = getattr(declared.model_validate({spec.name: raw}), spec.name)
        except ValueError:
            yield Problem(
                ("details", spec.name), tr("“{text}” does not fit here.", text=str(raw)[:40])
            )
            continue
        if message := problem_with(spec, value):
            yield Problem(("details", spec.name), message)
    if deliverable.series_id is not None and deliverable.series_id == deliverable.id:
        yield Problem(("series_id",), tr("A deliverable cannot be an instance of itself."))


def _of_entry(entry: ProgressEntry) -> Iterator[Problem]:
    said = (entry.note, entry.status, entry.percent, entry.target, entry.value, entry.evidence_url)
    if all(value in (None, "") for value in said):
        yield Problem(("note",), tr("Write what happened, or choose a status."))
    if entry.value is not None and not entry.metric:
        yield Problem(("metric",), tr("Say what was counted."))
