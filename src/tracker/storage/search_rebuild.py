"""Making the whole index anew, and proving that it is what the records say."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select, text
from sqlalchemy.exc import DatabaseError

from tracker.domain.record import RecordRef
from tracker.i18n import speaking, spoken_language
from tracker.resources import resource_path
from tracker.storage.engine import much_written
from tracker.storage.search_documents import (
    Note,
    Row,
    batches,
    documents,
    how_many,
    notes,
)
from tracker.storage.search_index import FULL_TEXT, count_words, words_of_title
from tracker.storage.search_places import NOTE_KINDS, ROOT_KINDS, place_of, places_of, ref_at
from tracker.storage.tables import name_word, search_document, search_note

Progress = Callable[[int, int], None]
"""Told how many records are done, of how many. What it raises ends the work."""

_LANGUAGES = ("en", "ko")
# So many words are counted before they are written.
_MOST_WORDS = 20_000
# The bytes of an index that are put in order at once; the second is what it does by itself.
_LARGE_PIECES, _PIECES = 32 * 1024 * 1024, 1024 * 1024


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make the index anew from the records, within the transaction of `connection`."""
    with much_written(connection):
        for name in FULL_TEXT:
            # What the index held may be damaged: it is forgotten as a whole.
            _tell(connection, name, "delete-all")
        for table in (search_document, search_note, name_word):
            connection.execute(delete(table))
        _write_all(connection, progress)
        total = how_many(connection)
        for name in FULL_TEXT:
            # Few large pieces are put together in half the time of many small ones.
            _tell(connection, name, "hashsize", _LARGE_PIECES)
            _tell(connection, name, "rebuild")
            _tell(connection, name, "hashsize", _PIECES)
            if progress is not None:
                progress(total, total)


def _write_all(connection: Connection, progress: Progress | None) -> None:
    total, done = how_many(connection), 0
    words: Counter[str] = Counter()
    known: dict[RecordRef, str] = {}
    # In the order of their places, so that each document is written behind the last one.
    for kind in reversed((*ROOT_KINDS, *NOTE_KINDS)):
        for ids in batches(connection, kind):
            if kind in ROOT_KINDS:
                rows = documents(connection, kind, ids, known)
                _write(connection, search_document, rows)
                words.update(word for row in rows for word in words_of_title(row.title))
            else:
                _write(connection, search_note, notes(connection, kind, ids))
            if len(words) > _MOST_WORDS:
                count_words(connection, words)
                words.clear()
            done += len(ids)
            if progress is not None:
                progress(done, total)
    count_words(connection, words)


def _tell(connection: Connection, index: str, what: str, value: int | None = None) -> None:
    """Give a full-text index one of its orders."""
    names, values = ("", "") if value is None else (", rank", f", {value}")
    connection.execute(
        text(f"INSERT INTO {index} ({index}{names}) VALUES ('{what}'{values})")  # noqa: S608
    )


def _write(connection: Connection, table: Table, rows: Sequence[Row] | Sequence[Note]) -> None:
    if rows:
        connection.execute(insert(table), [row._asdict() for row in rows])


class Difference(NamedTuple):
    """One document that is not as its record says. `ref` is None for the list of words."""

    ref: RecordRef | None
    missing: bool = False
    """It should be there and is not."""
    left_over: bool = False
    """It is there, but has no record (any more)."""


def differences(connection: Connection, progress: Progress | None = None) -> Iterator[Difference]:
    """Every document that differs from what its record says, found by deriving all again."""
    total, done = how_many(connection), 0
    words = 0
    known: dict[RecordRef, str] = {}
    for kind in (*ROOT_KINDS, *NOTE_KINDS):
        last = places_of([kind]).first
        for ids in batches(connection, kind):
            upto = place_of(RecordRef(kind, ids[-1]))
            yield from _compared(connection, kind, ids, (last, upto), known)
            if kind in ROOT_KINDS:
                words += _checksum(connection, last, upto)
            last = upto + 1
            done += len(ids)
            if progress is not None:
                progress(done, total)
        yield from _behind(connection, kind, last)
    if words != _stored_checksum(connection):
        yield Difference(None)


def _compared(
    connection: Connection,
    kind: str,
    ids: Sequence[int],
    between: tuple[int, int],
    known: dict[RecordRef, str],
) -> Iterator[Difference]:
    expected = _expected(connection, kind, ids, known)
    table = search_document if kind in ROOT_KINDS else search_note
    query = select(table).where(table.c.id.between(*between))
    stored = {row[0]: tuple(row) for row in connection.execute(query)}
    doubtful = {place for place, row in stored.items() if expected.get(place, row) != row}
    if doubtful:
        # Labels of choices stand in the language in which the record was saved.
        doubtful = _in_no_language(connection, kind, doubtful, stored)
    for place in sorted(expected.keys() - stored.keys()):
        yield Difference(ref_at(place), missing=True)
    for place in sorted(stored.keys() - expected.keys()):
        yield Difference(ref_at(place), left_over=True)
    for place in sorted(doubtful):
        yield Difference(ref_at(place))


def _expected(
    connection: Connection,
    kind: str,
    ids: Sequence[int],
    known: dict[RecordRef, str] | None = None,
) -> dict[int, tuple[object, ...]]:
    found: Sequence[Row] | Sequence[Note] = (
        documents(connection, kind, ids, known)
        if kind in ROOT_KINDS
        else notes(connection, kind, ids)
    )
    return {row.id: tuple(row) for row in found}


def _in_no_language(
    connection: Connection, kind: str, doubtful: set[int], stored: dict[int, tuple[object, ...]]
) -> set[int]:
    for language in _LANGUAGES:
        if language == spoken_language() or not doubtful:
            continue
        with speaking(language, resource_path("i18n")):
            said = _expected(connection, kind, [ref_at(place).id for place in doubtful])
        doubtful = {place for place in doubtful if said.get(place) != stored[place]}
    return doubtful


def _behind(connection: Connection, kind: str, first: int) -> Iterator[Difference]:
    """Documents behind the last record of a kind."""
    table = search_document if kind in ROOT_KINDS else search_note
    query = select(table.c.id).where(table.c.id.between(first, places_of([kind]).last))
    for place in connection.execute(query).scalars():
        yield Difference(ref_at(place), left_over=True)


def _checksum(connection: Connection, first: int, last: int) -> int:
    """A sum that is equal only for the same words, each as often; kept instead of the words."""
    d = search_document.c
    titles = connection.execute(select(d.title).where(d.id.between(first, last))).scalars()
    return sum(hash((word, word[::-1])) for title in titles for word in words_of_title(title))


def _stored_checksum(connection: Connection) -> int:
    w = name_word.c
    rows = connection.execute(
        select(w.word, w.backwards, w.uses).execution_options(yield_per=1_000)
    )
    return sum(hash((word, backwards)) * uses for word, backwards, uses in rows)


def prove_full_text(connection: Connection) -> list[str]:
    """The names of the full-text indexes that do not hold just the words of their documents.

    Needs a connection that may write, though nothing is written.
    """
    wrong = []
    for name in FULL_TEXT:
        try:
            _tell(connection, name, "integrity-check", 1)
        except DatabaseError:
            wrong.append(name)
    return wrong
