"""The full-text index: one document a record, kept in the transaction that writes the record.

Korean, Chinese and Japanese words have no spaces and often two syllables, so each such character
stands apart in the indexed text, and a word of them is sought as a phrase (libraries.md).
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    delete,
    insert,
    select,
    table,
    text,
    true,
)

from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry
from tracker.storage import tables

CREATE = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "title, body, tokenize = 'unicode61 remove_diacritics 2')"
)

_CJK = re.compile(r"([\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f])")
_WORD = re.compile(r"[^\W_]+")
_index = table("search_index", column("rowid"), column("search_index"))
_documents = tables.search_document.c
# A longer question says no more; the rest is left out.
_MOST_WORDS = 16
_LONGEST = 400
# Whoever types a name means an organisation or a person sooner than what mentions them.
_KIND_ORDER = (
    "organisation",
    "contact",
    "agreement",
    "deliverable",
    "event",
    "meeting",
    "task",
    "source",
)
_LOOKED_AT = 500


def apart(words: str) -> str:
    """The text as it is indexed: composed, each CJK character standing by itself."""
    return _CJK.sub(r" \1 ", _composed(words))


def _composed(words: str) -> str:
    """One form for what is written in several: full-width letters, ㈜, decomposed accents."""
    return unicodedata.normalize("NFKC", words)


def index_document(connection: Connection, ref: RecordRef, title: str, body: str) -> str | None:
    """Index one record anew. Returns the title it was found under before, None if it was not."""
    documents = tables.search_document
    before = forget_document(connection, ref)
    key = connection.execute(
        insert(documents),
        {"kind": ref.kind, "record_id": ref.id, "title": title, "body": body},
    ).inserted_primary_key
    connection.execute(
        text("INSERT INTO search_index (rowid, title, body) VALUES (:id, :title, :body)"),
        {"id": key[0] if key else None, "title": apart(title), "body": apart(body)},
    )
    return before


def forget_document(connection: Connection, ref: RecordRef) -> str | None:
    """Take one record out of the index. Returns its title there, None if it was not in it."""
    c = tables.search_document.c
    found = connection.execute(
        select(c.id, c.title).where(c.kind == ref.kind, c.record_id == ref.id)
    ).first()
    if found is None:
        return None
    connection.execute(text("DELETE FROM search_index WHERE rowid = :id"), {"id": found.id})
    connection.execute(delete(tables.search_document).where(c.id == found.id))
    return str(found.title)


def words(typed: str) -> list[str]:
    """The words a person typed, as they are sought."""
    return [word.casefold() for word in _typed_words(typed)]


def _typed_words(typed: str) -> list[str]:
    return _WORD.findall(_composed(typed[:_LONGEST]))[:_MOST_WORDS]


def match_expression(words: str) -> str:
    """The FTS5 question for what a person typed: every word, each as the beginning of one.

    Only letters and digits reach the database, quoted; empty if there are none.
    """
    parts = [apart(word).split() for word in _typed_words(words)]
    return " ".join(f'"{" ".join(part)}"*' for part in parts if part)


class Document(NamedTuple):
    """What stands in the index of one record."""

    kind: str
    record_id: int
    title: str
    body: str


def find(connection: Connection, words: str, kinds: Sequence[str], limit: int) -> list[Document]:
    """The documents that hold every word.

    Titles come first, within them by kind, the newest first; lines of logs last, for they repeat
    the title of their deliverable. Of a word that thousands hold only the latest are looked at:
    ranking them all (bm25) costs 13-45 ms.
    """
    expression = match_expression(words)
    if not expression:
        return []
    logged = _documents.kind == ProgressEntry.key
    wanted = _documents.kind.in_(kinds) if kinds else true()
    found: dict[int, None] = {}
    for asked, among in (
        (f"title : ({expression})", ~logged),
        (expression, ~logged),
        (expression, logged),
    ):
        if len(found) < limit:
            found |= dict.fromkeys(_newest(connection, asked, and_(wanted, among)))
    ids = list(found)[:limit]
    query = select(tables.search_document).where(_documents.id.in_(ids))
    rows = {row.id: row for row in connection.execute(query)}
    return [
        Document(row.kind, row.record_id, row.title, row.body) for row in map(rows.get, ids) if row
    ]


def _newest(connection: Connection, expression: str, among: ColumnElement[bool]) -> list[int]:
    """The ids of the latest documents that match, by kind and then the newest record first."""
    query = (
        select(_documents.id, _documents.kind, _documents.record_id)
        .select_from(_index.join(tables.search_document, _documents.id == _index.c.rowid))
        .where(_matches(expression), among)
        .order_by(_index.c.rowid.desc())
        .limit(_LOOKED_AT)
    )
    rows = connection.execute(query).all()
    return [row.id for row in sorted(rows, key=lambda row: (_place_of(row.kind), -row.record_id))]


def _place_of(kind: str) -> int:
    return _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)


def _matches(expression: str) -> ColumnElement[bool]:
    return _index.c.search_index.op("MATCH", is_comparison=True)(expression)


def matching_ids(kind: str, typed: str) -> Select[tuple[int]] | None:
    """Selects the ids of all records of a kind that hold every word; None if there are no words.

    For use within another query: the ids of a broad word are too many to be handed over.
    """
    expression = match_expression(typed)
    if not expression:
        return None
    c = tables.search_document.c
    hits = select(_index.c.rowid).where(_matches(expression))
    return select(c.record_id).where(c.kind == kind, c.id.in_(hits))
