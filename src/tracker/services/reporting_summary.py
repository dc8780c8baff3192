"""Puts the parts of a summary together, and says what else an agreement states."""

from tracker.domain.dates import PartialDate
from tracker.domain.fields import FieldSpec
from tracker.domain.lifecycle import STATUS_LABELS, LifecycleKind, status_on
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import RecordRef, spec_of
from tracker.domain.records import Agreement, Deliverable
from tracker.domain.records.agreements import AgreementKind, AgreementLinkKind
from tracker.domain.summary import AgreementSummary, FactLine, LinkLine, MoneyLine, SigningLine
from tracker.i18n import mark, tr
from tracker.services import reporting_dates as dates
from tracker.services import reporting_people as people
from tracker.services import reporting_sources as sources
from tracker.services import reporting_work as work
from tracker.services.reporting_log import log_table
from tracker.services.reporting_material import Material, Related
from tracker.services.reporting_matrix import matrix


def assembled(material: Material) -> AgreementSummary:
    """The whole summary, in the language now spoken."""
    agreement = material.agreement
    now = dates.standing(material)
    ref = RecordRef(Agreement.key, agreement.id or 0)
    parties = people.parties(material)
    label = dates.term_label(material, now.term)
    return AgreementSummary(
        title=agreement.title or material.names.get(ref, ""),
        record=str(ref),
        reference=agreement.reference,
        # "Other" tells nobody anything.
        kind_label="" if agreement.kind is AgreementKind.OTHER else tr(agreement.kind.label),
        status=str(now.status.status),
        status_label=dates.status_label(now.status),
        status_since=material.written(now.status.since),
        flags=dates.flags(material, now),
        binding_label=write_value(_spec("binding"), agreement.binding, material.language),
        purpose=agreement.purpose,
        our_side=tuple(party.short for party in parties if party.is_ours),
        parties=parties,
        people=people.people(material),
        dates=dates.dates(material, now),
        signing=_signing(material),
        term_label=label,
        term_working=dates.term_working(now.state, label),
        facts=_facts(material),
        languages=", ".join(_language(code, material.language) for code in agreement.languages),
        owner=material.name("contact", agreement.owner_id),
        tags=agreement.tags,
        money=_money(material),
        lifecycle=dates.lifecycle(material, now),
        commitments=work.commitments(material),
        deliverables=work.deliverables(material),
        matrix=matrix(material),
        log=log_table(material),
        links=tuple(_link(material, related) for related in material.related),
        sources=sources.sources(material),
        disagreements=sources.disagreements(material),
        note=dates.doubt(now.status),
        generated_on=material.written(PartialDate.of(material.today)),
        language=material.language,
    )


def _spec(name: str) -> FieldSpec:
    return spec_of(Agreement, name)


def _signing(material: Material) -> tuple[SigningLine, ...]:
    """Where it was signed, and at what event; of several places each is a line."""
    agreement = material.agreement
    event = material.name("event", agreement.event_id)
    places = [_place(place) for place in agreement.places]
    if len(places) == 1:
        return (SigningLine(place=places[0], event=event),)
    lines = tuple(SigningLine(place=place) for place in places)
    return (*lines, SigningLine(event=event)) if event else lines


def _place(place: str) -> str:
    return tr("online") if place.casefold() == "online" else place


def _facts(material: Material) -> tuple[FactLine, ...]:
    """What is stated beside the usual: product, territory, confidentiality."""
    agreement = material.agreement
    return tuple(
        FactLine(label=plain_label(_spec(name)), value=value)
        for name in ("product", "territory", "confidentiality")
        if (value := write_value(_spec(name), getattr(agreement, name), material.language))
    )


def _money(material: Material) -> tuple[MoneyLine, ...]:
    """Money of the agreement, then the cost of each deliverable that has one."""
    found = []
    if material.agreement.funding is not None:
        label = plain_label(_spec("funding"))
        found.append(MoneyLine(label=label, amount=str(material.agreement.funding)))
    cost = plain_label(spec_of(Deliverable, "cost"))
    for state in material.states:
        if state.record.cost is not None:
            amount = str(state.record.cost)
            found.append(MoneyLine(label=cost, amount=amount, note=state.record.title))
    return tuple(found)


def _language(code: str, language: str) -> str:
    """The name of a language written as its code (ISO 639), else what is written."""
    from babel import Locale

    if not (code.isascii() and code.islower() and len(code) in (2, 3)):
        return code
    return str(Locale.parse(language).languages.get(code, code))


# --- other agreements ------------------------------------------------------------------------

# What the other agreement does to this one, for links that are written there.
_BACK = {
    AgreementLinkKind.RENEWS: mark("Renewed by"),
    AgreementLinkKind.REAFFIRMS: mark("Reaffirmed by"),
    AgreementLinkKind.EXTENDS: mark("Extended by"),
    AgreementLinkKind.AMENDS: mark("Amended by"),
    AgreementLinkKind.RESTATES: mark("Restated by"),
    AgreementLinkKind.SUPERSEDES: mark("Superseded by"),
    AgreementLinkKind.REVIVES: mark("Revived by"),
    AgreementLinkKind.IMPLEMENTS: mark("Implemented by"),
    AgreementLinkKind.CONTINUES: mark("Continued with a successor by"),
    AgreementLinkKind.RELATED: mark("Related to"),
}


def _link(material: Material, related: Related) -> LinkLine:
    other = related.other
    status = status_on(material.today, other.lifecycle, other.term()).status
    detail = (_begun(material, other), tr(STATUS_LABELS[status]).lower(), related.note)
    return LinkLine(
        relation_label=people.small(_BACK[related.kind] if related.incoming else related.kind),
        title=material.name(Agreement.key, other.id),
        detail=" · ".join(part for part in detail if part),
    )


def _begun(material: Material, agreement: Agreement) -> str:
    """When it began, or by when at the latest; nothing if no source says."""
    begun = [event for event in agreement.lifecycle if event.kind in _BEGUN]
    dated = min((event.on for event in begun if event.on), default=agreement.announced)
    if dated is not None:
        return material.date(dated)
    stated = min((event.stated_on for event in begun if event.stated_on), default=None)
    return tr("by {date}", date=material.date(stated)) if stated else ""


_BEGUN = frozenset({LifecycleKind.SIGNED, LifecycleKind.TOOK_EFFECT, LifecycleKind.KNOWN_ACTIVE})
