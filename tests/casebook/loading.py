"""Loads a file of cases through the program's services: one action, so that one undo removes it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.casebook import words
from tests.casebook.agreements import Agreements
from tests.casebook.book import Book, names_of
from tests.casebook.deliverables import Deliverables
from tests.casebook.parties import Parties, party_refs
from tests.casebook.people import People
from tests.casebook.reading import CASE, Case, bad, leaves, read_cases, stated, unknown
from tests.casebook.values import read_amount, read_partial
from tracker.domain.changes import Action
from tracker.domain.names import name_key
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Organisation, Source
from tracker.domain.records.evidence import Observation
from tracker.domain.records.sources import Reliability, SourceKind
from tracker.domain.validation import problems_of
from tracker.services import Services


@dataclass
class Loaded:
    """What came of a file."""

    cases: list[Case]
    known: list[Case] = field(default_factory=list)
    """Cases that were in the database already and were left as they are."""


def load(path: Path, services: Services) -> Loaded:
    """Load every case that is not there yet. Raises BadCase; nothing is written then."""
    loaded = Loaded(read_cases(path))
    book = Book.of(services.database)
    _enter(book, loaded, check=False)
    if any(problems_of(book.records[ref]) for ref in book.changed):
        # Once more, slowly, to name the line.
        _enter(Book.of(services.database), Loaded(loaded.cases), check=True)
    records = [book.records[ref] for ref in book.changed]
    if records:
        services.batch.write(records, book.log, Action("Load the cases of {name}", path.name))
    return loaded


def _enter(book: Book, loaded: Loaded, *, check: bool) -> None:
    for case in loaded.cases:
        if _is_known(book, case):
            loaded.known.append(case)
            continue
        book.touched.clear()
        _Loader(book, case).load()
        if check:
            _check(book, case)


def _is_known(book: Book, case: Case) -> bool:
    ref = book.report(case.id)
    if ref is None:
        return False
    if book.get(Source, ref).title != case.data["title"].strip():
        raise bad(case.line, "id", f"“{case.id}” is another case in the database already.")
    return True


def _check(book: Book, case: Case) -> None:
    for ref in book.touched:
        for problem in problems_of(book.records[ref]):
            name = next((n for n in names_of(book.records[ref]) if n), ref.kind)
            at = ".".join(map(str, problem.path))
            raise bad(case.line, f"{ref.kind} “{name[:60]}”, {at}", problem.message)


class _Loader:
    def __init__(self, book: Book, case: Case) -> None:
        self._book = book
        self._case = case
        self._data = case.data

    def load(self) -> None:
        data, book = self._data, self._book
        source = self._source()
        published = book.get(Source, source).published
        linked = self._linked()
        parties = Parties(book, source.id, data.get("language") or "", published)
        parties.enter(
            data.get("parties") or [], [party_refs(book.get(Agreement, ref)) for ref in linked]
        )
        agreements = Agreements(book, self._case, source.id, parties, published)
        agreements.enter(linked)
        if not agreements.refs:
            agreements.other_agreements()
            self._roles(source, parties)
        deliverables = Deliverables(book, self._case, source.id, parties, agreements, published)
        for row in data.get("deliverables") or ():
            deliverables.enter(row)
        people = People(book, source.id, parties, published)
        for name in ("signatories", "attendees"):
            for row in data.get(name) or ():
                self._person(people, agreements, deliverables, row, signs=name == "signatories")
        self._facts(source, parties, agreements)

    def _source(self) -> RecordRef:
        data = self._data
        published, rest = read_partial(data.get("source_published_on") or "")
        doc_type = (data.get("doc_type") or "").strip()
        kind = words.SOURCES.get(doc_type, SourceKind.ARTICLE)
        title = data["title"].strip()
        claims = []
        if rest:
            claims.append(f"source_published_on: {data['source_published_on'].strip()}")
        blog = "blog" in title.casefold()
        source = Source(
            title=title,
            kind=SourceKind.BLOG if blog else kind,
            url=(data.get("url") or "").strip(),
            published=published,
            reliability=Reliability.MARKET_REPORT if blog else None,
            language=(data.get("language") or "").strip(),
            reference=self._case.id,
            excerpt=(data.get("text_excerpt") or "").strip(),
            claims=tuple(claims),
            see_also=tuple(x.strip() for x in data.get("linked_cases") or () if stated(x)),
            tags=(doc_type,) if doc_type else (),
        )
        return self._book.add(source)

    def _linked(self) -> list[RecordRef]:
        """The agreements of linked cases, whichever of the two names the other."""
        names = dict.fromkeys(one.strip() for one in self._data.get("linked_cases") or ())
        reports = [ref for name in names if (ref := self._book.report(name)) is not None]
        reports += self._book.reports_of(self._case.id)
        found: list[RecordRef] = []
        for ref in dict.fromkeys(reports):
            if self._book.get(Source, ref).reference == self._case.id:
                continue
            cited = self._book.citing(Agreement, ref.id)
            others = {
                link.other_id for one in cited for link in self._book.get(Agreement, one).links
            }
            found += [one for one in cited if one.id not in others or len(cited) == 1]
        return list(dict.fromkeys(found))

    def _roles(self, source: RecordRef, parties: Parties) -> None:
        """Where there is no agreement, a role is a statement about the body."""
        for ref, row in zip(parties.refs, self._data.get("parties") or (), strict=True):
            parties.unit(ref, row)
            for name in ("role", "joined"):
                if stated(row.get(name)):
                    self._book.cite(ref, source.id, name, row[name].strip())

    def _person(
        self,
        people: People,
        agreements: Agreements,
        deliverables: Deliverables,
        row: dict[str, Any],
        *,
        signs: bool,
    ) -> None:
        entered = people.enter(row)
        word = (row.get("capacity") or "").strip()
        title = (row.get("title") or "").strip()
        if not signs and deliverables.person(word, *entered, title):
            people.alone({**row, "capacity": ""}, False, entered)
            return
        label = (row.get("agreement") or "").strip()
        refs = [ref for one, ref in agreements.refs.items() if label in ("", one)]
        for ref in refs:
            people.in_agreement(ref, row, signs, entered)
        if not refs:
            people.alone(row, signs, entered)

    def _facts(self, source: RecordRef, parties: Parties, agreements: Agreements) -> None:
        data, book = self._data, self._book
        for text in data.get("status_facts") or ():
            if stated(text):
                if agreements.refs:
                    agreements.fact(text.strip())
                else:
                    self._loose(source, parties, "status_facts", text.strip())
        for row in data.get("money_not_agreement_funding") or ():
            self._money(source, parties, row)
        if not agreements.refs:
            for name in ("signed_on_basis",):
                if stated(data.get(name)):
                    self._loose(source, parties, name, data[name].strip())
        for name, text in unknown(data, CASE):
            first = next(iter(agreements.refs.values()), None)
            if first is not None:
                book.cite(first, source.id, name, text)
            else:
                self._loose(source, parties, name, text)

    def _loose(self, source: RecordRef, parties: Parties, name: str, text: str) -> None:
        """A statement without an agreement is about the only body there is, else a claim of the
        source."""
        if len(set(parties.refs)) == 1:
            self._book.cite(parties.refs[0], source.id, name, text)
        else:
            self._claim(source, f"{name}: {text}")

    def _claim(self, source: RecordRef, text: str) -> None:
        claims = self._book.get(Source, source).claims
        if text not in claims:
            self._book.set(source, claims=(*claims, text))

    def _money(self, source: RecordRef, parties: Parties, row: dict[str, Any]) -> None:
        """Money that is none of the agreement's is that of the body it names, else a claim."""
        what = str(row.get("what") or "")
        owner = next((ref for ref in parties.refs if self._names(ref, what)), None)
        for field_name, value in row.items():
            for path, leaf in leaves(value, f"money_not_agreement_funding.{field_name}"):
                text = str(leaf).strip()
                if owner is not None:
                    self._book.cite(owner, source.id, path, text)
                else:
                    self._claim(source, f"{path}: {text}")
        if owner is None or not stated(row.get("amount")):
            return
        amount, meant, rest = read_amount(row["amount"])
        if amount is not None:
            observation = Observation(
                metric=" ".join(part for part in (what.strip() or "money", rest) if part)[:500],
                qualifier=meant,
                value=amount,
                unit=(row.get("currency") or "").strip(),
                as_of=self._book.get(Source, source).published,
                source_id=source.id,
            )
            self._book.append(owner, "observations", observation)

    def _names(self, ref: RecordRef, text: str) -> bool:
        spoken = name_key(text)
        names = names_of(self._book.get(Organisation, ref))
        words_ = text.split()
        return any(
            len(key) >= 3 and (name in words_ or (len(key) >= 6 and key in spoken))
            for name in names
            if (key := name_key(name))
        )
