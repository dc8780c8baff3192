"""The agreement of a case, or its agreements A, B, C. Two reports of one agreement become one
record with two sources; the day of an announcement is never the day of signing."""

import re
from collections.abc import Sequence
from typing import Any

from tests.casebook import words
from tests.casebook.agreement_life import CLOSE, belongs, members
from tests.casebook.agreement_links import Links
from tests.casebook.book import names_of
from tests.casebook.parties import party_refs
from tests.casebook.reading import stated
from tests.casebook.values import (
    fact_figure,
    labelled,
    read_partial,
)
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.records.agreements import (
    AgreementKind,
    AgreementLinkKind,
    Commitment,
    LifecycleEvent,
    Party,
    PartyRole,
)
from tracker.domain.records.evidence import Observation


class Agreements(Links):
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
                self._book.cite(ref, self._source, "kind", word)
            self._enter_parties(ref, label)
            self._name(ref)
            self._facts(ref, label)
        for other in linked:
            if self.refs and other not in self.refs.values():
                self._link(next(iter(self.refs.values())), AgreementLinkKind.RELATED, other)

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

    def fact(self, text: str) -> None:
        """A status fact of the agreement: always as stated, and as what it can be read as."""
        meant = self.meant(text)
        refs = meant if len(meant) < len(self.refs) else meant[:1]
        for ref in refs:
            self._book.cite(ref, self._source, "status_facts", text)
            if figure := fact_figure(text):
                self._book.append(
                    ref,
                    "observations",
                    Observation(
                        metric=figure.metric,
                        qualifier=figure.qualifier,
                        value=figure.value,
                        unit=figure.unit,
                        as_of=self._published,
                        source_id=self._source,
                    ),
                )
            if words.ENDED.search(text):
                self._ended(ref, text)
            elif words.PAUSED.search(text):
                self._paused(ref, text)

    def _ended(self, ref: RecordRef, text: str) -> None:
        """A termination, by the party the fact begins with, for the reason another fact gives."""
        starts = {
            name: row.organisation_id
            for row in self._book.get(Agreement, ref).parties
            for name in names_of(
                self._book.records[RecordRef("organisation", row.organisation_id or 0)]
            )
            if name and text.startswith(name)
        }
        facts = [one.strip() for one in self._data.get("status_facts") or () if stated(one)]
        reasons = [words.REASON.sub("", one) for one in facts if words.REASON.match(one)]
        stated_on = re.search(r"\d{4}-\d\d-\d\d", text)
        day, _ = read_partial(stated_on[0] if stated_on else "")
        event = LifecycleEvent(
            kind=LifecycleKind.TERMINATED,
            by_id=starts[max(starts, key=len)] if starts else None,
            reason=reasons[0] if reasons else "",
            stated_on=day or self._published,
        )
        self.happened(ref, event)

    def _paused(self, ref: RecordRef, text: str) -> None:
        """A pause before a renewal is one of the agreement renewed; others stay as stated."""
        for link in self._book.get(Agreement, ref).links:
            if link.kind not in CLOSE:
                event = LifecycleEvent(
                    kind=LifecycleKind.PAUSED, reason=text, stated_on=self._published
                )
                self.happened(RecordRef("agreement", link.other_id or 0), event)
                return
