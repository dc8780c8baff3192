"""Names over time, links to other organisations, and people with their titles, as lines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from tracker.domain.dates_writing import write_date
from tracker.domain.record import RecordRef
from tracker.domain.records import Contact, Organisation
from tracker.domain.records.organisations import NameKind, OrganisationLink, OrganisationLinkKind
from tracker.i18n import mark, tr
from tracker.ui.icons import Icons
from tracker.ui.organisations.reading import OrganisationView
from tracker.ui.record_page.facts import Fact
from tracker.ui.record_page.folded import LineMaker
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.record_page.positions import is_past, last_known, position_span
from tracker.ui.record_page.source_parts import joined

# A link read from the organisation that is named in it.
_INVERSE = {
    OrganisationLinkKind.PART_OF: mark("Belongs to it"),
    OrganisationLinkKind.MEMBER_OF: mark("Members"),
    OrganisationLinkKind.MERGED_INTO: mark("Took in"),
    OrganisationLinkKind.SUCCEEDED_BY: mark("Succeeds"),
    OrganisationLinkKind.FOUNDED_BY: mark("Founder of"),
    OrganisationLinkKind.PROGRAMME_OF: mark("Programmes"),
    OrganisationLinkKind.BRANCH_OF: mark("Branches"),
}


def name_facts(organisation: Organisation) -> list[Fact]:
    """Every further name under the reason it has one, with the time it was in use."""
    found = []
    for kind in NameKind:
        names = []
        for one in organisation.names:
            if one.kind is kind:
                since = tr("from {date}", date=write_date(one.since)) if one.since else ""
                until = tr("until {date}", date=write_date(one.until)) if one.until else ""
                span = ", ".join(part for part in (since, until) if part)
                names.append(f"{one.name} ({span})" if span else one.name)
        if names:
            found.append(Fact(tr(kind.label), "\n".join(names)))
    return found


def link_groups(icons: Icons, view: OrganisationView) -> list[tuple[str, list[LineMaker]]]:
    """(relation, lines): this organisation's own links, then those of others to it."""
    groups: dict[str, list[LineMaker]] = {}
    own = RecordRef("organisation", view.page.record.id or 0)
    for link in view.page.record.links:
        ref = RecordRef("organisation", link.other_id or 0)
        groups.setdefault(tr(link.kind.label), []).append(
            partial(_link_line, icons, ref, view.page.names.get(ref, ""), link)
        )
    for other in view.linking:
        ref = RecordRef("organisation", other.id or 0)
        name = view.page.names.get(ref, other.acronym or other.name)
        for link in other.links:
            if link.other_id == own.id:
                caption = tr(_INVERSE[link.kind])
                groups.setdefault(caption, []).append(partial(_link_line, icons, ref, name, link))
    return list(groups.items())


def _link_line(icons: Icons, ref: RecordRef, name: str, link: OrganisationLink) -> RecordLine:
    since = tr("from {date}", date=write_date(link.since)) if link.since else ""
    until = tr("until {date}", date=write_date(link.until)) if link.until else ""
    rest = joined(tr(link.membership_class), since, until, link.note)
    return RecordLine(icons, name, rest, icon=KIND_ICONS["organisation"], payload=ref)


def people_lines(
    icons: Icons, contacts: Iterable[Contact], organisation: int, view: OrganisationView
) -> list[LineMaker]:
    """Each person with the latest title here; those who have left come last."""
    found: list[tuple[bool, LineMaker]] = []
    for contact in contacts:
        here = [one for one in contact.affiliations if one.organisation_id == organisation]
        if not here:
            continue
        latest = max(here, key=last_known)
        past = is_past(latest, view.today)
        rest = joined(latest.title, position_span(latest))
        ref = RecordRef("contact", contact.id or 0)
        name = view.page.names.get(ref, contact.name)
        found.append((past, partial(RecordLine, icons, name, rest, icon="user", payload=ref)))
    return [line for past, line in sorted(found, key=lambda one: one[0])]
