"""Proving that a database is whole: the file, its references, and all that follows from records.

Everything derived is derived again in batches and compared, so memory stays flat however much
there is. What only follows from records can be made anew; records are never changed here.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Attachment, Deliverable, ProgressEntry
from tracker.storage import checking_columns, list_keys, list_watches, search_rebuild, tables
from tracker.storage.contents import dead_contents
from tracker.storage.reader import load_many, logs_of
from tracker.storage.search_documents import batches
from tracker.storage.spans import (
    agreement_span_rows,
    renew_agreement_spans,
    renew_deliverable_spans,
    span_rows_of_log,
)

Progress = Callable[[int, int], None]
_MOST_OF_FILE = 20
# SQLite asks so often, in its own steps, whether to go on: some hundred times a second.
_STEPS = 50_000


class Wrong(StrEnum):
    """What can be found."""

    FILE = "file"
    REFERENCE = "reference"
    INDEX = "index"
    INDEX_MISSING = "index_missing"
    INDEX_LEFT_OVER = "index_left_over"
    FULL_TEXT = "full_text"
    WORDS = "words"
    SPANS = "spans"
    LIST_KEYS = "list_keys"
    DAYS = "days"
    NAMES = "names"
    STEPS = "steps"
    WATCHES = "watches"
    CONTENT = "content"


class Found(NamedTuple):
    """One thing that is not as it must be; `ref` is None where it is not of one record."""

    what: Wrong
    ref: RecordRef | None = None
    said: str = ""


@contextmanager
def stoppable(connection: Connection, ask: Callable[[], None] | None) -> Iterator[None]:
    """Long questions of `connection` are given up when `ask` raises; what it raised comes out."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raised: list[BaseException] = []

    def step() -> int:
        try:
            if ask is not None:
                ask()
        except BaseException as error:  # noqa: BLE001 - handed on below
            raised.append(error)
            return 1
        return 0

    raw.set_progress_handler(step, _STEPS)
    try:
        yield
    except DatabaseError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        raw.set_progress_handler(None, 0)


def file_faults(connection: Connection) -> Iterator[Found]:
    """What SQLite itself finds wrong with the file and with references."""
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_OF_FILE})"):
        if said != "ok":
            yield Found(Wrong.FILE, None, str(said).replace("\n", " ")[:200])
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield Found(Wrong.REFERENCE, None, f"{row[0]} {row[1]}")


def index_faults(connection: Connection, progress: Progress | None) -> Iterator[Found]:
    """Records whose entry in the index is not what they say."""
    for difference in search_rebuild.differences(connection, progress):
        if difference.ref is None:
            yield Found(Wrong.WORDS)
        elif difference.missing:
            yield Found(Wrong.INDEX_MISSING, difference.ref)
        elif difference.left_over:
            yield Found(Wrong.INDEX_LEFT_OVER, difference.ref)
        else:
            yield Found(Wrong.INDEX, difference.ref)


def span_faults(connection: Connection, progress: Progress | None) -> Iterator[Found]:
    """Agreements and deliverables whose stored status over time is not the fold of their events."""
    done = 0
    for kind in (Agreement.key, Deliverable.key):
        for ids in batches(connection, kind):
            wanted, stored = _expected_spans(connection, kind, ids), _spans(connection, kind, ids)
            for id in ids:
                if wanted.get(id, []) != stored.get(id, []):
                    yield Found(Wrong.SPANS, RecordRef(kind, id))
            done += len(ids)
            if progress is not None:
                progress(done, 0)


def column_faults(connection: Connection) -> Iterator[Found]:
    """Columns of a record that are not what follows from it, or from its log."""
    for what, look in (
        (Wrong.DAYS, checking_columns.wrong_days),
        (Wrong.NAMES, checking_columns.wrong_names),
        (Wrong.STEPS, checking_columns.wrong_steps),
    ):
        for column in look(connection):
            yield Found(what, column.owner, column.said)
    for id in list_watches.differences(connection):
        yield Found(Wrong.WATCHES, RecordRef(Agreement.key, id))


_Rows = dict[int, list[tuple[object, ...]]]


def _expected_spans(connection: Connection, kind: str, ids: list[int]) -> _Rows:
    if kind == Agreement.key:
        agreements = load_many(connection, Agreement, ids, only=("lifecycle",))
        found = [row for one in agreements for row in agreement_span_rows(one)]
    else:
        logs = logs_of(connection, ids)
        found = [
            row
            for one in load_many(connection, Deliverable, ids, only=())
            for row in span_rows_of_log(one, logs.get(one.id or 0, []))
        ]
    table, owner = _SPANS[kind]
    rows: _Rows = {}
    for row in found:
        values = tuple(row[column.name] for column in table.c)
        rows.setdefault(row[owner], []).append(values)
    return {id: sorted(values, key=repr) for id, values in rows.items()}


def _spans(connection: Connection, kind: str, ids: list[int]) -> _Rows:
    table, owner = _SPANS[kind]
    rows: _Rows = {}
    for row in connection.execute(select(table).where(table.c[owner].in_(ids))):
        rows.setdefault(row[0], []).append(tuple(row))
    return {id: sorted(values, key=repr) for id, values in rows.items()}


_SPANS = {
    Agreement.key: (tables.agreement_span, "agreement_id"),
    Deliverable.key: (tables.deliverable_span, "deliverable_id"),
}


def content_faults(connection: Connection, progress: Progress | None) -> Iterator[Found]:
    """Files whose bytes are not there, or are not those that were kept."""
    dead = dead_contents(connection, progress)
    file = tables.TABLES[Attachment.key].c
    query = select(file.subject_kind, file.subject_id, file.name, file.sha256).order_by(file.id)
    for kind, id, name, sha in connection.execute(query) if dead else ():
        if sha in dead:
            ref = RecordRef(kind, id)
            if kind == ProgressEntry.key:
                line = tables.TABLES[ProgressEntry.key].c
                owner = select(line.deliverable_id).where(line.id == id)
                ref = RecordRef(Deliverable.key, connection.execute(owner).scalar() or 0)
            yield Found(Wrong.CONTENT, ref, name)


def kept_faults(connection: Connection) -> Iterator[Found]:
    """What must be proved on a connection that may write: full-text indexes and list keys."""
    for name in search_rebuild.prove_full_text(connection):
        yield Found(Wrong.FULL_TEXT, None, name)
    for said in list_keys.differences(connection):
        kind, _, id = said.partition(" ")
        yield Found(Wrong.LIST_KEYS, RecordRef(kind, int(id)))


def repair(connection: Connection, progress: Progress | None) -> None:
    """Make all that follows from records anew: columns, spans, list keys, the index."""
    checking_columns.repair_columns(connection)
    for ids in batches(connection, Agreement.key):
        agreements = load_many(connection, Agreement, ids, only=("lifecycle",))
        renew_agreement_spans(connection, agreements)
        if progress is not None:
            progress(0, 0)
    for ids in batches(connection, Deliverable.key):
        renew_deliverable_spans(connection, ids)
        if progress is not None:
            progress(0, 0)
    list_keys.rebuild(connection)
    search_rebuild.rebuild(connection, progress)
