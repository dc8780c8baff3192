"""People of a case. Who is only said to have been there signs nothing."""

from typing import Any

from tests.casebook import words
from tests.casebook.book import Book, hold, person
from tests.casebook.dates import read_partial
from tests.casebook.parties import Parties
from tests.casebook.reading import CASE, stated, unknown
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.records.evidence import Capacity, Participant

SHAPE = CASE.fields["attendees"][0]


class People:
    """Enters the persons of one case."""

    def __init__(
        self, book: Book, source: int, parties: Parties, published: PartialDate | None
    ) -> None:
        self._book = book
        self._source = source
        self._parties = parties
        self._published = published
        self._met: list[RecordRef] = []

    def enter(self, row: dict[str, Any]) -> tuple[RecordRef, RecordRef | None]:
        """The contact and the organisation of a person, with every position that is stated."""
        book, source = self._book, self._source
        organisation = None
        if stated(row.get("organisation")):
            organisation = self._parties.find(row["organisation"])
        contact = person(book, row["name"].strip(), organisation, self._met)
        book.cite(contact, source)
        if contact not in self._met:
            self._met.append(contact)
        title = (row.get("title") or "").strip()
        since, rest = read_partial(row.get("since") or "")
        if organisation is not None:
            hold(book, contact, organisation, title, since, self._published)
        elif title:
            book.cite(contact, source, "title", title)
        if stated(row.get("since")) and (rest or organisation is None):
            book.cite(contact, source, "since", row["since"].strip())
        for text in row.get("other_positions") or ():
            if stated(text):
                self._position(contact, text.strip())
        for field, text in unknown(row, SHAPE):
            book.cite(contact, source, field, text)
        return contact, organisation

    def in_agreement(
        self, agreement: RecordRef, row: dict[str, Any], signs: bool, entered: Any
    ) -> None:
        """Put a person into an agreement in the capacity stated."""
        contact, organisation = entered
        word = (row.get("capacity") or "").strip()
        capacity = Capacity.SIGNATORY if signs else words.CAPACITIES.get(word, Capacity.ATTENDEE)
        if word and (signs or word not in words.CAPACITIES):
            self._book.cite(contact, self._source, "capacity", word)
        behalf = (
            self._parties.find(row["on_behalf_of"]) if stated(row.get("on_behalf_of")) else None
        )
        signed_on, rest = read_partial(row.get("signed_on") or "")
        if rest:
            self._book.cite(contact, self._source, "signed_on", row["signed_on"].strip())
        new = Participant(
            contact_id=contact.id,
            organisation_id=organisation.id if organisation else None,
            title=(row.get("title") or "").strip(),
            on_behalf_of_id=behalf.id if behalf else None,
            capacity=capacity,
            signed_on=signed_on,
            basis=(row.get("basis") or "").strip(),
        )
        people = list(self._book.get(Agreement, agreement).people)
        for place, one in enumerate(people):
            if _same_part(one, new):
                people[place] = one.model_copy(
                    update={
                        name: getattr(one, name) or getattr(new, name)
                        for name in ("title", "on_behalf_of_id", "signed_on", "basis")
                    }
                )
                self._book.set(agreement, people=tuple(people))
                return
        self._book.append(agreement, "people", new)

    def alone(self, row: dict[str, Any], signs: bool, entered: Any) -> None:
        """What is stated of a person where there is no agreement to stand in."""
        contact, _ = entered
        for field in ("capacity", "on_behalf_of", "basis", "signed_on"):
            if stated(row.get(field)):
                self._book.cite(contact, self._source, field, row[field].strip())
        if signs:
            self._book.cite(contact, self._source, "signatory", row["name"].strip())

    def _position(self, contact: RecordRef, text: str) -> None:
        """As stated, and as a position where title and body can be told apart, as in "President,
        Green Cross Holdings" and "차병원그룹 총괄회장"."""
        self._book.cite(contact, self._source, "other_positions", text)
        title, comma, body = text.partition(",")
        if not comma and " at " in text:
            title, comma, body = text.partition(" at ")
        if not comma and not text.isascii() and " " in text:
            body, _, title = text.rpartition(" ")
        elif not comma or "," in body:
            return
        title, body = title.strip(), body.strip()
        if title and body:
            organisation = (
                self._parties.association
                if body.casefold() in words.THE_ASSOCIATION
                else self._parties.find(body)
            )
            if organisation is not None:
                hold(self._book, contact, organisation, title, None, self._published)


def _same_part(one: Participant, other: Participant) -> bool:
    """Whether two reports put one person into one part: nothing in them contradicts."""
    if (one.contact_id, one.capacity) != (other.contact_id, other.capacity):
        return False
    names = ("organisation_id", "on_behalf_of_id", "signed_on", "basis", "title")
    return all(
        getattr(one, name) in (None, "", getattr(other, name)) or getattr(other, name) in (None, "")
        for name in names
    )
