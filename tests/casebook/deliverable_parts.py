"""Who takes part in a deliverable: parties that are responsible, others named or described."""

import re
from typing import Any

from tests.casebook import words
from tests.casebook.agreements import Agreements
from tests.casebook.book import Book
from tests.casebook.dates import read_partial
from tests.casebook.parties import Parties, party_refs
from tests.casebook.reading import Case, stated
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable
from tracker.domain.records.deliverables import (
    DeliverableParticipant,
    Responsibility,
    ResponsibleParty,
)


class Parts:
    """The deliverables of one case, as far as who takes part."""

    def __init__(
        self,
        book: Book,
        case: Case,
        source: int,
        parties: Parties,
        agreements: Agreements,
        published: PartialDate | None,
    ) -> None:
        self._book = book
        self._case = case
        self._source = source
        self._parties = parties
        self._agreements = agreements
        self._published = published
        self.refs: list[RecordRef] = []

    def _participant(
        self, ref: RecordRef, row: dict[str, Any], text: str, agreement: RecordRef | None
    ) -> None:
        """A party is responsible, alone it leads; others take part, named or described."""
        organisation = self._parties.find(text, described=bool(words.DESCRIBES.search(text)))
        if organisation is None:
            part = DeliverableParticipant(role=self._part(ref), described_as=text)
            self._book.append(ref, "participants", part)
            return
        parties = party_refs(self._book.get(Agreement, agreement)) if agreement else []
        parties += self._parties.refs
        if organisation in parties:
            alone = len([one for one in row["participants"] if stated(one)]) == 1
            role = Responsibility.LEADS if alone else Responsibility.CONTRIBUTES
            if agreement is None:
                role = self._does(organisation) or role
            self._responsible(ref, organisation, role)
        else:
            part = DeliverableParticipant(role=self._part(ref), organisation_id=organisation.id)
            self._book.append(ref, "participants", part)

    def _responsible(self, ref: RecordRef, body: RecordRef, role: Responsibility) -> None:
        rows = self._book.get(Deliverable, ref).responsible
        if body.id not in {one.organisation_id for one in rows}:
            responsible = ResponsibleParty(organisation_id=body.id, role=role)
            self._book.append(ref, "responsible", responsible)

    def _does(self, organisation: RecordRef) -> Responsibility | None:
        """What a party's role makes it do, where there is no agreement to have the role in."""
        rows = self._case.data.get("parties") or ()
        said = [
            row.get("role") or ""
            for ref, row in zip(self._parties.refs, rows, strict=True)
            if ref == organisation
        ]
        return next(
            (does for text in said for pattern, does in words.DOES if pattern.search(text)), None
        )

    def _moved_in(self, ref: RecordRef, text: str) -> None:
        """Since when those take part whom "A and B in 2019" names."""
        match = re.fullmatch(r"(?P<who>.+) (?:in|since) (?P<on>\d{4}(?:-\d\d)?)", text)
        on, rest = read_partial(match["on"] if match else "")
        if match is None or on is None or rest:
            return
        named = [one.strip() for one in re.split(r",| and | & ", match["who"]) if one.strip()]
        ids = [found.id for one in named if (found := self._parties.known(one)) is not None]
        rows = self._book.get(Deliverable, ref).participants
        if len(ids) == len(named) and set(ids) <= {row.organisation_id for row in rows}:
            since = []
            for row in rows:
                moved = row.organisation_id in ids and row.since is None
                since.append(row.model_copy(update={"since": on}) if moved else row)
            self._book.set(ref, participants=tuple(since))

    def _part(self, ref: RecordRef) -> str:
        return words.TAKING_PART.get(self._book.get(Deliverable, ref).type, words.OTHER_PART)

    def person(
        self, word: str, contact: RecordRef, organisation: RecordRef | None, title: str
    ) -> bool:
        """Whether a capacity such as "advisory group" names a deliverable, whose member the person
        then is."""
        for ref in self.refs:
            deliverable = self._book.get(Deliverable, ref)
            if deliverable.type == word.replace(" ", "_") and word:
                part = DeliverableParticipant(
                    role="members",
                    contact_id=contact.id,
                    organisation_id=organisation.id if organisation else None,
                    title=title,
                )
                self._book.append(ref, "participants", part)
                return True
        return False
