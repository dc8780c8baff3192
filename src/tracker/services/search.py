"""Finding records: by any word of theirs, by the beginning of a name, and likely duplicates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.names import closeness, similar_ids
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY, Deliverable, ProgressEntry
from tracker.services.details import details_of as _details
from tracker.storage import search_index, tables
from tracker.storage.database import Database
from tracker.storage.reader import all_names, shown_names

_CONTEXT = 90
# A date of more than a year, an uncertain one or a span, as the index has it (EDTF).
_DAY = r"(?:\d{4}(?:-\d{2}){0,2}[?~%]?|\.\.)"
_STORED_DATE = re.compile(rf"(?!\d{{4}}$){_DAY}(?:/{_DAY}?)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `context` is the text around the hit where neither title nor detail show
    it; `named` says whether the words are in a name of it, also one of another language."""

    ref: RecordRef
    title: str
    detail: str
    context: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One record to choose in a picker. `names` are all by which it is called at its root: an
    organisation's name beside its acronym."""

    ref: RecordRef
    label: str
    detail: str
    names: tuple[str, ...] = field(default=(), compare=False)


class SearchService:
    """Searches the index that is kept with every save."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, text: str, kinds: Sequence[str] = (), limit: int = 50) -> list[Hit]:
        """Records that hold every word of `text`, those so called first. A line of a log leads to
        its deliverable. Empty for a text without letters and digits."""
        with self._database.read() as connection:
            rows = search_index.find(connection, text, kinds, limit)
            logged = [row.record_id for row in rows if row.kind == ProgressEntry.key]
            owners = _owners(connection, logged)
            refs = [
                owners.get(row.record_id)
                if row.kind == ProgressEntry.key
                else RecordRef(row.kind, row.record_id)
                for row in rows
            ]
            names = shown_names(connection, [ref for ref in refs if ref])
            details = _details(connection, [ref for ref in refs if ref])
            words = search_index.words(text)
        hits: dict[RecordRef, Hit] = {}
        for row, ref in zip(rows, refs, strict=True):
            if ref is None or ref in hits or not names.get(ref):
                continue
            name, detail = names[ref], details.get(ref, "")
            named = row.kind == ref.kind and _holds(row.title, words)
            context = ""
            if not _holds(f"{name} {detail}", words):
                context = _context(row.title.removeprefix(name) if named else row.body, words)
            hits[ref] = Hit(ref, name, detail, context, named)
        return list(hits.values())

    def pick(self, kind: str, text: str, limit: int = 12) -> list[Pick]:
        """What a picker offers for `text`: records so called first, then those that hold its
        words elsewhere; the newest if it is empty."""
        with self._database.read() as connection:
            if text.strip():
                rows = search_index.find(connection, text, [kind], limit)
                refs = [RecordRef(row.kind, row.record_id) for row in rows]
            else:
                table = tables.TABLES[kind]
                query = (
                    select(table.c.id)
                    .where(table.c.trashed_at.is_(None))
                    .order_by(table.c.id.desc())
                )
                refs = [
                    RecordRef(kind, id) for id in connection.execute(query.limit(limit)).scalars()
                ]
            names, details = shown_names(connection, refs), _details(connection, refs)
            called = _called(connection, kind, refs)
        picks = [
            Pick(ref, names[ref], details.get(ref, ""), called.get(ref.id, ()))
            for ref in refs
            if ref in names
        ]
        return sorted(
            picks,
            key=lambda pick: min(closeness(text, name) for name in (pick.label, *pick.names)),
        )

    def similar(self, kind: str, name: str, limit: int = 5) -> list[Pick]:
        """Records of a kind that are likely the same as `name`: also under an acronym, a former
        name, another spelling or another legal form."""
        with self._database.read() as connection:
            ids = similar_ids(name, all_names(connection, kind), limit)
            refs = [RecordRef(kind, id) for id in ids]
            labels, details = shown_names(connection, refs), _details(connection, refs)
        return [Pick(ref, labels[ref], details.get(ref, "")) for ref in refs if ref in labels]


def _called(
    connection: Connection, kind: str, refs: Sequence[RecordRef]
) -> dict[int, tuple[str, ...]]:
    """What stands in the fields by which records of a kind are named, by id."""
    table = tables.TABLES[kind]
    columns = [table.c[name] for name in ROOT_BY_KEY[kind].name_fields]
    query = select(table.c.id, *columns).where(table.c.id.in_([ref.id for ref in refs]))
    return {id: tuple(filter(None, names)) for id, *names in connection.execute(query)}


def _owners(connection: Connection, entries: Sequence[int]) -> dict[int, RecordRef]:
    """The deliverables (not in the trash) of lines of logs, by the line."""
    entry, deliverable = tables.TABLES[ProgressEntry.key], tables.TABLES[Deliverable.key]
    query = (
        select(entry.c.id, entry.c.deliverable_id)
        .join(deliverable, deliverable.c.id == entry.c.deliverable_id)
        .where(entry.c.id.in_(entries), deliverable.c.trashed_at.is_(None))
    )
    return {id: RecordRef(Deliverable.key, owner) for id, owner in connection.execute(query)}


def _holds(text: str, words: Sequence[str]) -> bool:
    lowered = text.casefold()
    return all(word in lowered for word in words)


def _context(text: str, words: Sequence[str]) -> str:
    """The part of `text` around the first word found, in whole words, as a person reads it."""
    # What is found only without its accents, or in capitals of another length, is not shown.
    lowered = text.lower()
    at = min((place for word in words if (place := lowered.find(word)) >= 0), default=-1)
    if at < 0 or len(lowered) != len(text):
        return ""
    start, end = max(0, at - _CONTEXT // 3), at + _CONTEXT
    if start:
        # The word that the cut falls into is left out, but not the word found.
        start = text.find(" ", start, at) + 1 or at
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1) if " " in text[at:end] else end
    shown = (_readable(word, words) for word in text[start:end].split())
    return (
        ("…" if start else "")
        + " ".join(word for word in shown if word)
        + ("…" if end < len(text) else "")
    )


def _readable(word: str, words: Sequence[str]) -> str:
    """A stored date is written as a date if it is what was found, and left out if it is not."""
    if not _STORED_DATE.fullmatch(word):
        return word
    if not any(sought in word for sought in words):
        return ""
    try:
        return write_date(PartialDate.parse(word))
    except ValueError:
        return ""
