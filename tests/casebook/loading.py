"""Loads a file of cases through the program's services: one action, so that one undo removes it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.casebook import words
from tests.casebook.agreements import Agreements
from tests.casebook.book import Book, names_of
from tests.casebook.dates import read_partial
from tests.casebook.deliverables import Deliverables
from tests.casebook.parties import Parties, party_refs
from tests.casebook.people import People
from tests.casebook.reading import CASE, BadCase, Case, bad, read_lines, stated, unknown
from tests.casebook.telling import money_figure, texts_of
from tests.casebook.values import fact_figure
from tracker.domain.changes import Action
from tracker.domain.names import name_key
from tracker.domain.reading import LONGEST_LINE
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Organisation, Source
from tracker.domain.records.organisations import OrganisationKind
from tracker.domain.records.sources import Reliability, SourceKind
from tracker.domain.validation import problems_of
from tracker.services import Services


@dataclass
class Loaded:
    """What came of a file."""

    cases: list[Case] = field(default_factory=list)
    """Those that are in the database now."""
    known: list[Case] = field(default_factory=list)
    """Those of them that were there already and were left as they were."""
    bad: list[BadCase] = field(default_factory=list)
    """What is wrong with the lines that were left out."""


def load(path: Path, services: Services) -> Loaded:
    """Load every good case that is not there yet, in one action; the mistakes of the others are
    given back. Raises BadCase if the file cannot be read at all."""
    read = read_lines(path)
    left_out = list(read.bad)
    fine: list[Case] = []
    for case in read.cases:
        mistake = _mistake(case)
        if mistake is None:
            fine.append(case)
        else:
            left_out.append(mistake)
    while True:
        loaded = Loaded(bad=list(left_out))
        book = Book.of(services.database)
        _enter(book, fine, loaded)
        if not any(problems_of(book.records[ref]) for ref in book.changed):
            break
        # What is fine by itself does not fit what is there: once more, slowly, to name the line.
        refused = _enter(Book.of(services.database), fine, Loaded(), check=True)
        assert refused is not None
        case, mistake = refused
        fine.remove(case)
        left_out.append(mistake)
    loaded.bad.sort(key=lambda one: one.line)
    records = [book.records[ref] for ref in book.changed]
    if records:
        services.batch.write(records, book.log, Action("Load the cases of {name}", path.name))
    return loaded


def _mistake(case: Case) -> BadCase | None:
    """What the program refuses of a case by itself."""
    book = Book()
    _Loader(book, case).load()
    return _refused(book, case)


def _enter(
    book: Book, cases: list[Case], loaded: Loaded, *, check: bool = False
) -> tuple[Case, BadCase] | None:
    """Enter them all; if asked, gives the first that cannot be, and what is wrong with it."""
    for case in cases:
        ref = book.report(case.id)
        if ref is None:
            book.touched.clear()
            _Loader(book, case).load()
            if check and (mistake := _refused(book, case)):
                return case, mistake
        elif book.get(Source, ref).title == case.data["title"].strip():
            loaded.known.append(case)
        else:
            why = f"“{case.id}” is another case in the database already."
            loaded.bad.append(bad(case.line, "id", why))
            continue
        loaded.cases.append(case)
    return None


def _refused(book: Book, case: Case) -> BadCase | None:
    for ref in book.touched:
        for problem in problems_of(book.records[ref]):
            name = next((n for n in names_of(book.records[ref]) if n), ref.kind)
            at = ".".join(map(str, problem.path))
            return bad(case.line, f"{ref.kind} “{name[:50]}”, {at}", problem.message)
    return None


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
        self._facts(source, parties, agreements, deliverables)

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

    def _facts(
        self,
        source: RecordRef,
        parties: Parties,
        agreements: Agreements,
        deliverables: Deliverables,
    ) -> None:
        data, book = self._data, self._book
        for text in data.get("status_facts") or ():
            if not stated(text):
                continue
            if not agreements.refs:
                self._loose(source, parties, "status_facts", text.strip())
            elif deliverables.before(text.strip()):
                told_of = next(iter(agreements.refs.values()))
                book.cite(told_of, source.id, "status_facts", text.strip())
            else:
                agreements.fact(text.strip())
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
            if name == "status_facts" and (figure := fact_figure(text)):
                published = self._book.get(Source, source).published
                told = figure.observed(published, source.id)
                self._book.append(parties.refs[0], "observations", told)
        else:
            self._claim(source, f"{name}: {text}")

    def _claim(self, source: RecordRef, text: str) -> None:
        claims = self._book.get(Source, source).claims
        if text not in claims:
            self._book.set(source, claims=(*claims, text))

    def _money(self, source: RecordRef, parties: Parties, row: dict[str, Any]) -> None:
        """Money that is none of the agreement's is a figure of the body it names, of the one public
        body among the parties if it is public money, else of a programme called what it is for."""
        book, what = self._book, str(row.get("what") or "").strip()
        figure = money_figure(row, "money", book.get(Source, source).published, source.id)
        owner = next((ref for ref in parties.refs if self._names(ref, what)), None)
        if owner is None and words.PUBLIC.search(what):
            public = [ref for ref in dict.fromkeys(parties.refs) if self._is_public(ref)]
            owner = public[0] if len(public) == 1 else None
        if owner is None and figure is not None and 0 < len(what) <= LONGEST_LINE:
            owner = parties.programme(what)
        if owner is not None and figure is not None:
            book.append(owner, "observations", figure)
        for field_name, value in row.items():
            for path, text in texts_of(f"money_not_agreement_funding.{field_name}", value):
                if owner is not None:
                    book.cite(owner, source.id, path, text)
                else:
                    self._claim(source, f"{path}: {text}")

    def _is_public(self, ref: RecordRef) -> bool:
        kinds = (OrganisationKind.GOVERNMENT, OrganisationKind.MINISTRY, OrganisationKind.AGENCY)
        return self._book.get(Organisation, ref).kind in kinds

    def _names(self, ref: RecordRef, text: str) -> bool:
        spoken = name_key(text)
        names = names_of(self._book.get(Organisation, ref))
        words_ = text.split()
        return any(
            len(key) >= 3 and (name in words_ or (len(key) >= 6 and key in spoken))
            for name in names
            if (key := name_key(name))
        )
