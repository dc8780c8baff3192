"""Finding records: by any word of theirs, by the beginning of a name, and likely duplicates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from tracker.domain.names import closeness, similar_ids
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY
from tracker.domain.search_marks import marks
from tracker.services.details import details_of
from tracker.services.search_hits import (
    context,
    holds,
    name_kinds,
    other_names,
    owners_of,
    why,
)
from tracker.storage import search_index, tables
from tracker.storage.database import Database
from tracker.storage.reader import shown_names
from tracker.storage.search_alike import likely_names
from tracker.storage.search_find import Document, How, count, find
from tracker.storage.search_places import NOTE_KINDS

# A list of hits is never longer, nor is more counted of a kind.
MOST_HITS = 500
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `context` is the text around the hit where neither title nor detail show
    it; `named` says whether the words are in a name of it, also one of another language; `reason`
    says why it was found where that cannot be seen ("former name", "log of 3 May 2024")."""

    ref: RecordRef
    title: str
    detail: str
    context: str
    named: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """One record to choose in a picker. `names` are all by which it is called: an organisation's
    name beside its acronym, its former names, those in other scripts."""

    ref: RecordRef
    label: str
    detail: str
    names: tuple[str, ...] = field(default=(), compare=False)


class SearchService:
    """Searches the index that is kept with every save. `today` tells what is still in force."""

    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database = database
        self._today = today

    def find(
        self, text: str, kinds: Sequence[str] = (), limit: int = 50, *, misspelt: bool = True
    ) -> list[Hit]:
        """Records that hold every word of `text`, those so called first, then what is alive and
        was changed last; at most `limit` (up to 500). Where few are called so, at the end those
        whose name has one letter different, unless `misspelt` is false. A line of a log or a file
        leads to its record. Empty for a text without letters and digits."""
        words = search_index.words(text)
        if not words:
            return []
        with self._database.read() as connection:
            found = find(
                connection,
                text,
                kinds,
                min(limit, MOST_HITS),
                self._today(),
                misspelt=misspelt,
            )
            owners = owners_of(connection, [one.ref for one in found if one.ref.kind in NOTE_KINDS])
            chosen: dict[RecordRef, Document] = {}
            for one in found:
                owner = owners.get(one.ref)
                if owner or one.ref.kind not in NOTE_KINDS:
                    chosen.setdefault(owner.ref if owner else one.ref, one)
            kept = list(chosen)[:limit]
            names, details = shown_names(connection, kept), details_of(connection, kept)
            unseen = {
                ref
                for ref in kept
                if not holds(f"{names.get(ref, '')} {details.get(ref, '')}", words)
            }
            others = name_kinds(connection, unseen)
        hits = []
        for ref in kept:
            if not (name := names.get(ref)):
                continue
            one = chosen[ref]
            named = one.how in (How.CALLED, How.BEGINS, How.NAMED)
            around = reason = ""
            if owner := owners.get(one.ref):
                reason = owner.reason
            elif ref in unseen or one.how >= How.CITED:
                reason = why(one, text, others)
            if ref in unseen:
                around = other_names(one.title, name, text) if named else context(one.body, words)
            hits.append(Hit(ref, name, details.get(ref, ""), around, named, reason))
        return hits

    def count_by_kind(self, text: str) -> dict[str, int]:
        """How many records of each kind hold every word, counted up to 1,000 (`MOST_COUNTED`);
        lines of logs are "progress_entry", files "attachment". Kinds without any are left out."""
        with self._database.read() as connection:
            return count(connection, text, MOST_COUNTED)

    @staticmethod
    def marks(text: str, shown: str) -> list[tuple[int, int]]:
        """The ranges of `shown` in which words of `text` stand. Runs no SQL."""
        return list(marks(text, shown))

    def pick(self, kind: str, text: str, limit: int = 12) -> list[Pick]:
        """What a picker offers for `text`: records so called first, then those that hold its
        words elsewhere; the newest if it is empty."""
        with self._database.read() as connection:
            if text.strip():
                refs = [one.ref for one in find(connection, text, [kind], limit, self._today())]
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
            names, details = shown_names(connection, refs), details_of(connection, refs)
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
            ids = similar_ids(name, likely_names(connection, kind, name), limit)
            refs = [RecordRef(kind, id) for id in ids]
            labels, details = shown_names(connection, refs), details_of(connection, refs)
        return [Pick(ref, labels[ref], details.get(ref, "")) for ref in refs if ref in labels]


def _called(
    connection: Connection, kind: str, refs: Sequence[RecordRef]
) -> dict[int, tuple[str, ...]]:
    """What stands in the fields by which records of a kind are named, and their other names, by
    id."""
    table, ids = tables.TABLES[kind], [ref.id for ref in refs]
    columns = [table.c[name] for name in ROOT_BY_KEY[kind].name_fields]
    query = select(table.c.id, *columns).where(table.c.id.in_(ids))
    found = {id: tuple(filter(None, names)) for id, *names in connection.execute(query)}
    if (others := tables.TABLES.get(f"{kind}_name")) is not None:
        further = select(others.c.parent_id, others.c.name).where(others.c.parent_id.in_(ids))
        for id, name in connection.execute(further):
            found[id] = (*found.get(id, ()), name)
    return found
