"""The full-text index: one document a record, kept in the transaction that writes the record.

Korean, Chinese and Japanese words have no spaces and often two syllables, so each such character
stands apart in the indexed text, and a word of them is sought as a phrase (libraries.md).
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from tracker.domain.record import RecordRef
from tracker.storage import tables

CREATE = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "title, body, tokenize = 'unicode61 remove_diacritics 2')"
)

_CJK = re.compile(r"([\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f])")
_WORD = re.compile(r"\w+")
# A longer question says no more; the rest is left out.
_MOST_WORDS = 16


def apart(words: str) -> str:
    """The text as it is indexed: composed, each CJK character standing by itself."""
    return _CJK.sub(r" \1 ", unicodedata.normalize("NFC", words))


def index_document(connection: Connection, ref: RecordRef, title: str, body: str) -> None:
    """Index one record anew."""
    documents = tables.search_document
    forget_document(connection, ref)
    key = connection.execute(
        insert(documents),
        {"kind": ref.kind, "record_id": ref.id, "title": title, "body": body},
    ).inserted_primary_key
    connection.execute(
        text("INSERT INTO search_index (rowid, title, body) VALUES (:id, :title, :body)"),
        {"id": key[0] if key else None, "title": apart(title), "body": apart(body)},
    )


def forget_document(connection: Connection, ref: RecordRef) -> None:
    """Take one record out of the index."""
    c = tables.search_document.c
    found = connection.execute(
        select(c.id).where(c.kind == ref.kind, c.record_id == ref.id)
    ).scalar()
    if found is not None:
        connection.execute(text("DELETE FROM search_index WHERE rowid = :id"), {"id": found})
        connection.execute(delete(tables.search_document).where(c.id == found))


def words(typed: str) -> list[str]:
    """The words a person typed, as they are sought."""
    return [
        word.casefold()
        for word in _WORD.findall(unicodedata.normalize("NFC", typed[:400]))[:_MOST_WORDS]
    ]


def match_expression(words: str) -> str:
    """The FTS5 question for what a person typed: every word, each as the beginning of one.

    Only letters and digits reach the database, quoted; empty if there are none.
    """
    normal = unicodedata.normalize("NFC", words[:400])
    parts = [apart(word).split() for word in _WORD.findall(normal)[:_MOST_WORDS]]
    return " ".join(f'"{" ".join(part)}"*' for part in parts if part)


def find(connection: Connection, words: str, kinds: Sequence[str], limit: int) -> list[Any]:
    """Documents that hold every word, titles first: rows of kind, record_id, title, body."""
    expression = match_expression(words)
    if not expression:
        return []
    kind_filter = (
        "AND d.kind IN ({})".format(", ".join(f":kind{n}" for n in range(len(kinds))))
        if kinds
        else ""
    )
    # Titles first, then the newest: ranking by bm25 costs 13-45 ms on broad words.
    query = text(
        f"""
        WITH hits AS (
            SELECT rowid AS id, 0 AS place FROM search_index WHERE search_index MATCH :title
            UNION ALL
            SELECT rowid, 1 FROM search_index WHERE search_index MATCH :anywhere
        )
        SELECT d.kind, d.record_id, d.title, d.body, min(hits.place) AS place
        FROM hits JOIN search_document d ON d.id = hits.id {kind_filter}
        GROUP BY d.id ORDER BY place, d.kind = 'progress_entry', d.id DESC LIMIT :limit
        """  # noqa: S608 - only numbered placeholders are put in
    )
    values = {"title": f"title : ({expression})", "anywhere": expression, "limit": limit}
    values |= {f"kind{n}": kind for n, kind in enumerate(kinds)}
    return list(connection.execute(query, values).all())


def matching_ids(connection: Connection, kind: str, typed: str) -> list[int]:
    """The ids of all records of a kind that hold every word; of none if there are no words."""
    expression = match_expression(typed)
    if not expression:
        return []
    query = text(
        "SELECT d.record_id FROM search_index JOIN search_document d ON d.id = search_index.rowid "
        "WHERE search_index MATCH :words AND d.kind = :kind"
    )
    return list(connection.execute(query, {"words": expression, "kind": kind}).scalars())
