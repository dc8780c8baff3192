"""The parties of an agreement, each in one line with what tells it apart."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.countries import write_country
from tracker.domain.dates_writing import write_date
from tracker.domain.record import RecordRef
from tracker.domain.records import Organisation
from tracker.domain.records.agreements import Party, PartyRole
from tracker.domain.records.organisations import NameKind
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.source_parts import joined


def party_line(
    icons: Icons,
    party: Party,
    organisation: Organisation | None,
    names: Mapping[RecordRef, str],
    language: str,
) -> RecordLine:
    """Name, then native name, country, role, former names and dates, as far as known."""
    if organisation is None:
        name = party.described_as or tr("a party nobody named")
        return RecordLine(
            icons, name, party_rest(party, None, language), icon="circle-question-mark"
        )
    ref = RecordRef("organisation", organisation.id or 0)
    unit = names.get(RecordRef("organisation", party.unit_id or 0), "")
    return RecordLine(
        icons,
        names.get(ref, organisation.name),
        joined(unit, party_rest(party, organisation, language)),
        icon="house" if organisation.ours else "building-2",
        payload=ref,
        tip=organisation.name,
    )


def party_rest(party: Party, organisation: Organisation | None, language: str) -> str:
    """What stands muted behind a party's name."""
    parts = []
    if organisation is not None:
        named = {
            kind: [one.name for one in organisation.names if one.kind is kind] for kind in NameKind
        }
        parts += named[NameKind.NATIVE][:1]
        parts.append(write_country(organisation.country, language))
        if party.role is not PartyRole.PARTY:
            parts.append(tr(party.role.label).lower())
        parts.append(party.membership_class)
        if former := named[NameKind.FORMER]:
            parts.append(tr("formerly {names}", names=min(former, key=len)))
        if organisation.ours:
            parts.append(tr("ours"))
    elif party.role is not PartyRole.PARTY:
        parts.append(tr(party.role.label).lower())
    if party.on_behalf_of:
        parts.append(tr("for {name}", name=party.on_behalf_of))
    if party.joined is not None:
        parts.append(tr("joined {date}", date=write_date(party.joined)))
    if party.left is not None:
        parts.append(tr("left {date}", date=write_date(party.left)))
    return joined(*parts)
