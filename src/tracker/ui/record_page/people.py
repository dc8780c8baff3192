"""People in a record: signatories first and marked, so that nobody who attended looks like one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.dates_writing import write_date
from tracker.domain.record import RecordRef
from tracker.domain.records.evidence import Capacity, Participant
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import CAPACITY_ICONS
from tracker.ui.record_page.source_parts import joined


@dataclass(frozen=True, slots=True)
class Person:
    """One person with one title, in one or several capacities."""

    contact: RecordRef | None
    name: str
    title: str
    organisation: str
    capacities: tuple[Capacity, ...]
    signed: str = ""
    basis: str = ""

    @property
    def signs(self) -> bool:
        """Whether the person signed."""
        return Capacity.SIGNATORY in self.capacities


def people_of(participants: Sequence[Participant], names: Mapping[RecordRef, str]) -> list[Person]:
    """Signatories first, each person and title once with all capacities. Whom nobody names is as
    described."""
    found: dict[tuple[object, ...], list[Participant]] = {}
    for one in participants:
        who = (one.contact_id, one.described_as, one.title, one.organisation_id)
        found.setdefault((*who, one.on_behalf_of_id), []).append(one)
    people = []
    for rows in found.values():
        first = rows[0]
        ref = RecordRef("contact", first.contact_id) if first.contact_id else None
        signed = next((row.signed_on for row in rows if row.signed_on), None)
        organisation = names.get(RecordRef("organisation", first.organisation_id or 0), "")
        behalf = names.get(RecordRef("organisation", first.on_behalf_of_id or 0), "")
        stands_in = tr("on behalf of {name}", name=behalf) if behalf else ""
        people.append(
            Person(
                ref,
                (names.get(ref, "") if ref else "") or first.described_as,
                first.title,
                ", ".join(part for part in (organisation, stands_in) if part),
                tuple(dict.fromkeys(row.capacity for row in rows)),
                write_date(signed),
                next((row.basis for row in rows if row.basis), ""),
            )
        )
    return sorted(people, key=lambda one: not one.signs)


def person_line(icons: Icons, person: Person) -> RecordLine:
    """A person in one line: a signatory bears the pen and the accent, everybody else neither."""
    place = ", ".join(part for part in (person.title, person.organisation) if part)
    words = [tr(capacity.label).lower() for capacity in person.capacities]
    if person.signs and person.signed:
        words[person.capacities.index(Capacity.SIGNATORY)] = tr("signed {date}", date=person.signed)
    first = Capacity.SIGNATORY if person.signs else person.capacities[0]
    return RecordLine(
        icons,
        person.name or tr("somebody not named"),
        joined(place, ", ".join(words), f"“{person.basis}”" if person.basis else ""),
        icon=CAPACITY_ICONS[first],
        role="accent" if person.signs else "muted",
        strong=person.signs,
        payload=person.contact,
    )
