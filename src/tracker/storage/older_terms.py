"""Agreements whose end an older program worked out otherwise, in a file of the same schema.

Until 2026-11 a term of which only a length was stated, and no kind, was kept as one without end
(see `domain.terms_kinds.meant_by`). What follows from it was written then, and is mended here when
the file is opened; nothing that a person entered changes.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, and_, or_, select

from tracker.domain.records import Agreement
from tracker.domain.terms import TermKind
from tracker.storage import list_keys, list_watches
from tracker.storage.list_key_values import BOUND
from tracker.storage.reader import load_many
from tracker.storage.spans import agreement_span_rows, renew_agreement_spans
from tracker.storage.tables import KEYS, TABLES, agreement_span

_AT_ONCE = 1_000


def stale_terms(connection: Connection) -> list[int]:
    """The agreements whose stored status over time, or days of notice, are not what their term says
    now. Asked at each start: only those of which it may be so are looked at closely."""
    c, span, key = TABLES[Agreement.key].c, agreement_span.c, KEYS[Agreement.key].c
    goes_on = (
        select(span.agreement_id)
        .where(span.agreement_id == c.id, span.to_day == date.max, span.status.in_(BOUND))
        .correlate(TABLES[Agreement.key])
    )
    noticed = select(key.id).where(key.id == c.id, key.notice_first.is_not(None))
    only_length = and_(c.term_length.is_not(None), c.term_until.is_(None))
    # What runs out by itself has no end beyond it, and nobody has to give notice.
    runs_out = and_(only_length, or_(goes_on.exists(), noticed.exists()))
    query = select(c.id).where(
        c.term_kind == TermKind.UNKNOWN, or_(runs_out, c.term_renewal.is_not(None))
    )
    ids = list(connection.execute(query).scalars())
    return [id for some in _portions(ids) for id in _wrong(connection, some)]


def renew_terms(connection: Connection, ids: Sequence[int]) -> None:
    """Write anew what follows from the terms of these agreements."""
    for some in _portions(ids):
        found = load_many(connection, Agreement, some, only=("lifecycle",))
        renew_agreement_spans(connection, found)
        list_keys.rewrite(connection, Agreement.key, some)


def _wrong(connection: Connection, ids: Sequence[int]) -> list[int]:
    span = agreement_span
    stored: dict[int, set[tuple[object, ...]]] = {id: set() for id in ids}
    for row in connection.execute(select(span).where(span.c.agreement_id.in_(ids))):
        stored[row.agreement_id].add(tuple(row))
    wrong = set(list_watches.differences(connection, ids))
    for one in load_many(connection, Agreement, ids, only=("lifecycle",)):
        rows = {tuple(row[c.name] for c in span.c) for row in agreement_span_rows(one)}
        if rows != stored[one.id or 0]:
            wrong.add(one.id or 0)
    return sorted(wrong)


def _portions(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
