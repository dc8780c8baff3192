"""What a quick look says of a record, in words: by its declaration, and what its kind adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError

from tracker.domain.dates_writing import write_date
from tracker.domain.former_fields import former_values
from tracker.domain.lifecycle import AgreementStatus, LifecycleKind
from tracker.domain.milestones import next_step
from tracker.domain.positions import current_position
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import RecordRef, specs
from tracker.domain.records import Agreement, Contact, Deliverable, Event, Organisation
from tracker.domain.shortening import in_one_line, shortened
from tracker.i18n import mark, tr, trn
from tracker.services.glance import Glance
from tracker.services.pages import Standing
from tracker.ui.kinds import KINDS
from tracker.ui.record_page.agreement_table import agreement_look
from tracker.ui.record_page.facts import Fact, computed_facts, facts_of
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.status import StatusLook, late, look_of

_MOST_LINKS = 5
_MOST_FACTS = 9
_LONG = 360
_IN_TRASH = StatusLook("trash", "trash-2", "muted", mark("In the trash"))
# Told by the head, by what stands below, or as one with others.
_ELSEWHERE = {
    "agreement": frozenset({"kind", "announced", "purpose", "event_id"}),
    "deliverable": frozenset(
        {"type", "agreement_id", "organisation_id", "event_id", "target", "opening_status"}
        | {"description"}
    ),
    "organisation": frozenset({"kind", "city", "country", "description", "ours"}),
    "contact": frozenset({"honorific"}),
    "event": frozenset({"dates", "city", "country"}),
}


@dataclass(frozen=True, slots=True)
class Essentials:
    """The head and the facts. `looks` are badges: look, word and what stands muted beside it."""

    kind: str
    icon: str
    title: str
    subtitle: str
    looks: tuple[tuple[StatusLook, str, str], ...]
    facts: tuple[Fact, ...]
    text: str = ""


def essentials(glance: Glance, language: str) -> Essentials:
    """The essentials of any record."""
    record = glance.record
    match record:
        case Agreement():
            found = _agreement(glance, record)
        case Deliverable():
            found = _deliverable(glance, record)
        case Organisation():
            found = _organisation(glance, record)
        case Contact():
            found = _contact(glance, record)
        case Event():
            found = _event(glance, record)
        case _:
            found = _plain(glance)
    facts = [*found.facts, *_declared(glance, language)][:_MOST_FACTS]
    facts += _former(glance, language)
    looks = found.looks
    if record.trashed_at is not None:
        looks = (*looks, (_IN_TRASH, "", ""))
    return replace(found, facts=tuple(facts), looks=looks, text=shortened(found.text, _LONG))


def _plain(glance: Glance) -> Essentials:
    look = KINDS[glance.ref.kind]
    return Essentials(look.one, look.icon, glance.name, "", (), ())


def _agreement(glance: Glance, record: Agreement) -> Essentials:
    standing = glance.standing
    looks = _standing(standing) if standing is not None else ()
    parties = [
        (glance.names[ref], ref)
        for row in record.parties
        if (ref := RecordRef("organisation", row.organisation_id or 0)) in glance.names
    ]
    facts = [_links(tr("Parties"), parties)] if parties else []
    signed = [event for event in record.lifecycle if event.kind is LifecycleKind.SIGNED]
    days = dict.fromkeys(write_date(event.on) for event in signed if event.on is not None)
    stated = next((event.stated_on for event in signed if event.stated_on is not None), None)
    if not days and stated is not None:
        days = {tr("{date} at the latest", date=write_date(stated)): None}
    facts.append(Fact(tr("Signed"), ", ".join(days)))
    if standing is not None and standing.term.end is not None:
        facts.append(Fact(tr("Ends"), write_date(standing.term.end)))
    facts += _reference(glance, tr("At event"), "event", record.event_id)
    return Essentials(
        _joined(tr(record.kind.label), write_date(record.announced)),
        "handshake",
        glance.name,
        "",
        looks,
        tuple(facts),
        record.purpose,
    )


def _standing(standing: Standing) -> tuple[tuple[StatusLook, str, str], ...]:
    status, flags, term = standing.status, standing.flags, standing.term
    since = ""
    if status.status is not AgreementStatus.UNKNOWN and status.since is not None and status.certain:
        since = tr("since {date}", date=write_date(status.since))
    looks = [(agreement_look(status), "", since)]
    if flags.notice_due:
        word = tr("Notice by {date}", date=write_date(term.notice_by))
        looks.append((look_of("notice"), word, ""))
    if flags.expiring_soon:
        word = tr("Expires {date}", date=write_date(term.expires_on))
        looks.append((look_of("expiring"), word, ""))
    if flags.review_due:
        word = tr("Review {date}", date=write_date(term.next_review))
        looks.append((look_of("review_due"), word, ""))
    return tuple(looks)


def _deliverable(glance: Glance, record: Deliverable) -> Essentials:
    declared, state = glance.types.of(record.type), glance.state
    looks: list[tuple[StatusLook, str, str]] = []
    facts = _reference(glance, tr("Agreement"), "agreement", record.agreement_id)
    facts += _reference(glance, tr("Under"), "organisation", record.organisation_id)
    facts += _reference(glance, tr("At event"), "event", record.event_id)
    if state is not None:
        last = state.last
        said = tr("logged {date}", date=write_date(last.on)) if last else tr("nothing logged")
        if state.overdue:
            looks.append((look_of("overdue"), "", late(state.days_late)))
        looks.append((look_of(str(state.status)), "", said))
        moved = state.original_target not in (None, state.target)
        before = tr("moved from {date}", date=write_date(state.original_target)) if moved else ""
        facts.append(Fact(tr("Target"), write_date(state.target), before))
        mine = [(name, ref) for ref, name, _role in state.responsible if name]
        facts += [_links(tr("Responsible"), mine)] if mine else []
    if state is None or state.is_open:
        facts += _next_step(record)
    return Essentials(
        tr(declared.label),
        declared.icon,
        glance.name,
        "",
        tuple(looks),
        tuple(facts),
        record.description,
    )


def _organisation(glance: Glance, record: Organisation) -> Essentials:
    kind = tr(record.kind.label) if record.kind is not None else KINDS["organisation"].one
    full = record.name if record.name != glance.name else ""
    place = next((fact for fact in facts_of(record, {}, "en") if fact.field == "country"), None)
    names = [row.name for row in record.names if row.name not in (glance.name, full)][:3]
    facts = [Fact(tr("Other names"), "\n".join(names))] if names else []
    where = ", ".join(part for part in (record.city, place.value if place else "") if part)
    return Essentials(
        _joined(kind, where), "building-2", glance.name, full, (), tuple(facts), record.description
    )


def _contact(glance: Glance, record: Contact) -> Essentials:
    held = current_position(record.affiliations)
    shown: list[tuple[str, object]] = []
    for row in record.affiliations[:_MOST_LINKS]:
        ref = RecordRef("organisation", row.organisation_id or 0)
        if row.until is None and ref in glance.names:
            shown.append((_joined(row.title, glance.names[ref]).replace(" · ", ", "), ref))
    name = glance.names.get(RecordRef("organisation", held.organisation_id or 0)) if held else ""
    line = ", ".join(part for part in (held.title if held else "", name) if part)
    names = [row.name for row in record.names if row.name != glance.name][:3]
    facts = [_links(tr("Positions"), shown)] if len(shown) > 1 else []
    facts += [Fact(tr("Other names"), "\n".join(names))] if names else []
    kind = _joined(KINDS["contact"].one, record.honorific)
    return Essentials(kind, KIND_ICONS["contact"], glance.name, line, (), tuple(facts))


def _event(glance: Glance, record: Event) -> Essentials:
    place = next((fact for fact in facts_of(record, {}, "en") if fact.field == "country"), None)
    where = ", ".join(part for part in (record.city, place.value if place else "") if part)
    people = trn("{n} person", "{n} people", len(record.people)) if record.people else ""
    facts = [Fact(tr("Place"), where)] if where else []
    facts += [Fact(tr("Named"), people)] if people else []
    kind = _joined(KINDS["event"].one, write_date(record.dates))
    return Essentials(kind, "calendar-days", glance.name, "", (), tuple(facts))


def _declared(glance: Glance, language: str) -> list[Fact]:
    """Every declared field of its own that a form shows at once, as far as it has a value."""
    record = glance.record
    apart = {
        spec.name for spec in specs(type(record)) if spec.folded or spec.name.startswith("term_")
    }
    skip = apart | _ELSEWHERE.get(glance.ref.kind, frozenset())
    found = facts_of(record, glance.names, language, skip=skip)
    if isinstance(record, Deliverable):
        found = _of_type(record, glance, language) + found
    return found


def _of_type(record: Deliverable, glance: Glance, language: str) -> list[Fact]:
    """The own fields of a deliverable's type; none where the form has something to put right."""
    declared = glance.types.of(record.type)
    try:
        details = declared.model_validate(record.details)
    except ValidationError:
        return []
    return facts_of(details, glance.names, language) + computed_facts(record, declared)


def _former(glance: Glance, language: str) -> list[Fact]:
    """What the type of a deliverable does not have any more, in one."""
    if not isinstance(glance.record, Deliverable):
        return []
    lines = [
        f"{plain_label(one.spec)}: {in_one_line(write_value(one.spec, one.value, language), _LONG)}"
        for one in former_values(glance.types, glance.record)
    ]
    return [Fact(tr("No longer in this type"), "\n".join(lines))] if lines else []


def _reference(glance: Glance, caption: str, kind: str, id: int | None) -> list[Fact]:
    ref = RecordRef(kind, id or 0)
    name = glance.names.get(ref, "")
    return [Fact(caption, name, payload=ref)] if name else []


def _links(caption: str, links: Iterable[tuple[str, object]]) -> Fact:
    return Fact(caption, links=tuple(links))


def _next_step(record: Deliverable) -> list[Fact]:
    step = next_step(record.milestones)
    if step is None:
        return []
    total = len(record.milestones)
    done = sum(one.done is not None for one in record.milestones)
    note = tr("{done} of {total} done", done=done, total=total) if total > 1 else ""
    return [Fact(tr("Next step"), _joined(step.title, write_date(step.target)), note)]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
