"""The full-text index: one document a record, kept in the transaction that writes the record.

Korean, Chinese and Japanese words have no spaces and often two syllables, so each such character
stands apart in the indexed text, and a word of them is sought as a phrase (libraries.md).

Names stand in an index of their own beside that of all words, lines of logs and files in a third:
a word that stands in half a million lines is found among the names without reading that list.
The documents themselves are kept as they are indexed, so SQLite can prove the index right.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    column,
    delete,
    insert,
    select,
    table,
    text,
    update,
)

from tracker.domain.search_words import alike_words, together
from tracker.storage.search_documents import Note, Row
from tracker.storage.search_places import places_of
from tracker.storage.search_question import Question
from tracker.storage.tables import name_word, search_document, search_note

__all__ = [
    "CREATE",
    "FULL_TEXT",
    "Question",
    "count_words",
    "forget_documents",
    "forget_notes",
    "index_documents",
    "index_notes",
    "match_expression",
    "matching_ids",
    "words",
]

_TOKENS = "tokenize = 'unicode61 remove_diacritics 2'"
# What is typed is the beginning of a word. A list of each beginning of so many letters makes it
# as quick as a whole word; longer ones are few words, which are looked up (search_question).
FULL_TEXT = {
    "search_name": ("title, also", search_document.name, "1 2 3"),
    "search_text": ("title, also, body, cited", search_document.name, "2 3"),
    "search_line": ("title, body", search_note.name, "3"),
}
CREATE = tuple(
    statement
    for name, (columns, content, beginnings) in FULL_TEXT.items()
    for statement in (
        (
            f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content = '{content}', "
            f"content_rowid = 'id', prefix = '{beginnings}', {_TOKENS})"
        ),
        f"CREATE VIRTUAL TABLE {name}_terms USING fts5vocab('{name}', 'instance')",
    )
)
_INTO = {
    index: text(
        f"INSERT INTO {index} (rowid, {columns}) "  # noqa: S608
        f"SELECT id, {columns} FROM {content} WHERE id = :id"
    )
    for index, (columns, content, _) in FULL_TEXT.items()
}
_OUT_OF = {
    index: text(
        f"INSERT INTO {index} ({index}, rowid, {columns}) "  # noqa: S608
        f"SELECT 'delete', id, {columns} FROM {content} WHERE id = :id"
    )
    for index, (columns, content, _) in FULL_TEXT.items()
}
_text = table("search_text", column("rowid"), column("search_text"))
_UPSERT_WORD = text(
    "INSERT INTO name_word (word, backwards, uses) VALUES (:word, :backwards, :uses) "
    "ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses"
)


def index_documents(connection: Connection, rows: Sequence[Row]) -> set[int]:
    """Index records anew. Gives the places of those that have other names than they were found
    by before, or were not found."""
    found = _stored(connection, search_document, rows)
    changed = [row for row in rows if found.get(row.id) != row]
    old = [found[row.id] for row in changed if row.id in found]
    named = [row for row in changed if row.id not in found or found[row.id][1:3] != row[1:3]]
    places, names = [row.id for row in changed], [row.id for row in named]
    _out_of_index(connection, "search_name", [id for id in names if id in found])
    _out_of_index(connection, "search_text", [row[0] for row in old])
    _keep(connection, search_document, changed, found)
    _into_index(connection, "search_name", names)
    _into_index(connection, "search_text", places)
    words: Counter[str] = Counter()
    renamed: set[int] = set()
    for row in named:
        before = found[row.id][1] if row.id in found else ""
        if row.id not in found or before != row.title:
            renamed.add(row.id)
            words.update(words_of_title(row.title))
            words.subtract(words_of_title(before))
    count_words(connection, words)
    return renamed


def forget_documents(connection: Connection, places: Sequence[int]) -> None:
    """Take records out of the index; those that are not in it stay so."""
    if not places:
        return
    d = search_document.c
    found = connection.execute(select(d.id, d.title).where(d.id.in_(places))).all()
    ids = [place for place, _ in found]
    _out_of_index(connection, "search_name", ids)
    _out_of_index(connection, "search_text", ids)
    _forget(connection, search_document, ids)
    words = Counter(word for _, title in found for word in words_of_title(title))
    count_words(connection, {word: -n for word, n in words.items()})


def index_notes(connection: Connection, notes: Sequence[Note]) -> None:
    """Index lines of logs or files anew, under the name of the record each belongs to."""
    found = _stored(connection, search_note, notes)
    changed = [note for note in notes if found.get(note.id) != note]
    _out_of_index(connection, "search_line", [note.id for note in changed if note.id in found])
    _keep(connection, search_note, changed, found)
    _into_index(connection, "search_line", [note.id for note in changed])


def forget_notes(connection: Connection, places: Sequence[int]) -> None:
    """Take lines of logs or files out of the index; those that are not in it stay so."""
    if not places:
        return
    query = select(search_note.c.id).where(search_note.c.id.in_(places))
    ids = list(connection.execute(query).scalars())
    _out_of_index(connection, "search_line", ids)
    _forget(connection, search_note, ids)


def count_words(connection: Connection, changed: Mapping[str, int]) -> None:
    """Add to (or take from) how many names hold each word; a word of none is forgotten."""
    rows = [{"word": word, "backwards": word[::-1], "uses": n} for word, n in changed.items() if n]
    if rows:
        connection.execute(_UPSERT_WORD, rows)
    if gone := [word for word, n in changed.items() if n < 0]:
        connection.execute(
            delete(name_word).where(name_word.c.word.in_(gone), name_word.c.uses <= 0)
        )


def words_of_title(indexed: str) -> list[str]:
    """The words of a document's names that may be typed with one letter wrong, each as often as
    it stands there."""
    return list(alike_words(together(indexed).splitlines()))


def _stored(
    connection: Connection, table: Table, rows: Sequence[Row] | Sequence[Note]
) -> dict[int, tuple[Any, ...]]:
    if not rows:
        return {}
    found = connection.execute(_read(table), {"ids": [row.id for row in rows]})
    return {row[0]: tuple(row) for row in found}


def _keep(
    connection: Connection,
    table: Table,
    rows: Sequence[Row] | Sequence[Note],
    found: Collection[int],
) -> None:
    """Write documents, over the old ones where these stand."""
    if new := [row._asdict() for row in rows if row.id not in found]:
        connection.execute(_insert(table), new)
    known = [row._asdict() for row in rows if row.id in found]
    if known:
        connection.execute(_update(table), [{"of": row.pop("id"), **row} for row in known])


def _into_index(connection: Connection, index: str, places: Sequence[int]) -> None:
    if places:
        connection.execute(_INTO[index], [{"id": place} for place in places])


def _out_of_index(connection: Connection, index: str, places: Sequence[int]) -> None:
    """The index is told the words it holds of the documents, so these must still stand."""
    if places:
        connection.execute(_OUT_OF[index], [{"id": place} for place in places])


def _forget(connection: Connection, table: Table, places: Sequence[int]) -> None:
    if places:
        connection.execute(delete(table).where(table.c.id.in_(places)))


# Statements are made once: to put one together takes longer than to run it.
@cache
def _read(table: Table) -> Select[Any]:
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return select(table).where(table.c.id.in_(ids))


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _update(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("of"))


def words(typed: str) -> list[str]:
    """The words a person typed, as they are sought."""
    return Question(typed).words


def match_expression(typed: str) -> str:
    """The FTS5 question for what a person typed, without looking anything up: every word, each as
    the beginning of one. Empty if there are no words."""
    return Question(typed).for_text() or ""


def matching_ids(
    kind: str, typed: str, connection: Connection | None = None
) -> Select[tuple[int]] | None:
    """Selects the ids of all records of a kind that hold every word; None if there are no words.

    For use within another query: the ids of a broad word are too many to be handed over. With a
    connection the words are looked up first, which is quicker where many records hold them.
    """
    question = Question(typed)
    if not question.words:
        return None
    expression = question.for_text(connection)
    places = places_of([kind])
    number = _text.c.rowid - places.first
    if not expression:
        return select(number).where(_text.c.rowid == -1)
    return select(number).where(
        _text.c.search_text.op("MATCH", is_comparison=True)(expression),
        _text.c.rowid.between(*places),
    )
