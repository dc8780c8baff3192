"""The words of lines of logs and of files, read straight from their rows: there are a million."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from tracker.domain.record import value_specs
from tracker.domain.records import BY_KEY, ROOTS, Attachment, Deliverable, ProgressEntry
from tracker.domain.search_text import note_words
from tracker.storage.tables import TABLES

_SEARCHED = {
    kind: tuple(spec.name for spec in value_specs(BY_KEY[kind]) if spec.search)
    for kind in (ProgressEntry.key, Attachment.key)
}


def note_documents(
    connection: Connection, kind: str, ids: Sequence[int]
) -> dict[int, tuple[str, str]]:
    """The name of the record each belongs to and its own words, by id; one that is gone, or
    belongs to nothing, is left out."""
    rows = _lines(connection, ids) if kind == ProgressEntry.key else _files(connection, ids)
    record, names = BY_KEY[kind], _SEARCHED[kind]
    return {
        row[0]: (row[1], note_words(record, dict(zip(names, row[2:], strict=True)))) for row in rows
    }


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _lines(connection: Connection, ids: Sequence[int]) -> Sequence[Any]:
    return connection.execute(_asked_of_lines(), {"ids": list(ids)}).all()


@cache
def _asked_of_lines() -> Select[Any]:
    entry, owner = TABLES[ProgressEntry.key], TABLES[Deliverable.key]
    columns = [entry.c[name] for name in _SEARCHED[ProgressEntry.key]]
    return (
        select(entry.c.id, owner.c.shown_name, *columns)
        .join(owner, owner.c.id == entry.c.deliverable_id)
        .where(entry.c.id.in_(_IDS))
    )


def _files(connection: Connection, ids: Sequence[int]) -> Sequence[Any]:
    return [
        row
        for kind in (*(root.key for root in ROOTS), ProgressEntry.key)
        for row in connection.execute(_asked_of_files(kind), {"ids": list(ids)})
    ]


@cache
def _asked_of_files(subject_kind: str) -> Select[Any]:
    file = TABLES[Attachment.key]
    columns = [file.c[name] for name in _SEARCHED[Attachment.key]]
    if subject_kind == ProgressEntry.key:
        # Evidence of a line of a log is found under the name of the deliverable.
        line, owner = TABLES[ProgressEntry.key], TABLES[Deliverable.key]
        query = select(file.c.id, owner.c.shown_name, *columns).select_from(
            file.join(line, line.c.id == file.c.subject_id).join(
                owner, owner.c.id == line.c.deliverable_id
            )
        )
    else:
        owner = TABLES[subject_kind]
        query = select(file.c.id, owner.c.shown_name, *columns).join(
            owner, owner.c.id == file.c.subject_id
        )
    return query.where(file.c.subject_kind == subject_kind, file.c.id.in_(_IDS))
