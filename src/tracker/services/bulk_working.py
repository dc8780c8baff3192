"""What a change makes of each record, and how that is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.fields import Kind
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import RecordRef, RootRecord, spec_of
from tracker.domain.records import ROOT_BY_KEY, Deliverable
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import spoken_language, tr
from tracker.services.bulk_fields import bulk_fields
from tracker.services.bulk_plan import BulkLine, FieldChange, How
from tracker.storage.reader import load_many
from tracker.storage.rows import from_json, to_json


@dataclass(frozen=True, slots=True)
class Worked:
    """One record as it is, and as it would be; the same one where nothing changes. Of one that is
    gone there is neither."""

    ref: RecordRef
    record: RootRecord | None = None
    after: RootRecord | None = None
    reason: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether it can be changed, and is then another."""
        return not self.reason and self.after is not self.record


def check(connection: Connection, kind: str, changes: Sequence[FieldChange]) -> None:
    """Raise InvalidDraft for a change that no record may have."""
    allowed = {spec.name: spec for spec in bulk_fields(kind)}
    problems = []
    for change in changes:
        spec = allowed.get(change.name)
        if spec is None:
            problems.append(
                Problem((change.name,), tr("This field is not changed in many records at once."))
            )
        elif spec.kind is Kind.REFERENCE and change.value is not None:
            ref = RecordRef(spec.target, change.value)
            found = load_many(connection, ROOT_BY_KEY[spec.target], [ref.id], only=())
            if not found or found[0].trashed_at is not None:
                problems.append(Problem((change.name,), tr("The record chosen is gone.")))
    if problems:
        raise InvalidDraft(problems)


def work_out(
    ref: RecordRef,
    record: RootRecord | None,
    changes: Sequence[FieldChange],
    types: TypeCatalogue,
) -> Worked:
    """What becomes of a record; None for one that is gone."""
    if record is None:
        return Worked(ref, reason=tr("The record is not there any more."))
    if record.trashed_at is not None:
        return Worked(ref, record, record, tr("It is in the trash."))
    after = record
    for change in changes:
        after = with_change(after, change)
    if after is record:
        return Worked(ref, record, record)
    known = known_problems(record, types, [(change.name,) for change in changes])
    problems = [one for one in problems_of(after, types) if one not in known]
    reason = "; ".join(dict.fromkeys(problem.message for problem in problems))
    return Worked(ref, record, after, reason)


def known_problems(
    record: RootRecord, types: TypeCatalogue, changed: Sequence[tuple[str, ...]]
) -> list[Problem]:
    """Mistakes of a stored record elsewhere than in what is changed, whose fault they are not: a
    field that its type came to require."""
    return [
        one
        for one in problems_of(record, types)
        if not any(one.path[: len(path)] == path for path in changed)
    ]


def with_change(record: RootRecord, change: FieldChange) -> RootRecord:
    """The record with the change made; the same one if it makes no difference."""
    before = getattr(record, change.name)
    value: Any = change.value
    if change.how is How.ADD:
        value = tuple(dict.fromkeys((*before, *change.value)))
    elif change.how is How.REMOVE:
        value = tuple(text for text in before if text not in change.value)
    else:
        try:
            value = from_json(type(record), change.name, value)
        except ValidationError as error:
            said = tr("“{text}” does not fit here.", text=str(value)[:40])
            raise InvalidDraft([Problem((change.name,), said)]) from error
    return record if value == before else record.model_copy(update={change.name: value})


def with_detail(record: RootRecord, name: str, value: Any, types: TypeCatalogue) -> RootRecord:
    """The same for a field of a deliverable's type, such as "pavilion.area"."""
    of, _, own = name.partition(".")
    if not isinstance(record, Deliverable) or record.type != of:
        raise InvalidDraft([Problem((name,), tr("This record has no such field."))])
    details = {key: kept for key, kept in record.details.items() if key != own}
    declared = types.of(of)
    try:
        spec_of(declared, own)
        if value not in (None, "", ()):
            details[own] = declared.model_validate({own: value}).model_dump(mode="json")[own]
    except (KeyError, ValidationError) as error:
        said = tr("“{text}” does not fit here.", text=str(value)[:40])
        raise InvalidDraft([Problem(("details", own), said)]) from error
    return record if details == record.details else record.model_copy(update={"details": details})


def differences(
    kind: type[RootRecord], worked: Worked, changes: Sequence[FieldChange]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, as JSON holds them before and after."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in dict.fromkeys(change.name for change in changes):
        was, now = getattr(worked.record, name), getattr(worked.after, name)
        if was != now:
            before[name], after[name] = to_json(kind, name, was), to_json(kind, name, now)
    return before, after


def named_in(kind: str, lines: Sequence[Worked], changes: Sequence[FieldChange]) -> set[RecordRef]:
    """All records that lines name."""
    named = {worked.ref for worked in lines}
    for change in changes:
        spec = spec_of(ROOT_BY_KEY[kind], change.name)
        if spec.kind is Kind.REFERENCE:
            for worked in lines:
                for record in (worked.record, worked.after):
                    if record and (id := getattr(record, change.name)) is not None:
                        named.add(RecordRef(spec.target, id))
    return named


def line_of(
    worked: Worked, changes: Sequence[FieldChange], names: dict[RecordRef, str]
) -> BulkLine:
    """A record and what happens to it, in words."""
    if worked.record is None or worked.after is None:
        return BulkLine(worked.ref, f"{worked.ref.kind}-{worked.ref.id}", reason=worked.reason)
    said = [
        [_words(record, change.name, names, several=len(changes) > 1) for change in changes]
        for record in (worked.record, worked.after)
    ]
    before, after = ("\n".join(words) for words in said)
    return BulkLine(worked.ref, names.get(worked.ref, ""), before, after, worked.reason)


def _words(record: RootRecord, name: str, names: dict[RecordRef, str], *, several: bool) -> str:
    spec, value = spec_of(type(record), name), getattr(record, name)
    if spec.kind is Kind.REFERENCE and value is not None:
        said = names.get(RecordRef(spec.target, value), f"{spec.target}-{value}")
    else:
        said = write_value(spec, value, spoken_language())
    return f"{plain_label(spec)}: {said}" if several else said
