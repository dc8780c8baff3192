"""The agreements that a case refers to: renewed, extended, mentioned."""

import re
from typing import Any

from tests.casebook import words
from tests.casebook.agreement_life import CLOSE, Life
from tests.casebook.dates import read_partial
from tests.casebook.reading import stated
from tests.casebook.telling import texts_of
from tests.casebook.values import labelled
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.reading import LONGEST_LINE
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.records.agreements import (
    AgreementKind,
    AgreementLinkKind,
    LifecycleEvent,
    Party,
)
from tracker.domain.terms import TermKind


class Links(Life):
    """Enters them beside the case's own."""

    def _name(self, ref: RecordRef, otherwise: str = "") -> None:
        """Without two parties to be named after it bears the title of the report."""
        agreement = self._book.get(Agreement, ref)
        if not agreement.title and len(agreement.parties) < 2:
            self._book.set(ref, title=otherwise or self._data["title"].strip())

    def _renewal(self, ref: RecordRef, label: str) -> None:
        row = self._data.get("renews")
        if not isinstance(row, dict) or not any(stated(value) for value in row.values()):
            return
        of, what = labelled((row.get("what") or "").strip(), self.labels)
        if of not in ("", label):
            return
        relation = (row.get("relation") or "").strip()
        for beginning, event in words.OWN_EVENTS:
            if relation.casefold().startswith(beginning):
                self._own_event(ref, event, relation, what, row)
                return
        kinds = [kind for word, kind in words.RELATIONS if word in relation.casefold()]
        kind = kinds[0] if kinds else AgreementLinkKind.RELATED
        former = self._former(ref, kind, what)
        self._name(former, relation)
        self._book.cite(former, self._source)
        if what and what != self._book.get(Agreement, former).title:
            self._book.cite(former, self._source, "title", what)
        link = next(
            (one for one in self._book.get(Agreement, ref).links if one.other_id == former.id), None
        )
        if link is None:
            self._link(ref, kind, former, relation)
        elif relation != link.note:
            self._book.cite(ref, self._source, "relation", relation)
        self._former_facts(former, row)

    def _former(self, ref: RecordRef, kind: AgreementLinkKind, what: str) -> RecordRef:
        """The earlier agreement: that of another report of the same, else a new one."""
        agreement = self._book.get(Agreement, ref)
        for link in agreement.links:
            if link.kind is kind and kind not in CLOSE:
                return RecordRef("agreement", link.other_id or 0)
        parties = tuple(
            Party(organisation_id=row.organisation_id)
            for row in {row.organisation_id: row for row in agreement.parties}.values()
        )
        return self._book.add(
            Agreement(title=what, kind=_kind_in(what, agreement.kind), parties=parties)
        )

    def _former_facts(self, former: RecordRef, row: dict[str, Any]) -> None:
        book, source = self._book, self._source
        for field, value in row.items():
            if not stated(value) or field in ("relation", "what"):
                continue
            on, rest = read_partial(value) if isinstance(value, str) else (None, "")
            if field == "original_date" and on is not None:
                event = LifecycleEvent(kind=LifecycleKind.SIGNED, on=on, stated_on=self._published)
                self.happened(former, event)
            elif field == "expired" and on is not None and not self._term_ends(former):
                book.set(former, term_kind=TermKind.FIXED, term_until=on)
            agreement = book.get(Agreement, former)
            held = {
                "expired": [agreement.term_until],
                "original_date": [one.on for one in agreement.lifecycle],
            }.get(field, [])
            if rest or on is None or on not in held:
                for path, text in texts_of(field, value):
                    book.cite(former, source, path, text)

    def _term_ends(self, ref: RecordRef) -> bool:
        return self._book.get(Agreement, ref).term_until is not None

    def _own_event(
        self, ref: RecordRef, kind: LifecycleKind, relation: str, what: str, row: dict[str, Any]
    ) -> None:
        signed, _ = read_partial(self._data.get("signed_on") or "")
        effective, rest = read_partial(row.get("amendment_effective") or "")
        event = LifecycleEvent(
            kind=kind,
            on=signed,
            reason=what[:LONGEST_LINE],
            stated_on=self._published,
            effective_on=effective,
        )
        original, _ = read_partial(row.get("original_date") or "")
        if original is not None:
            kind_, stated_on = LifecycleKind.SIGNED, self._published
            self.happened(ref, LifecycleEvent(kind=kind_, on=original, stated_on=stated_on))
        self.happened(ref, event)
        self._book.cite(ref, self._source, "relation", relation)
        for field, value in row.items():
            kept = field == "amendment_effective" and effective is not None and not rest
            if stated(value) and field not in ("relation", "what") and not kept:
                for path, text in texts_of(field, value):
                    self._book.cite(ref, self._source, path, text)

    def _others(self, ref: RecordRef) -> None:
        if ref != next(iter(self.refs.values())):
            return
        for other in self.other_agreements():
            text = self._book.get(Agreement, other).title.casefold()
            kind = AgreementLinkKind.IMPLEMENTS if "umbrella" in text else AgreementLinkKind.RELATED
            self._link(ref, kind, other)

    def other_agreements(self) -> list[RecordRef]:
        """Agreements that are only mentioned, each a record of its own."""
        found = []
        for text in self._data.get("other_agreements") or ():
            if not stated(text):
                continue
            known = [
                one for one in self._book.called("agreement", text) if one not in self.refs.values()
            ]
            other = (
                known[0]
                if known
                else self._book.add(
                    Agreement(title=text.strip(), kind=_kind_in(text, AgreementKind.OTHER))
                )
            )
            if text.strip() != self._book.get(Agreement, other).title:
                self._book.cite(other, self._source, "title", text.strip())
            self._book.cite(other, self._source)
            found.append(other)
        return found


def _kind_in(text: str, otherwise: AgreementKind) -> AgreementKind:
    """What an agreement that is only mentioned is called."""
    if re.search(r"\bMOUs?\b|memorandum|양해각서|覚書", text, re.IGNORECASE):
        return AgreementKind.MOU
    return otherwise
