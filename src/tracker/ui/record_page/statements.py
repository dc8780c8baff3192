"""What sources state of a record's fields, and where they disagree. Nothing is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.lifecycle import LIFECYCLE_LABELS, LifecycleKind
from tracker.domain.progress import STATUS_LABELS, DeliverableStatus
from tracker.domain.reading import plain_label
from tracker.domain.record import RootRecord, child_lists, specs
from tracker.domain.records import Deliverable, Source
from tracker.domain.records.contacts import Affiliation, ContactName
from tracker.domain.records.evidence import Citation
from tracker.domain.records.organisations import OrganisationName
from tracker.i18n import tr

# Further names and positions add up: that sources give different ones is no contradiction.
_ADD_UP = (OrganisationName, ContactName, Affiliation)
_LONGEST_DATE = 100


@dataclass(frozen=True, slots=True)
class Stated:
    """What one source states; `verified` says who confirmed it."""

    text: str
    source: Source | None
    verified: str = ""


@dataclass(frozen=True, slots=True)
class FieldStatements:
    """All that sources state of one field."""

    field: str
    label: str
    statements: tuple[Stated, ...]
    disagree: bool


def statements_of(
    record: RootRecord, sources: Mapping[int, Source], types: TypeCatalogue = BUILT_IN
) -> list[FieldStatements]:
    """What the record's citations state, field by field, contradictions first."""
    citations: Iterable[Citation] = getattr(record, "citations", ())
    by_field: dict[str, list[Stated]] = {}
    for citation in citations:
        if citation.stated:
            said = Stated(citation.stated, sources.get(citation.source_id or 0), citation.verified)
            by_field.setdefault(citation.field, []).append(said)
    adding = _that_add_up(record)
    found = []
    for name, stated in by_field.items():
        # What is said under a name of its own, such as a reason, adds up as well.
        one_of_many = name in adding or (name and not _known_label(record, name, types))
        differ = not one_of_many and _differ(stated)
        found.append(FieldStatements(name, field_label(record, name, types), tuple(stated), differ))
    return sorted(found, key=lambda one: not one.disagree)


def disagreed(statements: Iterable[FieldStatements]) -> set[str]:
    """The fields of which sources state different things."""
    return {one.field for one in statements if one.disagree}


def field_label(record: RootRecord, name: str, types: TypeCatalogue = BUILT_IN) -> str:
    """What a citation's field is called: a declared one, its type's, or a step of its life."""
    known = _known_label(record, name, types)
    return known or name.replace("_", " ").capitalize() or tr("The whole record")


def _known_label(record: RootRecord, name: str, types: TypeCatalogue) -> str:
    """The label of a declared field or a step; "" if nothing is called so."""
    declared = list(specs(type(record)))
    if isinstance(record, Deliverable):
        declared += specs(types.of(record.type))
    for spec in declared:
        if spec.name == name:
            return plain_label(spec)
    if name in list(LifecycleKind):
        return tr(LIFECYCLE_LABELS[LifecycleKind(name)])
    if name in list(DeliverableStatus):
        return tr(STATUS_LABELS[DeliverableStatus(name)])
    return ""


def _differ(said: list[Stated]) -> bool:
    """Whether different sources state different things. Dates agree as far as they can be one and
    the same: 2016 and 9 May 2016 do."""
    texts = {" ".join(one.text.casefold().split()) for one in said}
    if len(texts) < 2 or len({one.source.id if one.source else None for one in said}) < 2:
        return False
    dates = [as_date(one.text) for one in said]
    known = [on for on in dates if on is not None]
    if len(known) < len(dates):
        return True
    return max(on.earliest for on in known) > min(on.latest for on in known)


def as_date(text: str) -> PartialDate | None:
    """The date a statement is, if it is nothing but one."""
    if len(text) > _LONGEST_DATE:
        return None
    try:
        return PartialDate.parse(text.strip())
    except ValueError:
        return None


def in_words(text: str) -> str:
    """A statement as shown: a bare date is written out, anything else is quoted."""
    on = as_date(text)
    return write_date(on) if on is not None else f"“{text.strip('“”')}”"


def _that_add_up(record: RootRecord) -> set[str]:
    lists = child_lists(type(record))
    names = {children.spec.name for children in lists if issubclass(children.record, _ADD_UP)}
    return names | ({"name"} if names else set())
