"""The full-text index: one document a record, kept in the transaction that writes the record.

Korean, Chinese and Japanese words have no spaces and often two syllables, so each such character
stands apart in the indexed text, and a word of them is sought as a phrase (libraries.md).
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, delete, insert, select, table, text

from tracker.domain.record import RecordRef
from tracker.storage import tables

CREATE = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "title, body, tokenize = 'unicode61 remove_diacritics 2')"
)

_CJK = re.compile(r"([\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f])")
_WORD = re.compile(r"[^\W_]+")
_index = table("search_index", column("rowid"), column("search_index"))
# A longer question says no more; the rest is left out.
_MOST_WORDS = 16
_LONGEST = 400
# Whoever types a name means an organisation or a person sooner than what mentions them.
_KIND_ORDER = "organisation contact agreement deliverable event meeting task source"


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


def find(connection: Connection, words: str, kinds: Sequence[str], limit: int) -> list[Any]:
    """Documents that hold every word: rows of kind, record_id, title, body. Titles come first,
    within them by kind, the newest first; lines of logs last, for they repeat the title of their
    deliverable."""
    expression = match_expression(words)
    if not expression:
        return []
    kind_filter = (
        "AND d.kind IN ({})".format(", ".join(f":kind{n}" for n in range(len(kinds))))
        if kinds
        else ""
    )
    # Not ranked by bm25, which costs 13-45 ms on broad words.
    query = text(
        f"""
        WITH hits AS (
            SELECT rowid AS id, 0 AS place FROM search_index WHERE search_index MATCH :title
            UNION ALL
            SELECT rowid, 1 FROM search_index WHERE search_index MATCH :anywhere
        )
        SELECT d.kind, d.record_id, d.title, d.body, min(hits.place) AS place
        FROM hits JOIN search_document d ON d.id = hits.id {kind_filter}
        GROUP BY d.id
        ORDER BY d.kind = 'progress_entry', place, instr('{_KIND_ORDER}', d.kind), d.record_id DESC
        LIMIT :limit
        """  # noqa: S608 - only numbered placeholders and a constant are put in
    )
    values = {"title": f"title : ({expression})", "anywhere": expression, "limit": limit}
    values |= {f"kind{n}": kind for n, kind in enumerate(kinds)}
    return list(connection.execute(query, values).all())


def matching_ids(kind: str, typed: str) -> Select[tuple[int]] | None:
    """Selects the ids of all records of a kind that hold every word; None if there are no words.

    For use within another query: the ids of a broad word are too many to be handed over.
    """
    expression = match_expression(typed)
    if not expression:
        return None
    c = tables.search_document.c
    hits = select(_index.c.rowid).where(
        _index.c.search_index.op("MATCH")(bindparam("words", expression))
    )
    return select(c.record_id).where(c.kind == kind, c.id.in_(hits))
