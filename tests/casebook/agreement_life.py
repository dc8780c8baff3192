"""What happens to an agreement: signing, taking effect, its term and its money."""

import re
from collections.abc import Collection
from typing import Any

from tests.casebook import words
from tests.casebook.book import Book, names_of
from tests.casebook.dates import in_parentheses, narrower, read_partial
from tests.casebook.parties import Parties
from tests.casebook.reading import Case, stated
from tests.casebook.telling import money_figure, texts_of, with_words
from tests.casebook.values import read_amount, read_term
from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.money import Money
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Event
from tracker.domain.records.agreements import (
    AgreementLink,
    AgreementLinkKind,
    LifecycleEvent,
)
from tracker.domain.records.evidence import Qualifier
from tracker.domain.terms import TermKind

_NOTHING_AGREED = (
    "kind",
    "signed_on",
    "signed_on_partial",
    "effective_on",
    "expires_on_or_term",
    "renews",
    "signatories",
    "commitments",
    "place",
    "event",
    "funding",
)

# Links that make no earlier agreement of the other.
CLOSE = (AgreementLinkKind.RELATED, AgreementLinkKind.IMPLEMENTS)


def labels_of(case: Case) -> list[str]:
    """The agreements of a case: "A", "B" ... where its rows are marked, "" for a single one, none
    where nothing is said of an agreement."""
    lists = ("parties", "signatories", "attendees", "deliverables", "funding")
    rows = [row for name in lists for row in case.data.get(name) or ()]
    marks = sorted({(row.get("agreement") or "").strip() for row in rows} - {""})
    if marks:
        return marks
    return [""] if any(stated(case.data.get(name)) for name in _NOTHING_AGREED) else []


def belongs(row: dict[str, Any], label: str) -> bool:
    """Whether a row is of the agreement; an unmarked one is of all."""
    return (row.get("agreement") or "").strip() in ("", label)


def members(case: Case) -> list[int]:
    """The parties that are in the agreement. The report of a programme tells of one body's doings:
    only itself and what it joined are."""
    rows = case.data.get("parties") or []
    if case.data.get("doc_type") != "programme_report":
        return list(range(len(rows)))
    joined = re.compile(r"joined|member|signatory|\bparty\b", re.IGNORECASE)
    return [
        p
        for p, row in enumerate(rows)
        if p == 0 or (row.get("agreement") or joined.search(row.get("role") or ""))
    ]


class Life:
    """The agreements of one case, and the events that can be entered in them."""

    def __init__(
        self, book: Book, case: Case, source: int, parties: Parties, published: PartialDate | None
    ) -> None:
        self._book = book
        self._case = case
        self._data = case.data
        self._source = source
        self._parties = parties
        self._published = published
        self.labels = labels_of(case)
        self.refs: dict[str, RecordRef] = {}

    def _mentions(self, ref: RecordRef, words_: str) -> bool:
        """Whether words in brackets or before a colon mean this agreement: a party's role, or the
        agreement's kind, says the same."""
        wanted = words_.casefold()
        return any(
            wanted in row.membership_class.casefold()
            for row in self._book.get(Agreement, ref).parties
        )

    def meant(self, text: str) -> list[RecordRef]:
        """The agreements a fact speaks of: those its qualifying words name, else all."""
        of = in_parentheses(text) or text.partition(":")[0] * (":" in text)
        if len(self.refs) > 1 and of:
            if of.strip() in self.refs:
                return [self.refs[of.strip()]]
            named = [ref for ref in self.refs.values() if self._mentions(ref, of.strip())]
            if named:
                return named
        return list(self.refs.values())

    def happened(self, ref: RecordRef, event: LifecycleEvent) -> None:
        """Enter an event, or say more of the one that is there already."""
        rows = list(self._book.get(Agreement, ref).lifecycle)
        for place, one in enumerate(rows):
            if (one.kind, one.by_id) != (event.kind, event.by_id):
                continue
            on = narrower(one.on, event.on)
            if on is None and one.on is not None:
                return
            known = one.stated_on
            if known is None or (event.stated_on and event.stated_on.earliest < known.earliest):
                known = event.stated_on
            update = {
                "on": on,
                "stated_on": known,
                "until": one.until or event.until,
                "effective_on": one.effective_on or event.effective_on,
                "reason": with_words(one.reason, event.reason),
            }
            rows[place] = one.model_copy(update=update)
            self._book.set(ref, lifecycle=tuple(rows))
            return
        self._book.append(ref, "lifecycle", event)

    def told(self, ref: RecordRef, kinds: Collection[LifecycleKind], text: str) -> bool:
        """Put what is said of a step beside it, where that step is recorded. The step shows it."""
        rows = list(self._book.get(Agreement, ref).lifecycle)
        for place in reversed(range(len(rows))):
            if rows[place].kind in kinds:
                reason = with_words(rows[place].reason, text)
                rows[place] = rows[place].model_copy(update={"reason": reason})
                self._book.set(ref, lifecycle=tuple(rows))
                return " ".join(text.split()) in " ".join(reason.split())
        return False

    def event(self, text: str) -> RecordRef:
        """The event of that name."""
        found = self._book.called("event", text)
        ref = found[0] if found else self._book.add(Event(name=text.strip()))
        if text.strip() not in names_of(self._book.records[ref]):
            self._book.cite(ref, self._source, "name", text.strip())
        self._book.cite(ref, self._source)
        return ref

    def _link(
        self, ref: RecordRef, kind: AgreementLinkKind, other: RecordRef, note: str = ""
    ) -> None:
        for one, two in ((ref, other), (other, ref)):
            for link in self._book.get(Agreement, one).links:
                if link.other_id == two.id and (kind in CLOSE or one == ref):
                    return
        self._book.append(ref, "links", AgreementLink(kind=kind, other_id=other.id, note=note))

    def _known_from(self, ref: RecordRef) -> None:
        """How the day is known, and what is said of it that is no date, stand beside the step."""
        basis = (self._data.get("signed_on_basis") or "").strip()
        if basis:
            self._book.cite(ref, self._source, "signed_on_basis", basis)
        _, rest = read_partial(self._data.get("signed_on_partial") or "")
        if words.PLAIN_BASIS.fullmatch(basis):
            basis = ""
        for text in (words.unbracketed(rest), basis):
            if text:
                self.told(ref, words.MADE, text)

    def _signing(self, ref: RecordRef, label: str) -> None:
        data, book, source = self._data, self._book, self._source
        agreement = book.get(Agreement, ref)
        on, rest = read_partial(data.get("signed_on") or data.get("signed_on_partial") or "")
        for field in ("signed_on", "signed_on_partial"):
            if stated(data.get(field)) and (rest or on is None or field == "signed_on_partial"):
                book.cite(ref, source, field, data[field].strip())
        single = [row for row in data.get("signatories") or () if stated(row.get("signed_on"))]
        for row in single:
            if belongs(row, label) and stated(row.get("organisation")):
                by = self._parties.find(row["organisation"])
                day, _ = read_partial(row["signed_on"])
                if day is not None:
                    self._signed(ref, day, by)
        if single:
            if on is not None and stated(data.get("signed_on")):
                book.cite(ref, source, "signed_on", data["signed_on"].strip())
            return
        if "accession" in (data.get("doc_type"), data.get("kind")):
            self._joined(ref)
            return
        own_kinds = {kind for _, kind in words.OWN_EVENTS}
        own = any(row.kind in own_kinds for row in agreement.lifecycle)
        if own:
            if on is not None and stated(data.get("signed_on")):
                book.cite(ref, source, "signed_on", data["signed_on"].strip())
            return
        told = any(stated(data.get(name)) for name in ("signatories", "place", "event"))
        told = told or data.get("doc_type") in words.TELLS_OF_SIGNING
        instrument = agreement.kind in words.SIGNED_KINDS and stated(data.get("kind"))
        if on is None and not (told and instrument) and not stated(data.get("signatories")):
            return
        self._signed(ref, on, None)
        rows = book.get(Agreement, ref).lifecycle
        days = [row.on for row in rows if row.kind is LifecycleKind.SIGNED and row.on]
        if stated(data.get("signed_on")) and not any(narrower(day, on) for day in days):
            book.cite(ref, source, "signed_on", data["signed_on"].strip())

    def _joined(self, ref: RecordRef) -> None:
        """Who accedes joins on the day stated; the agreement itself was signed before."""
        for row in self._book.get(Agreement, ref).parties:
            if row.joined:
                joined = LifecycleEvent(
                    kind=LifecycleKind.PARTY_JOINED,
                    on=row.joined,
                    by_id=row.organisation_id,
                    stated_on=self._published,
                )
                self.happened(ref, joined)
        if stated(self._data.get("signed_on")):
            self._book.cite(ref, self._source, "signed_on", self._data["signed_on"].strip())

    def _signed(self, ref: RecordRef, on: PartialDate | None, by: RecordRef | None) -> None:
        event = LifecycleEvent(
            kind=LifecycleKind.SIGNED, on=on, by_id=by.id if by else None, stated_on=self._published
        )
        self.happened(ref, event)

    def _effect(self, ref: RecordRef, label: str) -> None:
        text = (self._data.get("effective_on") or "").strip()
        if not text or ref not in self.meant(text):
            return
        on, rest = read_partial(text)
        if on is not None:
            effect = LifecycleEvent(
                kind=LifecycleKind.TOOK_EFFECT, on=on, stated_on=self._published
            )
            self.happened(ref, effect)
        known = [row.on for row in self._book.get(Agreement, ref).lifecycle if row.on]
        if rest or on is None or on not in known:
            self._book.cite(ref, self._source, "effective_on", text)

    def _term(self, ref: RecordRef, label: str, text: str) -> None:
        extended = any(
            row.kind is LifecycleKind.EXTENDED for row in self._book.get(Agreement, ref).lifecycle
        )
        fields = read_term(text, label, self.labels, extended)
        agreement = self._book.get(Agreement, ref)
        if agreement.term_kind is TermKind.UNKNOWN and agreement.term_length is None:
            self._book.set(ref, **fields)
        self._book.cite(ref, self._source, "term", text.strip())

    def _funding(self, ref: RecordRef, place: int, row: dict[str, Any]) -> None:
        currency = (row.get("currency") or "").strip()
        amount, meant, rest = (
            read_amount(row["amount"]) if stated(row.get("amount")) else (None, None, "")
        )
        exact = meant is Qualifier.EXACTLY and not rest and re.fullmatch("[A-Z]{3}", currency)
        many = len(self._data["funding"]) > 1
        if exact and not many and amount is not None:
            money = Money(amount=amount, currency=currency)
            self._book.state(ref, self._source, "funding", money, str(row["amount"]))
        if sum_ := money_figure(row, "funding", self._published, self._source):
            self._book.append(ref, "observations", sum_)
        for field, value in row.items():
            if field != "agreement":
                for path, leaf in texts_of(f"funding.{field}", value):
                    self._book.cite(ref, self._source, path, leaf)
