"""Homes of what is stated of a person."""

from collections.abc import Callable
from typing import Any

from tests.casebook import words
from tests.casebook.archived import CaseView
from tests.casebook.homes import home
from tests.casebook.stated import Row, edtf, plain, same

_CAPACITIES = {"contact": "point_of_contact"}


class PersonView:
    """A person of the case: the contacts of that name, and the rows in which they stand."""

    def __init__(self, view: CaseView, of: str, place: int) -> None:
        self.view = view
        self.row: Row = view.case[of][place]
        named = [one for one in view.contacts if view.is_called(one, self.row["name"])]
        self.contacts = [one for one in named if self._works(one)] or named
        ids = {one["id"] for one in self.contacts}
        self.signs = of == "signatories"
        self.agreements = view.own_of(plain(self.row.get("agreement") or ""))
        rows = [
            [row for row in one.get("people", ()) if row.get("contact_id") in ids]
            for one in self.agreements
        ]
        # In each agreement one row that signs, or one that does not.
        self.parts = [
            [row for row in found if (row["capacity"] == "signatory") is self.signs]
            for found in rows
        ]
        # Another report may put the same person there with another title.
        title = self.row.get("title") or ""
        self.parts = [
            [row for row in found if same(row.get("title", ""), title)] or found
            for found in self.parts
        ]
        self.members = [
            (one, row)
            for one in view.deliverables
            for row in one.get("participants", ())
            if row.get("contact_id") in ids
        ]

    def _works(self, contact: Row) -> bool:
        at = self.row.get("organisation")
        return not at or any(
            self.view.called("organisation", row["organisation_id"], at)
            for row in contact.get("affiliations", ())
        )

    def everywhere(self, holds: Callable[[Row], bool]) -> bool:
        """Whether it is so in each agreement the person stands in, or in the deliverable."""
        if self.members and not any(self.parts):
            return any(holds(row) for _, row in self.members)
        return bool(self.parts) and all(any(holds(row) for row in found) for found in self.parts)


def person_home(path: str) -> Callable[[Callable[..., bool]], None]:
    def enter(holds: Callable[..., bool]) -> None:
        for of in ("signatories", "attendees"):

            def found(view: CaseView, value: Any, place: int, *more: Any, _of: str = of) -> bool:
                return holds(PersonView(view, _of, place), value, *more)

            home(f"{of}[*].{path}")(found)

    return enter


@person_home("name")
def _person_name(person: PersonView, value: str) -> bool:
    if not person.contacts:
        return False
    if person.agreements:
        return person.everywhere(lambda _: True)
    return not person.signs or bool(person.members)


@person_home("agreement")
def _person_of(person: PersonView, value: str) -> bool:
    return person.everywhere(lambda _: True)


@person_home("title")
def _title(person: PersonView, value: str) -> bool:
    if person.agreements or person.members:
        return person.everywhere(lambda row: same(row.get("title", ""), value))
    return any(
        same(row.get("title", ""), value)
        for one in person.contacts
        for row in one.get("affiliations", ())
    )


@person_home("organisation")
def _organisation(person: PersonView, value: str) -> bool:
    if not any(person._works(one) for one in person.contacts):
        return False
    if not person.agreements and not person.members:
        return True
    return person.everywhere(
        lambda row: person.view.called("organisation", row.get("organisation_id"), value)
    )


@person_home("capacity")
def _capacity(person: PersonView, value: str) -> bool:
    word = plain(value)
    if any(one["type"] == word.replace(" ", "_") for one, _ in person.members):
        return True
    stored = _CAPACITIES.get(word, word)
    return person.everywhere(lambda row: row.get("capacity") == stored)


@person_home("on_behalf_of")
def _on_behalf_of(person: PersonView, value: str) -> bool:
    return person.everywhere(
        lambda row: person.view.called("organisation", row.get("on_behalf_of_id"), value)
    )


@person_home("basis")
def _basis(person: PersonView, value: str) -> bool:
    return person.everywhere(lambda row: same(row.get("basis", ""), value))


@person_home("signed_on")
def _person_signed(person: PersonView, value: str) -> bool:
    return person.everywhere(lambda row: bool(edtf(value)) and row.get("signed_on") == edtf(value))


@person_home("since")
def _since(person: PersonView, value: str) -> bool:
    return any(
        row.get("since") == edtf(value) != ""
        for one in person.contacts
        for row in one.get("affiliations", ())
    )


@person_home("other_positions[*]")
def _position(person: PersonView, value: str, _: int) -> bool:
    """A position whose title and whose body together are the text."""
    return any(
        _is_position(person.view, row, plain(value))
        for one in person.contacts
        for row in one.get("affiliations", ())
    )


def _is_position(view: CaseView, row: Row, text: str) -> bool:
    title = plain(row.get("title") or "")
    body = text.removeprefix(title) if text.startswith(title) else text.removesuffix(title)
    if not title or body == text:
        return False
    body = body.strip().removeprefix(",").removeprefix("at ").strip()
    if body.casefold() in words.THE_ASSOCIATION:
        parties = [view.archived.get("organisation", one["id"]) for one in view.organisations]
        return any(
            one["id"] == row["organisation_id"] and one.get("kind") in ("association", "society")
            for one in parties
        )
    return bool(body) and view.called("organisation", row["organisation_id"], body)
