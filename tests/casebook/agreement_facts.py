"""Status facts of an agreement: figures, steps of its life, and agreements they tell of."""

import re

from tests.casebook import words
from tests.casebook.agreement_life import CLOSE
from tests.casebook.agreement_links import Links
from tests.casebook.book import names_of
from tests.casebook.dates import read_partial
from tests.casebook.reading import stated
from tests.casebook.values import fact_figure
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.reading import LONGEST_LINE
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Source
from tracker.domain.records.agreements import (
    AgreementKind,
    AgreementLinkKind,
    LifecycleEvent,
    Party,
)


class Facts(Links):
    """Enters them in the agreements they speak of."""

    def fact(self, text: str) -> None:
        """A status fact: as stated, and as what it can be read as."""
        meant = self.meant(text)
        refs = meant if len(meant) < len(self.refs) else meant[:1]
        for ref in refs:
            self._book.cite(ref, self._source, "status_facts", text)
            if figure := fact_figure(text):
                observation = figure.observed(self._published, self._source)
                self._book.append(ref, "observations", observation)
            elif words.ENDED.search(text):
                self._ended(ref, text)
            elif words.PAUSED.search(text):
                self._paused(ref, text)
            elif len(text) <= LONGEST_LINE:
                self._other(ref, meant, text)

    def _other(self, ref: RecordRef, meant: list[RecordRef], text: str) -> None:
        """What is neither a figure nor an end nor a pause."""
        links = self._book.get(Agreement, ref).links
        above = [link for link in links if link.kind is AgreementLinkKind.IMPLEMENTS]
        if self.told(ref, {LifecycleKind.TERMINATED}, words.REASON.sub("", text)):
            return  # what else is said of an agreement that ended is how it ended
        if above and words.UNDER_ANOTHER.search(text):
            noted = (
                link.model_copy(update={"note": text}) if link in above else link for link in links
            )
            self._book.set(ref, links=tuple(noted))
        elif words.COMPANION.search(text):
            other = self._book.add(Agreement(title=text, kind=AgreementKind.OTHER))
            self._book.cite(other, self._source)
            self._link(ref, AgreementLinkKind.RELATED, other)
        elif match := re.match(r"(?:amend|exten)\w*,? effective (\S+)", text, re.IGNORECASE):
            self._amended(ref, text, match[1])
        else:
            if found := words.UNNAMED.search(text):
                self._unnamed(ref, found["who"], text)
            self._step(meant, text)

    def _step(self, meant: list[RecordRef], text: str) -> None:
        kind = next((kind for pattern, kind in words.STEPS if pattern.search(text)), None)
        if kind is LifecycleKind.SIGNED:
            for ref in meant:
                self.told(ref, words.MADE, text)
        elif kind is LifecycleKind.NEGOTIATING:
            for ref in meant[:1]:
                rows = self._book.get(Agreement, ref).lifecycle
                if not self.told(ref, {kind}, text):
                    first = LifecycleEvent(kind=kind, reason=text, stated_on=self._published)
                    self._book.set(ref, lifecycle=(first, *rows))
        elif kind is not None:
            for ref in meant[:1]:
                event = LifecycleEvent(kind=kind, reason=text, stated_on=self._published)
                self.happened(ref, event)
                self.told(ref, {kind}, text)

    def _amended(self, ref: RecordRef, text: str, day: str) -> None:
        on, _ = read_partial(day)
        kind = next(kind for word, kind in words.OWN_EVENTS if text.casefold().startswith(word))
        event = LifecycleEvent(kind=kind, effective_on=on, stated_on=self._published)
        self.happened(ref, event)

    def _unnamed(self, ref: RecordRef, who: str, text: str) -> None:
        """A further agreement whose partner nobody names."""
        agreement = self._book.get(Agreement, ref)
        common = [
            row
            for row in agreement.parties
            if all(
                row.organisation_id in {one.organisation_id for one in other.parties}
                for other in (self._book.get(Agreement, own) for own in self.refs.values())
            )
        ]
        title = self._book.get(Source, RecordRef("source", self._source)).title
        other = self._book.add(
            Agreement(
                title="" if common else title,
                kind=agreement.kind,
                parties=(*common[:1], Party(described_as=who)),
                event_id=agreement.event_id,
                announced=agreement.announced,
                lifecycle=(
                    LifecycleEvent(
                        kind=LifecycleKind.SIGNED, reason=text, stated_on=self._published
                    ),
                )
                if re.search(r"\bsigned\b", text)
                else (),
            )
        )
        self._book.cite(other, self._source)
        self._link(ref, AgreementLinkKind.RELATED, other)

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
            reason=reasons[0][:LONGEST_LINE] if reasons else "",
            stated_on=day or self._published,
        )
        self.happened(ref, event)

    def _paused(self, ref: RecordRef, text: str) -> None:
        """A pause before a renewal is one of the agreement renewed; others stay as stated."""
        for link in self._book.get(Agreement, ref).links:
            if link.kind not in CLOSE:
                event = LifecycleEvent(
                    kind=LifecycleKind.PAUSED,
                    reason=text[:LONGEST_LINE],
                    stated_on=self._published,
                )
                self.happened(RecordRef("agreement", link.other_id or 0), event)
                return
