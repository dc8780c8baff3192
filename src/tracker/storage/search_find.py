"""Finding documents: names before mentions, what is alive and was changed last before the rest.

Of a word that thousands hold only the latest of each kind are looked at: putting them all in
order of how well they fit (bm25) costs 13-45 ms a key.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from sqlalchemy import Connection, literal, select, text

from tracker.domain.record import RecordRef
from tracker.domain.records import Attachment
from tracker.domain.search_words import begins_with, only_initials, together
from tracker.storage import tables
from tracker.storage.search_alike import alike
from tracker.storage.search_order import in_order
from tracker.storage.search_places import (
    NOTE_KINDS,
    ROOT_KINDS,
    Places,
    places_of,
    ref_at,
)
from tracker.storage.search_question import Question

_NEWEST = {
    index: text(
        f"SELECT rowid FROM {index} WHERE {index} MATCH :asked "  # noqa: S608
        "AND rowid BETWEEN :first AND :last ORDER BY rowid DESC LIMIT :most"
    )
    for index in ("search_name", "search_text", "search_line")
}
_COUNTED = {
    index: text(f"SELECT count(*) FROM ({newest.text})")  # noqa: S608
    for index, newest in _NEWEST.items()
}
# So many of each kind are looked at, or as many as are wanted.
_LOOKED_AT = 50
_NOTES_LOOKED_AT = 500
# With fewer names than this just as typed, those with one wrong letter are looked for.
_FEW = 3
_MOST_ALIKE = 10
# The texts of files are long; where the words stand is shown for so many of them.
_MOST_FILES = 10


class How(IntEnum):
    """How a document fits, the best first."""

    CALLED = 0
    BEGINS = 1
    NAMED = 2
    TOLD = 3
    NOTED = 4
    CITED = 5
    ALIKE = 6


class Document(NamedTuple):
    """What stands in the index of one record."""

    ref: RecordRef
    how: How
    title: str
    """All names, one a line; of a line of a log or a file the record's it belongs to."""
    body: str


def find(
    connection: Connection,
    typed: str,
    kinds: Sequence[str],
    limit: int,
    today: date,
    *,
    misspelt: bool = True,
) -> list[Document]:
    """The documents that hold every word, the best first: called so, called so at the beginning,
    with the words in a name, elsewhere, in a log or a file, only in a source's name.

    Where few are called so, also those whose names have one letter different, unless `misspelt`
    is false; they come last, at most ten, where what holds the words leaves room for them.
    """
    question = Question(typed)
    if not question.words or limit < 1:
        return []
    roots = [kind for kind in ROOT_KINDS if not kinds or kind in kinds]
    found = _Found(connection, limit, today)
    if roots:
        found.names(question, roots)
    named = len(found)
    if roots and not found.is_full:
        found.texts(question.for_text(connection, sources=False), roots, How.TOLD)
    notes = [kind for kind in NOTE_KINDS if not kinds or kind in kinds]
    if notes and not found.is_full:
        found.notes(question.for_notes(connection), notes)
    if roots and not found.is_full:
        found.texts(question.for_text(connection), roots, How.CITED)
    if all(map(only_initials, question.words)):
        # How a name begins cannot be asked of the index by first consonants.
        first = dict(list(found.places.items())[: max(limit, _LOOKED_AT)])
        return beginnings_first(_documents(connection, first), question.words[0])[:limit]
    chosen = dict(list(found.places.items())[:limit])
    room = limit - len(chosen)
    if misspelt and roots and room and named < _FEW:
        nearly = _nearly(connection, question, typed, roots, today)
        further = [place for place in nearly if place not in chosen][:room]
        chosen |= dict.fromkeys(further, How.ALIKE)
    return _documents(connection, chosen)


def beginnings_first(documents: Iterable[Document], initials: str) -> list[Document]:
    """The documents with names in which a word begins with the first consonants before those in
    which they stand within one; all else stays in order."""

    def place(one: Document) -> tuple[How, bool]:
        within = one.how is How.NAMED and not begins_with(one.title, initials)
        return one.how, within

    return sorted(documents, key=place)


class _Found:
    """The row numbers found so far, the best first, and how they fit."""

    def __init__(self, connection: Connection, limit: int, today: date) -> None:
        self._connection = connection
        self._limit = limit
        self._today = today
        self._looked_at = max(_LOOKED_AT, limit)
        self.places: dict[int, How] = {}

    def __len__(self) -> int:
        return len(self.places)

    @property
    def is_full(self) -> bool:
        return len(self) >= self._limit

    def names(self, question: Question, kinds: Sequence[str]) -> None:
        """Whole names, names that begin so, and names with the words."""
        for asked, how in (
            (question.called(), How.CALLED),
            (question.begins(self._connection), How.BEGINS),
        ):
            self._add(self._of_all("search_name", asked, kinds), how)
        if not self.is_full:
            self.with_words(question.for_names(self._connection), kinds, How.NAMED)

    def with_words(self, asked: str | None, kinds: Sequence[str], how: How) -> None:
        """Names that a question of words is answered by."""
        self._add(self._of_each("search_name", asked, kinds), how)

    def texts(self, asked: str | None, kinds: Sequence[str], how: How) -> None:
        """Words anywhere in a record, kind by kind until there are enough."""
        found: list[int] = []
        for kind in kinds:
            if len(self) + len(found) >= self._limit:
                break
            newest = _newest(
                self._connection, "search_text", asked, places_of([kind]), self._looked_at
            )
            found += [place for place in newest if place not in self.places]
        self._add(found, how)

    def notes(self, asked: str | None, kinds: Sequence[str]) -> None:
        """Lines of logs and files, the newest first."""
        for kind in kinds:
            most = max(_NOTES_LOOKED_AT, 2 * self._limit)
            self.places |= dict.fromkeys(
                _newest(self._connection, "search_line", asked, places_of([kind]), most),
                How.NOTED,
            )

    def _of_all(self, index: str, asked: str | None, kinds: Sequence[str]) -> list[int]:
        """The newest of all kinds together, where few are expected."""
        if len(kinds) < len(ROOT_KINDS):
            return self._of_each(index, asked, kinds)
        most = 2 * self._looked_at
        return _newest(self._connection, index, asked, places_of(kinds), most)

    def _of_each(self, index: str, asked: str | None, kinds: Sequence[str]) -> list[int]:
        return [
            place
            for kind in kinds
            for place in _newest(self._connection, index, asked, places_of([kind]), self._looked_at)
        ]

    def _add(self, places: Iterable[int], how: How) -> None:
        new = [place for place in dict.fromkeys(places) if place not in self.places]
        self.places |= dict.fromkeys(in_order(self._connection, new, self._today), how)


def _nearly(
    connection: Connection, question: Question, typed: str, kinds: Sequence[str], today: date
) -> list[int]:
    """Records with a name in which one letter of a word is different."""
    others = alike(connection, typed)
    if not any(others):
        return []
    found = _Found(connection, _MOST_ALIKE, today)
    found.with_words(question.for_names(connection, others), kinds, How.ALIKE)
    return list(found.places)[:_MOST_ALIKE]


def _newest(
    connection: Connection, index: str, asked: str | None, places: Places, most: int
) -> list[int]:
    """The row numbers of the latest documents that answer a question; none to no question."""
    if not asked:
        return []
    values = {"asked": asked, "first": places.first, "last": places.last, "most": most}
    return list(connection.execute(_NEWEST[index], values).scalars())


def _documents(connection: Connection, places: dict[int, How]) -> list[Document]:
    """What stands in the index at row numbers, in their order."""
    d, n = tables.search_document.c, tables.search_note.c
    files = places_of([Attachment.key])
    read = [place for place in places if files.first <= place <= files.last][_MOST_FILES:]
    nothing = literal("").label("cited")
    rows = {
        row.id: row
        for query in (
            select(d.id, d.title, d.body, d.cited).where(d.id.in_(places)),
            select(n.id, n.title, n.body, nothing).where(n.id.in_(places), n.id.not_in(read)),
            select(n.id, n.title, literal("").label("body"), nothing).where(n.id.in_(read)),
        )
        for row in connection.execute(query)
    }
    found = []
    for place, how in places.items():
        if row := rows.get(place):
            body = row.cited if how is How.CITED else row.body
            found.append(Document(ref_at(place), how, together(row.title), together(body)))
    return found


def count(connection: Connection, typed: str, most: int) -> dict[str, int]:
    """How many documents of each kind hold every word, counted up to `most`; kinds without any
    are left out."""
    question = Question(typed)
    if not question.words:
        return {}
    found: dict[str, int] = {}
    for index, asked, kinds in (
        ("search_text", question.for_text(connection), ROOT_KINDS),
        ("search_line", question.for_notes(connection), NOTE_KINDS),
    ):
        for kind in kinds if asked else ():
            places = places_of([kind])
            values = {"asked": asked, "first": places.first, "last": places.last, "most": most}
            if n := connection.execute(_COUNTED[index], values).scalar():
                found[kind] = n
    return found
