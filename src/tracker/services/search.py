"""Finding records: by any word of theirs, by the beginning of a name, and likely duplicates."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tracker.domain.names import similar_ids
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.services.details import details_of as _details
from tracker.storage import search_index, tables
from tracker.storage.database import Database
from tracker.storage.reader import all_names, shown_names

_CONTEXT = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `context` is the text around the hit where it is not in the title."""

    ref: RecordRef
    title: str
    detail: str
    context: str


@dataclass(frozen=True, slots=True)
class Pick:
    """One record to choose in a picker."""

    ref: RecordRef
    label: str
    detail: str


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
            if ref is not None and ref not in hits and names.get(ref):
                hits[ref] = Hit(
                    ref, names[ref], details.get(ref, ""), _context(row.body, words, names[ref])
                )
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
        return [Pick(ref, names[ref], details.get(ref, "")) for ref in refs if ref in names]

    def similar(self, kind: str, name: str, limit: int = 5) -> list[Pick]:
        """Records of a kind that are likely the same as `name`: also under an acronym, a former
        name, another spelling or another legal form."""
        with self._database.read() as connection:
            ids = similar_ids(name, all_names(connection, kind), limit)
            refs = [RecordRef(kind, id) for id in ids]
            labels, details = shown_names(connection, refs), _details(connection, refs)
        return [Pick(ref, labels[ref], details.get(ref, "")) for ref in refs if ref in labels]


def _owners(connection: Connection, entries: Sequence[int]) -> dict[int, RecordRef]:
    """The deliverables (not in the trash) of lines of logs, by the line."""
    entry, deliverable = tables.TABLES[ProgressEntry.key], tables.TABLES[Deliverable.key]
    query = (
        select(entry.c.id, entry.c.deliverable_id)
        .join(deliverable, deliverable.c.id == entry.c.deliverable_id)
        .where(entry.c.id.in_(entries), deliverable.c.trashed_at.is_(None))
    )
    return {id: RecordRef(Deliverable.key, owner) for id, owner in connection.execute(query)}


def _context(body: str, words: Sequence[str], title: str) -> str:
    """The part of `body` around the first word found; empty if the title holds them all."""
    if all(word in title.casefold() for word in words):
        return ""
    # What is found only without its accents, or in capitals of another length, is not shown.
    lowered = body.lower()
    at = min((place for word in words if (place := lowered.find(word)) >= 0), default=-1)
    if at < 0 or len(lowered) != len(body):
        return ""
    start, end = max(0, at - _CONTEXT // 3), at + _CONTEXT
    return (
        ("…" if start else "")
        + " ".join(body[start:end].split())
        + ("…" if end < len(body) else "")
    )
