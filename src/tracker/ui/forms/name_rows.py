"""What becomes of each pasted name: a record that is there, a new one, or only its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.name_lists import NamedLine
from tracker.domain.record import RecordRef
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.i18n import tr, trn
from tracker.services.name_matching import AlsoCalled, Candidate, Made, MatchedName, ToMake
from tracker.ui.widgets.plain_table import CellLook


class Becomes(StrEnum):
    """What is done with a name. OPEN is still to be settled by the person."""

    USE = "use"
    MAKE = "make"
    DESCRIBE = "describe"
    LEAVE = "leave"
    OPEN = "open"


@dataclass(slots=True)
class NameRow:
    """A name and what becomes of it; `candidate` is the record that is used, or the organisation at
    which a new person is."""

    matched: MatchedName
    becomes: Becomes
    candidate: Candidate | None = None
    is_there: bool = False
    """Whether the record stands in the list already."""
    same_as: int | None = None
    """The place of the line above that means the same."""
    remembers: bool = False
    """Whether the name is to be kept as another one of the record."""

    @property
    def line(self) -> NamedLine:
        return self.matched.line

    @property
    def place(self) -> Candidate | None:
        """Where the person is, if that is an organisation that is there."""
        if self.becomes is Becomes.MAKE and self.candidate is not None:
            return self.candidate
        return self.matched.organisation_meant

    @property
    def asks_for_place(self) -> bool:
        """Whether a new person may be at an organisation that is there, under a like name."""
        one = self.matched
        return not one.candidates and one.organisation_meant is None and bool(one.organisations)


def rows_of(found: Sequence[MatchedName], taken: Collection[RecordRef]) -> list[NameRow]:
    """What would become of the names unless the person says otherwise.

    Who is known for certain is used, who resembles nobody is made. What may be a record that is
    there is left open: neither a double nor a mistaken person is made in silence.
    """
    rows: list[NameRow] = []
    used: dict[RecordRef, int] = {}
    for at, one in enumerate(found):
        meant = one.meant
        if one.line.repeats is not None:
            rows.append(NameRow(one, Becomes.LEAVE, same_as=one.line.repeats))
        elif meant is not None and meant.ref in taken:
            rows.append(NameRow(one, Becomes.LEAVE, meant, is_there=True))
        elif meant is not None and used.setdefault(meant.ref, at) != at:
            rows.append(NameRow(one, Becomes.LEAVE, meant, same_as=used[meant.ref]))
        elif meant is not None:
            rows.append(NameRow(one, Becomes.USE, meant))
        elif one.candidates:
            rows.append(NameRow(one, Becomes.OPEN))
        else:
            row = NameRow(one, Becomes.MAKE)
            row.becomes = Becomes.OPEN if row.asks_for_place else Becomes.MAKE
            rows.append(row)
    return rows


def look_of(row: NameRow) -> CellLook:
    """The words, colour and sign for what becomes of a name."""
    match row.becomes:
        case Becomes.USE if row.candidate is not None:
            kept = tr("“{name}” becomes another name of it", name=row.line.name)
            behind = (row.candidate.detail, kept if row.remembers else "")
            words = " · ".join((row.candidate.label, *filter(None, behind)))
            return CellLook(words, "text", "check", tr("Is there already and is used"))
        case Becomes.MAKE:
            at = row.place.label if row.place is not None else row.matched.organisation
            behind = (row.matched.title, at)
            words = " · ".join((tr("New: will be created"), *filter(None, behind)))
            return CellLook(words, "accent", "plus")
        case Becomes.DESCRIBE:
            return CellLook(tr("Only the words, no record"), "muted", "quote")
        case Becomes.LEAVE:
            if row.is_there:
                return CellLook(tr("Stands in the list already"), "muted", "minus")
            if row.same_as is not None:
                words = tr("The same as line {line}", line=row.same_as + 1)
                return CellLook(words, "muted", "copy")
            return CellLook(tr("Left out"), "muted", "minus")
        case _:
            if row.asks_for_place:
                at = row.matched.organisations[0].label
                words = tr("New, at {organisation}?", organisation=at)
                return CellLook(words, "at_risk", "circle-help")
            labels = ", ".join(one.label for one in row.matched.candidates[:3])
            return CellLook(tr("Is it {names}?", names=labels), "at_risk", "circle-help")


def counts_in_words(rows: Sequence[NameRow]) -> str:
    """What would be added, in one line."""
    counts = {becomes: sum(row.becomes is becomes for row in rows) for becomes in Becomes}
    parts = (
        (counts[Becomes.USE], trn("{n} known", "{n} known", counts[Becomes.USE])),
        (counts[Becomes.MAKE], trn("{n} new", "{n} new", counts[Becomes.MAKE])),
        (
            counts[Becomes.DESCRIBE],
            trn("{n} in words", "{n} in words", counts[Becomes.DESCRIBE]),
        ),
        (counts[Becomes.OPEN], trn("{n} to settle", "{n} to settle", counts[Becomes.OPEN])),
        (counts[Becomes.LEAVE], trn("{n} left out", "{n} left out", counts[Becomes.LEAVE])),
    )
    return " · ".join(words for count, words in parts if count)


def to_make(rows: Sequence[NameRow], target: str) -> list[ToMake]:
    """What is to be made of them, one for each row that makes something, in order."""
    made = []
    for row in rows:
        if row.becomes is Becomes.MAKE:
            one, place = row.matched, row.place
            made.append(
                ToMake(
                    one.line.name,
                    one.line.also,
                    one.title,
                    place.ref.id if place is not None else None,
                    "" if place is not None or target != "contact" else one.organisation,
                )
            )
    return made


def also_called(rows: Sequence[NameRow]) -> list[AlsoCalled]:
    """The names that are to be kept of records that are there, also of one that is left out because
    it stands in the list already."""
    return [
        AlsoCalled(row.candidate.ref, row.line.name)
        for row in rows
        if row.remembers and row.candidate is not None
    ]


def participants_of(
    rows: Sequence[NameRow], target: str, role: str, made: Made | None
) -> list[tuple[DeliverableParticipant, dict[RecordRef, str]]]:
    """A row of the form for each name that is used, with the names of the records in it."""
    new = iter(zip(made.refs, made.organisation_ids, strict=True) if made is not None else ())
    found = []
    for row in rows:
        one, place = row.matched, row.place
        names: dict[RecordRef, str] = {}
        values: dict[str, object] = {"role": role, "title": one.title}
        if row.becomes is Becomes.USE and row.candidate is not None:
            ref, at = row.candidate.ref, place.ref.id if place is not None else None
            names[ref] = row.candidate.label
        elif row.becomes is Becomes.MAKE:
            ref, at = next(new)
            names[ref] = one.line.name
        elif row.becomes is Becomes.DESCRIBE:
            words = one.line.written
            found.append((DeliverableParticipant(role=role, described_as=words), names))
            continue
        else:
            continue
        values["organisation_id" if target == "organisation" else "contact_id"] = ref.id
        if target == "contact" and at is not None:
            values["organisation_id"] = at
            names[RecordRef("organisation", at)] = place.label if place else one.organisation
        found.append((DeliverableParticipant.model_validate(values), names))
    return found
