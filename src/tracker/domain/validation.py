"""What makes a draft wrong, said beside the field. Only what names a record is required."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tracker.domain.countries import countries
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.deliverable_values import problems_of_type
from tracker.domain.evidence_links import link_parts, read_link
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import kept
from tracker.domain.reading import (
    LARGEST_WHOLE,
    LONGEST_LINE,
    LONGEST_TEXT,
    checked,
    label_inside,
    matching,
    read_address,
    within,
)
from tracker.domain.record import Record, child_lists, specs, value_specs
from tracker.domain.records import Agreement, Deliverable, Event, Organisation, ProgressEntry
from tracker.domain.records.evidence import Participant
from tracker.domain.series import MOST_AHEAD
from tracker.domain.series_days import problem_with_first
from tracker.domain.series_rule import SeriesRule
from tracker.errors import Problem
from tracker.i18n import tr

Path = tuple[str | int, ...]


def problems_of(record: Record, types: TypeCatalogue = BUILT_IN) -> list[Problem]:
    """Every mistake in a draft; an empty list means it can be saved. `types` are those that a
    deliverable may have."""
    found = list(_of_fields(record, record, ()))
    for children in child_lists(type(record)):
        for place, child in enumerate(getattr(record, children.spec.name)):
            found += _of_fields(child, child, (children.spec.name, place))
            found += _of_period(child, (children.spec.name, place))
            found += _of_person(child, (children.spec.name, place))
    if isinstance(record, Agreement):
        found += _of_agreement(record)
    elif isinstance(record, Deliverable):
        found += _of_deliverable(record, types)
    elif isinstance(record, ProgressEntry):
        found += _of_entry(record)
    elif isinstance(record, Organisation):
        found += _of_organisation(record)
    elif isinstance(record, Event) and record.id is not None and record.part_of_id == record.id:
        found.append(Problem(("part_of_id",), tr("An event cannot be part of itself.")))
    return found


def _of_fields(record: BaseModel, values: Any, at: Path) -> Iterator[Problem]:
    for spec in value_specs(type(record)):
        if message := problem_with(spec, getattr(values, spec.name)):
            yield Problem((*at, spec.name), message)


def problem_with(spec: FieldSpec, value: Any) -> str:
    """What is wrong with one value; empty if nothing is."""
    if value in (None, "", ()) or (isinstance(value, str) and not value.strip()):
        return tr("Enter {field}.", field=_article(spec)) if spec.required else ""
    try:
        _check(spec, value)
    except ValueError as error:
        return str(error)
    return ""


def _check(spec: FieldSpec, value: Any) -> None:
    """Refuse what the reader of this kind of field would refuse, however the draft was made."""
    match spec.kind:
        case Kind.TEXT:
            matching(spec, checked(value, LONGEST_LINE))
        case Kind.LONG_TEXT:
            checked(value, LONGEST_TEXT)
        case Kind.TEXTS:
            for text in value:
                matching(spec, checked(text, LONGEST_LINE))
        case Kind.URL:
            if read_address(value) != value:
                raise ValueError(tr("Write a web address, such as https://example.org."))
        case Kind.COUNTRY:
            if value not in countries():
                raise ValueError(tr("Choose a country."))
        case Kind.INTEGER | Kind.PERCENT:
            if abs(within(spec, value)) > LARGEST_WHOLE:
                raise ValueError(tr("The number is too large."))
        case Kind.DECIMAL:
            kept(within(spec, value))
        case Kind.MONEY:
            within(spec, value.amount)
        case Kind.CHOICE:
            if str(value) not in spec.choices:
                raise ValueError(tr("Choose one of what is offered."))
        case _:
            pass


def _article(spec: FieldSpec) -> str:
    return tr("the {field}", field=label_inside(spec))


def _of_period(child: Record, at: Path) -> Iterator[Problem]:
    """What has a beginning and an end ends after it begins."""
    for begin, end in (("since", "until"), ("joined", "left")):
        first, last = getattr(child, begin, None), getattr(child, end, None)
        if first and last and last.latest < first.earliest:
            yield Problem((*at, end), tr("It ends before it begins."))


def _of_person(child: Record, at: Path) -> Iterator[Problem]:
    """Whoever takes part is named, or at least described."""
    if isinstance(child, Participant) and not (child.contact_id or child.described_as.strip()):
        yield Problem((*at, "contact_id"), tr("Enter the person, or describe who it was."))


def _of_organisation(organisation: Organisation) -> Iterator[Problem]:
    for place, link in enumerate(organisation.links):
        if organisation.id is not None and link.other_id == organisation.id:
            yield Problem(
                ("links", place, "other_id"), tr("An organisation cannot be linked to itself.")
            )


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


def _of_deliverable(deliverable: Deliverable, types: TypeCatalogue) -> Iterator[Problem]:
    if deliverable.type not in types:
        yield Problem(("type",), tr("Choose a type."))
    declared = types.of(deliverable.type)
    for spec in value_specs(declared):
        raw = deliverable.details.get(spec.name)
        written = {} if raw in (None, "", []) else {spec.name: raw}
        try:
            value = getattr(declared.model_validate(written), spec.name)
        except ValueError:
            yield Problem(
                ("details", spec.name), tr("“{text}” does not fit here.", text=str(raw)[:40])
            )
            continue
        if message := problem_with(spec, value):
            yield Problem(("details", spec.name), message)
    yield from problems_of_type(deliverable, declared)
    roles = {row.role for row in deliverable.participants}
    for spec in specs(declared):
        if spec.kind is Kind.PARTICIPANTS and spec.required and spec.name not in roles:
            yield Problem(("details", spec.name), problem_with(spec, None))
    if deliverable.series_id is not None and deliverable.series_id == deliverable.id:
        yield Problem(("series_id",), tr("A deliverable cannot be an instance of itself."))
    if deliverable.recurrence.strip():
        yield from _of_series(deliverable)


def _of_series(deliverable: Deliverable) -> Iterator[Problem]:
    try:
        SeriesRule.parse(deliverable.recurrence)
    except ValueError as error:
        yield Problem(("recurrence",), str(error))
    if deliverable.series_id is not None:
        yield Problem(
            ("recurrence",), tr("An instance follows the rule of its series and has none itself.")
        )
    if deliverable.recurs_from and (said := problem_with_first(deliverable.recurs_from)):
        yield Problem(("recurs_from",), said)
    if deliverable.ahead is not None and deliverable.ahead > MOST_AHEAD:
        yield Problem(("ahead",), tr("Instances are made at most {n} months ahead.", n=MOST_AHEAD))


def _of_entry(entry: ProgressEntry) -> Iterator[Problem]:
    said = (
        entry.note.strip(),
        entry.status,
        entry.percent,
        entry.target,
        entry.milestone_id,
        entry.value,
        entry.evidence_url,
        entry.evidence_title.strip(),
        entry.further_links,
        entry.format_change,
        entry.withdraws,
    )
    if all(value in (None, "", ()) for value in said):
        yield Problem(("note",), tr("Write what happened, or choose a status."))
    if entry.value is not None and not entry.metric:
        yield Problem(("metric",), tr("Say what was counted."))
    if entry.metric.strip() and entry.value is None:
        yield Problem(("value",), tr("Enter the number, or leave the measure out."))
    if entry.withdraws and entry.corrects_id is None:
        yield Problem(("corrects_id",), tr("Choose the line that is taken out."))
    for text in entry.further_links:
        try:
            read_link(link_parts(text)[0])
        except ValueError as error:
            yield Problem(("further_links",), str(error))
