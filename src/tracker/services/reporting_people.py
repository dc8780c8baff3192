"""Who an agreement is between and who is in it: the summary's parties and people."""

from collections.abc import Iterable, Iterator

from tracker.domain.countries import write_country
from tracker.domain.dates import PartialDate
from tracker.domain.fields import Choice
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.records import Contact, Organisation
from tracker.domain.records.agreements import Party, PartyRole
from tracker.domain.records.evidence import Capacity, Participant
from tracker.domain.records.organisations import NameKind
from tracker.domain.summary import PartyLine, PersonLine
from tracker.i18n import tr
from tracker.services.reporting_material import Material
from tracker.services.states import first_day


def small(label: Choice | str) -> str:
    """A label as it stands within a line: "leads", "signatory"."""
    return tr(label.label if isinstance(label, Choice) else label).lower()


def unique(texts: Iterable[str]) -> list[str]:
    """The texts that say something, each once."""
    return list(dict.fromkeys(text for text in texts if text))


# --- parties ---------------------------------------------------------------------------------


def parties(material: Material) -> tuple[PartyLine, ...]:
    """One line for each organisation, with all its roles, and for each that nobody named."""
    rows = material.agreement.parties
    return tuple(_party(material, group) for group in _by_organisation(rows))


def party_ids(material: Material) -> list[int]:
    """The organisations of the parties, each once, in the order of the agreement."""
    named = [row.organisation_id for row in material.agreement.parties if row.organisation_id]
    return list(dict.fromkeys(named))


def short_name(material: Material, organisation_id: int) -> str:
    """What tables call an organisation: its acronym, else its name."""
    organisation = material.organisations.get(organisation_id)
    if organisation is None:
        return material.name(Organisation.key, organisation_id)
    return _acronym(organisation) or organisation.name


def _by_organisation(rows: Iterable[Party]) -> list[list[Party]]:
    found: dict[object, list[Party]] = {}
    for at, row in enumerate(rows):
        found.setdefault(row.organisation_id or f"#{at}", []).append(row)
    return list(found.values())


def _party(material: Material, rows: list[Party]) -> PartyLine:
    first = rows[0]
    organisation = material.organisations.get(first.organisation_id or 0)
    words = [small(row.role) for row in rows if row.role is not PartyRole.PARTY]
    words += [row.membership_class for row in rows]
    country = write_country(organisation.country, material.language) if organisation else ""
    common = {
        "role_label": ", ".join(unique(words)),
        "on_behalf_of": ", ".join(unique(row.on_behalf_of for row in rows)),
        # "Korea" beside "South Korea" says nothing.
        "side": ", ".join(unique(row.side for row in rows if row.side not in country)),
    }
    joined = material.written(next((row.joined for row in rows if _later(material, row)), None))
    left = material.written(next((row.left for row in rows if row.left), None))
    if organisation is None:
        return PartyLine(name=first.described_as, joined=joined, left=left, **common)
    return PartyLine(
        name=organisation.name,
        acronym=_acronym(organisation),
        native_name=_native(organisation, material.language),
        former_names=", ".join(_former(material, organisation)),
        country=country,
        joined=joined,
        left=left,
        is_ours=bool(organisation.ours),
        **common,
    )


def _later(material: Material, row: Party) -> bool:
    """Whether it joined on a day of its own, and not by the signing all were in."""
    made = (LifecycleKind.SIGNED, LifecycleKind.TOOK_EFFECT)
    days = {event.on for event in material.agreement.lifecycle if event.kind in made}
    return row.joined is not None and row.joined not in days


def _acronym(organisation: Organisation) -> str:
    shorts = (row.name for row in organisation.names if row.kind is NameKind.SHORT)
    return organisation.acronym or next(shorts, "")


def _native(organisation: Organisation, language: str) -> str:
    """Its name in its own script, else the one in the language of the summary."""
    names = organisation.names
    own = [row.name for row in names if row.kind is NameKind.NATIVE]
    translated = [
        row.name
        for row in names
        if row.kind is NameKind.OTHER_LANGUAGE and row.language == language
    ]
    wanted = own or translated[:1]
    return ", ".join(unique(name for name in wanted if name != organisation.name))


def _former(material: Material, organisation: Organisation) -> Iterator[str]:
    for row in organisation.names:
        if row.kind is not NameKind.FORMER:
            continue
        when = _period(material, row.since, row.until)
        yield f"{row.name} ({when})" if when else row.name


def _period(material: Material, since: PartialDate | None, until: PartialDate | None) -> str:
    if since and until:
        return f"{material.date(since)} – {material.date(until)}"
    if until:
        return tr("until {date}", date=material.date(until))
    return tr("since {date}", date=material.date(since)) if since else ""


# --- people ----------------------------------------------------------------------------------


def people(material: Material) -> tuple[PersonLine, ...]:
    """One line for each person and title: who attended and is quoted stands there once."""
    found: dict[tuple[object, ...], list[Participant]] = {}
    for row in material.agreement.people:
        who = (row.contact_id, row.described_as, row.title, row.organisation_id)
        found.setdefault((*who, row.on_behalf_of_id), []).append(row)
    return tuple(_person(material, rows) for rows in found.values())


def _person(material: Material, rows: list[Participant]) -> PersonLine:
    first = rows[0]
    contact = material.contacts.get(first.contact_id or 0)
    signed = [row for row in rows if row.capacity is Capacity.SIGNATORY]
    organisation = material.name("organisation", first.organisation_id)
    behalf = material.name("organisation", first.on_behalf_of_id)
    stands_in = tr("on behalf of {name}", name=behalf) if behalf else ""
    return PersonLine(
        name=_called(contact)
        if contact
        else material.name("contact", first.contact_id) or first.described_as,
        other_names=_other_names(contact) if contact else (),
        title=first.title or (_title_then(material, contact, first) if contact else ""),
        organisation=", ".join(part for part in (organisation, stands_in) if part),
        capacity_label=", ".join(unique(small(row.capacity) for row in rows)),
        signed_on=material.written(next((row.signed_on for row in signed if row.signed_on), None)),
    )


def _called(contact: Contact) -> str:
    """With the honorific: before a name, but after one in Korean or another script."""
    if not contact.honorific or contact.honorific in contact.name:
        return contact.name
    if contact.name.isascii() or contact.honorific.isascii():
        return f"{contact.honorific} {contact.name}"
    return f"{contact.name} {contact.honorific}"


def _other_names(contact: Contact) -> tuple[str, ...]:
    """In the own script first; former names are not what a person is called."""
    rows = sorted(contact.names, key=lambda row: row.kind is not NameKind.NATIVE)
    shown = (row.name for row in rows if row.kind is not NameKind.FORMER)
    return tuple(name for name in unique(shown) if name != contact.name)


def _title_then(material: Material, contact: Contact, row: Participant) -> str:
    """The title the person is known to have held there on that day, if only one is."""
    day = row.signed_on.earliest if row.signed_on else first_day(material.agreement)
    if day is None:
        return ""
    titles = unique(
        held.title
        for held in contact.affiliations
        if row.organisation_id in (None, held.organisation_id)
        and (
            (held.since and held.until and held.since.latest <= day <= held.until.earliest)
            or (held.as_of and held.as_of.may_be(day))
        )
    )
    return titles[0] if len(titles) == 1 else ""
