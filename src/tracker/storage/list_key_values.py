"""The SQL of what `list_keys` keeps, also for lists that need a value as at an earlier day."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    Text,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.sql.selectable import FromClause

from tracker.domain.lifecycle import IN_FORCE, AgreementStatus
from tracker.domain.records import ROOT_BY_KEY
from tracker.storage import tables
from tracker.storage.before_agreement import is_before
from tracker.storage.tables import TABLES

Expression = ColumnElement[Any]

_organisation = TABLES["organisation"]
_contact = TABLES["contact"]
_agreement = TABLES["agreement"]
_deliverable = TABLES["deliverable"]
_entry = TABLES["progress_entry"]
_file = TABLES["attachment"]

LINE = "\n"
# Signed is bound already, if not yet in effect.
BOUND = (*sorted(IN_FORCE), AgreementStatus.SIGNED)


def names_of(link: Table, parent: FromClause, *, folded: bool = False) -> Expression:
    """The short names of the organisations in a child list, in their order, each once; one that
    nobody named as it is described. `folded` as they are sorted by; null if there are none."""
    unnamed = link.c.described_as if "described_as" in link.c else literal("")
    known = _organisation.c.sort_name if folded else _organisation.c.shown_name
    described = func.lower(unnamed) if folded else unnamed
    name = func.coalesce(func.nullif(known, ""), func.nullif(described, ""))
    names = (
        select(name.label("name"))
        .select_from(link.outerjoin(_organisation, link.c.organisation_id == _organisation.c.id))
        .where(link.c.parent_id == parent.c.id)
        .group_by(name)
        .order_by(func.min(link.c.position))
        .correlate(parent)
        .subquery()
    )
    return select(func.group_concat(names.c.name, ", ")).scalar_subquery()


def name_of(target: str, reference: Expression, *, folded: bool = False) -> Expression:
    """The short name of the record that a column refers to; `folded` as it is sorted by."""
    table = TABLES[target].alias(f"named_{target}")
    name: Expression
    if "shown_name" in table.c:
        name = table.c.sort_name if folded else table.c.shown_name
    else:
        name = func.lower(table.c.text) if folded else table.c.text
    named = select(func.nullif(name, "")).where(table.c.id == reference)
    return named.correlate_except(table).scalar_subquery()


def current_first() -> tuple[Expression, ...]:
    """The order of affiliations by which the one held now, as far as it is known, comes first:
    without an end, then the one stated or begun last, then as the user ordered them."""
    held = TABLES["affiliation"].c
    known = func.coalesce(held.as_of_first, held.since_first)
    return (held.until.isnot(None), known.is_(None), known.desc(), held.position)


def position(column: Expression) -> Expression:
    """A column of the position of a contact that is shown, or of its organisation."""
    held = TABLES["affiliation"]
    return (
        select(func.nullif(column, ""))
        .select_from(held.join(_organisation, _organisation.c.id == held.c.organisation_id))
        .where(held.c.parent_id == _contact.c.id)
        .order_by(*current_first())
        .limit(1)
        .correlate(_contact)
        .scalar_subquery()
    )


def signed(column: str) -> Expression:
    """Of the first signature of an agreement, where a date is stated."""
    event = TABLES["lifecycle_event"].alias("signature")
    return (
        select(event.c[column])
        .where(
            event.c.parent_id == _agreement.c.id, event.c.kind == "signed", event.c.on.isnot(None)
        )
        .order_by(event.c.on_first == date.min, event.c.on_first, event.c.position)
        .limit(1)
        .correlate(_agreement)
        .scalar_subquery()
    )


def last_entry(
    column: str, today: date | None = None, *, of: FromClause = _deliverable
) -> Expression:
    """Of the latest entry of a log, by the day it happened, or by `today` if given; what was put
    right later does not count."""
    later = _entry.alias("correction").c
    corrected = (
        select(later.id)
        .where(later.corrects_id == _entry.c.id, later.id != _entry.c.id)
        .correlate(_entry)
    )
    query = select(_entry.c[column]).where(
        _entry.c.deliverable_id == of.c.id,
        ~corrected.exists(),
        _entry.c.withdraws.is_not(True),
    )
    if today is not None:
        query = query.where(_entry.c.on_first <= today)
    query = query.order_by(_entry.c.on_first.desc(), _entry.c.id.desc()).limit(1)
    return query.correlate(of).scalar_subquery()


def next_step(
    column: str, *, of: Expression = _deliverable.c.id, on: date | None = None
) -> Expression:
    """A column of the next step of a deliverable (`domain.milestones.next_step`), by the column
    that holds its id; as at the day `on` also of steps that were done after it."""
    step = TABLES["milestone"].alias("next_step")
    waits = step.c.done.is_(None)
    query = (
        select(step.c[column])
        .where(step.c.parent_id == of, waits if on is None else waits | (step.c.done_first > on))
        .order_by(step.c.target_last.is_(None), step.c.target_last, step.c.position, step.c.id)
        .limit(1)
    )
    return query.correlate(of.table).scalar_subquery()


def has_evidence(*, of: FromClause = _deliverable) -> Expression:
    """Whether anything shows what came of a deliverable (`domain.evidence_health`): 1 or 0. It may
    hang on a line of the log that counts, on the deliverable itself, or be a source."""
    line, later = _entry.alias("shown"), _entry.alias("shown_later")
    corrected = select(later.c.id).where(later.c.corrects_id == line.c.id, later.c.id != line.c.id)
    counts = (
        line.c.deliverable_id == of.c.id,
        line.c.withdraws.is_not(True),
        ~corrected.correlate(line).exists(),
    )
    kept, own = _file.alias("kept"), _file.alias("own")
    # Asked line by line: a join would go through all files of all logs.
    files = select(kept.c.id).where(
        kept.c.subject_kind == "progress_entry", kept.c.subject_id == line.c.id
    )
    said = or_(
        line.c.evidence_url != "",
        line.c.evidence_title != "",
        line.c.source_id.is_not(None),
        type_coerce(line.c.further_links, Text) != "[]",
        files.correlate(line).exists(),
    )
    cited, seen = TABLES["citation"].alias("cited"), TABLES["observation"].alias("seen")
    places = (
        select(line.c.id).where(*counts, said),
        select(own.c.id).where(own.c.subject_kind == "deliverable", own.c.subject_id == of.c.id),
        select(cited.c.id).where(
            cited.c.parent_kind == "deliverable",
            cited.c.parent_id == of.c.id,
            cited.c.source_id.is_not(None),
        ),
        select(seen.c.id).where(
            seen.c.parent_kind == "deliverable",
            seen.c.parent_id == of.c.id,
            seen.c.source_id.is_not(None),
        ),
    )
    return case(*((place.correlate(of).exists(), 1) for place in places), else_=0)


def _every_name(root: Table, further: Table) -> Expression:
    """All names of a record, each between line ends."""
    own = [root.c[name] for name in ROOT_BY_KEY[root.name].name_fields]
    others = (
        select(func.group_concat(further.c.name, LINE))
        .where(further.c.parent_id == root.c.id)
        .correlate(root)
        .scalar_subquery()
    )
    text: Expression = literal(LINE)
    for name in [*own, func.coalesce(others, "")]:
        text = text + name + LINE
    return text


def _agreement_count() -> Expression:
    party = TABLES["party"]
    return (
        select(func.count(party.c.parent_id.distinct()))
        .join(_agreement, _agreement.c.id == party.c.parent_id)
        .where(party.c.organisation_id == _organisation.c.id, _agreement.c.trashed_at.is_(None))
        .correlate(_organisation)
        .scalar_subquery()
    )


def _ends() -> Expression:
    """The last day on which an agreement can be in force, where it runs out or ran out."""
    span = tables.agreement_span.alias("in_force")
    last = func.max(span.c.to_day)
    return (
        select(case((last < date.max, last)))
        .where(span.c.agreement_id == _agreement.c.id, span.c.status.in_(BOUND))
        .correlate(_agreement)
        .scalar_subquery()
    )


def _in_doubt() -> Expression:
    """The day from which it may have run out already, where its end is not known to the day."""
    span, before = tables.agreement_span.alias("in_doubt"), tables.agreement_span.alias("sure")
    sure = select(before.c.from_day).where(
        before.c.agreement_id == span.c.agreement_id,
        before.c.to_day < span.c.from_day,
        before.c.status.in_(BOUND),
        before.c.certain.is_(True),
    )
    return (
        select(span.c.from_day)
        .where(
            span.c.agreement_id == _agreement.c.id,
            span.c.status.in_(BOUND),
            span.c.certain.is_(False),
            span.c.to_day == _ends(),
            sure.exists(),
        )
        .correlate(_agreement)
        .scalar_subquery()
    )


def _waited_since() -> Expression:
    """The day from which nothing logged is silence: when it was entered, and of an instance that
    a series made ahead the day it is for."""
    due = func.coalesce(type_coerce(_deliverable.c.occurrence_last, Text), "")
    return func.max(_entered(), due)


def _entered() -> Expression:
    """The day on which a deliverable was entered, by the change log: where the program is used,
    as the days of progress entries and "today" are."""
    change, sets = tables.change.c, tables.change_set.c
    return (
        select(func.max(func.date(type_coerce(sets.at, Text), "localtime")))
        .select_from(tables.change.join(tables.change_set, sets.id == change.change_set_id))
        .where(
            change.kind == "deliverable",
            change.record_id == _deliverable.c.id,
            change.operation == "insert",
        )
        .correlate(_deliverable)
        .scalar_subquery()
    )


_affiliation = TABLES["affiliation"].c

EXPRESSIONS: dict[str, dict[str, Expression]] = {
    "organisation": {
        "name": func.nullif(func.lower(_organisation.c.name), ""),
        "agreements": _agreement_count(),
        "names": _every_name(_organisation, TABLES["organisation_name"]),
    },
    "contact": {
        "position": func.lower(position(_affiliation.title)),
        "organisation": position(_organisation.c.sort_name),
        "names": _every_name(_contact, TABLES["contact_name"]),
    },
    "agreement": {
        "parties": names_of(TABLES["party"], _agreement, folded=True),
        "signed": signed("on_first"),
        "begun": func.coalesce(signed("on_first"), _agreement.c.announced_first),
        "ends": _ends(),
        "doubt": _in_doubt(),
    },
    "deliverable": {
        "agreement": name_of("agreement", _deliverable.c.agreement_id, folded=True),
        "event": name_of("event", _deliverable.c.event_id, folded=True),
        "responsible": names_of(TABLES["responsible_party"], _deliverable, folded=True),
        "logged_first": last_entry("on_first"),
        "logged_last": last_entry("on_last"),
        "entered": _waited_since(),
        "evidence": has_evidence(),
        "history": is_before(_deliverable),
        "step_first": next_step("target_first"),
        "step_last": next_step("target_last"),
    },
}
