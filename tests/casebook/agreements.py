"""The agreement of a case, or its agreements A, B, C. Two reports of one agreement become one
record with two sources; the day of an announcement is never the day of signing."""

from collections.abc import Sequence
from typing import Any

from tests.casebook import words
from tests.casebook.agreement_facts import Facts
from tests.casebook.agreement_life import belongs, members
from tests.casebook.dates import in_parentheses, read_partial
from tests.casebook.parties import party_refs
from tests.casebook.reading import stated
from tests.casebook.values import labelled
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.records.agreements import (
    AgreementKind,
    AgreementLinkKind,
    Commitment,
    Party,
    PartyRole,
)


class Agreements(Facts):
    """Enters the agreements of one case."""

    def enter(self, linked: Sequence[RecordRef]) -> None:
        """Make the agreements, or add to those of linked cases that they are."""
        word = (self._data.get("kind") or "").strip()
        kind = words.AGREEMENTS.get(word, AgreementKind.OTHER)
        for label in self.labels:
            ref = self._same(kind, linked) if len(self.labels) == 1 and word else None
            if ref is None:
                ref = self._book.add(Agreement(kind=kind))
                if not word:
                    self._book.set(ref, kind=AgreementKind.OTHER)
            self.refs[label] = ref
            self._book.cite(ref, self._source)
            if label:
                self._book.cite(ref, self._source, "agreement", label)
            if word and word != kind.value:
                self._book.tag(ref, words.as_tag(word))
            self._enter_parties(ref, label)
            self._called_in_brackets(ref, label)
            self._name(ref)
            self._facts(ref, label)
        for other in linked:
            if self.refs and other not in self.refs.values():
                self._link(next(iter(self.refs.values())), AgreementLinkKind.RELATED, other)

    def _called_in_brackets(self, ref: RecordRef, label: str) -> None:
        """What the roles of its parties call it: "new signatory (Raptors MOU)"."""
        rows = [row for row in self._data.get("parties") or () if label and belongs(row, label)]
        called = {in_parentheses(row.get("role") or "") for row in rows if row.get("agreement")}
        if len(called) == 1 and words.INSTRUMENT.search(name := called.pop()):
            self._book.set(ref, title=name)

    def _same(self, kind: AgreementKind, linked: Sequence[RecordRef]) -> RecordRef | None:
        mine = {self._parties.refs[place] for place in members(self._case)}
        for ref in linked:
            other = self._book.get(Agreement, ref)
            theirs = set(party_refs(other))
            shared, smaller = mine & theirs, min(len(mine), len(theirs))
            if (
                other.kind is kind
                and len(shared) >= 2
                and len(shared) == smaller
                and self._one_day(other)
            ):
                return ref
        return None

    def _one_day(self, other: Agreement) -> bool:
        """Whether the days of signing that are stated may be one."""
        mine, _ = read_partial(
            self._data.get("signed_on") or self._data.get("signed_on_partial") or ""
        )
        theirs = [row.on for row in other.lifecycle if row.kind is LifecycleKind.SIGNED and row.on]
        return mine is None or all(
            one.earliest <= mine.latest and mine.earliest <= one.latest for one in theirs
        )

    def _enter_parties(self, ref: RecordRef, label: str) -> None:
        inside = members(self._case)
        for place, row in enumerate(self._data.get("parties") or ()):
            organisation, word = self._parties.refs[place], (row.get("role") or "").strip()
            role = words.ROLES.get(word, PartyRole.PARTY)
            unit = self._parties.unit(organisation, row)
            joined, rest = read_partial(row.get("joined") or "")
            if rest:
                self._book.cite(organisation, self._source, "joined", row["joined"].strip())
            if place not in inside:
                if word:
                    self._book.cite(organisation, self._source, "role", word)
                if joined:
                    self._book.cite(organisation, self._source, "joined", row["joined"].strip())
                continue
            if not belongs(row, label):
                continue
            party = Party(
                organisation_id=organisation.id,
                role=role,
                membership_class=word if word != role.value else "",
                unit_id=unit.id if unit else None,
                joined=joined,
            )
            self._add_party(ref, party, organisation, row)

    def _add_party(
        self, ref: RecordRef, party: Party, organisation: RecordRef, row: dict[str, Any]
    ) -> None:
        """One row a body: a second report fills what the first left open, or is cited."""
        rows = list(self._book.get(Agreement, ref).parties)
        for place, one in enumerate(rows):
            if one.organisation_id != party.organisation_id:
                continue
            update: dict[str, Any] = {}
            for name, key in (
                ("membership_class", "role"),
                ("joined", "joined"),
                ("unit_id", "unit"),
            ):
                new, old = getattr(party, name), getattr(one, name)
                if new and not old:
                    update[name] = new
                elif new and new != old:
                    self._book.cite(organisation, self._source, key, str(row[key]).strip())
            if party.role is not PartyRole.PARTY and party.role is not one.role:
                if one.role is PartyRole.PARTY:
                    update["role"] = party.role
                else:
                    self._book.cite(organisation, self._source, "role", str(row["role"]).strip())
            rows[place] = one.model_copy(update=update)
            self._book.set(ref, parties=tuple(rows))
            return
        self._book.append(ref, "parties", party)

    def _facts(self, ref: RecordRef, label: str) -> None:
        data, book, source = self._data, self._book, self._source
        if self._published is not None and data.get("doc_type") in words.ANNOUNCES:
            before = book.get(Agreement, ref).announced
            if before is None or self._published.earliest < before.earliest:
                book.set(ref, announced=self._published)
        if stated(data.get("place")):
            places = tuple(part.strip() for part in data["place"].split(";") if part.strip())
            book.state(ref, source, "places", places, data["place"].strip())
        if stated(data.get("event")):
            event = self.event(data["event"])
            before_event = book.get(Agreement, ref).event_id
            if before_event in (None, event.id):
                book.set(ref, event_id=event.id)
            else:
                book.cite(ref, source, "event_id", data["event"].strip())
        self._renewal(ref, label)
        self._signing(ref, label)
        self._effect(ref, label)
        self._known_from(ref)
        if stated(data.get("expires_on_or_term")):
            self._term(ref, label, data["expires_on_or_term"])
        for text in data.get("commitments") or ():
            of, rest = labelled(text, self.labels)
            if stated(text) and of in ("", label):
                known = {row.text for row in book.get(Agreement, ref).commitments}
                if rest.strip() not in known:
                    book.append(ref, "commitments", Commitment(text=rest.strip()))
        for place, row in enumerate(data.get("funding") or ()):
            if belongs(row, label):
                self._funding(ref, place, row)
        self._others(ref)
